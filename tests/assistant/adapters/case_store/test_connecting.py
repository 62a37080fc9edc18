"""Whatever is wrong with the database is one sentence that gives nothing away."""

from pathlib import Path

import pytest
from sqlalchemy import text

from assistant.adapters.case_store import file_url
from assistant.adapters.case_store.connecting import Database
from assistant.errors import CaseStoreError

_CANARY = "canary-4711"


def _error(database: Database, statement: str = "SELECT 1", **values: str) -> CaseStoreError:
    with pytest.raises(CaseStoreError) as told, database.writing() as connection:
        connection.execute(text(statement), values)
    database.close()
    assert _CANARY not in str(told.value)
    assert told.value.__suppress_context__
    assert told.value.__cause__ is None
    return told.value


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql+psycopg://ann:{_CANARY}@127.0.0.1:9/cases",
        f"postgresql+psycopg://ann:{_CANARY}@127.0.0.1:port/cases",
        f"postgresql+nothing://ann:{_CANARY}@127.0.0.1/cases",
        f"mysql://ann:{_CANARY}@127.0.0.1/cases",
        f"{_CANARY}",
        "sqlite://",
        "sqlite:///:memory:",
    ],
)
def test_an_address_that_leads_nowhere_is_not_shown(url: str) -> None:
    """Neither the password nor the rest of it is part of the error."""
    assert "cannot be reached or written" in str(_error(Database(url)))


def test_files_that_are_no_database_are_told(tmp_path: Path) -> None:
    """A file of something else, and a folder that cannot be made."""
    (tmp_path / "letter").write_text(f"Dear Sir or Madam, {_CANARY}, " * 99)
    assert "SQLITE_NOTADB" in str(_error(Database(file_url(tmp_path / "letter"))))
    assert "FileExistsError" in str(_error(Database(file_url(tmp_path / "letter" / "cases"))))


def test_a_refused_statement_does_not_show_its_values(url: str) -> None:
    """Neither SQLAlchemy's parameters nor PostgreSQL's detail reach the error."""
    turn = "INSERT INTO words (reference, part, encrypted) VALUES (:value, 1, :value)"
    told = str(_error(Database(url), turn.replace(", :value)", ", NULL)"), value=_CANARY))
    assert "23502" in told or "SQLITE_CONSTRAINT_NOTNULL" in told
    told = str(_error(Database(url), turn.replace(", :value)", ", '')"), value=_CANARY))
    assert "23503" in told or "SQLITE_CONSTRAINT_FOREIGNKEY" in told


def test_an_error_that_is_not_the_databases_comes_through(url: str) -> None:
    """And what the transaction had written is gone."""
    database = Database(url)
    turn = text("INSERT INTO switch_turns (off, by, at) VALUES (:off, 'Ann', '2026-09-07 08:00:00')")

    def fail() -> None:
        with database.writing() as connection:
            connection.execute(turn, {"off": True})
            raise OSError("ours")

    with pytest.raises(OSError, match="ours"):
        fail()
    with database.reading() as connection:
        assert connection.scalar(text("SELECT count(*) FROM switch_turns")) == 0
    database.close()


def test_a_closed_database_opens_again(url: str) -> None:
    """Closing gives connections back, also when there are none."""
    database = Database(url)
    database.close()
    for _ in range(2):
        with database.reading() as connection:
            assert connection.scalar(text("SELECT count(*) FROM cases")) == 0
        database.close()
