"""The leads' folders: policies with their front matter, and the example questions."""

from pathlib import Path

import pytest

from assistant.adapters.policy_files import FolderPolicyFiles
from assistant.domain.example import Example
from assistant.errors import PolicyFileError, SchoolFileError
from tests.fakes.small_school import PROJECT, SmallSchool

_HEADER = "question,asker,history,expected_clauses,verdict,outcome,notes\n"


def _only_table(school: SmallSchool, rows: str, header: str = _HEADER) -> Path:
    path = school.prompts / "questions" / "everyday.csv"
    path.write_text(header + rows, "utf-8")
    return path


def test_a_row_becomes_an_example(school: SmallSchool) -> None:
    """Labels are split at semicolons, best first, and the table's name says who wrote it."""
    _only_table(school, "may I film,ta,, PH 1.2 ;TR 2.1;,no,answered,why not\n")
    assert school.files.examples() == (
        Example("may I film", ("PH 1.2", "TR 2.1"), "no", "answered", "everyday"),
    )


def test_a_follow_up_is_written_out(school: SmallSchool) -> None:
    """A question that leans on earlier ones is kept with what it leans on."""
    _only_table(school, "and on a trip?,ta,hello there you lot|| may I ring a parent ,,,not_covered,\n")
    [example] = school.files.examples()
    assert example.question.endswith("may I ring a parent and on a trip?")


def test_tables_come_in_the_order_of_their_names(school: SmallSchool) -> None:
    """All tables are read, in the order of file names and rows; other files beside them are not."""
    _only_table(school, "b,,,,,not_covered,\nc,,,,,not_covered,\n")
    (school.prompts / "questions" / "almost.csv").write_text(_HEADER + "a,,,,,not_covered,\n")
    (school.prompts / "questions" / "README.md").write_text("not a table")
    assert [(e.question, e.source) for e in school.files.examples()] == [
        ("a", "almost"),
        ("b", "everyday"),
        ("c", "everyday"),
    ]


def test_semicolons_between_cells_are_as_good_as_commas(school: SmallSchool) -> None:
    """A table that Excel saved in another country reads the same, its labels too."""
    header = _HEADER.replace(",", ";")
    _only_table(school, 'may I film;ta;;"PH 1.2; TR 2.1";no;answered;a, b\n', header)
    [example] = school.files.examples()
    assert (example.question, example.clauses) == ("may I film", ("PH 1.2", "TR 2.1"))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            "a,,,PH 1.1,noo,answered,",
            "The verdict is 'noo'. Choose one of: no, yes, only_if, must, depends, fact.",
        ),
        (
            "a,,,PH 1.1,no,answer,",
            "The outcome is 'answer'. Choose one of: answered, not_covered, out_of_scope.",
        ),
        (
            "a, or b,,,PH 1.1,no,answered,",
            "The verdict is 'PH 1.1'. Choose one of: no, yes, only_if, must, depends, fact.",
        ),
    ],
)
def test_a_row_that_does_not_fit_is_named(school: SmallSchool, row: str, message: str) -> None:
    """A mistyped word or a stray comma is refused with the table, its row and column, and what to write."""
    _only_table(school, f"fine,,,,,not_covered,\n{row}\n")
    with pytest.raises(SchoolFileError) as caught:
        school.files.examples()
    place, _, said = str(caught.value).partition(": ")
    assert place in {"everyday.csv, row 3, column E (verdict)", "everyday.csv, row 3, column F (outcome)"}
    assert said == message


@pytest.mark.parametrize("column", ["question", "expected_clauses", "verdict", "outcome", "history"])
def test_a_missing_column_is_named(school: SmallSchool, column: str) -> None:
    """Every column that is used has to be there."""
    _only_table(school, "", _HEADER.replace(column, f"my_{column}"))
    with pytest.raises(SchoolFileError, match=rf"everyday\.csv, row 1: The column '{column}' is missing\."):
        school.files.examples()


def test_front_matter_must_say_what_the_manifest_says(school: SmallSchool) -> None:
    """A file that calls itself ratified while the manifest says model is refused at its line."""
    record = school.files.records()[0]
    path = school.corpus / "policies" / record.file
    agreeing = f"---\ntitle: {record.title}\nshort: PH\nstatus: ratified\nkept: anything\n---\n"
    text = path.read_text()
    path.write_text(agreeing + text)
    assert dict(school.files.read(record).front_matter)["kept"] == "anything"
    path.write_text(agreeing.replace("ratified", "model") + text)
    with pytest.raises(PolicyFileError) as caught:
        school.files.read(record)
    assert str(caught.value) == (
        "phones-policy.md, line 4: The file says status 'model', the manifest 'ratified'. "
        "Make the two the same."
    )


def test_a_file_that_is_not_there_is_named(school: SmallSchool) -> None:
    """The manifest may be ahead of the folder; the error says how to bring them together."""
    record = school.files.records()[0]
    (school.corpus / "policies" / record.file).unlink()
    with pytest.raises(PolicyFileError, match=r"phones-policy\.md: The file is missing\. Put it into corpus"):
        school.files.read(record)


def test_the_tables_that_ship_can_be_read() -> None:
    """Every row of prompts/questions is well formed, and every answered one names clauses and a verdict."""
    examples = FolderPolicyFiles(PROJECT / "corpus", PROJECT / "prompts").examples()
    assert len(examples) > 2_000
    assert all(bool(e.clauses and e.verdict) == (e.outcome == "answered") for e in examples)
