"""One engine for each kind of database, set up so that what was committed is on the disk."""

import os
import sqlite3
import time
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

if TYPE_CHECKING:
    import psycopg

_PATIENCE = 10
"""Seconds to wait for a connection, or for somebody else's lock."""
_MAKING = Lock()
_PRAGMAS = (
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    # Erased words are overwritten, not only unlinked.
    "PRAGMA secure_delete=ON",
)


def make_engine(url: str) -> Engine:
    """The engine of an SQLite file or a PostgreSQL database; nothing of a statement's values is ever shown.

    A missing SQLite file is made, for its owner only.
    Raises SQLAlchemyError, OSError, ImportError, ValueError.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        return _postgres(parsed)
    if parsed.get_backend_name() == "sqlite" and parsed.database not in (None, "", ":memory:"):
        return _sqlite(parsed, Path(str(parsed.database)))
    raise ArgumentError("neither an SQLite file nor PostgreSQL")


def _postgres(url: URL) -> Engine:
    waits = {} if "connect_timeout" in url.query else {"connect_timeout": _PATIENCE}
    engine = _engine(url, waits)
    event.listen(engine, "connect", _wait_for_locks)
    return engine


def _sqlite(url: URL, path: Path) -> Engine:
    path.parent.mkdir(parents=True, exist_ok=True)
    with _MAKING:
        _make(path)
    engine = _engine(url, {"timeout": _PATIENCE})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _make(path: Path) -> None:
    """An empty file for its owner only. One that is there is not even opened.

    Closing it would take away every lock that this process has on it (https://sqlite.org/howtocorrupt.html,
    2.2): then another process that ends believes itself the last, and throws the newest writes away.
    """
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _engine(url: URL, connecting: dict[str, Any]) -> Engine:
    return create_engine(
        url, connect_args=connecting, hide_parameters=True, pool_pre_ping=True, pool_timeout=_PATIENCE
    )


def _wait_for_locks(connection: "psycopg.Connection[Any]", _: object) -> None:
    connection.autocommit = True
    connection.execute(f"SET lock_timeout = '{_PATIENCE}s'")
    connection.autocommit = False


def _prepare(connection: sqlite3.Connection, _: object) -> None:
    # The driver would begin transactions by itself, too late and without the lock; _begin does it.
    connection.isolation_level = None
    _write_ahead(connection)
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Turn to write-ahead logging; SQLite itself does not wait here for others who do the same."""
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(0.005)


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get('begin', 'DEFERRED')}")


def for_writing(engine: Engine) -> Engine:
    """The same engine; its transactions hold SQLite's write lock from their first moment."""
    return engine.execution_options(begin="IMMEDIATE")
