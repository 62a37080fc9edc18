"""Socket Mode: one-time tickets, several connections, envelopes and acknowledgements."""

import asyncio
import json
from dataclasses import dataclass
from random import Random
from secrets import token_hex
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web

from tests.fakes.slack.account import APP
from tests.fakes.slack.clock import Scaled
from tests.fakes.slack.delivery import ACKNOWLEDGE_WITHIN, EVENTS, Attempt, Delivery
from tests.fakes.slack.rules import Json

MOST_CONNECTIONS = 10
_CLOSES_AFTER = 10
_TICKET_LIVES = 30


@dataclass(eq=False)
class Connection:
    """One WebSocket that the bot opened."""

    name: str
    socket: web.WebSocketResponse
    request: web.Request
    # An old one that is about to close gets nothing new.
    leaving: bool = False


class SocketMode:
    """Keeps the connections and spreads envelopes over them at random, though the same way each time."""

    def __init__(self, clock: Scaled, seed: int) -> None:
        self.clock, self._random = clock, Random(seed)
        self.base = ""
        self.connections: list[Connection] = []
        self.opened = 0
        self._tickets: dict[str, float] = {}
        self._waiting: dict[str, asyncio.Future[Any]] = {}
        # Envelope ids in the order of their acknowledgements, too late ones included.
        self.acknowledgements: list[str] = []

    def ticket_url(self) -> str:
        """Where one connection may be opened, soon and once."""
        ticket = token_hex(12)
        self._tickets[ticket] = self.clock.now()
        return f"{self.base}/link/?ticket={ticket}&app_id={APP}"

    async def link(self, request: web.Request) -> web.StreamResponse:
        """A connection, from its beginning to its end."""
        issued = self._tickets.pop(request.query.get("ticket", ""), None)
        if issued is None or self.clock.now() - issued > _TICKET_LIVES:
            return web.Response(status=403)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        if len(self.connections) == MOST_CONNECTIONS:
            await socket.send_json(_disconnect("too_many_websockets"))
            await socket.close()
            return socket
        self.opened += 1
        connection = Connection(f"connection {self.opened}", socket, request)
        self.connections.append(connection)
        try:
            await self._serve(connection)
        finally:
            self.connections.remove(connection)
        return socket

    async def _serve(self, connection: Connection) -> None:
        hello = {
            "type": "hello",
            "num_connections": len(self.connections),
            "connection_info": {"app_id": APP},
            "debug_info": {"host": "applink", "build_number": 1, "approximate_connection_time": 18060},
        }
        await connection.socket.send_json(hello)
        async for message in connection.socket:
            if message.type == WSMsgType.TEXT:
                self._acknowledge(json.loads(message.data))

    def _acknowledge(self, message: Json) -> None:
        envelope = str(message.get("envelope_id"))
        self.acknowledgements.append(envelope)
        waiting = self._waiting.get(envelope)
        if waiting is not None and not waiting.done():
            waiting.set_result(message.get("payload"))

    async def attempt(self, delivery: Delivery, number: int, reason: str) -> bool:
        """Whether an envelope with the payload was acknowledged in time."""
        connection = self._any()
        name = connection.name if connection else ""
        delivery.attempts.append(Attempt(number, reason, self.clock.now(), name))
        if connection is None and delivery.kind != EVENTS:
            return False
        envelope = token_hex(8)
        self._waiting[envelope] = asyncio.get_running_loop().create_future()
        try:
            if connection is not None:
                await _send(connection, _envelope(envelope, delivery, number, reason))
            return await self._in_time(envelope, delivery)
        finally:
            del self._waiting[envelope]

    def _any(self) -> Connection | None:
        ready = [one for one in self.connections if not (one.leaving or one.socket.closed)]
        return self._random.choice(ready) if ready else None

    async def _in_time(self, envelope: str, delivery: Delivery) -> bool:
        waiting = self._waiting[envelope]
        late = asyncio.ensure_future(self.clock.sleep(ACKNOWLEDGE_WITHIN))
        try:
            await asyncio.wait({waiting, late}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            late.cancel()
        if waiting.done():
            delivery.answer = waiting.result()
        return waiting.done()

    async def refresh(self, reason: str) -> None:
        """Ask every connection to be replaced by a new one, as Slack does every few hours."""
        old = list(self.connections)
        for connection in old:
            connection.leaving = True
            await _send(connection, _disconnect(reason))
        await self.clock.sleep(_CLOSES_AFTER)
        for connection in old:
            await connection.socket.close()

    async def drop(self, *, politely: bool) -> None:
        """End every connection, with a close frame or with nothing at all."""
        for connection in list(self.connections):
            connection.leaving = True
            if politely:
                await connection.socket.close(code=WSCloseCode.GOING_AWAY)
            else:
                _cut(connection)


async def _send(connection: Connection, message: Json) -> None:
    try:
        await connection.socket.send_json(message)
    except ConnectionError:
        # Nobody will acknowledge it, and that is how Slack finds out.
        connection.leaving = True


def _cut(connection: Connection) -> None:
    if connection.request.transport is not None:
        connection.request.transport.abort()


def _disconnect(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink"}}


def _envelope(envelope: str, delivery: Delivery, number: int, reason: str) -> Json:
    message = {"envelope_id": envelope, "type": delivery.kind, "payload": delivery.payload,
               "accepts_response_payload": delivery.kind != EVENTS}  # fmt: skip
    if delivery.kind == EVENTS:
        message |= {"retry_attempt": number, "retry_reason": reason}
    return message
