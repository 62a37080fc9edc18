"""Scores, computed by hand."""

import pytest

from assistant.domain.answer import Answered, Citation, Failed, NotCovered, Outcome, OutOfScope, Verdict
from assistant.domain.message import Message
from assistant.domain.policy import Status
from assistant.evaluation.cases import Case
from assistant.evaluation.scores import Scores, outcome_name, score


def _case(outcome: str, verdict: str = "", *clauses: str) -> Case:
    return Case(Message("q"), "ta", clauses, verdict, outcome, "table", 2)


def _answer(verdict: Verdict, *clauses: str) -> Answered:
    cited = (Citation("p", "P", Status.RATIFIED, label, "", "x", 0, 1) for label in clauses)
    return Answered(verdict, "said", tuple(cited))


_REFUSED = NotCovered("said", (), "Headteacher")


def test_scores_are_shares_of_the_cases_they_are_about() -> None:
    """Two covered questions answered of three, three right citations of five, and one yes for a no."""
    cases = [
        _case("answered", "no", "A 1", "A 2"),
        _case("answered", "no", "B 1"),
        _case("answered", "fact", "C 1"),
        _case("not_covered"),
        _case("not_covered"),
        _case("out_of_scope"),
    ]
    outcomes: list[Outcome] = [
        _answer(Verdict.NO, "A 2", "A 1", "X 1"),
        _answer(Verdict.YES, "X 2", "B 1"),
        _REFUSED,
        _REFUSED,
        _answer(Verdict.FACT, "X 3"),
        OutOfScope("said"),
    ]
    assert score(cases, outcomes) == Scores(
        all_cited=2 / 3,
        first_right=1 / 3,
        precision=3 / 5,
        verdict_right=1 / 3,
        answered=2 / 3,
        not_covered_recognised=1 / 2,
        out_of_scope_recognised=1.0,
        yes_for_no=1,
        cases=6,
    )


def test_an_answer_with_half_of_the_clauses_is_not_complete() -> None:
    """All that were expected, or it does not count."""
    found = score([_case("answered", "no", "A 1", "A 2")], [_answer(Verdict.NO, "A 1")])
    assert (found.all_cited, found.first_right, found.precision) == (0, 1, 1)


@pytest.mark.parametrize("refusal", [_REFUSED, OutOfScope("said"), Failed("said")])
def test_a_refusal_of_a_covered_question_is_wrong_throughout(refusal: Outcome) -> None:
    """It gains nothing, but it is no yes for a no."""
    found = score([_case("answered", "no", "A 1")], [refusal])
    assert (found.all_cited, found.first_right, found.verdict_right, found.answered) == (0, 0, 0, 0)
    assert found.yes_for_no == 0


def test_only_a_yes_for_a_no_is_counted_as_one() -> None:
    """A yes for a must, or a no for a yes, is wrong in another way."""
    cases = [_case("answered", "must", "A 1"), _case("answered", "yes", "A 1")]
    found = score(cases, [_answer(Verdict.YES, "A 1"), _answer(Verdict.NO, "A 1")])
    assert (found.yes_for_no, found.verdict_right) == (0, 0)


def test_no_cases_no_scores() -> None:
    """Nothing is divided by nothing."""
    assert score([], []) == Scores(0, 0, 0, 0, 0, 0, 0, 0, 0)


def test_each_case_needs_its_outcome() -> None:
    """Lists of different lengths are a mistake."""
    with pytest.raises(ValueError, match="shorter"):
        score([_case("not_covered")], [])


def test_outcomes_have_the_names_of_the_batch() -> None:
    """The words that the tables use."""
    outcomes: list[Outcome] = [_answer(Verdict.NO), _REFUSED, OutOfScope(""), Failed("")]
    assert [outcome_name(outcome) for outcome in outcomes] == [
        "answered",
        "not_covered",
        "out_of_scope",
        "failed",
    ]
