"""Messages, as Anthropic writes them."""

import json
from typing import Any

from tests.fakes.wires.wire import Body, Usage

_ENDINGS = {"stop": "end_turn", "length": "max_tokens", "content_filter": "refusal"}


class Anthropic:
    """Server-sent events with names; who wants a tool called is given one block that calls it."""

    route = "/v1/messages"
    address = ""
    kind = "text/event-stream"
    alive = 'event: ping\ndata: {"type": "ping"}\n\n'

    def prompt(self, body: Body) -> str:
        """The last message."""
        return str(body["messages"][-1]["content"])

    def in_form(self, body: Body) -> bool:
        """By a tool, or by a form for the reply."""
        return "tools" in body or "output_config" in body

    def opening(self, body: Body) -> str:
        """The message without words, then the block that they go into."""
        shared = {"id": "msg_1", "type": "message", "role": "assistant", "model": "scripted", "content": []}
        counted = {"input_tokens": 1, "output_tokens": 1}
        message = {**shared, "stop_reason": None, "stop_sequence": None, "usage": counted}
        block: Body = {"type": "text", "text": ""}
        if "tools" in body:
            block = {"type": "tool_use", "id": "toolu_1", "name": body["tools"][0]["name"], "input": {}}
        begun = _event("message_start", message=message)
        return begun + _event("content_block_start", index=0, content_block=block)

    def said(self, text: str, body: Body, usage: Usage) -> str:
        """One delta of the block."""
        delta = {"type": "text_delta", "text": text}
        if "tools" in body:
            delta = {"type": "input_json_delta", "partial_json": text}
        return _event("content_block_delta", index=0, delta=delta)

    def ended(self, finish: str, refusal: str, usage: Usage) -> str:
        """The reason and all tokens; a refusal is a reason of its own."""
        into, out = usage or (0, 0)
        delta = {"stop_reason": "refusal" if refusal else _ENDINGS[finish], "stop_sequence": None}
        counted = {"input_tokens": into, "output_tokens": out}
        closed = _event("content_block_stop", index=0)
        return closed + _event("message_delta", delta=delta, usage=counted) + _event("message_stop")


def _event(kind: str, **fields: Any) -> str:
    return f"event: {kind}\ndata: {json.dumps({'type': kind, **fields})}\n\n"
