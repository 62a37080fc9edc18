"""What goes on from a report, and what is one of its own: in doubt it is one of its own."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.case import Case, CaseState
from assistant.domain.message import Message, Turn
from assistant.domain.school import Role
from assistant.domain.triage import Category, Concerned, Route, Triage
from assistant.incidents.going_on import Reported, goes_on, may_go_on, reported_before
from assistant.incidents.routing import routed_in
from tests.fakes.new_cases import new_case
from tests.fakes.staffed_school import staffed
from tests.fakes.triaged import live

_SCHOOL = staffed()
_REF, _OTHER = "K7M2-9QXA", "ABCD-2345"
_TALK = "It cannot help with this one."


def _turns(*said: str) -> tuple[Turn, ...]:
    return tuple(Turn("assistant" if at % 2 else "user", text) for at, text in enumerate(said))


def _before(*said: str) -> Reported | None:
    return reported_before(Message("she is in 8B", _turns(*said)), _TALK)


def test_the_report_before_is_found_by_the_reference_in_the_last_reply() -> None:
    """With everything that was typed for it, and nothing that was typed before."""
    assert _before() is None
    assert _before("a bruise", "Tell a person.") is None
    assert _before("a bruise", f"Case {_REF}.") == Reported(_REF, ("a bruise",))
    longer = ("phones?", "It depends.", "a bruise", f"Case {_REF}.", "in 8B", f"Added to {_REF}.")
    assert _before(*longer) == Reported(_REF, ("a bruise", "in 8B"))


def test_a_report_is_the_last_one() -> None:
    """An earlier case of the same conversation is another matter."""
    said = ("a bruise", f"Case {_OTHER}.", "a leak", f"Case {_REF}.")
    assert _before(*said) == Reported(_REF, ("a leak",))


def test_small_talk_may_stand_in_between_and_an_answer_may_not() -> None:
    """After thanks it is still about the report; after an answer a statement leans on the question."""
    reported = ("a bruise", f"Case {_REF}.")
    assert _before(*reported, "thanks", _TALK) == Reported(_REF, ("a bruise",))
    assert _before(*reported, "thanks", _TALK, "ok", _TALK) == Reported(_REF, ("a bruise",))
    assert _before(*reported, "phones?", "It depends.") is None
    assert _before("thanks", _TALK) is None


def test_what_somebody_typed_names_no_case() -> None:
    """Only our own reply says which case it became."""
    assert _before(f"what of {_REF}", "It depends.") is None


@given(
    st.lists(st.sampled_from(["user", "assistant"])), st.text(), st.sampled_from([_REF, _OTHER, "", _TALK])
)
def test_any_history_will_do(roles: list[str], text: str, reply: str) -> None:
    """Turns may be missing, doubled, or in any order."""
    turns = tuple(Turn(role, text if role == "user" else reply) for role in roles)
    found = reported_before(Message("x", turns), _TALK)
    assert found is None or (
        found.reference in reply and set(found.typed) == {turns[0].content, text} & {text}
    )


@pytest.mark.parametrize(
    "text",
    [
        "she is in 8B",
        "it was yesterday",
        "his name is Sam",
        "her mum knows",
        "she is a pupil of mine",
        "I wrote it down",
    ],
)
def test_a_short_statement_may_go_on(text: str) -> None:
    """Who, when and where of what was said."""
    assert may_go_on(Message(text, sender="sam"))
    assert not may_go_on(Message(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "what do I do now?",
        "another girl told me the same",
        "a boy in year 9 showed me cuts",
        "two year 9 girls say so too",
        "someone has hacked my email",
        "she says " + "that it happened again " * 3,
    ],
)
def test_a_question_a_long_message_and_somebody_new_do_not(text: str) -> None:
    """They are read by themselves."""
    assert not may_go_on(Message(text, sender="sam"))


def _goes_on(whole: Triage, **changes: Any) -> bool:
    case: Case = replace(new_case(), **changes)
    message = Message("it was yesterday", sender=new_case().reporter)
    return goes_on(case, message, whole, routed_in(_SCHOOL, whole))


def test_more_of_the_same_belongs_to_the_case() -> None:
    """Also where it is urgent already, and where somebody has it."""
    assert _goes_on(live())
    assert _goes_on(live(emergency=True), emergency=True)
    assert _goes_on(live(), state=CaseState.ACKNOWLEDGED)
    assert _goes_on(live(Category.FGM, Category.CHILD_PROTECTION), categories=(Category.FGM,))


@pytest.mark.parametrize(
    "whole",
    [
        live(emergency=True),
        live(Category.DATA_BREACH),
        live(Category.DATA_BREACH, Category.CHILD_PROTECTION),
        live(concerns=Concerned.SAFEGUARDING_LEAD),
        live(perhaps=(Role.DEPUTY_SAFEGUARDING_LEAD,)),
        Triage(Route.UNCLEAR, 0.1, (Category.CHILD_PROTECTION,)),
        Triage(Route.LIVE_INCIDENT, failed=True),
    ],
    ids=["emergency", "other kind", "leading kind", "about a holder", "perhaps", "unclear", "failed"],
)
def test_whatever_needs_other_people_is_a_case_of_its_own(whole: Triage) -> None:
    """Somebody has to be told now, or must not read it in the case that is there."""
    assert not _goes_on(whole)


def test_whom_the_case_leaves_out_already_makes_no_second_one() -> None:
    """They cannot read it there."""
    whole = live(concerns=Concerned.HEADTEACHER)
    assert _goes_on(whole, excluded=(Role.HEADTEACHER,))
    assert _goes_on(whole, doubtful=(Role.HEADTEACHER,))


def test_a_closed_case_and_somebody_elses_are_left_alone() -> None:
    """Nobody would read it there, or the wrong people."""
    assert not _goes_on(live(), state=CaseState.CLOSED)
    assert not _goes_on(live(), reporter="Ben Example")
