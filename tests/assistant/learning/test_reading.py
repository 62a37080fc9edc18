"""Texts that are read while an encoder learns: padded, in order, with and without a way back."""

import pytest
import torch

from assistant.learning.reading import Texts
from tests.assistant.learning.toy_learner import DIMENSIONS, ToyLearner

_TEXTS = ["one word more", "", "a much longer text that has many words", "word"]


@pytest.fixture
def learner() -> ToyLearner:
    """One that has learnt a little."""
    learner = ToyLearner()
    with torch.no_grad():
        learner.layer.weight += 0.3 * torch.eye(DIMENSIONS).roll(1, 0)
    return learner


def test_the_tokens_of_each_text_are_asked_for_once(learner: ToyLearner) -> None:
    """They do not change while the encoder learns; of no texts nothing is asked."""
    texts = Texts(learner, _TEXTS)
    texts.pooled([0, 1])
    texts.all_directions()
    assert learner.read == _TEXTS
    assert (len(texts), texts.length(0), texts.length(1)) == (4, 4, 1)
    assert len(Texts(learner, [])) == 0
    assert learner.read == _TEXTS


def test_a_text_is_read_the_same_in_any_company(learner: ToyLearner) -> None:
    """Padding counts for nothing, and vectors come in the order asked for."""
    texts = Texts(learner, _TEXTS)
    together = texts.pooled([2, 0, 1])
    for place, at in enumerate([2, 0, 1]):
        assert torch.allclose(together[place], texts.pooled([at])[0], atol=1e-6)
    assert torch.allclose(texts.pooled([3, 3])[0], texts.pooled([3, 3])[1])


def test_what_is_read_together_is_of_like_length(learner: ToyLearner) -> None:
    """Little of it is padding, whatever stands beside what; and not too much is read at once."""
    texts = Texts(learner, [f"{'word ' * (40 if at % 50 == 0 else 3 + at % 2)}{at}" for at in range(600)])
    texts.pooled(range(600))
    read = sum(rows * width for rows, width in learner.shapes)
    assert read < 1.3 * sum(map(texts.length, range(600)))
    assert max(rows for rows, _ in learner.shapes) <= 128


def test_directions_have_length_one_and_a_way_back(learner: ToyLearner) -> None:
    """What the loss says of them reaches what can be learnt."""
    found = Texts(learner, _TEXTS).directions([0, 2])
    assert torch.allclose(found.norm(dim=1), torch.ones(2))
    found[:, 0].sum().backward()
    (slope,) = [parameter.grad for parameter in learner.parameters()]
    assert slope is not None
    assert slope.abs().sum() > 0


def test_all_directions_come_in_order_with_nothing_left_out(learner: ToyLearner) -> None:
    """However many are read at once: as they are, and without a way back; afterwards it learns on."""
    many = [f"{'word ' * (at % 7)}{at}" for at in range(150)]
    texts = Texts(learner, many)
    learner.learning(True)
    found = texts.all_directions()
    assert learner.told == [True, False, True]
    assert not found.requires_grad
    assert torch.allclose(found, learner.directions(many), atol=1e-6) is False
    learner.learning(False)
    assert torch.allclose(found, learner.directions(many), atol=1e-6)
