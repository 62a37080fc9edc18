"""Cohen's kappa, by hand."""

import pytest

from assistant.evaluation.metrics.kappa import kappa


def test_agreement_beyond_chance() -> None:
    """Cohen's table 20, 5, 10, 15: p_o = 35/50, p_e = 0.5 x 0.6 + 0.5 x 0.4, kappa = (0.7 - 0.5) / 0.5."""
    first = ["yes"] * 25 + ["no"] * 25
    second = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    assert kappa(first, second) == pytest.approx(0.4)


def test_full_agreement_chance_and_contradiction() -> None:
    """1, 0 and -1."""
    assert kappa(["a", "b"], ["a", "b"]) == 1.0
    assert kappa(["a", "a", "b", "b"], ["a", "b", "a", "b"]) == 0.0
    assert kappa(["a", "b"], ["b", "a"]) == -1.0


def test_two_who_always_say_the_same_one_thing_agree() -> None:
    """Where the formula would divide nothing by nothing."""
    assert kappa(["a", "a"], ["a", "a"]) == 1.0


@pytest.mark.parametrize(("first", "second"), [([], []), (["a"], ["a", "b"])])
def test_pairs_are_needed(first: list[str], second: list[str]) -> None:
    """None, or not the same cases, is refused."""
    with pytest.raises(ValueError, match="same cases"):
        kappa(first, second)
