"""Something learnt beside what is in force: scores before and after, and which questions turned."""

from pathlib import Path

import pytest

from assistant.domain.trial import GotWorse
from assistant.errors import SchoolFileError
from assistant.evaluation.trying import cases_to_try, compared
from tests.fakes.evaluated import case, given

_CASES = [
    case("fell"),
    case("rose"),
    case("stayed right"),
    case("stayed wrong"),
    case("x", outcome="not_covered"),
]


def test_each_question_that_turned_is_named() -> None:
    """With what is wrong now; those that stay as right or as wrong as before are only counted."""
    right = [given(one, outcome=one.outcome) for one in _CASES]
    wrong = [given(one, cited="SM 9.9") for one in _CASES]
    before = [right[0], wrong[1], right[2], wrong[3], right[4]]
    after = [wrong[0], right[1], right[2], given(_CASES[3], verdict="yes"), wrong[4]]
    trial = compared("a name", before, after)
    assert (trial.name, trial.cases, trial.better) == ("a name", 5, ("rose",))
    assert [one.question for one in trial.worse] == ["fell", "x"]
    assert trial.worse[0] == GotWorse(
        "fell", ("expected SM 1.1, cited SM 9.9", "retrieval did not find SM 1.1")
    )
    assert trial.worse[1].why == ("expected that no policy covers it, got an answer",)


def test_scores_stand_beside_one_another() -> None:
    """Every score of answers, in the order of the report; what broke counts as wrong."""
    one = case("one")
    trial = compared("a name", [given(one, error="KeyError")], [given(one)])
    scores = {score.name: (score.before, score.after) for score in trial.scores}
    assert scores["all_right"] == (0.0, 1.0)
    assert scores["verdict_accuracy"] == (0.0, 1.0)
    assert scores["not_covered_recognised"] == (0.0, 0.0)
    assert next(iter(scores)) == "recall_at_5"
    assert trial.better == ("one",)


def test_a_folder_without_cases_is_named_with_the_cure(tmp_path: Path) -> None:
    """Whatever else is in it."""
    with pytest.raises(SchoolFileError) as caught:
        cases_to_try(tmp_path)
    assert str(caught.value) == f"{tmp_path}/cases: There are no cases to compare with. Put a table there."
