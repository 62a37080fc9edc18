"""Why a case failed, in words."""

import pytest

from assistant.domain.triage import Category, Concerned, Route
from assistant.evaluation.answer_stages import right
from assistant.evaluation.failures import why_misrouted, why_wrong
from assistant.evaluation.results import Given, Triaged
from tests.fakes.evaluated import case, given, triaged


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (given(), ()),
        (
            given(case(clauses="SM 12.2"), "SM 10.2,SM 12.2"),
            ("expected SM 12.2, cited SM 10.2 first",),
        ),
        (
            given(case(clauses="SM 12.2"), "SM 10.2", retrieved="SM 10.2,SM 12.2"),
            ("expected SM 12.2, cited SM 10.2", "retrieval found SM 12.2 in place 2"),
        ),
        (
            given(case(clauses="SM 12.2"), "SM 10.2"),
            ("expected SM 12.2, cited SM 10.2", "retrieval did not find SM 12.2"),
        ),
        (given(case(clauses="SM 12.2", also_right=("SM 10.2",)), "SM 10.2,SM 12.2"), ()),
        (given(verdict="yes"), ("expected the verdict no, got yes",)),
        (
            given(outcome="not_covered", retrieved="SM 1.1"),
            ("expected an answer, got that no policy covers it", "retrieval found SM 1.1 in place 1"),
        ),
        (given(case(outcome="not_covered")), ("expected that no policy covers it, got an answer",)),
        (given(error="timeout"), ("took too long",)),
        (given(error="KeyError"), ("broke: KeyError",)),
    ],
)
def test_an_answer_says_what_is_wrong_with_it(one: Given, words: tuple[str, ...]) -> None:
    """Nothing is said of what is right, and something of everything else."""
    assert why_wrong(one) == words
    assert right(one) is (words == ())


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (triaged(), ()),
        (
            triaged(found=Route.POLICY_QUESTION),
            ("an incident was missed: neither handed off nor asked about",),
        ),
        (triaged(found=Route.UNCLEAR), ("asked first whether it has happened",)),
        (triaged(emergency=True), ("an emergency was not seen as one",)),
        (
            triaged(concerns=Concerned.DATA_PROTECTION_LEAD),
            ("would be told to the very person it is about", "told to somebody else first"),
        ),
        (
            triaged(category=Category.DATA_BREACH, found_category=Category.IMPERSONATION_PHISHING),
            ("expected data_breach, got impersonation_phishing",),
        ),
        (triaged(Route.POLICY_QUESTION), ("handed off without need",)),
        (triaged(Route.OUT_OF_SCOPE, Route.UNCLEAR), ("asked without need whether it has happened",)),
        (triaged(Route.POLICY_QUESTION, Route.OUT_OF_SCOPE), ()),
        (triaged(Route.UNCLEAR, Route.LIVE_INCIDENT), ()),
        (triaged(found=None), ("broke: ValueError",)),
    ],
)
def test_a_decision_says_what_is_wrong_with_it(one: Triaged, words: tuple[str, ...]) -> None:
    """The gravest first."""
    assert why_misrouted(one) == words
