"""Put scores of different kinds on one scale and add them up."""

import numpy as np

from assistant.ports import Rows, Vector


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


def best_match_per_token(question: Vector, passage: Vector) -> Vector:
    """(question tokens,): cosine of each question token to its best match in the passage."""
    if not len(passage):
        return np.zeros(len(question), np.float32)
    return np.asarray((question @ passage.T).max(axis=1), np.float32)


def late_interaction(question: Vector, weights: Vector, passages: list[Vector]) -> Vector:
    """(passages,): weighted mean over the question's tokens of the best match in each passage."""
    share = weights / max(float(weights.sum()), 1e-9)
    if not passages:
        return np.empty(0, np.float32)
    # One product over all passages, then a maximum per passage: one call instead of fifty.
    lengths = [max(len(passage), 1) for passage in passages]
    padded = [
        passage if len(passage) else np.zeros((1, question.shape[1]), np.float32) for passage in passages
    ]
    closeness = question @ np.concatenate(padded).T
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    best = np.maximum.reduceat(closeness, starts, axis=1)
    return np.asarray(share @ best, np.float32)
