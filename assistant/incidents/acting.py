"""What people do with a case. Every action is checked against the case as it stands."""

from dataclasses import dataclass, replace
from datetime import datetime

from assistant.domain.case import Case, CaseState, Change, ClosingOutcome, Event, EventKind
from assistant.domain.school import Role, School
from assistant.domain.telling import roles_for
from assistant.domain.triage import Route as Kind
from assistant.domain.triage import Triage
from assistant.errors import CaseError
from assistant.incidents.alerts import alerts_to
from assistant.incidents.opening import at_new_round, rerouted, told_first
from assistant.incidents.people import barred, is_holder, is_same_person
from assistant.incidents.routing import routed_in

NO_CASE = "There is no such case."


@dataclass(frozen=True, slots=True)
class Actor:
    """The holder of a role who acts; `address` is where they act from, empty where that is not known."""

    role: Role
    name: str
    address: str = ""


def acknowledged(case: Case, actor: Actor, now: datetime) -> Change:
    """The first one wins; whoever comes later is told who was first."""
    _allowed(case, actor)
    if case.state is CaseState.ACKNOWLEDGED and case.acknowledged_at:
        # The store gives times in UTC, the clock in the school's zone.
        first = case.acknowledged_at.astimezone(now.tzinfo)
        raise CaseError(f"{case.held_name} acknowledged this case first, at {first:%H:%M}.")
    _not_closed(case)
    return Change(_held(case, actor, now), (Event(now, EventKind.ACKNOWLEDGED, actor.role, actor.name),))


def taken_over(case: Case, actor: Actor, now: datetime) -> Change:
    """The case goes to somebody else who may see it."""
    _allowed(case, actor)
    _not_closed(case)
    return Change(_held(case, actor, now), (Event(now, EventKind.REASSIGNED, actor.role, actor.name),))


def closed(case: Case, actor: Actor, outcome: ClosingOutcome, now: datetime) -> Change:
    """The case ends; its words are erased a set time later."""
    _allowed(case, actor)
    if case.state is CaseState.CLOSED:
        raise CaseError("This case is closed already.")
    ended = replace(case, state=CaseState.CLOSED, closed_at=now, outcome=outcome, due_at=None)
    return Change(ended, (Event(now, EventKind.CLOSED, actor.role, actor.name, outcome.value),))


def reopened(case: Case, actor: Actor, school: School, now: datetime) -> Change:
    """The case is open again, and chased again from the first person on."""
    _allowed(case, actor)
    if case.state is not CaseState.CLOSED:
        raise CaseError("This case is not closed.")
    again = at_new_round(replace(_let_go(case), closed_at=None, outcome=None))
    reopening = Event(now, EventKind.REOPENED, actor.role, actor.name)
    return told_first(again, school, now, (reopening,))


def seen(case: Case, actor: Actor, now: datetime) -> Event:
    """The event of opening the reporter's words. Raises CaseError for whoever may not.

    Once somebody holds the case, its words are for them alone.
    """
    _allowed(case, actor)
    if case.held_by is not None and case.held_by is not actor.role:
        raise CaseError(f"{case.held_name} holds this case. Take it over to read what was reported.")
    return Event(now, EventKind.OPENED, actor.role, actor.name)


def noted(case: Case, actor: Actor, now: datetime) -> Event:
    """The event of adding a note, whose words are kept like the reporter's."""
    _allowed(case, actor)
    return Event(now, EventKind.NOTED, actor.role, actor.name)


def said_not_live(case: Case, reporter: str, now: datetime) -> Change:
    """The reporter takes it back: nothing is deleted, the lead sees it and closes it."""
    _reporters_own(case, reporter)
    return Change(replace(case, said_not_live=True), (Event(now, EventKind.SAID_NOT_LIVE, by=reporter),))


def added(case: Case, reporter: str, now: datetime) -> Event:
    """The event of the reporter's adding something, which nobody would read in a closed case."""
    _reporters_own(case, reporter)
    return Event(now, EventKind.ADDED, by=reporter)


def in_danger(case: Case, reporter: str, school: School, now: datetime) -> Change:
    """Somebody is in danger now: the next person is due at once, or whoever has the case hears of it."""
    _reporters_own(case, reporter)
    urgent = replace(case, emergency=True)
    event = Event(now, EventKind.IN_DANGER, by=reporter)
    if case.state is CaseState.OPEN or case.held_by is None:
        return Change(replace(urgent, due_at=now), (event,))
    alerts = alerts_to(urgent, (case.held_by,), school, now)
    return Change(replace(urgent, rung=case.rung + 1), (event, *alerts.events), alerts.deliveries)


def chosen(case: Case, about: tuple[Role, ...], reporter: str, school: School, now: datetime) -> Change:
    """The reporter says whom it is about; `about` may be empty: it is about none of those named."""
    _reporters_own(case, reporter)
    if not case.doubtful:
        raise CaseError("This case asks no such question.")
    named = ", ".join(role.value for role in about) or "nobody"
    event = Event(now, EventKind.CHOSEN, by=reporter, detail=named)
    told = case.ladder[: case.rung] if case.state is CaseState.OPEN else case.first[: case.rung]
    # Whoever has been told already stays among those who may act, unless it is about somebody else now.
    asked_for = case.roles or roles_for(case.categories, case.concerns)
    subject = Triage(
        Kind.LIVE_INCIDENT,
        categories=case.categories,
        emergency=case.emergency,
        concerns=case.concerns,
        roles=(*asked_for, *case.first[: case.rung]),
    )
    fresh = rerouted(case, routed_in(school, subject, (*case.excluded, *about)))
    if not _may_hold(fresh, school):
        fresh = _let_go(fresh)
    change = told_first(fresh, school, now, (event,), told)
    after = _past(change.case, told)
    if fresh.state is CaseState.ACKNOWLEDGED:
        after = replace(after, due_at=None)
    elif case.due_at and told and set(fresh.first) <= set(told):
        after = replace(after, due_at=case.due_at)
    return replace(change, case=after)


def _past(case: Case, told: tuple[Role, ...]) -> Case:
    """The case with the next in turn after those who have been told in this round."""
    while case.rung % max(len(case.ladder), 1) and case.ladder[case.rung % len(case.ladder)] in told:
        case = replace(case, rung=case.rung + 1)
    return case


def _may_hold(case: Case, school: School) -> bool:
    """Whether whoever has the case may have it still."""
    if case.held_by is None or case.held_by not in case.ladder:
        return False
    about = barred(case)
    return not (is_holder(case.held_name, about, school) or is_same_person(case.held_by, about, school))


def _held(case: Case, actor: Actor, now: datetime) -> Case:
    return replace(
        case,
        state=CaseState.ACKNOWLEDGED,
        held_by=actor.role,
        held_name=actor.name,
        acknowledged_at=now,
        due_at=None,
    )


def _let_go(case: Case) -> Case:
    return replace(case, state=CaseState.OPEN, held_by=None, held_name="", acknowledged_at=None)


def _allowed(case: Case, actor: Actor) -> None:
    """The person a concern is about learns not even that there is a case."""
    if not case.may_see(actor.role) or actor.role not in case.ladder:
        raise CaseError(NO_CASE)


def _not_closed(case: Case) -> None:
    if case.state is CaseState.CLOSED:
        raise CaseError("This case is closed. Re-open it first.")


def _reporters_own(case: Case, reporter: str) -> None:
    if case.reporter != reporter:
        raise CaseError(NO_CASE)
    if case.state is CaseState.CLOSED:
        raise CaseError("This case is closed. If it has happened again, report it again.")
