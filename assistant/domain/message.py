"""What a member of staff typed, and what was said before it."""

from dataclasses import dataclass


def _whole(text: str) -> str:
    """The text with '?' for each half of a character, which no encoder and no file takes."""
    return text.encode("utf-8", "replace").decode("utf-8")


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message; `role` is 'user' or 'assistant'."""

    role: str
    content: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "content", _whole(self.content))


@dataclass(frozen=True, slots=True)
class Message:
    """The words typed now, and the turns before them, oldest first.

    `sender` is who typed them, as the channel knows them, `sender_name` as people do, empty where the
    channel has no other name. The same `key` again is the same message, sent twice; without a key
    every message is a new one.
    """

    text: str
    history: tuple[Turn, ...] = ()
    sender: str = ""
    key: str = ""
    sender_name: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", _whole(self.text))

    @property
    def earlier_questions(self) -> tuple[str, ...]:
        """What the same person typed before, oldest first."""
        return tuple(turn.content for turn in self.history if turn.role == "user")
