"""F-beta and its interval, by hand."""

import pytest

from assistant.evaluation.metrics.f_beta import f_beta, f_beta_interval
from assistant.evaluation.metrics.wilson import Interval

_EXPECTED = [True] * 4 + [False] * 6
# 3 hits, 1 miss, 2 false alarms: precision 3/5, recall 3/4.
_FOUND = [True, True, True, False, True, True, False, False, False, False]


def test_a_miss_weighs_four_times_a_false_alarm() -> None:
    """5 x 3 / (5 x 3 + 4 x 1 + 2) = 15 / 21."""
    assert f_beta(_EXPECTED, _FOUND) == pytest.approx(15 / 21)
    assert f_beta(_EXPECTED, _FOUND) == pytest.approx(5 * 0.6 * 0.75 / (4 * 0.6 + 0.75))


def test_with_beta_one_both_weigh_the_same() -> None:
    """2 x 3 / (2 x 3 + 1 + 2) = 6 / 9."""
    assert f_beta(_EXPECTED, _FOUND, beta=1.0) == pytest.approx(6 / 9)


def test_nothing_found_is_zero() -> None:
    """Neither an error nor a warning."""
    assert f_beta([True, False], [False, False]) == 0.0


def test_the_interval_is_around_the_value_and_always_the_same() -> None:
    """Wide for ten pairs, narrow for a thousand."""
    few, many = f_beta_interval(_EXPECTED, _FOUND), f_beta_interval(_EXPECTED * 100, _FOUND * 100)
    assert few == f_beta_interval(_EXPECTED, _FOUND)
    assert few.low < many.low < 15 / 21 < many.high < few.high
    assert many.high - many.low < 0.08


def test_without_doubt_the_interval_is_the_value() -> None:
    """All right is 1 in every resample, and no pairs say nothing."""
    assert f_beta_interval([True, False], [True, False]).high == 1.0
    assert f_beta_interval([True] * 5, [True] * 5) == Interval(1.0, 1.0)
    assert f_beta_interval([], []) == Interval(0.0, 1.0)
