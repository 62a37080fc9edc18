"""What a sentence of a policy does: forbid, allow, oblige, set a condition, state a fact.

Modal verbs stay exact: 'must', 'should', 'advised' and 'strongly encouraged'
are different strengths, and the headline repeats the one that the clause has.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Force(StrEnum):
    """What a sentence does to the one who reads it; `releases` takes a duty away."""

    FORBIDS = "forbids"
    CONDITION = "condition"
    RELEASES = "releases"
    ALLOWS = "allows"
    OBLIGES = "obliges"
    STATES = "states"


class Strength(StrEnum):
    """The clause's own modal verb."""

    MUST = "must"
    SHOULD = "should"
    ADVISED = "advised"
    ENCOURAGED = "encouraged"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Modality:
    """Force and strength of one sentence; `forces` holds every force found in it."""

    force: Force
    strength: Strength
    forces: frozenset[Force]


def _any_of(*ways: str) -> re.Pattern[str]:
    return re.compile("|".join(ways), re.IGNORECASE)


_FORBIDS = _any_of(
    r"\b(?:must|should|will|may|can|do|does|is|are|need|shall) (?:\w+ )?(?:not|never)\b",
    r"\bcannot\b|\bcan't\b|\bdon't\b|\b(?:never|prohibited|forbidden|banned|decline|refuse)\b",
    r"\bnot (?:be )?(?:allowed|permitted|used|published)\b|\b(?:advised|encouraged|asked) not to\b",
    r"\bnot safe to\b|\bavoided\b|\bis an offence to\b|\bis (?:unlawful|against the law)\b|^(?:not|never)\b",
    r"\bno (?:member of staff|one|staff|pupil|person) (?:may|should|must|can|is)\b",
)
_ALLOWS = _any_of(
    r"\b(?:may|can)(?! (?:not|never)\b|not\b)",
    r"\b(?:is|are) (?:allowed|permitted|free|entitled|welcome) to\b|\bencourages?\b",
    r"\bdoes not include\b|\bthere is no rule\b",
)
_CONDITION = _any_of(
    r"\b(?:may|can)\b(?! not| never).{3,}\b(?:if|when|while|where|provided|once)\b",
    r"\bonly\b|\bunless\b|\bexcept\b|\buntil\b|\bprovided\b|\bas long as\b|\bwithout\b|\bbefore\b",
    r"\bprior permission\b|\bpre-approved\b|\bcaution\b|\bprofessional judgment\b",
    r"\bwith the agreement\b|\bhas agreed\b|\bwhere possible\b",
)
_OBLIGES = _any_of(
    r"\b(?:must|should|will|shall|needs? to|has to|have to|required to|responsible for)\b",
    r"\b(?:advised|encouraged) to\b|\bto be (?:reported|raised)\b",
)
_RELEASES = _any_of(
    r"\b(?:do|does) not (?:need|have to|require)\b|\bnot an expectation\b|\bis not required\b|\bneed not\b",
)
_STRENGTHS = (
    (Strength.ENCOURAGED, re.compile(r"\bencouraged\b", re.IGNORECASE)),
    (
        Strength.ADVISED,
        re.compile(r"\b(?:advised|caution|professional judgment|avoided|not safe)\b", re.IGNORECASE),
    ),
    (Strength.MUST, re.compile(r"\b(?:must|never|will not|may not|offence|cannot|only if)\b", re.IGNORECASE)),
    (Strength.SHOULD, re.compile(r"\bshould\b", re.IGNORECASE)),
)


@lru_cache(maxsize=20_000)  # the sentences of the policies, read again for every question
def modality(sentence: str, lead_in: str | None = None) -> Modality:
    """Force and strength of a sentence; a list item takes them from its lead-in too."""
    words = f"{lead_in.rstrip(' :')} {sentence}" if lead_in else sentence
    released = bool(_RELEASES.search(words))
    found = {
        Force.FORBIDS: bool(_FORBIDS.search(_RELEASES.sub("", words))),
        Force.CONDITION: bool(_CONDITION.search(words)),
        Force.RELEASES: released,
        Force.ALLOWS: bool(_ALLOWS.search(words)),
        Force.OBLIGES: bool(_OBLIGES.search(words)),
    }
    forces = frozenset(force for force, present in found.items() if present) or frozenset({Force.STATES})
    strength = next((name for name, pattern in _STRENGTHS if pattern.search(words)), Strength.PLAIN)
    return Modality(_leading(forces), strength, forces)


def _leading(forces: frozenset[Force]) -> Force:
    """A condition on a ban or a permission is what decides; a ban outweighs a permission."""
    if Force.CONDITION in forces and forces & {Force.FORBIDS, Force.ALLOWS}:
        return Force.CONDITION
    order = (Force.FORBIDS, Force.RELEASES, Force.ALLOWS, Force.CONDITION, Force.OBLIGES, Force.STATES)
    return next(force for force in order if force in forces)
