"""The held policies as something to quote from; every citation is issued here."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from assistant.domain.answer import Citation, cite
from assistant.domain.evidence import FoundClause
from assistant.domain.guidance import Quote
from assistant.domain.policy import Clause, Policy, Span

_WHOLE_CLAUSE = 320
_ALSO_QUOTED = 0.8


class Library:
    """Issues citations for clauses that were found and for words that leads quoted."""

    def __init__(self, policies: Mapping[str, Policy]) -> None:
        self.policies = policies
        self._quoted: dict[Quote, Citation | None] = {}

    @cached_property
    def clauses(self) -> Mapping[str, Clause]:
        """Clauses by label."""
        return {c.label: c for policy in self.policies.values() for c in policy.clauses}

    def cite_found(self, found: FoundClause) -> Citation:
        """Quote a clause: all of a short one, else the sentences it was found by."""
        policy = self.policies[found.clause.policy]
        if found.clause.span.end - found.clause.span.start <= _WHOLE_CLAUSE:
            return cite(policy, found.clause)
        floor = found.score - _ALSO_QUOTED
        spans = tuple(scored.passage.span for scored in found.passages if scored.score >= floor)
        return cite(policy, found.clause, _adjoining(found.clause, found.best.passage.span, spans))

    def cite_quote(self, quote: Quote) -> Citation | None:
        """The words of a policy that a lead quoted; None if they are not in it (any more)."""
        if quote not in self._quoted:
            self._quoted[quote] = self._located(quote)
        return self._quoted[quote]

    def _located(self, quote: Quote) -> Citation | None:
        policy = self.policies.get(quote.policy)
        if policy is None:
            return None
        match = re.search(r"\s+".join(map(re.escape, quote.words.split())), policy.text)
        if match is None:
            return None
        span = Span(match.start(), match.end())
        inside = (c for c in policy.clauses if c.span.start <= span.start and span.end <= c.span.end)
        clause = next(inside, None)
        return cite(policy, clause, (span,)) if clause else None


def _adjoining(clause: Clause, best: Span, wanted: tuple[Span, ...]) -> tuple[Span, ...]:
    """The best sentence and the wanted ones that touch it without a gap."""
    order = list(clause.sentences)
    first = last = order.index(best)
    while first > 0 and order[first - 1] in wanted:
        first -= 1
    while last + 1 < len(order) and order[last + 1] in wanted:
        last += 1
    return tuple(order[first : last + 1])


def quoted(quotes: Iterable[Quote], library: Library) -> tuple[Citation, ...]:
    """Citations for the quotes that the policies have."""
    return tuple(citation for quote in quotes if (citation := library.cite_quote(quote)))
