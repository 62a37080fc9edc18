"""Cases, their alerts, the reporters' words and the off-switch, in SQLite or PostgreSQL.

SQLAlchemy and cryptography are imported when a store is made, not with this package: most questions need
neither.
"""

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from assistant.adapters.case_store.switch import SqlSwitch

if TYPE_CHECKING:
    from assistant.adapters.case_store.store import SqlCaseStore

__all__ = ["SqlSwitch", "file_url", "sql_case_store"]


def file_url(path: Path) -> str:
    """The URL of an SQLite file, with every character of its path."""
    return f"sqlite:///{quote(str(path))}"


def sql_case_store(url: str, key_file: Path) -> "SqlCaseStore":
    """The store behind a URL of SQLAlchemy; the key of the reporters' words is kept in `key_file`."""
    from assistant.adapters.case_store.cipher import Cipher
    from assistant.adapters.case_store.store import SqlCaseStore

    return SqlCaseStore(url, Cipher(key_file))
