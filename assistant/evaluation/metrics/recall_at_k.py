"""Recall at k."""

from collections.abc import Collection, Sequence


def recall_at_k(found: Sequence[str], expected: Collection[str], k: int) -> float:
    """The share of what is expected among the first `k` found: |first k ∩ expected| / |expected|.

    Source: Manning, Raghavan, Schütze, Introduction to Information Retrieval, 2008, chapter 8.
    Raises ValueError where nothing is expected.
    """
    if not expected:
        raise ValueError("There is no recall of nothing.")
    return len(set(found[:k]) & set(expected)) / len(set(expected))
