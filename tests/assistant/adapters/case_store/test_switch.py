"""What a database adds to the switch: every turn stays, and a question does not wait for it."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from assistant.adapters.case_store import SqlSwitch, file_url
from tests.fakes.clock import SCHOOL_MORNING
from tests.fakes.small_school import PROJECT

_ASK = """
import sys
from assistant.adapters.case_store import SqlSwitch
print(SqlSwitch(sys.argv[1]).is_off(), "sqlalchemy" in sys.modules)
"""


def test_every_turn_is_kept(url: str, engine: Engine) -> None:
    """Off or on, by whom and when, in the order of the turns, seen by every process."""
    with closing(SqlSwitch(url)) as switch, closing(SqlSwitch(url)) as other:
        for off, by in ((True, "Ann Example"), (False, "Ben Example"), (True, "Ann Example")):
            switch.turn(off, by, SCHOOL_MORNING)
            assert other.is_off() is off
    with engine.connect() as connection:
        turns = connection.execute(text("SELECT off, by FROM switch_turns ORDER BY number")).all()
    assert [(bool(off), by) for off, by in turns] == [
        (True, "Ann Example"), (False, "Ben Example"), (True, "Ann Example")
    ]  # fmt: skip


def test_asking_makes_no_database_and_needs_no_sqlalchemy(tmp_path: Path) -> None:
    """Where there is no SQLite file yet, answers are on and nothing is written."""
    file = tmp_path / "cases.sqlite3"
    script = [sys.executable, "-c", _ASK, file_url(file)]
    done = subprocess.run(script, cwd=PROJECT, capture_output=True, text=True, check=True)
    assert done.stdout == "False False\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["cases.sqlite3", "50% of ?ases&é #1.sqlite3"])
def test_a_switch_in_a_file_of_any_name_is_found(tmp_path: Path, name: str) -> None:
    """The file that the switch looks for is the one that the database is in."""
    url = file_url(tmp_path / name)
    with closing(SqlSwitch(url)) as switch, closing(SqlSwitch(f"{url}?timeout=3")) as other:
        switch.turn(True, "Ann Example", SCHOOL_MORNING)
        assert (tmp_path / name).exists()
        assert switch.is_off()
        assert other.is_off()
