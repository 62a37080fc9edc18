"""What the leads' example questions say about a new one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.example import Example, Neighbour
from assistant.ports import Vector
from assistant.retrieval.asking import FLOOR, NEIGHBOURS, nearest_of, neighbours, share_of


def _example(name: str, *clauses: str, source: str = "everyday") -> Example:
    return Example(name, clauses, "no" if clauses else "", "answered" if clauses else "not_covered", source)


def _at(*nearness: float) -> Vector:
    return np.array(nearness, np.float32)


def test_the_nearest_come_first_and_the_far_are_left_out() -> None:
    """Examples are ordered by cosine; those at or below the floor say nothing."""
    examples = [_example("far"), _example("near"), _example("nearest"), _example("opposite")]
    found = neighbours(examples, _at(FLOOR - 0.05, 0.8, 0.95, -0.9))
    assert [(n.example.question, round(n.nearness, 3)) for n in found] == [("nearest", 0.95), ("near", 0.8)]


def test_the_table_named_is_left_out() -> None:
    """For honest measuring an author's own examples are not used, however near; others move up."""
    examples = [
        _example("own", source="mine"),
        _example("other", source="theirs"),
        _example("own too", source="mine"),
    ]
    found = neighbours(examples, _at(0.99, 0.6, 0.9), unseen="mine")
    assert [n.example.question for n in found] == ["other"]
    assert len(neighbours(examples, _at(0.99, 0.6, 0.9))) == 3


def test_leaving_out_a_table_does_not_use_up_places() -> None:
    """As many neighbours are found as there may be, counted without those that are left out."""
    examples = [_example(f"{at}", source="mine" if at % 2 else "theirs") for at in range(3 * NEIGHBOURS)]
    found = neighbours(examples, _at(*np.linspace(0.99, 0.5, 3 * NEIGHBOURS)), unseen="mine")
    assert [n.example.question for n in found] == [f"{at}" for at in range(0, 2 * NEIGHBOURS, 2)]


def test_without_examples_there_are_no_neighbours() -> None:
    """A school that has written no questions yet can be answered all the same."""
    assert neighbours((), _at()) == ()


def test_a_clause_is_as_near_as_its_nearest_example() -> None:
    """Several examples for one clause do not add up; an example may speak for several clauses."""
    near = (Neighbour(_example("a", "PH 1", "PH 2"), 0.9), Neighbour(_example("b", "PH 1"), 0.7))
    assert dict(nearest_of(near)) == {"PH 1": 0.9, "PH 2": 0.9}


def test_shares_favour_the_nearest_and_ignore_what_answers_nothing() -> None:
    """The nearest example speaks loudest; examples without a clause take no share."""
    near = (
        Neighbour(_example("nothing"), 0.95),
        Neighbour(_example("a", "PH 1"), 0.9),
        Neighbour(_example("b", "PH 2"), 0.8),
    )
    shares = share_of(near)
    assert shares["PH 1"] > 2 * shares["PH 2"] > 0
    assert sum(shares.values()) == pytest.approx(1)


@given(
    st.lists(st.tuples(st.floats(0.3, 1), st.sampled_from(["PH 1", "PH 2", "TR 1"])), min_size=1, max_size=20)
)
def test_shares_of_single_clauses_are_parts_of_one(found: list[tuple[float, str]]) -> None:
    """Where each example names one clause the shares add up to 1, and to less where all are far."""
    near = tuple(Neighbour(_example("q", label), nearness) for nearness, label in found)
    shares = share_of(near)
    assert sum(shares.values()) <= 1 + 1e-9
    assert sum(shares.values()) == pytest.approx(1) or max(nearness for nearness, _ in found) < 0.7
    assert set(shares) == {label for _, label in found}


def test_a_far_example_does_not_speak_for_the_whole() -> None:
    """Though it is the only one: a clause with the question's own words may be the better one."""
    assert share_of((Neighbour(_example("a", "PH 1"), 0.35),))["PH 1"] < 0.05


def test_no_neighbours_no_shares() -> None:
    """Where nothing is near, no clause is spoken for."""
    assert (dict(nearest_of(())), dict(share_of(()))) == ({}, {})
