"""Chat completions, as OpenAI and those who speak like it write them, and Azure at a path of its own."""

import json
from typing import Any

from tests.fakes.wires.wire import Body, Usage


class OpenAI:
    """Server-sent events; the tokens come in one of their own."""

    route = "/v1/chat/completions"
    address = "/v1"
    kind = "text/event-stream"
    alive = ": still here\n\n"

    def prompt(self, body: Body) -> str:
        """The last message."""
        return str(body["messages"][-1]["content"])

    def in_form(self, body: Body) -> bool:
        """By a form for the reply, or by a tool."""
        return "response_format" in body or "tools" in body

    def opening(self, body: Body) -> str:
        """Who speaks."""
        return _event({"role": "assistant", "content": ""})

    def said(self, text: str, body: Body, usage: Usage) -> str:
        """One delta."""
        return _event({"content": text})

    def ended(self, finish: str, refusal: str, usage: Usage) -> str:
        """The refusal, the reason, the tokens."""
        refused = _event({"refusal": refusal}) if refusal else ""
        counted = "" if usage is None else _usage(*usage)
        return f"{refused}{_event({}, finish)}{counted}data: [DONE]\n\n"


class Azure(OpenAI):
    """The same at a deployment's path, after a word about what was filtered."""

    route = "/openai/deployments/{name}/chat/completions"
    address = "/?api-version=2026-08-01"

    def opening(self, body: Body) -> str:
        """An event without any choice first."""
        filtered = [{"prompt_index": 0, "content_filter_results": {"violence": {"filtered": False}}}]
        return _data({"choices": [], "prompt_filter_results": filtered}) + super().opening(body)


def _event(delta: dict[str, str], finish: str | None = None) -> str:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return _data({"choices": [choice]})


def _usage(into: int, out: int) -> str:
    counted = {"prompt_tokens": into, "completion_tokens": out, "total_tokens": into + out}
    return _data({"choices": [], "usage": counted})


def _data(fields: dict[str, Any]) -> str:
    shared = {"id": "chat-1", "object": "chat.completion.chunk", "created": 1, "model": "scripted"}
    return f"data: {json.dumps({**shared, **fields})}\n\n"
