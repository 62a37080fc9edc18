"""Wakes whoever waits for work, before their time is over."""

import asyncio
from contextlib import suppress


class Bell:
    """One ring wakes all who wait, and those who were at work and have not heard it yet."""

    def __init__(self) -> None:
        self._next = asyncio.Event()
        self.rings = 0

    def ring(self) -> None:
        """Wake everybody."""
        self.rings += 1
        rung, self._next = self._next, asyncio.Event()
        rung.set()

    async def heard_within(self, seconds: float, heard: int) -> None:
        """Wait for a ring after the first `heard` ones, or until the time is over."""
        if self.rings > heard:
            return
        with suppress(TimeoutError):
            await asyncio.wait_for(self._next.wait(), seconds)
