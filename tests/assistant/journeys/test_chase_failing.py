"""The chase where something does not work: a channel, a notifier, a worker, a case."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from unittest.mock import patch

import pytest

from assistant.domain.case import Case, Change, DeliveryState, EventKind, Shift
from assistant.domain.school import Role
from assistant.journeys.chase import LEASE, Sweep
from assistant.ports import Alert, DeliveryFailed
from tests.fakes.running_school import REPORTER, RunningSchool
from tests.fakes.shipped import shipped_replies
from tests.fakes.staffed_school import mail, pager, staffed
from tests.fakes.triaged import live

_LEAD, _DEPUTY, _HEAD = Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD, Role.HEADTEACHER
_BUSY, _GONE = DeliveryFailed("Busy.", False), DeliveryFailed("No such user.", True)
_REPLIES = shipped_replies()


def test_a_channel_that_fails_for_good_gives_way_at_once() -> None:
    """To the person's next channel and to the next person, in the same sweep; it is not tried again."""
    running = RunningSchool()
    running.notifier.failing[mail(_LEAD)] = _GONE
    case = running.queued()
    assert running.chase.sweep() == Sweep(steps=1, sent=2, failed=1)
    assert set(running.addresses()) == {mail(_DEPUTY), pager(_LEAD)}
    states = {(alert.role, alert.channel): alert.state for alert in running.alerts(case)}
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


def test_a_channel_that_is_down_gives_way_at_once_and_is_still_tried() -> None:
    """The next channel and the next person in the same sweep, once; and it goes out there when it can."""
    running = RunningSchool()
    running.notifier.failing[mail(_LEAD)] = DeliveryFailed("Slack is down.", False, elsewhere=True)
    case = running.case()
    told = [pager(_LEAD), mail(_DEPUTY)]
    assert sorted(running.addresses()) == sorted(told)
    running.later(seconds=30)
    running.later(seconds=60)
    assert len(running.addresses()) == len(told)
    assert len(running.events(case.reference, EventKind.ALERT_DELAYED)) == 3
    running.notifier.failing.clear()
    running.later(minutes=2)
    assert running.addresses()[2:] == [mail(_LEAD)]


def test_an_alert_says_which_case_it_is_and_for_whom() -> None:
    """So that a notifier can show the case itself."""
    running = RunningSchool()
    case = running.case()
    [(_, alert)] = running.notifier.sent
    assert (alert.reference, alert.role) == (case.reference, _LEAD)


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
    case = running.queued()
    (alert,) = running.alerts(case)
    running.store._alerts[alert.id].delivery = replace(alert, channel=7, shift=Shift.OUT_OF_HOURS)
    running.chase.sweep()
    assert running.addresses() == [mail(_DEPUTY)]


def test_an_address_that_no_notifier_knows_is_not_waited_for() -> None:
    """The next person is tried, and the failure has a reason."""
    running = RunningSchool()
    case = running.queued()
    assert running.another_worker().sweep().sent == 0
    reasons = {event.detail for event in running.events(case.reference, EventKind.ALERT_FAILED)}
    assert reasons == {"No notifier knows this kind of address."}
    assert {alert.role for alert in running.alerts(case)} == {_LEAD, _DEPUTY}


def test_a_notifier_that_breaks_is_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    """What it says is written down nowhere: it may quote an address or a password."""

    class Broken:
        def takes(self, address: str) -> bool:
            return True

        def send(self, address: str, alert: Alert) -> bool:
            raise RuntimeError(f"secret of {address}")

    running = RunningSchool()
    case = running.queued()
    assert running.another_worker(Broken()).deliver() == Sweep(failed=1)
    (alert,) = running.alerts(case)
    assert (alert.state, alert.reason) == (DeliveryState.FAILED_FOR_NOW, "The notifier broke.")
    assert "RuntimeError" in caplog.text
    assert "secret" not in caplog.text + repr(running.store.events(case.reference))


def test_a_dead_workers_alert_is_taken_over_when_its_lease_is_over() -> None:
    """Within ten seconds, under the same id, and not before."""
    running = RunningSchool()
    case = running.queued()
    now = running.clock.now()
    assert timedelta(seconds=10) >= LEASE
    (lost,) = running.store.claim_deliveries("dead worker", now, now + LEASE, 1)
    assert running.later(seconds=8.9).sent == 0
    assert running.later(seconds=0.1).sent == 1
    (taken,) = running.alerts(case)
    assert (taken.id, taken.attempts) == (lost.id, 2)


def test_a_worker_that_died_between_two_steps_of_a_failure_is_made_up_for() -> None:
    """The next person is due before the failure is written down."""
    running = RunningSchool()
    running.notifier.failing[mail(_LEAD)] = _GONE
    case = running.queued()

    class Killed(BaseException):
        pass

    dying = patch.object(running.store, "settle_delivery", side_effect=Killed)
    with dying, pytest.raises(Killed):
        running.chase.sweep()
    assert running.now(case.reference).due_at == running.clock.now()
    running.another_worker(running.notifier).sweep()
    assert mail(_DEPUTY) in running.addresses()


def test_one_case_that_breaks_keeps_no_other_waiting(caplog: pytest.LogCaptureFixture) -> None:
    """It is written down, and shouted about as late."""
    running = RunningSchool()
    broken, fine = running.queued(), running.queued()
    changing = running.store.change

    def change(reference: str, decide: Callable[[Case], Change]) -> Case:
        if reference == broken.reference:
            raise ValueError(reference)
        return changing(reference, decide)

    with patch.object(running.store, "change", change):
        beaten = running.heartbeat.beats
        assert running.later(minutes=30).broken == 1
        assert running.heartbeat.beats == beaten
        assert running.later(minutes=6).late == (broken.reference,)
    assert running.now(fine.reference).rung == 2
    assert f"step not taken: ValueError, case {broken.reference}" in caplog.text
