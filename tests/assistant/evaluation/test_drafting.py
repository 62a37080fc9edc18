"""`assistant evaluate import-feedback` over what staff really left behind."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.bootstrap import assistant, read_table, take_out_rows
from assistant.evaluation.folder import DRAFT_COLUMNS, EvalFolder
from tests.assistant.evaluation.eval_folder import contents, evaluate, write_folder
from tests.fakes.clock import SCHOOL_MORNING
from tests.fakes.feedback import feedback
from tests.fakes.small_school import SmallSchool


@pytest.fixture
def folder(tmp_path: Path, in_own_school: SmallSchool) -> EvalFolder:
    """A folder of a school whose staff said what they thought."""
    return write_folder(tmp_path / "eval")


def _drafts(folder: EvalFolder) -> list[dict[str, str]]:
    return [dict(row.cells) for path in folder.drafts for row in read_table(path, DRAFT_COLUMNS)]


def test_what_did_not_help_becomes_a_draft(folder: EvalFolder) -> None:
    """With what was shown and why it was wrong, and without names, addresses and numbers."""
    given = feedback("may Jolanta's mum ring 01632 960 123", "staff ask Mrs Quill, q@s.example")
    assistant().feedback.add("Ev1", replace(given, reason="incomplete"))
    assistant().feedback.add("Ev2", replace(feedback("it was fine"), helpful=True))
    assert evaluate(folder, "import-feedback").startswith(
        "feedback: may [name]'s mum ring [number] 1 new draft."
    )
    (draft,) = _drafts(folder)
    assert draft == dict.fromkeys(DRAFT_COLUMNS, "") | {
        "question": "may [name]'s mum ring [number]",
        "source": "feedback",
        "shown": "answered yes: Premises 3.2; Visitors 1, 2",
        "why": "Something is missing - staff ask Mrs [name], [e-mail]",
    }


def test_a_question_that_no_policy_answers_becomes_a_draft(folder: EvalFolder) -> None:
    """With how often it was asked, and never as a formula."""
    for _ in range(2):
        assistant().gaps.add('=HYPERLINK("x") is there a kiln', SCHOOL_MORNING)
    evaluate(folder, "import-feedback")
    (draft,) = _drafts(folder)
    assert draft["question"].endswith("is there a kiln")
    assert draft["question"][0] not in "=+-@"
    assert (draft["source"], draft["shown"]) == ("gaps", "not_covered")
    assert draft["why"] == "Asked 2 times; no policy answers."


def test_each_comes_once(folder: EvalFolder) -> None:
    """Run again, said twice, or a case already: nothing new."""
    book = assistant().feedback
    book.add("Ev1", feedback("is there a pool"))
    book.add("Ev2", feedback("is there  a pool", "really", 5))
    book.add("Ev3", feedback("is there a crèche"))
    assistant().gaps.add("is there a pool", SCHOOL_MORNING)
    assert "1 new draft." in evaluate(folder, "import-feedback")
    before = contents(folder)
    assert evaluate(folder, "import-feedback") == "0 new drafts."
    assert contents(folder) == before


def test_what_leads_threw_away_does_not_come_back(folder: EvalFolder) -> None:
    """The review knows it."""
    assistant().feedback.add("Ev1", feedback("is there a pool"))
    evaluate(folder, "import-feedback")
    evaluate(folder, "review", answers=["Ann", "", "1", "none of ours"])
    take_out_rows(folder.drafts[0], {2})
    assert evaluate(folder, "import-feedback") == "0 new drafts."


def test_nothing_says_who_or_when(folder: EvalFolder) -> None:
    """No day, no key."""
    assistant().feedback.add("U123-Ev1", feedback("is there a pool"))
    evaluate(folder, "import-feedback")
    written = contents(folder)["drafts/feedback.csv"]
    assert b"U123" not in written
    assert str(SCHOOL_MORNING.year).encode() not in written
