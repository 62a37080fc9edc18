"""The school's own details: who holds which role and how to reach them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo


class Role(StrEnum):
    """Roles that the assistant sends people to."""

    SAFEGUARDING_LEAD = "safeguarding_lead"
    DEPUTY_SAFEGUARDING_LEAD = "deputy_safeguarding_lead"
    HEADTEACHER = "headteacher"
    CHAIR_OF_GOVERNORS = "chair_of_governors"
    DATA_PROTECTION_LEAD = "data_protection_lead"


@dataclass(frozen=True, slots=True)
class Reach:
    """One person and the ways to reach them; `channels` are addresses, the best one first.

    A channel is an e-mail address, or a URL that a notifier knows.
    """

    name: str = ""
    phone: str = ""
    channels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """The holder of a role, and who stands in for them while the school is closed.

    Empty fields have not been set by the school.
    """

    role: Role
    title: str
    name: str = ""
    phone: str = ""
    channels: tuple[str, ...] = ()
    out_of_hours: Reach | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields that live mode needs and that are empty."""
        return tuple(field for field in ("name", "phone", "channels") if not getattr(self, field))

    def reach(self, school_is_open: bool) -> Reach:
        """The person to reach now."""
        if school_is_open or self.out_of_hours is None:
            return Reach(self.name, self.phone, self.channels)
        return self.out_of_hours


@dataclass(frozen=True, slots=True)
class OpeningTimes:
    """When the school is open: `days` are 0 for Monday to 6, `closed` whole days, first and last.

    `zone` is a name of the time zone database. Without `days` the school counts as open.
    """

    days: tuple[int, ...] = ()
    begin: time = time(8)
    end: time = time(17)
    closed: tuple[tuple[date, date], ...] = ()
    zone: str = "Europe/London"

    def open_at(self, moment: datetime) -> bool:
        """Whether the school is open at a moment, given with its zone."""
        here = moment.astimezone(ZoneInfo(self.zone))
        if any(first <= here.date() <= last for first, last in self.closed):
            return False
        return not self.days or (here.weekday() in self.days and self.begin <= here.time() < self.end)


LADDERS: Mapping[Role, tuple[Role, ...]] = {
    Role.SAFEGUARDING_LEAD: (Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD, Role.HEADTEACHER),
    Role.DEPUTY_SAFEGUARDING_LEAD: (Role.DEPUTY_SAFEGUARDING_LEAD, Role.SAFEGUARDING_LEAD, Role.HEADTEACHER),
    Role.HEADTEACHER: (Role.HEADTEACHER, Role.SAFEGUARDING_LEAD, Role.CHAIR_OF_GOVERNORS),
    Role.CHAIR_OF_GOVERNORS: (Role.CHAIR_OF_GOVERNORS, Role.SAFEGUARDING_LEAD),
    Role.DATA_PROTECTION_LEAD: (Role.DATA_PROTECTION_LEAD, Role.HEADTEACHER, Role.SAFEGUARDING_LEAD),
}


@dataclass(frozen=True, slots=True)
class Escalation:
    """How long a case waits for an acknowledgement, and who comes next.

    `minutes` by category name; `ladders` by the role that is told first. `choice_minutes` is how
    long the reporter has to say whom it is about before it goes to the one not named. `first` says
    whom to tell first by category name, where the school has rules of its own.
    """

    default_minutes: int = 30
    emergency_minutes: int = 5
    choice_minutes: int = 3
    minutes: Mapping[str, int] = field(default_factory=dict)
    ladders: Mapping[Role, tuple[Role, ...]] = field(default_factory=lambda: dict(LADDERS))
    first: Mapping[str, tuple[Role, ...]] = field(default_factory=dict)

    def minutes_for(self, categories: Iterable[str], emergency: bool) -> int:
        """How long a case may wait: the shortest time that any of its categories has."""
        if emergency:
            return self.emergency_minutes
        return min(
            (self.minutes.get(name, self.default_minutes) for name in categories),
            default=self.default_minutes,
        )


@dataclass(frozen=True, slots=True)
class KeptWords:
    """What becomes of the reporter's own words: kept at all, and for how long after closing."""

    keep: bool = True
    days_after_closing: int = 30


@dataclass(frozen=True, slots=True)
class Recorder:
    """The school's own system of record, which this assistant is not."""

    name: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class School:
    """One school: contacts for every role, when it is open, and how a case is chased."""

    name: str
    contacts: tuple[Contact, ...]
    hours: str = ""
    opening: OpeningTimes = OpeningTimes()
    escalation: Escalation = Escalation()
    words: KeptWords = KeptWords()
    recorder: Recorder = Recorder()

    def contact(self, role: Role) -> Contact:
        """The contact of `role`; every role has one, set or not."""
        return next(contact for contact in self.contacts if contact.role is role)

    def reach(self, role: Role, moment: datetime) -> Reach:
        """Who holds `role` at a moment."""
        return self.contact(role).reach(self.opening.open_at(moment))
