"""What triage learns to tell, one probability each, and what is true of an example."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.domain.triage import Category, Concerned, Route, TriageExample

INCIDENT, EMERGENCY = "incident", "emergency"


def about(whom: Concerned) -> str:
    """The output that says whom it is about."""
    return f"about_{whom.value}"


OUTPUTS = (INCIDENT, EMERGENCY, *(category.value for category in Category), *map(about, Concerned))


def labels(examples: Sequence[TriageExample]) -> NDArray[np.bool_]:
    """(examples, outputs): what is true of each; nothing is of what has not happened."""
    return np.array([[name in _true_of(example) for name in OUTPUTS] for example in examples], bool)


def _true_of(example: TriageExample) -> set[str]:
    if example.route is not Route.LIVE_INCIDENT:
        return set()
    found = {INCIDENT, *(category.value for category in example.categories)}
    if example.emergency:
        found.add(EMERGENCY)
    if example.concerns is not None:
        found.add(about(example.concerns))
    return found
