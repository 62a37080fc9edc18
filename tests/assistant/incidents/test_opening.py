"""Opening a case: whom it goes to at once, and when somebody else is told."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from assistant.domain.case import CaseState, Change, EventKind
from assistant.domain.school import Escalation, Role, School
from assistant.domain.triage import Category, Triage
from assistant.incidents.opening import at_new_round, next_due, opened, rerouted
from assistant.incidents.routing import Routing
from tests.fakes.new_cases import new_case
from tests.fakes.staffed_school import IN_THE_MORNING, staffed
from tests.fakes.triaged import live

_LEAD, _HEAD = Role.SAFEGUARDING_LEAD, Role.HEADTEACHER
_STAFF = Category.STAFF_CONDUCT
_NO_CHANNEL = {"channels": ()}


def _opened(triage: Triage, school: School | None = None) -> Change:
    return opened("SC-1", "key", "Rae Porter", triage, school or staffed(), IN_THE_MORNING, "versions")


def _after(minutes: int) -> datetime:
    return IN_THE_MORNING + timedelta(minutes=minutes)


def _kinds(change: Change) -> list[EventKind]:
    return [event.kind for event in change.events]


def test_a_case_is_recorded_with_its_first_alerts() -> None:
    """What triage said, who reported, which words were shown, and one alert for each first role."""
    change = _opened(live(Category.MISSING_OR_TRIP_EMERGENCY))
    case = change.case
    assert (case.reference, case.key, case.reporter, case.texts) == ("SC-1", "key", "Rae Porter", "versions")
    assert (case.opened_at, case.state, case.rung) == (IN_THE_MORNING, CaseState.OPEN, 2)
    assert case.first == tuple(alert.role for alert in change.deliveries) == (_LEAD, _HEAD)
    assert _kinds(change) == [EventKind.RECORDED, EventKind.ALERT_QUEUED, EventKind.ALERT_QUEUED]
    assert change.events[0].by == "Rae Porter"
    assert case.due_at == _after(30)


def test_the_reporter_is_asked_first_for_a_short_while() -> None:
    """Nobody is told yet, and the time at which somebody else will be is stored."""
    change = _opened(live(_STAFF, perhaps=(_HEAD,)))
    assert (change.case.rung, change.case.due_at, change.deliveries) == (0, _after(3), ())
    assert _kinds(change) == [EventKind.RECORDED, EventKind.CHOICE_ASKED]


def test_an_emergency_does_not_wait_for_the_choice() -> None:
    """It goes at once to the one not named."""
    change = _opened(live(_STAFF, perhaps=(_HEAD,), emergency=True))
    assert {alert.role for alert in change.deliveries} == {_LEAD}
    assert (change.case.rung, change.case.due_at) == (1, _after(5))


def test_others_who_are_wanted_are_told_while_one_is_in_doubt() -> None:
    """Only the one who may be meant waits."""
    change = _opened(live(Category.MISSING_OR_TRIP_EMERGENCY, perhaps=(_HEAD,)))
    assert [alert.role for alert in change.deliveries] == [_LEAD]
    assert change.case.doubtful == (_HEAD,)


@pytest.mark.parametrize("unreachable", [(_LEAD,), (_HEAD,), (_LEAD, _HEAD)])
def test_the_next_person_is_due_at_once_where_one_cannot_be_reached(unreachable: tuple[Role, ...]) -> None:
    """Also where another of the first was alerted."""
    school = staffed(dict.fromkeys(unreachable, _NO_CHANNEL))
    change = _opened(live(Category.MISSING_OR_TRIP_EMERGENCY), school)
    assert change.case.due_at == IN_THE_MORNING
    assert _kinds(change).count(EventKind.ALERT_FAILED) == len(unreachable)


def test_with_nobody_left_to_tell_the_next_step_is_due_at_once() -> None:
    """That step says so; the case is recorded all the same."""
    change = _opened(live(perhaps=tuple(Role), emergency=True))
    assert (change.case.ladder, change.case.due_at) == ((), IN_THE_MORNING)


def test_the_shortest_of_the_waiting_times_counts() -> None:
    """That of an emergency whatever its categories; the usual one where none has its own."""
    school = staffed(escalation=Escalation(40, 4, minutes={"fgm": 12, "data_breach": 60}))
    case = replace(new_case(), categories=(Category.DATA_BREACH, Category.FGM))
    assert next_due(case, school, IN_THE_MORNING) == _after(12)
    assert next_due(replace(case, emergency=True), school, IN_THE_MORNING) == _after(4)
    assert next_due(replace(case, categories=()), school, IN_THE_MORNING) == _after(40)


@pytest.mark.parametrize(("rung", "begins"), [(0, 0), (1, 2), (2, 2), (3, 4)])
def test_a_new_round_begins_behind_all_rungs_that_were_used(rung: int, begins: int) -> None:
    """At the first place of a ladder of two."""
    assert at_new_round(replace(new_case(), rung=rung)).rung == begins


def test_a_case_without_a_ladder_has_rounds_of_one() -> None:
    """Nothing breaks where nobody may be told."""
    assert at_new_round(replace(new_case(), ladder=(), rung=3)).rung == 3


def test_another_routing_takes_the_place_of_the_old() -> None:
    """Everything else of the case stays."""
    routing = Routing((_HEAD,), (_HEAD, _LEAD, Role.CHAIR_OF_GOVERNORS), (Role.DATA_PROTECTION_LEAD,), ())
    case = rerouted(replace(new_case(), rung=2, doubtful=(_HEAD,)), routing)
    assert (case.first, case.ladder) == (routing.first, routing.ladder)
    assert (case.excluded, case.doubtful, case.rung) == (routing.excluded, (), 3)
    assert case.reference == "SC-1"
