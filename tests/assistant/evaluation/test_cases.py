"""The cases of eval/cases, read like the leads' other tables."""

import re
from pathlib import Path

import pytest

from assistant.domain.message import Message, Turn
from assistant.errors import SchoolFileError
from assistant.evaluation.cases import COLUMNS, Case, read_cases
from tests.fakes.evaluated import case
from tests.fakes.small_school import PROJECT

_HEADER = ",".join(COLUMNS) + "\n"


def test_a_row_becomes_a_case(tmp_path: Path) -> None:
    """The history becomes earlier turns of the user, and the line is where the row begins."""
    (tmp_path / "trips.csv").write_text(
        _HEADER
        + '"and\nwith year 9?",ta,may I ring home || on a trip,TR 2.1; PH 2.2,yes,answered,\n'
        + "b,,,,,not_covered,\n"
    )
    first, second = read_cases(tmp_path)
    assert first == Case(
        Message("and\nwith year 9?", (Turn("user", "may I ring home"), Turn("user", "on a trip"))),
        "ta",
        ("TR 2.1", "PH 2.2"),
        "yes",
        "answered",
        "trips",
        2,
    )
    assert (second.line, second.clauses, second.message.history) == (4, (), ())


def test_clauses_that_are_right_as_well_have_a_column_that_may_be_missing(tmp_path: Path) -> None:
    """Labels between semicolons; what is expected and what is right as well may both be cited."""
    with_it = "question,asker,history,expected_clauses,also_right,verdict,outcome,notes\n"
    (tmp_path / "a.csv").write_text(with_it + "q,ta,,TR 2.1,PH 1.1; PH 1.2,yes,answered,\n")
    (tmp_path / "b.csv").write_text(_HEADER + "q,ta,,TR 2.1,yes,answered,\n")
    first, second = read_cases(tmp_path)
    assert (first.clauses, first.also_right) == (("TR 2.1",), ("PH 1.1", "PH 1.2"))
    assert first.citable == {"TR 2.1", "PH 1.1", "PH 1.2"}
    assert second.also_right == ()
    assert second.citable == {"TR 2.1"}


def test_a_table_with_semicolons_reads_the_same(tmp_path: Path) -> None:
    """What Excel saves in some countries is a table of cases too."""
    (tmp_path / "a.csv").write_text(_HEADER + "q,ta,,TR 2.1,yes,answered,\n")
    with_commas = read_cases(tmp_path)
    (tmp_path / "a.csv").write_text((_HEADER + "q,ta,,TR 2.1,yes,answered,\n").replace(",", ";"), "utf-8-sig")
    assert read_cases(tmp_path) == with_commas


@pytest.mark.parametrize("column", COLUMNS)
def test_a_missing_column_is_named(tmp_path: Path, column: str) -> None:
    """Every column is needed."""
    (tmp_path / "a.csv").write_text(_HEADER.replace(column, "other"))
    with pytest.raises(SchoolFileError, match=rf"a\.csv, row 1: The column '{column}' is missing\."):
        read_cases(tmp_path)


def test_the_cases_that_ship_can_be_read() -> None:
    """Every answered case of eval/cases names clauses and a verdict, and no other does."""
    cases = read_cases(PROJECT / "eval" / "cases")
    assert len(cases) > 250
    assert all(bool(one.clauses and one.verdict) == (one.outcome == "answered") for one in cases)


def test_tags_are_the_kinds_that_the_notes_name(tmp_path: Path) -> None:
    """Between commas, semicolons, full stops and dashes; what a note only mentions is none."""
    notes = ("brand, slang; platforms", "Trips - lunch", "follow_up", "not slang at all", "")
    rows = "".join(f'q{at},ta,,,,not_covered,"{note}"\n' for at, note in enumerate(notes))
    (tmp_path / "a.csv").write_text(_HEADER + rows)
    assert [one.tags for one in read_cases(tmp_path)] == [
        ("brand", "slang"),
        ("trips",),
        ("follow_up",),
        (),
        (),
    ]


def test_a_key_names_the_question_with_what_came_before_it() -> None:
    """Whatever the spaces; another history is another question."""
    one = case("and  there?", history=("May I?",))
    assert one.key == case("and\nthere?", history=("May  I?",), asker="nurse").key
    assert len({one.key, case("and there?").key, case("May I?and there?").key}) == 3
    assert re.fullmatch("[0-9a-f]{12}", one.key)
