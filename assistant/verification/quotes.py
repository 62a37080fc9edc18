"""Whether what stands in quotation marks stands in the clauses, word for word."""

import re
from collections.abc import Sequence

from assistant.domain.proposal import Excerpt

_MARKS = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u00ab": '"', "\u00bb": '"'}
)
# A single mark quotes where it follows a space and closes before one; elsewhere it is an apostrophe.
_QUOTED = re.compile(r'"([^"]*)"|(?<![\w])\'([^\']*(?:\w\'\w[^\']*)*)\'(?!\w)')
_TURNED = re.compile(
    r"\b(?:not|never|no|only|unless|without|except|cannot|nor|neither)\s+(?:\w+\s+)?$", re.IGNORECASE
)


def verbatim(text: str, excerpts: Sequence[Excerpt]) -> bool:
    """Whether every quote is closed, stands in one of the excerpts, and leaves off no 'not' before it."""
    said = text.translate(_MARKS)
    if said.count('"') % 2:
        return False
    held = [_straight(excerpt.text) for excerpt in excerpts]
    quotes = [double or single for double, single in _QUOTED.findall(said)]
    return all(any(_stands(_straight(quote), one) for one in held) for quote in quotes)


def _straight(text: str) -> str:
    return " ".join(text.translate(_MARKS).split())


def _stands(quote: str, held: str) -> bool:
    """Whole words, exactly so; a comma or full stop that the sentence puts inside the marks is its own."""
    words = quote.rstrip(".,").strip()
    found = list(re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", held)) if words else []
    return any(not _TURNED.search(held[: match.start()]) for match in found)
