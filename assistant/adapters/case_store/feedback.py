"""What readers thought of answers; the words are encrypted, and nothing says whose they are."""

from datetime import datetime

from sqlalchemy import delete, select

from assistant.adapters.case_store.cipher import Cipher
from assistant.adapters.case_store.connecting import Database
from assistant.adapters.case_store.rows import columns, put_row, values
from assistant.adapters.case_store.sealing import sealed
from assistant.adapters.case_store.tables import FEEDBACK
from assistant.domain.feedback import Feedback

_WORDS = ("question", "comment")


class SqlFeedbackBook:
    """Feedback in the database behind `url`, opened when it is first used."""

    def __init__(self, url: str, cipher: Cipher) -> None:
        self._database = Database(url)
        self._cipher = cipher

    def add(self, key: str, feedback: Feedback) -> None:
        """Keep it; the same key again replaces what was there, for a reason comes after the click."""
        with self._database.writing() as connection:
            words = {name: sealed(connection, self._cipher, getattr(feedback, name)) for name in _WORDS}
            put_row(connection, FEEDBACK, {"key": key, **values(feedback), **words})

    def all(self) -> tuple[Feedback, ...]:
        """All of it, oldest first."""
        query = select(*columns(FEEDBACK, Feedback)).order_by(FEEDBACK.c.at, FEEDBACK.c.key)
        with self._database.reading() as connection:
            rows = connection.execute(query).mappings().all()
        return tuple(
            Feedback(**{**row, **{name: self._cipher.decrypt(row[name]) for name in _WORDS}}) for row in rows
        )

    def purge(self, before: datetime) -> int:
        """Remove what was given before a time; how much there was."""
        with self._database.writing() as connection:
            return connection.execute(delete(FEEDBACK).where(FEEDBACK.c.at < before)).rowcount

    def close(self) -> None:
        """Give the connections back; the next use opens new ones."""
        self._database.close()
