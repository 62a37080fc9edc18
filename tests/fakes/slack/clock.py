"""Slack's clock, which may run faster than the clock on the wall and may be put forward."""

import asyncio
import time

# A clock that was put forward must be noticed by those who sleep; more often would only cost time.
_LOOK_UP = 0.02


class Scaled:
    """`factor` times as fast as the clock on the wall, which it begins with."""

    def __init__(self, factor: float = 1.0) -> None:
        self.factor = factor
        self._base, self._start = time.time(), time.monotonic()
        self._ahead = 0.0

    def now(self) -> float:
        """Seconds since 1970, as Slack counts them."""
        return self._base + (time.monotonic() - self._start) * self.factor + self._ahead

    def advance(self, seconds: float) -> None:
        """Put the clock forward at one go: what follows upon what comes due is yet to come."""
        self._ahead += seconds

    def real(self, seconds: float) -> float:
        """How long Slack's `seconds` take on the wall."""
        return seconds / self.factor

    async def sleep(self, seconds: float) -> None:
        """Wait until Slack's `seconds` are over."""
        until = self.now() + seconds
        while (left := until - self.now()) > 0:
            await asyncio.sleep(min(self.real(left), _LOOK_UP))
