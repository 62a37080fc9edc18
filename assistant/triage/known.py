"""Messages that leads have decided word for word: found by words and figures, whatever stands between."""

import re
from collections.abc import Callable, Sequence

from assistant.domain.triage import Route, TriageExample

Known = Callable[[str], TriageExample | None]
"""What leads wrote down about a message, None where they have not."""

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_GRAVITY = [Route.OUT_OF_SCOPE, Route.POLICY_QUESTION, Route.UNCLEAR, Route.LIVE_INCIDENT]
_MARKS = {code: None for code in range(128) if not chr(code).isalnum()}


def known_messages(examples: Sequence[TriageExample]) -> Known:
    """Finds the leads' messages among `examples`; of two alike the graver one counts."""
    gravest_last = sorted(examples, key=lambda one: gravity(one.route))
    found = {words: one for one in gravest_last if (words := _exact(one.text))}
    return lambda text: found.get(_exact(text))


def gravity(route: Route) -> int:
    """How grave a route is beside the others, from 0."""
    return _GRAVITY.index(route)


def letters(text: str) -> str:
    """Letters and figures only, the same for all messages of the same words; quick for thousands of them."""
    plain = text.casefold().translate(_MARKS)
    return plain if plain.isascii() else "".join(filter(str.isalnum, plain))


def _exact(text: str) -> tuple[str, ...]:
    """All words and figures, whatever case and punctuation they come in; '14' is not '24'."""
    return tuple(_WORD.findall(text.casefold().replace("\u2019", "'")))
