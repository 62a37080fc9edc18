"""`assistant evaluate check` in a school whose policies are renumbered."""

from pathlib import Path

import pytest

from assistant.bootstrap import assistant
from assistant.errors import SchoolFileError
from assistant.evaluation.cases import read_cases
from assistant.evaluation.checking import checked
from assistant.evaluation.folder import EvalFolder
from assistant.evaluation.leaks import learnt_from
from assistant.evaluation.messages import read_measured
from assistant.evaluation.references import clauses_of, read_references
from tests.assistant.evaluation.eval_folder import contents, evaluate, with_also_right, write_folder
from tests.fakes.shipped import shipped_library
from tests.fakes.small_school import PROJECT, SmallSchool

_SILENT = "Staff must keep their own phone silent in lessons. "


@pytest.fixture
def folder(tmp_path: Path) -> EvalFolder:
    """Three cases and a quiz."""
    return write_folder(tmp_path / "eval")


@pytest.fixture
def own(in_own_school: SmallSchool) -> SmallSchool:
    """A school that may publish again, with an index of its own."""
    (in_own_school.home / "index").unlink()
    _publish()
    return in_own_school


def _publish() -> None:
    assistant().publish.publish(lambda what, done, total: None)


def _insert(school: SmallSchool) -> None:
    """A paragraph before all others: every later one of its section moves."""
    school.edit(
        "corpus/policies/phones-policy.md", _SILENT, f"Phones left in bags are never looked for.\n\n{_SILENT}"
    )
    _publish()


def test_tables_in_order_are_said_to_be(own: SmallSchool, folder: EvalFolder) -> None:
    """Without --write nothing is written."""
    before = contents(folder)
    said = evaluate(folder, "check")
    assert said.endswith("5 rows in 2 tables, 0 mistakes.")
    assert "5 labels not seen before" in said
    assert contents(folder) == before


def test_a_renumbered_clause_is_followed(own: SmallSchool, folder: EvalFolder) -> None:
    """Told first; with --write put into the tables, and not one other byte of them changes."""
    evaluate(folder, "check", "--write")
    before = contents(folder)
    _insert(own)
    assert "PH 1.1 is called PH 1.2 now." in evaluate(folder, "check", status=1)
    assert contents(folder) == before
    evaluate(folder, "check", "--write")
    after = contents(folder)
    assert after.pop("references.csv") != before.pop("references.csv")
    assert after == before | {"cases/first.csv": before["cases/first.csv"].replace(b"PH 1.1", b"PH 1.2")}
    assert "0 mistakes" in evaluate(folder, "check")


def test_a_clause_that_is_right_as_well_is_followed_too(own: SmallSchool, folder: EvalFolder) -> None:
    """It is renumbered like the expected ones."""
    with_also_right(folder, "PH 1.2")
    evaluate(folder, "check", "--write")
    _insert(own)
    assert "PH 1.2 is called PH 1.3 now." in evaluate(folder, "check", "--write")
    (first, *_) = read_cases(folder.path / "cases")
    assert (first.clauses, first.also_right) == (("PH 1.2",), ("PH 1.3",))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("x;ta;;PH 1.1;must;answered;;PH 1.1", "H (also_right): PH 1.1 is expected already."),
        ("x;ta;;;;not_covered;;PH 1.1", "H (also_right): The outcome is 'not_covered', but"),
        ("x;ta;;PH 1.1;must;answered;;PH 7.7", "H (also_right): No published policy has a clause PH 7.7."),
    ],
)
def test_a_clause_that_cannot_be_right_as_well_is_named(
    in_own_school: SmallSchool, folder: EvalFolder, row: str, message: str
) -> None:
    """With file, row, column and cure."""
    with_also_right(folder)
    with (folder.cases[0]).open("ab") as file:
        file.write(row.encode())
    assert f"first.csv, row 5, column {message}" in evaluate(folder, "check", status=1)


def test_what_labels_mean_is_kept_while_a_table_cannot_be_read(own: SmallSchool, folder: EvalFolder) -> None:
    """Or a renumbering in between would be followed to another clause once it is mended."""
    evaluate(folder, "check", "--write")
    before, table = read_references(folder.references), folder.cases[0].read_bytes()
    folder.cases[0].write_bytes(b"\xff\xfe damaged")
    said = evaluate(folder, "check", "--write", status=1)
    assert "Nothing is written while a table cannot be read: mend it first." in said
    assert read_references(folder.references) == before
    folder.cases[0].write_bytes(table)
    _insert(own)
    assert "PH 1.1 is called PH 1.2 now." in evaluate(folder, "check", status=1)


def test_numbers_that_swap_are_followed_both(own: SmallSchool, folder: EvalFolder) -> None:
    """Each label becomes the other's at the same time."""
    evaluate(folder, "check", "--write")
    first, second = (
        "Staff must carry a school mobile on every trip.",
        "Pupils may telephone home from the coach.",
    )
    own.edit("corpus/policies/trips-policy.txt", f"{first}\n\n{second}", f"{second}\n\n{first}")
    _publish()
    evaluate(folder, "check", "--write")
    assert b'"TR 2.1; TR 2.2"' in contents(folder)["cases/first.csv"]


def test_a_reworded_clause_is_still_meant(own: SmallSchool, folder: EvalFolder) -> None:
    """Its first words are kept anew."""
    evaluate(folder, "check", "--write")
    own.edit("corpus/policies/phones-policy.md", "silent in lessons", "quiet in lessons")
    _publish()
    evaluate(folder, "check", "--write")
    assert "quiet in lessons" in read_references(folder.references)["PH 1.1"].words


def test_another_machine_finds_the_clause_by_its_first_words(own: SmallSchool, folder: EvalFolder) -> None:
    """Where nobody published before the change, ids do not tell, words do."""
    evaluate(folder, "check", "--write")
    text = folder.references.read_text("utf-8")
    folder.references.write_text(text.replace("phones:", "phones:other"), "utf-8")
    _insert(own)
    assert "PH 1.1 is called PH 1.2 now." in evaluate(folder, "check", status=1)


def test_a_clause_that_is_gone_is_listed_with_the_nearest(own: SmallSchool, folder: EvalFolder) -> None:
    """Also where its number is another clause's now; the lead may say that this one is right."""
    evaluate(folder, "check", "--write")
    whole = f"{_SILENT}A phone may be used to call the office in an emergency.\n\n"
    own.edit("corpus/policies/phones-policy.md", whole, "")
    _publish()
    said = evaluate(folder, "check", "--write", status=1)
    assert "first.csv, row 2, column D (expected_clauses): The clause that PH 1.1 meant is gone" in said
    assert 'The nearest now is PH 1.1: "Staff must not photograph' in said
    evaluate(folder, "check", "--write", "--keep", "PH 1.1")
    assert "0 mistakes" in evaluate(folder, "check")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            "x;ta;;PH1.1;must;answered;",
            "D (expected_clauses): No published policy has a clause PH1.1. Is it PH 1.1?",
        ),
        (
            "x;ta;;PH 7.7;must;answered;",
            "D (expected_clauses): No published policy has a clause PH 7.7. Look it up",
        ),
        ("x;ta;;PH 1.1;maybe;answered;", "E (verdict): The verdict is 'maybe'. Choose one of: no, yes,"),
        ("x;ta;;;no;answered;", "D (expected_clauses): An answer rests on clauses."),
        ("x;ta;;PH 1.1;;not_covered;", "D (expected_clauses): The outcome is 'not_covered', but"),
        ("x;ta;;;;never;", "F (outcome): The outcome is 'never'. Choose one of: answered, not_covered,"),
        (";ta;;;;not_covered;", "A (question): There is no question."),
        ("is there a  crèche;;;;;not_covered;", "A (question): It stands in first.csv, row 4 already."),
        (
            "is there free parking;;;;;not_covered;",
            'A (question): It is too near to what the assistant has learnt: "is there free parking',
        ),
    ],
)
def test_each_mistake_is_named(
    in_own_school: SmallSchool, folder: EvalFolder, row: str, message: str
) -> None:
    """With file, row, column and cure."""
    with (folder.cases[0]).open("ab") as file:
        file.write(row.encode())
    said = evaluate(folder, "check", status=1)
    assert f"first.csv, row 5, column {message}" in said
    assert said.endswith("1 mistake.")


_MESSAGES = "message,route,category,emergency,concerns,style,asker,pair\n"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            "is the gate to be locked,unclear,,,,terse,ta,",
            "B (route): Where leads cannot tell, no score can count",
        ),
        (
            "the gate is locked,policy question,,,,terse,ta,gate\nthe gate,policy question,,,,terse,ta,gate",
            "H (pair): The pair 'gate' has no incident and harmless look-alike.",
        ),
    ],
)
def test_messages_that_no_score_could_count_are_named(
    in_own_school: SmallSchool, folder: EvalFolder, rows: str, message: str
) -> None:
    """Or they would be left out unseen; an evaluation stops at them too."""
    (folder.path / "triage" / "a.csv").write_text(_MESSAGES + rows + "\n")
    said = evaluate(folder, "check", status=1)
    assert f"a.csv, row 2, column {message}" in said
    assert said.endswith("1 mistake.")
    with pytest.raises(SchoolFileError, match=r"a\.csv, row 2"):
        read_measured(folder.path / "triage")


def test_what_was_learnt_does_not_count_as_a_case(in_own_school: SmallSchool, folder: EvalFolder) -> None:
    """In nearly the same words, as a follow-up of something else, or as a message."""
    with (folder.cases[0]).open("ab") as file:
        file.write(b"Is there a free parking?;ta;we live far away and must drive;;;not_covered;")
    (folder.path / "triage" / "a.csv").write_text(
        _MESSAGES + "so is there free parking?,policy question,,,,terse,ta,\n"
    )
    said = evaluate(folder, "check", status=1)
    assert "first.csv, row 5, column A (question): It is too near to what the assistant has learnt" in said
    assert "a.csv, row 2, column A (message): It is too near to what the assistant has learnt" in said
    assert said.endswith("2 mistakes.")


def test_all_mistakes_are_named_at_once(in_own_school: SmallSchool, folder: EvalFolder) -> None:
    """Of quizzes, messages and files of other kinds too, and of a table that cannot be read at all."""
    quiz = folder.path / "quiz" / "trips.csv"
    quiz.write_text(quiz.read_text().replace("Yes|No", "Yes|Never"))
    (folder.path / "triage" / "a.csv").write_text("message\n")
    (folder.path / "cases" / "b.xlsx").write_bytes(b"")
    (folder.path / "cases" / "c.csv").write_bytes("question\ncaf\u00e9".encode("cp1252"))
    said = evaluate(folder, "check", status=1)
    assert "trips.csv, row 2, column C (answer): The answer is none of the options." in said
    assert "a.csv, row 1: The column 'route' is missing." in said
    assert "b.xlsx: Only CSV is read." in said
    assert "c.csv, row 2, column A: The file is not saved as UTF-8" in said
    assert said.endswith("4 mistakes.")


def test_a_folder_that_is_not_there_is_named(in_own_school: SmallSchool, tmp_path: Path) -> None:
    """In one sentence."""
    evaluate(EvalFolder(tmp_path / "none"), "check", status=1)


def test_the_tables_that_ship_are_in_order() -> None:
    """No mistake, and what every label means is kept; if not, run `assistant evaluate check --write`."""
    folder = EvalFolder(PROJECT / "eval")
    clauses = clauses_of(shipped_library().policies.values())
    found = checked(folder, clauses, learnt_from(PROJECT / "prompts", folder))
    assert (found.problems, found.broken, found.moved, found.fresh) == ([], [], {}, 0)
    assert found.references == read_references(PROJECT / "eval" / "references.csv")
