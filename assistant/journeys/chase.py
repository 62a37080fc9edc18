"""Chase: send what is due, tell the next person, and watch that nothing is late."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta

from assistant.domain.case import Case, Change, Delivery, DeliveryState, Event, EventKind
from assistant.domain.replies import Replies
from assistant.domain.school import School
from assistant.incidents.escalating import after_failure, out_of_patience, retried, stepped
from assistant.incidents.people import addresses, barred, reach_of
from assistant.incidents.replying import Reply
from assistant.ports import Alert, CaseStore, Clock, DeliveryFailed, FeedbackBook, Heartbeat, Notifier

# A dead worker's alerts are taken over after this; a notifier gives up well before.
LEASE = timedelta(seconds=9)
LATE = timedelta(minutes=5)
# What was thought of an answer helps until the policy is next reviewed.
FEEDBACK_KEPT = timedelta(days=365)
_AT_ONCE = 20
_OUTDATED = "A later alert has taken its place."
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sweep:
    """What one sweep did: steps taken, alerts sent and not sent, words erased, and cases that are late.

    `broken` counts steps and alerts that could not even be looked into.
    """

    steps: int = 0
    sent: int = 0
    failed: int = 0
    erased: int = 0
    late: tuple[str, ...] = ()
    broken: int = 0

    def __add__(self, other: "Sweep") -> "Sweep":
        """What both did together."""
        return Sweep(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(Sweep)))


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
        feedback: FeedbackBook,
        worker: str,
        lease: timedelta = LEASE,
    ) -> None:
        """`worker` names this process and thread among all that share the store."""
        self._lease, self._feedback = lease, feedback
        self._store, self._notifiers, self._school = store, notifiers, school
        self._replies, self._clock, self._heartbeat, self._worker = replies, clock, heartbeat, worker
        self._reply = Reply(school, replies)

    def sweep(self) -> Sweep:
        """Everything that is due now. Raises CaseStoreError.

        The heartbeat goes out only where nothing is late and everything could be looked into.
        """
        done = self.send_due()
        now = self._clock.now()
        kept = timedelta(days=self._school.words.days_after_closing)
        erased = self._store.erase_words(now - kept, now)
        self._feedback.purge(now - FEEDBACK_KEPT)
        late = self._store.late(now - LATE)
        if late:
            _log.error("cases late: %s", ", ".join(late))
        elif not done.broken:
            self._heartbeat.beat()
        return replace(done, erased=erased, late=late)

    def send_due(self, limit: timedelta | None = None) -> Sweep:
        """Every step and every alert that is due; no more alerts are begun once `limit` is over."""
        done = self.step() + self.deliver(limit)
        # A channel that failed for good has made the next channel and the next person due at once.
        return done + self.step() + self.deliver(limit) if done.failed else done

    def step(self) -> Sweep:
        """The next step of every case that is due."""
        due = self._store.due_cases(self._clock.now(), _AT_ONCE)
        broken = 0
        for reference in due:
            try:
                self._store.change(reference, self._stepped)
            except Exception as error:
                # One case that cannot be read must not keep all others waiting; it is told as late.
                _log.error("step not taken: %s, case %s", type(error).__name__, reference)
                broken += 1
        return Sweep(steps=len(due), broken=broken)

    def deliver(self, limit: timedelta | None = None) -> Sweep:
        """Every alert that is due."""
        done = Sweep()
        begun = now = self._clock.now()
        while limit is None or now - begun < limit:
            claimed = self._store.claim_deliveries(self._worker, begun, now + self._lease, 1)
            if not claimed:
                break
            for delivery in claimed:
                done += self._tried(delivery)
            now = self._clock.now()
        return done

    def _tried(self, delivery: Delivery) -> Sweep:
        """How it went. One case that cannot be read must not keep all other alerts waiting."""
        try:
            return Sweep(sent=1) if self._sent(delivery) else Sweep(failed=1)
        except Exception as error:
            _log.error("alert not tried: %s, case %s", type(error).__name__, delivery.reference)
            return Sweep(failed=1, broken=1)

    def _stepped(self, case: Case) -> Change:
        return stepped(case, self._school, self._clock.now())

    def _sent(self, delivery: Delivery) -> bool:
        case = self._store.case(delivery.reference)
        assert case is not None, "an alert belongs to a case"
        if self._outdated(delivery):
            settled = replace(delivery, state=DeliveryState.FAILED_FOR_GOOD, reason=_OUTDATED)
            self._store.settle_delivery(self._worker, settled, None)
            return False
        try:
            delivered = self._send(case, delivery)
        except DeliveryFailed as failure:
            self._failed(delivery, failure, self._clock.now())
            return False
        state = DeliveryState.DELIVERED if delivered else DeliveryState.SENT
        event = Event(self._clock.now(), EventKind.ALERT_SENT, delivery.role)
        self._store.settle_delivery(self._worker, replace(delivery, state=state, reason=""), event)
        return True

    def _outdated(self, delivery: Delivery) -> bool:
        """Whether a later round has the same person's address: a server that comes back sends only that."""
        if delivery.attempts == 1:
            return False
        address = self._address(delivery)
        return any(
            one.rung > delivery.rung and self._address(one) == address
            for one in self._store.deliveries(delivery.reference)
            if one.role is delivery.role and one.state is not DeliveryState.FAILED_FOR_GOOD
        )

    def _address(self, delivery: Delivery) -> str | None:
        channels = reach_of(delivery.role, delivery.shift, self._school).channels
        return dict(enumerate(channels)).get(delivery.channel)

    def _send(self, case: Case, delivery: Delivery) -> bool:
        """Raises DeliveryFailed; whatever else a notifier raises becomes one, without its words."""
        # As it stands now: meanwhile the reporter may have said whom it is about.
        usable = addresses(delivery.role, delivery.shift, barred(case), self._school)
        address = usable.get(delivery.channel)
        if address is None:
            raise DeliveryFailed("The address is no longer one to use for this case.", True)
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
        # Before the alert is settled: a worker that dies in between leaves it to be tried again.
        if failure.for_good or out_of_patience(delivery, failure.elsewhere):
            self._store.change(
                delivery.reference, lambda case: after_failure(case, delivery, self._school, now)
            )
        self._store.settle_delivery(self._worker, settled, event)

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
            reporter=case.reported_by,
            at=self._reply.time(case.opened_at),
            how=f"assistant open {case.reference} --as {delivery.role.value}",
        )
        rounds = delivery.rung // max(len(case.ladder), 1)
        if rounds and self._nobody_had_it(case):
            text = f"{say('handoff.alert.repeat', round=str(rounds + 1))}\n{text}"
        subject = say("handoff.alert.subject", **blanks)
        return Alert(delivery.id, subject, text, case.emergency, case.reference, delivery.role)

    def _nobody_had_it(self, case: Case) -> bool:
        """Whether it is true that nobody has confirmed having the case, also before it was opened again."""
        had = (EventKind.ACKNOWLEDGED, EventKind.REASSIGNED)
        return all(event.kind not in had for event in self._store.events(case.reference))
