"""Which alerts a case sends, and to whom: one for each person, by their best channel first."""

from dataclasses import dataclass
from datetime import datetime

from assistant.domain.case import Case, Delivery, Event, EventKind, Shift
from assistant.domain.school import Role, School
from assistant.incidents.people import addresses, barred, shift_for


@dataclass(frozen=True, slots=True)
class Alerts:
    """Alerts to be queued, and the events that say so, or why there are none."""

    deliveries: tuple[Delivery, ...]
    events: tuple[Event, ...]


def alerts_to(case: Case, roles: tuple[Role, ...], school: School, now: datetime) -> Alerts:
    """Alerts to the holders of `roles`; all channels at once in an emergency."""
    deliveries: list[Delivery] = []
    events: list[Event] = []
    about = barred(case)
    for role in roles:
        shift = shift_for(role, about, school, now)
        channels = [] if shift is None else list(addresses(role, shift, about, school))
        if shift is None or not channels:
            events.append(Event(now, EventKind.ALERT_FAILED, role, detail="no_channel"))
            continue
        for channel in channels if case.emergency else channels[:1]:
            deliveries.append(alert_by(case, role, shift, channel, now))
        events.append(Event(now, EventKind.ALERT_QUEUED, role))
    return Alerts(tuple(deliveries), tuple(events))


def alert_by(case: Case, role: Role, shift: Shift, channel: int, now: datetime) -> Delivery:
    """The alert to one role by one of its channels."""
    return Delivery(
        f"{case.reference}.{case.rung}.{role.value}.{channel}",
        case.reference,
        role,
        shift,
        channel,
        case.rung,
        now,
    )
