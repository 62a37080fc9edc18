"""The machine's clock in the school's time zone."""

import time
from datetime import UTC, datetime, tzinfo

import pytest

from assistant.adapters import clock
from assistant.adapters.clock import SystemClock


@pytest.mark.parametrize(
    ("utc", "there"),
    [
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "2026-07-01 00:30:00+01:00"),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "2026-12-31 23:30:00+00:00"),
    ],
)
def test_the_day_changes_at_midnight_in_london(
    monkeypatch: pytest.MonkeyPatch, utc: datetime, there: str
) -> None:
    """In summer the school's day begins an hour before UTC's, in winter with it."""

    class Stopped:
        """Always the moment of the test."""

        @staticmethod
        def now(zone: tzinfo) -> datetime:
            return utc.astimezone(zone)

    monkeypatch.setattr(clock, "datetime", Stopped)
    assert str(SystemClock().now()) == there
    assert str(SystemClock().today()) == there[:10]


def test_now_is_the_machines_present_moment() -> None:
    """The time zone is another, the moment is the machine's own."""
    before, now, after = time.time(), SystemClock().now().timestamp(), time.time()
    assert before <= now <= after
