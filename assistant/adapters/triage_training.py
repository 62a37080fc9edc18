"""Learn the heads of triage from the leads' tables: the same tables give the same heads.

Vectors are kept beside the heads, so that a table with one more message costs one more reading.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from assistant.adapters.triage_files import TriageHeads, tables_digest
from assistant.domain.triage import Route, TriageExample
from assistant.ports import Encoder, Progress, Vector
from assistant.triage.grams import PLACES, grams
from assistant.triage.outputs import OUTPUTS, labels

# Chosen on eval/development/triage: how freely each half may follow the tables.
_VECTOR_FREEDOM, _GRAM_FREEDOM = 1e-2, 3.0
_STEPS = 200
# The leads' example questions count less: there are as many of them, and they are easier.
_QUESTION_COUNTS = 0.6
_STEP = 64


def train_heads(
    examples: Sequence[TriageExample],
    questions: Sequence[str],
    encoder: Encoder,
    begin: tuple[Vector, Vector],
    kept: Path,
    progress: Progress,
) -> TriageHeads:
    """Heads for OUTPUTS. `questions` are policy questions besides; `kept` is the file of known vectors.

    `begin` are the weights and the bias that the encoder was trained with.
    """
    known = decided(examples)
    texts = [example.text for example in known] + list(questions)
    vectors = remembered_vectors(texts, encoder, kept, progress)
    true = np.vstack([labels(known), np.zeros((len(questions), len(OUTPUTS)), bool)])
    counts = np.where(np.arange(len(texts)) < len(known), 1.0, _QUESTION_COUNTS)
    progress("heads", 0, 2)
    learnt = begin[0].astype(np.float64), begin[1].astype(np.float64)
    by_vector = _fitted(vectors, true, counts, _VECTOR_FREEDOM, learnt)
    progress("heads", 1, 2)
    nothing = np.zeros((len(OUTPUTS), PLACES)), np.zeros(len(OUTPUTS))
    by_gram = _fitted(gram_table(texts), true, counts, _GRAM_FREEDOM, nothing)
    progress("heads", 2, 2)
    return TriageHeads(
        OUTPUTS,
        by_vector[0].astype(np.float32),
        by_vector[1].astype(np.float32),
        by_gram[0].astype(np.float32),
        by_gram[1].astype(np.float32),
        tables_digest(examples),
        encoder.digest,
    )


def decided(examples: Sequence[TriageExample]) -> list[TriageExample]:
    """Those that teach; of an unclear message nothing is known to be true or false."""
    return [example for example in examples if example.route is not Route.UNCLEAR]


def gram_table(texts: Sequence[str]) -> Any:
    """(texts, places), sparse."""
    from scipy import sparse

    found = [grams(text) for text in texts]
    weights = np.array([weight for one in found for weight in one.values()])
    places = np.array([place for one in found for place in one], np.int64)
    return sparse.csr_matrix((weights, places, np.cumsum([0, *map(len, found)])), (len(texts), PLACES))


def remembered_vectors(texts: Sequence[str], encoder: Encoder, kept: Path, progress: Progress) -> Vector:
    """(texts, dimensions): those that the same encoder has read before come from the file."""
    known = _known(kept, encoder.digest)
    fresh = [text for text in dict.fromkeys(texts) if text not in known]
    progress("messages", 0, len(fresh))
    for begin in range(0, len(fresh), _STEP):
        batch = fresh[begin : begin + _STEP]
        known.update(zip(batch, [read.pooled for read in encoder.encode(batch)], strict=True))
        progress("messages", min(begin + _STEP, len(fresh)), len(fresh))
    if fresh:
        kept.parent.mkdir(parents=True, exist_ok=True)
        temporary = kept.with_name(f".{kept.stem}.fresh.npz")
        np.savez(
            temporary,
            allow_pickle=False,
            encoder=np.array(encoder.digest),
            texts=np.frombuffer(json.dumps(texts).encode(), np.uint8),
            vectors=np.stack([known[text] for text in texts]).astype(np.float32),
        )
        temporary.replace(kept)
    return np.stack([known[text] for text in texts])


def _known(kept: Path, encoder: str) -> dict[str, Vector]:
    """Vectors by text; none where the file is missing, damaged, or another encoder's."""
    try:
        with kept.open("rb") as file, np.load(file, allow_pickle=False) as held:
            if str(held["encoder"]) != encoder:
                return {}
            return dict(zip(json.loads(held["texts"].tobytes()), held["vectors"], strict=True))
    except (OSError, EOFError, ValueError, KeyError, BadZipFile):
        return {}


def _fitted(
    table: Any,
    true: NDArray[np.bool_],
    counts: NDArray[np.float64],
    freedom: float,
    begin: tuple[NDArray[np.float64], NDArray[np.float64]],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weights (outputs, features) and bias (outputs,) of one logistic regression for each output.

    Weights are drawn towards `begin`, not towards 0: what was learnt before holds until the tables
    say otherwise. All outputs are fitted in one go.
    """
    from scipy.optimize import minimize
    from scipy.special import expit

    outputs, features = begin[0].shape
    signs = np.where(true, 1.0, -1.0)

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        moved, bias = flat[: outputs * features].reshape(outputs, features), flat[outputs * features :]
        odds = signs * (table @ (begin[0] + moved).T + begin[1] + bias)
        slope = -signs * expit(-odds) * counts[:, None]
        total = float((np.logaddexp(0, -odds) * counts[:, None]).sum()) + float((moved**2).sum()) / (
            2 * freedom
        )
        by_weight = (table.T @ slope).T + moved / freedom
        return total, np.concatenate([by_weight.ravel(), slope.sum(axis=0)])

    start = np.zeros(outputs * features + outputs)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}).x
    moved, bias = found[: outputs * features].reshape(outputs, features), found[outputs * features :]
    return begin[0] + moved, begin[1] + bias
