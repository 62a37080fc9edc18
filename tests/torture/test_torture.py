"""A short torture on each database; `python -m tests.torture` runs the long one."""

from pathlib import Path

from assistant.adapters.case_store import file_url
from tests.fakes.postgres import postgres_url
from tests.torture.running import Result, torture


def _tortured(database: str, folder: Path) -> Result:
    return torture(database, folder, reports=40, kills=8, workers=3, seed=1)


def _assert_good(result: Result) -> None:
    assert result.counted.lost == ()
    assert result.counted.duplicates == ()
    assert result.tortured.fallen == 0, result.said
    assert result.is_good


def test_on_sqlite_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    """Eight workers killed over forty reports: each report has one case, and each case its alerts."""
    _assert_good(_tortured(file_url(tmp_path / "cases.sqlite3"), tmp_path))


def test_on_postgres_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    """The same."""
    with postgres_url() as url:
        _assert_good(_tortured(url, tmp_path))
