"""The encoder learns to find clauses and to tell what has happened, the same way each time."""

import copy
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
import torch

from assistant.domain.example import Example
from assistant.domain.policy import Passage
from assistant.domain.practice import Practice
from assistant.domain.triage import Category, Concerned, Route, TriageExample
from assistant.learning import encoder_training
from assistant.learning.encoder_training import Material, train_encoder
from assistant.ports import Vector
from assistant.triage.outputs import EMERGENCY, INCIDENT, OUTPUTS
from tests.assistant.learning.toy_learner import DIMENSIONS, ToyLearner

pytestmark = pytest.mark.usefixtures("toy_numbers")
_NEW = ["pupil99 told me", "pupil99 tells"]


class _Learnt:
    """What came out of one training."""

    def __init__(self, material: Material, told: Any = lambda *_: None) -> None:
        self.learner = ToyLearner()
        self.weights, self.bias = train_encoder(material, self.learner, DIMENSIONS, told)

    def odds(self, texts: Sequence[str]) -> Vector:
        """(texts, outputs): log odds."""
        found = []
        for ids in self.learner.tokens(texts):
            with torch.no_grad():
                found.append(self.learner.pooled(torch.tensor([ids]), torch.ones(1, len(ids))).numpy()[0])
        return np.asarray(np.stack(found) @ self.weights.T + self.bias, np.float32)

    def incident(self, texts: Sequence[str]) -> Vector:
        """(texts,): log odds of an incident."""
        return np.asarray(self.odds(texts)[:, OUTPUTS.index(INCIDENT)])


def _messages(count: int = 80) -> tuple[TriageExample, ...]:
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


def _examples() -> tuple[Example, ...]:
    asked = {"PH 1.2": ("snap", "pic", "photo"), "TR 2.2": ("ring", "mum", "bus"), "TR 1.1": ("boss", "form")}
    whom = ("kids", "class", "friday", "club")
    answered = [
        Example(f"{word} {who}", (clause,), "no", "answered", "one")
        for clause, words in asked.items()
        for word in words
        for who in whom
    ]
    parking = [Example(f"parking {who}", (), "", "not_covered", "one") for who in whom]
    return (*answered, *parking)


_PRACTICE = (Practice("leave my bike", "Bicycles belong in the shed.", "Sheds are painted in June."),)


@pytest.fixture(scope="module")
def material(passages: Sequence[Passage]) -> Material:
    """A little of everything."""
    return Material(_examples(), passages, _PRACTICE, _messages())


@pytest.fixture(scope="module")
def learnt(toy_numbers: None, material: Material) -> _Learnt:
    """What it taught."""
    return _Learnt(material)


def test_the_same_material_gives_the_same_numbers(learnt: _Learnt, material: Material) -> None:
    """To the last digit, whatever dice were thrown between."""
    torch.rand(7)
    again = _Learnt(material)
    assert np.array_equal(learnt.weights, again.weights)
    assert np.array_equal(learnt.bias, again.bias)
    assert torch.equal(learnt.learner.layer.weight, again.learner.layer.weight)


def test_what_has_happened_is_told_from_what_is_asked(learnt: _Learnt) -> None:
    """In messages that were not learnt from, whose only difference is that word."""
    told, asked = learnt.incident(_NEW)
    assert told > 1
    assert asked < -1


def test_policy_questions_are_no_incidents(learnt: _Learnt) -> None:
    """Also those of the tables of questions, in other words."""
    assert learnt.incident(["photo of the club", "ring mum"]).max() < -0.5


def test_categories_and_emergencies_are_learnt_too(learnt: _Learnt) -> None:
    """What every incident of the table has is likely for a new one, what none has is not."""
    odds = dict(zip(OUTPUTS, learnt.odds(_NEW)[0], strict=True))
    assert odds["self_harm"] > odds["data_breach"]
    assert odds["about_child"] > odds["about_headteacher"]
    assert odds["tell_safeguarding_lead"] > odds["tell_data_protection_lead"]
    assert odds[EMERGENCY] < odds[INCIDENT]


def test_a_question_in_new_words_lies_nearest_to_its_clause(
    learnt: _Learnt, passages: Sequence[Passage]
) -> None:
    """In words that no policy has; what nothing answers lies near none."""
    held = learnt.learner.directions([passage.text for passage in passages])
    asked = learnt.learner.directions(
        ["photo snap please", "ring bus please", "boss form please", "parking please"]
    )
    nearest = (asked @ held.T).max(dim=1)
    assert [passages[row].clause.label for row in nearest.indices[:3]] == ["PH 1.2", "TR 2.2", "TR 1.1"]
    assert float(nearest.values[3]) < float(nearest.values[:3].min())


def test_the_loss_of_triage_falls(
    learnt: _Learnt, material: Material, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The longer it is taught the closer the answers come."""
    known = material.messages[:-1]
    wanted = np.array([one.route is Route.LIVE_INCIDENT for one in known])

    def loss(found: _Learnt) -> float:
        odds = found.incident([one.text for one in known])
        return float(np.logaddexp(0, np.where(wanted, -odds, odds)).mean())

    monkeypatch.setattr(encoder_training, "_EPOCHS", 1)
    assert loss(learnt) < loss(_Learnt(material)) < 1
    assert loss(learnt) < 0.2


def test_frozen_words_stay(learnt: _Learnt, material: Material) -> None:
    """And what can be learnt moves."""
    fresh = ToyLearner()
    fresh.tokens(learnt.learner.read)
    assert np.array_equal(fresh.frozen(), learnt.learner.frozen())
    assert learnt.learner.layer.weight.abs().max() > 0.01


def test_an_encoder_comes_back_ready_to_answer(learnt: _Learnt) -> None:
    """It was told to learn, and at the end that it no longer does."""
    assert learnt.learner.told[0] is True
    assert learnt.learner.told[-1] is False


def test_progress_is_told_to_the_end(material: Material) -> None:
    """One step at a time, so many for each turn."""
    told: list[tuple[str, int, int]] = []
    _Learnt(material, lambda *step: told.append(step))
    total = told[0][2]
    assert told == [("encoder", step, total) for step in range(1, total + 1)]
    assert total % encoder_training._EPOCHS == 0


def test_what_was_given_is_not_changed(material: Material) -> None:
    """The tables are as they were."""
    before = copy.deepcopy(material)
    _Learnt(material)
    assert material == before
