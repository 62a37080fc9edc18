"""Put scores of different kinds on one scale and add them up."""

import numpy as np

from assistant.ports import Rows, Tokens, Vector


def standardised(scores: Vector) -> Vector:
    """z-scores over the candidates of one question; all zero where they do not differ."""
    spread = float(scores.std())
    if spread < 1e-9:
        return np.zeros_like(scores)
    return np.asarray((scores - scores.mean()) / spread, np.float32)


def highest(scores: Vector, count: int) -> Rows:
    """Rows of the `count` highest scores, best first, equal ones in their order.

    Sorts only what can be among them: most of a large index never is.
    """
    candidates = np.arange(len(scores))
    if len(scores) > count:
        candidates = np.flatnonzero(scores >= np.partition(scores, -count)[-count])
    order = np.argsort(-scores[candidates], kind="stable")[:count]
    return np.asarray(candidates[order], np.int64)


def late_interaction(question: Vector, weights: Vector, passages: Tokens) -> Vector:
    """(passages,): weighted mean over the question's tokens of the best match in each passage."""
    share = weights / max(float(weights.sum()), 1e-9)
    found = np.zeros(len(passages.lengths), np.float32)
    held = np.flatnonzero(passages.lengths)
    if len(held):
        # One product over all passages, then a maximum per passage: one call instead of fifty.
        starts = np.cumsum(passages.lengths)[held] - passages.lengths[held]
        closeness = question @ passages.vectors.T
        found[held] = share @ np.maximum.reduceat(closeness, starts, axis=1)
    return found
