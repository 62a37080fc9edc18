"""Several runs of the same cases: no repeat hides a failure."""

from dataclasses import replace

import pytest

from assistant.domain.triage import Concerned, Route
from assistant.evaluation.repeating import worst
from assistant.evaluation.results import Given, Run, Triaged
from assistant.evaluation.scoring import scored
from tests.fakes.evaluated import case, given, triaged


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (given(), given(verdict="must")),
        (given(verdict="must"), given(verdict="yes")),
        (given(verdict="must"), given(outcome="handed_off")),
        (given(verdict="must"), given(outcome="not_covered")),
        (given(), replace(given(), asks="is_it_real")),
        (given(verdict="yes"), given(error="timeout")),
        (given(case(clauses="SM 1.1,SM 2.2"), "SM 1.1,SM 2.2"), given(case(clauses="SM 1.1,SM 2.2"))),
    ],
)
def test_an_answer_counts_as_at_its_worst(better: Given, worse: Given) -> None:
    """In whichever run that was."""
    for ends in ((better, worse), (worse, better), (better, worse, better)):
        assert worst([Run((end,), ()) for end in ends]).answers == (worse,)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (triaged(), triaged(found=Route.UNCLEAR)),
        (triaged(found=Route.UNCLEAR), triaged(found=Route.POLICY_QUESTION)),
        (triaged(found=Route.POLICY_QUESTION), triaged(found=None)),
        (triaged(found=Route.UNCLEAR), triaged(concerns=Concerned.DATA_PROTECTION_LEAD)),
        (triaged(Route.POLICY_QUESTION, Route.UNCLEAR), triaged(Route.POLICY_QUESTION)),
    ],
)
def test_a_decision_counts_as_at_its_worst(better: Triaged, worse: Triaged) -> None:
    """A missed incident above all that was decided."""
    for ends in ((better, worse), (worse, better)):
        assert worst([Run((), (end,)) for end in ends]).triage == (worse,)


def test_each_case_has_a_worst_run_of_its_own() -> None:
    """Right in one run and wrong in the other, each of two: neither counts as right."""
    first, second = given(case("a")), given(case("b"))
    runs = [Run((first, replace(second, verdict="must")), ()), Run((replace(first, error="x"), second), ())]
    values = {score.name: score.value for score in scored(worst(runs))}
    assert values["all_right"] == 0.0
    assert worst(runs).errors == 1


def test_a_single_run_is_its_own_worst() -> None:
    """With what it was made with."""
    run = Run((given(),), (triaged(),), {}, {"corpus": "x"})
    assert worst([run]) == run
