"""Clicks on real messages of a fake Slack, handed to the listeners one by one."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any, cast

from slack_sdk.web.async_client import AsyncWebClient

from assistant.bootstrap import Assistant
from assistant.channels.slack.answering import Answering
from assistant.channels.slack.bell import Bell
from assistant.channels.slack.blocks.answers import answer_blocks
from assistant.channels.slack.desk import Desk
from assistant.channels.slack.explaining import Explaining
from assistant.channels.slack.lanes import Lanes
from assistant.channels.slack.leasing import Leases
from assistant.channels.slack.people import People
from assistant.channels.slack.places import Place
from assistant.channels.slack.posting import Posting, Shown
from assistant.channels.slack.replying import Replying
from assistant.channels.slack.windows import Windows
from assistant.domain.answer import Outcome
from assistant.domain.message import Message as Asked
from assistant.domain.received import Received, Surface
from assistant.domain.triage import Triage
from assistant.errors import CaseStoreError
from assistant.ports import Clock
from tests.fakes.clock import FakeClock
from tests.fakes.inbox import FakeInbox
from tests.fakes.shipped import shipped_replies
from tests.fakes.slack import FakeSlack, Message
from tests.fakes.staffed_school import staffed

_TEAM = "T0SCHOOL"
Listener = Callable[[Any, dict[str, Any]], Awaitable[None]]


class _Inbox(FakeInbox):
    """May be away."""

    away = False

    def read(self, key: str) -> Received | None:
        if self.away:
            raise CaseStoreError("away")
        return super().read(key)


class Clicking:
    """Ada has been answered; `answers` by what was asked, `cases` what acts on cases.

    `remembered` are answers that were shown otherwise than by default.
    """

    def __init__(self, slack: FakeSlack) -> None:
        self.slack, self.ada = slack, slack.workspace.person("Ada")
        self.inbox, self.clock, self.replies = _Inbox(), FakeClock(), shipped_replies()
        self.answers: dict[str, Outcome] = {}
        self.remembered: OrderedDict[str, tuple[Outcome, Outcome]] = OrderedDict()
        self.cases = SimpleNamespace()
        self.acks: list[dict[str, Any]] = []

    def by_default(self, message: Asked, triage: Triage, record: bool) -> Outcome:
        """Stands where the journey does that answers."""
        assert not record
        return self.answers[message.text]

    def answered(self, text: str) -> Message:
        """What stands in Ada's direct messages under what she asked."""
        asked = self.ada.messages_bot(text)
        place = Place(_TEAM, asked.channel, self.ada.id, asked.ts)
        key = self.key(asked)
        now = self.clock.now()
        self.inbox.receive(Received(key, "", place.sender, "", Surface.DIRECT, text, place.note(), now))
        shown = Shown(answer_blocks(self.answers[text], self.replies, key), "An answer.")
        self._run(lambda desk: desk.posting.in_thread(place, shown))
        return next(one for one in self.ada.sees(self.ada.dm) if one.by_bot and one.thread_ts == asked.ts)

    def key(self, message: Message) -> str:
        """How the inbox knows what was asked, by it or by what stands under it."""
        return f"{_TEAM}/{message.channel}/{message.root}"

    def clicks(
        self, message: Message, action: str, listener: Callable[[Desk], Listener], choose: Any = None
    ) -> None:
        """Ada clicks, and the listener is done with it."""
        self.heard(self.ada.clicks(message, action, choose).payload, listener)

    def heard(self, payload: dict[str, Any], listener: Callable[[Desk], Listener]) -> None:
        """The listener is done with a payload."""

        async def ack(**answer: Any) -> None:
            self.acks.append(answer)

        self._run(lambda desk: listener(desk)(ack, payload))

    def _run(self, work: Callable[[Desk], Awaitable[Any]]) -> None:
        async def running() -> None:
            desk = self._desk(AsyncWebClient(token=self.slack.bot_token, base_url=self.slack.api_url))
            try:
                await work(desk)
            finally:
                desk.lanes.close()

        asyncio.run(running())

    def _desk(self, client: AsyncWebClient) -> Desk:
        made = cast(
            Assistant,
            SimpleNamespace(
                inbox=self.inbox,
                clock=self.clock,
                replies=self.replies,
                school=staffed(),
                ask=self,
                desk=self.cases,
            ),
        )
        lanes, bell, posting, people = Lanes(), Bell(), Posting(client), People(client)
        replying = Replying(made, posting, lanes, bell.ring)
        leases = Leases(self.inbox, cast(Clock, self.clock), lanes, "one")
        answering = cast(Answering, SimpleNamespace(leases=leases))
        windows = Windows(posting, self.replies)
        explaining = Explaining(made, posting, lanes, 1.0)
        explaining.remembered = self.remembered
        return Desk(made, lanes, bell, people, posting, windows, replying, answering, explaining)


@contextmanager
def clicking() -> Iterator[Clicking]:
    """A Slack in which nothing has been asked."""
    with FakeSlack() as slack:
        yield Clicking(slack)
