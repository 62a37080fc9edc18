"""What every `Switch` promises, tried on SQLite, on PostgreSQL and on the fake."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant.adapters.case_store import SqlSwitch
from assistant.ports import Switch
from tests.fakes.clock import SCHOOL_MORNING
from tests.fakes.databases import DATABASES, database_url
from tests.fakes.switch import FakeSwitch


@pytest.fixture(params=[*DATABASES, "fake"])
def switch(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Switch]:
    """Each implementation, never turned."""
    if request.param == "fake":
        yield FakeSwitch()
    else:
        with database_url(request.param, tmp_path) as url, closing(SqlSwitch(url)) as made:
            yield made


def test_answers_are_on_at_first(switch: Switch) -> None:
    """A switch that nobody has turned is on."""
    assert not switch.is_off()


def test_the_last_turn_holds(switch: Switch) -> None:
    """Off, off again and on: what was said last is so, whatever the times say."""
    switch.turn(True, "Ann Example", SCHOOL_MORNING)
    assert switch.is_off()
    switch.turn(True, "Ben Example", SCHOOL_MORNING)
    assert switch.is_off()
    switch.turn(False, "Ann Example", SCHOOL_MORNING.replace(hour=7))
    assert not switch.is_off()
