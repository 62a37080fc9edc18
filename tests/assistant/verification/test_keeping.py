"""Keeping: each condition of a clause is kept, as it bears, and a permission is no wider."""

import pytest

from assistant.verification.assertions import assertions
from assistant.verification.keeping import (
    conditions_bear_alike,
    conditions_kept,
    not_widened,
    permission_kept,
)


def _alike(said: str, held: str) -> bool:
    return conditions_bear_alike(assertions(said)[0], assertions(held)[0])


def _kept(said: str, held: str) -> bool:
    return conditions_kept(assertions(said)[0], assertions(held)[0], permits=True)


def _permission(said: str, held: str) -> bool:
    return permission_kept(assertions(said)[0], assertions(held)[0])


@pytest.mark.parametrize(
    ("said", "held", "alike"),
    [
        ("Do not reply unless she agrees.", "Staff must not reply unless she agrees.", True),
        ("Do not reply if she agrees.", "Staff must not reply unless she agrees.", False),
        ("You may reply only if she agrees.", "Staff must not reply unless she agrees.", True),
        ("You may reply unless she agrees.", "Staff may reply only if she agrees.", False),
        ("You may reply even if she agrees.", "Staff may reply only if she agrees.", False),
        ("Reply only if you are not sure.", "Staff must reply even if they are not sure.", False),
        ("You may reply if she does not agree.", "Staff may reply if she agrees.", False),
        ("Do not reply unless it is late.", "Staff must not reply.", False),
        ("You may reply only if it is late.", "Staff may reply.", False),
        ("Stay with a pupil who must harm themselves.", "Stay with a pupil who may harm themselves.", False),
    ],
)
def test_a_condition_bears_as_it_does_in_the_clause(said: str, held: str, alike: bool) -> None:
    """An 'unless' is no 'if', an 'even if' no 'only if', and none is made up that shuts others out."""
    assert _alike(said, held) is alike


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("You may drive only if the Headteacher has agreed and parents have consented.", True),
        ("You may drive only with consent of parents and if the Headteacher has agreed.", True),
        ("You may drive only if the Headteacher has agreed.", False),
        ("You may drive only if parents have agreed and the Headteacher has consented.", False),
        ("You may drive.", False),
    ],
)
def test_of_several_conditions_none_is_lost_or_swapped(said: str, kept: bool) -> None:
    """Each has its own words in one condition of what is said."""
    assert (
        _kept(said, "Staff may drive only if the Headteacher has agreed and parents have consented.") is kept
    )


def test_of_alternatives_one_is_enough() -> None:
    """It narrows a permission; and an example needs not be kept at all."""
    held = "Staff may ring if a child is hurt, missing or in danger, even if it is late."
    assert _kept("You may ring if a child is missing.", held)
    assert not _kept("You may ring.", held)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("You may film pupils at work on a school device.", True),
        ("You may film pupils at play on a school device.", True),
        ("You may film pupils at work.", False),
        ("You may film pupils.", False),
    ],
)
def test_a_permission_keeps_the_words_that_narrow_it(said: str, kept: bool) -> None:
    """But for alternatives that are not spoken of; what stands behind them belongs to all."""
    assert _permission(said, "Staff may film pupils at work or at play on a school device.") is kept


def test_only_and_own_are_not_lost_from_a_permission() -> None:
    """One word would make it wide."""
    assert not _permission("You may give an inhaler.", "Staff may give a pupil's own inhaler.")
    assert not _permission("You may use email.", "Staff may use email only.")


def test_any_is_not_won() -> None:
    """Unless the clause has it, or speaks of any member of staff."""
    held = assertions("Staff may use a site.")[0]
    assert not not_widened(assertions("Staff may use any site.")[0], held)
    assert not_widened(assertions("Any member of staff may use a site.")[0], held)
    assert not_widened(assertions("Staff may use any site.")[0], assertions("Staff may use any site.")[0])
