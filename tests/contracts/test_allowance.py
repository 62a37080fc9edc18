"""What every `Allowance` promises, tried on SQLite, on PostgreSQL and on the fake."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from assistant.adapters.case_store import sql_allowance
from assistant.ports import Allowance, Usage
from tests.fakes.allowance import FakeAllowance
from tests.fakes.clock import SCHOOL_MORNING
from tests.fakes.databases import DATABASES, database_url

_TODAY = SCHOOL_MORNING.date()
_TOMORROW = _TODAY + timedelta(days=1)
_EVER = date.min
Making = Callable[[int, int], Allowance]


@pytest.fixture(params=[*DATABASES, "fake"])
def allowance(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Allowance]:
    """Each implementation: three calls a day for all, two for one person."""
    if request.param == "fake":
        yield FakeAllowance(3, 2)
    else:
        with (
            database_url(request.param, tmp_path) as url,
            closing(sql_allowance(url, tmp_path / "key", 3, 2)) as made,
        ):
            yield made


def test_nothing_was_used_at_first(allowance: Allowance) -> None:
    """No day is listed on which nobody asked."""
    assert allowance.usage(_EVER) == ()


def test_one_person_cannot_use_up_the_day(allowance: Allowance) -> None:
    """Two calls are one's own, the third is somebody else's, and what is refused is not counted."""
    assert [allowance.take("ann", _TODAY) for _ in range(3)] == [True, True, False]
    assert allowance.take("ben", _TODAY)
    assert not allowance.take("cy", _TODAY)
    assert allowance.usage(_EVER) == (Usage(_TODAY, 3, 0, 0, 0),)


def test_a_new_day_has_calls_of_its_own(allowance: Allowance) -> None:
    """For all, and for whoever had used up theirs."""
    for person in ("ann", "ann", "ben"):
        assert allowance.take(person, _TODAY)
    assert allowance.take("ann", _TOMORROW)
    assert [day.calls for day in allowance.usage(_EVER)] == [1, 3]


def test_what_was_spent_adds_up(allowance: Allowance) -> None:
    """Tokens, and how each answer ended."""
    allowance.take("ann", _TODAY)
    allowance.spend(120, True, _TODAY)
    allowance.spend(30, False, _TODAY)
    allowance.spend(0, False, _TODAY)
    assert allowance.usage(_EVER) == (Usage(_TODAY, 1, 150, 1, 2),)


def test_what_is_spent_after_midnight_is_the_new_days(allowance: Allowance) -> None:
    """The answer came on a day on which nobody had asked yet."""
    allowance.take("ann", _TODAY)
    allowance.spend(7, True, _TOMORROW)
    assert allowance.usage(_EVER) == (Usage(_TOMORROW, 0, 7, 1, 0), Usage(_TODAY, 1, 0, 0, 0))


def test_usage_begins_with_a_day(allowance: Allowance) -> None:
    """That day and those after it, the newest first."""
    days = [_TODAY + timedelta(days=number) for number in range(3)]
    for day in days:
        allowance.take("ann", day)
    assert [used.day for used in allowance.usage(days[1])] == [days[2], days[1]]


@pytest.mark.parametrize("person", ["", "Zoë \x00 \ud800", "x" * 10_000, "ann' OR 1=1 --"])
def test_any_name_is_a_person(allowance: Allowance, person: str) -> None:
    """Whatever a chat calls its people."""
    assert [allowance.take(person, _TODAY) for _ in range(3)] == [True, True, False]
