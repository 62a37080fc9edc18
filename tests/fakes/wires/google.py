"""Generated content, as Google's Gemini writes it."""

import json
from typing import Any

from tests.fakes.wires.wire import Body, Usage

_ENDINGS = {"stop": "STOP", "length": "MAX_TOKENS", "content_filter": "SAFETY"}


class Google:
    """Server-sent events, each of which tells all the tokens up to it."""

    route = "/v1beta/models/{name}:streamGenerateContent"
    address = ""
    kind = "text/event-stream"
    alive = "data: {}\r\n\r\n"

    def prompt(self, body: Body) -> str:
        """The parts of the last content."""
        return "".join(part["text"] for part in body["contents"][-1]["parts"])

    def in_form(self, body: Body) -> bool:
        """By the type of the reply."""
        return "responseMimeType" in body.get("generationConfig", {})

    def opening(self, body: Body) -> str:
        """Nothing."""
        return ""

    def said(self, text: str, body: Body, usage: Usage) -> str:
        """One candidate with one part."""
        return _candidate(text, {}, usage)

    def ended(self, finish: str, refusal: str, usage: Usage) -> str:
        """The reason; a refusal is told of the prompt, and there is no candidate then."""
        if refusal:
            return _data({"promptFeedback": {"blockReason": "PROHIBITED_CONTENT"}}, usage)
        return _candidate("", {"finishReason": _ENDINGS[finish]}, usage)


def _candidate(text: str, ending: dict[str, str], usage: Usage) -> str:
    content = {"role": "model", "parts": [{"text": text}]}
    return _data({"candidates": [{"index": 0, "content": content, **ending}]}, usage)


def _data(fields: dict[str, Any], usage: Usage) -> str:
    counted = {}
    if usage is not None:
        into, out = usage
        told = {"promptTokenCount": into, "candidatesTokenCount": out, "totalTokenCount": into + out}
        counted = {"usageMetadata": told}
    return f"data: {json.dumps({**fields, **counted, 'modelVersion': 'scripted'})}\r\n\r\n"
