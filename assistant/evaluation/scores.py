"""Scores of the answers to a set of cases; each is a share of the cases it is about."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain.answer import Answered, NotCovered, Outcome, OutOfScope
from assistant.evaluation.cases import Case


@dataclass(frozen=True, slots=True)
class Scores:
    """Shares between 0 and 1.

    `all_cited`: every expected clause is cited. `first_right`: the first citation is an
    expected one. `precision`: cited clauses that are expected, over all citations.
    `answered`: covered questions that got an answer. `yes_for_no` counts cases.
    """

    all_cited: float
    first_right: float
    precision: float
    verdict_right: float
    answered: float
    not_covered_recognised: float
    out_of_scope_recognised: float
    yes_for_no: int
    cases: int


def outcome_name(outcome: Outcome) -> str:
    """The outcome's word in the batch JSON."""
    names = {Answered: "answered", NotCovered: "not_covered", OutOfScope: "out_of_scope"}
    return names.get(type(outcome), "failed")


def score(cases: Sequence[Case], outcomes: Sequence[Outcome]) -> Scores:
    """Score outcomes against cases; an answer that was refused counts as wrong throughout."""
    count: Counter[str] = Counter()
    for case, outcome in zip(cases, outcomes, strict=True):
        count[f"{case.outcome}"] += 1
        count[f"{case.outcome}>{outcome_name(outcome)}"] += 1
        if case.outcome == "answered" and isinstance(outcome, Answered):
            given = [citation.clause for citation in outcome.citations]
            count["all_cited"] += set(case.clauses) <= set(given)
            count["first_right"] += given[0] in case.clauses
            count["given"] += len(given)
            count["right"] += len(set(given) & set(case.clauses))
            count["verdict_right"] += outcome.verdict.value == case.verdict
            count["yes_for_no"] += outcome.verdict.value == "yes" and case.verdict == "no"
    answered = max(count["answered"], 1)
    return Scores(
        count["all_cited"] / answered,
        count["first_right"] / answered,
        count["right"] / max(count["given"], 1),
        count["verdict_right"] / answered,
        count["answered>answered"] / answered,
        count["not_covered>not_covered"] / max(count["not_covered"], 1),
        count["out_of_scope>out_of_scope"] / max(count["out_of_scope"], 1),
        count["yes_for_no"],
        len(cases),
    )
