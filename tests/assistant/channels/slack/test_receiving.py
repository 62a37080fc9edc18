"""What of Slack's payloads is a message, what was typed in it, and that it is written down first."""

import asyncio
from typing import Any, cast

import pytest
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from assistant.channels.slack.places import noted
from assistant.channels.slack.receiving import Receiving, deleted_in, plain, received_from
from assistant.domain.received import Received, Surface
from assistant.errors import CaseStoreError
from tests.fakes.clock import FakeClock

_EVENT = {"type": "message", "channel_type": "im", "channel": "D1", "user": "U1", "ts": "17.1", "text": "hi"}


def _body(**changes: Any) -> dict[str, Any]:
    event = {name: value for name, value in (_EVENT | changes).items() if value is not None}
    return {"team_id": "T1", "event_id": "Ev1", "event": event}


def _received(body: dict[str, Any]) -> Received | None:
    return received_from(body, FakeClock())


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("<@U0BOT> may I?", "may I?"),
        ("<@W0BOT|bot>may I?", "may I?"),
        ("see <https://a.example/x|this> and <https://b.example>", "see this and https://b.example"),
        ("in <#C1|staff>", "in staff"),
        ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
    ],
)
def test_marks_of_slacks_own_are_not_what_was_typed(sent: str, typed: str) -> None:
    """People, links, channels and escaped characters; an ampersand is unescaped once."""
    assert plain(sent) == typed


def test_a_message_is_known_by_where_it_stands() -> None:
    """So that the same event twice, and its deletion, are about the same key."""
    found = _received(_body())
    assert found is not None
    assert (found.key, found.thread, found.sender) == ("T1/D1/17.1", "T1/D1/17.1/U1", "slack:T1/U1")
    assert (found.surface, found.text, noted(found.place).ts) == (Surface.DIRECT, "hi", "17.1")
    follow_up = _received(_body(ts="17.2", thread_ts="17.1"))
    assert follow_up is not None
    assert follow_up.thread == found.thread
    gone = {"type": "message", "subtype": "message_deleted", "channel": "D1", "deleted_ts": "17.1"}
    assert deleted_in({"team_id": "T1", "event": gone}) == found.key
    stone = {"subtype": "tombstone", "ts": "17.1"}
    changed = {"type": "message", "subtype": "message_changed", "channel": "D1", "message": stone}
    assert deleted_in({"team_id": "T1", "event": changed}) == found.key


@pytest.mark.parametrize(
    "changes",
    [
        {"bot_id": "B1"},
        {"user": None},
        {"channel_type": "channel"},
        {"subtype": "message_changed"},
        {"subtype": "channel_join"},
        {"type": "reaction_added"},
    ],
)
def test_what_nobody_typed_now_is_no_message(changes: dict[str, Any]) -> None:
    """Bots, channels that nobody asked in, edits, joins and other events; none is a deletion either."""
    assert _received(_body(**changes)) is None
    assert deleted_in(_body(**changes)) is None


def test_a_message_with_a_file_is_typed_like_any_other() -> None:
    """Its words count; the file is not looked at."""
    assert _received(_body(subtype="file_share")) is not None


def test_a_command_answers_its_own_way_back() -> None:
    """Its key is the trigger, and every command stands alone."""
    body = {
        "command": "/policy",
        "team_id": "T1",
        "channel_id": "C1",
        "user_id": "U1",
        "trigger_id": "9.9",
        "response_url": "https://hooks.example/1",
        "text": "may I?",
    }
    found = _received(body)
    assert found is not None
    assert (found.key, found.thread, found.surface) == ("9.9", "9.9", Surface.COMMAND)
    assert noted(found.place).response_url == "https://hooks.example/1"
    assert _received(body | {"command": "/other"}) is None


def _through(receive: Any) -> tuple[str, dict[str, Any]]:
    """What the middleware answers, and the context after it."""
    context: dict[str, Any] = {}

    async def listener() -> BoltResponse:
        return BoltResponse(status=200, body="listened")

    request = cast(AsyncBoltRequest, type("Request", (), {"body": _body()}))
    passed = asyncio.run(Receiving(receive, FakeClock())(request, context, listener))
    assert passed.status == 200
    return str(passed.body), context


def test_what_is_new_goes_on_and_a_repeat_ends_here_acknowledged() -> None:
    """The same place in the code for both; a repeat reaches no listener."""
    kept: set[str] = set()

    async def receive(received: Received) -> bool:
        known = received.key in kept
        kept.add(received.key)
        return not known

    body, context = _through(receive)
    assert (body, context["received"].key) == ("listened", "T1/D1/17.1")
    assert _through(receive) == ("", {})


def test_without_a_database_the_message_is_answered_all_the_same(caplog: pytest.LogCaptureFixture) -> None:
    """From memory; the log names the error and nothing of the message."""

    async def broken(received: Received) -> bool:
        raise CaseStoreError(received.text)

    assert _through(broken)[1]["received"].text == "hi"
    assert caplog.messages == ["not written down: CaseStoreError"]
