"""The reporter says whom a case is about: who is told then, and who no longer has it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from assistant.domain.case import Case, CaseState, Change, EventKind
from assistant.domain.school import Role
from assistant.domain.triage import Category, Concerned, Route, Triage
from assistant.errors import CaseError
from assistant.incidents import acting
from assistant.incidents.acting import Actor
from assistant.incidents.escalating import stepped
from assistant.incidents.opening import opened
from tests.fakes.new_cases import new_case
from tests.fakes.staffed_school import IN_THE_MORNING, staffed
from tests.fakes.triaged import live

_LEAD, _DEPUTY, _HEAD = Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD, Role.HEADTEACHER
_CHAIR, _DATA = Role.CHAIR_OF_GOVERNORS, Role.DATA_PROTECTION_LEAD
_REPORTER = new_case().reporter
_ADA, _BEN = Actor(_LEAD, "Mrs Ada Lead"), Actor(_DEPUTY, "Mr Ben Deputy")
_LATER = IN_THE_MORNING + timedelta(minutes=10)
_SCHOOL = staffed()
_NO_CASE = "There is no such case"


def _opened(triage: Triage) -> Case:
    return opened("SC-1", "key", _REPORTER, triage, _SCHOOL, IN_THE_MORNING, "").case


def _kinds(change: Change) -> list[EventKind]:
    return [event.kind for event in change.events]


def _told(change: Change) -> list[Role]:
    return [alert.role for alert in change.deliveries]


def test_a_choice_in_time_goes_by_what_was_said() -> None:
    """About the Headteacher to the chair; about nobody named to the Headteacher."""
    asked = _opened(live(Category.STAFF_CONDUCT, perhaps=(_HEAD,)))
    about = acting.chosen(asked, (_HEAD,), _REPORTER, _SCHOOL, _LATER)
    assert (_told(about), about.case.excluded, about.case.doubtful) == ([_CHAIR], (_HEAD,), ())
    not_about = acting.chosen(asked, (), _REPORTER, _SCHOOL, _LATER)
    assert (_told(not_about), not_about.case.excluded, not_about.case.doubtful) == ([_HEAD], (), ())
    details = [change.events[0].detail for change in (about, not_about)]
    assert details == ["headteacher", "nobody"]


def test_there_must_have_been_a_question() -> None:
    """A case that has no doubt, or none any more, cannot be turned away from anybody."""
    with pytest.raises(CaseError, match="asks no such question"):
        acting.chosen(new_case(), (_HEAD,), _REPORTER, _SCHOOL, _LATER)


def test_who_was_told_before_the_choice_is_not_told_again() -> None:
    """Where that were all to be told, the time that runs goes on, with whoever was not yet told."""
    told = replace(_opened(live(perhaps=(_DATA,))), rung=2)
    change = acting.chosen(told, (), _REPORTER, _SCHOOL, _LATER)
    assert (change.deliveries, change.case.due_at) == ((), told.due_at)
    due = replace(change.case, due_at=_LATER)
    assert _told(stepped(due, _SCHOOL, _LATER)) == [_HEAD]


def test_a_choice_after_the_whole_ladder_begins_a_new_round() -> None:
    """Once all have been told, the next step says that nobody is there."""
    told = replace(_opened(live(perhaps=(_DATA,))), rung=3)
    change = acting.chosen(told, (), _REPORTER, _SCHOOL, _LATER)
    following = stepped(replace(change.case, due_at=_LATER), _SCHOOL, _LATER)
    assert (_kinds(following)[0], _told(following)) == (EventKind.NOBODY_ON_DUTY, [_LEAD])


def test_a_choice_brings_in_whoever_is_to_be_told_now() -> None:
    """Only those who have not been told; their time begins anew."""
    told = _opened(live(Category.MISSING_OR_TRIP_EMERGENCY, perhaps=(_HEAD,)))
    change = acting.chosen(told, (), _REPORTER, _SCHOOL, _LATER)
    assert (_told(change), change.case.first) == ([_HEAD], (_LEAD, _HEAD))
    assert change.case.due_at == _LATER + timedelta(minutes=30)


def test_who_was_told_may_go_on_acting_after_the_choice() -> None:
    """Triage had them told, which the kinds of the case alone would not."""
    told = _opened(live(Category.DATA_BREACH, perhaps=(_HEAD,), roles=(_HEAD,), emergency=True))
    held = acting.acknowledged(told, _ADA, _LATER).case
    change = acting.chosen(held, (), _REPORTER, _SCHOOL, _LATER)
    assert (change.case.held_name, change.case.first) == (_ADA.name, (_HEAD, _LEAD))
    assert set(_told(change)) == {_HEAD}


@pytest.mark.parametrize(
    ("triage", "first"),
    [
        (live(perhaps=(_HEAD,), roles=(_DATA,)), (_DATA,)),
        (live(perhaps=(_LEAD,), concerns=Concerned.COLLEAGUE), (_HEAD, _LEAD)),
        (Triage(Route.LIVE_INCIDENT, perhaps=(_HEAD,), failed=True), (_LEAD, _HEAD)),
        (live(perhaps=(_HEAD,)), (_LEAD,)),
    ],
    ids=["learnt roles", "a colleague", "triage failed", "kind alone"],
)
def test_a_choice_goes_by_what_triage_said(triage: Triage, first: tuple[Role, ...]) -> None:
    """Not by the kind of the case alone, where more was known when it was recorded."""
    change = acting.chosen(_opened(triage), (), _REPORTER, _SCHOOL, _LATER)
    assert change.case.first == first


def test_a_choice_leaves_the_case_with_whoever_has_it() -> None:
    """Nobody is chased; those to be told first hear of it all the same."""
    told = _opened(live(Category.MISSING_OR_TRIP_EMERGENCY, perhaps=(_HEAD,)))
    held = acting.acknowledged(told, _ADA, _LATER).case
    change = acting.chosen(held, (), _REPORTER, _SCHOOL, _LATER)
    assert (_told(change), change.case.held_name, change.case.due_at) == ([_HEAD], _ADA.name, None)


@pytest.mark.parametrize(
    ("actor", "about"), [(_ADA, (_LEAD,)), (_BEN, (_HEAD,)), (Actor(_LEAD, "Dr Cora Head"), (_HEAD,))]
)
def test_a_choice_takes_the_case_from_whoever_may_not_have_it(actor: Actor, about: tuple[Role, ...]) -> None:
    """It is about them, or it goes to others now, who are chased."""
    held = acting.acknowledged(_opened(live(perhaps=(_HEAD,))), actor, _LATER).case
    change = acting.chosen(held, about, _REPORTER, _SCHOOL, _LATER)
    assert (change.case.state, change.case.held_by, change.case.held_name) == (CaseState.OPEN, None, "")
    assert change.case.due_at == _LATER + timedelta(minutes=30)
    assert _told(change)


def test_whoever_it_is_about_lets_go_of_it_by_their_address_too() -> None:
    """The lead who has the case is the head under another name: both are reached at the same place."""
    same = {"channels": ("slack:U0HEAD",)}
    school = staffed({_LEAD: {"name": "C. Head", **same}, _HEAD: same})
    case = replace(_opened(live(perhaps=(_HEAD,))), state=CaseState.ACKNOWLEDGED, held_by=_LEAD)
    change = acting.chosen(replace(case, held_name="C. Head"), (_HEAD,), _REPORTER, school, _LATER)
    assert (change.case.state, change.case.held_by) == (CaseState.OPEN, None)
