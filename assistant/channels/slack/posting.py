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
from assistant.ports import DeliveryFailed, NobodyThere

# Slack itself is in trouble, or takes nothing from this app until somebody at the school has mended it.
_AWAY = frozenset(
    {
        "account_inactive",
        "fatal_error",
        "internal_error",
        "invalid_auth",
        "message_limit_exceeded",
        "messages_tab_disabled",
        "missing_scope",
        "no_permission",
        "not_allowed_token_type",
        "not_authed",
        "rate_limited",
        "ratelimited",
        "request_timeout",
        "service_unavailable",
        "team_access_not_granted",
        "token_expired",
        "token_revoked",
    }
)


# The person or the conversation is gone, and nothing brings them back.
_NOBODY = frozenset(
    {
        "cannot_dm_bot",
        "channel_not_found",
        "is_archived",
        "not_in_channel",
        "user_deactivated",
        "user_disabled",
        "user_not_found",
        "user_not_visible",
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

    async def open_view(self, trigger: str, view: Mapping[str, Any]) -> str:
        """Show a modal to whoever has just clicked; its id."""
        opened = await self._client.views_open(trigger_id=trigger, view=dict(view))
        return str(opened["view"]["id"])

    async def change_view(self, view_id: str, view: Mapping[str, Any]) -> None:
        """Show something else in a modal that is open."""
        await self._client.views_update(view_id=view_id, view=dict(view))

    async def home(self, user: str, view: Mapping[str, Any]) -> None:
        """What one person sees on the app's Home tab."""
        await self._client.views_publish(user_id=user, view=dict(view))

    async def status(self, place: Place, sentence: str) -> None:
        """What is being done, under a message until something is posted there, or for two minutes."""
        await self._client.assistant_threads_setStatus(
            channel_id=place.channel, thread_ts=place.thread_ts or place.ts, status=sentence
        )

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


def is_nobody_there(error: Exception) -> bool:
    """Whether there is nobody any more who could be shown anything there."""
    return isinstance(error, NobodyThere) or refusal_of(error) in _NOBODY


def is_away(error: Exception) -> bool:
    """Whether Slack is in the way and not the message, so that the same will go through later."""
    if isinstance(error, DeliveryFailed):
        return not error.for_good
    if isinstance(error, SlackApiError):
        status = int(getattr(error.response, "status_code", 0) or getattr(error.response, "status", 0))
        return status == 429 or status >= 500 or refusal_of(error) in _AWAY
    return isinstance(error, SlackClientError | aiohttp.ClientError | OSError | TimeoutError)


def refusal_of(error: Exception) -> str:
    """Slack's own name for its no; empty where it gave none."""
    data = getattr(getattr(error, "response", None), "data", None)
    return str(data.get("error", "")) if isinstance(data, dict) else ""
