"""Each mistake of the settings is one sentence that names the setting."""

from socket import create_server

import pytest
from pydantic import SecretStr

from assistant.channels.slack.starting import complete, listening_at
from assistant.errors import SettingsError, SlackNotReady
from assistant.settings import Settings

_SECRET = SecretStr("a secret")


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        (Settings(slack_app_token=_SECRET), "ASSISTANT_SLACK_BOT_TOKEN"),
        (Settings(slack_bot_token=_SECRET), "ASSISTANT_SLACK_APP_TOKEN"),
        (Settings(slack_bot_token=_SECRET, slack_mode="http"), "ASSISTANT_SLACK_SIGNING_SECRET"),
    ],
)
def test_what_is_missing_is_named(settings: Settings, named: str) -> None:
    """And no secret is shown."""
    with pytest.raises(SlackNotReady, match=named) as refused:
        complete(settings)
    assert "a secret" not in str(refused.value)


def test_each_mode_needs_its_own() -> None:
    """No app token over HTTP, no signing secret in Socket Mode."""
    complete(Settings(slack_bot_token=_SECRET, slack_app_token=_SECRET))
    complete(Settings(slack_bot_token=_SECRET, slack_mode="http", slack_signing_secret=_SECRET))


def test_an_address_that_is_taken_is_a_mistake_of_the_settings() -> None:
    """It says which port, and where to change it."""
    with create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=f"{port}.*ASSISTANT_SERVE_PORT"):
            listening_at("127.0.0.1", port)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_both_kinds_of_address_are_listened_at(host: str) -> None:
    """Port 0 is any that is free."""
    with listening_at(host, 0) as socket:
        assert socket.getsockname()[1] > 0
