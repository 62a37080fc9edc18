"""What every `GapQueue` promises, tried on SQLite and on the fake."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from assistant.adapters.gap_queue import SqliteGapQueue
from assistant.ports import GapQueue
from tests.fakes.gap_queue import FakeGapQueue

_MONDAY = datetime(2026, 9, 7, 8, 30, tzinfo=ZoneInfo("Europe/London"))
_TUESDAY = _MONDAY.replace(day=8)


@pytest.fixture(params=["sqlite", "fake"])
def queue(request: pytest.FixtureRequest, tmp_path: Path) -> GapQueue:
    """Each implementation, empty."""
    return (
        SqliteGapQueue(tmp_path / "not there yet" / "gaps.sqlite3")
        if request.param == "sqlite"
        else FakeGapQueue()
    )


def test_nothing_waits_at_first(queue: GapQueue) -> None:
    """A queue that nobody has used is empty."""
    assert queue.waiting() == ()


def test_the_same_words_only_count_up(queue: GapQueue) -> None:
    """A question asked again, on any day and with any spacing, is one entry that counts."""
    queue.add("is there parking", _MONDAY)
    queue.add("  is there\nparking ", _TUESDAY)
    assert queue.waiting() == (("is there parking", 2),)


def test_most_often_asked_first(queue: GapQueue) -> None:
    """Questions stand in falling order of how often they were asked, equal ones by their words."""
    for question in ("b rare", "common", "a rare", "common"):
        queue.add(question, _MONDAY)
    assert queue.waiting() == (("common", 2), ("a rare", 1), ("b rare", 1))


def test_a_question_that_is_cleared_waits_no_more(queue: GapQueue) -> None:
    """Only that one; asked again it begins anew, and clearing what is not there changes nothing."""
    for question in ("parking", "parking", "lunch"):
        queue.add(question, _MONDAY)
    queue.clear("parking")
    queue.clear("never asked")
    assert queue.waiting() == (("lunch", 1),)
    queue.add("parking", _TUESDAY)
    assert queue.waiting() == (("lunch", 1), ("parking", 1))


def test_any_words_are_kept_as_they_are(queue: GapQueue) -> None:
    """Quotes, markup and every script are only words."""
    question = 'can I \'drop table gap; -- [bold] £5 "日本" ?'
    queue.add(question, _MONDAY)
    assert queue.waiting() == ((question, 1),)
