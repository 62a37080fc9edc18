"""A school whose role holders are in Slack: two of them, a private channel, and a reporter."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from assistant.adapters.slack.cards import CaseCards
from assistant.adapters.slack.client import web_client
from assistant.domain.case import Case, Change, Event, EventKind
from assistant.domain.school import Role, School
from assistant.ports import Alert, CardBook, CaseStore
from tests.fakes.card_book import FakeCardBook
from tests.fakes.case_store import FakeCaseStore
from tests.fakes.clock import SCHOOL_MORNING, FakeClock
from tests.fakes.new_cases import new_case, opening
from tests.fakes.shipped import shipped_replies
from tests.fakes.slack import BOT, Channel, FakeSlack, Message, Person, Scaled
from tests.fakes.slack.workspace import LEAST_SCOPES
from tests.fakes.staffed_school import staffed

REFERENCE = "K7M2-9QXA"
WORDS = "kanarie7 was hit in the corridor"
SCOPES = LEAST_SCOPES | {"groups:read", "users:read"}
_LEAD, _DEPUTY, _HEAD = Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD, Role.HEADTEACHER


@dataclass(frozen=True)
class Office:
    """Lead, deputy and head each list their own direct messages and the channel `team`."""

    slack: FakeSlack
    lead: Person
    deputy: Person
    head: Person
    reporter: Person
    team: Channel
    school: School
    store: CaseStore
    book: CardBook
    clock: FakeClock

    def cards(self, school: School | None = None) -> CaseCards:
        """The cards of one worker."""
        client = web_client(self.slack.bot_token, self.slack.api_url)
        return CaseCards(client, self.store, self.book, school or self.school, shipped_replies(), self.clock)

    def opens(self, **changes: Any) -> Case:
        """A case that is reported now."""
        case = replace(
            new_case(REFERENCE),
            reporter=f"slack:T0SCHOOL/{self.reporter.id}",
            reporter_name="Rea Porter",
            ladder=(_LEAD, _DEPUTY, _HEAD),
            **changes,
        )
        return self.store.open(opening(case), WORDS)

    def happens(self, kind: EventKind, role: Role | None = None, by: str = "", **changes: Any) -> None:
        """Something happens to the case, and it changes."""
        event = Event(SCHOOL_MORNING, kind, role, by)
        self.store.change(REFERENCE, lambda case: Change(replace(case, **changes), (event,)))

    @property
    def in_team(self) -> list[Message]:
        """What stands in the private channel."""
        return [message for message in self.team.messages if not message.deleted]


@contextmanager
def office(scopes: frozenset[str] = SCOPES) -> Iterator[Office]:
    """A workspace in which nothing has happened; its clock is fast, so that no pause is needed."""
    with FakeSlack(Scaled(10_000), scopes) as slack:
        lead, deputy, head, reporter = map(slack.workspace.person, ("Lead", "Deputy", "Head", "Rea"))
        team = slack.workspace.channel("cases", [BOT, lead, deputy, head], private=True)
        people = {_LEAD: lead, _DEPUTY: deputy, _HEAD: head}
        school = staffed(
            {role: {"channels": (direct(who), f"slack:{team.id}")} for role, who in people.items()}
        )
        store = FakeCaseStore()
        yield Office(
            slack, lead, deputy, head, reporter, team, school, store, FakeCardBook(store), FakeClock()
        )


def direct(person: Person) -> str:
    """The address of somebody's direct messages."""
    return f"slack:{person.id}"


def alert(role: Role = _LEAD, reference: str = REFERENCE) -> Alert:
    """An alert of the case."""
    return Alert(f"{reference}.0.{role.value}.0", "Please see", "A report waits.", False, reference, role)


def called_in(message: Message) -> list[str]:
    """The people whom a message calls by name."""
    return list(_found(message.blocks, lambda one: one.get("type") == "user", "user_id"))


def buttons_of(message: Message) -> dict[str, str]:
    """The values of a message's buttons by their action ids."""
    values = list(_found(message.blocks, lambda one: one.get("type") == "button", "value"))
    names = _found(message.blocks, lambda one: one.get("type") == "button", "action_id")
    return dict(zip(names, values, strict=True))


def _found(value: Any, wanted: Callable[[dict[str, Any]], bool], field: str) -> Iterator[str]:
    if isinstance(value, dict):
        if wanted(value):
            yield value[field]
        for inner in value.values():
            yield from _found(inner, wanted, field)
    elif isinstance(value, list):
        for inner in value:
            yield from _found(inner, wanted, field)
