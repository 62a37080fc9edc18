"""How connections are set up, so that what was committed is on the disk."""

import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from assistant.adapters.case_store import file_url
from assistant.adapters.case_store.engines import for_writing, make_engine


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An SQLite file that is not there yet, with characters that a URL would take for its own."""
    return tmp_path / "a folder" / "50% of ?ases&é.sqlite3"


def test_sqlite_writes_ahead_in_full_and_checks_references(file: Path) -> None:
    """WAL, synchronous=FULL (2), foreign keys and overwriting of what is deleted, on each connection."""
    engine = make_engine(file_url(file))
    with engine.connect() as one, engine.connect() as other:
        for connection in (one, other):
            asked = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")
            }
            assert asked == {
                "journal_mode": "wal",
                "synchronous": 2,
                "foreign_keys": 1,
                "secure_delete": 1,
                "busy_timeout": 10_000,
            }
    engine.dispose()


def test_an_sqlite_file_is_its_owners_only(file: Path) -> None:
    """The database and the files beside it can be read by nobody else."""
    engine = make_engine(file_url(file))
    with for_writing(engine).begin() as connection:
        connection.execute(text("CREATE TABLE t (x)"))
        files = list(file.parent.iterdir())
        assert file in files
        assert {stat.S_IMODE(found.stat().st_mode) for found in files} == {0o600}
    engine.dispose()


def test_another_process_throws_no_write_away(file: Path) -> None:
    """A second engine on the same file leaves the first one's locks alone, as one that ends must see."""
    engine = make_engine(file_url(file))
    with for_writing(engine).begin() as connection:
        connection.execute(text("CREATE TABLE t (x)"))
    second = make_engine(file_url(file))
    look = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('SELECT * FROM t'); c.close()"
    subprocess.run([sys.executable, "-c", look, str(file)], check=True)
    with for_writing(engine).begin() as connection:
        connection.execute(text("INSERT INTO t VALUES (1)"))
    with second.begin() as connection:
        assert connection.scalar(text("SELECT count(*) FROM t")) == 1
    assert file.with_name(f"{file.name}-wal").exists()
    engine.dispose()
    second.dispose()


def test_a_writing_transaction_on_sqlite_holds_the_lock_from_its_first_moment(file: Path) -> None:
    """Nobody else begins to write meanwhile; reading goes on."""
    engine, other = make_engine(file_url(file)), make_engine(file_url(file))
    with closing(other.raw_connection()) as impatient:
        impatient.cursor().execute("PRAGMA busy_timeout=0")
    with for_writing(engine).begin():
        with other.begin() as reading:
            assert reading.scalar(text("SELECT 1")) == 1
        with pytest.raises(OperationalError, match="locked"), for_writing(other).begin():
            pass
    for used in (engine, other):
        used.dispose()


def test_postgres_does_not_wait_for_a_lock_for_ever(engine: Engine) -> None:
    """As on SQLite, ten seconds."""
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            assert connection.scalar(text("SHOW lock_timeout")) == "10s"
