"""A bridge between how staff ask and how policies are written.

Two low-rank maps, one for questions and one for passages, learnt from the
leads' example questions, bend the frozen encoder's vectors towards each other:
'slagging me off' and 'harassment' share no word, but staff use one for the other.
"""

from dataclasses import dataclass

import numpy as np

from assistant.ports import Vector


@dataclass(frozen=True, slots=True)
class Bridge:
    """Each map adds `x @ down @ up` to x. Shapes: down (dimensions, rank), up (rank, dimensions)."""

    question_down: Vector
    question_up: Vector
    passage_down: Vector
    passage_up: Vector

    def questions(self, vectors: Vector) -> Vector:
        """(n, dimensions) or (dimensions,): question vectors after the bridge, of length 1."""
        return _bent(vectors, self.question_down, self.question_up)

    def passages(self, vectors: Vector) -> Vector:
        """(n, dimensions): passage vectors after the bridge, of length 1."""
        return _bent(vectors, self.passage_down, self.passage_up)


def level(dimensions: int) -> Bridge:
    """The bridge that changes nothing."""
    down, up = np.zeros((dimensions, 1), np.float32), np.zeros((1, dimensions), np.float32)
    return Bridge(down, up, down, up)


def _bent(vectors: Vector, down: Vector, up: Vector) -> Vector:
    bent = vectors + vectors @ down @ up
    return np.asarray(bent / np.linalg.norm(bent, axis=-1, keepdims=True), np.float32)
