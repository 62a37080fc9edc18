"""The databases that a contract is kept on: a file of SQLite's in a new folder, and PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.adapters.case_store import file_url
from tests.fakes.postgres import postgres_url

DATABASES = ("sqlite", "postgres")


@contextmanager
def database_url(kind: str, folder: Path) -> Iterator[str]:
    """An empty one; PostgreSQL's is gone afterwards."""
    if kind == "sqlite":
        yield file_url(folder / "not there yet" / "cases.sqlite3")
    else:
        with postgres_url() as url:
            yield url
