"""Tell whether the policies answer a question at all.

A score alone does not tell: 'can I park at the back' and 'can I post from the
back row' may score alike. The head looks at how the signals agree, how much of
the question's words the best clause accounts for, and at like questions that
the leads know to be answered, not covered, or none of our business.
"""

from collections import defaultdict

from assistant.answering.question_form import form_of
from assistant.domain.evidence import Evidence
from assistant.domain.heads import Head

_NOT_COVERED, _OUT_OF_SCOPE = "not_covered", "out_of_scope"
OUTCOMES = ("answered", _NOT_COVERED, _OUT_OF_SCOPE)


def coverage_features(evidence: Evidence) -> dict[str, float]:
    """What the coverage head looks at, by name."""
    features: dict[str, float] = defaultdict(float)
    best = [found.best.signals for found in evidence.kept[:3]]
    if best:
        features["tokens"] = best[0].tokens
        features["tokens_best"] = max(signals.tokens for signals in best)
        features["dense"] = best[0].dense
        features["dense_best"] = max(signals.dense for signals in best)
        features["asked_share"] = best[0].asked_share
        features["heading"] = max(signals.heading for signals in best)
        features["lexical"] = best[0].lexical / 10
        features["asked"] = best[0].asked
        features["margin"] = evidence.kept[0].score - evidence.kept[len(best) - 1].score
        features["one_policy"] = float(len({found.clause.policy for found in evidence.kept[:3]}) == 1)
    for outcome in OUTCOMES:
        near = [n.nearness for n in evidence.neighbours if n.example.outcome == outcome]
        features[f"nearest_{outcome}"] = max(near, default=0.0)
        features[f"sum_{outcome}"] = sum(value**4 for value in near[:12])
    total = sum(near.nearness**4 for near in evidence.neighbours[:12]) or 1.0
    for near_one in evidence.neighbours[:12]:
        features[f"share_{near_one.example.outcome}"] += near_one.nearness**4 / total
    features["words"] = min(len(evidence.question.split()), 30) / 30
    features[f"form_{form_of(evidence.question).value}"] = 1.0
    return dict(features)


def coverage_of(evidence: Evidence, head: Head) -> dict[str, float]:
    """The probability that a question is answered, not covered, or out of scope.

    Out of scope is only what is like something that the leads have called so: about a policy that is
    new, nobody has written example questions yet.
    """
    found = head.probabilities(coverage_features(evidence))
    if any(near.example.outcome == _OUT_OF_SCOPE for near in evidence.neighbours):
        return found
    return found | {_NOT_COVERED: found[_NOT_COVERED] + found[_OUT_OF_SCOPE], _OUT_OF_SCOPE: 0.0}
