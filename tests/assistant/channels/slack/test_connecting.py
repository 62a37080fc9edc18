"""Nothing is acknowledged to Slack before it is written down, whatever Slack says of the token."""

import asyncio
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, cast

import pytest
from pydantic import SecretStr
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient

from assistant.channels.slack.connecting import app_of
from assistant.channels.slack.desk import Desk
from assistant.channels.slack.lanes import Lanes
from assistant.channels.slack.leasing import LEASE, Leases
from assistant.domain.received import Received
from assistant.settings import Settings
from tests.fakes.clock import FakeClock
from tests.fakes.inbox import FakeInbox
from tests.fakes.slack import FakeSlack

_KNOWN = AuthorizeResult(enterprise_id=None, team_id="T1", bot_id="B1", bot_user_id="U0", bot_token="xoxb-1")
_KEY = "T1/D1/17.1"


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    """A Slack in which nothing has happened."""
    with FakeSlack() as opened:
        yield opened


class _Desk:
    """Keeps what arrives and notes what is to be answered; whatever else it has does nothing."""

    def __init__(self) -> None:
        self.inbox, self.lanes, self.answering, clock = FakeInbox(), Lanes(), self, FakeClock()
        self.leases = Leases(self.inbox, clock, self.lanes, "one")
        self.answered: list[str] = []
        self.made = SimpleNamespace(inbox=self.inbox, clock=clock, desk=None)

    async def answer(self, received: Received, leased: bool) -> None:
        assert leased
        self.answered.append(received.key)


def _body() -> dict[str, Any]:
    event = {"type": "message", "channel_type": "im", "channel": "D1", "user": "U1", "ts": "17.1"}
    return {"team_id": "T1", "type": "event_callback", "event": event | {"text": "hi"}}


def _sent_to(desk: _Desk, slack: FakeSlack, identity: AuthorizeResult | None) -> int:
    """The status that Slack is answered to a message."""

    async def dispatched() -> int:
        client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)
        settings = Settings(slack_bot_token=SecretStr(slack.bot_token))
        app = app_of(client, settings, cast(Desk, desk), cast(AuthorizeResult, identity))
        answer = await app.async_dispatch(AsyncBoltRequest(body=_body(), mode="socket_mode"))
        # The listener runs on after the acknowledgement.
        await asyncio.sleep(0)
        return int(answer.status)

    return asyncio.run(dispatched())


@pytest.mark.parametrize("error", ["token_revoked", "account_inactive", "internal_error"])
def test_a_message_is_answered_while_auth_test_fails(slack: FakeSlack, error: str) -> None:
    """Who the app is, Slack has said when the process began, and is not asked again."""
    slack.fails("auth.test", error, times=9)
    desk = _Desk()
    assert _sent_to(desk, slack, _KNOWN) == 200
    assert desk.inbox.read(_KEY) is not None
    assert desk.answered == [_KEY]
    assert slack.calls("auth.test") == []


def test_what_bolt_turns_away_is_written_down_before(slack: FakeSlack) -> None:
    """Bolt acknowledges what it cannot authorize and shows it to nobody: the inbox has it."""
    desk = _Desk()
    assert _sent_to(desk, slack, None) == 200
    assert desk.answered == []
    assert desk.inbox.waiting(desk.made.clock.now() + LEASE, 9) == (_KEY,)
