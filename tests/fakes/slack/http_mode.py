"""The same payloads as signed requests to the bot's own URL, and requests that somebody else made up."""

import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

import aiohttp

from tests.fakes.slack.clock import Scaled
from tests.fakes.slack.delivery import ACKNOWLEDGE_WITHIN, COMMANDS, EVENTS, Attempt, Delivery
from tests.fakes.slack.rules import Json


@dataclass(frozen=True)
class Signed:
    """A request as it goes over the wire; the same one can be sent twice."""

    body: str = field(repr=False)
    headers: dict[str, str] = field(repr=False)


def signature(secret: str, timestamp: str, body: str) -> str:
    """Slack's signature, version 0."""
    digest = hmac.new(secret.encode(), f"v0:{timestamp}:{body}".encode(), hashlib.sha256)
    return f"v0={digest.hexdigest()}"


def signed(
    kind: str, payload: Json, secret: str, *, timestamp: str | None = None, sign: str | None = None
) -> Signed:
    """The request. `timestamp` and `sign` take the place of the right ones."""
    if kind == EVENTS:
        body, content_type = json.dumps(payload), "application/json"
    else:
        fields = payload if kind == COMMANDS else {"payload": json.dumps(payload)}
        body, content_type = urlencode(fields), "application/x-www-form-urlencoded"
    # The bot looks at the clock on the wall, whatever Slack's clock is put to.
    timestamp = timestamp if timestamp is not None else str(int(time.time()))
    headers = {
        "Content-Type": content_type,
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": sign if sign is not None else signature(secret, timestamp, body),
    }
    return Signed(body, headers)


class HttpMode:
    """Posts to `url`. Slack gives up after three seconds, whatever the bot does later."""

    def __init__(self, clock: Scaled, url: str, secret: str) -> None:
        self.clock, self.url, self.secret = clock, url, secret

    async def attempt(self, delivery: Delivery, number: int, reason: str) -> bool:
        """Whether the bot answered with success in time."""
        delivery.attempts.append(Attempt(number, reason, self.clock.now(), self.url))
        request = signed(delivery.kind, delivery.payload, self.secret)
        retry = {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": reason} if number else {}
        try:
            status, body, headers = await self._exchange(Signed(request.body, request.headers | retry))
        except TimeoutError:
            delivery.failure = "http_timeout"
            return False
        except aiohttp.ClientError:
            delivery.failure = "connection_failed"
            return False
        delivery.answer, delivery.failure = _answer(body), "http_error"
        delivered = 200 <= status < 300
        delivery.never_again = not delivered and headers.get("X-Slack-No-Retry") == "1"
        return delivered

    async def send(self, request: Signed) -> tuple[int, str]:
        """The status and the body of the bot's answer."""
        status, body, _ = await self._exchange(request)
        return status, body

    async def _exchange(self, request: Signed) -> tuple[int, str, Mapping[str, str]]:
        timeout = aiohttp.ClientTimeout(total=self.clock.real(ACKNOWLEDGE_WITHIN))
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.post(self.url, data=request.body.encode(), headers=request.headers) as answer,
        ):
            return answer.status, await answer.text(), answer.headers


def _answer(body: str) -> Json | None:
    try:
        answer = json.loads(body)
    except ValueError:
        return {"text": body} if body else None
    return answer if isinstance(answer, dict) else None
