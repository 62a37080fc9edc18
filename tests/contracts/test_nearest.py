"""What every `Nearest` promises, tried on the exact comparison and on a real Chroma collection."""

from pathlib import Path

import numpy as np
import pytest

from assistant.adapters.nearest import ChromaNearest, ExactNearest, Nearest, build_chroma
from assistant.domain.policy import Clause, Passage, Span
from assistant.ports import Vector

_ROWS, _DIMENSIONS = 300, 24


def _directions(seed: int) -> Vector:
    vectors = np.random.default_rng(seed).standard_normal((_ROWS, _DIMENSIONS))
    return np.asarray(vectors / np.linalg.norm(vectors, axis=-1, keepdims=True), np.float32)


@pytest.fixture(scope="module")
def vectors() -> Vector:
    """Random directions, the same in every run."""
    return _directions(7)


@pytest.fixture(scope="module", params=["exact", "chroma"])
def nearest(
    request: pytest.FixtureRequest, vectors: Vector, tmp_path_factory: pytest.TempPathFactory
) -> Nearest:
    """Each implementation over the same vectors."""
    if request.param == "exact":
        return ExactNearest(vectors)
    folder = tmp_path_factory.mktemp("collection")
    clause = Clause("a", "phones", "PH 1.1", "1.1", (), Span(0, 4), "word", (Span(0, 4),))
    build_chroma(folder / "built", [Passage(clause, Span(0, 4), "word")] * _ROWS, vectors)
    # As the shelf does: what is read is what lies on disk, not what the builder still holds.
    built: Path = (folder / "built").rename(folder / "published")
    return ChromaNearest(built)


def test_rows_are_those_a_naive_search_finds_best_first(nearest: Nearest, vectors: Vector) -> None:
    """The rows are the closest ones by cosine, in falling order, for a few hundred questions."""
    for question in _directions(8):
        closeness = [sum(float(a) * float(b) for a, b in zip(question, row, strict=True)) for row in vectors]
        naive = sorted(range(_ROWS), key=lambda row: -closeness[row])[:10]
        assert nearest.rows(question, 10).tolist() == naive


def test_a_passages_own_vector_finds_that_passage(nearest: Nearest, vectors: Vector) -> None:
    """Every row is the nearest to itself."""
    assert [int(nearest.rows(vector, 1)[0]) for vector in vectors] == list(range(_ROWS))


def test_no_more_rows_than_there_are(nearest: Nearest, vectors: Vector) -> None:
    """Asked for more than it holds, it gives every row once, as 64-bit row numbers."""
    rows = nearest.rows(vectors[0], _ROWS + 50)
    assert rows.dtype == np.int64
    assert sorted(rows.tolist()) == list(range(_ROWS))
