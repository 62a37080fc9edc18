"""`assistant quiz` as a trainee takes it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.evaluation.folder import EvalFolder
from assistant.evaluation.quiz import read_quiz
from tests.assistant.evaluation.eval_folder import typed, write_folder
from tests.fakes.shipped import shipped_library
from tests.fakes.small_school import PROJECT, SmallSchool


@pytest.fixture
def folder(tmp_path: Path, in_published_school: SmallSchool) -> EvalFolder:
    """A quiz of two questions."""
    return write_folder(tmp_path / "eval")


def _quiz(folder: EvalFolder, *words: str, answers: tuple[str, ...] = (), status: int = 0) -> str:
    return typed("quiz", *words, "--folder", str(folder.path), answers=answers, status=status)


def test_each_answer_is_told_with_the_policys_words(folder: EvalFolder) -> None:
    """By number or by words; what cannot be read is asked again."""
    said = _quiz(folder, "trips", answers=("1", "9", "the trip leader"))
    assert "Wrong. Right is: No It stays private." in said
    assert 'PH 2.1, Phones and parents: "Staff should never give their own number to parents.' in said
    assert "Right. It comes first." in said
    assert said.endswith("1 of 2 right.")


def test_it_may_end_early(folder: EvalFolder) -> None:
    """What was answered counts."""
    assert _quiz(folder, "trips", answers=("2", "stop")).endswith("1 of 1 right.")
    assert _quiz(folder, "trips").endswith("0 of 0 right.")


def test_all_can_be_read_with_the_key(folder: EvalFolder) -> None:
    """Nothing is asked."""
    said = _quiz(folder, "trips", "--review")
    assert "* No It stays private." in said
    assert "* The trip leader The coach driver" in said
    assert ">" not in said


def test_an_unknown_quiz_is_named_with_those_there_are(folder: EvalFolder) -> None:
    """In one sentence."""
    _quiz(folder, "parking", status=1)


def test_it_works_through_a_pipe(folder: EvalFolder) -> None:
    """In a process of its own."""
    command = [sys.executable, "-m", "assistant", "quiz", "trips", "--folder", str(folder.path)]
    done = subprocess.run(
        command, input="2\n1\n", capture_output=True, text=True, check=True, cwd=PROJECT, env={**os.environ}
    )
    assert done.stdout.endswith("2 of 2 right.\n")
    assert done.stderr == ""


def test_the_quiz_that_ships_rests_on_clauses_there_are() -> None:
    """Thirty questions before a trip, whose right answers do not all stand in the same place."""
    items = read_quiz(PROJECT / "eval" / "quiz" / "trips.csv")
    assert len(items) == 30
    assert all(label in shipped_library().clauses for item in items for label in item.clauses)
    assert {item.answer for item in items} >= {0, 1, 2, 3}
