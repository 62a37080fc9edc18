"""Citation recall, by hand."""

import pytest

from assistant.evaluation.metrics.citation_recall import citation_recall


@pytest.mark.parametrize(
    ("cited", "expected"), [("abc", 1.0), ("axy", 1 / 3), ("aab", 2 / 3), ("x", 0.0), ("", 0.0)]
)
def test_the_share_of_the_expected_that_is_cited(cited: str, expected: float) -> None:
    """Where a, b and c are expected; a clause cited twice is one."""
    assert citation_recall(list(cited), {"a", "b", "c"}) == expected


def test_where_nothing_is_expected_there_is_no_recall() -> None:
    """It is refused."""
    with pytest.raises(ValueError, match="no recall of nothing"):
        citation_recall(["a"], [])
