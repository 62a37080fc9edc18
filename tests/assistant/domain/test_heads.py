"""A head: weights on named features, computed by hand."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.heads import Head

_HEAD = Head(("a", "b"), ("no", "yes"), ((1.0, 0.0), (0.0, 2.0)), (0.0, -1.0))


def test_probabilities_are_those_of_the_sums() -> None:
    """For a=1, b=2 the sums are 1 and 3, so yes is e^2 times as likely."""
    likely = _HEAD.probabilities({"a": 1.0, "b": 2.0})
    assert likely["yes"] / likely["no"] == pytest.approx(math.exp(2))


def test_a_feature_that_is_not_given_counts_nothing() -> None:
    """And one that the head does not know is passed over."""
    assert _HEAD.probabilities({"a": 1.0}) == _HEAD.probabilities({"a": 1.0, "b": 0.0, "c": 99.0})


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_probabilities_are_shares_of_one(a: float, b: float) -> None:
    """However large the features."""
    likely = _HEAD.probabilities({"a": a, "b": b})
    assert sum(likely.values()) == pytest.approx(1)
    assert all(0 <= value <= 1 for value in likely.values())
