"""What a language model may read beside an answer, and the answer with what was verified of its words."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.domain.answer import Answered, Citation, Verdict
from assistant.domain.proposal import Excerpt, Verified

MOST_EXCERPTS = 5
# These follow from the policies that are cited; all other warnings are rules that the question itself brings.
_OF_POLICIES = frozenset({"review_overdue", "model_text"})


def excerpts_of(default: Answered, more: Iterable[Citation]) -> tuple[Excerpt, ...]:
    """At most five: what the answer and its branches rest on first, then other clauses."""
    cited = {citation.key: citation for citation in _cited(default)}
    clauses = {citation.clause for citation in cited.values()}
    for citation in more:
        if citation.clause not in clauses:
            clauses.add(citation.clause)
            cited[citation.key] = citation
    chosen = list(cited.values())[:MOST_EXCERPTS]
    return tuple(Excerpt(f"C{number}", citation) for number, citation in enumerate(chosen, start=1))


def stands_for(restated: Answered, default: Answered) -> bool:
    """Whether the answer to a follow-up written anew may be shown in the place of the default one.

    No duty and no rule that the default answer shows may be lost, and what can be picked stays: buttons
    know the default answer.
    """
    rules = {warning for warning in default.warnings if warning.code not in _OF_POLICIES}
    picks = restated.options in ((), default.options)
    duty = default.verdict is not Verdict.MUST or restated.verdict is Verdict.MUST
    return picks and duty and rules <= set(restated.warnings)


def explained(default: Answered, verified: Verified) -> Answered:
    """The answer with sentences, and with the clauses that they rest on; verdict and headline are its own."""
    shown = {citation.key for citation in _cited(default)}
    rested_on = (citation for sentence in verified.sentences for citation in sentence.citations)
    added = {citation.key: citation for citation in rested_on if citation.key not in shown}
    return replace(default, citations=(*default.citations, *added.values()), explanation=verified.sentences)


def _cited(answer: Answered) -> Sequence[Citation]:
    """All that the answer quotes, its branches last."""
    return (*answer.citations, *(c for branch in answer.branches for c in branch.citations))
