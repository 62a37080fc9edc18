"""What Slack's way costs: `assistant serve` in a process of its own, beside a fake Slack in this one.

The fake shares the machine with the bot, so the processor time that it takes itself is told as well. Whoever
asks is a different person each time, for Slack takes one message a second in a conversation.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from assistant.bootstrap import Assistant
from assistant.channels.slack.manifest import SCOPES
from assistant.domain.message import Message
from assistant.domain.school import Role
from bench.measure import Measure, percentile
from bench.speed import Tell, questions
from tests.fakes.running_bot import RunningBot
from tests.fakes.slack import BOT, FakeSlack
from tests.fakes.slack.conversation import Channel
from tests.fakes.slack.conversation import Message as Sent
from tests.fakes.slack.delivery import Delivery
from tests.fakes.slack.people import Person
from tests.fakes.small_school import link_published

_AT_ONCE = 200
_ONE_BY_ONE = 60
_CROWD, _ROUNDS = 50, 5
_INCIDENT = "a boy in my form just showed me cuts all over his arm"
_PATIENCE = 120.0


def answering_in_slack(made: Assistant, scratch: Path, cases: Path, tell: Tell) -> list[Measure]:
    """Throughput, time to an answer, and time to the card of an incident that comes with fifty questions."""
    texts = questions(cases, _AT_ONCE)
    with _running(made, scratch) as (slack, private):
        one_by_one = _one_by_one(slack, texts[:_ONE_BY_ONE])
        tell("answers in Slack, one by one")
        encoded = _encoder_seconds(made, texts)
        began = time.process_time()
        seconds = _all_at_once(slack, texts)
        ours = time.process_time() - began
        tell("answers in Slack, all at once")
        rounds = [_incident(slack, private, texts[:_CROWD]) for _ in range(_ROUNDS)]
        tell("incidents among questions")
    encoded = min(encoded, _encoder_seconds(made, texts))
    asked = _asked_seconds(made, texts)
    tell("the encoder and the answers alone")
    return [
        Measure(
            "answers through Slack, all at once, against the encoder alone",
            len(texts) / seconds,
            "a second",
            len(texts) / encoded,
            at_least=0.8,
            detail=f"{len(texts)} people; the fake took {ours:.2f} s of processor time in {seconds:.2f} s",
        ),
        Measure(
            "answers through Slack, against one after the other without Slack",
            len(texts) / seconds,
            "a second",
            len(texts) / asked,
        ),
        Measure("envelope to answer, one by one, p50", 1000 * percentile(one_by_one, 0.50), "ms"),
        Measure("envelope to answer, one by one, p95", 1000 * percentile(one_by_one, 0.95), "ms"),
        Measure("incident among 50 questions: acknowledged", _worst(rounds, 0), "s", at_most=1),
        Measure("incident among 50 questions: role holders' card", _worst(rounds, 1), "s", at_most=2),
        Measure("incident among 50 questions: reporter's card", _worst(rounds, 2), "s"),
    ]


@contextmanager
def _running(made: Assistant, scratch: Path) -> Iterator[tuple[FakeSlack, Channel]]:
    folder = scratch / "slack"
    home = folder / "home"
    home.mkdir(parents=True)
    link_published(made.settings.home, home)
    with FakeSlack(scopes=tuple(SCOPES)) as slack:
        lead = slack.workspace.person("Lead")
        private = slack.workspace.channel("safeguarding", members=[lead, BOT], private=True)
        bot = RunningBot(slack, home, folder, {Role.SAFEGUARDING_LEAD: (f"slack:{private.id}",)})
        try:
            bot.start()
            yield slack, private
        finally:
            bot.stop()


def _encoder_seconds(made: Assistant, texts: Sequence[str]) -> float:
    """The same texts through the encoder, one after the other, and nothing else."""
    made.read("warm")
    began = time.perf_counter()
    for number, text in enumerate(texts):
        # The encoder remembers what it has read.
        made.read(f"{text} {number} {began}")
    return time.perf_counter() - began


def _asked_seconds(made: Assistant, texts: Sequence[str]) -> float:
    """The same questions answered in this process: what Slack's way adds is the rest."""
    made.ask.ask(Message(texts[0]), record=False)
    began = time.perf_counter()
    for text in texts:
        made.ask.ask(Message(f"{text} {began}"), record=False)
    return time.perf_counter() - began


def _one_by_one(slack: FakeSlack, texts: Sequence[str]) -> list[float]:
    seconds = []
    for text in texts:
        who = slack.workspace.person("Somebody")
        asked = who.messages_bot(text)
        _wait(slack, [who])
        seconds.append(_first_posts(slack)[who.dm.id] - _sent_at(slack, asked))
    return seconds


def _all_at_once(slack: FakeSlack, texts: Sequence[str]) -> float:
    """Seconds from the first envelope to the last answer."""
    staff = [slack.workspace.person("Somebody") for _ in texts]
    asked = [who.messages_bot(text) for who, text in zip(staff, texts, strict=True)]
    _wait(slack, staff)
    answered = _first_posts(slack)
    return max(answered[who.dm.id] for who in staff) - _sent_at(slack, asked[0])


def _incident(slack: FakeSlack, private: Channel, texts: Sequence[str]) -> tuple[float, float, float]:
    """Seconds until it was acknowledged, its role holders' card was out, and its reporter's was."""
    staff = [slack.workspace.person("Somebody") for _ in texts]
    reporter = slack.workspace.person("Reporter")
    half = len(texts) // 2
    for who, text in zip(staff[:half], texts, strict=False):
        who.messages_bot(text)
    begun, reported = slack.clock.now(), reporter.messages_bot(_INCIDENT)
    for who, text in zip(staff[half:], texts[half:], strict=True):
        who.messages_bot(text)
    _delivered(slack, reported).wait(_PATIENCE)
    acknowledged = slack.clock.now() - begun
    _wait(slack, [reporter, *staff])
    slack.wait_for(lambda: _posts(slack, private, begun), _PATIENCE)
    shown = _posts(slack, private, begun)[0]
    # Slack takes one message a second where the next card goes.
    slack.clock.advance(2)
    return acknowledged, shown - begun, _posts(slack, reporter.dm, begun)[0] - begun


def _wait(slack: FakeSlack, staff: Sequence[Person]) -> None:
    """Until everybody has a reply; without looking so often that it would cost the bot time."""
    places, until = {who.dm.id for who in staff}, time.monotonic() + _PATIENCE
    while not places <= set(_first_posts(slack)):
        if time.monotonic() > until:
            raise RuntimeError("the bot did not answer everybody")
        time.sleep(0.05)


def _first_posts(slack: FakeSlack) -> dict[str, float]:
    """When the bot first said something, by the place."""
    found: dict[str, float] = {}
    for call in slack.calls("chat.postMessage"):
        if not call.error:
            found.setdefault(str(call.answer["channel"]), call.time)
    return found


def _posts(slack: FakeSlack, place: Channel, since: float) -> list[float]:
    calls = (call for call in slack.calls("chat.postMessage") if not call.error and call.time >= since)
    return [call.time for call in calls if call.answer["channel"] == place.id]


def _delivered(slack: FakeSlack, message: Sent) -> Delivery:
    every = (one for one in slack.deliveries("message") if one.payload["event"]["ts"] == message.ts)
    return next(every)


def _sent_at(slack: FakeSlack, message: Sent) -> float:
    return _delivered(slack, message).attempts[0].time


def _worst(rounds: Sequence[tuple[float, float, float]], which: int) -> float:
    return max(one[which] for one in rounds)
