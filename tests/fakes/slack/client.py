"""The plainest caller of the Web API and the plainest bot, which does only what a test says."""

import asyncio
import json
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import aiohttp

from tests.fakes.slack.fake import FakeSlack
from tests.fakes.slack.rules import Json


class Client:
    """Calls methods with the bot's token, or with another."""

    def __init__(self, slack: FakeSlack, token: str | None = None) -> None:
        self.slack = slack
        self.token = slack.bot_token if token is None else token
        self.status, self.headers = 0, {"": ""}

    def call(self, method: str, **arguments: Any) -> Json:
        """The answer to a call in JSON; `error` is empty where there was none."""
        body = json.dumps(arguments).encode()
        return json.loads(self.post(method, body, "application/json; charset=utf-8")) or {}

    def form(self, method: str, **arguments: Any) -> Json:
        """The answer to a call with a form."""
        answer: Json = json.loads(self.post(method, urlencode(arguments).encode()))
        return answer

    def error(self, method: str, **arguments: Any) -> str:
        """What Slack calls the error, or nothing."""
        return str(self.call(method, **arguments).get("error", ""))

    def post(self, method: str, body: bytes, kind: str = "application/x-www-form-urlencoded") -> str:
        """The body of the answer, whatever its status."""
        return self._send(self.slack.api_url + method, body, kind)

    def respond(self, url: str, **body: Any) -> str:
        """What a response_url says."""
        return self._send(url, json.dumps(body).encode(), "application/json")

    def _send(self, url: str, body: bytes, kind: str) -> str:
        headers = {"Content-Type": kind} | ({"Authorization": f"Bearer {self.token}"} if self.token else {})
        try:
            with urlopen(Request(url, body, headers), timeout=10) as answer:
                self.status, self.headers = answer.status, dict(answer.headers)
                return str(answer.read().decode())
        except HTTPError as refusal:
            with refusal:
                self.status, self.headers = refusal.code, dict(refusal.headers)
                return refusal.read().decode()


class Listener:
    """One Socket Mode connection that acknowledges what `answer` says, unless it is silent."""

    def __init__(
        self, slack: FakeSlack, url: str = "", *, silent: bool = False, refused: bool = False
    ) -> None:
        self.slack, self.silent = slack, silent
        self.answer: Json | None = None
        self.heard: list[Json] = []
        self.url = url or str(Client(slack, slack.app_token).form("apps.connections.open")["url"])
        self.connected = slack.background(self._listen())
        if not refused:
            slack.wait_for(lambda: self.heard)

    async def _listen(self) -> None:
        async with aiohttp.ClientSession() as session, session.ws_connect(self.url) as socket:
            async for message in socket:
                heard = json.loads(message.data)
                self.heard.append(heard)
                if "envelope_id" in heard and not self.silent:
                    payload = {"payload": self.answer} if self.answer is not None else {}
                    await socket.send_json({"envelope_id": heard["envelope_id"]} | payload)
                await asyncio.sleep(0)

    @property
    def envelopes(self) -> list[Json]:
        """What was to be acknowledged."""
        return [heard for heard in self.heard if "envelope_id" in heard]
