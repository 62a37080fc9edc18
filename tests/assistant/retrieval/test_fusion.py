"""Scores of different kinds on one scale, and the comparison token by token."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from assistant.ports import Vector
from assistant.retrieval.fusion import highest, late_interaction, standardised
from tests.fakes.shelf import in_one_piece

_NUMBERS = st.floats(-1, 1, width=32, allow_subnormal=False)
_DIMENSIONS = 4


def _tokens(longest: int) -> st.SearchStrategy[Vector]:
    lengths = st.integers(0, longest)
    return lengths.flatmap(lambda length: arrays(np.float32, (length, _DIMENSIONS), elements=_NUMBERS))


@given(arrays(np.float32, st.integers(1, 40), elements=st.floats(-50, 50, width=32)))
def test_standardised_scores_have_mean_0_and_spread_1(scores: Vector) -> None:
    """Whatever the scale was, the new one is the same for all, and no two scores change places."""
    found = standardised(scores)
    assert found.dtype == np.float32
    assert found.shape == scores.shape
    if float(scores.std()) < 1e-3:
        return
    assert found.mean() == pytest.approx(0, abs=1e-2)
    assert found.std() == pytest.approx(1, abs=1e-2)
    assert (np.diff(found[np.argsort(scores, kind="stable")]) >= 0).all()


@pytest.mark.parametrize("scores", [[3.0], [2.5, 2.5, 2.5], [0.0, 0.0]])
def test_scores_that_do_not_differ_say_nothing(scores: list[float]) -> None:
    """A signal that is the same everywhere counts 0 everywhere, not infinity."""
    assert standardised(np.array(scores, np.float32)).tolist() == [0.0] * len(scores)


def test_a_z_score_is_the_distance_from_the_mean_in_spreads() -> None:
    """1, 3, 5, 7 lie 3, 1, 1 and 3 units from 4, the spread being the root of 5."""
    found = standardised(np.array([1, 3, 5, 7], np.float32))
    assert found == pytest.approx(np.array([-3, -1, 1, 3]) / np.sqrt(5))


def _cosine(one: Vector, other: Vector) -> float:
    return sum(float(a) * float(b) for a, b in zip(one, other, strict=True))


def _naive(question: Vector, weights: Vector, passages: list[Vector]) -> list[float]:
    scores = []
    for passage in passages:
        total = 0.0
        for token, weight in zip(question, weights, strict=True):
            total += float(weight) * max((_cosine(token, other) for other in passage), default=0.0)
        scores.append(total / max(float(weights.sum()), 1e-9))
    return scores


@given(question=_tokens(4), passages=st.lists(_tokens(5), max_size=6), data=st.data())
def test_late_interaction_equals_a_naive_loop(
    question: Vector, passages: list[Vector], data: st.DataObject
) -> None:
    """One product over all passages gives what comparing every pair of tokens gives, empty texts included."""
    weights = data.draw(arrays(np.float32, len(question), elements=st.floats(0.125, 8, width=32)))
    found = late_interaction(question, weights, in_one_piece(passages))
    assert found.shape == (len(passages),)
    assert found.dtype == np.float32
    assert found == pytest.approx(np.array(_naive(question, weights, passages)), abs=1e-4)


def test_a_rare_token_counts_by_its_weight() -> None:
    """With weights 3 and 1 a passage that holds the first token scores 3/4, the other one 1/4."""
    question = np.eye(2, dtype=np.float32)
    passages = [question[:1], question[1:], question]
    found = late_interaction(question, np.array([3, 1], np.float32), in_one_piece(passages))
    assert found == pytest.approx([0.75, 0.25, 1.0])


@given(arrays(np.float32, st.integers(0, 40), elements=st.integers(0, 5)), st.integers(1, 50))
def test_the_highest_are_those_of_a_full_sort(scores: Vector, count: int) -> None:
    """Leaving most rows unsorted changes nothing: best first, and of equal ones the earlier."""
    found = highest(scores, count)
    assert found.dtype == np.int64
    assert found.tolist() == np.argsort(-scores, kind="stable")[:count].tolist()
