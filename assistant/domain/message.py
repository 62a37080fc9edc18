"""What a member of staff typed, and what was said before it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message; `role` is 'user' or 'assistant'."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Message:
    """The words typed now, and the turns before them, oldest first."""

    text: str
    history: tuple[Turn, ...] = ()

    @property
    def earlier_questions(self) -> tuple[str, ...]:
        """What the same person typed before, oldest first."""
        return tuple(turn.content for turn in self.history if turn.role == "user")
