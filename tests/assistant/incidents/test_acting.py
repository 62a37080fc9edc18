"""What people do with a case."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.case import Case, CaseState, Change, ClosingOutcome, EventKind
from assistant.domain.school import Role
from assistant.domain.triage import Category, Triage
from assistant.errors import CaseError
from assistant.incidents import acting
from assistant.incidents.acting import Actor
from assistant.incidents.escalating import stepped
from assistant.incidents.opening import opened
from tests.fakes.new_cases import new_case
from tests.fakes.staffed_school import IN_THE_MORNING, staffed
from tests.fakes.triaged import LIVE, SOME_ROLES, live

_LEAD, _DEPUTY, _HEAD = Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD, Role.HEADTEACHER
_CHAIR, _DATA = Role.CHAIR_OF_GOVERNORS, Role.DATA_PROTECTION_LEAD
_REPORTER = new_case().reporter
_ADA, _BEN = Actor(_LEAD, "Mrs Ada Lead"), Actor(_DEPUTY, "Mr Ben Deputy")
_LATER = IN_THE_MORNING + timedelta(minutes=10)
_SCHOOL = staffed()
_NO_CASE = "There is no such case"
_ACTIONS: dict[str, Callable[[Case, Actor], object]] = {
    "acknowledge": lambda case, actor: acting.acknowledged(case, actor, _LATER),
    "take over": lambda case, actor: acting.taken_over(case, actor, _LATER),
    "close": lambda case, actor: acting.closed(case, actor, ClosingOutcome.NOT_LIVE, _LATER),
    "reopen": lambda case, actor: acting.reopened(case, actor, _SCHOOL, _LATER),
    "see": lambda case, actor: acting.seen(case, actor, _LATER),
    "note": lambda case, actor: acting.noted(case, actor, _LATER),
}
_REPORTERS: dict[str, Callable[[Case, str], object]] = {
    "not live": lambda case, who: acting.said_not_live(case, who, _LATER),
    "in danger": lambda case, who: acting.in_danger(case, who, _SCHOOL, _LATER),
    "choose": lambda case, who: acting.chosen(case, (), who, _SCHOOL, _LATER),
    "add": lambda case, who: acting.added(case, who, _LATER),
}


def _case(state: CaseState = CaseState.OPEN, **changes: object) -> Case:
    case = replace(new_case(), rung=1, state=state)
    if state is not CaseState.OPEN:
        at = IN_THE_MORNING.astimezone(UTC)
        case = replace(case, held_by=_LEAD, held_name=_ADA.name, acknowledged_at=at, due_at=None)
    return replace(case, **changes)  # type: ignore[arg-type]


_CLOSED = _case(CaseState.CLOSED, closed_at=IN_THE_MORNING, outcome=ClosingOutcome.DEALT_WITH)


def _opened(triage: Triage) -> Case:
    return opened("SC-1", "key", _REPORTER, triage, _SCHOOL, IN_THE_MORNING, "").case


def _kinds(change: Change) -> list[EventKind]:
    return [event.kind for event in change.events]


def _told(change: Change) -> list[Role]:
    return [alert.role for alert in change.deliveries]


def test_who_acknowledges_holds_the_case() -> None:
    """It is chased no longer, and says who has it since when."""
    change = acting.acknowledged(_case(), _ADA, _LATER)
    case = change.case
    assert (case.state, case.due_at) == (CaseState.ACKNOWLEDGED, None)
    assert (case.held_by, case.held_name, case.acknowledged_at) == (_LEAD, _ADA.name, _LATER)
    (event,) = change.events
    assert (event.kind, event.role, event.by) == (EventKind.ACKNOWLEDGED, _LEAD, _ADA.name)


def test_the_second_is_told_who_was_first() -> None:
    """And when, by the clock of the school."""
    with pytest.raises(CaseError, match="Mrs Ada Lead acknowledged this case first, at 08:30"):
        acting.acknowledged(_case(CaseState.ACKNOWLEDGED), _BEN, _LATER)


@pytest.mark.parametrize("state", [CaseState.OPEN, CaseState.ACKNOWLEDGED])
def test_a_case_can_be_taken_over(state: CaseState) -> None:
    """Whoever takes it over has it from then on."""
    change = acting.taken_over(_case(state), _BEN, _LATER)
    assert (change.case.held_name, change.case.acknowledged_at) == (_BEN.name, _LATER)
    assert (change.case.state, change.case.due_at) == (CaseState.ACKNOWLEDGED, None)
    assert [(event.kind, event.by) for event in change.events] == [(EventKind.REASSIGNED, _BEN.name)]


@pytest.mark.parametrize("state", [CaseState.OPEN, CaseState.ACKNOWLEDGED])
def test_a_case_is_closed_with_its_outcome(state: CaseState) -> None:
    """Whoever may see it may close it."""
    change = acting.closed(_case(state), _BEN, ClosingOutcome.REFERRED_ON, _LATER)
    case = change.case
    assert (case.state, case.closed_at, case.due_at) == (CaseState.CLOSED, _LATER, None)
    assert case.outcome is ClosingOutcome.REFERRED_ON
    (event,) = change.events
    assert (event.kind, event.by, event.detail) == (EventKind.CLOSED, _BEN.name, "referred_on")


def test_a_case_that_is_opened_again_is_chased_from_the_first_person_on() -> None:
    """At once, under rungs that no alert has had, with nothing of the last ending left."""
    change = acting.reopened(replace(_CLOSED, rung=3), _BEN, _SCHOOL, _LATER)
    case = change.case
    assert (case.state, case.closed_at, case.outcome) == (CaseState.OPEN, None, None)
    assert (case.held_by, case.held_name, case.acknowledged_at) == (None, "", None)
    assert [(alert.role, alert.rung) for alert in change.deliveries] == [(_LEAD, 4)]
    assert (case.rung, case.due_at) == (5, _LATER + timedelta(minutes=30))
    assert _kinds(change) == [EventKind.REOPENED, EventKind.ALERT_QUEUED]


@pytest.mark.parametrize(
    ("action", "case", "why"),
    [
        ("acknowledge", _CLOSED, "This case is closed. Re-open it first"),
        ("take over", _CLOSED, "This case is closed. Re-open it first"),
        ("close", _CLOSED, "This case is closed already"),
        ("reopen", _case(), "This case is not closed"),
        ("reopen", _case(CaseState.ACKNOWLEDGED), "This case is not closed"),
    ],
)
def test_what_does_not_go_is_said(action: str, case: Case, why: str) -> None:
    """In one sentence."""
    with pytest.raises(CaseError, match=why):
        _ACTIONS[action](case, _ADA)


@pytest.mark.parametrize("action", _ACTIONS)
@pytest.mark.parametrize(
    "case", [_case(), _case(CaseState.ACKNOWLEDGED), _CLOSED], ids=lambda case: case.state
)
def test_for_whom_it_is_about_there_is_no_case(action: str, case: Case) -> None:
    """Nor for whoever may be meant, nor for roles that it does not go to."""
    for not_theirs in (
        replace(case, excluded=(_DEPUTY,)),
        replace(case, doubtful=(_DEPUTY,)),
        replace(case, ladder=(_LEAD,)),
    ):
        with pytest.raises(CaseError, match=_NO_CASE):
            _ACTIONS[action](not_theirs, _BEN)


def test_reading_and_noting_leave_an_event() -> None:
    """With the name of whoever did it."""
    assert acting.seen(_case(), _ADA, _LATER).kind is EventKind.OPENED
    assert acting.noted(_case(), _ADA, _LATER).kind is EventKind.NOTED
    assert acting.seen(_CLOSED, _ADA, _LATER).by == _ADA.name


def test_that_it_is_not_live_ends_nothing() -> None:
    """The case stays as it is; the lead sees what was said, and closes it."""
    change = acting.said_not_live(_case(), _REPORTER, _LATER)
    assert change.case == replace(_case(), said_not_live=True)
    assert [(event.kind, event.by) for event in change.events] == [(EventKind.SAID_NOT_LIVE, _REPORTER)]


@pytest.mark.parametrize("action", _REPORTERS)
def test_only_the_reporter_speaks_for_the_reporter(action: str) -> None:
    """For anybody else there is no such case."""
    with pytest.raises(CaseError, match=_NO_CASE):
        _REPORTERS[action](_case(doubtful=(_HEAD,)), "Somebody Else")


@pytest.mark.parametrize("action", _REPORTERS)
def test_what_is_said_to_a_closed_case_must_be_reported_again(action: str) -> None:
    """Nobody would look into it any more."""
    with pytest.raises(CaseError, match="If it has happened again, report it again"):
        _REPORTERS[action](replace(_CLOSED, doubtful=(_HEAD,)), _REPORTER)


def test_danger_brings_the_next_person_at_once() -> None:
    """By all channels, as in an emergency."""
    change = acting.in_danger(_case(), _REPORTER, _SCHOOL, _LATER)
    assert (change.case.emergency, change.case.due_at) == (True, _LATER)
    assert _kinds(change) == [EventKind.IN_DANGER]
    assert len(stepped(change.case, _SCHOOL, _LATER).deliveries) == 2


def test_danger_ends_the_wait_for_the_choice() -> None:
    """Those who are not named are told at once."""
    asked = _opened(live(Category.STAFF_CONDUCT, perhaps=(_HEAD,)))
    urgent = acting.in_danger(asked, _REPORTER, _SCHOOL, _LATER).case
    assert set(_told(stepped(urgent, _SCHOOL, _LATER))) == {_LEAD}


def test_whoever_has_the_case_hears_of_danger() -> None:
    """Again by all channels, and each time that it is said; nobody else is chased."""
    first = acting.in_danger(_case(CaseState.ACKNOWLEDGED), _REPORTER, _SCHOOL, _LATER)
    second = acting.in_danger(first.case, _REPORTER, _SCHOOL, _LATER)
    assert _told(first) == _told(second) == [_LEAD, _LEAD]
    assert len({alert.id for alert in (*first.deliveries, *second.deliveries)}) == 4
    assert (second.case.state, second.case.due_at) == (CaseState.ACKNOWLEDGED, None)


_ROLES = st.sampled_from(Role)
_STEPS = st.one_of(
    st.just(lambda case: stepped(replace(case, due_at=_LATER), _SCHOOL, _LATER)),
    st.just(lambda case: acting.in_danger(case, _REPORTER, _SCHOOL, _LATER)),
    _ROLES.map(lambda role: lambda case: acting.acknowledged(case, Actor(role, "A"), _LATER)),
    _ROLES.map(
        lambda role: lambda case: acting.closed(case, Actor(role, "A"), ClosingOutcome.NOT_LIVE, _LATER)
    ),
    _ROLES.map(lambda role: lambda case: acting.reopened(case, Actor(role, "A"), _SCHOOL, _LATER)),
    SOME_ROLES.map(lambda about: lambda case: acting.chosen(case, about, _REPORTER, _SCHOOL, _LATER)),
)


@given(LIVE, st.lists(_STEPS, max_size=20))
def test_no_alert_is_queued_under_an_id_that_was_used(
    triage: Triage, steps: list[Callable[[Case], Change]]
) -> None:
    """A store keeps one alert for each id: the second would never go out."""
    change = opened("SC-1", "key", _REPORTER, triage, _SCHOOL, IN_THE_MORNING, "")
    ids = [alert.id for alert in change.deliveries]
    for step in steps:
        with suppress(CaseError):
            change = step(change.case)
            ids += [alert.id for alert in change.deliveries]
    assert len(set(ids)) == len(ids)


def test_the_words_of_a_case_that_is_held_are_for_whoever_holds_it() -> None:
    """Everybody on the ladder may read them until then; afterwards they have to take the case over."""
    case = _case()
    assert acting.seen(case, _BEN, _LATER).by == _BEN.name
    held = acting.acknowledged(case, _ADA, _LATER).case
    assert acting.seen(held, _ADA, _LATER).by == _ADA.name
    with pytest.raises(CaseError, match="Mrs Ada Lead holds this case"):
        acting.seen(held, _BEN, _LATER)
    assert acting.seen(acting.taken_over(held, _BEN, _LATER).case, _BEN, _LATER).by == _BEN.name
