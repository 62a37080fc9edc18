"""Alerts that a case queues."""

from dataclasses import replace

from assistant.domain.case import EventKind, Shift
from assistant.domain.school import Role
from assistant.incidents.alerts import alerts_to
from tests.fakes.new_cases import new_case
from tests.fakes.staffed_school import AT_NIGHT, IN_THE_MORNING, staffed, stand_in

_LEAD, _DEPUTY = Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD


def test_each_person_is_alerted_by_the_best_channel() -> None:
    """One alert for each, with an id of its own, and the event that says no more than queued."""
    case = replace(new_case(), rung=4)
    alerts = alerts_to(case, (_LEAD, _DEPUTY), staffed(), IN_THE_MORNING)
    assert [alert.id for alert in alerts.deliveries] == [
        "SC-1.4.safeguarding_lead.0",
        "SC-1.4.deputy_safeguarding_lead.0",
    ]
    assert {alert.due_at for alert in alerts.deliveries} == {IN_THE_MORNING}
    assert [(event.kind, event.role) for event in alerts.events] == [
        (EventKind.ALERT_QUEUED, _LEAD),
        (EventKind.ALERT_QUEUED, _DEPUTY),
    ]


def test_an_emergency_goes_by_all_channels_at_once() -> None:
    """With one event, for it is one person."""
    alerts = alerts_to(new_case(emergency=True), (_LEAD,), staffed(), IN_THE_MORNING)
    assert [alert.channel for alert in alerts.deliveries] == [0, 1]
    assert len(alerts.events) == 1


def test_at_night_the_stand_in_is_alerted() -> None:
    """The alert says which of the two contacts is meant."""
    school = staffed({_LEAD: stand_in("Nina Night", "night@school.example")})
    (alert,) = alerts_to(new_case(), (_LEAD,), school, AT_NIGHT).deliveries
    assert alert.shift is Shift.OUT_OF_HOURS


def test_who_has_no_channel_is_said_to_have_none() -> None:
    """The others are alerted all the same."""
    school = staffed({_LEAD: {"channels": ()}})
    alerts = alerts_to(new_case(), (_LEAD, _DEPUTY), school, IN_THE_MORNING)
    assert [alert.role for alert in alerts.deliveries] == [_DEPUTY]
    failed = alerts.events[0]
    assert (failed.kind, failed.role, failed.detail) == (EventKind.ALERT_FAILED, _LEAD, "no_channel")


def test_an_alert_goes_past_the_address_of_whom_it_is_about() -> None:
    """The first of the channels that only the right person reads."""
    shared = "office@school.example"
    school = staffed({_LEAD: {"channels": (shared, "page://lead")}, _DEPUTY: {"channels": (shared,)}})
    case = replace(new_case(), ladder=(_LEAD,), doubtful=(_DEPUTY,))
    (alert,) = alerts_to(case, (_LEAD, _DEPUTY), school, IN_THE_MORNING).deliveries
    assert (alert.role, alert.channel) == (_LEAD, 1)
