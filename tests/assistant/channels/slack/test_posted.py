"""An answer that stands in a direct message already is found there by its key."""

import asyncio
from collections.abc import Iterator

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from assistant.channels.slack.blocks.answers import answer_blocks
from assistant.channels.slack.places import Place
from assistant.channels.slack.posted import Posted
from assistant.channels.slack.posting import Posting, Shown
from assistant.domain.answer import OutOfScope
from tests.fakes.shipped import shipped_replies
from tests.fakes.slack import FakeSlack
from tests.fakes.slack.conversation import Message

_KEY = "T1/D1/17.1"


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    """A Slack in which the app may do what its manifest asks for."""
    with FakeSlack() as opened:
        yield opened


def _found(slack: FakeSlack, asked: Message, key: str, *, posts: bool) -> bool:
    """Whether the answer to a message is found; with `posts` it has been posted before."""
    place = Place("T1", asked.channel, asked.author, asked.ts)
    blocks = answer_blocks(OutOfScope("No."), shipped_replies(), _KEY)

    async def looked() -> bool:
        client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)
        if posts:
            await Posting(client).in_thread(place, Shown(blocks, "An answer."))
        return await Posted(client).is_there(place, key)

    return asyncio.run(looked())


def test_an_answer_is_found_by_its_key(slack: FakeSlack) -> None:
    """That of another message is not, nor is one that was not posted."""
    ada = slack.workspace.person("Ada")
    assert not _found(slack, ada.messages_bot("May I?"), _KEY, posts=False)
    assert _found(slack, ada.messages_bot("May I?"), _KEY, posts=True)
    slack.clock.advance(2)
    assert not _found(slack, ada.messages_bot("May I?"), "T1/D1/17.2", posts=True)


@pytest.mark.parametrize("error", ["ratelimited", "missing_scope", "thread_not_found"])
def test_where_slack_does_not_say_the_answer_is_posted(slack: FakeSlack, error: str) -> None:
    """Twice is better than not at all."""
    slack.fails("conversations.replies", error)
    assert not _found(slack, slack.workspace.person("Ada").messages_bot("May I?"), _KEY, posts=True)
