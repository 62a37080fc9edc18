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
from assistant.learning.bridge import train_bridge
from assistant.ports import Encoder, Encoding, Index, Progress, Vector
from assistant.retrieval.bridge import Bridge
from assistant.retrieval.ranker import SIGNALS, Ranker

_COVERAGE_STRENGTH = 0.1
_VERDICT_STRENGTH = 0.03
_RIDGE = 1e-3
_TURNS = 3


@dataclass(frozen=True, slots=True)
class Ranked:
    """Candidates of one question: a row of signals each, and which of them are right.

    `ratified` says that the school's own policy answers the question.
    """

    signals: Vector
    right: Vector
    ratified: bool


@dataclass(frozen=True, slots=True)
class Learnt:
    """All that the tables taught."""

    heads: Heads
    bridge: Bridge


def train(index: Index, encoder: Encoder, progress: Progress) -> Learnt:
    """Learn from the index's examples.

    While the heads learn, each example is read as if its table's author were unknown:
    over a bridge, and among neighbours, that its table had no part in.
    """
    examples = index.examples
    progress("encoding", 0, len(examples))
    encodings = encoder.encode([example.question for example in examples])
    progress("encoding", len(examples), len(examples))
    vectors = np.stack([encoding.sentence for encoding in encodings])
    bridges = _bridges(index, vectors, progress)
    ranking = train_ranking(index, encodings, bridges, progress)
    rankers = {source: Ranker(index, ranking, bridge) for source, bridge in bridges.items()}
    evidence = []
    for example, encoding in zip(examples, encodings, strict=True):
        ranker = rankers[example.source]
        evidence.append(ranker.retrieve(example.question, encoding, unseen=example.source))
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
    heads = Heads(ranking, coverage, verdict, tables_digest(examples))
    return Learnt(heads, train_bridge(index, vectors, examples))


def _bridges(index: Index, vectors: Vector, progress: Progress) -> dict[str, Bridge]:
    """For each table a bridge that it had no part in: the tables are left out in turns."""
    sources = sorted({example.source for example in index.examples})
    made: dict[str, Bridge] = {}
    for turn in range(min(_TURNS, len(sources))):
        left_out = sources[turn::_TURNS]
        others = [at for at, example in enumerate(index.examples) if example.source not in left_out]
        bridge = train_bridge(index, vectors[others], [index.examples[at] for at in others])
        made |= dict.fromkeys(left_out, bridge)
        progress("bridges", len(made), len(sources))
    return made


def tables_digest(examples: Sequence[Example]) -> str:
    """Names the tables that heads were made from."""
    return hashlib.sha256(repr(tuple(examples)).encode()).hexdigest()


def train_ranking(
    index: Index, encodings: Sequence[Encoding], bridges: Mapping[str, Bridge], progress: Progress
) -> Mapping[str, float]:
    """Weights of SIGNALS, none below 0, that make the right clauses' passages likeliest."""
    rankers = {source: Ranker(index, {}, bridge) for source, bridge in bridges.items()}
    questions = []
    for done, (example, encoding) in enumerate(zip(index.examples, encodings, strict=True), start=1):
        progress("ranking", done, len(index.examples))
        ranker = rankers[example.source]
        rows, columns, _ = ranker.candidates(example.question, encoding, unseen=example.source)
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
    rows, bias = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # scikit-learn keeps one row for two classes
        rows, bias = np.vstack([-rows, rows]) / 2, np.concatenate([-bias, bias]) / 2
    weights = rows / scaler.scale_
    bias = bias - weights @ scaler.mean_
    return Head(
        tuple(table.get_feature_names_out()),
        tuple(str(name) for name in model.classes_),
        tuple(tuple(round(float(w), 5) for w in row) for row in weights),
        tuple(round(float(b), 5) for b in bias),
    )
