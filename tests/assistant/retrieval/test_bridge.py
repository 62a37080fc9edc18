"""The learnt maps between how staff ask and how policies are written."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.retrieval.bridge import Bridge, level


def _random(seed: int) -> Bridge:
    random = np.random.default_rng(seed)
    shapes = [(6, 2), (2, 6), (6, 2), (2, 6)]
    return Bridge(*(random.standard_normal(shape).astype(np.float32) for shape in shapes))


@given(st.integers(0, 1_000))
def test_what_crosses_the_bridge_has_length_one(seed: int) -> None:
    """Cosines stay plain products on the other side, for one vector and for many."""
    vectors = np.random.default_rng(seed + 1).standard_normal((5, 6)).astype(np.float32)
    bridge = _random(seed)
    for bent in (bridge.questions(vectors), bridge.passages(vectors), bridge.questions(vectors[0])):
        assert np.linalg.norm(bent, axis=-1) == pytest.approx(1, abs=1e-5)
        assert bent.dtype == np.float32
    assert bridge.questions(vectors)[0] == pytest.approx(bridge.questions(vectors[0]), abs=1e-5)


def test_questions_and_passages_have_maps_of_their_own() -> None:
    """Each side adds its own x @ down @ up before it is brought back to length 1."""
    bridge, x = _random(4), np.ones(6, np.float32)
    bent = x + x @ bridge.passage_down @ bridge.passage_up
    assert bridge.passages(x) == pytest.approx(bent / np.linalg.norm(bent), abs=1e-5)
    assert bridge.passages(x) != pytest.approx(bridge.questions(x), abs=1e-2)


def test_the_level_bridge_changes_nothing() -> None:
    """Where nothing was learnt every vector stays as it was."""
    vectors = np.eye(6, dtype=np.float32)
    assert np.array_equal(level(6).questions(vectors), vectors)
    assert np.array_equal(level(6).passages(vectors), vectors)
