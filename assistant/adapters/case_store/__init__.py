"""One database, SQLite or PostgreSQL: cases, their alerts and cards, what a chat received, and more.

SQLAlchemy and cryptography are imported when a store is made, not with this package: most questions need
neither.
"""

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from assistant.adapters.case_store.switch import SqlSwitch

if TYPE_CHECKING:
    from assistant.adapters.case_store.allowance import SqlAllowance
    from assistant.adapters.case_store.card_book import SqlCardBook
    from assistant.adapters.case_store.feedback import SqlFeedbackBook
    from assistant.adapters.case_store.inbox import SqlInbox
    from assistant.adapters.case_store.store import SqlCaseStore

__all__ = [
    "SqlSwitch",
    "file_url",
    "sql_allowance",
    "sql_card_book",
    "sql_case_store",
    "sql_feedback_book",
    "sql_inbox",
]


def file_url(path: Path) -> str:
    """The URL of an SQLite file, with every character of its path."""
    return f"sqlite:///{quote(str(path))}"


def sql_case_store(url: str, key_file: Path) -> "SqlCaseStore":
    """The store behind a URL of SQLAlchemy; the key of the reporters' words is kept in `key_file`."""
    from assistant.adapters.case_store.cipher import Cipher
    from assistant.adapters.case_store.store import SqlCaseStore

    return SqlCaseStore(url, Cipher(key_file))


def sql_inbox(url: str, key_file: Path) -> "SqlInbox":
    """The inbox behind a URL; its texts are under the same key as the reporters' words."""
    from assistant.adapters.case_store.cipher import Cipher
    from assistant.adapters.case_store.inbox import SqlInbox

    return SqlInbox(url, Cipher(key_file))


def sql_feedback_book(url: str, key_file: Path) -> "SqlFeedbackBook":
    """The feedback behind a URL; readers' words are under the same key as the reporters'."""
    from assistant.adapters.case_store.cipher import Cipher
    from assistant.adapters.case_store.feedback import SqlFeedbackBook

    return SqlFeedbackBook(url, Cipher(key_file))


def sql_card_book(url: str) -> "SqlCardBook":
    """Where the cards of the cases behind a URL stand."""
    from assistant.adapters.case_store.card_book import SqlCardBook

    return SqlCardBook(url)


def sql_allowance(url: str, key_file: Path, per_day: int, per_person: int) -> "SqlAllowance":
    """A language model's allowance behind a URL; who asked is hidden by the key of the reporters' words."""
    from assistant.adapters.case_store.allowance import SqlAllowance
    from assistant.adapters.case_store.cipher import Cipher

    return SqlAllowance(url, Cipher(key_file), per_day, per_person)
