"""Databases of both kinds, and a store on each."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine

from assistant.adapters.case_store import file_url, sql_case_store
from assistant.adapters.case_store.engines import make_engine
from assistant.adapters.case_store.store import SqlCaseStore
from tests.fakes.postgres import postgres_url


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database of each kind."""
    if request.param == "sqlite":
        yield file_url(tmp_path / "database" / "cases.sqlite3")
    else:
        with postgres_url() as postgres:
            yield postgres


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    """Where the store's key is kept; not there yet."""
    return tmp_path / "keys" / "words.key"


@pytest.fixture
def store(url: str, key_file: Path) -> Iterator[SqlCaseStore]:
    """A store on each database."""
    with closing(sql_case_store(url, key_file)) as opened:
        yield opened


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    """A way around the store, to look at what lies in its database."""
    made = make_engine(url)
    yield made
    made.dispose()
