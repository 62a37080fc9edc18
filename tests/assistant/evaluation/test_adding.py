"""`assistant evaluate add`, typed by a lead."""

from pathlib import Path

import pytest

from assistant.errors import SchoolFileError
from assistant.evaluation.cases import read_cases
from assistant.evaluation.folder import CASE_COLUMNS, EvalFolder, add_row
from assistant.evaluation.references import read_references
from tests.assistant.evaluation.eval_folder import contents, evaluate, with_also_right, write_folder
from tests.fakes.small_school import SmallSchool

_ANSWERS = [
    "would snapping the whiteboard be all right",
    "",
    "ta",
    "PH 1.2",
    "",
    "1",
    "",
    "seen in May",
    "first",
    "yes",
]


@pytest.fixture
def folder(tmp_path: Path, in_published_school: SmallSchool) -> EvalFolder:
    """A folder of a published school."""
    return write_folder(tmp_path / "eval")


def test_a_case_is_added_in_the_tables_own_way(folder: EvalFolder) -> None:
    """Under the last row, with semicolons and the line ends that are there; its label is kept."""
    before = folder.cases[0].read_bytes()
    said = evaluate(folder, "add", answers=_ANSWERS)
    row = b"would snapping the whiteboard be all right;ta;;PH 1.2;no;answered;seen in May\r\n"
    assert folder.cases[0].read_bytes() == before + row
    assert read_references(folder.references).keys() == {"PH 1.2"}
    assert "The assistant says now:" in said
    assert "Right answer: No, by PH 1.2" in said


@pytest.mark.parametrize("count", range(len(_ANSWERS)))
@pytest.mark.parametrize("end", [[], ["stop"]])
def test_stopping_at_any_time_changes_nothing(folder: EvalFolder, count: int, end: list[str]) -> None:
    """Whether the lead types it or the pipe ends."""
    before = contents(folder)
    said = evaluate(folder, "add", answers=[*_ANSWERS[:count], *end], status=1)
    assert said.endswith("Stopped. Nothing has been changed.")
    assert contents(folder) == before


def test_a_last_no_changes_nothing(folder: EvalFolder) -> None:
    """The lead has seen it all and thinks better of it."""
    before = contents(folder)
    evaluate(folder, "add", answers=[*_ANSWERS[:-1], "no"])
    assert contents(folder) == before


def test_clauses_are_found_by_number_label_and_words(folder: EvalFolder) -> None:
    """A number counts what was shown, also by the search; labels may be typed without the space."""
    clauses = ["written risk assessment", "tr2.1, 99", "ph1.1, TR 1.1", ""]
    answers = [
        "what of it all",
        "may i",
        "and there",
        "",
        "",
        *clauses,
        "4",
        "",
        "",
        "2",
        "New table",
        "yes",
    ]
    said = evaluate(folder, "add", answers=answers)
    (case,) = read_cases(folder.path / "cases")[3:]
    assert case.table == "new-table"
    assert case.clauses == ("PH 1.1", "TR 1.1")
    assert case.message.earlier_questions == ("may i", "and there")
    assert "TR 1.1 (Before a trip): The trip leader must write a risk assessment." in said


def test_clauses_that_are_right_as_well_go_into_their_column(folder: EvalFolder) -> None:
    """One that is expected already is not named twice; what all of them mean is kept."""
    with_also_right(folder)
    said = evaluate(folder, "add", answers=[*_ANSWERS[:6], "PH 2.1, PH 1.2", *_ANSWERS[6:]])
    case = read_cases(folder.path / "cases")[-1]
    assert (case.clauses, case.also_right) == (("PH 1.2",), ("PH 2.1",))
    assert "Also right: PH 2.1" in said
    assert read_references(folder.references).keys() == {"PH 1.2", "PH 2.1"}


def test_a_table_that_cannot_hold_them_is_not_written(folder: EvalFolder) -> None:
    """The column that is missing is named: what a lead judged is not lost unseen."""
    before = contents(folder)
    with pytest.raises(SchoolFileError, match=r"first\.csv, row 1: The column 'also_right' is missing\."):
        add_row(folder.cases[0], CASE_COLUMNS, {"question": "x", "also_right": "PH 2.1"})
    assert contents(folder) == before


def test_without_a_clause_the_lead_says_what_kind_it_is(folder: EvalFolder) -> None:
    """No verdict is asked for then."""
    evaluate(folder, "add", answers=["who mends the kiln", "", "", "", "1", "", "1", "yes"])
    case = read_cases(folder.path / "cases")[-1]
    assert (case.outcome, case.verdict, case.clauses) == ("not_covered", "", ())


def test_a_question_that_is_there_is_asked_for_again(folder: EvalFolder) -> None:
    """So is one that the assistant has learnt."""
    answers = ["is there a crèche", "", "is there free parking then", "", *_ANSWERS]
    said = evaluate(folder, "add", answers=answers)
    assert "stands in first.csv already, in row 4" in said
    assert "too near to what the assistant has learnt" in said


def test_a_name_is_pointed_out(folder: EvalFolder) -> None:
    """The lead types it again, or keeps what is no name."""
    answers = ["may Zuleikha be on video", "may a pupil be on video", *_ANSWERS[1:]]
    said = evaluate(folder, "add", answers=answers)
    assert "Does this? may [name] be on video" in said
    assert read_cases(folder.path / "cases")[-1].message.text == "may a pupil be on video"


def test_what_would_be_handed_off_is_said(folder: EvalFolder) -> None:
    """Nothing is recorded."""
    said = evaluate(folder, "add", answers=["a pupil has a bruise", *_ANSWERS[1:]])
    assert "belong in eval/triage" in said
