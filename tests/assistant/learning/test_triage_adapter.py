"""Layers learn to tell what has happened, the same way each time, and nothing frozen moves."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
import torch

from assistant.domain.triage import Category, Concerned, Route, TriageExample
from assistant.learning import triage_adapter
from assistant.learning.triage_adapter import train_adapter
from assistant.ports import Vector
from assistant.triage.outputs import EMERGENCY, INCIDENT, OUTPUTS
from tests.fakes.encoder import FakeEncoder

_DIMENSIONS = 48


@dataclass(frozen=True)
class _Learnt:
    """What came out of one training."""

    layers: Any
    weights: Vector
    bias: Vector

    def odds(self, texts: list[str]) -> Vector:
        """(texts, outputs): log odds."""
        vectors = np.vstack([_run(self.layers, *_read(text)).detach().numpy() for text in texts])
        return np.asarray(vectors @ self.weights.T + self.bias, np.float32)


@pytest.fixture(autouse=True, scope="module")
def numbers_of_our_own() -> Iterator[None]:
    """A toy learns faster; those that ship may be chosen anew at any time. Dice and threads are put back."""
    state, threads = torch.random.get_rng_state(), torch.get_num_threads()
    torch.set_num_threads(1)
    numbers = {"_EPOCHS": 8, "_BATCH": 16, "_RATE": 1e-2, "_HEAD_RATE": 5e-2, "_WARM_UP": 10}
    with pytest.MonkeyPatch.context() as patch:
        for name, number in numbers.items():
            patch.setattr(triage_adapter, name, number)
        yield
    torch.random.set_rng_state(state)
    torch.set_num_threads(threads)


def _layers() -> Any:
    """A frozen layer and one that learns."""
    torch.manual_seed(5)
    layers = torch.nn.ModuleList([torch.nn.Linear(_DIMENSIONS, _DIMENSIONS) for _ in range(2)])
    for parameter in layers[0].parameters():
        parameter.requires_grad = False
    return layers


def _run(layers: Any, halfway: Any, mask: Any) -> Any:
    for layer in layers:
        halfway = halfway + layer(halfway)
    return 4 * (halfway * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)


def _read(text: str) -> tuple[Any, Any]:
    (encoding,) = FakeEncoder().encode([text], halfway=True)
    halfway = torch.from_numpy(encoding.halfway)[None]
    return halfway, torch.ones(halfway.shape[:2])


def _table(count: int = 160) -> tuple[TriageExample, ...]:
    """Messages in pairs that differ in a word."""
    found = []
    for at in range(count):
        about = f"pupil{at % 37} form{at % 11} room{at % 7}"
        found.append(
            TriageExample(
                f"{about} told me", Route.LIVE_INCIDENT, (Category.SELF_HARM,), at % 2 == 0, Concerned.CHILD
            )
        )
        found.append(TriageExample(f"{about} tells", Route.POLICY_QUESTION))
    return (*found, TriageExample("unclear words", Route.UNCLEAR))


_QUESTIONS = ("may we tell", "who writes it")
_NEW = ["pupil99 told me", "pupil99 tells"]


def _train(
    examples: tuple[TriageExample, ...], encoder: FakeEncoder | None = None, told: Any = lambda *_: None
) -> _Learnt:
    return _Learnt(*train_adapter(examples, _QUESTIONS, encoder or FakeEncoder(), _layers(), _run, told))


@pytest.fixture(scope="module")
def learnt(numbers_of_our_own: None) -> _Learnt:
    """What the table taught."""
    return _train(_table())


def test_the_same_input_gives_the_same_numbers(learnt: _Learnt) -> None:
    """To the last digit, whatever dice were thrown between."""
    torch.rand(7)
    again = _train(_table())
    assert np.array_equal(learnt.weights, again.weights)
    assert np.array_equal(learnt.bias, again.bias)
    for one, other in zip(learnt.layers.parameters(), again.layers.parameters(), strict=True):
        assert torch.equal(one, other)


def test_what_has_happened_is_told_from_what_is_asked(learnt: _Learnt) -> None:
    """In messages that were not learnt from, whose only difference is that word."""
    odds = learnt.odds(_NEW)[:, OUTPUTS.index(INCIDENT)]
    assert odds[0] > 1
    assert odds[1] < -1


def test_the_loss_falls(learnt: _Learnt) -> None:
    """The more is learnt from the same kind of messages the closer the answers come."""
    examples = _table()[:-1]
    wanted = np.array([example.route is Route.LIVE_INCIDENT for example in examples])

    def loss(found: _Learnt) -> float:
        odds = found.odds([example.text for example in examples])[:, OUTPUTS.index(INCIDENT)]
        return float(np.logaddexp(0, np.where(wanted, -odds, odds)).mean())

    assert loss(learnt) < loss(_train(_table(40))) < 0.8
    assert loss(learnt) < 0.2


def test_categories_and_emergencies_are_learnt_too(learnt: _Learnt) -> None:
    """What every incident of the table has is likely for a new one, what none has is not."""
    odds = dict(zip(OUTPUTS, learnt.odds(_NEW)[0], strict=True))
    assert odds["self_harm"] > odds["data_breach"]
    assert odds["about_child"] > odds["about_headteacher"]
    assert odds["tell_safeguarding_lead"] > odds["tell_data_protection_lead"]
    assert odds[EMERGENCY] < odds[INCIDENT]


def test_frozen_parameters_stay(learnt: _Learnt) -> None:
    """And those that can be learnt move."""
    before = _layers()
    for at, moved in ((0, False), (1, True)):
        pairs = zip(before[at].parameters(), learnt.layers[at].parameters(), strict=True)
        assert [not torch.equal(*pair) for pair in pairs] == [moved, moved]


def test_layers_come_back_ready_to_answer(learnt: _Learnt) -> None:
    """No longer in training, where some of what they hold would be left out by chance."""
    assert not learnt.layers.training


def test_each_message_is_read_once_and_unclear_ones_never() -> None:
    """What the encoder holds halfway does not change while layers learn."""
    encoder = FakeEncoder()
    _train(_table(20), encoder)
    assert encoder.asked == [example.text for example in _table(20)[:-1]] + list(_QUESTIONS)


def test_progress_is_told_to_the_end() -> None:
    """Each kind of work reaches its total."""
    last: dict[str, tuple[int, int]] = {}
    _train(_table(20), told=lambda what, done, total: last.update({what: (done, total)}))
    assert last["reading"] == (42, 42)
    assert last["adapter"][0] == last["adapter"][1] > 0


def test_what_was_given_is_not_changed() -> None:
    """The tables are as they were."""
    examples = _table(20)
    before = copy.deepcopy(examples)
    _train(examples)
    assert examples == before
