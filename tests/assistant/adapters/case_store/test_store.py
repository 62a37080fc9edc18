"""What a database adds to the contract: nothing in the clear, all or nothing, and other stores beside it."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import Engine, text

from assistant.adapters.case_store import file_url, sql_case_store
from assistant.adapters.case_store.store import SqlCaseStore
from assistant.domain.case import CaseState, Change, Event, EventKind
from assistant.errors import CaseStoreError
from tests.fakes.clock import SCHOOL_MORNING
from tests.fakes.new_cases import new_alert, new_case, opening

_CANARY = "canary 4711 of the reporter"
_OPENED = Event(SCHOOL_MORNING, EventKind.OPENED, by="Sam Example")


@pytest.fixture
def second(url: str, key_file: Path) -> Iterator[SqlCaseStore]:
    """Another store on the same database, as another process has it."""
    with closing(sql_case_store(url, key_file)) as opened:
        yield opened


def _bytes_of(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_words_are_nowhere_in_the_files_of_sqlite(tmp_path: Path) -> None:
    """Neither the database nor its write-ahead log holds them in the clear, before and after erasing."""
    folder = tmp_path / "database"
    with closing(sql_case_store(file_url(folder / "cases.sqlite3"), tmp_path / "key")) as store:
        store.open(opening(new_case()), _CANARY)
        store.add_words("SC-1", f"again {_CANARY}", replace(_OPENED, kind=EventKind.ADDED))
        files = _bytes_of(folder)
        assert {"cases.sqlite3", "cases.sqlite3-wal"} <= set(files)
        # The search would find what is there in the clear.
        assert any(b"Ann Example" in content for content in files.values())
        assert not any(_CANARY.encode() in content for content in files.values())
        assert not any(_CANARY.encode("utf-16-le") in content for content in files.values())
        closed = Change(replace(new_case(), state=CaseState.CLOSED, closed_at=SCHOOL_MORNING))
        store.change("SC-1", lambda _: closed)
        assert store.erase_words(SCHOOL_MORNING.replace(hour=9), SCHOOL_MORNING) == 1
    after = _bytes_of(folder)
    assert set(after) == {"cases.sqlite3"}
    assert not any(b"gAAAA" in content for content in after.values()), "an erased token is still there"


def test_words_lie_encrypted_in_the_table(store: SqlCaseStore, engine: Engine, key_file: Path) -> None:
    """What the table holds is Fernet under the key of the file."""
    store.open(opening(new_case()), _CANARY)
    with engine.connect() as connection:
        encrypted = bytes(connection.scalar(text("SELECT encrypted FROM words")))
    assert _CANARY.encode() not in encrypted
    assert Fernet(key_file.read_bytes().strip()).decrypt(encrypted) == _CANARY.encode()


def test_what_one_store_writes_another_reads(store: SqlCaseStore, second: SqlCaseStore) -> None:
    """Cases, words and leases are shared by all processes."""
    case = new_case()
    assert second.cases() == ()
    store.open(opening(case, new_alert(case)), "words")
    assert second.cases() == (case,)
    assert second.words("SC-1", _OPENED) == "words"
    later = SCHOOL_MORNING.replace(hour=9)
    assert len(store.claim_deliveries("one", SCHOOL_MORNING, later, 1)) == 1
    assert second.claim_deliveries("two", SCHOOL_MORNING, later, 1) == ()


def test_a_change_is_written_whole_or_not_at_all(store: SqlCaseStore) -> None:
    """Where its last alert cannot be written, neither the case nor an event is."""
    case = store.open(opening(new_case()), None)
    alert = new_alert(case)
    broken = replace(alert, due_at=alert.due_at.replace(tzinfo=None))
    change = Change(replace(case, rung=1), (_OPENED,), (alert, broken))
    with pytest.raises(CaseStoreError):
        store.change("SC-1", lambda _: change)
    assert store.case("SC-1") == case
    assert len(store.events("SC-1")) == 1
    assert store.deliveries("SC-1") == ()


def test_a_case_whose_words_cannot_be_encrypted_is_not_half_there(
    store: SqlCaseStore, key_file: Path
) -> None:
    """With the key gone the report is refused with its words, and taken without."""
    store.open(opening(new_case("SC-1")), "words")
    key_file.unlink()
    with pytest.raises(CaseStoreError, match="is missing"):
        store.open(opening(new_case("SC-2")), _CANARY)
    assert store.case("SC-2") is None
    assert not key_file.exists()
    assert store.open(opening(new_case("SC-2")), None) == new_case("SC-2")


def test_an_opening_is_written_even_where_the_words_cannot_be_read(
    store: SqlCaseStore, key_file: Path
) -> None:
    """With another key the words stay shut, and that somebody tried is kept."""
    store.open(opening(new_case()), _CANARY)
    key_file.write_bytes(Fernet.generate_key())
    with pytest.raises(CaseStoreError, match="is not the one"):
        store.words("SC-1", _OPENED)
    assert store.events("SC-1")[1:] == (_OPENED,)


def test_words_that_the_key_does_not_open_are_found(store: SqlCaseStore, key_file: Path) -> None:
    """With another key, a damaged one and none; each case once, and none that is closed."""
    for name in ("SC-1", "SC-2", "SC-3"):
        store.open(opening(new_case(name)), "words")
    store.add_words("SC-1", "more", replace(_OPENED, kind=EventKind.ADDED))
    closed = replace(new_case("SC-3"), state=CaseState.CLOSED, closed_at=SCHOOL_MORNING)
    store.change("SC-3", lambda _: Change(closed))
    right = key_file.read_bytes()
    for wrong in (Fernet.generate_key(), b"damaged"):
        key_file.write_bytes(wrong)
        assert store.unreadable() == ("SC-1", "SC-2")
    key_file.unlink()
    assert store.unreadable() == ("SC-1", "SC-2")
    assert not key_file.exists()
    key_file.write_bytes(right)
    assert store.unreadable() == ()


def test_the_next_key_is_made_once_all_words_are_erased(store: SqlCaseStore, key_file: Path) -> None:
    """A key that is lost for good is needed only as long as there are words."""
    store.open(opening(new_case("SC-1")), "words")
    key_file.unlink()
    closed = replace(new_case("SC-1"), state=CaseState.CLOSED, closed_at=SCHOOL_MORNING)
    store.change("SC-1", lambda _: Change(closed))
    assert store.erase_words(SCHOOL_MORNING.replace(hour=9), SCHOOL_MORNING) == 1
    store.open(opening(new_case("SC-2")), "new words")
    assert store.words("SC-2", _OPENED) == "new words"
