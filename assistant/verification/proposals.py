"""Decide what of a language model's proposal is shown: sentence by sentence, then as a whole.

Texts are compared, never followed: nothing here acts on what a clause, a question or a proposal says.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.domain.answer import Answered, Citation, Explained, Verdict
from assistant.domain.proposal import Excerpt, Fault, Proposal, ProposedSentence, Verified
from assistant.verification.assertions import sentences
from assistant.verification.standing import Standing, standing
from assistant.verification.strictness import at_least_as_strict, permits_outright
from assistant.verification.support import Support

MOST_SENTENCES = 6


def verified(
    proposal: Proposal,
    excerpts: Sequence[Excerpt],
    default: Answered,
    issued: Collection[str],
    support: Support,
) -> Verified:
    """What is left of a proposal beside the default answer.

    `issued` are the placeholders of the masked question, which a sentence may repeat. Without a sentence that
    rests on the default's own clauses, or beside a verdict that permits more, nothing is left. The verdict of
    the answer stays: a clause that forbids something may well forbid another thing than was asked about.
    """
    by_key = {excerpt.key: excerpt for excerpt in excerpts}
    kept: dict[str, Standing] = {}
    faults: list[Fault] = []
    for proposed in proposal.sentences:
        found = [standing(one, by_key, default.verdict, issued, support) for one in _apart(proposed)]
        wrong = [one for one in found if isinstance(one, Fault)]
        more = kept | {one.text: one for one in found if isinstance(one, Standing)}
        if wrong or not len(kept) < len(more) <= MOST_SENTENCES:
            faults.append(wrong[0] if wrong else Fault.FORM)
        else:
            kept = more
    if not (_permits_no_more(proposal, default) and _has_core(kept.values(), default)):
        return Verified((), (*faults, Fault.CORE))
    return Verified(tuple(_shown(one) for one in kept.values()), tuple(faults))


def _shown(found: Standing) -> Explained:
    return Explained(found.text, tuple(excerpt.citation for excerpt in found.bearing))


def _apart(proposed: ProposedSentence) -> list[ProposedSentence]:
    """Where a model has written several sentences as one, each: they stand or fall together."""
    return [replace(proposed, text=text) for text in sentences(proposed.text)] or [proposed]


def _permits_no_more(proposal: Proposal, default: Answered) -> bool:
    """Whether the model permits no more than the answer: else it explains another one."""
    return proposal.verdict is None or at_least_as_strict(proposal.verdict, default.verdict)


def _has_core(kept: Collection[Standing], default: Answered) -> bool:
    """Whether a sentence rests on the default's clauses, and none permits what the answer forbids."""
    own = {_clause(citation) for citation in _own(default)}
    rests = any(_clause(excerpt.citation) in own for one in kept for excerpt in one.bearing)
    permits = any(permits_outright(assertion) for one in kept for assertion in one.said)
    return rests and not (default.verdict is Verdict.NO and permits)


def _own(default: Answered) -> list[Citation]:
    return [*default.citations, *(c for branch in default.branches for c in branch.citations)]


def _clause(citation: Citation) -> tuple[str, str]:
    return citation.policy, citation.clause
