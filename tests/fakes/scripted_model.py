"""A language model that plays a script, over HTTP as OpenAI's servers speak it or as another provider's do.

    with ScriptedModel() as model:
        model.plays(Says('{"verdict": "no", "sentences": []}'), Status(500))
        ... model.url ...

The last part of the script is played for ever. A part may also be a function that is given the prompt and
says what to answer.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from threading import Event, Thread
from types import TracebackType
from typing import Any, Self

from aiohttp import web
from aiohttp.typedefs import Handler
from multidict import CIMultiDictProxy

from tests.fakes.wires.openai import OpenAI
from tests.fakes.wires.wire import Body, Wire

_FOR_EVER = 3600.0


@dataclass(frozen=True)
class Says:
    """A whole answer, in pieces of so many characters, with so long before each of them.

    `usage` is the tokens in and out that the server tells, None where it tells none.
    """

    text: str
    piece: int = 40
    pause: float = 0.0
    finish: str = "stop"
    refusal: str = ""
    usage: tuple[int, int] | None = None


@dataclass(frozen=True)
class Endless:
    """The same piece again and again: `pause` seconds between them."""

    piece: str = "and on "
    pause: float = 0.0


@dataclass(frozen=True)
class KeepsAlive:
    """Never a word, but signs of life that every client has to ignore."""

    pause: float = 0.02


@dataclass(frozen=True)
class Silent:
    """Takes the question, and says nothing at all."""


@dataclass(frozen=True)
class BreaksOff:
    """Begins an answer and hangs up."""

    text: str = '{"verdict": "no", "sen'


@dataclass(frozen=True)
class Status:
    """An error of the server's, with a body of its own."""

    code: int
    body: str = '{"error": {"message": "no"}}'


Part = Says | Endless | KeepsAlive | Silent | BreaksOff | Status
Script = Part | Callable[[str], Part]


class ScriptedModel:
    """A server on a free port of this machine; `requests` are the bodies that it was sent.

    Without `takes_forms` it refuses whoever wants the answer in a form.
    """

    def __init__(self, takes_forms: bool = True, wire: Wire | None = None) -> None:
        self.requests: list[dict[str, Any]] = []
        self.headers: list[CIMultiDictProxy[str]] = []
        """Those of each request."""
        self.seen: list[str] = []
        """Every path that somebody asked for, with what stands behind its question mark."""
        self.cut_off = 0
        """How many answers were not read to their end."""
        self._takes_forms, self._wire = takes_forms, wire or OpenAI()
        self._script: list[Script] = [Says("")]
        self._ready, self._loop = Event(), asyncio.new_event_loop()
        self._stopping = asyncio.Event()
        self._port = 0
        self._thread = Thread(target=self._serve, daemon=True)

    @property
    def url(self) -> str:
        """The address, as a setting takes it."""
        return f"http://127.0.0.1:{self._port}{self._wire.address}"

    @property
    def prompts(self) -> list[str]:
        """What was asked, the newest last."""
        return [self._wire.prompt(request) for request in self.requests]

    def plays(self, *script: Script) -> None:
        """Play these from now on."""
        self._script = list(script)

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join()

    def _serve(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._until_stopped())

    async def _until_stopped(self) -> None:
        app = web.Application()
        app.middlewares.append(self._see)
        app.router.add_post(self._wire.route, self._answer)
        runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self._port = runner.addresses[0][1]
        self._ready.set()
        await self._stopping.wait()
        await runner.cleanup()

    @web.middleware
    async def _see(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        self.seen.append(request.path_qs)
        return await handler(request)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self.requests.append(body)
        self.headers.append(request.headers)
        if not self._takes_forms and self._wire.in_form(body):
            return web.json_response({"error": {"message": "unknown field"}}, status=400)
        script = self._script.pop(0) if len(self._script) > 1 else self._script[0]
        part = script(self.prompts[-1]) if callable(script) else script
        if isinstance(part, Status):
            return web.Response(status=part.code, text=part.body, content_type="application/json")
        response = web.StreamResponse(headers={"Content-Type": self._wire.kind})
        await response.prepare(request)
        try:
            async for line in _lines(part, self._wire, body):
                await response.write(line.encode())
        except (ConnectionError, asyncio.CancelledError):
            self.cut_off += 1
            raise
        if isinstance(part, BreaksOff) and request.transport is not None:
            request.transport.abort()
        return response


async def _lines(part: Part, wire: Wire, body: Body) -> AsyncIterator[str]:
    """The events of a stream."""
    if isinstance(part, Silent):
        await asyncio.sleep(_FOR_EVER)
    yield wire.opening(body)
    match part:
        case Says():
            async for line in _told(part, wire, body):
                yield line
        case Endless():
            while True:
                await asyncio.sleep(part.pause)
                yield wire.said(part.piece, body, None)
        case KeepsAlive():
            while True:
                await asyncio.sleep(part.pause)
                yield wire.alive
        case BreaksOff():
            yield wire.said(part.text, body, None)


async def _told(part: Says, wire: Wire, body: Body) -> AsyncIterator[str]:
    for start in range(0, len(part.text), part.piece):
        await asyncio.sleep(part.pause)
        end = min(start + part.piece, len(part.text))
        so_far = part.usage and (part.usage[0], part.usage[1] * end // len(part.text))
        yield wire.said(part.text[start:end], body, so_far)
    yield wire.ended(part.finish, part.refusal, part.usage)
