"""A gap queue that forgets everything when the test ends."""

from collections import Counter
from datetime import datetime


class FakeGapQueue:
    """Counts questions in memory."""

    def __init__(self) -> None:
        self._asked: Counter[str] = Counter()

    def add(self, question: str, asked_at: datetime) -> None:
        """Keep a question, or count it up."""
        self._asked[" ".join(question.split())] += 1

    def clear(self, question: str) -> None:
        """Forget a question."""
        self._asked.pop(question, None)

    def waiting(self) -> tuple[tuple[str, int], ...]:
        """Questions and how often each was asked, most often first."""
        return tuple(sorted(self._asked.items(), key=lambda entry: (-entry[1], entry[0])))
