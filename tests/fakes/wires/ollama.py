"""Chat, as Ollama writes it."""

import json
from typing import Any

from tests.fakes.wires.wire import Body, Usage


class Ollama:
    """A line of JSON for each piece; it has no word for a refusal."""

    route = "/api/chat"
    address = ""
    kind = "application/x-ndjson"
    alive = '{"model": "scripted", "done": false, "message": {"role": "assistant", "content": ""}}\n'

    def prompt(self, body: Body) -> str:
        """The last message."""
        return str(body["messages"][-1]["content"])

    def in_form(self, body: Body) -> bool:
        """By a schema, or the word for JSON."""
        return bool(body.get("format"))

    def opening(self, body: Body) -> str:
        """Nothing."""
        return ""

    def said(self, text: str, body: Body, usage: Usage) -> str:
        """One piece of the message."""
        return _line(text)

    def ended(self, finish: str, refusal: str, usage: Usage) -> str:
        """The reason and the tokens."""
        into, out = usage or (0, 0)
        return _line("", done=True, done_reason=finish, prompt_eval_count=into, eval_count=out)


def _line(text: str, done: bool = False, **fields: Any) -> str:
    shared = {"model": "scripted", "created_at": "2026-01-01T00:00:00Z", "done": done}
    return json.dumps({**shared, "message": {"role": "assistant", "content": text}, **fields}) + "\n"
