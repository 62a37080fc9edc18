"""How a message ended, as the scores and the report take it."""

from dataclasses import replace
from itertools import chain

from assistant.domain.answer import (
    Answered,
    Failed,
    HandedOff,
    NeedsClarifying,
    NotCovered,
    Outcome,
    OutOfScope,
)
from assistant.evaluation.cases import Case
from assistant.evaluation.results import Given

_NAMES: dict[type, str] = {
    Answered: "answered",
    NotCovered: "not_covered",
    OutOfScope: "out_of_scope",
    HandedOff: "handed_off",
    NeedsClarifying: "needs_clarifying",
    Failed: "failed",
}


def name_of(outcome: Outcome) -> str:
    """The ending's word in the report."""
    return _NAMES[type(outcome)]


def given_of(case: Case, outcome: Outcome, retrieved: tuple[str, ...]) -> Given:
    """What was given to a case; `retrieved` are the labels that were found for it, best first."""
    given = Given(
        case,
        name_of(outcome),
        retrieved=retrieved,
        headline=outcome.headline,
        asks=outcome.asks if isinstance(outcome, Answered | NotCovered) else None,
    )
    if not isinstance(outcome, Answered):
        return given
    quoted = chain(outcome.citations, *(branch.citations for branch in outcome.branches))
    return replace(
        given,
        verdict=outcome.verdict.value,
        cited=tuple(dict.fromkeys(citation.clause for citation in outcome.citations)),
        quotes=tuple(dict.fromkeys((citation.clause, citation.quote) for citation in quoted)),
    )
