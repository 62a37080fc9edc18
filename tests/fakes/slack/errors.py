"""How Slack says no."""

from math import ceil
from typing import Any


class Refused(Exception):
    """An error of the Web API, by Slack's own name for it."""

    def __init__(self, error: str, messages: list[str] | None = None, **more: Any) -> None:
        super().__init__(error)
        self.error, self.messages, self.more = error, messages or [], more

    def answer(self) -> dict[str, Any]:
        """The body of the answer."""
        answer = {"ok": False, "error": self.error, **self.more}
        if self.messages:
            answer["errors"] = self.messages
            answer["response_metadata"] = {"messages": [f"[ERROR] {message}" for message in self.messages]}
        return answer


class Limited(Exception):
    """Too much for now. Clients count the seconds on the wall, and less than one cannot be said."""

    def __init__(self, seconds: float) -> None:
        super().__init__("ratelimited")
        self.after = max(1, ceil(seconds))


class Impossible(AssertionError):
    """A story has somebody do what Slack's own client would not let them do."""
