"""What people do with a case. Every action is checked against the case as it stands."""

from dataclasses import dataclass, replace
from datetime import datetime

from assistant.domain.case import Case, CaseState, Change, ClosingOutcome, Event, EventKind
from assistant.domain.school import Role, School
from assistant.domain.triage import Route as Kind
from assistant.domain.triage import Triage
from assistant.errors import CaseError
from assistant.incidents.opening import next_due, rerouted, told_first
from assistant.incidents.routing import routed


@dataclass(frozen=True, slots=True)
class Actor:
    """The holder of a role who acts."""

    role: Role
    name: str


def acknowledged(case: Case, actor: Actor, now: datetime) -> Change:
    """The first one wins; whoever comes later is told who was first."""
    _allowed(case, actor)
    if case.state is CaseState.ACKNOWLEDGED:
        raise CaseError(f"{case.held_name} acknowledged this case first, at {case.acknowledged_at:%H:%M}.")
    if case.state is CaseState.CLOSED:
        raise CaseError("This case is closed. Re-open it first.")
    return Change(_held(case, actor, now), (Event(now, EventKind.ACKNOWLEDGED, actor.role, actor.name),))


def taken_over(case: Case, actor: Actor, now: datetime) -> Change:
    """The case goes to somebody else who may see it."""
    _allowed(case, actor)
    if case.state is CaseState.CLOSED:
        raise CaseError("This case is closed. Re-open it first.")
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
    again = replace(
        case,
        state=CaseState.OPEN,
        closed_at=None,
        outcome=None,
        held_by=None,
        held_name="",
        acknowledged_at=None,
        due_at=next_due(case, school, now),
    )
    return Change(again, (Event(now, EventKind.REOPENED, actor.role, actor.name),))


def seen(case: Case, actor: Actor, now: datetime) -> Event:
    """The event of opening the reporter's words. Raises CaseError for whoever may not."""
    _allowed(case, actor)
    return Event(now, EventKind.OPENED, actor.role, actor.name)


def noted(case: Case, actor: Actor, now: datetime) -> Event:
    """The event of adding a note, whose words are kept like the reporter's."""
    _allowed(case, actor)
    return Event(now, EventKind.NOTED, actor.role, actor.name)


def said_not_live(case: Case, reporter: str, now: datetime) -> Change:
    """The reporter takes it back: nothing is deleted, the lead sees it and closes it."""
    _reporters_own(case, reporter)
    return Change(replace(case, said_not_live=True), (Event(now, EventKind.SAID_NOT_LIVE, by=reporter),))


def in_danger(case: Case, reporter: str, now: datetime) -> Change:
    """The reporter is in danger now: the next person is due at once."""
    _reporters_own(case, reporter)
    urgent = replace(case, emergency=True, due_at=now if case.state is CaseState.OPEN else case.due_at)
    return Change(urgent, (Event(now, EventKind.IN_DANGER, by=reporter),))


def chosen(case: Case, about: tuple[Role, ...], reporter: str, school: School, now: datetime) -> Change:
    """The reporter says whom it is about; `about` may be empty: it is about none of those named."""
    _reporters_own(case, reporter)
    if not case.doubtful:
        raise CaseError("This case asks no such question.")
    told = case.rung > 0
    subject = Triage(Kind.LIVE_INCIDENT, categories=case.categories, emergency=case.emergency)
    routing = routed(subject, school.escalation.ladders, (*case.excluded, *about))
    named = ", ".join(role.value for role in about) or "nobody"
    event = Event(now, EventKind.CHOSEN, by=reporter, detail=named)
    fresh = rerouted(case, routing)
    if told and set(routing.first) <= set(case.ladder[: case.rung]):
        return Change(replace(fresh, rung=len(fresh.first), due_at=case.due_at), (event,))
    return told_first(fresh, school, now, (event,))


def _held(case: Case, actor: Actor, now: datetime) -> Case:
    return replace(
        case,
        state=CaseState.ACKNOWLEDGED,
        held_by=actor.role,
        held_name=actor.name,
        acknowledged_at=now,
        due_at=None,
    )


def _allowed(case: Case, actor: Actor) -> None:
    """The person a concern is about learns not even that there is a case."""
    if not case.may_see(actor.role) or actor.role not in case.ladder:
        raise CaseError("There is no such case.")


def _reporters_own(case: Case, reporter: str) -> None:
    if case.reporter != reporter:
        raise CaseError("There is no such case.")
    if case.state is CaseState.CLOSED:
        raise CaseError("This case is closed. If it has happened again, report it again.")
