"""Scores of answers, on four cases whose shares can be counted by hand."""

import pytest

from assistant.evaluation.answer_stages import answer_scores, right
from assistant.evaluation.results import Given
from tests.fakes.evaluated import case, given

_RUN = (
    given(case(clauses="SM 1.1,SM 2.2"), "SM 1.1,SM 9.9", retrieved="SM 1.1,SM 9.9,SM 3.3,SM 2.2"),
    given(case(clauses="SM 4.4", verdict="yes"), "SM 4.4", "yes"),
    given(case(), error="ValueError"),
    given(case(outcome="not_covered"), outcome="not_covered"),
    given(case(outcome="not_covered"), outcome="answered"),
)


def _values(run: tuple[Given, ...]) -> dict[str, float]:
    return {score.name: score.value for score in answer_scores(run)}


def test_each_score_is_what_a_hand_counts() -> None:
    """The broken case is among the three covered ones and reaches 0 in all of them."""
    values = _values(_RUN)
    assert values["recall_at_5"] == pytest.approx((1 + 1 + 0) / 3)
    assert values["mrr"] == pytest.approx((1 + 1 + 0) / 3)
    assert values["ndcg_at_10"] == pytest.approx((0.8772 + 1 + 0) / 3, abs=1e-4)
    assert values["answered"] == pytest.approx(2 / 3)
    assert values["all_cited"] == pytest.approx(1 / 3)
    assert values["first_citation_right"] == pytest.approx(2 / 3)
    assert values["citation_precision"] == pytest.approx((1 / 2 + 1 + 0) / 3)
    assert values["citation_recall"] == pytest.approx((1 / 2 + 1 + 0) / 3)
    assert values["verdict_accuracy"] == pytest.approx(2 / 3)
    assert values["never_yes_for_no"] == pytest.approx(1 / 2)
    assert values["not_covered_recognised"] == pytest.approx(1 / 2)
    assert values["all_right"] == pytest.approx(2 / 5)


def test_a_clause_that_is_right_as_well_is_no_mistake_and_fulfils_nothing() -> None:
    """It may stand first, and counts for precision; recall and what is complete want the expected one."""
    wanted = case(clauses="SM 1.1", also_right=("SM 2.2",))
    both, instead = _values((given(wanted, "SM 2.2,SM 1.1"),)), _values((given(wanted, "SM 2.2"),))
    names = ("citation_precision", "first_citation_right", "citation_recall", "all_cited", "all_right")
    assert [both[name] for name in names] == [1, 1, 1, 1, 1]
    assert [instead[name] for name in names] == [1, 1, 0, 0, 0]
    assert (both["mrr"], both["recall_at_5"]) == (0.5, 1.0)


def test_every_value_lies_in_its_interval() -> None:
    """And every score counts the cases it is about."""
    scores = {score.name: score for score in answer_scores(_RUN)}
    assert all(0 <= one.low <= one.value <= one.high <= 1 for one in scores.values())
    cases = {
        name: scores[name].n for name in ("mrr", "never_yes_for_no", "all_right", "out_of_scope_recognised")
    }
    assert cases == {"mrr": 3, "never_yes_for_no": 2, "all_right": 5, "out_of_scope_recognised": 0}


def test_a_no_is_found_or_not() -> None:
    """Of four that the policies forbid one is answered with no; a yes, a hand-off and an error fail."""
    run = (given(), given(verdict="yes"), given(outcome="handed_off"), given(error="ValueError"))
    allowed = given(case(verdict="yes"), verdict="no")
    found = {score.name: score for score in answer_scores((*run, allowed))}["no_for_no"]
    assert (found.value, found.n) == (1 / 4, 4)


def test_yes_for_no_is_counted() -> None:
    """The gravest mistake of an answer."""
    assert _values((given(verdict="yes"), given(verdict="no")))["never_yes_for_no"] == 0.5


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (given(), True),
        (given(cited="SM 1.1,SM 9.9"), True),
        (given(cited="SM 9.9,SM 1.1"), False),
        (given(case(clauses="SM 1.1,SM 2.2")), False),
        (given(verdict="must"), False),
        (given(outcome="handed_off"), False),
        (given(outcome="not_covered"), False),
        (given(error="timeout"), False),
        (given(case(outcome="out_of_scope"), outcome="out_of_scope"), True),
        (given(case(outcome="out_of_scope"), outcome="not_covered"), False),
    ],
)
def test_right_is_right_in_everything(one: Given, expected: bool) -> None:
    """The ending, all clauses with an expected one first, the verdict; more clauses do no harm here."""
    assert right(one) is expected
