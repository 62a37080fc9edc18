"""The Web API over HTTP: JSON, forms and queries in, JSON out, and a record of every call."""

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field

from aiohttp import web

import tests.fakes.slack.chat_methods
import tests.fakes.slack.other_methods
import tests.fakes.slack.stream_methods
import tests.fakes.slack.view_methods  # noqa: F401
from tests.fakes.slack import chat
from tests.fakes.slack.errors import Limited, Refused
from tests.fakes.slack.gate import CONNECT, Gate, LostAnswer
from tests.fakes.slack.registry import METHODS, Method
from tests.fakes.slack.response_urls import respond
from tests.fakes.slack.rules import Json
from tests.fakes.slack.workspace import Workspace

RESPONSE_URL = "response_url"
_WITH_FALLBACK = ("chat.postMessage", "chat.postEphemeral", "chat.update", RESPONSE_URL)


@dataclass(frozen=True)
class Call:
    """One call. `repr` tells no contents: reports of failing tests are read by many."""

    method: str
    arguments: Json = field(repr=False)
    time: float
    status: int
    answer: Json = field(repr=False)

    @property
    def error(self) -> str:
        """Slack's name for what was wrong, empty where nothing was."""
        return str(self.answer.get("error", ""))

    @property
    def lacks_fallback(self) -> bool:
        """Whether it shows blocks of which notifications and screen readers say nothing."""
        shows = self.arguments.get("blocks") or self.arguments.get("attachments")
        return self.method in _WITH_FALLBACK and bool(shows) and not self.arguments.get("text")


class WebApi:
    """Answers `POST /api/{method}` and `POST /response/{name}`."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace, self.gate = workspace, Gate(workspace)
        self.calls: list[Call] = []
        # Whoever keeps the connections says where the next one goes.
        self.connection_url: Callable[[], str] = lambda: ""

    async def call(self, request: web.Request) -> web.StreamResponse:
        """One method."""
        name = request.match_info["method"]
        try:
            arguments, token, warnings = await _read(request, METHODS.get(name))
        except Refused as refused:
            return self._record(name, {}, refused.answer())
        with self.workspace.lock:
            return self._answered(request, name, arguments, token, warnings)

    def _answered(
        self, request: web.Request, name: str, arguments: Json, token: str, warnings: list[str]
    ) -> web.StreamResponse:
        asked = deepcopy(arguments)
        try:
            answer: Json = {"ok": True} | self._run(name, arguments, token)
            self.gate.check_answer(name)
        except Refused as refused:
            answer = refused.answer()
        except Limited as limited:
            return self._record(name, asked, {"ok": False, "error": "ratelimited"}, limited.after)
        except LostAnswer:
            self._record(name, asked, {"ok": True})
            return dropped(request)
        if warnings:
            answer["warning"] = ",".join([*filter(None, [answer.get("warning")]), *warnings])
        return self._record(name, asked, answer)

    def _run(self, name: str, arguments: Json, token: str) -> Json:
        method = self.gate.method(name, token)
        if name == CONNECT:
            return {"url": self.connection_url()}
        missing = [need for need in method.needs if arguments.get(need) in (None, "")]
        if missing:
            raise Refused("invalid_arguments", [f"missing required field: {name}" for name in missing])
        return method.run(self.workspace, arguments)

    def _record(self, name: str, arguments: Json, answer: Json, after: int = 0) -> web.Response:
        status = 429 if after else 200
        self.calls.append(Call(name, arguments, self.workspace.clock.now(), status, answer))
        scopes = ",".join(sorted(self.workspace.scopes))
        headers = {"x-oauth-scopes": scopes} | ({"Retry-After": str(after)} if after else {})
        return web.json_response(answer, status=status, headers=headers)

    async def response(self, request: web.Request) -> web.Response:
        """One use of a response_url; refusals are told by the status and in plain text."""
        try:
            body = json.loads(await request.text())
        except ValueError:
            body = {}
        asked, error, status = deepcopy(body), "", 200
        with self.workspace.lock:
            try:
                respond(self.workspace, request.match_info["name"], body)
            except Refused as refused:
                error = refused.error
                status = 404 if error.endswith("_url") else 400
            answer: Json = {"ok": not error} | ({"error": error} if error else {})
            self.calls.append(Call(RESPONSE_URL, asked, self.workspace.clock.now(), status, answer))
        return web.Response(text=error or "ok", status=status)


def dropped(request: web.Request) -> web.Response:
    """No answer: the connection ends."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _read(request: web.Request, method: Method | None) -> tuple[Json, str, list[str]]:
    arguments: Json = dict(request.query)
    warnings = []
    if request.content_type == "application/json":
        body = _json(await request.text())
        if method is None or method.reads_json:
            # In JSON a token counts for nothing.
            arguments |= {name: value for name, value in body.items() if name != "token"}
        if request.charset is None:
            warnings.append("missing_charset")
    else:
        arguments |= {name: str(value) for name, value in (await request.post()).items()}
    token = arguments.pop("token", "")
    kind, _, given = request.headers.get("Authorization", "").partition(" ")
    return _decoded(arguments), given if kind == "Bearer" else str(token), warnings


def _json(text: str) -> Json:
    try:
        body = json.loads(text or "{}")
    except ValueError:
        raise Refused("invalid_json") from None
    if not isinstance(body, dict):
        raise Refused("json_not_object")
    return body


def _decoded(arguments: Json) -> Json:
    """Forms carry lists as JSON."""
    for name in ("prompts", "chunks", "loading_messages"):
        if isinstance(arguments.get(name), str):
            arguments[name] = chat.listed(arguments[name], "invalid_arguments")
    return arguments
