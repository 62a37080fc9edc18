"""The inbox of a chat: what was received, who is answering it, and what history keeps of it.

A row is waiting, leased or done. One that is done stays until it is purged, so that a repeat is known; with
its text goes whose it was.
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import takewhile
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, or_, select, update

from assistant.adapters.case_store.cipher import Cipher
from assistant.adapters.case_store.connecting import Database
from assistant.adapters.case_store.rows import add_row, columns, values
from assistant.adapters.case_store.sealing import sealed
from assistant.adapters.case_store.tables import RECEIVED
from assistant.domain.message import Turn
from assistant.domain.received import Claimed, Received

_ROW = RECEIVED.c
_RECEIVED = columns(RECEIVED, Received)
_IN_ORDER = (_ROW.at, _ROW.number)
_ENDED: dict[str, Any] = {"done": True, "worker": None, "leased_until": None}
_ERASED: dict[str, Any] = {"text": None, "sender": "", "sender_name": "", "place": ""}


class SqlInbox:
    """What was received, in the database behind `url`, opened when it is first used."""

    def __init__(self, url: str, cipher: Cipher) -> None:
        self._database = Database(url)
        self._cipher = cipher

    def receive(self, received: Received, worker: str = "", until: datetime | None = None) -> bool:
        """Keep it, its text encrypted; False where its key is known: a repeat, which changes nothing.

        With a `worker` it is leased to them from the beginning, until then.
        """
        with self._database.writing() as connection:
            if connection.scalar(select(exists().where(_ROW.key == received.key))):
                return False
            text = sealed(connection, self._cipher, received.text)
            lease = {"worker": worker or None, "leased_until": until, "attempts": 1 if worker else 0}
            row = values(received) | lease | {"text": text, "done": False}
            return add_row(connection, RECEIVED, row)

    def claim(self, key: str, worker: str, now: datetime, until: datetime) -> Claimed | None:
        """Lease it to `worker`, and count that; None where it is done, unknown, or leased to another."""
        taken = {"worker": worker, "leased_until": until, "attempts": _ROW.attempts + 1}
        theirs = and_(_ROW.done.is_(False), _ROW.worker == worker)
        lease = update(RECEIVED).where(_ROW.key == key, or_(_free(now), theirs)).values(taken)
        with self._database.writing() as connection:
            found = connection.execute(lease.returning(*_RECEIVED, _ROW.attempts)).mappings().one_or_none()
            if found is None:
                return None
            row = dict(found)
            attempt = row.pop("attempts")
            # While the lease can still be undone: a text that cannot be read is nobody's.
            return Claimed(self._opened(row), attempt)

    def renew(self, keys: Sequence[str], worker: str, until: datetime) -> None:
        """Keep the leases that `worker` still has; what is done, or somebody else's by now, stays so."""
        mine = and_(_ROW.key.in_(keys), _ROW.worker == worker)
        with self._database.writing() as connection:
            connection.execute(update(RECEIVED).where(mine).values(leased_until=until))

    def release(self, key: str, worker: str, until: datetime) -> None:
        """Leave it alone until then, and count this attempt out: what failed was not the message's fault.

        Nothing happens where the lease is no longer this worker's.
        """
        mine = and_(_ROW.key == key, _ROW.worker == worker)
        left = {"worker": None, "leased_until": until, "attempts": _ROW.attempts - 1}
        with self._database.writing() as connection:
            connection.execute(update(RECEIVED).where(mine).values(left))

    def waiting(self, now: datetime, count: int) -> tuple[str, ...]:
        """Keys of what is neither done nor under a running lease, oldest first: what a crash left."""
        query = select(_ROW.key).where(_free(now)).order_by(*_IN_ORDER).limit(count)
        with self._database.reading() as connection:
            return tuple(connection.scalars(query))

    def done(self, key: str, worker: str, said: str, keep: bool) -> bool:
        """It has been answered; False where the lease is no longer this worker's.

        `said` is what the history keeps of the answer. Without `keep` the text is erased at once.
        """
        mine = and_(_ROW.key == key, _ROW.worker == worker)
        with self._database.writing() as connection:
            kept = sealed(connection, self._cipher, said) if said else None
            ended = update(RECEIVED).where(mine).values(_ENDED | ({} if keep else _ERASED))
            return connection.execute(ended.values(said=kept)).rowcount == 1

    def history(self, thread: str, before: str) -> tuple[Turn, ...]:
        """The turns of a conversation that were received before the key `before`, oldest first.

        All of them where `before` is not one of its keys; none for the empty thread, which is no
        conversation.
        """
        if not thread:
            return ()
        query = select(_ROW.key, _ROW.text, _ROW.said).where(_ROW.thread == thread).order_by(*_IN_ORDER)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        earlier = takewhile(lambda row: row.key != before, rows)
        return tuple(turn for row in earlier for turn in self._turns(row.text, row.said))

    def read(self, key: str) -> Received | None:
        """A message as it was received, done or not; None where it is unknown or its text is erased."""
        query = select(*_RECEIVED).where(_ROW.key == key, _ROW.text.is_not(None))
        with self._database.reading() as connection:
            row = connection.execute(query).mappings().one_or_none()
        return None if row is None else self._opened(dict(row))

    def forget(self, key: str) -> None:
        """Erase the text of one message and of its answer; where nobody has answered it, nobody will."""
        with self._database.writing() as connection:
            forgotten = update(RECEIVED).where(_ROW.key == key).values(_ENDED | _ERASED | {"said": None})
            connection.execute(forgotten)

    def purge(self, before: datetime) -> int:
        """Remove everything received before a time and done; how many there were."""
        with self._database.writing() as connection:
            return connection.execute(delete(RECEIVED).where(_ROW.done, _ROW.at < before)).rowcount

    def close(self) -> None:
        """Give the connections back; the next use opens new ones."""
        self._database.close()

    def _opened(self, row: dict[str, Any]) -> Received:
        return Received(**{**row, "text": self._cipher.decrypt(row["text"])})

    def _turns(self, typed: bytes | None, said: bytes | None) -> tuple[Turn, ...]:
        """What was typed and what was said to it, as far as it is kept."""
        kept = (("user", typed), ("assistant", said))
        return tuple(Turn(role, self._cipher.decrypt(words)) for role, words in kept if words is not None)


def _free(now: datetime) -> ColumnElement[bool]:
    """Neither done nor under a running lease."""
    return and_(_ROW.done.is_(False), or_(_ROW.leased_until.is_(None), _ROW.leased_until <= now))
