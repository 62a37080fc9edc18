"""How the clauses that were found stand to the best of them."""

import numpy as np
import pytest

from assistant.domain.example import Example
from assistant.retrieval.company import Company
from tests.fakes.evidence import evidence

_KEPT = evidence("Can I accept it?", "SM 12.2", "SM 12.3", "SM 6.2").kept
_EXAMPLES = (
    Example("one", ("SM 12.2", "SM 6.2"), "no", "answered", "tables"),
    Example("two", ("SM 6.2", "SM 12.2"), "no", "answered", "other"),
    Example("three", ("SM 12.2",), "no", "answered", "other"),
    Example("four", ("SM 12.3",), "no", "answered", "other"),
)
_VECTORS = np.array([[1, 0], [0.6, 0.8], [0, 1]], np.float32)


def test_clauses_that_answer_together_are_in_company() -> None:
    """Of three questions for the best clause two rest on the last, none on the second."""
    found = Company(_EXAMPLES).beside_the_best(_KEPT, _VECTORS, None)
    assert [one.asked_with_best for one in found] == pytest.approx([1, 0, 2 / 3])
    assert [one.like_best for one in found] == pytest.approx([1, 0.6, 0])


def test_what_is_measured_with_does_not_answer_for_itself() -> None:
    """The questions of a table that is left out are not asked."""
    found = Company(_EXAMPLES).beside_the_best(_KEPT, _VECTORS, "tables")
    assert [one.asked_with_best for one in found] == pytest.approx([1, 0, 0.5])


def test_nobody_has_asked_for_a_new_policy() -> None:
    """Then how like two clauses are is all there is, and where nothing is found there is no company."""
    found = Company(()).beside_the_best(_KEPT, _VECTORS, None)
    assert {one.asked_with_best for one in found} == {0}
    assert Company(()).beside_the_best((), _VECTORS[:0], None) == ()
