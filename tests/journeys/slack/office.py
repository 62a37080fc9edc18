"""A school in Slack with its bot, and what its people do there in one sentence each."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from assistant.bootstrap import Assistant, assistant
from assistant.channels.slack.blocks.pages import LOADING
from assistant.channels.slack.manifest import SCOPES
from assistant.domain.school import Role
from assistant.settings import Settings
from tests.fakes.running_bot import RunningBot
from tests.fakes.slack import BOT, FakeSlack
from tests.fakes.slack.account import View
from tests.fakes.slack.conversation import Channel, Message
from tests.fakes.slack.delivery import Delivery
from tests.fakes.slack.people import Person
from tests.fakes.small_school import PROJECT

Found = TypeVar("Found")
# The bot shares two busy cores with whatever else is being tested.
# Longer than anything is left alone before it is tried again.
_PATIENCE = 90.0
_REFERENCE = re.compile(r"\b[A-Z2-9]{4}-[A-Z2-9]{4}\b")
TOLD = "a pupil told me that his stepdad slapped him last month"
ABOUT_THE_HEAD = "i saw the headteacher grab a year 4 boy by the neck and shake him this morning"


class Office:
    """The lead, the deputy and the head share a private channel; the chair of governors has no part in it."""

    def __init__(self, slack: FakeSlack, home: Path, folder: Path) -> None:
        self.slack, self.home = slack, home
        school = slack.workspace
        self.lead, self.deputy = school.person("Lee Lead"), school.person("Dee Deputy")
        self.colleague = school.person("Col League")
        self.head, self.chair = school.person("Hua Head"), school.person("Cho Chair")
        inside: list[Person | str] = [self.lead, self.deputy, self.head, BOT]
        self.private = school.channel("safeguarding", members=inside, private=True)
        self.bot = RunningBot(slack, home, folder, self._addresses())

    def _addresses(self) -> dict[Role, tuple[str, ...]]:
        holders = {
            Role.SAFEGUARDING_LEAD: self.lead,
            Role.DEPUTY_SAFEGUARDING_LEAD: self.deputy,
            Role.HEADTEACHER: self.head,
            Role.CHAIR_OF_GOVERNORS: self.chair,
        }
        both = {role: (f"slack:{self.private.id}", f"slack:{who.id}") for role, who in holders.items()}
        # The head reads in the channel, though it is no address of the head's.
        return both | {Role.HEADTEACHER: (f"slack:{self.head.id}",)}

    @cached_property
    def made(self) -> Assistant:
        """What the bot has in its database, as another process reads it."""
        return assistant(Settings(home=self.home, corpus=self.bot.corpus, prompts=PROJECT / "prompts"))

    def pause(self) -> None:
        """Wait as long as Slack wants between two messages, without waiting."""
        # What is on its way would be late all at once.
        self.slack.wait_until_settled(_PATIENCE)
        self.slack.clock.advance(2)

    def told(self, who: Person, where: Channel, does: Callable[[], object]) -> Message:
        """What the bot says next to somebody in a place, once they have done something."""
        before = {message.ts for message in who.sees(where)}
        does()
        return self.once(lambda: _fresh(who, where, before))

    def shown(self, who: Person, does: Callable[[], object]) -> View:
        """The modal that opens, once somebody has done something, and what it shows when it has loaded."""
        before = who.modal
        does()
        return self.once(lambda: _loaded(who.modal) if who.modal is not before else None)

    def once(self, there: Callable[[], Found | None]) -> Found:
        """Whatever there is, as soon as there is something."""
        found = self.slack.wait_for(there, _PATIENCE)
        assert found is not None
        return found

    def becomes(self, message: Message, words: str) -> None:
        """Wait until a message says something."""
        self.once(lambda: words in message.visible() or None)

    def settled(self, delivery: Delivery) -> None:
        """Wait until the bot has taken a delivery, and must have."""
        assert delivery.wait(_PATIENCE).acknowledged

    def reports(self, who: Person, words: str) -> tuple[str, Message]:
        """Somebody writes of an incident to the bot: the reference, and the case as they follow it."""
        self.pause()
        mine = self.told(who, who.dm, lambda: who.messages_bot(words))
        return reference_in(mine), mine

    def card(self, reference: str, who: Person | None = None, where: Channel | None = None) -> Message:
        """The case as its role holders see it, in their channel unless another place is named."""
        who, where = who or self.lead, where or self.private
        return self.once(lambda: _card(who, where, reference))

    def words(self, reference: str, who: Person | None = None, where: Channel | None = None) -> str:
        """What the lead, or another role holder, reads who opens the words of the case."""
        card, reader = self.card(reference, who, where), who or self.lead
        modal = self.shown(reader, lambda: reader.clicks(card, "case_read"))
        reader.closes(modal)
        return modal.visible()

    def cards(self, reference: str) -> list[Message]:
        """Every message of the role holders' channel that names the case."""
        return [one for one in self.lead.sees(self.private) if reference in one.visible()]


@contextmanager
def opened(home: Path, folder: Path) -> Iterator[Office]:
    """A school whose bot runs, over a published home in which it may leave traces."""
    with FakeSlack(scopes=tuple(SCOPES)) as slack:
        office = Office(slack, home, folder)
        try:
            office.bot.start()
            yield office
        finally:
            office.bot.stop()


def reference_in(message: Message | View) -> str:
    """The reference of the one case that a message names."""
    found: set[str] = set(_REFERENCE.findall(message.visible()))
    (reference,) = found
    return reference


def _fresh(who: Person, where: Channel, before: set[str]) -> Message | None:
    fresh = (one for one in who.sees(where) if one.by_bot and one.ts not in before)
    return next(fresh, None)


def _loaded(modal: View | None) -> View | None:
    return None if modal is None or modal.callback_id == LOADING else modal


def _card(who: Person, where: Channel, reference: str) -> Message | None:
    roots = (one for one in who.sees(where) if one.thread_ts is None)
    return next((one for one in roots if f"Case {reference}: " in one.visible()), None)
