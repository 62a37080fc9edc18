"""Tell which of the clauses that were found an answer should cite.

How far a clause lies below the best one is not enough: two policies may say the same, or one
clause everything. The head also looks at how much of all the evidence a clause has to itself.
"""

import math

from assistant.domain.evidence import Evidence, FoundClause
from assistant.domain.heads import Head

CITED, LEFT_OUT = "cited", "left_out"


def citation_features(evidence: Evidence, place: int) -> dict[str, float]:
    """What the citation head looks at, by name, for the clause kept at `place`, from 0."""
    found, best = evidence.kept[place], evidence.kept[0]
    signals = found.best.signals
    powers = [math.exp(one.score - best.score) for one in evidence.kept]
    after = evidence.kept[place + 1].score if place + 1 < len(evidence.kept) else found.score
    return {
        "gap": best.score - found.score,
        "next": found.score - after,
        "share": powers[place] / sum(powers),
        "rank": 1 / (place + 1),
        "dense": signals.dense,
        "below_dense": max(one.best.signals.dense for one in evidence.kept) - signals.dense,
        "tokens": signals.tokens,
        "asked": signals.asked,
        "asked_share": signals.asked_share,
        "below_asked": max(one.best.signals.asked_share for one in evidence.kept) - signals.asked_share,
        "like_best": found.like_best,
        "asked_with_best": found.asked_with_best,
        "same_policy": float(found.clause.policy == best.clause.policy),
        "same_section": float(_section(found) == _section(best)),
    }


def worth_citing(evidence: Evidence, head: Head) -> list[float]:
    """For each kept clause the probability that an answer should cite it."""
    return [
        head.probabilities(citation_features(evidence, place))[CITED] for place in range(len(evidence.kept))
    ]


def _section(found: FoundClause) -> tuple[str, str]:
    return found.clause.policy, found.clause.number.split(".")[0]
