"""A message as a channel received it, before anything is decided."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Surface(StrEnum):
    """Where in a chat a message was typed."""

    DIRECT = "direct"
    MENTION = "mention"
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class Received:
    """One message; the same `key` again is the same message, delivered twice.

    `thread` names the conversation that it belongs to, empty for none. `sender` is how the channel
    knows who typed it, `sender_name` how people do. `place` is the channel's own note of where to
    reply: ids only, nothing of what was typed.
    """

    key: str
    thread: str
    sender: str
    sender_name: str
    surface: Surface
    text: str
    place: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that a worker has on lease; `attempt` counts from 1, those of workers that died included."""

    received: Received
    attempt: int
