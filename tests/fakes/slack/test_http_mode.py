"""The same payloads over HTTP, at a real Bolt app that checks signatures."""

import asyncio
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from aiohttp import web
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import FakeSlack, Person, Scaled
from tests.fakes.slack.account import BOT
from tests.fakes.slack.http_mode import Signed


class _Endpoint:
    """Any web application in the fake's own thread."""

    def __init__(self, slack: FakeSlack, application: web.Application) -> None:
        self._slack, self._runner = slack, web.AppRunner(application, shutdown_timeout=0.1)
        slack.background(self._open()).result(5)
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/slack/events"

    async def _open(self) -> None:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()

    def close(self) -> None:
        """Listen no longer."""
        self._slack.background(self._runner.cleanup()).result(5)


@pytest.fixture
def url(slack: FakeSlack) -> Iterator[str]:
    """Where a Bolt app listens that answers a command."""
    client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)
    app = AsyncApp(client=client, signing_secret=slack.signing_secret)

    @app.command("/policy")
    async def asked(ack: Any) -> None:
        await ack("Over HTTP")

    endpoint = _Endpoint(slack, app.web_app(path="/slack/events"))
    yield endpoint.url
    endpoint.close()


def test_a_command_goes_as_a_signed_form(slack: FakeSlack, ada: Person, url: str) -> None:
    """And the body of the answer is shown to the person."""
    slack.uses_http(url)
    room = slack.workspace.channel("staffroom", [ada, BOT])
    assert ada.commands("/policy", "phones", room).wait().acknowledged
    assert [message.text for message in ada.sees(room)] == ["Over HTTP"]


@pytest.mark.parametrize(
    ("stamped", "sign", "status"),
    [
        (str, None, 200),
        (str, "v0=0000", 401),
        (lambda now: str(now - 360), None, 401),
        (lambda now: str(now + 360), None, 401),
        (lambda now: "yesterday", None, 500),
    ],
    ids=["as it should be", "bad signature", "too old", "from the future", "no number"],
)
def test_a_request_can_be_made_up(
    slack: FakeSlack,
    ada: Person,
    url: str,
    stamped: Callable[[int], str],
    sign: str | None,
    status: int,
) -> None:
    """With a bad signature, an old timestamp, or one that is no number."""
    command = ada.commands("/policy", "phones")
    request = slack.signed(command, timestamp=stamped(int(time.time())), sign=sign)
    assert slack.sends(request, url)[0] == status


def test_a_request_can_come_again(slack: FakeSlack, ada: Person, url: str) -> None:
    """Byte for byte: only its signature gives it away."""
    request = slack.signed(ada.commands("/policy", "phones"))
    assert [slack.sends(request, url)[0] for _ in range(2)] == [200, 200]
    assert slack.sends(Signed(request.body + " ", request.headers), url)[0] == 401


@pytest.mark.parametrize(("no_retry", "count"), [(False, 4), (True, 1)])
def test_an_event_that_is_refused_comes_again_unless_that_is_refused_too(no_retry: bool, count: int) -> None:
    """Headers count the attempts and say why; X-Slack-No-Retry ends them."""
    heard: list[tuple[str | None, str | None]] = []

    async def refuse(request: web.Request) -> web.Response:
        heard.append((request.headers.get("X-Slack-Retry-Num"), request.headers.get("X-Slack-Retry-Reason")))
        return web.Response(status=500, headers={"X-Slack-No-Retry": "1"} if no_retry else {})

    with FakeSlack(clock=Scaled(200)) as slack:
        application = web.Application()
        application.router.add_post("/slack/events", refuse)
        endpoint = _Endpoint(slack, application)
        slack.uses_http(endpoint.url)
        slack.workspace.person("Ada").messages_bot("hello")
        slack.deliveries()[0].wait()
        endpoint.close()
    assert heard == [(None, None), *[(str(number), "http_error") for number in range(1, count)]]


def test_an_answer_that_takes_too_long_is_none(slack: FakeSlack, ada: Person) -> None:
    """After three seconds the person sees an error, whatever comes later."""

    async def dawdle(request: web.Request) -> web.Response:
        await asyncio.sleep(30)
        return web.Response()

    slack.clock.factor = 20
    application = web.Application()
    application.router.add_post("/slack/events", dawdle)
    endpoint = _Endpoint(slack, application)
    slack.uses_http(endpoint.url)
    ada.shortcut("report_incident").wait()
    endpoint.close()
    assert len(ada.saw_errors) == 1
