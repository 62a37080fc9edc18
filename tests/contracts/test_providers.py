"""Each provider's library behind our model, over its own wire: what it sends, and what becomes of a reply.

OpenAI's way is tried in test_language_model.py; these are Azure, Anthropic, Google and Ollama.
"""

import gc
import json
import logging
import time
import warnings
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.adapters.language_model import langchain_model, read_prompts
from assistant.adapters.language_model.reading import explanation_schema
from assistant.domain.answer import Verdict
from assistant.domain.proposal import Proposal, ProposedSentence
from assistant.ports import LanguageModel, ModelFailed
from tests.fakes.excerpts import EXCERPTS, QUESTION, excerpt
from tests.fakes.provided import ELSEWHERE, KEY, OPENAI, PROVIDED, Provided, variables
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

_HURRIED, _PATIENT = 0.7, 60.0
_PROMPTS = read_prompts(PROJECT / "prompts")
_WRITTEN = '{"verdict": "no", "sentences": [{"text": "No, canary-reply.", "clauses": ["C1", "C4"]}]}'
_GOOD = Says(_WRITTEN, piece=7, usage=(700, 40))
_PROPOSAL = Proposal((ProposedSentence("No, canary-reply.", ("C1", "C4")),), Verdict.NO, 740)
_BAD: dict[str, tuple[Part, str]] = {
    "a reply that was cut off": (Says(_WRITTEN[:60], finish="length"), "endless"),
    "a whole reply that was cut off": (Says(_WRITTEN, finish="length"), "endless"),
    "a reply without end": (Endless("canary " * 40), "endless"),
    "a filter": (Says(_WRITTEN, finish="content_filter"), "refusal"),
    "a refusal": (Says("", refusal="I will not."), "refusal"),
    "a server that is down": (Status(503), "error"),
    "a key that is not taken": (Status(401), "error"),
    "too many calls": (Status(429), "error"),
    "an error without JSON": (Status(502, "<html>canary-body</html>"), "error"),
    "a connection that breaks": (BreaksOff(), "unreachable"),
    "no word": (Says(""), "empty"),
    "half an object": (Says(_WRITTEN[:60]), "malformed"),
    "another object": (Says('{"answer": "no"}'), "malformed"),
    "silence": (Silent(), "timeout"),
    "signs of life alone": (KeepsAlive(), "timeout"),
}
# Ollama knows none; what its models write instead is words like any others.
_REFUSALS = {"a filter", "a refusal"}
_CANARIES = ("canary-question", "canary-clause", "canary-reply", "canary-body", KEY)


@dataclass(frozen=True)
class _Stage:
    """A server that speaks as the provider does, and a model that asks it."""

    provided: Provided
    script: ScriptedModel
    patient: LanguageModel
    hurried: LanguageModel


def _model(provided: Provided, url: str, seconds: float = _PATIENT, key: str = KEY) -> LanguageModel:
    return langchain_model(provided.name, url, key, seconds, _PROMPTS)


def _named(provided: Provided) -> str:
    return provided.name.partition(":")[0]


@pytest.fixture(scope="module", params=PROVIDED, ids=_named)
def provided(request: pytest.FixtureRequest) -> Provided:
    """Each provider."""
    found: Provided = request.param
    return found


@pytest.fixture(scope="module")
def _stage(provided: Provided) -> Iterator[_Stage]:
    with ScriptedModel(wire=provided.wire) as script:
        patient, hurried = (_model(provided, script.url, seconds) for seconds in (_PATIENT, _HURRIED))
        yield _Stage(provided, script, patient, hurried)


@pytest.fixture
def stage(_stage: _Stage) -> _Stage:
    """The provider's, with nothing asked yet."""
    for kept in (_stage.script.requests, _stage.script.headers, _stage.script.seen):
        kept.clear()
    _stage.script.plays(_GOOD)
    return _stage


def test_a_proposal_comes_back(stage: _Stage) -> None:
    """Sentences, keys, verdict, and the tokens as the server told them."""
    assert stage.patient.explain(QUESTION, EXCERPTS) == _PROPOSAL


def test_a_follow_up_becomes_a_question(stage: _Stage) -> None:
    """In its own form."""
    stage.script.plays(Says('{"question": "May I?", "phrases": ["friend request"]}', usage=(90, 10)))
    restated = stage.patient.restate("And from a pupil?", [QUESTION])
    assert (restated.question, restated.phrases, restated.tokens) == ("May I?", ("friend request",), 100)


def test_the_request_says_what_it_should(stage: _Stage) -> None:
    """The prompt once, as cold as can be, of at most so many tokens, in a form with the keys."""
    stage.patient.explain("canary-question?", EXCERPTS)
    (request,) = stage.script.requests
    assert stage.script.prompts == [_PROMPTS.explaining("canary-question?", EXCERPTS)]
    assert json.dumps(request).count("canary-question") == 1
    temperature, most, schema = stage.provided.told(request)
    assert (temperature, most) == (0, 2_000)
    assert isinstance(schema, dict)
    asked = explanation_schema([one.key for one in EXCERPTS])
    assert {name: schema[name] for name in ("$defs", "properties", "required")} == {
        name: asked[name] for name in ("$defs", "properties", "required")
    }


@pytest.mark.parametrize("asked", [*PROVIDED, OPENAI], ids=_named)
def test_no_variable_leads_it_elsewhere(
    asked: Provided, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Only to the address of the settings, with their key, whatever the libraries read in the environment."""
    with ScriptedModel() as listening, ScriptedModel(wire=asked.wire) as script:
        for name, value in variables(listening.url).items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("GOOGLE_GENAI_REPLAYS_DIRECTORY", str(tmp_path))
        script.plays(_GOOD)
        _model(asked, script.url).explain(QUESTION, EXCERPTS)
        assert (script.seen, listening.seen) == ([asked.path], [])
    name, value = asked.key
    assert [headers.getall(name) for headers in script.headers] == [[value]]
    assert not list(tmp_path.iterdir())


def test_no_key_of_somebody_elses_goes_along(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all these Ollama alone is asked without one."""
    ollama = PROVIDED[-1]
    monkeypatch.setenv("OLLAMA_API_KEY", ELSEWHERE)
    with ScriptedModel(wire=ollama.wire) as script:
        script.plays(_GOOD)
        _model(ollama, script.url, key="").explain(QUESTION, EXCERPTS)
    assert ELSEWHERE not in str(dict(script.headers[0]))


@pytest.mark.parametrize("scene", _BAD)
def test_anything_else_is_one_word(stage: _Stage, scene: str) -> None:
    """In time, after one request."""
    part, reason = _BAD[scene]
    if scene in _REFUSALS and not stage.provided.hosted:
        part, reason = Says("I will not."), "malformed"
    stage.script.plays(part)
    late, began = reason == "timeout", time.monotonic()
    with pytest.raises(ModelFailed) as failed:
        (stage.hurried if late else stage.patient).explain(QUESTION, EXCERPTS)
    assert (failed.value.reason, len(stage.script.requests)) == (reason, 1)
    assert time.monotonic() - began < (_HURRIED + 2 if late else _PATIENT)


def test_a_server_that_falls_over_is_let_be(stage: _Stage) -> None:
    """Only one's own may have fallen over the form, and is asked without it."""
    stage.script.plays(Status(500))
    with pytest.raises(ModelFailed, match="error"):
        stage.patient.explain(QUESTION, EXCERPTS)
    forms = [stage.provided.wire.in_form(request) for request in stage.script.requests]
    assert forms == ([True] if stage.provided.hosted else [True, False])


def test_a_prompt_that_is_refused_is_asked_once() -> None:
    """Azure says so with the status of a server that knows no forms."""
    azure = PROVIDED[0]
    with ScriptedModel(wire=azure.wire) as script:
        script.plays(Status(400, '{"error": {"code": "content_filter", "message": "canary"}}'))
        with pytest.raises(ModelFailed, match="refusal"):
            _model(azure, script.url).explain(QUESTION, EXCERPTS)
    assert len(script.requests) == 1


def test_a_model_without_forms_is_asked_in_plain_words(provided: Provided) -> None:
    """And answers all the same, from then on at once."""
    with ScriptedModel(takes_forms=False, wire=provided.wire) as script:
        script.plays(_GOOD)
        model = _model(provided, script.url)
        assert [model.explain(QUESTION, EXCERPTS) for _ in range(2)] == [_PROPOSAL] * 2
    assert [provided.wire.in_form(request) for request in script.requests] == [True, False, False]


@pytest.mark.parametrize(
    "part",
    [
        _GOOD,
        Says(_WRITTEN[:70]),
        Says(_WRITTEN, finish="length"),
        BreaksOff(_WRITTEN[:70]),
        Status(400, '{"error": {"message": "canary-body canary-question"}}'),
        Status(500, "canary-body"),
    ],
    ids=["good", "half", "cut off", "broken off", "refused", "down"],
)
def test_nothing_of_it_is_logged(stage: _Stage, part: Part, caplog: pytest.LogCaptureFixture) -> None:
    """Not with every logger at its most talkative, nor in what is raised; the libraries are silent."""
    caplog.set_level(logging.DEBUG)
    stage.script.plays(part)
    raised = ""
    # The provider's may be set up anew by then; ours are silenced whenever a model is made.
    model = _model(stage.provided, stage.script.url)
    try:
        model.explain("canary-question", [excerpt("C1", "canary-clause"), excerpt("C4", "canary-clause")])
    except ModelFailed as failed:
        raised = f"{failed!r} {failed.args} {failed.__cause__}"
    assert stage.script.requests
    assert not [canary for canary in _CANARIES if canary in caplog.text + raised]
    assert {record.name.partition(".")[0] for record in caplog.records} <= {"asyncio", "aiohttp"}


def test_nothing_is_left_open(provided: Provided, caplog: pytest.LogCaptureFixture) -> None:
    """Neither a connection nor a warning, however a call ended."""
    gc.collect()
    with warnings.catch_warnings(record=True) as told, ScriptedModel(wire=provided.wire) as script:
        warnings.simplefilter("always")
        model = _model(provided, script.url, _HURRIED)
        for part in (_GOOD, Says(_WRITTEN, finish="length"), Status(500), BreaksOff(), Silent()):
            script.plays(part)
            with suppress(ModelFailed):
                model.explain(QUESTION, EXCERPTS)
        assert {headers["Connection"] for headers in script.headers} == {"close"}
        del model
        gc.collect()
    assert [str(warning.message) for warning in told] == []
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == []
