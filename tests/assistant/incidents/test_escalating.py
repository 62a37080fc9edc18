"""What happens when a case's time has come, and when an alert does not go out."""

from dataclasses import replace
from datetime import timedelta

import pytest

from assistant.domain.case import Case, CaseState, Change, Delivery, DeliveryState, EventKind, Shift
from assistant.domain.school import Role, School
from assistant.incidents.escalating import after_failure, out_of_patience, retried, stepped
from tests.fakes.new_cases import new_alert, new_case
from tests.fakes.staffed_school import IN_THE_MORNING, staffed, stand_in

_LEAD, _DEPUTY, _HEAD = Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD, Role.HEADTEACHER
_NO_CHANNEL = {"channels": ()}


def _due(rung: int, **changes: object) -> Case:
    """A case of which `rung` places of Lead, Deputy and Head have been told, and that is due now."""
    case = replace(new_case(minutes=0), ladder=(_LEAD, _DEPUTY, _HEAD), rung=rung)
    return replace(case, **changes)  # type: ignore[arg-type]


def _stepped(case: Case, school: School | None = None) -> Change:
    return stepped(case, school or staffed(), IN_THE_MORNING)


def _alert(role: Role = _LEAD, channel: int = 0, rung: int = 0, **changes: object) -> Delivery:
    alert = replace(new_alert(new_case()), role=role, channel=channel, rung=rung)
    return replace(alert, **changes)  # type: ignore[arg-type]


def _told(change: Change) -> list[tuple[Role, int]]:
    return [(alert.role, alert.rung) for alert in change.deliveries]


def _kinds(change: Change) -> list[EventKind]:
    return [event.kind for event in change.events]


def test_the_next_person_is_told() -> None:
    """With the events that say so, and a new time for the one after."""
    change = _stepped(_due(1))
    assert _told(change) == [(_DEPUTY, 1)]
    assert _kinds(change) == [EventKind.ESCALATED, EventKind.ALERT_QUEUED]
    assert (change.case.rung, change.case.due_at) == (2, IN_THE_MORNING + timedelta(minutes=30))


def test_after_the_last_it_begins_again_and_says_that_nobody_is_there() -> None:
    """Round after round, under new rungs."""
    change = _stepped(_due(3))
    assert _told(change) == [(_LEAD, 3)]
    assert _kinds(change)[0] is EventKind.NOBODY_ON_DUTY
    assert _told(_stepped(_due(7))) == [(_DEPUTY, 7)]
    assert EventKind.NOBODY_ON_DUTY not in _kinds(_stepped(_due(7)))


@pytest.mark.parametrize("rung", range(3))
def test_who_cannot_be_reached_is_passed_over(rung: int) -> None:
    """In the same step, with the events of each."""
    school = staffed({_DEPUTY: _NO_CHANNEL, _HEAD: _NO_CHANNEL})
    change = _stepped(_due(rung + 1), school)
    assert _told(change) == [(_LEAD, 3)]
    assert _kinds(change).count(EventKind.ALERT_FAILED) == 2 - rung


def test_where_nobody_can_be_reached_that_is_said_and_tried_again() -> None:
    """Once in each waiting time, not without a pause."""
    change = _stepped(_due(1), staffed(dict.fromkeys(Role, _NO_CHANNEL)))
    assert _kinds(change) == [EventKind.ALERT_FAILED] * 3 + [EventKind.NOBODY_ON_DUTY]
    assert change.deliveries == ()
    assert change.case.due_at == IN_THE_MORNING + timedelta(minutes=30)


def test_where_nobody_may_be_told_that_is_said() -> None:
    """It may be about every holder of a role; the reporter reads that nobody was reached."""
    change = _stepped(_due(0, first=(), ladder=()))
    assert _kinds(change) == [EventKind.NOBODY_ON_DUTY]
    assert change.case.due_at == IN_THE_MORNING + timedelta(minutes=30)


def test_the_time_of_the_choice_over_the_first_are_told() -> None:
    """They are those who were not named."""
    change = _stepped(_due(0, doubtful=(_HEAD,), ladder=(_LEAD, _DEPUTY)))
    assert _told(change) == [(_LEAD, 0)]
    assert change.case.doubtful == (_HEAD,)


def test_nothing_is_done_twice_or_early() -> None:
    """Another worker may have taken the step a moment ago."""
    later = _due(1, due_at=IN_THE_MORNING + timedelta(seconds=1))
    assert _stepped(later) == Change(later)
    assert _stepped(_due(1, due_at=None)) == Change(_due(1, due_at=None))


@pytest.mark.parametrize("state", [CaseState.ACKNOWLEDGED, CaseState.CLOSED])
def test_a_case_that_somebody_has_is_not_chased(state: CaseState) -> None:
    """Its time is taken away."""
    assert _stepped(_due(1, state=state)) == Change(_due(1, state=state, due_at=None))


def _failed(case: Case, alert: Delivery, school: School | None = None) -> Change:
    return after_failure(case, alert, school or staffed(), IN_THE_MORNING)


def _waiting(rung: int, **changes: object) -> Case:
    return _due(rung, due_at=IN_THE_MORNING + timedelta(minutes=30), **changes)


def test_the_next_channel_and_the_next_person_at_once() -> None:
    """The next channel is of the same person and rung."""
    change = _failed(_waiting(1), _alert())
    (alert,) = change.deliveries
    assert (alert.role, alert.channel, alert.rung, alert.due_at) == (_LEAD, 1, 0, IN_THE_MORNING)
    assert alert.id == "SC-1.0.safeguarding_lead.1"
    assert change.case == replace(_waiting(1), due_at=IN_THE_MORNING)


def test_after_the_last_channel_there_is_the_next_person() -> None:
    """At once too."""
    change = _failed(_waiting(1), _alert(channel=1))
    assert (change.deliveries, change.case.due_at) == ((), IN_THE_MORNING)


def test_it_is_the_next_channel_of_the_person_who_was_meant() -> None:
    """Also where the school has opened or closed since."""
    school = staffed({_LEAD: stand_in("Nina Night", "a@night.example", "b@night.example", "c@night.example")})
    (alert,) = _failed(_waiting(1), _alert(channel=1, shift=Shift.OUT_OF_HOURS), school).deliveries
    assert (alert.shift, alert.channel) == (Shift.OUT_OF_HOURS, 2)
    assert _failed(_waiting(1), _alert(channel=1), school).deliveries == ()


def test_a_round_in_which_all_channels_fail_is_not_run_without_a_pause() -> None:
    """When everybody has had a turn the next round waits for its time."""
    assert _failed(_waiting(3), _alert(_HEAD, rung=2)).case == _waiting(3)
    assert _failed(_waiting(0, first=(), ladder=()), _alert()).case.due_at != IN_THE_MORNING


@pytest.mark.parametrize("barred", ["excluded", "doubtful"])
def test_whom_it_is_about_gets_no_next_channel(barred: str) -> None:
    """It may have become clear while the first was being tried; the next person is due all the same."""
    case = _waiting(1, **{barred: (_LEAD,)}, ladder=(_DEPUTY, _HEAD))
    change = _failed(case, _alert())
    assert (change.deliveries, change.case.due_at) == ((), IN_THE_MORNING)


def test_once_somebody_has_the_case_a_failure_changes_nothing() -> None:
    """Nobody else need be told."""
    case = _waiting(1, state=CaseState.ACKNOWLEDGED)
    assert _failed(case, _alert()) == Change(case)


def _wait(attempts: int) -> float:
    alert = retried(_alert(attempts=attempts), "busy", IN_THE_MORNING)
    assert (alert.state, alert.reason) == (DeliveryState.FAILED_FOR_NOW, "busy")
    return (alert.due_at - IN_THE_MORNING).total_seconds()


def test_retries_come_ever_later_and_never_stop() -> None:
    """From half a minute to a quarter of an hour, however often."""
    assert [_wait(attempts) for attempts in (1, 2, 3, 5, 6, 7, 99, 10**6)] == [30, 60, 120, 480, *[900] * 4]


def test_patience_ends_once() -> None:
    """The second failure counts as one for good, so that others are told; the rest is waiting."""
    assert [out_of_patience(_alert(attempts=attempts)) for attempts in range(1, 5)] == [
        False,
        True,
        False,
        False,
    ]


def test_there_is_no_patience_where_others_are_to_be_told_at_once() -> None:
    """The first failure counts, also after an attempt that died; later ones do not."""
    first, after_a_death = _alert(attempts=1), _alert(attempts=2)
    again = replace(_alert(attempts=2), reason="Slack is down.")
    told = [out_of_patience(alert, elsewhere=True) for alert in (first, after_a_death, again)]
    assert told == [True, True, False]
