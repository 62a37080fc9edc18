"""The reciprocal rank, by hand."""

import pytest

from assistant.evaluation.metrics.reciprocal_rank import reciprocal_rank


@pytest.mark.parametrize(
    ("found", "expected"), [("abx", 1.0), ("xab", 1 / 2), ("xyzb", 1 / 4), ("xyz", 0.0), ("", 0.0)]
)
def test_the_first_expected_one_counts(found: str, expected: float) -> None:
    """One over the place of the first of a and b."""
    assert reciprocal_rank(list(found), {"a", "b"}) == expected
