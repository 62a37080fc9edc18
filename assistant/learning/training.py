"""Train the ranking, coverage and verdict heads from the example questions."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from assistant.answering.coverage import coverage_features
from assistant.answering.verdicts import verdict_features
from assistant.domain.evidence import Evidence
from assistant.domain.example import Example
from assistant.domain.heads import Head, Heads
from assistant.ports import Encoder, Encoding, Index, Vector
from assistant.retrieval.asking import neighbours
from assistant.retrieval.retriever import SIGNALS, candidates, retrieve

_COVERAGE_STRENGTH = 0.1
_VERDICT_STRENGTH = 0.1
_RIDGE = 1e-3


@dataclass(frozen=True, slots=True)
class Ranked:
    """Candidates of one question: a row of signals each, and which of them are right."""

    signals: Vector
    right: Vector


def train(index: Index, encoder: Encoder, progress: Callable[[str], None]) -> Heads:
    """Heads for the index's examples; each is read as if its table's author were unknown."""
    examples = index.examples
    encodings = encoder.encode([example.question for example in examples])
    progress(f"{len(examples)} questions encoded")
    ranking = train_ranking(index, examples, encodings)
    progress("ranking trained")
    evidence = [
        retrieve(index, example.question, encoding, ranking, unseen=example.source)
        for example, encoding in zip(examples, encodings, strict=True)
    ]
    progress("evidence gathered")
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
    index: Index, examples: Sequence[Example], encodings: Sequence[Encoding]
) -> Mapping[str, float]:
    """Weights of SIGNALS, none below 0, that make the right clauses' passages likeliest."""
    questions = []
    for example, encoding in zip(examples, encodings, strict=True):
        near = neighbours(index, encoding, example.source)
        rows, columns = candidates(index, example.question, encoding, near)
        right = np.array([index.passages[row].clause.label in example.clauses for row in rows])
        if right.any():
            questions.append(Ranked(np.stack([columns[name] for name in SIGNALS], 1), right))
    found = minimize(
        _loss,
        np.full(len(SIGNALS), 0.3),
        (questions,),
        "L-BFGS-B",
        jac=True,
        bounds=[(0, None)] * len(SIGNALS),
    )
    return {name: round(float(weight), 4) for name, weight in zip(SIGNALS, found.x, strict=True)}


def _loss(weights: Vector, questions: Sequence[Ranked]) -> tuple[float, Vector]:
    """Mean of -log(share of the right passages under a softmax of the scores), and its slope."""
    total, slope = 0.0, np.zeros_like(weights)
    for question in questions:
        scores = question.signals @ weights
        powers = np.exp(scores - scores.max())
        everything, right = powers / powers.sum(), powers * question.right
        total -= float(np.log(right.sum() / powers.sum()))
        slope -= question.signals.T @ (right / right.sum() - everything)
    count = len(questions)
    ridge = _RIDGE * float(weights @ weights)
    return total / count + ridge, slope / count + 2 * _RIDGE * weights


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


def evidence_of(
    index: Index, encoder: Encoder, heads: Heads, examples: Sequence[Example], unseen: bool
) -> list[Evidence]:
    """Evidence for each example, without its own table's examples where `unseen`."""
    encodings = encoder.encode([example.question for example in examples])
    return [
        retrieve(index, example.question, encoding, heads.ranking, example.source if unseen else None)
        for example, encoding in zip(examples, encodings, strict=True)
    ]
