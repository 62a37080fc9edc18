"""An inbox that forgets everything when the test ends."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import takewhile
from threading import Lock

from assistant.domain.message import Turn
from assistant.domain.received import Claimed, Received


@dataclass
class _Kept:
    received: Received
    text: str | None
    said: str = ""
    done: bool = False
    worker: str | None = None
    until: datetime | None = None
    attempts: int = 0

    def is_free(self, now: datetime) -> bool:
        """Neither done nor under a running lease."""
        return not self.done and (self.until is None or self.until <= now)

    def end(self) -> None:
        """Nobody has it any more."""
        self.done, self.worker, self.until = True, None, None

    def turns(self) -> tuple[Turn, ...]:
        """What history keeps of it."""
        typed = () if self.text is None else (Turn("user", self.text),)
        return (*typed, Turn("assistant", self.said)) if self.said else typed


class FakeInbox:
    """Messages in memory, one caller at a time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: dict[str, _Kept] = {}

    def receive(self, received: Received, worker: str = "", until: datetime | None = None) -> bool:
        """Keep it; False where its key is known."""
        with self._lock:
            if received.key in self._kept:
                return False
            received = replace(received, at=received.at.astimezone(UTC))
            kept = _Kept(received, received.text, worker=worker or None, until=until)
            kept.attempts = 1 if worker else 0
            self._kept[received.key] = kept
            return True

    def claim(self, key: str, worker: str, now: datetime, until: datetime) -> Claimed | None:
        """Lease it to `worker`, unless it is done, unknown, or leased to another."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is None or kept.done or not (kept.is_free(now) or kept.worker == worker):
                return None
            kept.worker, kept.until = worker, until
            kept.attempts += 1
            return Claimed(kept.received, kept.attempts)

    def renew(self, keys: Sequence[str], worker: str, until: datetime) -> None:
        """Keep the worker's leases."""
        with self._lock:
            for kept in map(self._kept.get, keys):
                if kept is not None and kept.worker == worker:
                    kept.until = until

    def release(self, key: str, worker: str, until: datetime) -> None:
        """Give a lease back until a time, as if it had not been tried."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None and kept.worker == worker:
                kept.worker, kept.until = None, until
                kept.attempts -= 1

    def waiting(self, now: datetime, count: int) -> tuple[str, ...]:
        """Keys of what is neither done nor under a running lease, oldest first."""
        with self._lock:
            return tuple(kept.received.key for kept in self._in_order() if kept.is_free(now))[:count]

    def done(self, key: str, worker: str, said: str, keep: bool) -> bool:
        """It has been answered; False where the lease is no longer this worker's."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is None or kept.worker != worker:
                return False
            kept.end()
            kept.said, kept.text = said, kept.text if keep else None
            return True

    def history(self, thread: str, before: str) -> tuple[Turn, ...]:
        """The turns of a conversation that were received before the key `before`, oldest first."""
        with self._lock:
            conversation = [kept for kept in self._in_order() if thread and kept.received.thread == thread]
            earlier = takewhile(lambda kept: kept.received.key != before, conversation)
            return tuple(turn for kept in earlier for turn in kept.turns())

    def read(self, key: str) -> Received | None:
        """A message as it was received, None where it is unknown or its text is erased."""
        with self._lock:
            kept = self._kept.get(key)
            return None if kept is None or kept.text is None else kept.received

    def forget(self, key: str) -> None:
        """Erase the text of one message and of its answer; where nobody has answered it, nobody will."""
        with self._lock:
            if kept := self._kept.get(key):
                kept.end()
                kept.text, kept.said = None, ""

    def purge(self, before: datetime) -> int:
        """Remove everything received before a time and done; how many there were."""
        with self._lock:
            old = [key for key, kept in self._kept.items() if kept.done and kept.received.at < before]
            for key in old:
                del self._kept[key]
            return len(old)

    def _in_order(self) -> list[_Kept]:
        return sorted(self._kept.values(), key=lambda kept: kept.received.at)
