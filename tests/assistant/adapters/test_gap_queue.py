"""The gap queue on disk: what is written, and that nobody can be found by it."""

import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from assistant.adapters.gap_queue import SqliteGapQueue

_ASKED = datetime(2026, 9, 7, 13, 47, 59, tzinfo=ZoneInfo("Europe/London"))


def test_only_the_question_and_days_are_written(tmp_path: Path) -> None:
    """The row holds words, a count and two days; no time of day stands anywhere in the file."""
    queue = SqliteGapQueue(tmp_path / "gaps.sqlite3")
    queue.add("is there parking", _ASKED)
    queue.add("is there parking", _ASKED.replace(day=9))
    connection = sqlite3.connect(tmp_path / "gaps.sqlite3")
    rows = connection.execute("SELECT * FROM gap").fetchall()
    connection.close()
    assert rows == [("is there parking", 2, "2026-09-07", "2026-09-09")]
    assert not re.search(rb"13.47|47.59", (tmp_path / "gaps.sqlite3").read_bytes())


def test_what_was_added_outlives_the_process(tmp_path: Path) -> None:
    """Another queue on the same file finds it."""
    SqliteGapQueue(tmp_path / "gaps.sqlite3").add("is there parking", _ASKED)
    assert SqliteGapQueue(tmp_path / "gaps.sqlite3").waiting() == (("is there parking", 1),)


def test_channels_that_add_at_once_lose_nothing(tmp_path: Path) -> None:
    """Eight threads with a queue each count every question."""
    queues = [SqliteGapQueue(tmp_path / "gaps.sqlite3") for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda at: queues[at % 8].add(f"question {at % 3}", _ASKED), range(60)))
    assert dict(queues[0].waiting()) == {"question 0": 20, "question 1": 20, "question 2": 20}
