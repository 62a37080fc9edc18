"""Train the ranking, coverage and verdict heads from the example questions."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from assistant.answering.citing import CITED, LEFT_OUT, citation_features
from assistant.answering.coverage import coverage_features
from assistant.answering.verdicts import verdict_features
from assistant.domain.example import Example
from assistant.domain.heads import Head, Heads
from assistant.errors import SchoolFileError
from assistant.learning.shares import shares
from assistant.ports import Encoder, Encoding, Index, Progress, Vector
from assistant.retrieval.ranker import SIGNALS, Ranker

_COVERAGE_STRENGTH = 0.1
_VERDICT_STRENGTH = 0.005
_CITATION_STRENGTH = 0.1
_RIDGE = 1e-3
# Tables whose names begin so do not teach the encoder.
CALIBRATION = "calibration"


@dataclass(frozen=True, slots=True)
class Ranked:
    """Candidates of one question, a row of signals each, with one of the clauses that answer it.

    `right` are the candidates of that clause; those of the question's other clauses are no candidates here.
    `counts` is the clause's share of the question. `ratified` says that it is of the school's own policy.
    """

    signals: Vector
    right: Vector
    counts: float
    ratified: bool


def train(index: Index, encoder: Encoder, progress: Progress) -> Heads:
    """Learn from the index's examples; `encoder` is the one that the index was built with.

    They learn from the tables of calibration, which the encoder has not seen, each question among
    neighbours of other tables.
    Raises SchoolFileError where there is no table of calibration.
    """
    _, kept_back = taught_and_kept_back(index.examples)
    if not kept_back:
        problem = f"There is no table whose name begins with '{CALIBRATION}'."
        raise SchoolFileError("prompts/questions", problem, "Put it back from the last version.")
    encodings = encoder.encode([example.question for example in kept_back])
    ranking = train_ranking(index, kept_back, encodings, Ranker(index, {}), progress)
    ranker = Ranker(index, ranking)
    evidence = []
    for example, encoding in zip(kept_back, encodings, strict=True):
        evidence.append(ranker.retrieve(example.question, encoding, unseen=example.source))
        progress("reading", len(evidence), len(kept_back))
    coverage = train_head(
        [coverage_features(found) for found in evidence],
        [example.outcome for example in kept_back],
        _COVERAGE_STRENGTH,
        balanced=True,
    )
    answered = [(f, e) for f, e in zip(evidence, kept_back, strict=True) if e.verdict]
    verdict = train_head(
        [verdict_features(found) for found, _ in answered],
        [example.verdict for _, example in answered],
        _VERDICT_STRENGTH,
        balanced=False,
    )
    places = [
        (f, e, at) for f, e in zip(evidence, kept_back, strict=True) for at in range(len(f.kept)) if e.verdict
    ]
    citation = train_head(
        [citation_features(found, at) for found, _, at in places],
        [CITED if found.kept[at].clause.label in one.clauses else LEFT_OUT for found, one, at in places],
        _CITATION_STRENGTH,
        balanced=False,
    )
    return Heads(ranking, coverage, verdict, citation, tables_digest(index.examples))


def taught_and_kept_back(examples: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """The examples that the encoder learns from, and those that only the heads see."""
    kept_back = [example for example in examples if example.source.startswith(CALIBRATION)]
    return [example for example in examples if not example.source.startswith(CALIBRATION)], kept_back


def tables_digest(examples: Sequence[Example]) -> str:
    """Names the tables that heads were made from."""
    return hashlib.sha256(repr(tuple(examples)).encode()).hexdigest()


def train_ranking(
    index: Index,
    examples: Sequence[Example],
    encodings: Sequence[Encoding],
    ranker: Ranker,
    progress: Progress,
) -> Mapping[str, float]:
    """Weights of SIGNALS, none below 0, that make the right clauses' passages likeliest."""
    questions = []
    for done, (example, encoding) in enumerate(zip(examples, encodings, strict=True), start=1):
        progress("ranking", done, len(examples))
        rows, columns, _ = ranker.candidates(example.question, encoding, unseen=example.source)
        labels = np.array([index.passages[row].clause.label for row in rows])
        signals = np.stack([columns[name] for name in SIGNALS], 1)
        found = [label for label in example.clauses if label in labels]
        for label, share in zip(found, shares(len(found)), strict=True) if found else ():
            own = labels == label
            kept = own | ~np.isin(labels, found)
            ratified = bool(columns["ratified"][own].any())
            questions.append(Ranked(signals[kept], own[kept], share, ratified))
    best = minimize(
        _loss,
        np.full(len(SIGNALS), 0.3),
        (questions, _even_handed(questions)),
        "L-BFGS-B",
        jac=True,
        bounds=[(0, None)] * len(SIGNALS),
    )
    return {name: round(float(weight), 4) for name, weight in zip(SIGNALS, best.x, strict=True)}


def _even_handed(questions: Sequence[Ranked]) -> Vector:
    """Weights under which ratified and model policies count for as much."""
    own = np.array([question.ratified for question in questions])
    counts = np.array([question.counts for question in questions])
    of_own = counts[own].sum(), counts[~own].sum()
    return np.asarray(0.5 * counts / np.where(own, *of_own), np.float64)


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
