"""The chase: alerts go out, the next person is told, and what is late is shouted about."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from unittest.mock import patch

import pytest

from assistant.domain.case import Case, Change, ClosingOutcome, Delivery, DeliveryState, EventKind, Shift
from assistant.domain.message import Message
from assistant.domain.school import Escalation, KeptWords, Role
from assistant.domain.triage import Category
from assistant.journeys.chase import LEASE, ChaseJourney, Sweep
from assistant.ports import Alert, DeliveryFailed, Notifier
from tests.fakes.running_school import REPORTER, RunningSchool
from tests.fakes.shipped import shipped_replies
from tests.fakes.staffed_school import AT_NIGHT, mail, pager, staffed, stand_in
from tests.fakes.triaged import live

_LEAD, _DEPUTY, _HEAD = Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD, Role.HEADTEACHER
_BUSY, _GONE = DeliveryFailed("Busy.", False), DeliveryFailed("No such user.", True)
_REPLIES = shipped_replies()


def _queued(running: RunningSchool, **triage: bool) -> Case:
    """A case whose alerts nobody has tried yet."""
    running.after_recording = lambda: None
    return running.case(live(**triage))


def _alerts(running: RunningSchool, case: Case) -> Sequence[Delivery]:
    return running.store.deliveries(case.reference)


def _second(running: RunningSchool, notifiers: Sequence[Notifier] | None = None) -> ChaseJourney:
    """Another worker over the same store."""
    used = (running.notifier,) if notifiers is None else notifiers
    return ChaseJourney(
        running.store, used, running.school, _REPLIES, running.clock, running.heartbeat, "another worker"
    )


def test_an_alert_is_sent_once() -> None:
    """However often it is swept; the event and the state say sent, and no more."""
    running = RunningSchool()
    case = _queued(running)
    assert running.chase.sweep() == Sweep(steps=0, sent=1, failed=0)
    assert running.chase.sweep() == Sweep()
    (alert,) = _alerts(running, case)
    assert (alert.state, alert.attempts, alert.reason) == (DeliveryState.SENT, 1, "")
    assert [event.role for event in running.events(case.reference, EventKind.ALERT_SENT)] == [_LEAD]


def test_delivered_is_what_the_other_side_said() -> None:
    """A notifier that hears so says so."""
    running = RunningSchool()
    running.notifier.delivered = True
    (alert,) = _alerts(running, running.case())
    assert alert.state is DeliveryState.DELIVERED


def test_an_alert_says_what_it_may_and_nothing_else() -> None:
    """Urgency, category, reporter, time and how to open it; the id is that of the delivery."""
    running = RunningSchool()
    case = running.case(live(Category.FGM, emergency=True))
    (_, alert), _ = running.notifier.sent
    assert alert.id == _alerts(running, case)[0].id
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


def test_a_channel_that_fails_for_good_gives_way_at_once() -> None:
    """To the person's next channel and to the next person, in the same sweep; it is not tried again."""
    running = RunningSchool()
    running.notifier.failing[mail(_LEAD)] = _GONE
    case = _queued(running)
    assert running.chase.sweep() == Sweep(steps=1, sent=2, failed=1)
    assert set(running.addresses()) == {mail(_DEPUTY), pager(_LEAD)}
    states = {(alert.role, alert.channel): alert.state for alert in _alerts(running, case)}
    assert states[_LEAD, 0] is DeliveryState.FAILED_FOR_GOOD
    (failed,) = running.events(case.reference, EventKind.ALERT_FAILED)
    assert (failed.role, failed.detail) == (_LEAD, "No such user.")


def test_a_channel_that_fails_twice_gives_way_too_and_is_still_tried() -> None:
    """After half a minute; once."""
    running = RunningSchool()
    running.notifier.failing[mail(_LEAD)] = _BUSY
    case = running.case()
    assert running.addresses() == []
    running.later(seconds=30)
    assert sorted(running.addresses()) == sorted([pager(_LEAD), mail(_DEPUTY)])
    running.later(seconds=60)
    running.later(seconds=120)
    assert len(running.addresses()) == 2
    assert len(running.events(case.reference, EventKind.ALERT_DELAYED)) == 4


def test_retries_never_stop_while_the_case_is_open() -> None:
    """At least every quarter of an hour, through a whole weekend; what goes out then is one alert each."""
    running = RunningSchool()
    failing = {address(role): _BUSY for role in Role for address in (mail, pager)}
    running.notifier.failing.update(failing)
    running.case()
    for _ in range(64 * 4):
        assert running.later(minutes=15).failed
    assert running.addresses() == []
    running.notifier.failing.clear()
    running.later(minutes=15)
    reached = running.addresses()
    assert {mail(_LEAD), mail(_DEPUTY), mail(_HEAD)} <= set(reached)
    assert len(set(reached)) == len(reached)


def test_where_every_channel_fails_for_good_the_rounds_keep_their_time() -> None:
    """A mail server that is not set up does not fill the database; each round is tried all the same."""
    running = RunningSchool()
    running.notifier.failing.update({address(role): _GONE for role in Role for address in (mail, pager)})
    case = running.case()
    for _ in range(60):
        running.later(seconds=10)
    assert len(running.events(case.reference, EventKind.ESCALATED)) == 2
    running.later(minutes=30)
    for _ in range(60):
        running.later(seconds=10)
    assert len(running.events(case.reference, EventKind.ESCALATED)) == 5


def test_nobody_with_a_channel_is_said_and_tried_again() -> None:
    """No alert can be made, so the reporter reads to ring."""
    running = RunningSchool(staffed({role: {"channels": ()} for role in Role}))
    reply = running.told()
    assert _REPLIES.say("handoff.line.nobody_on_duty") in reply.lines
    assert running.later(minutes=30).steps == 1


def test_alerts_of_a_closed_case_stay_where_they_are() -> None:
    """Whatever was waiting."""
    running = RunningSchool()
    case = _queued(running)
    running.desk.close(case.reference, running.actor(_LEAD), ClosingOutcome.DUPLICATE)
    assert running.later(hours=1) == Sweep()


def test_an_alert_to_somebody_it_turns_out_to_be_about_is_held_back() -> None:
    """It was waiting to be tried again when the reporter said so."""
    running = RunningSchool()
    running.notifier.failing[mail(_LEAD)] = _BUSY
    case = running.case(live(perhaps=(_HEAD,)))
    running.desk.choose(case.reference, (_LEAD, _HEAD), REPORTER)
    running.notifier.failing.clear()
    running.later(minutes=1)
    assert {mail(_LEAD), pager(_LEAD), mail(_HEAD)}.isdisjoint(running.addresses())
    assert running.addresses()


def test_an_address_that_the_school_took_away_is_not_waited_for() -> None:
    """The next person is told."""
    running = RunningSchool()
    case = _queued(running)
    (alert,) = _alerts(running, case)
    running.store._alerts[alert.id].delivery = replace(alert, channel=7, shift=Shift.OUT_OF_HOURS)
    running.chase.sweep()
    assert running.addresses() == [mail(_DEPUTY)]


def test_an_address_that_no_notifier_knows_is_not_waited_for() -> None:
    """The next person is tried, and the failure has a reason."""
    running = RunningSchool()
    case = _queued(running)
    assert _second(running, ()).sweep().sent == 0
    reasons = {event.detail for event in running.events(case.reference, EventKind.ALERT_FAILED)}
    assert reasons == {"No notifier knows this kind of address."}
    assert {alert.role for alert in _alerts(running, case)} == {_LEAD, _DEPUTY}


def test_a_notifier_that_breaks_is_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    """What it says is written down nowhere: it may quote an address or a password."""

    class Broken:
        def takes(self, address: str) -> bool:
            return True

        def send(self, address: str, alert: Alert) -> bool:
            raise RuntimeError(f"secret of {address}")

    running = RunningSchool()
    case = _queued(running)
    assert _second(running, (Broken(),)).deliver() == (0, 1)
    (alert,) = _alerts(running, case)
    assert (alert.state, alert.reason) == (DeliveryState.FAILED_FOR_NOW, "The notifier broke.")
    assert "RuntimeError" in caplog.text
    assert "secret" not in caplog.text + repr(running.store.events(case.reference))


def test_a_dead_workers_alert_is_taken_over_when_its_lease_is_over() -> None:
    """Within ten seconds, under the same id, and not before."""
    running = RunningSchool()
    case = _queued(running)
    now = running.clock.now()
    assert timedelta(seconds=10) >= LEASE
    (lost,) = running.store.claim_deliveries("dead worker", now, now + LEASE, 1)
    assert running.later(seconds=8.9).sent == 0
    assert running.later(seconds=0.1).sent == 1
    (taken,) = _alerts(running, case)
    assert (taken.id, taken.attempts) == (lost.id, 2)


def test_a_worker_that_died_between_two_steps_of_a_failure_is_made_up_for() -> None:
    """The next person is due before the failure is written down."""
    running = RunningSchool()
    running.notifier.failing[mail(_LEAD)] = _GONE
    case = _queued(running)

    class Killed(BaseException):
        pass

    dying = patch.object(running.store, "settle_delivery", side_effect=Killed)
    with dying, pytest.raises(Killed):
        running.chase.sweep()
    assert running.now(case.reference).due_at == running.clock.now()
    _second(running).sweep()
    assert mail(_DEPUTY) in running.addresses()


def test_two_workers_share_the_work() -> None:
    """No alert goes out by both."""
    running = RunningSchool()
    for _ in range(3):
        _queued(running)
    assert running.chase.sweep().sent + _second(running).sweep().sent == 3
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
        _queued(running)
    slow = _second(running, (Slow(),))
    assert slow.send_due(timedelta(seconds=3)).sent == 2
    assert slow.sweep().sent == 3


def test_one_case_that_breaks_keeps_no_other_waiting(caplog: pytest.LogCaptureFixture) -> None:
    """It is written down, and shouted about as late."""
    running = RunningSchool()
    broken, fine = _queued(running), _queued(running)
    changing = running.store.change

    def change(reference: str, decide: Callable[[Case], Change]) -> Case:
        if reference == broken.reference:
            raise ValueError(reference)
        return changing(reference, decide)

    with patch.object(running.store, "change", change):
        running.later(minutes=30)
        assert running.later(minutes=6).late == (broken.reference,)
    assert running.now(fine.reference).rung == 2
    assert f"step not taken: ValueError, case {broken.reference}" in caplog.text


def test_all_clear_is_a_heartbeat_and_lateness_is_silence(caplog: pytest.LogCaptureFixture) -> None:
    """A case whose step or alert is more than five minutes late is logged as an error."""
    caplog.set_level(logging.ERROR)
    running = RunningSchool()
    running.chase.sweep()
    assert running.heartbeat.beats == 1
    case = _queued(running)
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


def test_a_lease_can_be_shorter() -> None:
    """For tests that do not want to wait."""
    running = RunningSchool()
    case = _queued(running)
    brief = ChaseJourney(
        running.store,
        (running.notifier,),
        running.school,
        _REPLIES,
        running.clock,
        running.heartbeat,
        "brief",
        timedelta(seconds=1),
    )
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
