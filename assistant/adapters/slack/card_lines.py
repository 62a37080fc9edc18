"""The sentences of a card, out of stored events and nothing else."""

from collections.abc import Iterable, Sequence

from assistant.domain.answer import HandedOff, ToldBy
from assistant.domain.case import Case, CaseState, Event, EventKind
from assistant.domain.replies import Replies
from assistant.domain.school import Role, School
from assistant.domain.triage import Route, Triage
from assistant.incidents.people import barred
from assistant.incidents.replying import Reply, contact_line
from assistant.ports import Clock

_MOST_EVENTS = 15


class CardLines:
    """What cards say in one school."""

    def __init__(self, school: School, replies: Replies, clock: Clock) -> None:
        self.school, self.replies, self._clock = school, replies, clock
        self._reply = Reply(school, replies)

    def handed_off(self, case: Case, events: Sequence[Event]) -> HandedOff:
        """What the reporter is told of the case as it stands."""
        subject = Triage(
            Route.LIVE_INCIDENT,
            categories=case.categories,
            emergency=case.emergency,
            concerns=case.concerns,
            failed=not case.categories,
        )
        return self._reply.of(case, events, subject, self._clock.now())

    def state(self, case: Case, events: Sequence[Event]) -> tuple[str, ...]:
        """How far the case has come, for its reporter."""
        return self._reply.state(case, events)

    def title(self, case: Case) -> str:
        """Reference and kind, in words that others may see."""
        category = case.categories[0].value if case.categories else "unknown"
        said = self.replies.say(f"handoff.category.{category}")
        return self._say("title", reference=case.reference, category=said)

    def fallback(self, case: Case) -> str:
        """What a lock screen shows and a screen reader reads."""
        return self._say("fallback_urgent" if case.emergency else "fallback", reference=case.reference)

    def again(self, case: Case) -> str:
        """Why somebody is called to a card that stands already."""
        return self._say("again" if case.state is CaseState.OPEN else "news", reference=case.reference)

    def for_role_holders(self, case: Case, events: Sequence[Event]) -> list[str]:
        """Where the case stands, for those who have to act."""
        urgency = self.replies.say(f"handoff.alert.{'urgent' if case.emergency else 'normal'}")
        lines = [self._say("nobody") if case.state is CaseState.OPEN else self.state(case, events)[0]]
        if case.state is not CaseState.CLOSED:
            lines.insert(0, f"{urgency}.")
            lines += [self._say("said_not_live")] if case.said_not_live else []
            lines += [self._say("restricted")] if barred(case) else []
        at = self._reply.time(case.opened_at)
        return [*lines, self._say("reporter", reporter=case.reported_by, at=at)]

    def told(self, events: Sequence[Event]) -> list[str]:
        """Who was told, and who was to be told and was not."""
        sent = _roles(events, EventKind.ALERT_SENT)
        failed = [role for role in _roles(events, EventKind.ALERT_FAILED) if role not in sent]
        waiting = _roles(events, EventKind.ALERT_DELAYED)
        delayed = [role for role in waiting if role not in (*sent, *failed)]
        lines = [self.replies.say("handoff.line.told", who=self._reply.titles(sent))] if sent else []
        lines += [self._say("delayed", who=self._reply.titles(delayed))] if delayed else []
        return lines + ([self._say("failed", who=self._reply.titles(failed))] if failed else [])

    def history(self, case: Case, events: Sequence[Event], reporters_own: bool) -> list[str]:
        """A line for each of the latest events."""
        left_out = len(events) - _MOST_EVENTS
        earlier = [self._say("earlier", count=str(left_out))] if left_out > 0 else []
        return earlier + [self._event(case, event, reporters_own) for event in events[-_MOST_EVENTS:]]

    def people(self, contacts: Iterable[ToldBy]) -> list[str]:
        """Names and numbers."""
        return [contact_line(contact, self.replies) for contact in contacts]

    def _event(self, case: Case, event: Event, reporters_own: bool) -> str:
        others_choice = event.kind is EventKind.CHOICE_ASKED and not reporters_own
        return self._reply.event(case, event, "slack.card.choice_asked" if others_choice else "")

    def _say(self, name: str, **blanks: str) -> str:
        return self.replies.say(f"slack.card.{name}", **blanks)


def _roles(events: Iterable[Event], kind: EventKind) -> list[Role]:
    return list(dict.fromkeys(event.role for event in events if event.kind is kind and event.role))
