"""Recall at k, by hand."""

import pytest

from assistant.evaluation.metrics.recall_at_k import recall_at_k


@pytest.mark.parametrize(
    ("k", "expected"),
    [
        (1, 0.0),  # the first is x
        (2, 0.5),  # a of {a, b}
        (3, 0.5),  # a again is no second hit
        (4, 1.0),
        (9, 1.0),
    ],
)
def test_what_stands_among_the_first_counts_once(k: int, expected: float) -> None:
    """Of a and b among the first k of x, a, a, b."""
    assert recall_at_k(["x", "a", "a", "b"], ["a", "b"], k) == expected


def test_where_nothing_is_expected_there_is_no_recall() -> None:
    """It is refused, not counted as 0 or 1."""
    with pytest.raises(ValueError, match="no recall of nothing"):
        recall_at_k(["a"], [], 5)
