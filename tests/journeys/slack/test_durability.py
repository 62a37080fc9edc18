"""Whatever becomes of the bot's processes and of Slack: nothing is lost, and nothing is said twice."""

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.fakes.slack.conversation import Message
from tests.fakes.slack.people import Person
from tests.journeys.slack.running import INCIDENT, QUESTION, Running, running

# Longer than a dead process's lease.
_LEASE = 20
# Longer than the bot leaves between two tries.
_LONGEST_PAUSE = 60


@pytest.fixture(scope="module")
def school(published_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A school with one bot, which every story leaves running."""
    with running(published_home, tmp_path_factory.mktemp("durability")) as opened:
        opened.bot.start()
        yield opened


def _frozen(school: Running) -> None:
    """Envelopes arrive, and nobody acknowledges them."""
    school.bot.processes[-1].send_signal(signal.SIGSTOP)


def _at_once(school: Running) -> None:
    """Nothing holds the bot up."""


def _looking_up(school: Running) -> None:
    """The bot stops where it wants to know who asks."""
    school.slack.limits("users.info", 3)


def _posting(school: Running) -> None:
    """The bot stops where it has an answer, and a case on record."""
    school.slack.limits("chat.postMessage", 3)


def _delivered(school: Running, method: str) -> None:
    """Wait until the bot has both messages, and is where Slack makes it wait."""
    school.once(lambda: all(one.acknowledged for one in school.slack.deliveries("message")[-2:]) or None)
    if method:
        school.once(lambda: [one for one in school.slack.calls(method) if one.error][1:] or None)


def _all_is_said_once(school: Running, asker: Person, reporter: Person) -> None:
    question, report = _written(asker), _written(reporter)
    school.replied(asker, question)
    school.replied(reporter, report)
    (reference,) = school.cases(reporter)
    school.once(lambda: school.cards(reference))
    school.settled()
    assert len(school.replies(asker, question)) == 1
    assert [reference in one.visible() for one in school.replies(reporter, report)] == [True]
    assert len(school.cards(reference)) == 1


def _written(who: Person) -> Message:
    return next(one for one in who.sees(who.dm) if not one.by_bot)


@pytest.mark.parametrize(
    ("held_up", "waits_in"),
    [(_frozen, None), (_at_once, ""), (_looking_up, "users.info"), (_posting, "chat.postMessage")],
)
def test_nothing_is_lost_when_the_bot_is_killed(
    school: Running, held_up: Callable[[Running], None], waits_in: str | None
) -> None:
    """Before it acknowledges, just after, before it has answered and before it has posted."""
    asker, reporter = school.person(), school.person()
    held_up(school)
    asker.messages_bot(QUESTION)
    reporter.messages_bot(INCIDENT)
    if waits_in is not None:
        _delivered(school, waits_in)
    school.bot.kill()
    school.bot.passes(_LEASE)
    school.slack.clock.advance(10)
    school.bot.start()
    # By then Slack has sent again whatever nobody acknowledged.
    school.slack.passes(70)
    _all_is_said_once(school, asker, reporter)


def test_one_event_that_comes_three_times_to_two_bots_is_answered_once(school: Running) -> None:
    """Over whichever connection, before or after it was acknowledged; an incident is one case."""
    other = school.bot.start()
    staff = [school.person() for _ in range(4)]
    written = [who.messages_bot(QUESTION) for who in staff[:3]]
    written.append(staff[3].messages_bot(INCIDENT))
    for message in written:
        school.slack.delivers_again(school.sent(message), times=2)
    for who, message in zip(staff, written, strict=True):
        school.replied(who, message)
        school.slack.delivers_again(school.sent(message), times=2)
    (reference,) = school.cases(staff[3])
    school.once(lambda: school.cards(reference))
    school.once(lambda: all(len(school.sent(one).attempts) == 5 for one in written) or None)
    school.settled()
    used = {attempt.connection for message in written for attempt in school.sent(message).attempts}
    assert len(used) == 2
    assert [len(school.replies(who, one)) for who, one in zip(staff, written, strict=True)] == [1] * 4
    assert len(school.cards(reference)) == 1
    assert school.slack.unacknowledged() == []
    other.terminate()
    assert other.wait(30) == 0


def test_one_bot_takes_over_what_another_left(school: Running) -> None:
    """Both are at work when one dies: the other answers its own once, and the rest once."""
    other = school.bot.start()
    school.slack.limits("chat.postMessage", 4)
    # Slack chooses the connection by chance: so many that both get some.
    staff = [school.person() for _ in range(16)]
    written = [who.messages_bot(QUESTION) for who in staff]
    at_work = "select distinct worker from received where not done and worker is not null"
    school.once(lambda: len(school.rows(at_work)) == 2 or None)
    other.kill()
    assert other.wait() != 0
    school.bot.passes(_LEASE)
    for who, message in zip(staff, written, strict=True):
        school.replied(who, message)
    school.settled()
    assert [len(school.replies(who, one)) for who, one in zip(staff, written, strict=True)] == [1] * 16


def test_after_an_hour_without_slack_everything_goes_out_once(school: Running) -> None:
    """What was in hand when Slack went away, what people write meanwhile, and the role holders' card."""
    asker, reporter, later = school.person(), school.person(), school.person()
    school.slack.limits("chat.postMessage", 4)
    question, report = asker.messages_bot(QUESTION), reporter.messages_bot(INCIDENT)
    _delivered(school, "chat.postMessage")
    with school.slack.down(refusing=True):
        waiting = later.messages_bot(QUESTION)
        (reference,) = school.once(lambda: school.cases(reporter) or None)
        school.once(lambda: school.rows("select id from deliveries where reason != ''") or None)
        school.slack.clock.advance(3600)
        school.bot.passes(3600)
        assert school.replies(asker, question) == []
    school.bot.passes(_LONGEST_PAUSE)
    school.once(lambda: school.slack.connections or None)
    # By then Slack has sent again what came while the bot had no connection.
    school.slack.passes(70)
    for who, message in ((asker, question), (reporter, report), (later, waiting)):
        school.replied(who, message)
    school.once(lambda: school.cards(reference))
    school.settled()
    assert len(school.replies(asker, question)) == len(school.replies(later, waiting)) == 1
    assert [reference in one.visible() for one in school.replies(reporter, report)] == [True]
    assert len(school.cards(reference)) == 1


def test_told_to_stop_it_finishes_and_takes_no_more(school: Running) -> None:
    """SIGTERM in the middle of work: exit status 0, and whatever came too late is the next one's."""
    school.slack.limits("chat.postMessage", 2)
    staff = [school.person() for _ in range(3)]
    written = [who.messages_bot(QUESTION) for who in staff]
    taken = "select key from received where not done and worker is not null"
    school.once(lambda: len(school.rows(taken)) == 3 or None)
    (process,) = [one for one in school.bot.processes if one.poll() is None]
    process.send_signal(signal.SIGTERM)
    school.once(lambda: school.slack.connections == 0 or None)
    late = school.person()
    too_late = late.messages_bot(QUESTION)
    assert process.wait(30) == 0
    assert [len(school.replies(who, one)) for who, one in zip(staff, written, strict=True)] == [1] * 3
    assert school.replies(late, too_late) == []
    school.bot.start()
    school.slack.passes(70)
    school.replied(late, too_late)
    school.settled()
    assert len(school.replies(late, too_late)) == 1


def test_an_answer_whose_ok_was_lost_is_not_said_twice(school: Running) -> None:
    """Slack has posted it, and the connection broke before it could say so."""
    who = school.person()
    school.slack.loses_answers("chat.postMessage")
    message = who.messages_bot(QUESTION)
    school.replied(who, message)
    school.settled()
    assert len(school.replies(who, message)) == 1
    assert school.slack.calls("conversations.replies")


@pytest.mark.parametrize("how", ["refreshed", "closed", "broken"])
def test_a_connection_that_ends_is_replaced(school: Running, how: str) -> None:
    """It costs no message and no second answer."""
    opened, who = school.slack.connections_opened, school.person()
    if how == "refreshed":
        school.slack.refreshes_connections()
    else:
        school.slack.drops_connections(politely=how == "closed")
    message = who.messages_bot(QUESTION)
    school.once(lambda: school.slack.connections_opened > opened or None)
    school.slack.passes(70)
    school.replied(who, message)
    school.settled()
    assert len(school.replies(who, message)) == 1
