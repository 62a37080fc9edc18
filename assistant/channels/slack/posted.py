"""Whether an answer stands in Slack already, though whoever posted it died before the inbox knew."""

import asyncio
import logging
from collections.abc import Iterator, Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from assistant.channels.slack.places import Place

# Slack lets apps look only so often, and an answer that comes twice is better than one that does not come.
_PATIENCE = 2.0
_MOST = 100
_log = logging.getLogger(__name__)


class Posted:
    """Looks into direct messages, the only place whose messages the app may read."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def is_there(self, place: Place, key: str) -> bool:
        """Whether a message of the app there has a button with this key; False where in doubt."""
        try:
            found = await asyncio.wait_for(
                self._client.conversations_replies(
                    channel=place.channel, ts=place.thread_ts or place.ts, oldest=place.ts, limit=_MOST
                ),
                _PATIENCE,
            )
        except (SlackClientError, aiohttp.ClientError, OSError, TimeoutError) as error:
            _log.warning("not looked up: %s", type(error).__name__)
            return False
        own = (message for message in found.get("messages") or () if message.get("bot_id"))
        return any(key in _values(message.get("blocks")) for message in own)


def _values(blocks: Any) -> Iterator[str]:
    """The keys in buttons' values, however deep."""
    if isinstance(blocks, Mapping):
        if isinstance(value := blocks.get("value"), str):
            yield value.partition(" ")[0]
        for inner in blocks.values():
            yield from _values(inner)
    elif isinstance(blocks, list):
        for inner in blocks:
            yield from _values(inner)
