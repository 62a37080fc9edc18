"""Train the ranking, coverage and verdict heads from the example questions."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from assistant.answering.coverage import coverage_features
from assistant.answering.verdicts import verdict_features
from assistant.domain.example import Example
from assistant.domain.heads import Head, Heads
from assistant.ports import Encoder, Encoding, Index, Progress, Vector
from assistant.retrieval.asking import neighbours
from assistant.retrieval.retriever import SIGNALS, candidates, retrieve

_COVERAGE_STRENGTH = 0.1
_VERDICT_STRENGTH = 0.1
_RIDGE = 1e-3


@dataclass(frozen=True, slots=True)
class Ranked:
    """Candidates of one question: a row of signals each, and which of them are right.

    `ratified` says that the school's own policy answers the question.
    """

    signals: Vector
    right: Vector
    ratified: bool


def train(index: Index, encoder: Encoder, progress: Progress) -> Heads:
    """Heads for the index's examples; each is read as if its table's author were unknown."""
    examples = index.examples
    progress("encoding", 0, len(examples))
    encodings = encoder.encode([example.question for example in examples])
    progress("encoding", len(examples), len(examples))
    ranking = train_ranking(index, examples, encodings, progress)
    evidence = []
    for example, encoding in zip(examples, encodings, strict=True):
        evidence.append(retrieve(index, example.question, encoding, ranking, unseen=example.source))
        progress("reading", len(evidence), len(examples))
    coverage = train_head(
        [coverage_features(found) for found in evidence],
        [example.outcome for example in examples],
        _COVERAGE_STRENGTH,
        balanced=True,
    )
    answered = [(f, e) for f, e in zip(evidence, examples, strict=True) if e.verdict]
    verdict = train_head(
        [verdict_features(found) for found, _ in answered],
        [example.verdict for _, example in answered],
        _VERDICT_STRENGTH,
        balanced=False,
    )
    return Heads(ranking, coverage, verdict, tables_digest(examples))


def tables_digest(examples: Sequence[Example]) -> str:
    """Names the tables that heads were made from."""
    return hashlib.sha256(repr(tuple(examples)).encode()).hexdigest()


def train_ranking(
    index: Index, examples: Sequence[Example], encodings: Sequence[Encoding], progress: Progress
) -> Mapping[str, float]:
    """Weights of SIGNALS, none below 0, that make the right clauses' passages likeliest."""
    questions = []
    for done, (example, encoding) in enumerate(zip(examples, encodings, strict=True), start=1):
        progress("ranking", done, len(examples))
        near = neighbours(index, encoding, example.source)
        rows, columns = candidates(index, example.question, encoding, near)
        right = np.array([index.passages[row].clause.label in example.clauses for row in rows])
        if right.any():
            signals = np.stack([columns[name] for name in SIGNALS], 1)
            questions.append(Ranked(signals, right, bool(columns["ratified"][right].any())))
    found = minimize(
        _loss,
        np.full(len(SIGNALS), 0.3),
        (questions, _even_handed(questions)),
        "L-BFGS-B",
        jac=True,
        bounds=[(0, None)] * len(SIGNALS),
    )
    return {name: round(float(weight), 4) for name, weight in zip(SIGNALS, found.x, strict=True)}


def _even_handed(questions: Sequence[Ranked]) -> Vector:
    """Weights under which questions on ratified and on model policies count for as much."""
    own = np.array([question.ratified for question in questions])
    share = np.where(own, own.mean(), 1 - own.mean())
    return np.asarray(0.5 / share / len(questions), np.float64)


def _loss(weights: Vector, questions: Sequence[Ranked], counts: Vector) -> tuple[float, Vector]:
    """Mean of -log(share of the right passages under a softmax of the scores), and its slope."""
    total, slope = _RIDGE * float(weights @ weights), 2 * _RIDGE * weights
    for question, count in zip(questions, counts, strict=True):
        scores = question.signals @ weights
        powers = np.exp(scores - scores.max())
        everything, right = powers / powers.sum(), powers * question.right
        total -= count * float(np.log(right.sum() / powers.sum()))
        slope = slope - count * (question.signals.T @ (right / right.sum() - everything))
    return total, slope


def train_head(
    features: Sequence[Mapping[str, float]], labels: Sequence[str], strength: float, balanced: bool
) -> Head:
    """A logistic regression on standardised features, given back in the features' own units."""
    table = DictVectorizer(sparse=False)
    values = table.fit_transform(features)
    scaler = StandardScaler().fit(values)
    model = LogisticRegression(C=strength, max_iter=5_000, class_weight="balanced" if balanced else None).fit(
        scaler.transform(values), labels
    )
    weights = model.coef_ / scaler.scale_
    bias = model.intercept_ - weights @ scaler.mean_
    return Head(
        tuple(table.get_feature_names_out()),
        tuple(str(name) for name in model.classes_),
        tuple(tuple(round(float(w), 5) for w in row) for row in weights),
        tuple(round(float(b), 5) for b in bias),
    )
