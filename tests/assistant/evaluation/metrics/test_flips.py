"""The share of cases that flip, by hand."""

import pytest

from assistant.evaluation.metrics.flips import flips


@pytest.mark.parametrize(
    ("repeats", "expected"),
    [
        ([("a", "a", "a"), ("a", "b", "a"), ("c", "c", "c"), ("a", "b", "c")], 0.5),
        ([("a", "a")], 0.0),
        ([("a",), ("b",)], 0.0),
        ([], 0.0),
    ],
)
def test_a_case_flips_where_one_repeat_is_another(repeats: list[tuple[str, ...]], expected: float) -> None:
    """However many of its repeats differ, it counts once."""
    assert flips(repeats) == expected
