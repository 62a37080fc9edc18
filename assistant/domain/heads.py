"""Small trained decisions: weights on named features, nothing else."""

import math
import operator
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Head:
    """A multinomial logistic regression. `weights` has a row for each class."""

    features: tuple[str, ...]
    classes: tuple[str, ...]
    weights: tuple[tuple[float, ...], ...]
    bias: tuple[float, ...]

    def probabilities(self, found: Mapping[str, float]) -> dict[str, float]:
        """The probability of each class; a feature that is not given counts as 0."""
        values = [found.get(name, 0.0) for name in self.features]
        scores = [
            sum(map(operator.mul, row, values)) + bias
            for row, bias in zip(self.weights, self.bias, strict=True)
        ]
        highest = max(scores)
        powers = [math.exp(score - highest) for score in scores]
        total = sum(powers)
        return {name: power / total for name, power in zip(self.classes, powers, strict=True)}


@dataclass(frozen=True, slots=True)
class Heads:
    """What was learnt from the leads' tables; `made_from` is the digest of those.

    `ranking` weighs the signals of a passage; `coverage` tells `answered`,
    `not_covered` and `out_of_scope` apart; `verdict` the verdicts; `citation` the clauses that
    an answer should cite from the others that were found.
    """

    ranking: Mapping[str, float]
    coverage: Head
    verdict: Head
    citation: Head
    made_from: str
