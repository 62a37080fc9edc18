"""Words and pieces of words as places in one long vector, the same on every machine."""

import re
import zlib
from collections import Counter
from functools import lru_cache
from itertools import islice
from math import log, sqrt

PLACES = 1 << 14
# Most messages are made of the same few thousand words.
_REMEMBERED = 4096
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[?!]")


def grams(text: str) -> dict[int, float]:
    """Place and weight of each run of one to three words and of two to five letters within a word.

    Weights are damped counts, and the vector has length 1. No text has none.
    """
    words = _WORD.findall(text.lower())
    found: Counter[int] = Counter()
    for length in (1, 2, 3):
        found.update(_place("w" + " ".join(run)) for run in _runs(words, length))
    for word in words:
        found.update(_pieces(word))
    weights = {place: 1 + log(count) for place, count in found.items()}
    size = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {place: weight / size for place, weight in weights.items()}


@lru_cache(maxsize=_REMEMBERED)
def _pieces(word: str) -> tuple[int, ...]:
    edged = f" {word} "
    return tuple(
        _place("c" + edged[at : at + length])
        for length in (2, 3, 4, 5)
        for at in range(len(edged) - length + 1)
    )


def _runs(words: list[str], length: int) -> list[tuple[str, ...]]:
    return list(zip(*(islice(words, start, None) for start in range(length)), strict=False))


def _place(gram: str) -> int:
    return zlib.crc32(gram.encode()) % PLACES
