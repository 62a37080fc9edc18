"""Check each citation against the published text before anyone reads it.

A citation holds if its policy is held and may answer, its clause exists, its
offsets lie inside that clause, and the words between them are the quote.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from assistant.domain.answer import Branch, Citation
from assistant.domain.policy import Clause, Policy, Status

_ANSWERING = frozenset({Status.RATIFIED, Status.MODEL})


def holds(citation: Citation, policies: Mapping[str, Policy], clauses: Mapping[str, Clause]) -> bool:
    """Whether the citation is true to the published text, letter by letter."""
    policy, clause = policies.get(citation.policy), clauses.get(citation.clause)
    if policy is None or clause is None or clause.policy != citation.policy:
        return False
    inside = clause.span.start <= citation.start < citation.end <= clause.span.end
    verbatim = policy.text[citation.start : citation.end] == citation.quote
    told = policy.record.status is citation.status and citation.status in _ANSWERING
    return inside and verbatim and told


def holding(
    citations: Iterable[Citation], policies: Mapping[str, Policy], clauses: Mapping[str, Clause]
) -> tuple[Citation, ...]:
    """The citations that hold, in order."""
    return tuple(citation for citation in citations if holds(citation, policies, clauses))


def holding_branches(
    branches: Iterable[Branch], policies: Mapping[str, Policy], clauses: Mapping[str, Clause]
) -> tuple[Branch, ...]:
    """The branches that keep at least one citation, with the ones that hold."""
    checked = (replace(branch, citations=holding(branch.citations, policies, clauses)) for branch in branches)
    return tuple(branch for branch in checked if branch.citations)
