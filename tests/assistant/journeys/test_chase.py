"""The chase: alerts go out, the next person is told, and what is late is shouted about."""

import logging
from dataclasses import replace
from datetime import timedelta
from unittest.mock import patch

import pytest

from assistant.domain.case import ClosingOutcome, DeliveryState, EventKind
from assistant.domain.message import Message
from assistant.domain.school import Escalation, KeptWords, Role
from assistant.domain.triage import Category
from assistant.journeys.chase import Sweep
from assistant.ports import Alert, DeliveryFailed
from tests.fakes.feedback import feedback
from tests.fakes.running_school import REPORTER, RunningSchool
from tests.fakes.shipped import shipped_replies
from tests.fakes.staffed_school import AT_NIGHT, mail, pager, staffed, stand_in
from tests.fakes.triaged import live

_LEAD, _DEPUTY, _HEAD = Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD, Role.HEADTEACHER
_BUSY, _GONE = DeliveryFailed("Busy.", False), DeliveryFailed("No such user.", True)
_REPLIES = shipped_replies()


def test_an_alert_is_sent_once() -> None:
    """However often it is swept; the event and the state say sent, and no more."""
    running = RunningSchool()
    case = running.queued()
    assert running.chase.sweep() == Sweep(steps=0, sent=1, failed=0)
    assert running.chase.sweep() == Sweep()
    (alert,) = running.alerts(case)
    assert (alert.state, alert.attempts, alert.reason) == (DeliveryState.SENT, 1, "")
    assert [event.role for event in running.events(case.reference, EventKind.ALERT_SENT)] == [_LEAD]


def test_delivered_is_what_the_other_side_said() -> None:
    """A notifier that hears so says so."""
    running = RunningSchool()
    running.notifier.delivered = True
    (alert,) = running.alerts(running.case())
    assert alert.state is DeliveryState.DELIVERED


def test_an_alert_says_what_it_may_and_nothing_else() -> None:
    """Urgency, category, reporter, time and how to open it; the id is that of the delivery."""
    running = RunningSchool()
    case = running.case(live(Category.FGM, emergency=True))
    (_, alert), _ = running.notifier.sent
    assert alert.id == running.alerts(case)[0].id
    assert alert.urgent
    assert alert.subject == (
        f"Urgent, someone may be in danger: case {case.reference}, child protection with a legal duty"
    )
    assert f"{REPORTER} reported something (07 September, 08:30)" in alert.text
    assert f"assistant open {case.reference}" in alert.text


def test_a_case_that_is_not_sorted_is_alerted_too() -> None:
    """Its alert says that."""
    running = RunningSchool()
    running.case(replace(live(failed=True), categories=()))
    assert {"not sorted yet" in alert.subject for _, alert in running.notifier.sent} == {True}


def test_nobody_acknowledging_it_goes_round_the_ladder_and_round_again() -> None:
    """Each round says which it is, and that nobody is on duty is an event that the reporter can see."""
    running = RunningSchool()
    case = running.case()
    for _ in range(4):
        running.later(minutes=29)
        assert running.later(minutes=1) == Sweep(steps=1, sent=1)
    assert running.addresses() == [mail(role) for role in (_LEAD, _DEPUTY, _HEAD, _LEAD, _DEPUTY)]
    repeats = ["Round 2 of alerts: nobody has confirmed" in alert.text for _, alert in running.notifier.sent]
    assert repeats == [False, False, False, True, True]
    assert len(running.events(case.reference, EventKind.NOBODY_ON_DUTY)) == 1
    assert len({alert.id for _, alert in running.notifier.sent}) == 5


def test_an_emergency_is_chased_faster_and_by_all_channels() -> None:
    """As school.toml says."""
    running = RunningSchool()
    running.case(live(emergency=True))
    running.later(minutes=5)
    assert running.addresses() == [mail(_LEAD), pager(_LEAD), mail(_DEPUTY), pager(_DEPUTY)]


def test_out_of_hours_other_people_are_alerted() -> None:
    """By the shift that it is when the alert is queued."""
    school = staffed({_LEAD: stand_in("Nina Night", "night@school.example")})
    running = RunningSchool(school, AT_NIGHT)
    running.case()
    assert running.addresses() == ["night@school.example"]


def test_once_acknowledged_nobody_else_is_told() -> None:
    """Nor is the case late."""
    running = RunningSchool()
    case = running.case()
    running.desk.acknowledge(case.reference, running.actor(_LEAD))
    assert running.later(hours=9) == Sweep()
    assert running.addresses() == [mail(_LEAD)]


def test_a_round_after_it_was_opened_again_does_not_say_that_nobody_had_it() -> None:
    """Somebody had confirmed, and then closed it."""
    running = RunningSchool()
    case = running.case()
    running.desk.acknowledge(case.reference, running.actor(_LEAD))
    running.desk.close(case.reference, running.actor(_LEAD), ClosingOutcome.NOT_LIVE)
    running.desk.reopen(case.reference, running.actor(_DEPUTY))
    running.chase.sweep()
    assert running.addresses() == [mail(_LEAD), mail(_LEAD)]
    assert not any("nobody has confirmed" in alert.text for _, alert in running.notifier.sent)


def test_alerts_of_a_closed_case_stay_where_they_are() -> None:
    """Whatever was waiting."""
    running = RunningSchool()
    case = running.queued()
    running.desk.close(case.reference, running.actor(_LEAD), ClosingOutcome.DUPLICATE)
    assert running.later(hours=1) == Sweep()


def test_two_workers_share_the_work() -> None:
    """No alert goes out by both."""
    running = RunningSchool()
    for _ in range(3):
        running.queued()
    assert running.chase.sweep().sent + running.another_worker(running.notifier).sweep().sent == 3
    assert len(running.addresses()) == 3


def test_a_limit_ends_the_sending_and_loses_nothing() -> None:
    """A reporter does not wait for other people's alerts; they go out with the next sweep."""

    class Slow:
        def takes(self, address: str) -> bool:
            return True

        def send(self, address: str, alert: Alert) -> bool:
            running.clock.moment += timedelta(seconds=2)
            return False

    running = RunningSchool()
    for _ in range(5):
        running.queued()
    slow = running.another_worker(Slow())
    assert slow.send_due(timedelta(seconds=3)).sent == 2
    assert slow.sweep().sent == 3


def test_all_clear_is_a_heartbeat_and_lateness_is_silence(caplog: pytest.LogCaptureFixture) -> None:
    """A case whose step or alert is more than five minutes late is logged as an error."""
    caplog.set_level(logging.ERROR)
    running = RunningSchool()
    running.chase.sweep()
    assert running.heartbeat.beats == 1
    case = running.queued()
    with patch.object(running.chase, "send_due", return_value=Sweep()):
        assert running.later(minutes=5).late == ()
        assert running.later(seconds=1).late == (case.reference,)
    assert running.heartbeat.beats == 2
    assert f"cases late: {case.reference}" in caplog.text


def test_words_are_erased_a_set_time_after_closing() -> None:
    """As many days as the school says."""
    running = RunningSchool(staffed(words=KeptWords(days_after_closing=2)))
    case = running.case()
    running.desk.close(case.reference, running.actor(_LEAD), ClosingOutcome.DEALT_WITH)
    assert running.later(hours=48).erased == 0
    assert running.later(seconds=1).erased == 1
    assert running.desk.open(case.reference, running.actor(_LEAD)).words is None


def test_feedback_is_removed_after_a_year() -> None:
    """Until then it stays, whatever becomes of cases."""
    running = RunningSchool()
    running.feedback.add("Ev1", feedback())
    running.later(days=365)
    assert running.feedback.all() == (feedback(),)
    running.later(seconds=1)
    assert running.feedback.all() == ()


def test_a_lease_can_be_shorter() -> None:
    """For tests that do not want to wait."""
    running = RunningSchool()
    case = running.queued()
    brief = running.another_worker(running.notifier, lease=timedelta(seconds=1))
    claiming = patch.object(running.store, "claim_deliveries", wraps=running.store.claim_deliveries)
    with claiming as claim:
        brief.deliver()
    assert claim.call_args_list[0].args[2] == case.opened_at + timedelta(seconds=1)


def test_the_waiting_time_is_that_of_the_category() -> None:
    """The reporter of something grave waits shorter for the next person."""
    school = staffed(escalation=Escalation(minutes={"child_protection": 7}))
    running = RunningSchool(school)
    running.told(message=Message("Something.", sender=REPORTER))
    assert running.later(minutes=7).steps == 1
