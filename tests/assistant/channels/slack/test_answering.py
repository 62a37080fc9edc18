"""A message is answered once, whatever fails on the way, and nobody is left without a reply."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest
from slack_sdk.errors import SlackApiError

from assistant.bootstrap import Assistant
from assistant.channels.slack import leasing
from assistant.channels.slack.answering import Answering
from assistant.channels.slack.explaining import Explaining
from assistant.channels.slack.lanes import Lanes
from assistant.channels.slack.leasing import LEASE, Leases
from assistant.channels.slack.people import People, Person
from assistant.channels.slack.places import Place
from assistant.channels.slack.posted import Posted
from assistant.channels.slack.replying import Replying
from assistant.domain.answer import Failed, Outcome, OutOfScope
from assistant.domain.message import Message
from assistant.domain.received import Received, Surface
from assistant.domain.triage import Route, Triage
from assistant.errors import CaseStoreError
from assistant.ports import Clock, DeliveryFailed, NobodyThere
from tests.fakes.clock import FakeClock
from tests.fakes.inbox import FakeInbox
from tests.fakes.received import received

_MESSAGE = replace(received(), place=Place("T1", "C1", "U1", "1700000000.0001").note())
_SAID = OutOfScope("I can only help with policies.")


def _slack_says(error: str, status: int = 200) -> SlackApiError:
    return SlackApiError("", SimpleNamespace(status_code=status, data={"error": error}))


class _Inbox(FakeInbox):
    """May be away."""

    away = False

    def claim(self, *given: Any) -> Any:
        self._check()
        return super().claim(*given)

    def done(self, *given: Any) -> bool:
        self._check()
        return super().done(*given)

    def _check(self) -> None:
        if self.away:
            raise CaseStoreError("away")


class _School:
    """One worker with what it needs; `shown` is what people got, `breaks` what the core raises."""

    def __init__(self) -> None:
        self.inbox, self.clock, self.lanes = _Inbox(), FakeClock(), Lanes()
        self.shown: list[Outcome] = []
        self.refusals: list[Exception] = []
        self.breaks: Exception | None = None
        self.asked, self.stands = 0, False
        # Called where Slack shows something.
        self.meanwhile: Callable[[], Coroutine[Any, Any, None]] | None = None
        made = SimpleNamespace(
            inbox=self.inbox,
            clock=self.clock,
            ask=self,
            replies=SimpleNamespace(say=lambda name, **blanks: name),
            school=SimpleNamespace(words=SimpleNamespace(keep=True)),
        )
        leases = Leases(self.inbox, cast(Clock, self.clock), self.lanes, "one")
        self.worker = Answering(
            cast(Assistant, made),
            cast(People, self),
            cast(Replying, self),
            cast(Posted, self),
            self.lanes,
            leases,
            cast(Explaining, self),
        )

    async def who(self, user: str) -> Person:
        return Person("Ann")

    def triaged(self, message: Message) -> Triage:
        self.asked += 1
        if self.breaks:
            raise self.breaks
        return Triage(Route.POLICY_QUESTION)

    def by_default(self, message: Message, triage: Triage) -> Outcome:
        return _SAID

    async def explained(
        self, message: Message, triage: Triage, default: Outcome, received: Received
    ) -> Outcome:
        return default

    def way_to_a_person(self) -> str:
        return "Ring the lead."

    async def is_there(self, place: Place, key: str) -> bool:
        return self.stands

    async def show(self, outcome: Outcome, *where: object) -> None:
        if self.meanwhile:
            await self.meanwhile()
        if self.refusals:
            raise self.refusals.pop(0)
        self.shown.append(outcome)

    def gets(self, message: Received = _MESSAGE) -> None:
        """The message arrives, and is dealt with."""
        fresh = self.worker.leases.received(message)
        asyncio.run(self.worker.answer(message, leased=fresh))

    def later(self, time: timedelta = LEASE) -> None:
        """The worker looks for what was left behind."""
        self.clock.moment += time

        async def recovered() -> None:
            await self.worker.recover()
            await asyncio.sleep(0)
            await self.worker.drained(5)

        asyncio.run(recovered())

    def waits_until(self) -> datetime:
        """When the message may be tried again."""
        for seconds in range(120):
            moment = self.clock.moment + timedelta(seconds=seconds)
            if self.inbox.waiting(moment, 1):
                return moment
        raise AssertionError("it is done")


@pytest.fixture
def school() -> _School:
    """A school whose bot runs."""
    return _School()


def test_a_message_is_answered_and_marked(school: _School) -> None:
    """And not looked at again."""
    school.gets()
    school.later()
    assert school.shown == [_SAID]
    assert [turn.content for turn in school.inbox.history(_MESSAGE.thread, "")][1:] == [_SAID.headline]


def test_what_kills_its_processes_gets_fixed_words(school: _School) -> None:
    """Three workers have died of it: it is not looked at again, and its sender learns whom to ring."""
    school.inbox.receive(_MESSAGE)
    for number in range(3):
        now = school.clock.moment
        assert school.inbox.claim(_MESSAGE.key, f"dead {number}", now, now + LEASE)
        school.clock.moment += LEASE
    school.later()
    assert school.asked == 0
    assert school.shown == [Failed("ending.failed", "Ring the lead.")]
    school.later()
    assert len(school.shown) == 1


def test_what_a_dead_worker_has_posted_is_not_said_again(school: _School) -> None:
    """It died between Slack's ok and its own mark: the answer stands, and the history gets it."""
    now, school.stands = school.clock.moment, True
    message = replace(_MESSAGE, surface=Surface.DIRECT)
    assert school.inbox.receive(message, "dead", now + LEASE)
    school.later()
    assert school.shown == []
    assert [turn.content for turn in school.inbox.history(message.thread, "")][1:] == [_SAID.headline]


def test_what_breaks_gets_fixed_words_at_once(school: _School) -> None:
    """Nobody waits for three attempts at an answer that cannot be made."""
    school.breaks = RuntimeError("of the core")
    school.gets()
    assert school.shown == [Failed("ending.failed", "Ring the lead.")]


def test_slack_away_costs_no_attempt(school: _School) -> None:
    """However often it is tried; the message is answered in the end, and once."""
    school.refusals = [
        _slack_says("", 503),
        _slack_says("ratelimited", 429),
        _slack_says("token_revoked"),
        TimeoutError(),
        OSError(),
    ]
    school.gets()
    for _ in range(6):
        school.later(timedelta(seconds=30))
    assert school.shown == [_SAID]


def test_the_longer_slack_is_away_the_rarer_it_is_tried(school: _School) -> None:
    """Soon at first, and never more than half a minute later."""
    school.refusals = [OSError(), OSError()]
    school.gets()
    assert school.waits_until() - school.clock.moment <= timedelta(seconds=2)
    school.later(timedelta(hours=1))
    assert school.waits_until() - school.clock.moment == timedelta(seconds=30)


def test_what_slack_refuses_for_good_is_given_up_with_fixed_words(school: _School) -> None:
    """Blocks that Slack does not take: three tries, then words that it does take."""
    school.refusals = [_slack_says("invalid_blocks") for _ in range(3)]
    school.gets()
    for _ in range(3):
        school.later()
    assert school.shown == [Failed("ending.failed", "Ring the lead.")]


def test_what_the_app_lacks_costs_nobody_an_attempt(school: _School) -> None:
    """A card that fails for a token or a scope waits as long as that takes."""
    lacking = DeliveryFailed("Slack does not accept the app's token.", for_good=False, elsewhere=True)
    school.refusals = [lacking] * 4 + [_slack_says("missing_scope")] * 4
    school.gets()
    for _ in range(9):
        school.later(timedelta(seconds=30))
    assert school.shown == [_SAID]


@pytest.mark.parametrize("refusal", [NobodyThere("no account"), _slack_says("user_not_found")])
def test_whoever_is_gone_is_not_written_to_again(school: _School, refusal: Exception) -> None:
    """There is nobody to show it to: it is done, and nothing of it stays."""
    school.refusals = [refusal]
    school.gets()
    for _ in range(5):
        school.later()
    assert (school.shown, school.asked) == ([], 1)
    assert school.inbox.read(_MESSAGE.key) is None


def test_what_is_refused_whatever_it_says_is_given_up(school: _School) -> None:
    """Where Slack takes not even the fixed words, it is not asked for ever."""
    school.refusals = [_slack_says("something_new") for _ in range(9)]
    school.gets()
    for _ in range(9):
        school.later()
    assert len(school.refusals) == 5
    assert school.inbox.waiting(school.clock.moment + timedelta(days=1), 1) == ()


def test_an_answer_that_could_not_be_marked_is_not_said_twice(school: _School) -> None:
    """The database went away after the message was claimed; when it is back the mark is made."""

    async def goes_away() -> None:
        school.inbox.away = True

    school.meanwhile = goes_away
    school.gets()
    school.inbox.away = False
    school.later()
    school.later()
    assert school.shown == [_SAID]
    assert school.inbox.waiting(school.clock.moment + timedelta(days=1), 1) == ()


def test_without_a_database_a_message_and_its_repeat_are_answered_once(school: _School) -> None:
    """From memory; once the database is back a further repeat is written down as answered."""
    school.inbox.away = True
    for _ in range(2):
        asyncio.run(school.worker.answer(_MESSAGE, leased=False))
    assert school.shown == [_SAID]
    school.inbox.away = False
    school.gets()
    assert school.shown == [_SAID]
    assert school.inbox.waiting(school.clock.moment + timedelta(days=1), 1) == ()


def test_what_was_not_written_when_it_came_is_written_when_it_is_answered(school: _School) -> None:
    """The database came back in between."""
    asyncio.run(school.worker.answer(_MESSAGE, leased=False))
    assert school.shown == [_SAID]
    assert not school.inbox.receive(_MESSAGE)


def test_what_is_being_answered_stays_its_workers(school: _School, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its lease is renewed for as long as it takes, and the same worker does not begin it twice."""
    monkeypatch.setattr(leasing, "_RENEW_EVERY", 0.01)

    async def takes_long() -> None:
        for _ in range(5):
            school.clock.moment += LEASE / 2
            await asyncio.sleep(0.05)
        assert school.inbox.waiting(school.clock.moment, 1) == ()
        await school.worker.answer(_MESSAGE, leased=False)

    school.meanwhile = takes_long

    async def story() -> None:
        holding = asyncio.create_task(school.worker.leases.hold())
        await school.worker.answer(_MESSAGE, leased=False)
        holding.cancel()

    school.inbox.receive(_MESSAGE)
    asyncio.run(story())
    assert school.shown == [_SAID]


def test_draining_waits_for_what_has_begun_and_not_for_ever(school: _School) -> None:
    """Whoever stops the process has no patience without end."""
    go_on = asyncio.Event()

    async def hangs() -> None:
        await go_on.wait()

    school.meanwhile = hangs

    async def story() -> tuple[int, int]:
        begun = asyncio.create_task(school.worker.answer(_MESSAGE, leased=False))
        await school.worker.drained(0.2)
        before = len(school.shown)
        go_on.set()
        await school.worker.drained(5)
        await begun
        return before, len(school.shown)

    school.inbox.receive(_MESSAGE)
    assert asyncio.run(story()) == (0, 1)
