"""Each clause of an answer counts in what is learnt from it."""

import pytest

from assistant.learning.shares import shares


@pytest.mark.parametrize(("clauses", "counted"), [(1, [1]), (2, [0.5, 0.5]), (3, [0.5, 0.25, 0.25])])
def test_the_leading_clause_counts_for_as_much_as_all_others(clauses: int, counted: list[float]) -> None:
    """So that a question with many clauses teaches no more than one with a single clause."""
    assert shares(clauses) == counted
