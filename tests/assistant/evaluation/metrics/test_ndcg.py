"""The discounted gain, by hand."""

from math import log2

import pytest

from assistant.evaluation.metrics.ndcg import ndcg


def test_the_best_order_gains_all() -> None:
    """Both expected ones first, in either order."""
    assert ndcg(["a", "b", "x"], {"a", "b"}, 10) == ndcg(["b", "a"], {"a", "b"}, 10) == 1.0


def test_a_lower_place_gains_less() -> None:
    """A in place 2 and b in place 4: (1/log2 3 + 1/log2 5) / (1/log2 2 + 1/log2 3) = 1.0616 / 1.6309."""
    by_hand = (1 / log2(3) + 1 / log2(5)) / (1 + 1 / log2(3))
    assert ndcg(["x", "a", "y", "b"], {"a", "b"}, 10) == pytest.approx(by_hand)
    assert by_hand == pytest.approx(0.6509, abs=1e-4)


def test_a_second_time_takes_no_place_and_gains_nothing() -> None:
    """a, a, b is read as a, b."""
    assert ndcg(["a", "a", "b"], {"a", "b"}, 2) == 1.0


def test_only_the_first_k_count_on_both_sides() -> None:
    """With k = 1 one of two expected ones in the first place is the best there is."""
    assert ndcg(["a", "x"], {"a", "b"}, 1) == 1.0
    assert ndcg(["x", "a"], {"a", "b"}, 1) == 0.0


def test_where_nothing_is_expected_there_is_no_gain() -> None:
    """It is refused."""
    with pytest.raises(ValueError, match="no gain"):
        ndcg(["a"], [], 3)
