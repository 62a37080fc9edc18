"""Draft the answer to one question from its evidence.

The draft is not an answer yet: verification drops every citation that does not hold.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from assistant.answering.branching import Choice, choose, first_citations
from assistant.answering.citing import worth_citing
from assistant.answering.coverage import coverage_of
from assistant.answering.headlines import headline, verdict_in_words
from assistant.answering.library import Library, quoted
from assistant.answering.verdicts import likely_verdicts, seems_to_depend, verdict_of
from assistant.domain.answer import Branch, Citation, Verdict
from assistant.domain.evidence import Evidence, FoundClause
from assistant.domain.guidance import Guidance, Pin
from assistant.domain.heads import Heads
from assistant.domain.policy import Status
from assistant.domain.replies import Replies

MOST_CITATIONS = 5
# So little below the best one a clause of the school's own policy is shown before it.
CLOSE = 1.0


@dataclass(frozen=True, slots=True)
class Draft:
    """What the policies seem to say to one question; no citations means not covered."""

    headline: str
    verdict: Verdict
    citations: tuple[Citation, ...]
    branches: tuple[Branch, ...] = ()
    asks: str | None = None
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drafter:
    """All that drafting needs beside the question: fixed for one published index."""

    library: Library
    guidance: Guidance
    heads: Heads
    replies: Replies
    answered_floor: float
    citation_floor: float

    def coverage(self, evidence: Evidence) -> dict[str, float]:
        """The probability that a question is answered, not covered, or out of scope."""
        return coverage_of(evidence, self.heads.coverage)

    def covers(self, evidence: Evidence) -> bool:
        """Whether the policies seem to answer the question."""
        return self.coverage(evidence)["answered"] >= self.answered_floor

    def draft(self, evidence: Evidence, latest: str) -> Draft | None:
        """The draft for a question, None where the policies do not answer it.

        `latest` is what was typed last, which may be a follow-up that the question includes.
        """
        covered = self.covers(evidence)
        likely = likely_verdicts(evidence, self.heads.verdict)
        choice = self._choice(evidence, latest, likely)
        if choice is not None and (choice.named or covered):
            return self._by_branch(choice)
        if not covered:
            return None
        verdict = verdict_of(evidence, likely)
        citations = self._selected(evidence)
        return Draft(headline(verdict, citations[0], self.replies), verdict, citations)

    def _choice(self, evidence: Evidence, latest: str, likely: Mapping[str, float]) -> Choice | None:
        """The split by its words, or, for a question that seems to depend, by its clauses."""
        splits, glossary = self.guidance.splits, self.guidance.glossary
        choice = choose(evidence, latest, splits, glossary, self.library)
        if choice is None and seems_to_depend(likely):
            choice = choose(evidence, latest, splits, glossary, self.library, by_words=False)
            return choice if choice is not None and not choice.named else None
        return choice

    def pinned(self, pins: tuple[Pin, ...]) -> Draft | None:
        """The draft that pinned clauses make by themselves; None where they quote nothing."""
        citations = quoted((quote for pin in pins for quote in pin.quotes), self.library)
        if not citations:
            return None
        return Draft(headline(Verdict.NO, citations[0], self.replies), Verdict.NO, citations)

    def nearest(self, evidence: Evidence) -> tuple[Citation, ...]:
        """The clauses that came closest, for a question that is not covered."""
        return tuple(self.library.cite_found(found) for found in evidence.kept[:3])

    def _by_branch(self, choice: Choice) -> Draft:
        citations = first_citations(choice.branches)
        branches = tuple(
            replace(made, said=verdict_in_words(made.verdict, made.citations[0], self.replies))
            for made in choice.branches
        )
        if choice.named and len({branch.verdict for branch in choice.branches}) == 1:
            verdict = choice.branches[0].verdict
            said = headline(verdict, citations[0], self.replies)
            return Draft(said, verdict, citations[:MOST_CITATIONS])
        said = self.replies.say("headline.depends", on=choice.split.on)
        asks = None if choice.named else "which_branch"
        return Draft(
            said,
            Verdict.DEPENDS,
            citations[:MOST_CITATIONS],
            branches,
            asks,
            tuple(branch.when for branch in branches) if asks else (),
        )

    def _selected(self, evidence: Evidence) -> tuple[Citation, ...]:
        """The clauses an answer rests on, best first; ratified before model among the close ones."""
        worth = worth_citing(evidence, self.heads.citation)
        best, *others = evidence.kept
        likely = [
            found for found, share in zip(others, worth[1:], strict=True) if share >= self.citation_floor
        ]
        chosen = [best, *likely][:MOST_CITATIONS]
        close = best.score - CLOSE

        def own_first(found: FoundClause) -> bool:
            status = self.library.policies[found.clause.policy].record.status
            return not (status is Status.RATIFIED and found.score >= close)

        return tuple(self.library.cite_found(found) for found in sorted(chosen, key=own_first))
