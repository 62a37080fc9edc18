"""Who somebody in Slack is: what people call them, and whether they belong to the school."""

import asyncio
import logging
import time
from dataclasses import dataclass

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

_REMEMBERED = 3600.0
_MOST = 2000
# The client itself would sleep through a rate limit.
_PATIENCE = 1.5
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Person:
    """One account. Guests and people of other organisations get contacts only."""

    name: str = ""
    guest: bool = False


class People:
    """Looks accounts up, each once an hour."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._known: dict[str, tuple[float, Person]] = {}

    def known(self, user: str) -> Person | None:
        """The person, where Slack need not be asked."""
        at, known = self._known.get(user, (0.0, None))
        return known if time.monotonic() - at < _REMEMBERED else None

    async def who(self, user: str) -> Person:
        """The person; a member of staff without a name where Slack does not say."""
        if known := self.known(user):
            return known
        try:
            answer = await asyncio.wait_for(self._client.users_info(user=user), _PATIENCE)
            found = answer.get("user") or {}
        except (SlackApiError, aiohttp.ClientError, OSError, TimeoutError) as error:
            # Somebody who reports an incident must not be turned away because Slack is slow.
            _log.warning("account not looked up: %s", type(error).__name__)
            return Person()
        profile = found.get("profile") or {}
        name = profile.get("display_name") or found.get("real_name") or profile.get("real_name") or ""
        marks = ("is_restricted", "is_ultra_restricted", "is_stranger")
        person = Person(str(name), any(found.get(mark) for mark in marks))
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[user] = (time.monotonic(), person)
        return person
