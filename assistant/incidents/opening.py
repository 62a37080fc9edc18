"""Open a case: whom it goes to at once, and when somebody else is told."""

from dataclasses import replace
from datetime import datetime, timedelta

from assistant.domain.case import Case, Change, Event, EventKind
from assistant.domain.school import School
from assistant.domain.triage import Triage
from assistant.incidents.alerts import alerts_to
from assistant.incidents.routing import Routing, routed


def opened(
    reference: str, key: str, reporter: str, triage: Triage, school: School, now: datetime, texts: str
) -> Change:
    """The case with its first events and alerts. `texts` names the versions of the words shown."""
    routing = routed(triage, school.escalation.ladders)
    case = Case(
        reference=reference,
        key=key,
        reporter=reporter,
        opened_at=now,
        categories=triage.categories,
        emergency=triage.emergency,
        first=routing.first,
        ladder=routing.ladder,
        excluded=routing.excluded,
        doubtful=routing.doubtful,
        due_at=now,
        texts=texts,
    )
    recorded = Event(now, EventKind.RECORDED, by=reporter)
    if routing.must_choose and not triage.emergency:
        due = now + timedelta(minutes=school.escalation.choice_minutes)
        return Change(replace(case, due_at=due), (recorded, Event(now, EventKind.CHOICE_ASKED)))
    return told_first(case, school, now, (recorded,))


def told_first(case: Case, school: School, now: datetime, before: tuple[Event, ...]) -> Change:
    """Alert everybody who is to be told first; where nobody can be reached the next one is due at once."""
    alerts = alerts_to(case, case.first, school, now)
    told = replace(case, rung=len(case.first), due_at=next_due(case, school, now))
    events = (*before, *alerts.events)
    if not alerts.deliveries:
        told = replace(told, due_at=now)
    return Change(told, events, alerts.deliveries)


def next_due(case: Case, school: School, now: datetime) -> datetime:
    """When the next person is told unless somebody acknowledges before."""
    names = (category.value for category in case.categories)
    return now + timedelta(minutes=school.escalation.minutes_for(names, case.emergency))


def rerouted(case: Case, routing: Routing) -> Case:
    """The case under another routing, as if nobody had been told yet."""
    return replace(
        case,
        first=routing.first,
        ladder=routing.ladder,
        excluded=routing.excluded,
        doubtful=routing.doubtful,
        rung=0,
    )
