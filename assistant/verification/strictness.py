"""Which verdict is stricter than which, and what permits something outright."""

from assistant.domain.answer import Verdict
from assistant.domain.modality import Force
from assistant.verification.assertions import Assertion
from assistant.verification.modalities import is_conditional, stance

_PERMITS = {
    Verdict.NO: 0,
    Verdict.MUST: 1,
    Verdict.ONLY_IF: 2,
    Verdict.DEPENDS: 2,
    Verdict.FACT: 3,
    Verdict.YES: 4,
}


def at_least_as_strict(verdict: Verdict, other: Verdict) -> bool:
    """Whether `verdict` permits no more than `other`: yes, fact, depends as only if, must, no."""
    return _PERMITS[verdict] <= _PERMITS[other]


def permits_outright(said: Assertion) -> bool:
    """Whether it allows something without a condition."""
    return stance(said).force is Force.ALLOWS and not is_conditional(said)
