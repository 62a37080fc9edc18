"""Citation precision, by hand."""

import pytest

from assistant.evaluation.metrics.citation_precision import citation_precision


@pytest.mark.parametrize(
    ("cited", "expected"),
    [("ab", 1.0), ("ax", 1 / 2), ("axyz", 1 / 4), ("aax", 1 / 2), ("x", 0.0), ("", 0.0)],
)
def test_the_share_of_the_cited_that_is_expected(cited: str, expected: float) -> None:
    """Where a and b are expected; a clause cited twice is one."""
    assert citation_precision(list(cited), {"a", "b"}) == expected


def test_what_leads_find_right_beside_the_expected_is_no_mistake() -> None:
    """Where a is expected and x is right as well: of a, x and y two are right, and x alone is."""
    assert citation_precision(list("axy"), {"a"}, {"x"}) == pytest.approx(2 / 3)
    assert citation_precision(["x"], {"a"}, {"x"}) == 1.0
