"""LangChain's model on its lead: one call, in a form where the server knows any, and not a word in a log."""

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.adapters.language_model import langchain_model, read_prompts
from assistant.adapters.language_model.model import LangChainModel
from assistant.ports import ModelFailed
from tests.fakes.excerpts import EXCERPTS, QUESTION, excerpt
from tests.fakes.scripted_model import Part, Says, ScriptedModel, Silent, Status
from tests.fakes.small_school import PROJECT

_PROMPTS = read_prompts(PROJECT / "prompts")
_GOOD = '{"verdict": "no", "sentences": [{"text": "No, canary-reply.", "clauses": ["C1"]}]}'
_CANARIES = ("canary-question", "canary-clause", "canary-reply", "canary-body", "canary-key")
_HANGS = """
import sys
from tests.fakes.scripted_model import ScriptedModel, Silent
from tests.assistant.adapters.language_model.test_model import _model
from assistant.ports import ModelFailed
script = ScriptedModel().__enter__()
script.plays(Silent())
try:
    _model(script.url, 0.3).restate("?", [])
except ModelFailed as failed:
    print(failed.reason, flush=True)
"""


_TRACED = """
from langchain_core.tracers.langchain import wait_for_all_tracers
from tests.assistant.adapters.language_model.test_model import _model
model = _model("{url}")
{asking}
wait_for_all_tracers()
"""


def _model(url: str, seconds: float = 60.0) -> LangChainModel:
    return langchain_model("openai:scripted", url, "canary-key", seconds, _PROMPTS)


@pytest.fixture
def script() -> Iterator[ScriptedModel]:
    """A server of the test's own."""
    with ScriptedModel() as script:
        script.plays(Says(_GOOD))
        yield script


@pytest.fixture
def formless() -> Iterator[ScriptedModel]:
    """A server that knows no forms."""
    with ScriptedModel(takes_forms=False) as script:
        script.plays(Says(_GOOD))
        yield script


def test_the_prompt_is_filled_and_the_form_is_asked_for(script: ScriptedModel) -> None:
    """In one request, as cold as can be, of at most so many tokens."""
    _model(script.url).explain(QUESTION, EXCERPTS)
    (request,) = script.requests
    assert script.prompts == [_PROMPTS.explaining(QUESTION, EXCERPTS)]
    assert request["response_format"]["type"] == "json_schema"
    assert (request["temperature"], request["max_completion_tokens"]) == (0, 2_000)


def test_a_server_without_forms_is_asked_in_plain_words_from_then_on(formless: ScriptedModel) -> None:
    """The first call learns it, and is answered all the same."""
    model = _model(formless.url)
    for _ in range(2):
        assert model.explain(QUESTION, EXCERPTS).sentences
    assert ["response_format" in request for request in formless.requests] == [True, False, False]


def test_a_server_that_is_down_has_not_refused_the_form(script: ScriptedModel) -> None:
    """It is asked for it again once it is back."""
    model = _model(script.url)
    script.plays(Status(500), Status(500), Says(_GOOD))
    with pytest.raises(ModelFailed, match="error"):
        model.explain(QUESTION, EXCERPTS)
    model.explain(QUESTION, EXCERPTS)
    assert "response_format" in script.requests[-1]


@pytest.mark.parametrize("part", [Status(401), Status(429), Status(503), Says("prose")])
def test_nothing_is_tried_twice(script: ScriptedModel, part: Part) -> None:
    """The reader waits for one answer, not for three."""
    script.plays(part)
    with pytest.raises(ModelFailed):
        _model(script.url).explain(QUESTION, EXCERPTS)
    assert len(script.requests) == 1


def test_both_ways_to_ask_share_one_deadline(formless: ScriptedModel) -> None:
    """What the refusal took is not given back."""
    formless.plays(Silent())
    with pytest.raises(ModelFailed, match="timeout"):
        _model(formless.url, 0.5).explain(QUESTION, EXCERPTS)


def test_a_call_that_is_over_is_hung_up(script: ScriptedModel) -> None:
    """The server need not go on writing for nobody."""
    script.plays(Silent())
    with pytest.raises(ModelFailed, match="timeout"):
        _model(script.url, 0.5).explain(QUESTION, EXCERPTS)
    script.plays(Says(_GOOD))
    _model(script.url).explain(QUESTION, EXCERPTS)
    assert script.cut_off == 1


def test_what_was_spent_is_told(script: ScriptedModel) -> None:
    """As the server counts it."""
    script.plays(Says(_GOOD, usage=(700, 40)))
    assert _model(script.url).explain(QUESTION, EXCERPTS).tokens == 740


def test_many_ask_at_once(script: ScriptedModel) -> None:
    """Each gets the answer to its own question."""

    def echoed(prompt: str) -> Part:
        asked = prompt.rsplit("<question>\n", 1)[1].split("\n", 1)[0]
        return Says(json.dumps({"question": asked, "phrases": []}), piece=4)

    script.plays(echoed)
    model, questions = _model(script.url), [f"Question {number}?" for number in range(12)]
    with ThreadPoolExecutor(12) as threads:
        answers = threads.map(lambda question: model.restate(question, []).question, questions)
        assert list(answers) == questions


@pytest.mark.parametrize(
    "part",
    [
        Says(_GOOD),
        Says(_GOOD[:70]),
        Says("", refusal="canary-reply"),
        Says(_GOOD, finish="length"),
        Status(400, '{"error": {"message": "canary-body canary-question"}}'),
        Status(500, "canary-body"),
    ],
)
def test_nothing_of_prompt_and_reply_is_logged(
    script: ScriptedModel, part: Part, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not with every logger at its most talkative, nor in what is raised."""
    monkeypatch.setenv("OPENAI_LOG", "debug")
    caplog.set_level(logging.DEBUG)
    script.plays(part)
    model = _model(script.url)
    try:
        model.explain("canary-question", [excerpt("C1", "canary-clause")])
    except ModelFailed as failed:
        raised = f"{failed!r} {failed.args}"
    else:
        raised = ""
    assert script.requests
    assert not [canary for canary in _CANARIES if canary in caplog.text + raised]


def test_the_libraries_say_nothing_at_all(script: ScriptedModel, caplog: pytest.LogCaptureFixture) -> None:
    """Which address was asked is nobody's business either."""
    caplog.set_level(logging.DEBUG)
    _model(script.url).explain(QUESTION, EXCERPTS)
    assert {record.name.partition(".")[0] for record in caplog.records} <= {"asyncio", "aiohttp"}


def test_their_talk_would_have_been_seen(script: ScriptedModel, caplog: pytest.LogCaptureFixture) -> None:
    """They have much to say where nobody silences them."""
    caplog.set_level(logging.DEBUG)
    model = _model(script.url)
    logging.getLogger("openai").setLevel(logging.DEBUG)
    model.explain(QUESTION, EXCERPTS)
    assert {"openai"} <= {record.name.partition(".")[0] for record in caplog.records}


@pytest.mark.parametrize(
    ("asking", "told"), [("model.restate('?', [])", False), ("list(model._chat.stream('?'))", True)]
)
def test_nobody_else_is_told(
    script: ScriptedModel, monkeypatch: pytest.MonkeyPatch, asking: str, told: bool
) -> None:
    """Not LangSmith either, whatever the environment says; it would be, were LangChain asked as it is."""
    script.plays(Says('{"question": "?", "phrases": []}'))
    with ScriptedModel() as listening:
        for name in ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING_V2"):
            monkeypatch.setenv(name, "true")
        for name in ("LANGSMITH", "LANGCHAIN"):
            monkeypatch.setenv(f"{name}_ENDPOINT", listening.url)
            monkeypatch.setenv(f"{name}_API_KEY", "key")
        code = _TRACED.format(url=script.url, asking=asking)
        subprocess.run([sys.executable, "-c", code], cwd=PROJECT, check=True, timeout=300)
        assert len(script.requests) == 1
        assert bool(listening.seen) is told


def test_the_process_ends_while_a_model_is_silent() -> None:
    """Nobody waits for what nobody will read."""
    done = subprocess.run(
        [sys.executable, "-c", _HANGS], cwd=PROJECT, capture_output=True, text=True, check=True, timeout=300
    )
    assert (done.stdout, done.stderr) == ("timeout\n", "")
