"""Whether one clause bears out one thing that is said, and if not, why."""

from collections.abc import Sequence

from assistant.domain.modality import Force
from assistant.domain.proposal import Excerpt, Fault
from assistant.verification.assertions import Assertion, assertions, sentences
from assistant.verification.figures import figures_stand
from assistant.verification.form import asks
from assistant.verification.keeping import (
    conditions_bear_alike,
    conditions_kept,
    not_widened,
    permission_kept,
)
from assistant.verification.modalities import closest, is_against, same_force, stance, torn_apart
from assistant.verification.roles import cast_stands
from assistant.verification.support import FLOOR, Support

_LAST_LOOKED_AT = (Fault.MODALITY, Fault.ROLE, Fault.SUPPORT, Fault.FIGURE)


def fault_of(said: Assertion, excerpt: Excerpt, support: Support) -> Fault | None:
    """Why the clause does not bear out what is said, None where it does."""
    if not figures_stand(said.whole, excerpt):
        return Fault.FIGURE
    told = [one for one in sentences(excerpt.text) if not asks(one)]
    found = closest(said, told)
    if found is None or support(said.whole, told) < FLOOR:
        return Fault.SUPPORT
    held, held_in = found
    whole = assertions(held_in)
    if not cast_stands(said, held, whole):
        return Fault.ROLE
    return None if _does_the_same(said, held) and not torn_apart(said, held, whole) else Fault.MODALITY


def nearest_miss(faults: Sequence[Fault]) -> Fault:
    """The fault of the clause that came closest: the one that is looked at last."""
    return min(faults, key=_LAST_LOOKED_AT.index)


def _does_the_same(said: Assertion, held: Assertion) -> bool:
    permits = stance(said).force is Force.ALLOWS
    return (
        same_force(said, held)
        and conditions_bear_alike(said, held)
        and conditions_kept(said, held, permits)
        and (is_against(said) or not_widened(said, held))
        and (not permits or permission_kept(said, held))
    )
