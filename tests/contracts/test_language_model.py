"""What every `LanguageModel` promises, tried on the fake, on LangChain and a script, and on a real model."""

import json
import time
from collections.abc import Callable, Iterator
from typing import Protocol

import pytest

from assistant.adapters.language_model import langchain_model, read_prompts
from assistant.domain.answer import Verdict
from assistant.domain.proposal import Proposal, ProposedSentence, Restated
from assistant.ports import LanguageModel, ModelFailed
from tests.fakes.excerpts import EXCERPTS, QUESTION
from tests.fakes.language_model import FakeLanguageModel
from tests.fakes.scripted_model import (
    BreaksOff,
    Endless,
    KeepsAlive,
    Part,
    Says,
    ScriptedModel,
    Silent,
    Status,
)
from tests.fakes.small_school import PROJECT

_HURRIED, _PATIENT = 0.5, 60.0
_PROMPTS = read_prompts(PROJECT / "prompts")
_SENTENCES = [
    {"text": "No, you must not accept it.", "clauses": ["C1"]},
    {"text": "Tell the Safeguarding Lead.", "clauses": ["C4", "C1"]},
]
_PROPOSAL = Proposal(
    (
        ProposedSentence("No, you must not accept it.", ("C1",)),
        ProposedSentence("Tell the Safeguarding Lead.", ("C4", "C1")),
    ),
    Verdict.NO,
)
_RESTATED = Restated(QUESTION, ("friend request", "pupils"))
_LATER = (
    '{"question": "Can I accept a friend request from a pupil?", "phrases": ["friend request", "pupils"]}'
)


def _written(verdict: object = "no", sentences: object = _SENTENCES, **more: object) -> str:
    return json.dumps({"verdict": verdict, "sentences": sentences, **more})


_GOOD: dict[str, Part] = {
    "at once": Says(_written()),
    "in small pieces": Says(_written(), piece=3),
    "laid out over lines": Says(json.dumps(json.loads(_written()), indent=2)),
    "in a fence": Says(f"```json\n{_written()}\n```"),
    "after a preface": Says(f"Of course! {{Here}} you are:\n\n{_written()}\nAnything else?"),
    "after a thought": Says(f'<think>Perhaps {{"verdict": "yes"}}?</think>{_written()}'),
}
_BAD: dict[str, tuple[Part, str]] = {
    "silence": (Silent(), "timeout"),
    "signs of life alone": (KeepsAlive(), "timeout"),
    "a trickle": (Endless("slowly ", pause=0.05), "timeout"),
    "an answer after the deadline": (Says(_written(), piece=20, pause=_HURRIED / 4), "timeout"),
    "an error of the server": (Status(500), "error"),
    "an error without JSON": (Status(503, "<html>away</html>"), "error"),
    "a key that is not taken": (Status(401), "error"),
    "too many calls": (Status(429), "error"),
    "a connection that breaks": (BreaksOff(), "unreachable"),
    "a refusal": (Says("", refusal="I will not."), "refusal"),
    "a filter": (Says(_written(), finish="content_filter"), "refusal"),
    "no word": (Says(""), "empty"),
    "white space": (Says(" \n\t "), "empty"),
    "no sentence": (Says(_written(sentences=[])), "empty"),
    "a sentence of nothing": (Says(_written(sentences=[{"text": " ", "clauses": []}])), "empty"),
    "a reply that was cut off": (Says(_written()[:60], finish="length"), "endless"),
    "a huge reply": (Says("word " * 40_000, piece=10_000), "endless"),
    "a huge form": (Says(_written(sentences=[_SENTENCES[0]] * 2_000), piece=10_000), "endless"),
    "prose": (Says("No, you must not accept it (C1)."), "malformed"),
    "half an object": (Says(_written()[:60]), "malformed"),
    "another object": (Says('{"answer": "no"}'), "malformed"),
    "a list": (Says(json.dumps(_SENTENCES)), "malformed"),
    "an unknown verdict": (Says(_written("perhaps")), "malformed"),
    "a number for a verdict": (Says(_written(1)), "malformed"),
    "no verdict's field": (Says(json.dumps({"sentences": _SENTENCES})), "malformed"),
    "a sentence that is a word": (Says(_written(sentences=["No."])), "malformed"),
    "a text that is a number": (Says(_written(sentences=[{"text": 7, "clauses": ["C1"]}])), "malformed"),
    "a key that is no list": (Says(_written(sentences=[{"text": "No.", "clauses": "C1"}])), "malformed"),
    "keys that are numbers": (Says(_written(sentences=[{"text": "No.", "clauses": [1]}])), "malformed"),
    "a field too many": (Says(_written(confidence=1)), "malformed"),
    "too many sentences": (Says(_written(sentences=_SENTENCES * 10)), "malformed"),
    "braces without end": (Says("{" * 5_000, piece=5_000), "malformed"),
    "a form without bottom": (Says('{"verdict": ' * 1_000, piece=20_000), "malformed"),
}


class _Stage(Protocol):
    def playing(self, scene: str) -> LanguageModel:
        """A model that answers so; `nobody` is one that is not there."""
        ...


class _FakeStage:
    def playing(self, scene: str) -> LanguageModel:
        if scene in _GOOD:
            return FakeLanguageModel(_PROPOSAL, _RESTATED)
        reason = ModelFailed(_BAD[scene][1] if scene in _BAD else "unreachable")
        return FakeLanguageModel(reason, reason)


class _ScriptedStage:
    def __init__(self, script: ScriptedModel, nowhere: str) -> None:
        self._script, self._nowhere = script, nowhere

    def playing(self, scene: str) -> LanguageModel:
        if scene == "nobody":
            return _model(self._nowhere, _PATIENT)
        part = _GOOD[scene] if scene in _GOOD else _BAD[scene][0]
        self._script.plays(lambda prompt: Says(_LATER) if scene in _GOOD and "<earlier>" in prompt else part)
        # A machine with much else to do must not turn another end into this one.
        late = scene in _BAD and _BAD[scene][1] == "timeout"
        return _model(self._script.url, _HURRIED if late else _PATIENT)


def _model(url: str, seconds: float) -> LanguageModel:
    return langchain_model("openai:scripted", url, "", seconds, _PROMPTS)


@pytest.fixture(scope="module")
def _scripted() -> Iterator[_ScriptedStage]:
    with ScriptedModel() as gone:
        nowhere = gone.url
    with ScriptedModel() as script:
        yield _ScriptedStage(script, nowhere)


@pytest.fixture(params=["fake", "scripted"])
def stage(request: pytest.FixtureRequest) -> _Stage:
    """Each implementation."""
    if request.param == "fake":
        return _FakeStage()
    scripted: _Stage = request.getfixturevalue("_scripted")
    return scripted


@pytest.mark.parametrize("scene", _GOOD)
def test_a_good_answer_is_a_proposal(stage: _Stage, scene: str) -> None:
    """However it is dressed: the sentences with their keys, and the verdict."""
    proposal = stage.playing(scene).explain(QUESTION, EXCERPTS)
    assert (proposal.sentences, proposal.verdict) == (_PROPOSAL.sentences, _PROPOSAL.verdict)


def test_a_follow_up_becomes_a_question(stage: _Stage) -> None:
    """With phrases to search with."""
    restated = stage.playing("at once").restate("And from a pupil?", ["Can I accept a friend request?"])
    assert (restated.question, restated.phrases) == (_RESTATED.question, _RESTATED.phrases)


@pytest.mark.parametrize("scene", _BAD)
def test_anything_else_is_one_word(stage: _Stage, scene: str) -> None:
    """In time, whatever it was."""
    model, began = stage.playing(scene), time.monotonic()
    with pytest.raises(ModelFailed) as failed:
        model.explain(QUESTION, EXCERPTS)
    assert failed.value.reason == _BAD[scene][1]
    assert time.monotonic() - began < (_HURRIED if failed.value.reason == "timeout" else _PATIENT) + 2


def test_nobody_there_is_one_word_too(stage: _Stage) -> None:
    """A connection that is refused."""
    with pytest.raises(ModelFailed) as failed:
        stage.playing("nobody").restate("And from a pupil?", [QUESTION])
    assert failed.value.reason == "unreachable"


# What may become of a weak model's words, or of its slowness on a machine with much else to do.
_ITS_OWN_FAULT = {"timeout", "endless", "malformed", "empty"}


def _ended(call: Callable[[], object]) -> object:
    try:
        return call()
    except ModelFailed as failed:
        return failed.reason


@pytest.mark.parametrize("question", [QUESTION, "What about [name 1], who left last year?"])
def test_a_real_model_proposes_or_fails(small_model: str, question: str) -> None:
    """Whatever it writes is a proposal, or one word that is its own fault."""
    model = langchain_model("llamacpp:smollm2", small_model, "", 9.0, _PROMPTS)
    ended = _ended(lambda: model.explain(question, EXCERPTS))
    assert ended in _ITS_OWN_FAULT or (isinstance(ended, Proposal) and ended.sentences and ended.tokens > 0)


def test_a_real_model_restates_or_fails(small_model: str) -> None:
    """The same for a follow-up."""
    model = langchain_model("llamacpp:smollm2", small_model, "", 9.0, _PROMPTS)
    ended = _ended(lambda: model.restate("And from a past pupil?", [QUESTION]))
    assert ended in _ITS_OWN_FAULT or (isinstance(ended, Restated) and ended.question.strip())
