"""Open a case: whom it goes to at once, and when somebody else is told."""

from dataclasses import replace
from datetime import datetime, timedelta

from assistant.domain.case import Case, Change, Event, EventKind
from assistant.domain.school import Role, School
from assistant.domain.triage import Triage
from assistant.incidents.alerts import alerts_to
from assistant.incidents.routing import Routing, asked_for, routed_in


def opened(
    reference: str,
    key: str,
    reporter: str,
    triage: Triage,
    school: School,
    now: datetime,
    texts: str,
    reporter_name: str = "",
) -> Change:
    """The case with its first events and alerts. `texts` names the versions of the words shown."""
    routing = routed_in(school, triage)
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
        concerns=triage.concerns,
        roles=asked_for(triage),
        reporter_name=reporter_name,
    )
    recorded = Event(now, EventKind.RECORDED, by=reporter)
    if routing.must_choose and not triage.emergency:
        due = now + timedelta(minutes=school.escalation.choice_minutes)
        return Change(replace(case, due_at=due), (recorded, Event(now, EventKind.CHOICE_ASKED)))
    return told_first(case, school, now, (recorded,))


def told_first(
    case: Case, school: School, now: datetime, before: tuple[Event, ...], told: tuple[Role, ...] = ()
) -> Change:
    """Alert whoever is to be told first and has not been `told`, at the beginning of a round.

    Where one of them cannot be reached at all the next person is due at once.
    """
    news = tuple(role for role in case.first if role not in told)
    alerts = alerts_to(case, news, school, now)
    reached = {delivery.role for delivery in alerts.deliveries}
    due_at = next_due(case, school, now) if case.first and reached.issuperset(news) else now
    following = replace(case, rung=case.rung + len(case.first), due_at=due_at)
    return Change(following, (*before, *alerts.events), alerts.deliveries)


def next_due(case: Case, school: School, now: datetime) -> datetime:
    """When the next person is told unless somebody acknowledges before."""
    names = (category.value for category in case.categories)
    return now + timedelta(minutes=school.escalation.minutes_for(names, case.emergency))


def rerouted(case: Case, routing: Routing) -> Case:
    """The case under another routing, at the beginning of a round."""
    fresh = replace(
        case,
        first=routing.first,
        ladder=routing.ladder,
        excluded=routing.excluded,
        doubtful=routing.doubtful,
    )
    return at_new_round(fresh)


def at_new_round(case: Case) -> Case:
    """The case at the beginning of its next round.

    `rung` never goes back: an alert under a rung that was used before would not go out again.
    """
    length = max(len(case.ladder), 1)
    return replace(case, rung=-(-case.rung // length) * length)
