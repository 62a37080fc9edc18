"""What the leads' example questions say about a new one."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from assistant.domain.example import Example, Neighbour
from assistant.ports import Vector
from assistant.retrieval.fusion import highest

NEIGHBOURS = 60
FLOOR = 0.3
_SHARPNESS = 12.0
_NEAR = 0.7


def neighbours(
    examples: Sequence[Example], nearness: Vector, unseen: str | None = None
) -> tuple[Neighbour, ...]:
    """The examples nearest to a question, nearest first; those of the table `unseen` are left out.

    `nearness` is (examples,): the cosine of each to the question.
    """
    if unseen is not None:
        own = np.array([example.source == unseen for example in examples], bool)
        nearness = np.where(own, 0.0, nearness)
    near = [at for at in highest(nearness, NEIGHBOURS) if nearness[at] > FLOOR]
    return tuple(Neighbour(examples[at], float(nearness[at])) for at in near)


def nearest_of(near: tuple[Neighbour, ...]) -> Mapping[str, float]:
    """For each clause label the nearness of its nearest example."""
    best: dict[str, float] = defaultdict(float)
    for neighbour in near:
        for label in neighbour.example.clauses:
            best[label] = max(best[label], neighbour.nearness)
    return best


def share_of(near: tuple[Neighbour, ...]) -> Mapping[str, float]:
    """For each clause label its share of all that the examples speak for, the nearest loudest.

    Examples that are all far from the question share less than the whole: few of them would else outweigh
    a clause with the question's own words.
    """
    loudness = [math.exp(_SHARPNESS * (neighbour.nearness - 1)) for neighbour in near]
    answered = [bool(neighbour.example.clauses) for neighbour in near]
    total = sum(value for value, counts in zip(loudness, answered, strict=True) if counts)
    total = max(total, math.exp(_SHARPNESS * (_NEAR - 1)))
    share: dict[str, float] = defaultdict(float)
    for neighbour, value in zip(near, loudness, strict=True):
        for label in neighbour.example.clauses:
            share[label] += value / total
    return share
