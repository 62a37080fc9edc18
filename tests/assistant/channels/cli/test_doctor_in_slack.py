"""Where the school uses Slack the doctor asks it, too."""

import re
from collections.abc import Iterator

import pytest
from typer.testing import CliRunner

from assistant.channels.cli.app import app
from assistant.channels.slack.manifest import SCOPES
from tests.assistant.channels.cli.command_line import in_one_line
from tests.fakes.slack import BOT, FakeSlack
from tests.fakes.small_school import SmallSchool


@pytest.fixture
def slack(in_own_school: SmallSchool, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeSlack]:
    """A Slack in which the app is installed as its manifest has it; its tokens are in the settings."""
    with FakeSlack(scopes=tuple(SCOPES)) as made:
        for name in ("api_url", "bot_token", "app_token"):
            monkeypatch.setenv(f"ASSISTANT_SLACK_{name.upper()}", getattr(made, name))
        yield made


def _examined() -> tuple[int, str]:
    done = CliRunner().invoke(app, ["doctor"], env={"COLUMNS": "300"})
    return done.exit_code, in_one_line(re.sub("[┃│]", " ", done.stdout))


def test_an_app_that_is_installed_rightly_is_good(slack: FakeSlack) -> None:
    """Its name, its scopes and the form of its tokens; nothing stands in the way."""
    status, told = _examined()
    assert status == 0
    assert "The token is valid: the app is called" in told
    assert "The app may do what it needs, and no more." in told
    assert "The app-level token has the right form." in told


def test_somebody_who_reads_along_keeps_the_school_from_starting(
    slack: FakeSlack, in_own_school: SmallSchool
) -> None:
    """The address is looked up in Slack as school.toml has it."""
    lead, other = slack.workspace.person("Lead"), slack.workspace.person("Other")
    team = slack.workspace.channel("cases", [BOT, lead, other], private=True)
    mail = 'email = "safeguarding_lead@school.example"'
    listed = f'{mail}\nnotify = ["slack:{lead.id}", "slack:{team.id}"]'
    in_own_school.edit("corpus/school.toml", mail, listed)
    status, told = _examined()
    assert status == 1
    assert f"slack:{lead.id} can be reached." in told
    assert f"{other.id}: in the channel, and no contact lists both" in told


def test_without_the_token_of_the_app_itself_only_http_will_do(
    slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In Socket Mode it is missing; where Slack calls the assistant nobody needs it."""
    monkeypatch.setenv("ASSISTANT_SLACK_APP_TOKEN", "")
    assert _examined()[0] == 1
    monkeypatch.setenv("ASSISTANT_SLACK_MODE", "http")
    status, told = _examined()
    assert (status, "app-level" in told) == (0, False)


def test_a_slack_that_is_down_is_a_finding(slack: FakeSlack) -> None:
    """The rest of the examination is shown all the same."""
    with slack.down():
        status, told = _examined()
    assert status == 1
    assert "2 policies with" in told


def test_without_a_token_nobody_is_asked(slack: FakeSlack, monkeypatch: pytest.MonkeyPatch) -> None:
    """A school without Slack hears nothing of it."""
    monkeypatch.setenv("ASSISTANT_SLACK_BOT_TOKEN", "")
    assert "Slack" not in _examined()[1]
    assert slack.calls() == []
