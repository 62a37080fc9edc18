"""Assertions: a sentence taken apart into what it says and under what conditions."""

import pytest

from assistant.verification.assertions import assertions, sentences
from assistant.verification.conditions import Sense
from tests.fakes.shipped import shipped_library


def _mains(sentence: str) -> list[str]:
    return [one.main for one in assertions(sentence)]


def _conditions(sentence: str) -> list[tuple[Sense, str]]:
    return [(one.sense, one.words) for said in assertions(sentence) for one in said.conditions]


@pytest.mark.parametrize(
    ("sentence", "mains"),
    [
        (
            "Staff must stop and must tell the Headteacher.",
            ["staff must stop", "staff must tell the headteacher"],
        ),
        (
            "Staff should decline requests; parents may accept them.",
            ["staff should decline requests", "parents may accept them"],
        ),
        (
            "Staff should decline requests - but a private account is fine.",
            ["staff should decline requests", "but a private account may"],
        ),
        (
            "Staff should decline requests, a colleague may accept them.",
            ["staff should decline requests", "a colleague may accept them"],
        ),
        (
            "CST are responsible for the website and staff are responsible for its content.",
            ["cst are responsible for the website", "staff are responsible for its content"],
        ),
        (
            "The visit leader and the visit coordinator must decide.",
            ["the visit leader and the visit coordinator must decide"],
        ),
    ],
)
def test_each_thing_that_is_said_stands_by_itself(sentence: str, mains: list[str]) -> None:
    """With who acts, where the sentence names them once for all."""
    assert _mains(sentence) == mains


@pytest.mark.parametrize(
    ("sentence", "conditions"),
    [
        ("Staff must report it if a child is hurt.", [(Sense.IF, "a child is hurt")]),
        ("If a child is hurt, staff must report it.", [(Sense.IF, "a child is hurt")]),
        ("Staff must not tell parents unless she agrees.", [(Sense.UNLESS, "she agrees")]),
        ("Staff must report it even if they are not sure.", [(Sense.EVEN, "they are not sure")]),
        ("Staff who see it must report it.", [(Sense.IF, "see it")]),
        ("A pupil who may harm themselves must not be left alone.", [(Sense.IF, "may harm themselves")]),
        ("Staff may film only on a school device.", [(Sense.IF, "a school device")]),
        ("Staff may use any phone without asking first.", [(Sense.UNLESS, "asking first")]),
        ("A teacher who is told, or who sees signs, must report it.", [(Sense.IF, "is told or sees signs")]),
        ("Staff must report it.", []),
    ],
)
def test_each_condition_is_found_with_how_it_bears(
    sentence: str, conditions: list[tuple[Sense, str]]
) -> None:
    """What opens the way, what closes it, and what changes nothing."""
    assert _conditions(sentence) == conditions


def test_a_condition_that_comes_first_holds_for_all_that_follows() -> None:
    """And one that comes last for what it follows alone."""
    first, second = assertions("If it rings, staff must stop and must leave.")
    assert first.conditions == second.conditions
    first, second = assertions("Staff must stop if it rings, and must leave.")
    assert first.conditions
    assert not second.conditions


def test_a_condition_is_not_cut_by_the_verbs_in_it() -> None:
    """'May have harmed or may pose a risk' is one condition of one assertion."""
    (said,) = assertions("Staff may ring if the Headteacher may have harmed or may pose a risk and is away.")
    assert said.main == "staff may ring"


@pytest.mark.parametrize(
    ("sentence", "denies"),
    [
        ("Staff must not reply.", True),
        ("Nobody may reply.", True),
        ("Staff must never reply and never post.", True),
        ("Staff do not need proof.", False),
        ("Staff must reply no later than Friday.", False),
        ("Staff who are not sure must ask.", False),
        ("Staff must ask.", False),
    ],
)
def test_what_is_denied_is_the_main_words_alone(sentence: str, denies: bool) -> None:
    """A 'not' in a condition denies nothing else, and a duty taken off is no denial."""
    assert assertions(sentence)[0].denies is denies


def test_the_sentences_of_a_clause_are_those_that_policies_have() -> None:
    """Nothing of a clause that ships is lost between its sentences."""
    for clause in shipped_library().clauses.values():
        assert " ".join(sentences(clause.text)).split() == clause.text.split() or '"' in clause.text, (
            clause.label
        )
    assert sentences('Ask, e.g. "What happened?". Staff must ask.') == [
        'Ask, e.g. "What happened?".',
        "Staff must ask.",
    ]


def test_every_sentence_that_ships_asserts_something() -> None:
    """Whatever its shape, reading it breaks nothing and leaves words."""
    for clause in shipped_library().clauses.values():
        for sentence in sentences(clause.text):
            assert assertions(sentence), sentence
