"""What the assistant is doing is said under the message, in fixed words, and no longer than it does it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from assistant.channels.slack.places import Place
from assistant.channels.slack.posting import Posting
from assistant.channels.slack.status import Status
from assistant.domain.proposal import Step
from tests.fakes.shipped import shipped_replies
from tests.fakes.slack import FakeSlack
from tests.fakes.slack.account import TEAM

_METHOD = "assistant.threads.setStatus"


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    """A workspace."""
    with FakeSlack() as slack:
        yield slack


def _saying(slack: FakeSlack, place: Place, story: Callable[[Status], Awaitable[None]]) -> None:
    async def told() -> None:
        posting = Posting(AsyncWebClient(slack.bot_token, slack.api_url))
        await story(Status(posting, place, shipped_replies()))

    asyncio.run(told())


def test_each_step_is_said_until_the_reply_is_there(slack: FakeSlack) -> None:
    """Told by another thread, seen under the message, and said no more once it is over."""
    ada = slack.workspace.person("Ada")
    asked = ada.messages_bot("a question about quetzalcoatlus")
    said: list[str] = []

    async def story(status: Status) -> None:
        for step in Step:
            await asyncio.to_thread(status.told, step)
            said.append(shipped_replies().say(f"progress.{step}"))
            await asyncio.to_thread(slack.wait_for, lambda: slack.status(ada.dm, asked) == said[-1], 10)
            assert slack.status(ada.dm, asked) == said[-1]
        await status.end()
        status.told(Step.SEARCHING)
        await asyncio.sleep(0)

    _saying(slack, Place(TEAM, ada.dm.id, ada.id, asked.ts), story)
    assert len(slack.calls(_METHOD)) == len(said)
    assert "quetzalcoatlus" not in str([call.arguments for call in slack.calls(_METHOD)])


def test_what_cannot_be_said_holds_nothing_up(slack: FakeSlack, caplog: pytest.LogCaptureFixture) -> None:
    """Slack refuses a status: there is none, and that is all."""
    caplog.set_level(logging.INFO)

    async def story(status: Status) -> None:
        status.told(Step.WRITING)
        await asyncio.to_thread(slack.wait_for, lambda: slack.calls(_METHOD), 10)
        await status.end()

    _saying(slack, Place(TEAM, "C0NOWHERE", "U1", "1.1"), story)
    assert "no status: SlackApiError" in caplog.text
