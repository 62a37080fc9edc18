"""What the fake of a language model has to know of a provider's way to speak."""

from typing import Any, Protocol

Body = dict[str, Any]
Usage = tuple[int, int] | None
"""Tokens in and out, None where nothing is told of them."""


class Wire(Protocol):
    """A provider's path and what it writes, as events of a stream that ends when all is said."""

    route: str
    """The path, as aiohttp's router takes it."""
    address: str
    """What stands behind host and port in the setting."""
    kind: str
    """The content type of the stream."""
    alive: str
    """A sign of life that says nothing."""

    def prompt(self, body: Body) -> str:
        """What was asked last."""
        ...

    def in_form(self, body: Body) -> bool:
        """Whether the reply is wanted in a form."""
        ...

    def opening(self, body: Body) -> str:
        """What comes before the first word."""
        ...

    def said(self, text: str, body: Body, usage: Usage) -> str:
        """One piece, and the tokens up to it."""
        ...

    def ended(self, finish: str, refusal: str, usage: Usage) -> str:
        """What comes after the last word; `finish` is OpenAI's word for why."""
        ...
