"""Choose a verdict that the clauses carry.

A trained head weighs the form of the question, the modal verbs of the best
clauses and the verdicts of like questions. Whatever it prefers, a verdict is
given only where the leading clauses can bear it: see `bearable`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from assistant.answering.question_form import form_of
from assistant.domain.answer import Verdict
from assistant.domain.evidence import Evidence, FoundClause
from assistant.domain.example import Neighbour
from assistant.domain.heads import Head
from assistant.domain.modality import Force, Modality, modality

_READ = 3
_YES_BY = 0.6


def clause_modality(found: FoundClause) -> Modality:
    """The modality of the sentence by which a clause was found."""
    best = found.best.passage
    first = best.span.start == found.clause.span.start
    return modality(best.text, found.clause.lead_in if first else None)


def verdict_features(evidence: Evidence) -> dict[str, float]:
    """What the verdict head looks at, by name."""
    features: dict[str, float] = defaultdict(float)
    form = form_of(evidence.question).value
    features[f"form_{form}"] = 1.0
    for place, found in zip(("first", "next", "next"), evidence.kept, strict=False):
        read = clause_modality(found)
        share = 1.0 if place == "first" else 0.5
        features[f"{place}_{read.force.value}"] += share
        features[f"{place}_{read.strength.value}"] += share
        features[f"{form}_{place}_{read.force.value}"] += share
    for force in clause_modality(evidence.kept[0]).forces if evidence.kept else ():
        features[f"has_{force.value}"] = 1.0
        features[f"{form}_has_{force.value}"] = 1.0
    for verdict, share in _verdicts_of_like_questions(evidence).items():
        features[f"asked_{verdict}"] = share
    for verdict, share in _verdicts_of_first_clause(evidence).items():
        features[f"clause_{verdict}"] = share
    return dict(features)


def _verdicts_of_like_questions(evidence: Evidence) -> dict[str, float]:
    """How the nearest example questions were answered, the nearest counting most."""
    return _shares((near, near.nearness**4) for near in evidence.neighbours[:12])


def _verdicts_of_first_clause(evidence: Evidence) -> dict[str, float]:
    """How example questions for the leading clause were answered."""
    if not evidence.kept:
        return {}
    label = evidence.kept[0].clause.label
    return _shares((near, near.nearness**6) for near in evidence.neighbours if label in near.example.clauses)


def _shares(weighted: Iterable[tuple[Neighbour, float]]) -> dict[str, float]:
    total: dict[str, float] = defaultdict(float)
    for near, weight in weighted:
        total[near.example.verdict] += weight
    whole = sum(total.values()) or 1.0
    return {verdict: weight / whole for verdict, weight in total.items() if verdict}


def likely_verdicts(evidence: Evidence, head: Head) -> dict[str, float]:
    """The probability of each verdict, by its name."""
    return head.probabilities(verdict_features(evidence))


def verdict_of(evidence: Evidence, likely: Mapping[str, float]) -> Verdict:
    """The likeliest verdict that the clauses bear; `fact` where none is borne.

    Never `depends`: that needs branches, and drafting finds those first.
    """
    readings = [clause_modality(found) for found in evidence.kept[:_READ]]
    for name in sorted(likely, key=lambda name: -likely[name]):
        verdict = Verdict(name)
        if verdict is not Verdict.DEPENDS and bearable(verdict, readings, likely):
            return verdict
    return Verdict.FACT


def bearable(verdict: Verdict, readings: Sequence[Modality], likely: Mapping[str, float]) -> bool:
    """Whether the leading clauses can carry the verdict.

    `no` needs a ban, an advice against, a release from a duty, or an 'only' in the first two;
    `yes` needs a permission in the first, no ban in the first, no likelier ban
    around it, and more than a bare majority; `only_if` needs a condition,
    a caution or a way prescribed; `must` a duty.
    """
    first, leading = readings[:1], readings[:2]
    if verdict is Verdict.YES:
        allowed = any(Force.ALLOWS in read.forces and read.force is Force.ALLOWS for read in first)
        doubt = likely.get(Verdict.NO.value, 0) + likely.get(Verdict.ONLY_IF.value, 0)
        return allowed and likely[verdict.value] >= max(_YES_BY, doubt)
    if verdict is Verdict.NO:
        against = {Force.FORBIDS, Force.RELEASES, Force.CONDITION}
        return any(read.forces & against for read in leading)
    if verdict is Verdict.ONLY_IF:
        return any(read.forces & {Force.CONDITION, Force.OBLIGES, Force.ALLOWS} for read in leading)
    if verdict is Verdict.MUST:
        return any(read.forces & {Force.OBLIGES, Force.FORBIDS, Force.CONDITION} for read in leading)
    return True


def seems_to_depend(likely: Mapping[str, float]) -> bool:
    """Whether the policy seems to answer by a case that the question does not name."""
    return likely.get(Verdict.DEPENDS.value, 0.0) == max(likely.values())
