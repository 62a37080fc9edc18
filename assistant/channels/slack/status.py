"""What the assistant is doing, said under a direct message until the reply stands there.

It has fixed words, and never says what was asked.
"""

import asyncio
import logging

from assistant.channels.slack.places import Place
from assistant.channels.slack.posting import Posting
from assistant.domain.proposal import Step
from assistant.domain.replies import Replies

# Seconds that a reply waits for a status that is on its way: one that arrived later would stay.
_LAST = 1.0
_log = logging.getLogger(__name__)


class Status:
    """Of one message, made in the event loop; what cannot be said is left unsaid."""

    def __init__(self, posting: Posting, place: Place, replies: Replies) -> None:
        self._posting, self._place, self._replies = posting, place, replies
        self._loop = asyncio.get_running_loop()
        self._step: Step | None = None
        self._saying: asyncio.Task[None] | None = None
        self._is_over = False

    def told(self, step: Step) -> None:
        """Say it, from whatever thread."""
        self._loop.call_soon_threadsafe(self._begin, step)

    async def end(self) -> None:
        """Say nothing more."""
        self._is_over = True
        if self._saying:
            await asyncio.wait([self._saying], timeout=_LAST)
            self._saying.cancel()

    def _begin(self, step: Step) -> None:
        if self._is_over:
            return
        self._step = step
        if self._saying is None or self._saying.done():
            self._saying = asyncio.create_task(self._say())

    async def _say(self) -> None:
        """One after the other, and of those that came meanwhile the last."""
        said = None
        while self._step is not said and not self._is_over:
            said = self._step
            try:
                await self._posting.status(self._place, self._replies.say(f"progress.{said}"))
            except Exception as error:
                _log.info("no status: %s", type(error).__name__)
                return
