"""Wording: what a model says in any words, in the verbs of policies."""

import pytest

from assistant.verification.wording import in_policy_verbs


@pytest.mark.parametrize(
    "said",
    [
        "It's fine to do it",
        "You're allowed to do it",
        "Feel free to do it",
        "You are perfectly free to do it",
        "Go ahead and do it",
        "There is nothing wrong with doing it",
        "There's no harm in doing it",
        "No problem with doing it",
        "Nothing stops you from doing it",
        "It is up to you to do it",
        "By all means do it",
        "You have permission to do it",
        "The policy lets you do it",
    ],
)
def test_whatever_permits_is_may(said: str) -> None:
    """In a model's words a permission has no modal verb."""
    assert " may " in f" {in_policy_verbs(said)} "
    assert " not " not in f" {in_policy_verbs(said)} "


@pytest.mark.parametrize(
    "said",
    [
        "You are not allowed to do it",
        "It isn't ok to do it",
        "Doing it is strictly forbidden",
        "It is never fine to do it",
    ],
)
def test_whatever_forbids_is_must_not(said: str) -> None:
    """A permission with a 'not' is none."""
    assert "must not" in in_policy_verbs(said)
    assert " may " not in in_policy_verbs(said)


@pytest.mark.parametrize(
    "said",
    [
        "You don't have to do it",
        "There is no need to do it",
        "You needn't do it",
        "You are not obliged to do it",
        "No permission is needed to do it",
        "Nobody's permission is needed",
        "Doing it is optional",
    ],
)
def test_whatever_takes_a_duty_off_is_do_not_need(said: str) -> None:
    """It is no ban, though it has a 'not'."""
    assert "do not need" in in_policy_verbs(said)


@pytest.mark.parametrize(
    "said", ["You have to do it", "You need to do it", "You are required to do it", "Make sure to do it"]
)
def test_whatever_asks_for_something_is_must(said: str) -> None:
    """And 'ought to' is should, 'recommended' advised."""
    assert "must" in in_policy_verbs(said)
    assert in_policy_verbs("You ought to") == "you should"
    assert in_policy_verbs("It is recommended") == "it is advised"


def test_times_that_are_the_same_are_the_same_word() -> None:
    """At once, straight away; as soon as possible, without delay."""
    assert {in_policy_verbs(said) for said in ("At once", "straight away", "right away")} == {"immediately"}
    assert {in_policy_verbs(said) for said in ("As soon as possible", "without delay")} == {"promptly"}


def test_a_lead_in_goes_on_in_its_item() -> None:
    """The colon of a list is no stop."""
    assert in_policy_verbs("Members should: not discuss it") == "members should not discuss it"


def test_who_needs_to_know_has_no_duty() -> None:
    """It is a way of saying who is concerned."""
    assert in_policy_verbs("a person who needs to know") == "a person who needs to know"
