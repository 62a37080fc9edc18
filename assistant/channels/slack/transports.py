"""The two ways in which Slack reaches the process; both lead to the same listeners."""

import re
from typing import Protocol

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from assistant.channels.slack.manifest import HTTP_PATH

# Seconds between looks at the connection, and between tries to have one again.
_LOOK_EVERY = 3.0
_TIMESTAMP = re.compile(r"\d{1,12}")


class Transport(Protocol):
    """How Slack reaches this process."""

    @property
    def routes(self) -> list[Route]:
        """What the process's own web server has to offer for it."""
        ...

    async def connected(self) -> bool:
        """Whether Slack can reach the process now."""
        ...

    async def open(self) -> None:
        """Begin to take work."""
        ...

    async def close(self) -> None:
        """Take no more work."""
        ...


class SocketMode:
    """The process calls Slack; no address of the school's has to be open to the world."""

    def __init__(self, app: AsyncApp, app_token: str) -> None:
        self._handler = AsyncSocketModeHandler(app, app_token, ping_interval=_LOOK_EVERY)

    @property
    def routes(self) -> list[Route]:
        """None: nothing comes in over HTTP."""
        return []

    async def connected(self) -> bool:
        """Whether the connection stands."""
        return bool(await self._handler.client.is_connected())

    async def open(self) -> None:
        """Connect; connections that Slack refreshes are renewed without a gap."""
        await self._handler.connect_async()

    async def close(self) -> None:
        """Disconnect: what Slack has for the app goes to another process, or waits."""
        await self._handler.close_async()


class HttpMode:
    """Slack calls the process, and signs what it says."""

    def __init__(self, app: AsyncApp) -> None:
        self._handler = AsyncSlackRequestHandler(app)
        self._open = False

    @property
    def routes(self) -> list[Route]:
        """The one path that Slack calls."""
        return [Route(HTTP_PATH, self._called, methods=["POST"])]

    async def connected(self) -> bool:
        """Whether calls are taken."""
        return self._open

    async def open(self) -> None:
        """Take calls."""
        self._open = True

    async def close(self) -> None:
        """Turn calls away, so that Slack repeats them to another process."""
        self._open = False

    async def _called(self, request: Request) -> Response:
        if not self._open:
            return Response(status_code=503)
        # Bolt answers a timestamp that is no number with an error of the server's and its traceback.
        if not _TIMESTAMP.fullmatch(request.headers.get("x-slack-request-timestamp", "")):
            return Response(status_code=401)
        return await self._handler.handle(request)
