"""Transactions on the database of cases, and what of its errors may be shown."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from threading import Lock

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError, StatementError

from assistant.adapters.case_store.engines import for_writing, make_engine
from assistant.adapters.case_store.upgrading import bring_to_head
from assistant.errors import CaseStoreError

_TURNS: dict[str, AbstractContextManager[object]] = {}


class Database:
    """The database behind `url`, made or brought to this version's schema when it is first used."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._lock = Lock()
        self._turn = _writers_turn(url)
        self._opened: Engine | None = None

    def reading(self) -> AbstractContextManager[Connection]:
        """A transaction that sees one moment of the database. Raises CaseStoreError."""
        return self._transaction(writing=False)

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction that is on the disk once it has ended well. Raises CaseStoreError."""
        return self._transaction(writing=True)

    def close(self) -> None:
        """Give the connections back; the next use opens new ones."""
        with self._lock:
            if self._opened is not None:
                self._opened.dispose()
            self._opened = None

    @contextmanager
    def _transaction(self, writing: bool) -> Iterator[Connection]:
        with _discreet(SQLAlchemyError, OSError, ImportError, ValueError):
            engine = self._engine()
        chosen = for_writing(engine) if writing else engine
        turn = self._turn if writing else nullcontext()
        with _discreet(SQLAlchemyError), turn, chosen.begin() as connection:
            yield connection

    def _engine(self) -> Engine:
        with self._lock:
            if self._opened is None:
                self._opened = _up_to_date(make_engine(self._url))
            return self._opened


def _writers_turn(url: str) -> AbstractContextManager[object]:
    """One lock for all who write to an SQLite file in this process.

    SQLite lets its writers sleep between looks, so that some come by whenever they look and others not
    for seconds. Databases with a server see to that themselves.
    """
    return _TURNS.setdefault(url, Lock()) if url.startswith("sqlite") else nullcontext()


def _up_to_date(engine: Engine) -> Engine:
    try:
        bring_to_head(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def _discreet(*errors: type[Exception]) -> Iterator[None]:
    """Errors of the database and the way to it become one sentence without values and addresses."""
    try:
        yield
    except errors as error:
        raise CaseStoreError(
            f"The database of cases cannot be reached or written ({_kind(error)});"
            " check that its address is right, that it is running, and that its disk has room."
        ) from None


def _kind(error: Exception) -> str:
    """What the database calls the error, which holds nothing of the statement."""
    vendor = error.orig if isinstance(error, StatementError) else error
    for name in ("sqlite_errorname", "sqlstate"):
        if code := getattr(vendor, name, None):
            return str(code)
    return type(vendor).__name__
