"""What the leads' example questions say about a new one."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from assistant.domain.example import Example, Neighbour
from assistant.ports import Vector

NEIGHBOURS = 60
FLOOR = 0.3
_SHARPNESS = 12.0


def neighbours(
    examples: Sequence[Example], vectors: Vector, question: Vector, unseen: str | None = None
) -> tuple[Neighbour, ...]:
    """The examples nearest to the question, nearest first; those of the table `unseen` are left out."""
    if not examples:
        return ()
    nearness = vectors @ question
    near = np.flatnonzero(nearness > FLOOR)
    found: list[Neighbour] = []
    for at in near[np.argsort(-nearness[near], kind="stable")]:
        if len(found) == NEIGHBOURS:
            break
        if unseen is None or examples[at].source != unseen:
            found.append(Neighbour(examples[at], float(nearness[at])))
    return tuple(found)


def nearest_of(near: tuple[Neighbour, ...]) -> Mapping[str, float]:
    """For each clause label the nearness of its nearest example."""
    best: dict[str, float] = defaultdict(float)
    for neighbour in near:
        for label in neighbour.example.clauses:
            best[label] = max(best[label], neighbour.nearness)
    return best


def share_of(near: tuple[Neighbour, ...]) -> Mapping[str, float]:
    """For each clause label its share of all that the examples speak for, the nearest loudest."""
    loudness = [math.exp(_SHARPNESS * (neighbour.nearness - 1)) for neighbour in near]
    answered = [bool(neighbour.example.clauses) for neighbour in near]
    total = sum(value for value, counts in zip(loudness, answered, strict=True) if counts) or 1.0
    share: dict[str, float] = defaultdict(float)
    for neighbour, value in zip(near, loudness, strict=True):
        for label in neighbour.example.clauses:
            share[label] += value / total
    return share
