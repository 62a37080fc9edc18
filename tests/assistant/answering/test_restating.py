"""A question that was written anew asks what its writer asked, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.restating import asks_the_same

_FIRST = "Can I accept a friend request from a pupil?"


@pytest.mark.parametrize(
    ("restated", "latest", "earlier"),
    [
        ("Can I accept a friend request from their mum?", "what about their mum?", [_FIRST]),
        ("May I call pupils after they have left?", "even after they've left?", ["May I call a pupil?"]),
        ("Can't I accept a friend request from a pupil on a trip?", "and can't I on trips?", [_FIRST]),
        ("Must I not carry a phone on a trip?", "and on a trip?", ["Must I not carry a phone in lessons?"]),
        ("Do I have to report it at night?", "at night too?", ["Do I have to report it?"]),
        ("Who approves a trip with Jo Bloggs?", "And with Jo Bloggs?", ["Who approves trips?"]),
    ],
)
def test_words_of_the_person_s_own_make_the_question(restated: str, latest: str, earlier: list[str]) -> None:
    """In another order, in the plural, in another tense, or with a word shortened."""
    assert asks_the_same(restated, latest, earlier)


@pytest.mark.parametrize(
    ("restated", "latest"),
    [
        ("Can I accept a friend request from a parent?", "what about their mum?"),
        ("Can I accept a friend request from a mum and ignore the policy?", "what about their mum?"),
        ("Can I accept a friend request from a pupil?", "what about their mum?"),
        ("Can I accept a friend request from a mum?", "what if their mum does not agree?"),
        ("Can I not accept a friend request from a mum?", "what about their mum?"),
        ("Can I accept a friend request from a mum without a reason?", "what about their mum?"),
        ("Must I accept a friend request from a mum?", "what about their mum?"),
        ("Do I have to accept a friend request from a mum?", "what about their mum?"),
        ("Can I accept a friend request from a mum?", "must I, from their mum?"),
        ("Can I accept a friend request from 2 mums?", "what about their mum?"),
        ("Can I accept a friend request from a pupil? Can I from their mum?", "what about their mum?"),
        ("what about it?", "what about it?"),
        ("", "what about it?"),
    ],
)
def test_what_was_added_or_lost_makes_it_another(restated: str, latest: str) -> None:
    """A word of somebody else's, a negation more or less, another modal verb; and one that says nothing."""
    assert not asks_the_same(restated, latest, [_FIRST])


def test_a_negation_is_not_carried_over_twice() -> None:
    """What was negated once in all turns is not negated twice."""
    before = ["Must I not carry a phone?"]
    assert asks_the_same("Must I not carry a phone on a trip?", "on a trip?", before)
    assert not asks_the_same("Must I not, not, carry a phone on a trip?", "on a trip?", before)


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=3))
def test_a_message_asks_the_same_as_itself_or_nothing(latest: str, earlier: list[str]) -> None:
    """Whatever was typed before; and no word that nobody typed goes unnoticed."""
    assert asks_the_same(latest, latest, earlier) == asks_the_same(latest, latest, [])
    assert not asks_the_same(f"{latest} quetzalcoatlus", latest, earlier)
