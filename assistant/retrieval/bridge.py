"""A bridge between how staff ask and how policies are written.

Two low-rank maps, one for questions and one for passages, learnt from the
leads' example questions, bend the frozen encoder's vectors towards each other:
'slagging me off' and 'harassment' share no word, but staff use one for the other.
"""

from dataclasses import dataclass

import numpy as np

from assistant.ports import Vector


@dataclass(frozen=True, slots=True)
class Bend:
    """Adds `x @ down @ up` to x. Shapes: down (dimensions, rank), up (rank, dimensions)."""

    down: Vector
    up: Vector

    def bent(self, vectors: Vector) -> Vector:
        """(n, dimensions) or (dimensions,): the vectors after the bend, of length 1."""
        added = self._added(vectors)
        return np.asarray(added / np.linalg.norm(added, axis=-1, keepdims=True), np.float32)

    def lengths(self, vectors: Vector) -> Vector:
        """(n,): how long vectors are after the bend; needed once for vectors that stay."""
        return np.asarray(np.linalg.norm(self._added(vectors), axis=-1), np.float32)

    def towards(self, target: Vector) -> Vector:
        """(dimensions,): for cosines to `target` that need no vector bent.

        `x @ towards(t) / lengths(x)` equals `bent(x) @ t`.
        """
        return np.asarray(target + self.down @ (self.up @ target), np.float32)

    def _added(self, vectors: Vector) -> Vector:
        return np.asarray(vectors + vectors @ self.down @ self.up, np.float32)


@dataclass(frozen=True, slots=True)
class Bridge:
    """One bend for questions, one for passages."""

    questions: Bend
    passages: Bend


def level(dimensions: int) -> Bridge:
    """The bridge that changes nothing."""
    still = Bend(np.zeros((dimensions, 1), np.float32), np.zeros((1, dimensions), np.float32))
    return Bridge(still, still)
