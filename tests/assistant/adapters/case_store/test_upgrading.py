"""The migrations make the schema that this version reads, once, however many start together."""

import logging
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from assistant.adapters.case_store import SqlSwitch, sql_inbox
from assistant.adapters.case_store.store import SqlCaseStore
from assistant.adapters.case_store.tables import METADATA
from assistant.adapters.case_store.upgrading import HEAD, VERSION_TABLE, bring_to_head
from assistant.domain.case import Change
from assistant.domain.school import Role
from assistant.domain.triage import Concerned
from assistant.errors import CaseStoreError
from tests.fakes.clock import SCHOOL_MORNING
from tests.fakes.new_cases import new_case, opening
from tests.fakes.received import received
from tests.fakes.small_school import PROJECT

_START = """
import sys
from pathlib import Path
from assistant.adapters.case_store import sql_case_store
from tests.fakes.new_cases import new_case, opening
store = sql_case_store(sys.argv[1], Path(sys.argv[2]))
sys.stdin.readline()
store.open(opening(new_case(sys.argv[3])), "words")
store.close()
print("alembic" in sys.modules)
"""

_FIRST_CASE = """
INSERT INTO cases (reference, key, reporter, opened_at, categories, emergency, first, ladder, excluded,
    doubtful, state, rung, held_name, said_not_live, texts)
VALUES ('SC-1', 'key of SC-1', 'Ann Example', :at, 'child_protection', :yes, 'safeguarding_lead',
    'safeguarding_lead,deputy_safeguarding_lead', '', 'headteacher', 'open', 0, '', :no, '')
"""


def _process(url: str, key_file: Path, reference: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _START, url, str(key_file), reference],
        cwd=PROJECT,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_processes_that_start_together_make_one_schema(url: str, key_file: Path, store: SqlCaseStore) -> None:
    """Each records its case, in an empty database, under one key; afterwards Alembic is not needed."""
    processes = [_process(url, key_file, f"SC-{number}") for number in range(3)]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    ends = [process.communicate(timeout=120) for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0], ends
    assert {case.reference for case in store.cases()} == {"SC-0", "SC-1", "SC-2"}
    later = _process(url, key_file, "SC-3")
    assert later.communicate("go\n", timeout=120) == ("False\n", "")


def test_the_migrations_lead_to_the_tables(engine: Engine) -> None:
    """Nothing is left that Alembic would still change, and `HEAD` is its newest step."""
    bring_to_head(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert context.get_current_revision() == HEAD
        assert compare_metadata(context, METADATA) == []
    config = Config()
    config.set_main_option("script_location", "assistant.adapters.case_store:migrations")
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_a_database_at_head_keeps_what_it_holds(engine: Engine, store: SqlCaseStore) -> None:
    """Starting again changes nothing."""
    case = store.open(opening(new_case()), "words")
    bring_to_head(engine)
    assert store.cases() == (case,)


def test_a_database_with_cases_of_the_first_version_is_brought_up(
    engine: Engine, store: SqlCaseStore
) -> None:
    """The cases are there as they were; what triage said of them is not known."""
    _at_version(engine, "0001")
    with engine.begin() as connection:
        connection.execute(text(_FIRST_CASE), {"at": SCHOOL_MORNING, "yes": True, "no": False})
        connection.execute(
            text(
                "INSERT INTO events (reference, at, kind, by, detail) VALUES ('SC-1', :at, 'added', '', '')"
            ),
            {"at": SCHOOL_MORNING},
        )
    (case,) = store.cases()
    assert case == replace(
        new_case(), opened_at=case.opened_at, due_at=None, emergency=True, doubtful=(Role.HEADTEACHER,)
    )
    assert (case.concerns, case.roles) == (None, ())
    assert len(store.events("SC-1")) == 1
    known = replace(case, concerns=Concerned.COLLEAGUE, roles=(Role.HEADTEACHER,))
    assert store.change("SC-1", lambda _: Change(known)) == known
    with pytest.raises(DBAPIError, match="only ever added"), engine.begin() as connection:
        connection.execute(text("DELETE FROM events"))


def test_a_database_with_cases_of_the_second_version_is_brought_up(
    engine: Engine, store: SqlCaseStore, url: str, key_file: Path
) -> None:
    """The cases are there without their reporter's name, and a chat can begin."""
    _at_version(engine, "0002")
    with engine.begin() as connection:
        connection.execute(text(_FIRST_CASE), {"at": SCHOOL_MORNING, "yes": True, "no": False})
    with closing(sql_inbox(url, key_file)) as inbox:
        assert inbox.receive(received())
    (case,) = store.cases()
    assert (case.reporter, case.reporter_name, case.reported_by) == ("Ann Example", "", "Ann Example")
    named = replace(case, reporter_name="Ann")
    assert store.change("SC-1", lambda _: Change(named)) == named


def _at_version(engine: Engine, version: str) -> None:
    config = Config()
    config.set_main_option("script_location", "assistant.adapters.case_store:migrations")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, version)


def test_a_newer_database_is_refused(engine: Engine, store: SqlCaseStore) -> None:
    """A version that does not know a database's schema does not write into it."""
    bring_to_head(engine)
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    with pytest.raises(CaseStoreError, match="newer version"):
        store.cases()


def test_a_failed_migration_leaves_nothing_behind(engine: Engine, store: SqlCaseStore) -> None:
    """A step is a transaction also on SQLite."""
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE switch_turns (x INTEGER)"))
    with pytest.raises(CaseStoreError):
        store.cases()
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE switch_turns"))
    assert store.cases() == ()


def test_migrating_leaves_the_logging_as_it_was(engine: Engine) -> None:
    """A library that sets up its own log would show what nobody asked for."""
    root = logging.getLogger()
    before = (root.level, list(root.handlers), logging.getLogger("alembic").handlers)
    disabled = logging.getLogger("assistant.test").disabled
    bring_to_head(engine)
    assert (root.level, list(root.handlers), logging.getLogger("alembic").handlers) == before
    assert logging.getLogger("assistant.test").disabled == disabled


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET detail = 'other'",
        "DELETE FROM events",
        "UPDATE switch_turns SET off = off",
        "DELETE FROM switch_turns",
        "TRUNCATE events",
        "TRUNCATE switch_turns",
    ],
)
def test_events_and_turns_are_only_ever_added(
    url: str, engine: Engine, store: SqlCaseStore, statement: str
) -> None:
    """The database itself refuses to change or delete one."""
    store.open(opening(new_case()), None)
    with closing(SqlSwitch(url)) as switch:
        switch.turn(True, "Ann Example", SCHOOL_MORNING)
    # SQLite has no TRUNCATE, and says so.
    refused = r"only ever added|near \"TRUNCATE\""
    with pytest.raises(DBAPIError, match=refused), engine.begin() as connection:
        connection.execute(text(statement))
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM events")) == 1
        assert connection.scalar(text("SELECT count(*) FROM switch_turns")) == 1
