"""How payloads get to the bot: sent once, or again and again until somebody acknowledges them."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from typing import Any, Protocol

from tests.fakes.slack.clock import Scaled
from tests.fakes.slack.errors import Impossible
from tests.fakes.slack.rules import Json

ACKNOWLEDGE_WITHIN = 3
# Slack tries again at once, after a minute and after five.
_WAITS = (0, 0, 60, 300)
EVENTS, INTERACTIVE, COMMANDS = "events_api", "interactive", "slash_commands"


@dataclass(frozen=True)
class Attempt:
    """One envelope, or one request over HTTP."""

    number: int
    reason: str
    time: float
    connection: str


@dataclass
class Delivery:
    """A payload on its way. `repr` tells no contents."""

    kind: str
    payload: Json = field(repr=False)
    # What happens on the screen when the bot answered, and when it did not in time.
    answered: Callable[[Any], None] = field(default=lambda answer: None, repr=False)
    unanswered: Callable[[], None] = field(default=lambda: None, repr=False)
    attempts: list[Attempt] = field(default_factory=list)
    acknowledged: bool = False
    answer: Any = field(default=None, repr=False)
    # The bot may ask not to be tried again, and the next attempt tells why the last one failed.
    never_again: bool = False
    failure: str = "timeout"
    over: Event = field(default_factory=Event, repr=False)

    @property
    def event_id(self) -> str:
        """What stays the same however often an event is delivered."""
        return str(self.payload.get("event_id", ""))

    @property
    def name(self) -> str:
        """Which event, command or interaction it is."""
        payload = self.payload
        return str(payload.get("event", {}).get("type") or payload.get("command") or payload.get("type"))

    def wait(self, seconds: float = 5) -> "Delivery":
        """Itself, once it was acknowledged or given up."""
        if not self.over.wait(seconds):
            raise Impossible(f"{self.name} was neither acknowledged nor given up")
        return self


class Transport(Protocol):
    """Socket Mode or HTTP."""

    async def attempt(self, delivery: Delivery, number: int, reason: str) -> bool:
        """Whether this attempt was acknowledged in time; what came back is in the delivery's `answer`."""


class Post:
    """Sends deliveries in Slack's own thread, which `loop` belongs to."""

    def __init__(self, clock: Scaled, loop: asyncio.AbstractEventLoop, transport: Transport) -> None:
        self.clock, self.loop, self.transport = clock, loop, transport
        self.down = False
        self.sent: list[Delivery] = []
        self._tasks: set[asyncio.Task[None]] = set()

    def send(self, delivery: Delivery) -> Delivery:
        """The delivery, on its way; from any thread."""
        self.sent.append(delivery)
        self.loop.call_soon_threadsafe(self._begin, self._deliver(delivery))
        return delivery

    def send_again(self, delivery: Delivery, times: int) -> None:
        """The same once more, although it was acknowledged."""
        for number in range(1, times + 1):
            again = self.transport.attempt(delivery, number, "timeout")
            self.loop.call_soon_threadsafe(self._begin, _once(again))

    def _begin(self, work: Any) -> None:
        task: asyncio.Task[None] = self.loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, delivery: Delivery) -> None:
        waits = _WAITS if delivery.kind == EVENTS else _WAITS[:1]
        for number, wait in enumerate(waits):
            await self.clock.sleep(wait)
            while self.down:
                await asyncio.sleep(0.02)
            if await self.transport.attempt(delivery, number, delivery.failure if number else ""):
                delivery.acknowledged = True
                delivery.answered(delivery.answer)
                break
            if delivery.never_again:
                break
        if not delivery.acknowledged:
            delivery.unanswered()
        delivery.over.set()

    async def close(self) -> None:
        """Let go of whatever is still on its way."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _once(attempt: Any) -> None:
    await attempt
