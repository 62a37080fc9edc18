"""With a language model in Slack: what it adds is shown with the answer, and one that hangs delays nobody."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.scripted_model import Part, Says, ScriptedModel, Silent
from tests.fakes.shipped import shipped_replies
from tests.journeys.slack.running import INCIDENT, Running, running

_QUESTION = "Can I accept a friend request from a pupil?"
_QUESTIONS, _BEFORE = 50, 40
_STATUS = "assistant.threads.setStatus"
_NOTE = shipped_replies().say("explanation.note")


@pytest.fixture(scope="module")
def model() -> Iterator[ScriptedModel]:
    """A model on this machine."""
    with ScriptedModel() as scripted:
        yield scripted


@pytest.fixture(scope="module")
def school(
    published_home: Path, tmp_path_factory: pytest.TempPathFactory, model: ScriptedModel
) -> Iterator[Running]:
    """A school with one bot that asks it, and has five seconds for it."""
    settings = {"model": "openai:scripted", "model_url": model.url, "model_timeout": "5"}
    with running(published_home, tmp_path_factory.mktemp("model"), **settings) as opened:
        opened.bot.start()
        yield opened


def _first_clause(prompt: str) -> Part:
    """The first sentence of the first excerpt, word for word."""
    found = re.search(r"^C1 \([^)]*\): (.*?)(?:\. |\.?$)", prompt, re.MULTILINE)
    assert found
    sentences = [{"text": f"{found[1]}.", "clauses": ["C1"]}]
    return Says(json.dumps({"verdict": "no", "sentences": sentences}))


def test_what_the_model_adds_is_shown_with_the_answer(school: Running, model: ScriptedModel) -> None:
    """Who wrote it is said; while it is written a status says so, which never says what was asked."""
    model.plays(_first_clause)
    ada = school.person()
    asked = ada.messages_bot(_QUESTION)
    reply = school.replied(ada, asked).visible()
    assert "Staff should decline 'friend requests' from students" in reply
    assert reply.index("No. ") < reply.index(_NOTE)
    statuses = {str(call.arguments["status"]) for call in school.slack.calls(_STATUS)}
    assert statuses <= {shipped_replies().say(f"progress.{step}") for step in ("writing", "checking")}
    assert statuses
    assert school.slack.status(ada.dm, asked) == ""


def test_an_incident_never_reaches_the_model(school: Running, model: ScriptedModel) -> None:
    """Nor does a question in the same conversation that leans on it."""
    before = len(model.requests)
    ada = school.person()
    report = ada.messages_bot(INCIDENT)
    school.replied(ada, report)
    ada.messages_bot("and what does the policy say about that?", report)
    school.settled()
    assert len(model.requests) == before


def test_a_model_that_hangs_holds_neither_incidents_nor_answers_up(
    school: Running, model: ScriptedModel
) -> None:
    """All ask at once: the incident overtakes them, and each gets the default answer, once."""
    model.plays(Silent())
    staff = [school.person() for _ in range(_QUESTIONS)]
    texts = [f"{_QUESTION} It is number {number}." for number in range(_QUESTIONS)]
    written = [who.messages_bot(text) for who, text in zip(staff[:_BEFORE], texts, strict=False)]
    reporter = school.person()
    report = reporter.messages_bot(INCIDENT)
    written += [who.messages_bot(text) for who, text in zip(staff[_BEFORE:], texts[_BEFORE:], strict=True)]
    school.replied(reporter, report)
    for who, message in zip(staff, written, strict=True):
        reply = school.replied(who, message).visible()
        assert "No. The Social Media Policy" in reply
        assert _NOTE not in reply
    school.settled()
    shown = (call for call in school.slack.calls("chat.postMessage") if not call.error)
    posted = [str(call.answer["channel"]) for call in shown]
    earlier = {who.dm.id for who in staff[:_BEFORE]}
    later = [place for place in posted[posted.index(reporter.dm.id) :] if place in earlier]
    assert len(later) >= _BEFORE // 4
    counts = [len(school.replies(who, one)) for who, one in zip(staff, written, strict=True)]
    assert counts == [1] * _QUESTIONS
    assert school.slack.unacknowledged() == []
