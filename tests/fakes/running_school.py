"""The journeys of incidents over fakes, in a school whose clock the test moves."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from assistant.domain.answer import HandedOff
from assistant.domain.case import Case, Delivery, Event, EventKind
from assistant.domain.message import Message
from assistant.domain.school import Role, School
from assistant.domain.triage import Triage
from assistant.incidents.acting import Actor
from assistant.journeys.chase import LEASE, ChaseJourney, Sweep
from assistant.journeys.desk import DeskJourney
from assistant.journeys.report import ReportJourney
from assistant.ports import Notifier
from tests.fakes.case_store import FakeCaseStore
from tests.fakes.clock import FakeClock
from tests.fakes.feedback_book import FakeFeedbackBook
from tests.fakes.heartbeat import FakeHeartbeat
from tests.fakes.notifier import FakeNotifier
from tests.fakes.shipped import shipped_replies
from tests.fakes.staffed_school import IN_THE_MORNING, staffed
from tests.fakes.triaged import live

REPORTER = "Rae Porter"


class RunningSchool:
    """One school, one worker; what it sent is in `notifier.sent`.

    `after_recording` is what a report does once it is recorded.
    """

    def __init__(self, school: School | None = None, moment: datetime = IN_THE_MORNING) -> None:
        self.school = school or staffed()
        self.store, self.clock = FakeCaseStore(), FakeClock(moment)
        self.notifier, self.heartbeat = FakeNotifier(), FakeHeartbeat()
        self.feedback = FakeFeedbackBook()
        self.chase = ChaseJourney(
            self.store,
            (self.notifier,),
            self.school,
            shipped_replies(),
            self.clock,
            self.heartbeat,
            self.feedback,
            "one worker",
        )
        self.desk = DeskJourney(self.store, self.school, self.clock)
        self.after_recording: Callable[[], object] = self.chase.send_due
        self.report = ReportJourney(
            self.store, self.school, shipped_replies(), self.clock, self._after_recording
        )

    def _after_recording(self) -> object:
        return self.after_recording()

    def told(self, triage: Triage | None = None, message: Message | None = None) -> HandedOff:
        """The reply to a report."""
        return self.report.hand_off(message or Message("Something.", sender=REPORTER), triage or live(), True)

    def case(self, triage: Triage | None = None) -> Case:
        """The case of a report."""
        reference = self.told(triage).case
        assert reference is not None
        return self.now(reference)

    def queued(self, triage: Triage | None = None) -> Case:
        """The case of a report whose alerts nobody has tried yet."""
        self.after_recording = lambda: None
        return self.case(triage)

    def alerts(self, case: Case) -> Sequence[Delivery]:
        """Every alert of a case as it stands."""
        return self.store.deliveries(case.reference)

    def another_worker(self, *notifiers: Notifier, lease: timedelta = LEASE) -> ChaseJourney:
        """A second worker over the same store."""
        return ChaseJourney(
            self.store,
            notifiers,
            self.school,
            shipped_replies(),
            self.clock,
            self.heartbeat,
            self.feedback,
            "another worker",
            lease,
        )

    def now(self, reference: str) -> Case:
        """A case as it stands."""
        case = self.store.case(reference)
        assert case is not None
        return case

    def later(self, **time: float) -> Sweep:
        """A sweep after so many `minutes`, `seconds` or `hours`."""
        self.clock.moment += timedelta(**time)
        return self.chase.sweep()

    def actor(self, role: Role) -> Actor:
        """The holder of a role."""
        return self.desk.actor(role)

    def addresses(self) -> list[str]:
        """Where alerts went, in their order."""
        return [address for address, _ in self.notifier.sent]

    def kinds(self, reference: str) -> list[EventKind]:
        """What happened to a case, oldest first."""
        return [event.kind for event in self.store.events(reference)]

    def events(self, reference: str, kind: EventKind) -> list[Event]:
        """Everything of one kind that happened to a case."""
        return [event for event in self.store.events(reference) if event.kind is kind]
