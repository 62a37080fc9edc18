"""The durable record of a hand-off: the case, what happened to it, and the alerts it sent."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from assistant.domain.school import Role
from assistant.domain.triage import Category, Concerned


class CaseState(StrEnum):
    """Where a case stands."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    CLOSED = "closed"


class EventKind(StrEnum):
    """Everything that can happen to a case; events are only ever added."""

    RECORDED = "recorded"
    CHOICE_ASKED = "choice_asked"
    CHOSEN = "chosen"
    ALERT_QUEUED = "alert_queued"
    ALERT_SENT = "alert_sent"
    ALERT_DELAYED = "alert_delayed"
    ALERT_FAILED = "alert_failed"
    ESCALATED = "escalated"
    NOBODY_ON_DUTY = "nobody_on_duty"
    OPENED = "opened"
    ACKNOWLEDGED = "acknowledged"
    REASSIGNED = "reassigned"
    NOTED = "noted"
    ADDED = "added"
    SAID_NOT_LIVE = "said_not_live"
    IN_DANGER = "in_danger"
    CLOSED = "closed"
    REOPENED = "reopened"
    WORDS_ERASED = "words_erased"
    REPORTER_NOT_SHOWN = "reporter_not_shown"


class ClosingOutcome(StrEnum):
    """How a case ended, in words that give nothing away."""

    DEALT_WITH = "dealt_with"
    REFERRED_ON = "referred_on"
    NOT_LIVE = "not_live"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Case:
    """One hand-off.

    `key` makes a repeated report the same case. `first` are the roles to tell, `ladder` all who may
    be told in their order; `excluded` are never told, shown or escalated to. While `doubtful` is not
    empty the reporter is asked whom it is about, and nobody in it is told. `rung` counts the places
    of `ladder` that have been told, round after round; `due_at` is the stored time of the next step.
    `concerns` and `roles` are what triage said of whose conduct it is about and of whom to tell first,
    for when the reporter has chosen. `reporter` is how the channel knows who reported it, and what tells
    whether somebody is the reporter; `reporter_name` is for people to read, and may be empty.
    """

    reference: str
    key: str
    reporter: str
    opened_at: datetime
    categories: tuple[Category, ...]
    emergency: bool
    first: tuple[Role, ...]
    ladder: tuple[Role, ...]
    due_at: datetime | None
    excluded: tuple[Role, ...] = ()
    doubtful: tuple[Role, ...] = ()
    state: CaseState = CaseState.OPEN
    rung: int = 0
    held_by: Role | None = None
    held_name: str = ""
    acknowledged_at: datetime | None = None
    closed_at: datetime | None = None
    outcome: ClosingOutcome | None = None
    said_not_live: bool = False
    texts: str = ""
    concerns: Concerned | None = None
    roles: tuple[Role, ...] = ()
    reporter_name: str = ""

    @property
    def reported_by(self) -> str:
        """The reporter, as people read it."""
        return self.reporter_name or self.reporter

    def called(self, by: str) -> str:
        """Who an event is `by`, as people read it; empty where it is nobody's doing."""
        return self.reported_by if by and by == self.reporter else by

    def may_see(self, role: Role) -> bool:
        """Whether the holder of `role` may know of the case at all."""
        return role not in self.excluded and role not in self.doubtful


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; `by` is a person's name, `detail` never holds the reporter's words."""

    at: datetime
    kind: EventKind
    role: Role | None = None
    by: str = ""
    detail: str = ""


class DeliveryState(StrEnum):
    """Where an alert stands. `sending` outlives the process only if that died on the way."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED_FOR_NOW = "failed_for_now"
    FAILED_FOR_GOOD = "failed_for_good"


class Shift(StrEnum):
    """Which of a role's two contacts is meant."""

    SCHOOL_HOURS = "school_hours"
    OUT_OF_HOURS = "out_of_hours"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One alert to one person by one channel.

    `id` is the same for the same case, rung, role and channel, so that an alert that is sent twice
    can be told from two alerts. `channel` is the place of the address among the contact's channels.
    """

    id: str
    reference: str
    role: Role
    shift: Shift
    channel: int
    rung: int
    due_at: datetime
    state: DeliveryState = DeliveryState.PENDING
    attempts: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What one action makes of a case: written in one transaction."""

    case: Case
    events: tuple[Event, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
