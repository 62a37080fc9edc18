"""Modalities: a sentence permits, forbids, obliges or releases as its clause does."""

import pytest

from assistant.domain.modality import Force, Strength
from assistant.verification.assertions import assertions
from assistant.verification.modalities import closest, is_conditional, same_force, stance, torn_apart


def _same(said: str, held: str) -> bool:
    return same_force(assertions(said)[0], assertions(held)[0])


@pytest.mark.parametrize(
    ("sentence", "force", "strength"),
    [
        ("Staff must not reply.", Force.FORBIDS, Strength.MUST),
        ("Staff should not reply.", Force.FORBIDS, Strength.SHOULD),
        ("Staff should never reply.", Force.FORBIDS, Strength.SHOULD),
        ("Staff are advised not to reply.", Force.FORBIDS, Strength.ADVISED),
        ("Staff may reply.", Force.ALLOWS, Strength.PLAIN),
        ("It's fine to reply.", Force.ALLOWS, Strength.PLAIN),
        ("Staff must reply.", Force.OBLIGES, Strength.MUST),
        ("Staff have to reply.", Force.OBLIGES, Strength.MUST),
        ("The Headteacher will reply.", Force.OBLIGES, Strength.MUST),
        ("Staff should decline requests.", Force.OBLIGES, Strength.SHOULD),
        ("Staff do not have to reply.", Force.RELEASES, Strength.PLAIN),
        ("A child is anyone under 18.", Force.STATES, Strength.PLAIN),
    ],
)
def test_what_a_sentence_does_and_how_strongly(sentence: str, force: Force, strength: Strength) -> None:
    """In the words of a model as in those of a policy."""
    read = stance(assertions(sentence)[0])
    assert (read.force, read.strength) == (force, strength)


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("You must not reply.", "Staff must not reply."),
        ("You may not reply.", "Staff must not reply."),
        ("Do not reply.", "Staff must not reply."),
        ("Tell the Headteacher.", "Staff must tell the Headteacher."),
        ("You're allowed to reply.", "Staff may reply."),
        ("You needn't reply.", "Staff do not have to reply."),
        ("You must not reply unless she agrees.", "Staff may reply only if she agrees."),
        ("You may reply only if she agrees.", "Staff must not reply unless she agrees."),
    ],
)
def test_the_same_may_be_said_in_other_words(said: str, held: str) -> None:
    """An order without a verb of duty is as strong as its clause; only-if and not-unless are one."""
    assert _same(said, held)


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("You may reply.", "Staff must not reply."),
        ("Feel free to reply.", "Staff must not reply."),
        ("You must reply.", "Staff must not reply."),
        ("Staff reply.", "Staff must not reply."),
        ("You must not reply.", "Staff should not reply."),
        ("You should reply.", "Staff must reply."),
        ("You must reply.", "Staff should reply."),
        ("You may reply.", "Staff must reply."),
        ("You must reply.", "Staff may reply."),
        ("You do not have to reply.", "Staff must reply."),
        ("You have to reply.", "Staff do not have to reply."),
        ("You must not reply.", "Staff may reply."),
        ("You must not fail to never reply.", "Staff must not reply."),
        ("You must reply.", "Staff are advised to reply."),
        ("You may reply if she agrees.", "Staff must not reply if she agrees."),
    ],
)
def test_no_other_force_and_no_other_strength_is_the_same(said: str, held: str) -> None:
    """Neither weaker nor stronger, and no denial too many."""
    assert not _same(said, held)


def test_the_closest_assertion_is_the_one_with_most_of_the_words() -> None:
    """Not the first, and with the sentence in which it stands."""
    held = ["Staff may smile.", "Staff must not reply and must tell the Headteacher."]
    found = closest(assertions("You must tell the Headteacher.")[0], held)
    assert found is not None
    assert found[0].main == "staff must tell the headteacher"
    assert found[1] == held[1]
    assert closest(assertions("You must reply.")[0], []) is None


@pytest.mark.parametrize(
    ("said", "held"),
    [
        (
            "A request must be answered the same day.",
            "Staff must pass a request on the same day and must not answer it.",
        ),
        ("Postings will be considered private.", "Postings will be considered public rather than private."),
        (
            "CST are responsible for the content.",
            "CST are responsible for the website and staff are responsible for its content.",
        ),
        ("You may speak about a concern.", "Staff may speak about a worry, but must pass a concern on."),
    ],
)
def test_words_of_a_neighbour_that_does_another_thing_are_not_borrowed(said: str, held: str) -> None:
    """Each of these is made of words of its clause, and false."""
    whole = assertions(held)
    assert torn_apart(assertions(said)[0], whole[0], whole)


def test_a_whole_sentence_is_not_torn_apart() -> None:
    """Its own words are where they belong."""
    whole = assertions("Staff must pass a request on the same day and must not answer it.")
    assert not any(torn_apart(one, one, whole) for one in whole)


def test_only_and_if_make_a_condition_and_even_if_makes_none() -> None:
    """What hangs on nothing permits outright."""
    assert is_conditional(assertions("Staff may reply if she agrees.")[0])
    assert is_conditional(assertions("Only staff may reply.")[0])
    assert not is_conditional(assertions("Staff may reply even if it is late.")[0])
