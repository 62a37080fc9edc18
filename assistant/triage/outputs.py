"""What triage learns to tell, one probability each, and what is true of an example."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.domain.school import Role
from assistant.domain.telling import roles_for
from assistant.domain.triage import Category, Concerned, Route, TriageExample

INCIDENT, EMERGENCY = "incident", "emergency"


def about(whom: Concerned) -> str:
    """The output that says whom it is about."""
    return f"about_{whom.value}"


def told(role: Role) -> str:
    """The output that says whom to tell first."""
    return f"tell_{role.value}"


OUTPUTS = (
    INCIDENT,
    EMERGENCY,
    *(category.value for category in Category),
    *map(about, Concerned),
    *map(told, Role),
)


def labels(examples: Sequence[TriageExample]) -> NDArray[np.bool_]:
    """(examples, outputs): what is true of each; nothing is of what has not happened."""
    true = [_true_of(example) for example in examples]
    return np.array([name in one for one in true for name in OUTPUTS], bool).reshape(-1, len(OUTPUTS))


def _true_of(example: TriageExample) -> set[str]:
    if example.route is not Route.LIVE_INCIDENT:
        return set()
    found = {INCIDENT, *(category.value for category in example.categories)}
    if example.emergency:
        found.add(EMERGENCY)
    if example.concerns is not None:
        found.add(about(example.concerns))
    found.update(map(told, roles_for(example.categories, example.concerns)[:2]))
    return found
