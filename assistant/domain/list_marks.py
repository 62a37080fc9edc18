"""What stands before a list item or a clause where a file says it in characters only."""

import re

_BULLETS = "*•●○◦‣▪■–\uf0b7\uf0a7"  # noqa: RUF001 - the last two are Word's own, from its Symbol fonts
LIST_MARK = re.compile(
    rf"(?:[-{_BULLETS}]\s+)?"
    r"(?:\(?(?P<letter>[a-z]|[ivx]{2,5})[).]|\(?(?P<digits>[0-9]{1,3})\)|(?P<dotted>[0-9]{1,3})\.)\s+"
    rf"|(?P<bullet>[-{_BULLETS}]|o)\s+"
)
OWN_NUMBER = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,3})+)(?:\.?\s+|(?=[A-Z][a-z]))")
_DRAWN = re.compile(rf"[{_BULLETS}]\s")
_MAY_END_BEFORE_AN_ITEM = re.compile(r"(?:[.:;,?!]['\")]*|\b(?:and|or))$")


def begins_item(line: str, before: str) -> bool:
    """Whether a line of a wrapped text begins with a mark, and is not only broken at '12.' or '- '."""
    if _DRAWN.match(line):
        return True
    marked = LIST_MARK.match(line) or OWN_NUMBER.match(line)
    return bool(marked and _MAY_END_BEFORE_AN_ITEM.search(before))
