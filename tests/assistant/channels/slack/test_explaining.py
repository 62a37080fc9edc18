"""What a model adds is asked for once and waited for so long; the answer is there without it."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from threading import Event
from types import SimpleNamespace
from typing import Any, cast

import pytest

from assistant.bootstrap import Assistant
from assistant.channels.slack.explaining import Explaining
from assistant.channels.slack.lanes import Lanes
from assistant.channels.slack.places import Place
from assistant.channels.slack.posting import Posting
from assistant.domain.answer import Answered, Explained, Outcome, OutOfScope, Verdict
from assistant.domain.message import Message
from assistant.domain.proposal import Step, Told
from assistant.domain.received import Received, Surface
from assistant.domain.triage import Route, Triage
from tests.fakes.received import received
from tests.fakes.shipped import shipped_replies

_QUESTION = Triage(Route.POLICY_QUESTION)
_DEFAULT = Answered(Verdict.NO, "No.", ())
_SENTENCES = (Explained("You must not.", ()),)
_PLACE = Place("T1", "D1", "U1", "1700000000.0001").note()
_RECEIVED = replace(received(), surface=Surface.DIRECT, place=_PLACE)


class _School:
    """Stands where the journey and Slack do; `statuses` is what the asker could read meanwhile."""

    def __init__(self) -> None:
        self.asked = 0
        self.statuses: list[str] = []
        self.breaks: Exception | None = None
        self.go_on = Event()
        self.go_on.set()
        self.lanes = Lanes()
        made = cast(Assistant, SimpleNamespace(ask=self, replies=shipped_replies()))
        self._made = made

    def may_explain(self, triage: Triage, outcome: Outcome) -> bool:
        return triage.route is Route.POLICY_QUESTION and isinstance(outcome, Answered)

    def explained(self, message: Message, triage: Triage, outcome: Outcome, told: Told) -> Outcome:
        self.asked += 1
        told(Step.WRITING)
        self.go_on.wait(10)
        if self.breaks:
            raise self.breaks
        assert isinstance(outcome, Answered)
        return replace(outcome, explanation=_SENTENCES)

    async def status(self, place: Place, sentence: str) -> None:
        self.statuses.append(sentence)

    def runs(self, story: Callable[[Explaining], Coroutine[Any, Any, None]], patience: float = 10) -> None:
        """The story, with all threads ended after it."""

        async def running() -> None:
            try:
                await story(Explaining(self._made, cast(Posting, self), self.lanes, patience))
            finally:
                self.go_on.set()
                await asyncio.to_thread(self.lanes.close)

        asyncio.run(running())


@pytest.fixture
def school() -> _School:
    """A school whose model has words for everything."""
    return _School()


async def _explained(
    explaining: Explaining, default: Outcome = _DEFAULT, message: Received = _RECEIVED
) -> Outcome:
    return await explaining.explained(Message("May I?"), _QUESTION, default, message)


def test_an_answer_is_explained_once_however_often_it_is_shown(school: _School) -> None:
    """Slack was away: the same words are shown when it is back, and can be shared."""

    async def story(explaining: Explaining) -> None:
        for _ in range(2):
            assert await _explained(explaining) == replace(_DEFAULT, explanation=_SENTENCES)
        assert explaining.seen(_RECEIVED.key, _DEFAULT) == replace(_DEFAULT, explanation=_SENTENCES)

    school.runs(story)
    assert school.asked == 1
    assert school.statuses == [shipped_replies().say("progress.writing")]


def test_what_has_changed_since_is_not_shown_as_it_was(school: _School) -> None:
    """After a publish, and of a question that nobody remembers, the default answer stands."""

    async def story(explaining: Explaining) -> None:
        await _explained(explaining)
        changed = replace(_DEFAULT, headline="Yes.")
        assert explaining.seen(_RECEIVED.key, changed) is changed
        assert explaining.seen("another", _DEFAULT) is _DEFAULT

    school.runs(story)


def test_only_so_many_are_remembered(school: _School, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest is forgotten first."""
    monkeypatch.setattr("assistant.channels.slack.explaining._REMEMBERED", 2)

    async def story(explaining: Explaining) -> None:
        for key in "abc":
            await _explained(explaining, message=replace(_RECEIVED, key=key))
        seen = [explaining.seen(key, _DEFAULT) is _DEFAULT for key in "abc"]
        assert seen == [True, False, False]

    school.runs(story)


def test_a_model_that_hangs_holds_no_answer_up(school: _School) -> None:
    """Not one of more than there are threads, and nothing else that is to be done meanwhile."""
    school.go_on.clear()

    async def story(explaining: Explaining) -> None:
        waiting = [
            asyncio.create_task(_explained(explaining, message=replace(_RECEIVED, key=str(number))))
            for number in range(60)
        ]
        await asyncio.to_thread(school.lanes.questions.submit(lambda: None).result, 10)
        await asyncio.to_thread(school.lanes.incidents.submit(lambda: None).result, 10)
        assert await asyncio.gather(*waiting) == [_DEFAULT] * 60

    school.runs(story, patience=0.5)
    # Those that had not begun when their time was up never begin.
    assert school.asked <= 50


def test_whatever_breaks_leaves_the_answer(school: _School, caplog: pytest.LogCaptureFixture) -> None:
    """Its kind is in the log, and no word of it."""
    school.breaks = RuntimeError("quetzalcoatlus")

    async def story(explaining: Explaining) -> None:
        assert await _explained(explaining) is _DEFAULT

    school.runs(story)
    assert "no explanation: RuntimeError" in caplog.text
    assert "quetzalcoatlus" not in caplog.text


def test_in_a_channel_nobody_reads_what_is_being_done(school: _School) -> None:
    """The answer is for one person, and so is that somebody asked."""

    async def story(explaining: Explaining) -> None:
        await _explained(explaining, message=replace(_RECEIVED, surface=Surface.MENTION))

    school.runs(story)
    assert (school.asked, school.statuses) == (1, [])


def test_what_is_no_answer_to_a_question_goes_by(school: _School) -> None:
    """No lane, no status, no model."""

    async def story(explaining: Explaining) -> None:
        outcome = OutOfScope("No.")
        assert await _explained(explaining, outcome) is outcome
        unclear = Triage(Route.UNCLEAR)
        assert await explaining.explained(Message("x"), unclear, _DEFAULT, _RECEIVED) is _DEFAULT

    school.runs(story)
    assert (school.asked, school.statuses) == (0, [])
