"""Split a clause into sentences without losing a character's place."""

import re

from assistant.domain.policy import Span

_END = re.compile(r"[.!?]['\")\]]*\s+(?=['\"(\[]?[A-Z0-9])")
_ABBREVIATED = re.compile(r"(?:\b(?:e\.g|i\.e|etc|Mr|Mrs|Ms|Dr|St|No|vs|cf|para|Art|s)|\b[A-Z])\.$")
_LONGEST_ABBREVIATION = 5


def sentences(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Spans of the sentences in `text[start:end]`, without the white space between them."""
    spans: list[Span] = []
    begin = start
    for match in _END.finditer(text, start, end):
        stop = match.start() + len(match.group().rstrip())
        if _ABBREVIATED.search(text, max(begin, match.start() - _LONGEST_ABBREVIATION), match.start() + 1):
            continue
        spans.append(Span(begin, stop))
        begin = match.end()
    if begin < end:
        spans.append(Span(begin, end))
    return tuple(spans)
