"""HTTP mode turns away what it may not take, before anybody looks at it."""

import asyncio

import pytest
from slack_bolt.async_app import AsyncApp
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assistant.channels.slack.manifest import HTTP_PATH
from assistant.channels.slack.transports import HttpMode


def _status(mode: HttpMode, **headers: str) -> int:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with TestClient(Starlette(routes=mode.routes)) as client:
        return client.post(HTTP_PATH, content=b"{}", headers=named).status_code


def _mode() -> HttpMode:
    return HttpMode(AsyncApp(token="xoxb-1", signing_secret="secret"))


def test_calls_are_taken_while_it_is_open() -> None:
    """Before it opens and after it closes Slack is asked to try elsewhere."""
    mode = _mode()
    assert _status(mode) == 503
    assert not asyncio.run(mode.connected())
    asyncio.run(mode.open())
    assert _status(mode) == 401
    assert asyncio.run(mode.connected())
    asyncio.run(mode.close())
    assert _status(mode) == 503


@pytest.mark.parametrize("timestamp", ["", "yesterday", "1.5", "-1", "9" * 40, "1e9"])
def test_a_timestamp_that_is_no_number_is_turned_away(timestamp: str) -> None:
    """Bolt would answer with an error of the server's."""
    mode = _mode()
    asyncio.run(mode.open())
    assert _status(mode, X_Slack_Request_Timestamp=timestamp, X_Slack_Signature="v0=0") == 401
