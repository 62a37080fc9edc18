"""Which alerts a case sends, and to whom: one for each person, by their best channel first."""

from dataclasses import dataclass
from datetime import datetime

from assistant.domain.case import Case, Delivery, Event, EventKind, Shift
from assistant.domain.school import Role, School


@dataclass(frozen=True, slots=True)
class Alerts:
    """Alerts to be queued, and the events that say so, or why there are none."""

    deliveries: tuple[Delivery, ...]
    events: tuple[Event, ...]


def alerts_to(case: Case, roles: tuple[Role, ...], school: School, now: datetime) -> Alerts:
    """Alerts to the holders of `roles`; all channels at once in an emergency."""
    deliveries: list[Delivery] = []
    events: list[Event] = []
    for role in roles:
        channels = len(school.reach(role, now).channels)
        if not channels:
            events.append(Event(now, EventKind.ALERT_FAILED, role, detail="no_channel"))
            continue
        for channel in range(channels if case.emergency else 1):
            deliveries.append(alert_by(case, role, channel, school, now))
        events.append(Event(now, EventKind.ALERT_QUEUED, role))
    return Alerts(tuple(deliveries), tuple(events))


def alert_by(case: Case, role: Role, channel: int, school: School, now: datetime) -> Delivery:
    """The alert to one role by one of its channels."""
    shift = Shift.SCHOOL_HOURS if school.opening.open_at(now) else Shift.OUT_OF_HOURS
    return Delivery(
        f"{case.reference}.{case.rung}.{role.value}.{channel}",
        case.reference,
        role,
        shift,
        channel,
        case.rung,
        now,
    )
