"""Who asks a language model is kept so that nobody can read it, and no longer than the day."""

import subprocess
import sys
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import Connection, select

from assistant.adapters.case_store import file_url, sql_allowance, sql_feedback_book
from assistant.adapters.case_store.allowance import SqlAllowance
from assistant.adapters.case_store.connecting import Database
from assistant.adapters.case_store.tables import MODEL_PEOPLE
from assistant.errors import CaseStoreError
from tests.fakes.clock import SCHOOL_MORNING
from tests.fakes.feedback import feedback
from tests.fakes.postgres import postgres_url
from tests.fakes.small_school import PROJECT

_TODAY = SCHOOL_MORNING.date()
_EACH, _MOST = 30, 40
_PROCESS = f"""
import sys
from datetime import date
from pathlib import Path
from assistant.adapters.case_store import sql_allowance
allowance = sql_allowance(sys.argv[1], Path(sys.argv[2]), {_MOST}, 1000)
sys.stdin.readline()
taken = [allowance.take(sys.argv[3], date(2026, 9, 7)) for _ in range({_EACH})]
for _ in range({_EACH}):
    allowance.spend(2, True, date(2026, 9, 7))
allowance.close()
print(sum(taken))
"""


@pytest.fixture
def url(tmp_path: Path) -> str:
    """An SQLite file that is not there yet."""
    return file_url(tmp_path / "cases.sqlite3")


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    """The key of the reporters' words, not there yet either."""
    return tmp_path / "words.key"


def _made(url: str, key_file: Path, per_day: int = 100, per_person: int = 100) -> SqlAllowance:
    return sql_allowance(url, key_file, per_day, per_person)


def _people(connection: Connection) -> list[tuple[date, str]]:
    return [(day, person) for day, person, _ in connection.execute(select(MODEL_PEOPLE))]


def test_nobody_can_be_read_from_the_file(url: str, key_file: Path, tmp_path: Path) -> None:
    """Not the name, and not the same mark on another day."""
    marks = []
    with closing(_made(url, key_file)) as allowance, closing(Database(url)) as database:
        for days in range(2):
            allowance.take("Ann Canary", _TODAY + timedelta(days=days))
            with database.reading() as connection:
                marks += _people(connection)
    assert [day for day, _ in marks] == [_TODAY, _TODAY + timedelta(days=1)]
    assert len({mark for _, mark in marks}) == 2
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"Canary" not in kept


@pytest.mark.parametrize("days", [1, -1])
@pytest.mark.parametrize("spends", [True, False])
def test_persons_of_other_days_go_with_the_next_write(
    url: str, key_file: Path, days: int, spends: bool
) -> None:
    """Whatever it writes; the day's own figures stay."""
    other = _TODAY + timedelta(days=days)
    with closing(_made(url, key_file)) as allowance, closing(Database(url)) as database:
        allowance.take("ann", _TODAY)
        allowance.spend(1, True, other) if spends else allowance.take("ben", other)
        with database.reading() as connection:
            assert [day for day, _ in _people(connection)] == ([] if spends else [other])
        assert _TODAY in {used.day for used in allowance.usage(date.min)}


def test_a_refused_call_leaves_nothing_behind(url: str, key_file: Path) -> None:
    """Not even that somebody asked."""
    with closing(_made(url, key_file, per_day=1)) as allowance, closing(Database(url)) as database:
        assert allowance.take("ann", _TODAY)
        assert not allowance.take("ben", _TODAY)
        with database.reading() as connection:
            assert len(_people(connection)) == 1


def test_another_process_goes_on_counting(url: str, key_file: Path) -> None:
    """The same person is known again by the same key."""
    with closing(_made(url, key_file, per_person=1)) as first:
        assert first.take("ann", _TODAY)
    with closing(_made(url, key_file, per_person=1)) as second:
        assert not second.take("ann", _TODAY)
        assert second.take("ben", _TODAY)


def test_a_key_that_words_need_is_not_made_anew(url: str, key_file: Path) -> None:
    """A model is not worth losing the reporters' words."""
    with closing(sql_feedback_book(url, key_file)) as book:
        book.add("Ev1", feedback())
    key = key_file.read_bytes()
    with closing(_made(url, key_file)) as allowance:
        key_file.unlink()
        with pytest.raises(CaseStoreError, match=r"words\.key, is missing"):
            allowance.take("ann", _TODAY)
        key_file.write_bytes(Fernet.generate_key())
        with pytest.raises(CaseStoreError, match="is not the one"):
            allowance.take("ann", _TODAY)
        key_file.write_bytes(key)
        assert allowance.take("ann", _TODAY)


def test_a_database_that_is_away_is_an_error(key_file: Path) -> None:
    """One that whoever asks can tell from a refusal."""
    with closing(_made("sqlite:////dev/null/cases.sqlite3", key_file)) as allowance:
        with pytest.raises(CaseStoreError):
            allowance.take("ann", _TODAY)
        with pytest.raises(CaseStoreError):
            allowance.usage(_TODAY)


@pytest.mark.parametrize("server", [False, True], ids=["sqlite", "postgres"])
def test_two_processes_share_one_allowance(url: str, key_file: Path, server: bool) -> None:
    """Nothing is taken twice and nothing forgotten, however they run into each other."""
    if not server:
        _share(url, key_file)
        return
    with postgres_url() as postgres:
        _share(postgres, key_file)


def _share(url: str, key_file: Path) -> None:
    both = [
        subprocess.Popen(
            [sys.executable, "-c", _PROCESS, url, str(key_file), person],
            cwd=PROJECT,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for person in ("ann", "ben")
    ]
    for process in both:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    taken = [int(process.communicate(timeout=300)[0]) for process in both]
    assert sum(taken) == _MOST
    with closing(_made(url, key_file)) as allowance:
        (used,) = allowance.usage(_TODAY)
    assert (used.calls, used.tokens, used.shown, used.fell_back) == (_MOST, 4 * _EACH, 2 * _EACH, 0)
