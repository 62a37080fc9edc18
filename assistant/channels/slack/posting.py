"""Send blocks to where they belong, each with a neutral line for screen readers and locked screens."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakValueDictionary

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.models.blocks import Block
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from assistant.channels.slack.places import Place
from assistant.ports import DeliveryFailed

# Slack itself is in trouble, or takes nothing from this app for now.
_AWAY = frozenset(
    {
        "account_inactive",
        "fatal_error",
        "internal_error",
        "invalid_auth",
        "message_limit_exceeded",
        "not_authed",
        "rate_limited",
        "ratelimited",
        "request_timeout",
        "service_unavailable",
        "token_expired",
        "token_revoked",
    }
)


class NotPosted(Exception):
    """Slack did not take it; holds nothing of what it was."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Blocks and the neutral line that stands for them."""

    blocks: Sequence[Block]
    text: str


class Posting:
    """The ways to say something. Each raises what slack_sdk raises where Slack does not take it."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def in_thread(self, place: Place, shown: Shown) -> None:
        """Under the message, for everybody who sees it."""
        await self.to(place.channel, place.thread_ts or place.ts, shown)

    async def direct(self, user: str, shown: Shown) -> None:
        """To one person alone."""
        await self.to(user, "", shown)

    async def to(self, channel: str, thread: str, shown: Shown) -> None:
        """Into a channel, or to a person by their id; under a message where `thread` names one."""
        # Slack takes one message a second here: those that wait must not be limited over and over together.
        turn = self._turns.setdefault(channel, asyncio.Lock())
        async with turn:
            await self._client.chat_postMessage(
                channel=channel,
                thread_ts=thread or None,
                unfurl_links=False,
                unfurl_media=False,
                **_content(shown),
            )

    async def only_to(self, place: Place, shown: Shown) -> None:
        """In the channel, for whoever asked alone; gone when they reload."""
        await self._client.chat_postEphemeral(
            channel=place.channel, user=place.user, thread_ts=place.thread_ts or None, **_content(shown)
        )

    async def change(self, place: Place, shown: Shown) -> None:
        """Instead of a message of the assistant's own that more than one person may see."""
        await self._client.chat_update(channel=place.channel, ts=place.ts, **_content(shown))

    async def respond(
        self, place: Place, shown: Shown, *, replace: bool = False, to_all: bool = False
    ) -> None:
        """To whoever typed a command or clicked, alone unless `to_all`.

        `replace` puts it where the click was. Raises NotPosted once Slack has closed the way.
        """
        kind = "in_channel" if to_all else "ephemeral"
        answer = await AsyncWebhookClient(place.response_url).send_dict(
            {"response_type": kind, "replace_original": replace, "unfurl_links": False}
            | ({"thread_ts": place.thread_ts} if place.thread_ts else {})
            | _as_json(shown)
        )
        if answer.status_code != 200:
            raise NotPosted

    async def take_away(self, place: Place) -> None:
        """Remove an answer that only one person sees."""
        answer = await AsyncWebhookClient(place.response_url).send_dict({"delete_original": True})
        if answer.status_code != 200:
            raise NotPosted

    async def open_view(self, trigger: str, view: Mapping[str, Any]) -> None:
        """Show a modal to whoever has just clicked."""
        await self._client.views_open(trigger_id=trigger, view=dict(view))

    async def home(self, user: str, view: Mapping[str, Any]) -> None:
        """What one person sees on the app's Home tab."""
        await self._client.views_publish(user_id=user, view=dict(view))

    async def suggest(self, channel: str, title: str, prompts: Sequence[tuple[str, str]]) -> None:
        """Prompts above an empty conversation. With a thread named Slack would silently show none."""
        await self._client.assistant_threads_setSuggestedPrompts(
            channel_id=channel,
            title=title,
            prompts=[{"title": name, "message": message} for name, message in prompts],
        )


def _content(shown: Shown) -> dict[str, Any]:
    return {"blocks": shown.blocks, "text": shown.text}


def _as_json(shown: Shown) -> dict[str, Any]:
    return {"blocks": [block.to_dict() for block in shown.blocks], "text": shown.text}


def is_away(error: Exception) -> bool:
    """Whether Slack is in the way and not the message, so that the same will go through later."""
    if isinstance(error, DeliveryFailed):
        return not error.for_good
    if isinstance(error, SlackApiError):
        status = int(getattr(error.response, "status_code", 0) or getattr(error.response, "status", 0))
        data = getattr(error.response, "data", None)
        name = data.get("error", "") if isinstance(data, dict) else ""
        return status == 429 or status >= 500 or name in _AWAY
    return isinstance(error, SlackClientError | aiohttp.ClientError | OSError | TimeoutError)
