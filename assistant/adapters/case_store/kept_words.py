"""The reporters' own words: encrypted parts, joined on reading, gone after erasing."""

from datetime import datetime

from sqlalchemy import Connection, delete, exists, func, insert, select

from assistant.adapters.case_store.cipher import Cipher
from assistant.adapters.case_store.rows import add_events
from assistant.adapters.case_store.sealing import sealed
from assistant.adapters.case_store.tables import CASES, WORDS
from assistant.domain.case import CaseState, Event, EventKind


def keep(connection: Connection, cipher: Cipher, reference: str, words: str) -> None:
    """Add a part to a case's words; the case is locked, or new. Raises CaseStoreError."""
    highest = connection.scalar(select(func.max(WORDS.c.part)).where(WORDS.c.reference == reference))
    row = {
        "reference": reference,
        "part": (highest or 0) + 1,
        "encrypted": sealed(connection, cipher, words),
    }
    connection.execute(insert(WORDS), row)


def read(connection: Connection, cipher: Cipher, reference: str) -> str | None:
    """All parts with an empty line between them, None where there is none. Raises CaseStoreError."""
    query = select(WORDS.c.encrypted).where(WORDS.c.reference == reference).order_by(WORDS.c.part)
    parts = connection.scalars(query).all()
    return "\n\n".join(cipher.decrypt(part) for part in parts) if parts else None


def unreadable(connection: Connection, cipher: Cipher) -> tuple[str, ...]:
    """References of cases that are not closed, of whose words at least one part cannot be read."""
    query = (
        select(WORDS.c.reference, WORDS.c.encrypted)
        .join(CASES, CASES.c.reference == WORDS.c.reference)
        .where(CASES.c.state != CaseState.CLOSED)
        .order_by(WORDS.c.reference)
    )
    shut = (reference for reference, part in connection.execute(query) if not cipher.opens(part))
    return tuple(dict.fromkeys(shut))


def erase(connection: Connection, closed_before: datetime, now: datetime) -> int:
    """Erase the words of cases closed before a time; how many cases there were."""
    kept = exists().where(WORDS.c.reference == CASES.c.reference)
    references = connection.scalars(
        select(CASES.c.reference)
        .where(CASES.c.state == CaseState.CLOSED, CASES.c.closed_at < closed_before, kept)
        .order_by(CASES.c.reference)
        .with_for_update(key_share=True)
    ).all()
    connection.execute(delete(WORDS).where(WORDS.c.reference.in_(references)))
    for reference in references:
        add_events(connection, reference, [Event(now, EventKind.WORDS_ERASED)])
    return len(references)
