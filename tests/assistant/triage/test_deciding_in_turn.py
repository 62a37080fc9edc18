"""A message is decided with what was said before it, where it goes on from that."""

import pytest

from assistant.domain.school import Role
from assistant.domain.triage import Category, Concerned, Route, Triage
from tests.assistant.triage.scripted import ASKED, about, decided
from tests.fakes.triage import judgement

_CHILD, _STAFF = Category.CHILD_PROTECTION, Category.STAFF_CONDUCT
_JUDGED = {
    "bruised she is in my form": judgement(0.9, _CHILD),
    "she told me": judgement(0.8, _CHILD),
    "the head might": judgement(0.4, _STAFF, about=Concerned.HEADTEACHER, emergency=True),
    "a child says": judgement(0.4, _CHILD),
    "it was the head": about(judgement(0.4, _STAFF, about=Concerned.COLLEAGUE), Concerned.HEADTEACHER, 0.1),
    "tell me more": judgement(0.3, _CHILD),
}


def _decided(text: str, *history: tuple[str, str]) -> Triage:
    return decided(text, _JUDGED, history)


def _after(earlier: str, text: str) -> Triage:
    """The decision on the answer to our question about an earlier message."""
    return _decided(text, ("user", earlier), ("assistant", f"The policy says no. {ASKED}"))


def test_a_statement_leans_on_the_message_before() -> None:
    """Neither says it alone; together they do."""
    before = ("user", "what if somebody is bruised")
    assert _decided("she is in my form").route is Route.POLICY_QUESTION
    assert _decided("she is in my form", before).route is Route.LIVE_INCIDENT
    assert _decided("she is in my form", before, ("assistant", "Tell somebody.")).categories == (_CHILD,)


@pytest.mark.parametrize("text", ["she is in my form?", "she is in my form" + " and so on" * 6])
def test_a_question_and_a_long_statement_stand_alone(text: str) -> None:
    """They say what they are about themselves."""
    assert _decided(text, ("user", "bruised")).route is Route.POLICY_QUESTION


def test_only_the_last_message_is_leant_on() -> None:
    """What was typed before that was about something else."""
    said = (("user", "bruised"), ("assistant", "x"), ("user", "thanks"), ("assistant", "y"))
    assert _decided("she is in my form", *said).route is Route.POLICY_QUESTION


def test_what_we_said_is_not_leant_on() -> None:
    """Our own words are no report."""
    assert _decided("she is in my form", ("assistant", "bruised")).route is Route.POLICY_QUESTION


@pytest.mark.parametrize("text", ["yes", "Yes!", "yes it did", "it has happened", "Today, at lunch"])
def test_yes_hands_off(text: str) -> None:
    """What was unclear has happened, and is no longer in doubt."""
    found = _after("what if a child says so", text)
    assert (found.route, found.in_doubt, found.categories) == (Route.LIVE_INCIDENT, False, (_CHILD,))
    assert found.roles == (Role.SAFEGUARDING_LEAD,)


def test_yes_to_a_concern_about_the_head_keeps_the_head_out() -> None:
    """Whom it is about, and that it is an emergency, is known from the message that was asked about."""
    found = _after("the head might have hit him", "yes")
    assert found.concerns is Concerned.HEADTEACHER
    assert found.categories[0] is Category.HEADTEACHER_CONDUCT
    assert found.emergency
    assert _after("it was the head, or not", "yes").perhaps == (Role.HEADTEACHER,)


def test_yes_without_the_message_before_hands_off_too() -> None:
    """Where a channel kept only our own turn somebody is told all the same."""
    found = _decided("yes", ("assistant", ASKED))
    assert found.route is Route.LIVE_INCIDENT
    assert found.categories


def test_yes_to_a_harmless_question_is_believed() -> None:
    """The reader knows better than the model whether something has happened."""
    assert _after("may I film?", "yes").route is Route.LIVE_INCIDENT


@pytest.mark.parametrize(
    "text", ["no", "No.", "not yet", "in general", "no, just asking", "no, for my essay"]
)
def test_no_is_answered(text: str) -> None:
    """It was a question, however unclear it looked."""
    assert _after("what if a child says so", text).route is Route.POLICY_QUESTION


def test_no_with_a_report_is_a_report() -> None:
    """'No' at the beginning cancels nothing that is described after it."""
    assert _after("what if a child says so", "no, she told me at lunch").route is Route.LIVE_INCIDENT
    assert _after("what if a child says so", "no. she told me").categories == (_CHILD,)


@pytest.mark.parametrize("text", ["hm", "tell me more", "nobody knows", "yesterday"])
def test_something_else_is_no_answer(text: str) -> None:
    """It leans on what was asked about, which stays unclear."""
    assert _after("what if a child says so", text).route is Route.UNCLEAR


def test_another_question_is_a_new_message() -> None:
    """The reader has gone on to something else."""
    assert _after("what if a child says so", "may I film?").route is Route.POLICY_QUESTION


@pytest.mark.parametrize(
    "said",
    [
        (("user", "what if a child says so"), ("assistant", "The policy says no.")),
        (("assistant", ASKED), ("user", "hm"), ("assistant", "The policy says no.")),
        (("user", ASKED),),
    ],
)
def test_yes_to_nothing_is_no_report(said: tuple[tuple[str, str], ...]) -> None:
    """Only the answer to our own question, asked just now, decides by itself."""
    assert _decided("yes", *said).route is not Route.LIVE_INCIDENT


def test_a_report_after_our_question_is_judged_alone_as_well() -> None:
    """A long answer is a message of its own."""
    long = "she told me at lunch that it is nothing, and that I must not say anything to anyone at all"
    assert _after("what if a child says so", long).route is Route.LIVE_INCIDENT


def test_a_scrap_of_a_question_is_read_with_the_one_before_it() -> None:
    """'And in my form?' says nothing by itself, and means what was asked before, of somebody else."""
    judged = {"bruised and in my form": judgement(0.9, _CHILD)}
    before = (("user", "what if somebody is bruised"),)
    assert decided("and in my form?", judged, before).route is Route.LIVE_INCIDENT
    assert decided("and in my form?", judged, ()).route is Route.POLICY_QUESTION


def test_an_incident_among_questions_is_asked_about() -> None:
    """As a whole it looks like a question; one of its sentences alone is surely none."""
    judged = {"mum hit him. may i film": judgement(0.0, _CHILD), "mum hit him": judgement(0.99, _CHILD)}
    found = decided("mum hit him. May I film the play?", judged, ())
    assert (found.route, found.categories) == (Route.UNCLEAR, (_CHILD,))
    assert decided("May I film the play? May I keep it?", judged, ()).route is Route.POLICY_QUESTION
