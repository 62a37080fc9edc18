"""Chase: send what is due, tell the next person, and watch that nothing is late."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from assistant.domain.case import Case, Change, Delivery, DeliveryState, Event, EventKind
from assistant.domain.replies import Replies
from assistant.domain.school import School
from assistant.incidents.escalating import after_failure, out_of_patience, retried, stepped
from assistant.incidents.replying import Reply
from assistant.ports import Alert, CaseStore, Clock, DeliveryFailed, Heartbeat, Notifier

# A dead worker's alerts are taken over after this; a notifier gives up well before.
LEASE = timedelta(seconds=9)
LATE = timedelta(minutes=5)
_AT_ONCE = 20
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sweep:
    """What one sweep did: steps taken, alerts sent and not sent, words erased, and cases that are late."""

    steps: int = 0
    sent: int = 0
    failed: int = 0
    erased: int = 0
    late: tuple[str, ...] = ()


class ChaseJourney:
    """One worker. Several may run side by side, in one process or in many."""

    def __init__(
        self,
        store: CaseStore,
        notifiers: Sequence[Notifier],
        school: School,
        replies: Replies,
        clock: Clock,
        heartbeat: Heartbeat,
        worker: str,
    ) -> None:
        """`worker` names this process and thread among all that share the store."""
        self._store, self._notifiers, self._school = store, notifiers, school
        self._replies, self._clock, self._heartbeat, self._worker = replies, clock, heartbeat, worker
        self._reply = Reply(school, replies)

    def sweep(self) -> Sweep:
        """Everything that is due now. The heartbeat goes out only where nothing is late."""
        steps = self.step()
        sent, failed = self.deliver()
        # A channel that failed for good has made the next person due at once.
        if failed:
            steps += self.step()
            more = self.deliver()
            sent, failed = sent + more[0], failed + more[1]
        now = self._clock.now()
        kept = timedelta(days=self._school.words.days_after_closing)
        erased = self._store.erase_words(now - kept, now)
        late = self._store.late(now - LATE)
        if late:
            _log.error("cases late: %s", ", ".join(late))
        else:
            self._heartbeat.beat()
        return Sweep(steps, sent, failed, erased, late)

    def step(self) -> int:
        """The next step of every case that is due; how many there were."""
        due = self._store.due_cases(self._clock.now(), _AT_ONCE)
        for reference in due:
            self._store.change(reference, self._stepped)
        return len(due)

    def deliver(self) -> tuple[int, int]:
        """Every alert that is due; how many went out and how many did not."""
        sent = failed = 0
        now = self._clock.now()
        while claimed := self._store.claim_deliveries(self._worker, now, self._clock.now() + LEASE, 1):
            for delivery in claimed:
                if self._sent(delivery):
                    sent += 1
                else:
                    failed += 1
        return sent, failed

    def _stepped(self, case: Case) -> Change:
        return stepped(case, self._school, self._clock.now())

    def _sent(self, delivery: Delivery) -> bool:
        case = self._store.case(delivery.reference)
        assert case is not None, "an alert belongs to a case"
        try:
            delivered = self._send(case, delivery)
        except DeliveryFailed as failure:
            self._failed(delivery, failure, self._clock.now())
            return False
        state = DeliveryState.DELIVERED if delivered else DeliveryState.SENT
        event = Event(self._clock.now(), EventKind.ALERT_SENT, delivery.role)
        self._store.settle_delivery(self._worker, replace(delivery, state=state, reason=""), event)
        return True

    def _send(self, case: Case, delivery: Delivery) -> bool:
        """Raises DeliveryFailed; whatever else a notifier raises becomes one, without its words."""
        contact = self._school.contact(delivery.role)
        in_hours = delivery.shift.value == "school_hours"
        channels = contact.reach(in_hours).channels
        if delivery.channel >= len(channels):
            raise DeliveryFailed("The address is no longer among the school's contacts.", True)
        address = channels[delivery.channel]
        notifier = next((one for one in self._notifiers if one.takes(address)), None)
        if notifier is None:
            raise DeliveryFailed("No notifier knows this kind of address.", True)
        try:
            return notifier.send(address, self._alert(case, delivery))
        except DeliveryFailed:
            raise
        except Exception as error:
            _log.error("notifier broke: %s, case %s", type(error).__name__, case.reference)
            raise DeliveryFailed("The notifier broke.", False) from None

    def _failed(self, delivery: Delivery, failure: DeliveryFailed, now: datetime) -> None:
        if failure.for_good:
            settled = replace(delivery, state=DeliveryState.FAILED_FOR_GOOD, reason=failure.reason)
            event = Event(now, EventKind.ALERT_FAILED, delivery.role, detail=failure.reason)
        else:
            settled = retried(delivery, failure.reason, now)
            event = Event(now, EventKind.ALERT_DELAYED, delivery.role, detail=failure.reason)
        held = self._store.settle_delivery(self._worker, settled, event)
        if held and (failure.for_good or out_of_patience(delivery)):
            self._store.change(
                delivery.reference, lambda case: after_failure(case, delivery, self._school, now)
            )

    def _alert(self, case: Case, delivery: Delivery) -> Alert:
        say = self._replies.say
        category = case.categories[0].value if case.categories else "unknown"
        blanks = {
            "urgency": say(f"handoff.alert.{'urgent' if case.emergency else 'normal'}"),
            "reference": case.reference,
            "category": say(f"handoff.category.{category}"),
        }
        text = say(
            "handoff.alert.text",
            **blanks,
            reporter=case.reporter,
            at=self._reply.time(case.opened_at),
            how=f"assistant open {case.reference}",
        )
        rounds = delivery.rung // max(len(case.ladder), 1)
        if rounds:
            text = f"{say('handoff.alert.repeat', round=str(rounds + 1))}\n{text}"
        return Alert(delivery.id, say("handoff.alert.subject", **blanks), text, case.emergency)
