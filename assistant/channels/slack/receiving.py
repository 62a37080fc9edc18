"""What arrives is written down before Slack is told that it has arrived.

Slack sends an event again that it believes lost, and never one that was acknowledged before a crash:
so the row in the inbox is both the memory of what has been seen and the only copy.
"""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from assistant.channels.slack.manifest import POLICY
from assistant.channels.slack.places import Place, place_of_command, place_of_event, team_of
from assistant.domain.received import Received, Surface
from assistant.ports import Clock

_PERSON = re.compile(r"<@[UW][A-Z0-9]+(?:\|[^>]*)?>")
_LINK = re.compile(r"<(?P<to>[#!]?[^|>]+)(?:\|(?P<name>[^>]*))?>")
_ESCAPED = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
# A message with a file is typed like any other; whatever else has a subtype was not typed now.
_TYPED = frozenset({"", "file_share", "thread_broadcast", "me_message"})
# Slack waits for three seconds, then sends the message again.
_PATIENCE = 2.0
_log = logging.getLogger(__name__)

Next = Callable[[], Awaitable[BoltResponse]]
Receive = Callable[[Received], Awaitable[bool]]


class Receiving:
    """Middleware that runs before Bolt asks or acknowledges anything, in both modes."""

    def __init__(self, receive: Receive, clock: Clock) -> None:
        """`receive` is durable, and the row leased, when it returns; False for what is known already."""
        self._receive, self._clock = receive, clock

    async def __call__(self, req: AsyncBoltRequest, context: dict[str, Any], next: Next) -> BoltResponse:
        """Pass on what is new; the context has it as `received`, and `leased` where it was written down."""
        received = received_from(req.body, self._clock)
        if received is None:
            return await next()
        try:
            fresh, leased = await asyncio.wait_for(self._receive(received), _PATIENCE), True
        except Exception as error:
            # Without a database the message is answered from memory: a hand-off still shows whom to ring.
            _log.error("not written down: %s", type(error).__name__)
            fresh, leased = True, False
        if not fresh:
            # A bare return would be no acknowledgement, and Bolt would log the whole body.
            return BoltResponse(status=200, body="")
        context["received"], context["leased"] = received, leased
        return await next()


def received_from(body: Mapping[str, Any], clock: Clock) -> Received | None:
    """The message in a payload, None where it is anything else."""
    if body.get("command") == POLICY:
        place = place_of_command(body)
        return _received(str(body["trigger_id"]), place, Surface.COMMAND, body.get("text", ""), clock)
    event = body.get("event") or {}
    surface = _surface(event)
    if surface is None:
        return None
    place = place_of_event(body)
    return _received(_key(place, place.ts), place, surface, event.get("text") or "", clock)


def deleted_in(body: Mapping[str, Any]) -> str | None:
    """The key of a message whose writer has deleted it, None where it is anything else."""
    event = body.get("event") or {}
    changed = event.get("message") or {}
    if event.get("type") != "message":
        return None
    if event.get("subtype") == "message_deleted":
        deleted = event.get("deleted_ts", "")
    # One that has been answered in its thread leaves a tombstone, and counts as changed.
    elif event.get("subtype") == "message_changed" and changed.get("subtype") == "tombstone":
        deleted = changed.get("ts", "")
    else:
        return None
    return f"{team_of(body)}/{event.get('channel', '')}/{deleted}"


def _received(key: str, place: Place, surface: Surface, text: str, clock: Clock) -> Received:
    # The buttons under the answer to a command go on from it, though it stands in no thread.
    # In a channel's thread everybody has a conversation of their own: one's words are not another's.
    thread = f"{place.thread}/{place.user}" if place.thread else key
    return Received(key, thread, place.sender, "", surface, plain(text), place.note(), clock.now())


def _key(place: Place, ts: str) -> str:
    """A message is known by where it stands: events have ids too, but deletions do not name them."""
    return f"{place.team}/{place.channel}/{ts}"


def plain(text: str) -> str:
    """What was typed, without Slack's marks for people and links, and its escaped characters."""
    text = _PERSON.sub(" ", text)
    text = _LINK.sub(lambda found: found["name"] or found["to"], text)
    return re.sub("|".join(_ESCAPED), lambda found: _ESCAPED[found[0]], text).strip()


def _surface(event: Mapping[str, Any]) -> Surface | None:
    if not event.get("user") or event.get("bot_id"):
        return None
    if event.get("type") == "app_mention":
        return Surface.MENTION
    direct = event.get("type") == "message" and event.get("channel_type") == "im"
    return Surface.DIRECT if direct and event.get("subtype", "") in _TYPED else None
