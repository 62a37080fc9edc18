"""An incident is never queued behind questions, and never waits for somebody else's rate limit."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.slack.running import INCIDENT, QUESTION, Running, running

_QUESTIONS, _BEFORE = 50, 40


@pytest.fixture(scope="module")
def school(published_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A school with one bot."""
    with running(published_home, tmp_path_factory.mktemp("load")) as opened:
        opened.bot.start()
        yield opened


def _posted(school: Running) -> list[str]:
    """Where messages were shown, in their order."""
    shown = (call for call in school.slack.calls("chat.postMessage") if not call.error)
    return [str(call.answer["channel"]) for call in shown]


def test_an_incident_overtakes_fifty_questions(school: Running) -> None:
    """Its reporter and its role holders have it before many of the answers that were asked for earlier.

    How long that takes is measured in the bench.
    """
    staff = [school.person() for _ in range(_QUESTIONS)]
    texts = [f"{QUESTION} It is number {number}." for number in range(_QUESTIONS)]
    written = [who.messages_bot(text) for who, text in zip(staff[:_BEFORE], texts, strict=False)]
    reporter = school.person()
    report = reporter.messages_bot(INCIDENT)
    written += [who.messages_bot(text) for who, text in zip(staff[_BEFORE:], texts[_BEFORE:], strict=True)]
    for who, message in zip(staff, written, strict=True):
        school.replied(who, message)
    school.replied(reporter, report)
    school.settled()
    posted = _posted(school)
    earlier = {who.dm.id for who in staff[:_BEFORE]}
    for told in (reporter.dm.id, school.private.id):
        later = [place for place in posted[posted.index(told) :] if place in earlier]
        assert len(later) >= _BEFORE // 4
    assert [len(school.replies(who, one)) for who, one in zip(staff, written, strict=True)] == [
        1
    ] * _QUESTIONS
    assert school.slack.unacknowledged() == []
    assert all(len(one.attempts) == 1 for one in map(school.sent, (*written, report)))


def test_one_conversations_rate_limit_holds_nobody_else_up(school: Running) -> None:
    """Somebody asks faster than Slack takes answers; an incident meanwhile is shown before they have all."""
    busy, reporter = school.person(), school.person()
    asked = [busy.messages_bot(f"{QUESTION} It is number {number}.") for number in range(4)]
    school.once(lambda: any(school.replies(busy, message) for message in asked) or None)
    report = reporter.messages_bot(INCIDENT)
    school.replied(reporter, report)
    (reference,) = school.cases(reporter)
    school.once(lambda: school.cards(reference))
    for message in asked:
        school.replied(busy, message)
    school.settled()
    posted = _posted(school)
    last = len(posted) - 1 - posted[::-1].index(busy.dm.id)
    assert posted.index(reporter.dm.id) < last
    assert any(call.status == 429 for call in school.slack.calls("chat.postMessage"))
    assert [len(school.replies(busy, message)) for message in asked] == [1] * 4
