"""Normalised discounted cumulative gain."""

from collections.abc import Collection, Sequence
from math import log2


def ndcg(found: Sequence[str], expected: Collection[str], k: int) -> float:
    """DCG / best possible DCG of the first `k`, where DCG = sum of 1 / log2(place + 1) over the expected.

    Each expected one counts once, however often it is found. Source: Järvelin and Kekäläinen, Cumulated
    gain-based evaluation of IR techniques, 2002, with gains of 0 and 1. Raises ValueError where nothing is
    expected.
    """
    if not expected:
        raise ValueError("There is no gain where nothing is expected.")
    distinct = list(dict.fromkeys(found))[:k]
    gained = sum(_discount(place) for place, one in enumerate(distinct, 1) if one in expected)
    best = sum(_discount(place) for place in range(1, min(len(set(expected)), k) + 1))
    return gained / best


def _discount(place: int) -> float:
    return 1 / log2(place + 1)
