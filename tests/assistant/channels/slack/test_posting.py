"""The ways to say something in Slack, and when Slack is in the way."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from assistant.channels.slack.blocks.common import section
from assistant.channels.slack.places import Place
from assistant.channels.slack.posting import NotPosted, Posting, Shown, is_away
from assistant.ports import DeliveryFailed
from tests.fakes.slack import BOT, FakeSlack
from tests.fakes.slack.account import TEAM

_SHOWN = Shown([section("the answer")], "a message")


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    """A workspace."""
    with FakeSlack() as slack:
        yield slack


def _does(slack: FakeSlack, work: Callable[[Posting], Awaitable[None]]) -> None:
    async def done() -> None:
        await work(Posting(AsyncWebClient(slack.bot_token, slack.api_url)))

    asyncio.run(done())


def test_a_thread_is_kept_and_nothing_unfurls(slack: FakeSlack) -> None:
    """Under the message where it begins a thread, under its root where it stands in one."""
    ada = slack.workspace.person("Ada")
    root = ada.messages_bot("one")
    place = Place(TEAM, ada.dm.id, ada.id, root.ts)
    _does(slack, lambda posting: posting.in_thread(place, _SHOWN))
    (call,) = slack.calls("chat.postMessage")
    assert ada.sees(ada.dm)[-1].thread_ts == root.ts
    assert (call.arguments["unfurl_links"], call.arguments["text"]) == (False, "a message")


def test_what_one_person_sees_stands_in_the_thread_only_where_they_asked_in_one(slack: FakeSlack) -> None:
    """Under a fresh message nobody would look for it."""
    ada, ben = slack.workspace.person("Ada"), slack.workspace.person("Ben")
    staff = slack.workspace.channel("staff", [ada, ben, BOT])
    root = ada.writes(staff, "one")
    ada.writes(staff, "two", root)
    for place in (
        Place(TEAM, staff.id, ada.id, root.ts),
        Place(TEAM, staff.id, ada.id, "18.1", root.ts),
    ):
        _does(slack, lambda posting, place=place: posting.only_to(place, _SHOWN))  # type: ignore[misc]
        slack.clock.advance(2)
    assert [one.thread_ts for one in ada.sees(staff)[2:]] == [None, root.ts]
    assert not [one for one in ben.sees(staff) if one.by_bot]


def test_a_way_back_that_slack_has_closed_is_told(slack: FakeSlack) -> None:
    """An error without anything of what was to be said."""
    gone = Place(TEAM, "C1", "U1", response_url=slack.api_url.replace("/api/", "/response/none"))
    with pytest.raises(NotPosted) as told:
        _does(slack, lambda posting: posting.respond(gone, _SHOWN))
    assert str(told.value) == ""
    with pytest.raises(NotPosted):
        _does(slack, lambda posting: posting.take_away(gone))


@pytest.mark.parametrize("error", ["ratelimited", "token_revoked", "internal_error"])
def test_slack_in_trouble_is_told_from_a_message_it_does_not_take(slack: FakeSlack, error: str) -> None:
    """The same goes through later; a wrong form never does."""
    ada = slack.workspace.person("Ada")
    slack.fails("chat.postMessage", error)
    with pytest.raises(SlackApiError) as away:
        _does(slack, lambda posting: posting.direct(ada.id, _SHOWN))
    assert is_away(away.value)
    slack.fails("chat.postMessage", "invalid_blocks")
    with pytest.raises(SlackApiError) as refused:
        _does(slack, lambda posting: posting.direct(ada.id, _SHOWN))
    assert not is_away(refused.value)


def test_what_is_no_error_of_slacks_is_judged_by_its_kind() -> None:
    """A broken connection is the way, a mistake of ours is not, and a failed alert knows itself."""
    assert is_away(ConnectionError())
    assert is_away(DeliveryFailed("later", for_good=False))
    assert not is_away(DeliveryFailed("never", for_good=True))
    assert not is_away(ValueError())
