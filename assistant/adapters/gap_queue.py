"""Questions that no policy answers, in a small SQLite file; who asked is never written."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS gap (
    question TEXT PRIMARY KEY,
    asked INTEGER NOT NULL,
    first_on TEXT NOT NULL,
    last_on TEXT NOT NULL
) STRICT
"""
_ADD = """
INSERT INTO gap VALUES (?, 1, ?, ?)
ON CONFLICT (question) DO UPDATE SET asked = asked + 1, last_on = excluded.last_on
"""


class SqliteGapQueue:
    """The queue in `path`; days are kept, not times, so that nobody is found by the clock."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, question: str, asked_at: datetime) -> None:
        """Keep a question, or count it up."""
        day = asked_at.date().isoformat()
        with self._connection() as connection:
            connection.execute(_ADD, (" ".join(question.split()), day, day))

    def waiting(self) -> tuple[tuple[str, int], ...]:
        """Questions and how often each was asked, most often first."""
        with self._connection() as connection:
            rows = connection.execute("SELECT question, asked FROM gap ORDER BY asked DESC, question")
            return tuple((str(question), int(asked)) for question, asked in rows)

    def clear(self, question: str) -> None:
        """Take a question off the list; asked again, it is on it again."""
        with self._connection() as connection:
            connection.execute("DELETE FROM gap WHERE question = ?", (question,))

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._path, timeout=10)
        try:
            with connection:
                connection.execute(_SCHEMA)
                yield connection
        finally:
            connection.close()
