"""A school whose bots may be killed, stopped and started as a story wants it."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from assistant.channels.slack.manifest import SCOPES
from assistant.domain.school import Role
from tests.fakes.running_bot import RunningBot
from tests.fakes.slack import BOT, FakeSlack
from tests.fakes.slack.conversation import Message
from tests.fakes.slack.delivery import Delivery
from tests.fakes.slack.people import Person
from tests.fakes.small_school import link_published

Found = TypeVar("Found")
QUESTION = "Can I accept this friend request?"
INCIDENT = "a boy in my form just showed me cuts all over his arm"
# The bot shares two busy cores with whatever else is being tested.
# Longer than anything is left alone before it is tried again.
_PATIENCE = 90.0


class Running:
    """The lead is told in a private channel, then by mail; the head directly, then in a channel."""

    def __init__(
        self, slack: FakeSlack, home: Path, folder: Path, mail: str, settings: Mapping[str, str]
    ) -> None:
        self.slack, self.home = slack, home
        school = slack.workspace
        self.lead, self.head = school.person("Lee Lead"), school.person("Hua Head")
        self.private = school.channel("safeguarding", members=[self.lead, self.head, BOT], private=True)
        self.leadership = school.channel("leadership", members=[self.head, BOT], private=True)
        # Who is a role holder by name is told directly before any mail.
        own = () if mail else (f"slack:{self.lead.id}",)
        addresses = {
            Role.SAFEGUARDING_LEAD: (f"slack:{self.private.id}", *own),
            Role.HEADTEACHER: (f"slack:{self.head.id}", f"slack:{self.leadership.id}"),
        }
        self.bot = RunningBot(slack, home, folder, addresses, own_clock=True, **settings)
        if mail:
            details = self.bot.corpus / "school.toml"
            # The lead is the first in the file.
            details.write_text(details.read_text().replace('email = ""', f'email = "{mail}"', 1))
        self._staff = 0

    def person(self) -> Person:
        """Somebody who has not written to the bot yet."""
        self._staff += 1
        return self.slack.workspace.person(f"Staff {self._staff}")

    def sent(self, message: Message) -> Delivery:
        """How a message was delivered to the bot."""
        events = (one for one in self.slack.deliveries() if "event" in one.payload)
        return next(one for one in events if one.payload["event"].get("ts") == message.ts)

    def once(self, there: Callable[[], Found | None]) -> Found:
        """Whatever there is, as soon as there is something."""
        found = self.slack.wait_for(there, _PATIENCE)
        assert found is not None
        return found

    def replies(self, who: Person, message: Message) -> list[Message]:
        """What the bot has said to a message."""
        return [one for one in who.sees(who.dm) if one.by_bot and one.root == message.root]

    def replied(self, who: Person, message: Message) -> Message:
        """The bot's first reply to a message."""
        return self.once(lambda: next(iter(self.replies(who, message)), None))

    def settled(self) -> None:
        """Wait until nothing is left in the inbox, and so nothing more will be said."""
        self.once(lambda: self.rows("select key from received where not done") == [] or None)

    def cases(self, who: Person) -> list[str]:
        """The references of what somebody has reported."""
        found = self.rows(f"select reference from cases where reporter like 'slack:%/{who.id}'")
        return [reference for (reference,) in found]

    def cards(self, reference: str) -> list[Message]:
        """The case's cards in the role holders' channel."""
        roots = (one for one in self.lead.sees(self.private) if one.thread_ts is None)
        return [one for one in roots if f"Case {reference}: " in one.visible()]

    def rows(self, query: str) -> list[tuple[str, ...]]:
        """What lies in the bot's database."""
        with closing(sqlite3.connect(self.home / "cases.sqlite3")) as database:
            return database.execute(query).fetchall()


@contextmanager
def running(published_home: Path, folder: Path, mail: str = "", **settings: str) -> Iterator[Running]:
    """A school over a published home; its bot is not started yet, and not left behind."""
    home = folder / "home"
    home.mkdir()
    link_published(published_home, home)
    with FakeSlack(scopes=tuple(SCOPES)) as slack:
        school = Running(slack, home, folder, mail, settings)
        try:
            yield school
        finally:
            school.bot.kill()
