"""Slack calls the bot: the same listeners, behind a signature."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.slack.delivery import Delivery
from tests.fakes.slack.people import Person
from tests.journeys.slack.running import INCIDENT, QUESTION, Running, running
from tests.journeys.slack.test_serving import _free_port

_TOO_OLD = 400


class _Called:
    """A school whose bot is called at `url`."""

    def __init__(self, school: Running, url: str) -> None:
        self.school, self.slack, self.url = school, school.slack, url

    def message(self, text: str) -> tuple[Person, Delivery]:
        """Somebody's message that has been answered; their delivery can be sent again in other forms."""
        who = self.school.person()
        written = who.messages_bot(text)
        self.school.replied(who, written)
        return who, self.school.sent(written)


@pytest.fixture(scope="module")
def called(published_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Called]:
    """The bot in HTTP mode."""
    port, folder = _free_port(), tmp_path_factory.mktemp("http")
    secret = "signing-secret"
    settings = {"slack_mode": "http", "slack_signing_secret": secret, "slack_app_token": ""}
    with running(published_home, folder, serve_port=port, **settings) as school:
        assert school.slack.signing_secret == secret
        school.bot.start()
        url = f"http://127.0.0.1:{port}/slack/events"
        school.slack.uses_http(url)
        yield _Called(school, url)


def test_a_message_is_answered_and_its_replay_is_not(called: _Called) -> None:
    """The same request again is acknowledged, for Slack sends what it believes lost."""
    who, delivery = called.message(QUESTION)
    assert delivery.acknowledged
    for _ in range(2):
        status, said = called.slack.sends(called.slack.signed(delivery), called.url)
        assert (status, said) == (200, "")
    called.school.settled()
    assert len([one for one in who.sees(who.dm) if one.by_bot]) == 1


@pytest.mark.parametrize(
    ("timestamp", "sign"),
    [
        (None, "v0=" + "0" * 64),
        (None, ""),
        (str(int(time.time()) - _TOO_OLD), None),
        (str(int(time.time()) + 20 * _TOO_OLD), None),
        ("yesterday", None),
        ("1.5", None),
        ("", None),
        ("9" * 40, None),
    ],
)
def test_a_call_that_slack_did_not_sign_is_turned_away(
    called: _Called, timestamp: str | None, sign: str | None
) -> None:
    """A bad signature and an old or odd timestamp are 401, and nothing is taken in or written down."""
    who = called.school.person()
    with called.slack.down():
        canary = "canary 4711 of a forged call"
        delivery = called.school.sent(who.messages_bot(canary))
        forged = called.slack.signed(delivery, timestamp=timestamp, sign=sign)
        assert called.slack.sends(forged, called.url)[0] == 401
        assert called.school.rows(f"select key from received where sender like '%{who.id}'") == []
        assert canary not in called.school.bot.log.read_text()


def test_an_incident_and_its_buttons_work_over_http(called: _Called) -> None:
    """The case is recorded, shown to the lead, and acknowledged with a click."""
    school, (reporter, _) = called.school, called.message(INCIDENT)
    (reference,) = school.cases(reporter)
    card = school.once(lambda: school.cards(reference) or None)[0]
    assert school.lead.clicks(card, "case_acknowledge").wait(20).acknowledged
    held = f"select reference from cases where reference='{reference}' and held_by is not null"
    assert school.once(lambda: school.rows(held) or None) == [(reference,)]


def test_a_command_works_over_http(called: _Called) -> None:
    """The answer comes back where it was typed, to whoever typed it."""
    who = called.school.person()
    assert who.commands("/policy", QUESTION).wait(20).acknowledged
    answer = called.school.once(lambda: next((one for one in who.sees(who.dm) if one.by_bot), None))
    assert answer.only_for == who.id
    assert who.saw_errors == []
