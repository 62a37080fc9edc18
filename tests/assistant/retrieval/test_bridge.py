"""The learnt maps between how staff ask and how policies are written."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.retrieval.bridge import Bend, level


def _random(seed: int) -> Bend:
    random = np.random.default_rng(seed)
    return Bend(*(random.standard_normal(shape).astype(np.float32) for shape in [(6, 2), (2, 6)]))


@given(st.integers(0, 1_000))
def test_what_was_bent_has_length_one(seed: int) -> None:
    """Cosines stay plain products afterwards, for one vector and for many."""
    vectors = np.random.default_rng(seed + 1).standard_normal((5, 6)).astype(np.float32)
    bend = _random(seed)
    for bent in (bend.bent(vectors), bend.bent(vectors[0])):
        assert np.linalg.norm(bent, axis=-1) == pytest.approx(1, abs=1e-5)
        assert bent.dtype == np.float32
    assert bend.bent(vectors)[0] == pytest.approx(bend.bent(vectors[0]), abs=1e-5)


@given(st.integers(0, 1_000))
def test_cosines_after_the_bend_need_no_bending(seed: int) -> None:
    """One product and a length give the cosine to a target that bending every vector gives."""
    random, bend = np.random.default_rng(seed + 1), _random(seed)
    vectors, target = (
        random.standard_normal((5, 6)).astype(np.float32),
        random.standard_normal(6).astype(np.float32),
    )
    met = vectors @ bend.towards(target) / bend.lengths(vectors)
    assert met == pytest.approx(bend.bent(vectors) @ target, rel=1e-3, abs=1e-3)


def test_the_level_bridge_changes_nothing() -> None:
    """Where nothing was learnt every vector stays as it was."""
    vectors = np.eye(6, dtype=np.float32)
    for bend in (level(6).questions, level(6).passages):
        assert np.array_equal(bend.bent(vectors), vectors)
        assert np.array_equal(bend.towards(vectors[0]), vectors[0])
        assert bend.lengths(vectors).tolist() == [1.0] * 6
