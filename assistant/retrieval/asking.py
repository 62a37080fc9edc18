"""What the leads' example questions say about a new one."""

from collections import defaultdict
from collections.abc import Mapping

import numpy as np

from assistant.domain.example import Neighbour
from assistant.ports import Encoding, Index

NEIGHBOURS = 40
FLOOR = 0.3


def neighbours(index: Index, encoding: Encoding, unseen: str | None = None) -> tuple[Neighbour, ...]:
    """The nearest examples, nearest first; those of the table `unseen` are left out."""
    if not len(index.examples):
        return ()
    nearness = index.example_vectors @ encoding.sentence
    order = np.argsort(-nearness, kind="stable")
    found: list[Neighbour] = []
    for at in order:
        if len(found) == NEIGHBOURS or nearness[at] <= FLOOR:
            break
        if unseen is None or index.examples[at].source != unseen:
            found.append(Neighbour(index.examples[at], float(nearness[at])))
    return tuple(found)


def asked_for(near: tuple[Neighbour, ...]) -> Mapping[str, float]:
    """For each clause label how near its examples lie, added up over the examples."""
    total: dict[str, float] = defaultdict(float)
    for neighbour in near:
        for label in neighbour.example.clauses:
            total[label] += neighbour.nearness - FLOOR
    return total
