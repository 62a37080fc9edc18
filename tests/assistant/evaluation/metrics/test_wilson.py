"""Wilson's interval, by hand."""

from math import sqrt

import pytest

from assistant.evaluation.metrics.wilson import Interval, wilson


@pytest.mark.parametrize(
    ("hits", "cases", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (5, 10, 0.2366, 0.7634),
        (81, 263, 0.2553, 0.3662),  # Newcombe 1998, table I, method 3
        (15, 148, 0.0624, 0.1605),  # the same
    ],
)
def test_published_examples(hits: int, cases: int, low: float, high: float) -> None:
    """To four digits."""
    found = wilson(hits, cases)
    assert found.low == pytest.approx(low, abs=6e-5)
    assert found.high == pytest.approx(high, abs=6e-5)


def test_the_formula() -> None:
    """(p + z²/2n ± z sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n) for 9 of 10."""
    z, n, p = 1.959964, 10, 0.9
    middle, reach = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    found = wilson(9, 10)
    assert found.low == pytest.approx((middle - reach) / (1 + z * z / n))
    assert found.high == pytest.approx((middle + reach) / (1 + z * z / n))


def test_no_cases_say_nothing() -> None:
    """Everything is possible."""
    assert wilson(0, 0) == Interval(0.0, 1.0)
