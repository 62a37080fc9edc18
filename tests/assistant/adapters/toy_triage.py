"""What triage learns at the size of a toy, for tests of what is learnt from tables."""

from collections.abc import Sequence

import numpy as np
import pytest

from assistant.adapters import triage_model, triage_training
from assistant.domain.triage import Category, Concerned, Route, TriageExample
from assistant.ports import Vector
from assistant.triage.grams import grams
from assistant.triage.outputs import OUTPUTS
from tests.fakes.encoder import FakeEncoder

_DIMENSIONS = 48
_PLACES = 509


def learn_as_a_toy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few places for grams, and numbers of our own: those that ship may be chosen anew at any time."""
    for module in (triage_model, triage_training):
        monkeypatch.setattr(module, "PLACES", _PLACES)
        monkeypatch.setattr(module, "grams", few_grams)
    monkeypatch.setattr(triage_model, "GRAMS_SAY", 1.0)
    numbers = {"_STEPS": 40, "_GRAM_FREEDOM": 10.0, "_VECTOR_FREEDOM": 0.1, "_QUESTION_COUNTS": 0.3}
    for name, number in numbers.items():
        monkeypatch.setattr(triage_training, name, number)


def few_grams(text: str) -> dict[int, float]:
    """The grams of a text in few places."""
    found: dict[int, float] = {}
    for place, weight in grams(text).items():
        found[place % _PLACES] = found.get(place % _PLACES, 0.0) + weight
    return found


def vectors_of(texts: Sequence[str]) -> Vector:
    """(texts, dimensions): what triage reads of the fake encoder."""
    return np.stack([read.pooled for read in FakeEncoder().encode(texts)])


def toy_head() -> tuple[Vector, Vector]:
    """A head that has learnt nothing."""
    return np.zeros((len(OUTPUTS), _DIMENSIONS), np.float32), np.zeros(len(OUTPUTS), np.float32)


def incident(text: str, *categories: Category) -> TriageExample:
    """A row of a table about something that has happened."""
    return TriageExample(
        text, Route.LIVE_INCIDENT, categories or (Category.CHILD_PROTECTION,), concerns=Concerned.CHILD
    )


def question(text: str) -> TriageExample:
    """A row about something that is only asked."""
    return TriageExample(text, Route.POLICY_QUESTION)


TABLE = (
    incident("he hit her today"),
    question("may pupils hit a ball"),
    incident("her arm is bruised today"),
    question("may a pupil carry a phone"),
    incident("he told me about his uncle", Category.SELF_HARM),
    question("who may carry a school mobile"),
    TriageExample("hm well", Route.UNCLEAR),
)
QUESTIONS = ("may I take a photograph", "who writes the plan")
