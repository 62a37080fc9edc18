"""One process: Slack, the chase, the cards, and health, until it is told to stop.

On SIGTERM it takes no more work, finishes what it has begun, and closes.
"""

import asyncio
import logging
import secrets
import signal
import socket
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

import aiohttp
import uvicorn
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.routing import Route

from assistant.bootstrap import Assistant
from assistant.channels.slack.answering import Answering
from assistant.channels.slack.bell import Bell
from assistant.channels.slack.connecting import app_of, client_of, transport_of
from assistant.channels.slack.desk import Desk
from assistant.channels.slack.explaining import Explaining
from assistant.channels.slack.health import health_routes
from assistant.channels.slack.lanes import Lane, Lanes, on
from assistant.channels.slack.leasing import Leases
from assistant.channels.slack.manifest import prompts
from assistant.channels.slack.metrics import metrics_route
from assistant.channels.slack.people import People
from assistant.channels.slack.posted import Posted
from assistant.channels.slack.posting import Posting
from assistant.channels.slack.replying import Replying
from assistant.channels.slack.starting import complete, listening_at, tokens_taken
from assistant.channels.slack.transports import Transport
from assistant.channels.slack.windows import Windows
from assistant.domain.message import Message
from assistant.ports import Usage

_CHASERS = 3
_CHASE_EVERY = 5.0
_CARDS_EVERY = 1.0
_RECOVER_EVERY = 2.0
_PURGE_EVERY = 3600.0
_KEPT = timedelta(days=1)
_CARDS_AT_ONCE = 20
# Seconds for one call of Slack's.
_TIMEOUT = 10.0
# Beyond a model's own seconds: what is late by then is late for good.
_GRACE = 1.0
# What has begun may take so long to end before the process goes all the same; the inbox has the rest.
_DRAIN = 20.0
_log = logging.getLogger(__name__)


def serve(made: Assistant) -> None:
    """Run until SIGTERM or SIGINT. Raises AssistantError where it cannot begin."""
    # These write what they send and receive into the log at lower levels, message text included.
    for name in ("slack_bolt", "slack_sdk", "aiohttp"):
        logging.getLogger(name).setLevel(logging.ERROR)
    asyncio.run(_Process(made).run())


class _Process:
    def __init__(self, made: Assistant) -> None:
        self._made, self._settings = made, made.settings
        self._lanes = Lanes()
        self._stopping = asyncio.Event()
        self._bell = Bell()

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        for caught in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(caught, self._stopping.set)
        listening = listening_at(self._settings.serve_host, self._settings.serve_port)
        try:
            async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_TIMEOUT)) as session:
                await self._serve(client_of(self._settings, session), listening)
        finally:
            listening.close()
            await asyncio.to_thread(self._lanes.close)

    async def _serve(self, client: AsyncWebClient, listening: socket.socket) -> None:
        complete(self._settings)
        _ = self._made.ask
        identity = await tokens_taken(client, self._settings)
        await self._warmed()
        desk = self._desk(client)
        transport = transport_of(app_of(client, self._settings, desk, identity), self._settings)
        watched = (*health_routes(self._checks(transport)), metrics_route(self._used_today))
        server = _server([*watched, *transport.routes])
        serving = asyncio.create_task(server.serve([listening]))
        holding = asyncio.create_task(desk.answering.leases.hold())
        loops = [asyncio.create_task(one) for one in self._loops(desk)]
        # It takes as long as Slack is away, and must not keep anybody from stopping the process.
        opening = asyncio.create_task(transport.open())
        _log.info("serving")
        await self._stopping.wait()
        await _ended([opening], 0)
        await transport.close()
        self._bell.ring()
        await desk.answering.drained(_DRAIN)
        await _ended(loops, _DRAIN)
        server.should_exit = True
        await serving
        await _ended([holding], 0)

    async def _warmed(self) -> None:
        """Read everything now: the first to report an incident must not wait for it."""
        made, first = self._made, Message(prompts(self._made.replies)[0][1])
        needs: Sequence[tuple[Lane, Callable[[], object]]] = (
            (self._lanes.triage, lambda: made.ask.triaged(first)),
            (self._lanes.questions, lambda: made.ask.answer(first, record=False)),
            (self._lanes.storing, lambda: made.inbox.waiting(made.clock.now(), 1)),
            (self._lanes.storing, lambda: made.cases.due_cases(made.clock.now(), 1)),
            (self._lanes.storing, made.switch.is_off),
            *(((self._lanes.explaining, made.means),) if made.explain else ()),
        )
        for lane, need in needs:
            try:
                await asyncio.wait_for(on(lane, need), _TIMEOUT)
            # It may be mended while the process runs, and whatever works meanwhile is better than nothing.
            except Exception as error:
                _log.error("not ready: %s", type(error).__name__)

    def _desk(self, client: AsyncWebClient) -> Desk:
        worker = f"{socket.gethostname()}-{secrets.token_hex(4)}"
        people, posting = People(client), Posting(client)
        windows = Windows(posting, self._made.replies)
        replying = Replying(self._made, posting, self._lanes, self._bell.ring)
        leases = Leases(self._made.inbox, self._made.clock, self._lanes, worker)
        explaining = Explaining(self._made, posting, self._lanes, self._settings.model_timeout + _GRACE)
        posted = Posted(client)
        answering = Answering(self._made, people, replying, posted, self._lanes, leases, explaining)
        return Desk(
            self._made, self._lanes, self._bell, people, posting, windows, replying, answering, explaining
        )

    def _checks(self, transport: Transport) -> dict[str, Callable[[], Awaitable[bool]]]:
        async def database() -> bool:
            await on(self._lanes.storing, self._made.cases.due_cases, self._made.clock.now(), 1)
            return True

        async def index() -> bool:
            return await on(self._lanes.storing, self._made.shelf.current) is not None

        return {"slack": transport.connected, "database": database, "index": index}

    async def _used_today(self) -> Usage:
        today = self._made.clock.today()
        days = await on(self._lanes.storing, self._made.allowance.usage, today)
        return next((day for day in days if day.day == today), Usage(today, 0, 0, 0, 0))

    def _loops(self, desk: Desk) -> list[Coroutine[None, None, None]]:
        made, lanes = self._made, self._lanes

        async def purge() -> None:
            await on(lanes.storing, made.inbox.purge, made.clock.now() - _KEPT)

        async def cards() -> None:
            await on(lanes.chasing, made.cards.refresh, _CARDS_AT_ONCE)

        async def recover() -> None:
            await desk.answering.recover()

        return [
            *(self._chasing() for _ in range(_CHASERS)),
            self._every(_CARDS_EVERY, cards),
            self._every(_RECOVER_EVERY, recover),
            self._every(_PURGE_EVERY, purge),
        ]

    def _chasing(self) -> Coroutine[None, None, None]:
        """Several: an alert that waits for one slow server must not keep the others waiting."""
        chase = self._made.new_chase()

        async def sweep() -> None:
            await on(self._lanes.chasing, chase.sweep)

        return self._every(_CHASE_EVERY, sweep)

    async def _every(self, seconds: float, work: Callable[[], Awaitable[None]]) -> None:
        """Do the work again and again, sooner where the bell rings; what breaks is tried next time."""
        while not self._stopping.is_set():
            heard = self._bell.rings
            try:
                await work()
            # A database that restarts, a Slack that is away: the next turn may find them back.
            except Exception as error:
                _log.error("turn failed: %s", type(error).__name__)
            await self._bell.heard_within(seconds, heard)


async def _ended(tasks: Sequence[asyncio.Task[None]], seconds: float) -> None:
    """Wait for the tasks, then end them."""
    await asyncio.wait(tasks, timeout=seconds)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


class _Server(uvicorn.Server):
    """Signals are the process's own business: it drains before it closes."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _server(routes: list[Route]) -> uvicorn.Server:
    return _Server(uvicorn.Config(Starlette(routes=routes), log_config=None, access_log=False))
