"""A book of feedback that forgets everything when the test ends."""

from dataclasses import replace
from datetime import UTC, datetime

from assistant.domain.feedback import Feedback


class FakeFeedbackBook:
    """Feedback in memory, by key."""

    def __init__(self) -> None:
        self.kept: dict[str, Feedback] = {}

    def add(self, key: str, feedback: Feedback) -> None:
        """Keep it in the place of what was there under the same key."""
        self.kept[key] = replace(feedback, at=feedback.at.astimezone(UTC))

    def all(self) -> tuple[Feedback, ...]:
        """All of it, oldest first."""
        in_order = sorted(self.kept.items(), key=lambda entry: (entry[1].at, entry[0]))
        return tuple(feedback for _, feedback in in_order)

    def purge(self, before: datetime) -> int:
        """Remove what was given before a time."""
        old = [key for key, feedback in self.kept.items() if feedback.at < before]
        for key in old:
            del self.kept[key]
        return len(old)
