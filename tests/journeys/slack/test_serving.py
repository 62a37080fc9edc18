"""One process and those who watch it: what it says of itself, and when it refuses to begin."""

from collections.abc import Iterator
from pathlib import Path
from socket import create_server

import pytest

from tests.journeys.slack.running import INCIDENT, QUESTION, Running, running

_HOST = "127.0.0.1"


def _free_port() -> str:
    with create_server((_HOST, 0)) as socket:
        return str(socket.getsockname()[1])


@pytest.fixture(scope="module")
def school(published_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A school with one bot whose health can be asked for."""
    with running(published_home, tmp_path_factory.mktemp("serving"), serve_port=_free_port()) as opened:
        opened.bot.start()
        yield opened


def test_a_bot_that_can_work_says_so(school: Running) -> None:
    """It lives, and each of its needs is met."""
    assert school.bot.health("healthz") == (200, {"alive": True})
    assert school.bot.health("readyz") == (200, {"slack": True, "database": True, "index": True})


def test_use_of_a_model_is_told(school: Running) -> None:
    """Where there is none it was not used."""
    assert "\nassistant_model_calls_today 0\n" in school.bot.metrics()


def test_without_slack_it_lives_and_is_not_ready(school: Running) -> None:
    """Nobody restarts it for that, and it is ready again by itself."""
    with school.slack.down():
        school.once(lambda: school.bot.health("readyz")[0] == 503 or None)
        assert school.bot.health("readyz")[1] == {"slack": False, "database": True, "index": True}
        assert school.bot.health("healthz")[0] == 200
    school.once(lambda: school.bot.health("readyz")[0] == 200 or None)


def test_a_second_one_does_not_take_its_port(school: Running) -> None:
    """It says in one sentence which settings to look at."""
    status, said = school.bot.refusal()
    assert status == 1
    assert "ASSISTANT_SERVE_PORT" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"slack_bot_token": ""}, "The bot's token is not set"),
        ({"slack_bot_token": "xoxb-wrong"}, "Slack does not take the bot's token (invalid_auth)"),
        ({"slack_app_token": ""}, "The app's own token is not set"),
        ({"slack_app_token": "xapp-wrong"}, "Slack does not take the app's own token (invalid_auth)"),
        ({"slack_mode": "http"}, "The signing secret is not set"),
        ({"slack_api_url": "http://127.0.0.1:1/api/"}, "Slack cannot be reached"),
        ({"live": "true"}, "Live mode is refused"),
    ],
)
def test_what_is_not_set_up_does_not_begin(school: Running, settings: dict[str, str], sentence: str) -> None:
    """One clear sentence, exit status 1, and no token in it."""
    status, said = school.bot.refusal(serve_port="0", **settings)
    assert status == 1
    assert sentence in " ".join(said.split())
    assert "Traceback" not in said
    assert "xoxb" not in said
    assert "xapp" not in said


def test_without_its_database_it_still_answers(
    published_home: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Once each: a question with whom to ask, a report with whom to ring; and it is not ready."""
    nowhere = "postgresql+psycopg://postgres@127.0.0.1:1/nowhere"
    folder = tmp_path_factory.mktemp("nowhere")
    with running(published_home, folder, database=nowhere, serve_port=_free_port()) as school:
        school.bot.start()
        asker, reporter = school.person(), school.person()
        question, report = asker.messages_bot(QUESTION), reporter.messages_bot(INCIDENT)
        school.slack.delivers_again(school.sent(question))
        school.slack.delivers_again(school.sent(report))
        assert "01632 960000" in school.replied(asker, question).visible()
        shown = school.replied(reporter, report).visible()
        assert "Safeguarding_Lead" in shown
        assert "01632 960000" in shown
        status, ready = school.bot.health("readyz")
        assert (status, ready["database"], ready["slack"]) == (503, False, True)
        school.once(lambda: all(len(school.sent(one).attempts) == 3 for one in (question, report)) or None)
        school.slack.wait_until_settled()
        school.slack.clock.advance(2)
        later = school.person()
        school.replied(later, later.messages_bot(QUESTION))
        assert len(school.replies(asker, question)) == len(school.replies(reporter, report)) == 1
        assert school.slack.unacknowledged() == []
