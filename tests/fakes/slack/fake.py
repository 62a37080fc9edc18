"""A local Slack that is as strict as the real one, for tests that are plain functions."""

import asyncio
import time
from collections.abc import Callable, Coroutine, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from math import ceil
from types import TracebackType
from typing import Any, TypeVar

from tests.fakes.slack import payloads
from tests.fakes.slack.clock import Scaled
from tests.fakes.slack.conversation import Channel, Message
from tests.fakes.slack.delivery import EVENTS, Delivery, Post
from tests.fakes.slack.errors import Impossible
from tests.fakes.slack.gate import APP_TOKEN, BOT_TOKEN
from tests.fakes.slack.http_mode import HttpMode, Signed, signed
from tests.fakes.slack.people import Person
from tests.fakes.slack.rules import Json
from tests.fakes.slack.school import School
from tests.fakes.slack.server import HOST, Server
from tests.fakes.slack.socket_mode import SocketMode
from tests.fakes.slack.web_api import Call, WebApi
from tests.fakes.slack.workspace import LEAST_SCOPES, SUBSCRIPTIONS, Workspace

Result = TypeVar("Result")
SIGNING_SECRET = "signing-secret"


class FakeSlack:
    """One workspace with the bot installed, to be used in a `with` statement."""

    bot_token, app_token, signing_secret = BOT_TOKEN, APP_TOKEN, SIGNING_SECRET

    def __init__(
        self,
        clock: Scaled | None = None,
        scopes: Iterable[str] = LEAST_SCOPES,
        subscriptions: Iterable[str] = SUBSCRIPTIONS,
        seed: int = 1,
    ) -> None:
        self.clock = clock or Scaled()
        self.state = Workspace(self.clock, scopes, subscriptions)
        self.state.announce = self._announce
        self._api, self._sockets = WebApi(self.state), SocketMode(self.clock, seed)
        loop = asyncio.new_event_loop()
        self._post = Post(self.clock, loop, self._sockets)
        self._server = Server(self._api, self._sockets, loop)
        self.workspace = School(self.state, self._post)
        self.api_url = f"http://{HOST}:{self._server.port}/api/"

    def __enter__(self) -> "FakeSlack":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close(self._post)

    @property
    def environment(self) -> dict[str, str]:
        """What a bot needs in its environment to talk to this Slack."""
        return {
            "SLACK_API_URL": self.api_url,
            "SLACK_BOT_TOKEN": self.bot_token,
            "SLACK_APP_TOKEN": self.app_token,
        }

    def wait_for(self, what: Callable[[], Result], seconds: float = 5) -> Result:
        """The first true answer. Raises Impossible where there is none in time."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if answer := what():
                return answer
            time.sleep(0.01)
        raise Impossible(f"it did not happen within {seconds} seconds")

    def passes(self, seconds: float, step: float = 10) -> None:
        """Let time pass in steps, each with a moment for what comes due to happen."""
        for _ in range(ceil(seconds / step)):
            self.clock.advance(step)
            time.sleep(0.05)

    def wait_for_bot(self, connections: int = 1, seconds: float = 10) -> None:
        """Until the bot has opened so many connections."""
        self.wait_for(lambda: len(self._sockets.connections) >= connections, seconds)

    def wait_until_settled(self, seconds: float = 5) -> None:
        """Until everything sent to the bot was acknowledged or given up."""
        for delivery in self.deliveries():
            delivery.wait(seconds)

    @property
    def connections(self) -> int:
        """How many connections the bot holds open."""
        return len(self._sockets.connections)

    @property
    def connections_opened(self) -> int:
        """How many connections the bot has opened so far."""
        return self._sockets.opened

    def calls(self, method: str | None = None) -> list[Call]:
        """What the bot called, uses of response_urls among it as "response_url"."""
        with self.state.lock:
            return [call for call in self._api.calls if method in (None, call.method)]

    def calls_without_text(self) -> list[Call]:
        """Those that show blocks of which notifications and screen readers say nothing."""
        return [call for call in self.calls() if call.lacks_fallback]

    def deliveries(self, name: str | None = None) -> list[Delivery]:
        """What the bot was sent, by the name of the event, the command or the kind of interaction."""
        return [delivery for delivery in list(self._post.sent) if name in (None, delivery.name)]

    def unacknowledged(self) -> list[Delivery]:
        """What was given up because the bot never acknowledged it."""
        return [one for one in self.deliveries() if one.over.is_set() and not one.acknowledged]

    def delivers_again(self, delivery: Delivery, times: int = 2) -> None:
        """Send the same event again, over whichever connection, although it was acknowledged."""
        self._post.send_again(delivery, times)

    def everything_visible_to(self, person: Person, *, only_bot: bool = False) -> str:
        """All that the person could read anywhere at any time; `only_bot` leaves out what people wrote."""
        with self.state.lock:
            return self.state.ever(person.account, only_bot)

    def lost_ephemerals(self) -> list[Message]:
        """Ephemeral messages that were answered with ok and shown to nobody."""
        return list(self.state.lost_ephemerals)

    def status(self, channel: Channel, thread: Message) -> str:
        """What the bot is said to be doing in the thread."""
        with self.state.lock:
            return self.state.status(channel.id, thread.root)

    def session(self, channel: Channel, thread: Message | None = None) -> Json:
        """The agent session of the thread: its status and title."""
        with self.state.lock:
            return dict(self.state.sessions.get((channel.id, thread.root if thread else ""), {}))

    def grants(self, *scopes: str) -> None:
        """Add scopes to the bot's token."""
        self.state.scopes |= set(scopes)

    def refuses_tokens(self, error: str) -> None:
        """Refuse both tokens: "token_revoked", "account_inactive", "invalid_auth", or "" for not any more."""
        self._api.gate.refuses_tokens = error

    def limits(self, method: str, seconds: float) -> None:
        """Answer the method with 429 for so long."""
        self._api.gate.limit(method, seconds)

    def fails(self, method: str, error: str, times: int = 1) -> None:
        """Answer the next calls of the method with the error."""
        self._api.gate.trouble(method, error, times)

    def loses_answers(self, method: str, times: int = 1) -> None:
        """Do what the next calls of the method ask, and drop the connection instead of answering."""
        self._api.gate.lose(method, times)

    @contextmanager
    def down(self, *, refusing: bool = False) -> Iterator[None]:
        """Be down: 503 for every request, or with `refusing` no connection at all. Nothing is lost."""
        self.goes_down(refusing=refusing)
        try:
            yield
        finally:
            self.comes_back()

    def goes_down(self, *, refusing: bool = False) -> None:
        """Begin to be down; what people do is delivered when it is over."""
        self._post.down = True
        self._server.run(self._server.go_down(refusing=refusing))

    def comes_back(self) -> None:
        """Be up again."""
        self._server.run(self._server.come_back())
        self._post.down = False

    def refreshes_connections(self, reason: str = "refresh_requested") -> None:
        """Ask the bot to replace its connections; the old ones end ten seconds later. Also "warning"."""
        self._server.start(self._sockets.refresh(reason))

    def drops_connections(self, *, politely: bool = True) -> None:
        """End the connections, with a close frame or with nothing at all."""
        self._server.run(self._sockets.drop(politely=politely))

    def uses_http(self, url: str) -> None:
        """From now on send everything as signed requests to the bot's URL."""
        self._post.transport = HttpMode(self.clock, url, self.signing_secret)

    def signed(self, delivery: Delivery, *, timestamp: str | None = None, sign: str | None = None) -> Signed:
        """A delivery as a request; `timestamp` and `sign` take the place of the right ones."""
        return signed(delivery.kind, delivery.payload, self.signing_secret, timestamp=timestamp, sign=sign)

    def sends(self, request: Signed, url: str) -> tuple[int, str]:
        """The status and body that the bot answers to any request, one that is made up or comes again."""
        return self._server.run(HttpMode(self.clock, url, self.signing_secret).send(request))

    def background(self, work: Coroutine[Any, Any, Result]) -> "Future[Result]":
        """Begin work in Slack's own thread; it ends with Slack."""
        return self._server.start(work)

    def _announce(self, channel: Channel, body: Json) -> None:
        """Tell the bot of its own messages, as Slack does in direct messages."""
        if channel.direct is not None and payloads.subscribed(self.state, "message.im"):
            told = payloads.event(self.state, channel, body | {"channel_type": "im"})
            self._post.send(Delivery(EVENTS, told))
