"""The server in a thread of its own: everything that listens on the port."""

import asyncio
import socket
from collections.abc import Coroutine
from concurrent.futures import Future
from threading import Thread
from typing import Any, TypeVar

from aiohttp import web
from aiohttp.typedefs import Handler

from tests.fakes.slack.delivery import Post
from tests.fakes.slack.socket_mode import SocketMode
from tests.fakes.slack.web_api import WebApi, dropped

HOST = "127.0.0.1"
Result = TypeVar("Result")


class Server:
    """Listens on a free port until it is closed; it can refuse everybody in between."""

    def __init__(self, api: WebApi, sockets: SocketMode, loop: asyncio.AbstractEventLoop) -> None:
        self._api, self._sockets, self._loop = api, sockets, loop
        self._thread = Thread(target=loop.run_forever, name="fake Slack", daemon=True)
        self._thread.start()
        self.unavailable = self.refusing = False
        self._runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=0.1)
        self.port = 0
        self.run(self._open())
        base = f"{HOST}:{self.port}"
        sockets.base, api.workspace.response_urls.base = f"ws://{base}", f"http://{base}"
        api.connection_url = sockets.ticket_url

    def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        """What the work in the server's thread gives back."""
        return self.start(work).result(30)

    def start(self, work: Coroutine[Any, Any, Result]) -> "Future[Result]":
        """Begin work in the server's thread."""
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def _application(self) -> web.Application:
        application = web.Application(middlewares=[self._trouble], client_max_size=2**24)
        application.router.add_route("*", "/api/{method}", self._api.call)
        application.router.add_post("/response/{name}", self._api.response)
        application.router.add_get("/link/", self._sockets.link)
        return application

    @web.middleware
    async def _trouble(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if self.refusing:
            return dropped(request)
        if self.unavailable:
            return web.Response(status=503, text="<html>Slack is down</html>", content_type="text/html")
        return await handler(request)

    async def _open(self) -> None:
        await self._runner.setup()
        await self._listen()

    async def _listen(self) -> None:
        self._listening = socket.create_server((HOST, self.port))
        self._site = web.SockSite(self._runner, self._listening)
        await self._site.start()
        self.port = self._listening.getsockname()[1]

    async def _stop_listening(self) -> None:
        # asyncio leaks a connection that was accepted and not yet handed over when its server is closed.
        self._loop.remove_reader(self._listening)
        for _ in range(3):
            await asyncio.sleep(0)
        await self._site.stop()

    async def go_down(self, *, refusing: bool) -> None:
        """Drop every connection and take no new one, or answer all requests with 503."""
        self.unavailable, self.refusing = True, refusing
        await self._sockets.drop(politely=False)
        if refusing:
            await self._stop_listening()

    async def come_back(self) -> None:
        """Work again, on the same port."""
        if self.refusing:
            await self._listen()
        self.unavailable = self.refusing = False

    def close(self, post: Post) -> None:
        """End everything that was begun."""
        self.run(self._close(post))
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _close(self, post: Post) -> None:
        await post.close()
        await self._sockets.drop(politely=False)
        if not self.refusing:
            await self._stop_listening()
        await self._runner.cleanup()
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
