"""What stands in for what was taken out: [name 1], [e-mail 2]."""

import re
from collections.abc import Callable
from enum import StrEnum


class Kind(StrEnum):
    """What was taken out. `NUMBER` is all that tells by figures: telephones, ids, birthdays, addresses."""

    NAME = "name"
    E_MAIL = "e-mail"
    NUMBER = "number"
    LINK = "link"


# Read as loosely as somebody might write it who answers; the figures are few, so that they are a number.
PLACEHOLDER = re.compile(r"\[\s*(name|e-?mail|number|link)\s*([0-9]{1,9})\s*\]", re.IGNORECASE)


def placeholder(kind: Kind, number: int) -> str:
    """As it is written."""
    return f"[{kind} {number}]"


def written(found: re.Match[str]) -> str:
    """What `PLACEHOLDER` has found, as it is written."""
    kind = found[1].lower()
    return placeholder(Kind.E_MAIL if kind == "email" else Kind(kind), int(found[2]))


def between(text: str, change: Callable[[str], str]) -> str:
    """The text with all that stands between placeholders changed, and no placeholder."""
    parts, at = [], 0
    for found in PLACEHOLDER.finditer(text):
        parts += [change(text[at : found.start()]), found[0]]
        at = found.end()
    return "".join((*parts, change(text[at:])))
