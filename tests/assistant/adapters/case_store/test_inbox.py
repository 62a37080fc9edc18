"""What a database adds to the inbox: it outlives its process, and its files show nothing."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import Engine, text

from assistant.adapters.case_store import file_url, sql_case_store, sql_feedback_book, sql_inbox
from assistant.adapters.case_store.inbox import SqlInbox
from assistant.domain.case import Event, EventKind
from assistant.domain.received import Claimed
from assistant.errors import CaseStoreError
from tests.fakes.clock import SCHOOL_MORNING
from tests.fakes.feedback import feedback
from tests.fakes.new_cases import new_case, opening
from tests.fakes.received import THREAD, received
from tests.fakes.small_school import PROJECT

_CANARY = "canary 4711 of the message"
_LATER = SCHOOL_MORNING.replace(hour=9)
_WORK = """
import sys
from datetime import timedelta
from pathlib import Path
from assistant.adapters.case_store import sql_inbox
from tests.fakes.clock import SCHOOL_MORNING
from tests.fakes.received import received
inbox = sql_inbox(sys.argv[1], Path(sys.argv[2]))
assert inbox.receive(received("Ev1"))
assert inbox.receive(received("Ev2", minutes=1))
assert inbox.claim("Ev2", "dead", SCHOOL_MORNING, SCHOOL_MORNING + timedelta(minutes=30)) is not None
print("received", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def inbox(url: str, key_file: Path) -> Iterator[SqlInbox]:
    """An inbox on each database."""
    with closing(sql_inbox(url, key_file)) as opened:
        yield opened


@pytest.fixture
def second(url: str, key_file: Path) -> Iterator[SqlInbox]:
    """Another one on the same database, as another process has it."""
    with closing(sql_inbox(url, key_file)) as opened:
        yield opened


def _holds(folder: Path, words: str) -> bool:
    contents = [file.read_bytes() for file in folder.iterdir()]
    return any(words.encode(code) in content for code in ("utf-8", "utf-16-le") for content in contents)


def test_what_a_killed_process_received_is_waiting(url: str, key_file: Path, inbox: SqlInbox) -> None:
    """After kill -9 nothing is lost: at once what nobody had, after the lease what the dead one had."""
    command = [sys.executable, "-c", _WORK, url, str(key_file)]
    with subprocess.Popen(
        command, cwd=PROJECT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "received\n"
        process.kill()
    assert inbox.waiting(SCHOOL_MORNING, 9) == ("Ev1",)
    assert inbox.waiting(_LATER, 9) == ("Ev1", "Ev2")
    assert inbox.claim("Ev2", "alive", _LATER, _LATER) == Claimed(received("Ev2", minutes=1), 2)
    assert not inbox.done("Ev2", "dead", "said", True)
    assert inbox.done("Ev2", "alive", "said", True)


def test_two_processes_share_an_inbox(inbox: SqlInbox, second: SqlInbox) -> None:
    """Repeats, leases and history are seen by both."""
    assert inbox.receive(received())
    assert not second.receive(received())
    assert second.claim("Ev1", "two", SCHOOL_MORNING, _LATER) == Claimed(received(), 1)
    assert inbox.claim("Ev1", "one", SCHOOL_MORNING, _LATER) is None
    assert second.done("Ev1", "two", "said", True)
    assert [turn.content for turn in inbox.history(THREAD, "")] == [received().text, "said"]


def test_messages_are_nowhere_in_the_files_of_sqlite(tmp_path: Path) -> None:
    """Nothing typed or said is there in the clear, and what is erased not even encrypted."""
    folder, key_file = tmp_path / "database", tmp_path / "key"
    url = file_url(folder / "cases.sqlite3")
    with closing(sql_inbox(url, key_file)) as inbox, closing(sql_feedback_book(url, key_file)) as book:
        for number, keep in enumerate((True, False)):
            assert inbox.receive(received(f"Ev{number}", f"{_CANARY} {number}"))
            assert inbox.claim(f"Ev{number}", "one", SCHOOL_MORNING, _LATER) is not None
            assert inbox.done(f"Ev{number}", "one", f"said, {_CANARY}", keep)
        book.add("Ev1", feedback(question=_CANARY, comment=f"no {_CANARY}"))
        # The search would find what is there in the clear.
        assert _holds(folder, THREAD)
        assert not _holds(folder, "canary")
        inbox.forget("Ev0")
        assert inbox.purge(_LATER) == 2
    assert [file.name for file in folder.iterdir()] == ["cases.sqlite3"]
    assert (folder / "cases.sqlite3").read_bytes().count(b"gAAAA") == 2, "an erased token is still there"


def test_texts_lie_encrypted_under_the_key_of_the_words(
    inbox: SqlInbox, engine: Engine, key_file: Path
) -> None:
    """Text and answer are Fernet tokens; ids are in the clear."""
    inbox.receive(received(text=_CANARY))
    inbox.claim("Ev1", "one", SCHOOL_MORNING, _LATER)
    inbox.done("Ev1", "one", f"said {_CANARY}", True)
    with engine.connect() as connection:
        row = connection.execute(text("SELECT key, thread, text, said FROM received")).one()
    fernet = Fernet(key_file.read_bytes().strip())
    assert (row.key, row.thread) == ("Ev1", THREAD)
    assert fernet.decrypt(bytes(row.text)) == _CANARY.encode()
    assert fernet.decrypt(bytes(row.said)) == f"said {_CANARY}".encode()


@pytest.mark.parametrize("forgotten", [True, False])
def test_whose_it_was_goes_with_the_text(inbox: SqlInbox, engine: Engine, forgotten: bool) -> None:
    """A row of an erased message names nobody, and not where the reply went."""
    inbox.receive(received())
    inbox.claim("Ev1", "one", SCHOOL_MORNING, _LATER)
    if forgotten:
        inbox.forget("Ev1")
    else:
        inbox.done("Ev1", "one", "said", False)
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT sender, sender_name, place, worker FROM received")).all()
    assert [tuple(row) for row in rows] == [("", "", "", None)]


def test_without_its_key_a_message_is_neither_received_nor_leased(
    inbox: SqlInbox, second: SqlInbox, key_file: Path
) -> None:
    """The error comes before the chat is told anything; put back, the key opens what was there."""
    inbox.receive(received())
    key = key_file.read_bytes()
    key_file.unlink()
    with pytest.raises(CaseStoreError, match="is missing"):
        inbox.receive(received("Ev2", _CANARY))
    with pytest.raises(CaseStoreError, match="is missing"):
        inbox.claim("Ev1", "one", SCHOOL_MORNING, _LATER)
    assert not inbox.receive(received())
    assert not key_file.exists()
    key_file.write_bytes(key)
    assert second.waiting(SCHOOL_MORNING, 9) == ("Ev1",)
    assert second.claim("Ev1", "two", SCHOOL_MORNING, _LATER) == Claimed(received(), 1)


def test_a_lost_key_is_not_replaced_for_a_report_while_the_chat_needs_it(
    url: str, inbox: SqlInbox, key_file: Path
) -> None:
    """One key for all that people wrote: a second one would shut messages and feedback for good."""
    inbox.receive(received())
    key_file.unlink()
    with closing(sql_case_store(url, key_file)) as store:
        with pytest.raises(CaseStoreError, match="is missing"):
            store.open(opening(new_case()), "words")
        inbox.forget("Ev1")
        store.open(opening(new_case()), "words")
        assert store.words("SC-1", Event(_LATER, EventKind.OPENED)) == "words"


def test_a_time_without_its_zone_is_refused(inbox: SqlInbox) -> None:
    """A lease of another zone would be hours too long or too short."""
    inbox.receive(received())
    with pytest.raises(CaseStoreError):
        inbox.claim("Ev1", "one", SCHOOL_MORNING, _LATER.replace(tzinfo=None))
    assert inbox.waiting(SCHOOL_MORNING, 9) == ("Ev1",)
