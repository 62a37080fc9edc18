"""The bridge is learnt from questions and the clauses that answer them."""

import numpy as np
import pytest

from assistant.domain.example import Example
from assistant.learning.bridge import train_bridge
from assistant.ports import Index, Vector
from assistant.retrieval.bridge import Bridge
from tests.fakes.encoder import FakeEncoder
from tests.fakes.shelf import FakeShelf
from tests.fakes.small_school import SmallSchool

_EXAMPLES = (
    Example("switch it off when teaching", ("PH 1.1",), "must", "answered", "one"),
    Example("snap the kids", ("PH 1.2",), "no", "answered", "one"),
    Example("ring mum from the bus", ("TR 2.2",), "yes", "answered", "one"),
    Example("free parking", (), "", "not_covered", "one"),
    Example("a clause that is gone", ("PH 9.9",), "no", "answered", "one"),
)


@pytest.fixture
def index(school: SmallSchool) -> Index:
    """The small school, whose clauses share no word with the questions above."""
    return FakeShelf(FakeEncoder).publish(school.policies, (), lambda *_: None).index


def _asked() -> Vector:
    return np.stack([encoding.sentence for encoding in FakeEncoder().encode([e.question for e in _EXAMPLES])])


def _nearest(index: Index, bridge: Bridge, questions: Vector) -> list[str]:
    vectors = index.vectors(np.arange(len(index.passages)))
    best = np.argmax(bridge.questions.bent(questions) @ bridge.passages.bent(vectors).T, axis=1)
    return [index.passages[row].clause.label for row in best]


def _maps(bridge: Bridge) -> list[Vector]:
    return [bridge.questions.down, bridge.questions.up, bridge.passages.down, bridge.passages.up]


def test_questions_come_to_lie_nearest_to_their_clauses(index: Index) -> None:
    """Words that a policy never uses lead to the clause that was meant; the rest does no harm."""
    bridge = train_bridge(index, _asked(), _EXAMPLES, lambda *_: None)
    assert _nearest(index, bridge, _asked())[:3] == ["PH 1.1", "PH 1.2", "TR 2.2"]


def test_the_same_input_gives_the_same_bridge(index: Index) -> None:
    """And every number of it is one that half precision can keep, as it is shipped."""
    one, two = (train_bridge(index, _asked(), _EXAMPLES, lambda *_: None) for _ in range(2))
    for learnt, again in zip(_maps(one), _maps(two), strict=True):
        assert np.array_equal(learnt, again)
        assert np.array_equal(learnt, learnt.astype(np.float16).astype(np.float32))
        assert np.isfinite(learnt).all()
