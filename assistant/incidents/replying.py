"""What the reporter reads: fixed sentences, chosen from stored state, never more than has happened."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from assistant.domain.advice import STAFF_IN_CRISIS, UNKNOWN, Advice, advice
from assistant.domain.answer import HandedOff, ToldBy
from assistant.domain.case import Case, CaseState, Event, EventKind, Shift
from assistant.domain.replies import Replies
from assistant.domain.school import Role, School
from assistant.domain.triage import Category, Concerned, Triage
from assistant.incidents.people import reach_of, shift_for
from assistant.incidents.routing import Routing

_ADULTS = (Concerned.MYSELF, Concerned.COLLEAGUE)


class Reply:
    """The words for one school."""

    def __init__(self, school: School, replies: Replies) -> None:
        self._school, self._replies = school, replies

    def of(self, case: Case, events: Sequence[Event], triage: Triage, now: datetime) -> HandedOff:
        """The reply to a report that stands in the store."""
        lines = (self._line("recorded", reference=case.reference), *self.state(case, events))
        return self._reply(triage, _routing(case), lines, case.reference, now)

    def unrecorded(self, triage: Triage, routing: Routing, trial: bool, now: datetime) -> HandedOff:
        """The reply where nothing was recorded: on trial, or because the store is out of reach."""
        return self._reply(triage, routing, (self._line("dry_run" if trial else "not_recorded"),), None, now)

    def added(self, case: Case, events: Sequence[Event], kept: bool, now: datetime) -> HandedOff:
        """The reply to what was added to a report; `kept` says whether its words were."""
        said = self._line("added" if kept else "added_without_words", reference=case.reference)
        return HandedOff(
            headline=self._replies.say("handoff.headline.added"),
            lines=(self._line("emergency"), said, *self.state(case, events)),
            contacts=self._contacts(_routing(case), now),
            advice=(),
            categories=case.categories,
            emergency=case.emergency,
            route=case.first,
            case=case.reference,
            asks=_asks(case.doubtful),
            options=self._options(case.doubtful),
        )

    def state(self, case: Case, events: Sequence[Event]) -> tuple[str, ...]:
        """How far the case has come, by what has happened and nothing else."""
        events = _since_reopened(events)
        happened = {kind: [event for event in events if event.kind is kind] for kind in EventKind}
        sent = _roles(happened[EventKind.ALERT_SENT])
        lines = []
        if case.state is CaseState.CLOSED and case.closed_at and case.outcome:
            outcome = self._replies.say(f"handoff.outcome.{case.outcome.value}")
            return (self._line("closed", at=self.time(case.closed_at), outcome=outcome),)
        if case.state is CaseState.ACKNOWLEDGED and case.acknowledged_at:
            return (self._line("seen", who=case.held_name, at=self.time(case.acknowledged_at)),)
        if sent:
            lines.append(self._line("told", who=self.titles(sent)))
        for kind, name in ((EventKind.ALERT_DELAYED, "delayed"), (EventKind.ALERT_FAILED, "failed")):
            waiting = [role for role in _roles(happened[kind]) if role not in sent]
            if waiting:
                lines.append(self._line(name, who=self.titles(waiting)))
        lines.append(self._line("nobody_on_duty" if happened[EventKind.NOBODY_ON_DUTY] else "nobody"))
        if case.doubtful:
            lines.append(self._choice(case))
        return tuple(lines)

    def time(self, moment: datetime) -> str:
        """The time of day at the school."""
        return f"{moment.astimezone(ZoneInfo(self._school.opening.zone)):%d %B, %H:%M}"

    def event(self, case: Case, event: Event, name: str = "") -> str:
        """One line of a case's history; `name` is of the sentence to say instead of the event's own."""
        ended = event.kind is EventKind.CLOSED
        detail = self._replies.say(f"handoff.outcome.{event.detail}") if ended else ""
        who = case.called(event.by) or (self.titles([event.role]) if event.role else "")
        name = name or f"handoff.event.{event.kind.value}"
        return self._replies.fill(name, at=self.time(event.at), who=who, detail=detail)

    def _reply(
        self, triage: Triage, routing: Routing, lines: Iterable[str], reference: str | None, now: datetime
    ) -> HandedOff:
        doubtful = routing.doubtful if reference else ()
        return HandedOff(
            headline=self._replies.say(f"handoff.headline.{_kind(triage)}"),
            lines=(self._line("emergency"), *lines, *self._always()),
            contacts=self._contacts(routing, now),
            advice=tuple(advice(self._replies, name) for name in blocks(triage)),
            categories=triage.categories,
            emergency=triage.emergency,
            route=routing.first,
            case=reference,
            asks=_asks(doubtful),
            options=self._options(doubtful),
        )

    def _options(self, doubtful: Sequence[Role]) -> tuple[str, ...]:
        return tuple(self._school.contact(role).title for role in doubtful)

    def _always(self) -> tuple[str, ...]:
        """What is true of every hand-off."""
        names = ("voice", "universal_do", "universal_dont", "secrecy", "excluded")
        recorder = self._school.recorder
        if recorder.url or recorder.name:
            kept = self._line("recorder", where=recorder.name, url=recorder.url)
        else:
            kept = self._line("recorder_not_set")
        return (*map(self._line, names), kept, self._line("stand_down"))

    def _contacts(self, routing: Routing, now: datetime) -> tuple[ToldBy, ...]:
        about = (*routing.excluded, *routing.doubtful)
        shifts = ((role, shift_for(role, about, self._school, now)) for role in routing.ladder)
        return tuple(self._contact(role, shift) for role, shift in shifts if shift is not None)

    def _contact(self, role: Role, shift: Shift) -> ToldBy:
        reach = reach_of(role, shift, self._school)
        return ToldBy(role, self._school.contact(role).title, reach.name, reach.phone)

    def _choice(self, case: Case) -> str:
        who = self.titles(case.doubtful, " or ")
        if case.rung or not case.ladder:
            return self._line("choose_told", who=who)
        return self._line("choose", who=who, minutes=str(self._school.escalation.choice_minutes))

    def titles(self, roles: Sequence[Role], joint: str = " and ") -> str:
        """The roles by the school's names for them: 'the Safeguarding Lead and the Headteacher'."""
        return joint.join(f"the {self._school.contact(role).title}" for role in roles)

    def _line(self, name: str, **blanks: str) -> str:
        return self._replies.say(f"handoff.line.{name}", **blanks)


def _asks(doubtful: Sequence[Role]) -> str | None:
    return "whom_it_concerns" if doubtful else None


def _routing(case: Case) -> Routing:
    """The routing that a case has kept."""
    return Routing(case.first, case.ladder, case.excluded, case.doubtful)


def contact_line(contact: ToldBy, replies: Replies) -> str:
    """One person to tell, with the number where the school has set it."""
    name = "contact" if contact.phone else "contact_no_number"
    said = replies.fill(f"handoff.line.{name}", title=contact.title, who=contact.name, phone=contact.phone)
    # A name that is not set leaves its space behind.
    return said if contact.name else said.replace(" :", ":", 1)


def blocks(triage: Triage) -> tuple[str, ...]:
    """The names of the advice to show: at most three, the gravest first."""
    if triage.failed or not triage.categories:
        return (UNKNOWN,)
    leading, *others = triage.categories
    if leading is Category.SELF_HARM and triage.concerns in _ADULTS:
        return (STAFF_IN_CRISIS,)
    graver = [category for category in others if category in list(Category)[:8]]
    return tuple(category.value for category in (leading, *graver))[:3]


def texts_version(replies: Replies, triage: Triage) -> str:
    """The versions of the advice shown, for the record."""
    return ", ".join(f"{name} {_version(advice(replies, name))}" for name in blocks(triage))


def _version(shown: Advice) -> str:
    return shown.version + (f" signed {shown.signed_on}" if shown.signed_on else " unsigned")


def _kind(triage: Triage) -> str:
    if triage.failed:
        return "unknown"
    return "emergency" if triage.emergency else "incident"


def _roles(events: Iterable[Event]) -> list[Role]:
    return list(dict.fromkeys(event.role for event in events if event.role is not None))


def _since_reopened(events: Sequence[Event]) -> Sequence[Event]:
    """What was so before a case was closed says nothing of it after it was opened again."""
    places = [place for place, event in enumerate(events) if event.kind is EventKind.REOPENED]
    return events[places[-1] :] if places else events
