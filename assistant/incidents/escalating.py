"""What happens when a case's stored time has come and nobody has acknowledged it."""

from dataclasses import replace
from datetime import datetime, timedelta

from assistant.domain.case import Case, CaseState, Change, Delivery, DeliveryState, Event, EventKind
from assistant.domain.school import School
from assistant.incidents.alerts import alert_by, alerts_to
from assistant.incidents.opening import next_due, told_first
from assistant.incidents.people import addresses, barred

_FIRST_RETRY = timedelta(seconds=30)
_LAST_RETRY = timedelta(minutes=15)
_PATIENCE = 2


def stepped(case: Case, school: School, now: datetime) -> Change:
    """The next step of a case that is due: the next person, round after round, until one acknowledges."""
    if case.state is not CaseState.OPEN:
        return Change(replace(case, due_at=None))
    if case.due_at is None or case.due_at > now:
        return Change(case)
    if case.rung == 0 and case.first:
        return told_first(case, school, now, ())
    events: list[Event] = []
    for _ in case.ladder:
        role = case.ladder[case.rung % len(case.ladder)]
        if case.rung % len(case.ladder) == 0:
            events.append(Event(now, EventKind.NOBODY_ON_DUTY))
        alerts = alerts_to(case, (role,), school, now)
        case = replace(case, rung=case.rung + 1)
        events.append(Event(now, EventKind.ESCALATED, role))
        events += alerts.events
        if alerts.deliveries:
            return Change(replace(case, due_at=next_due(case, school, now)), tuple(events), alerts.deliveries)
    # Nobody on the whole ladder can be reached by any channel: say so, and try again later.
    nobody = Event(now, EventKind.NOBODY_ON_DUTY)
    events = [event for event in events if event.kind is EventKind.ALERT_FAILED]
    return Change(replace(case, due_at=next_due(case, school, now)), (*events, nobody))


def after_failure(case: Case, failed: Delivery, school: School, now: datetime) -> Change:
    """The same person's next channel, and the next person at once, where one channel does not work.

    Where all have had their turn the next round waits for its time, however many channels fail.
    """
    if case.state is not CaseState.OPEN:
        return Change(case)
    places = addresses(failed.role, failed.shift, barred(case), school)
    following = [place for place in places if place > failed.channel][:1]
    again = replace(case, rung=failed.rung)
    deliveries = tuple(alert_by(again, failed.role, failed.shift, place, now) for place in following)
    somebody_left = bool(case.ladder) and case.rung % len(case.ladder) > 0
    return Change(replace(case, due_at=now if somebody_left else case.due_at), (), deliveries)


def retried(delivery: Delivery, reason: str, now: datetime) -> Delivery:
    """The alert with a later time, twice as long after each attempt."""
    wait = min(_FIRST_RETRY * 2 ** min(delivery.attempts - 1, 10), _LAST_RETRY)
    return replace(delivery, state=DeliveryState.FAILED_FOR_NOW, reason=reason, due_at=now + wait)


def out_of_patience(delivery: Delivery, elsewhere: bool = False) -> bool:
    """Whether a channel that keeps failing for now is treated as one that does not work; once.

    At its first failure where others are to be told at once, `elsewhere`; an attempt that died is no failure.
    """
    return not delivery.reason if elsewhere else delivery.attempts == _PATIENCE
