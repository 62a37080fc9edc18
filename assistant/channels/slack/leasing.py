"""What one worker has taken from the inbox: claimed under a lease, renewed, given back or marked as done."""

import asyncio
import logging
from datetime import timedelta

from assistant.channels.slack.lanes import Lanes, on
from assistant.domain.received import Claimed, Received
from assistant.errors import CaseStoreError
from assistant.ports import Clock, Inbox

# Whoever has not renewed a lease for so long has died, and others take over.
LEASE = timedelta(seconds=15)
_RENEW_EVERY = LEASE.total_seconds() / 3
_LONGEST_PAUSE = timedelta(seconds=30)
_log = logging.getLogger(__name__)


class Leases:
    """`worker` is this process among all that share the inbox."""

    def __init__(self, inbox: Inbox, clock: Clock, lanes: Lanes, worker: str) -> None:
        self._inbox, self._clock, self._lanes, self._worker = inbox, clock, lanes, worker
        self.in_hand: set[str] = set()
        # Shown, though the inbox does not know it yet: what history keeps of it, and whether the text stays.
        self._unmarked: dict[str, tuple[str, bool]] = {}

    def received(self, received: Received) -> bool:
        """Write it down under a lease of this worker's; False for a repeat. For a thread of the caller's."""
        return self._inbox.receive(received, self._worker, self._clock.now() + LEASE)

    async def hold(self) -> None:
        """Keep the leases of what is in hand, however long it takes; for ever."""
        while True:
            await asyncio.sleep(_RENEW_EVERY)
            until = self._clock.now() + LEASE
            try:
                await on(self._lanes.holding, self._inbox.renew, tuple(self.in_hand), self._worker, until)
            except CaseStoreError:
                _log.error("leases not renewed")

    async def claimed(self, key: str, received: Received | None) -> Claimed | None:
        """The message, if it is this worker's to answer: from memory where there is no database."""
        try:
            claimed = await self._lease(key)
            # The database was away when it came, and is back.
            if claimed is None and received and await on(self._lanes.storing, self._inbox.receive, received):
                claimed = await self._lease(key)
        except CaseStoreError:
            _log.error("answered without the inbox")
            return Claimed(received, 1) if received and key not in self._unmarked else None
        return claimed

    async def put_back(self, received: Received) -> None:
        """Until Slack may be there again: the longer it has been away, the rarer."""
        now = self._clock.now()
        pause = min(max((now - received.at) / 10, timedelta(seconds=2)), _LONGEST_PAUSE)
        await on(self._lanes.storing, self._inbox.release, received.key, self._worker, now + pause)

    def is_shown(self, key: str) -> bool:
        """Whether only the mark is missing."""
        return key in self._unmarked

    def shown(self, key: str, said: str, keep: bool) -> None:
        """Nothing more is to be done but to mark it; `keep` says whether its text stays for the history."""
        self._unmarked[key] = said, keep

    async def mark(self, key: str) -> None:
        """Done. Where that cannot be written, it is tried again, and nothing is said twice."""
        said, keep = self._unmarked[key]
        try:
            await on(self._lanes.storing, self._inbox.done, key, self._worker, said, keep)
        except CaseStoreError:
            _log.error("answered, but not marked as answered")
        else:
            del self._unmarked[key]

    async def _lease(self, key: str) -> Claimed | None:
        now = self._clock.now()
        return await on(self._lanes.storing, self._inbox.claim, key, self._worker, now, now + LEASE)
