"""Windows over Slack: opened within the three seconds that a click allows for, and filled when there is more.

A window is the only place in Slack that nobody else sees, wherever the button stood.
"""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

import aiohttp
from slack_sdk.errors import SlackClientError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from assistant.channels.slack.blocks.common import fallback, section
from assistant.channels.slack.blocks.pages import loading_view
from assistant.channels.slack.places import place_of_action
from assistant.channels.slack.posting import NotPosted, Posting, Shown
from assistant.domain.replies import Replies

Body = Mapping[str, Any]
_TROUBLES = (SlackClientError, aiohttp.ClientError, OSError, TimeoutError)
_log = logging.getLogger(__name__)


class Windows:
    """Opens one for whoever has just clicked."""

    def __init__(self, posting: Posting, replies: Replies) -> None:
        self._posting, self._replies = posting, replies

    async def open(self, body: Body, view: View, instead: Sequence[Block] = ()) -> None:
        """Show it. Where Slack opens no window any more, `instead` comes as a message to the clicker alone.

        Without `instead` that is a request to press the button again. Raises nothing.
        """
        try:
            await self._posting.open_view(body["trigger_id"], view.to_dict())
        except _TROUBLES as error:
            _log.warning("no window: %s", type(error).__name__)
            await self._said(body, instead or [section(self._replies.say("slack.no_window"))])

    async def tell(self, body: Body, view: View) -> None:
        """A window that only tells something, which a message can as well."""
        await self.open(body, view, view.blocks or ())

    async def wait(self, body: Body) -> str:
        """Open one at once that asks to wait; its id, empty where Slack opens none: the clicker is told."""
        try:
            return await self._posting.open_view(body["trigger_id"], loading_view(self._replies).to_dict())
        except _TROUBLES as error:
            _log.warning("no window: %s", type(error).__name__)
            await self._said(body, [section(self._replies.say("slack.no_window"))])
            return ""

    async def fill(self, window: str, view: View) -> None:
        """Show it where `wait` opened one. Raises nothing: it may have been shut meanwhile."""
        try:
            await self._posting.change_view(window, view.to_dict())
        except _TROUBLES as error:
            _log.warning("window not filled: %s", type(error).__name__)

    async def _said(self, body: Body, blocks: Sequence[Block]) -> None:
        """To the clicker alone: where the button is, or in the direct message."""
        place, shown = place_of_action(body), Shown(blocks, fallback(self._replies))
        try:
            if place.response_url:
                await self._posting.respond(place, shown)
            else:
                await self._posting.direct(place.user, shown)
        except (*_TROUBLES, NotPosted) as error:
            _log.error("click not answered: %s", type(error).__name__)
