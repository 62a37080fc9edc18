"""Whatever people wrote is encrypted under one key, with an eye on everything that is kept under it."""

from sqlalchemy import Connection, LargeBinary, func, select

from assistant.adapters.case_store.cipher import Cipher
from assistant.adapters.case_store.tables import FEEDBACK, RECEIVED, WORDS

_ENCRYPTED = (WORDS.c.encrypted, FEEDBACK.c.question, RECEIVED.c.said, RECEIVED.c.text)
_ANY = select(
    func.coalesce(
        *(select(column).where(column.is_not(None)).limit(1).scalar_subquery() for column in _ENCRYPTED),
        type_=LargeBinary,
    )
)


def sealed(connection: Connection, cipher: Cipher, text: str) -> bytes:
    """The text, encrypted; a key is made only where nothing is kept under another. Raises CaseStoreError."""
    return cipher.encrypt(text, connection.scalar(_ANY))


def marked(connection: Connection, cipher: Cipher, text: str) -> str:
    """A mark of the text in its place; the key is made as for `sealed`. Raises CaseStoreError."""
    return cipher.mark(text, connection.scalar(_ANY))
