"""The bootstrap interval: where it must lie, and that it is always the same."""

from math import sqrt

import pytest

from assistant.evaluation.metrics.bootstrap_interval import bootstrap_interval
from assistant.evaluation.metrics.wilson import Interval


def test_it_agrees_with_the_normal_interval_of_many_values() -> None:
    """400 halves and wholes, mean 0.75, deviation 0.25: 0.75 ± 1.96 x 0.25 / 20."""
    found = bootstrap_interval([0.5, 1.0] * 200)
    reach = 1.96 * 0.25 / sqrt(400)
    assert found.low == pytest.approx(0.75 - reach, abs=0.003)
    assert found.high == pytest.approx(0.75 + reach, abs=0.003)


def test_two_values_give_their_own_ends() -> None:
    """Of 0 and 1 a quarter of the resamples are 0, 0 and a quarter 1, 1."""
    assert bootstrap_interval([0.0, 1.0]) == Interval(0.0, 1.0)


def test_values_that_are_alike_leave_no_doubt() -> None:
    """The value itself; no values say nothing."""
    assert bootstrap_interval([0.25] * 7) == Interval(0.25, 0.25)
    assert bootstrap_interval([]) == Interval(0.0, 1.0)


def test_it_is_always_the_same() -> None:
    """The seed is fixed."""
    values = [0.1, 0.4, 0.9, 0.3]
    assert bootstrap_interval(values) == bootstrap_interval(values)
