"""What is not known is an error, and what cannot be stored is replaced."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine, text

from assistant.adapters.case_store.store import SqlCaseStore
from assistant.domain.case import CaseState, Change
from assistant.errors import CaseStoreError
from tests.fakes.new_cases import new_case, opening


@pytest.mark.parametrize(
    ("column", "value", "kind"),
    [
        ("state", "frozen", "CaseState"),
        ("held_by", "caretaker", "Role"),
        ("ladder", "headteacher,caretaker", "Role"),
        ("categories", "child_protection,arson", "Category"),
    ],
)
def test_a_name_of_another_version_is_told_and_not_dropped(
    store: SqlCaseStore, engine: Engine, column: str, value: str, kind: str
) -> None:
    """Reading a case with a name that this version does not know says so."""
    store.open(opening(new_case()), None)
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE cases SET {column} = :value"), {"value": value})
    with pytest.raises(CaseStoreError, match=f"holds a {kind} that this version does not know"):
        store.case("SC-1")


def test_characters_that_a_database_refuses_do_not_keep_a_report_out(store: SqlCaseStore) -> None:
    """NUL and half of a surrogate pair become U+FFFD."""
    case = replace(new_case(), reporter="Ann\x00 \ud83d Example")
    assert store.open(opening(case), None).reporter == "Ann\ufffd \ufffd Example"


def test_a_time_without_its_zone_is_refused(store: SqlCaseStore) -> None:
    """It could be any of many moments; nothing is written."""
    case = new_case()
    with pytest.raises(CaseStoreError, match="TypeError"):
        store.open(opening(replace(case, due_at=case.opened_at.replace(tzinfo=None))), None)
    assert store.cases() == ()


def test_a_name_outside_its_set_is_refused(store: SqlCaseStore) -> None:
    """What could not be read back is not written."""
    case = store.open(opening(new_case()), None)
    changed = replace(case, state="frozen")  # type: ignore[arg-type]
    with pytest.raises(CaseStoreError, match="ValueError"):
        store.change("SC-1", lambda _: Change(changed))
    assert store.case("SC-1") == case
    assert case.state is CaseState.OPEN
