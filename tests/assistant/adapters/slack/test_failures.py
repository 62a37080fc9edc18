"""Slack's errors: what will not be better by itself, and what is told elsewhere at once."""

from datetime import timedelta
from http.client import IncompleteRead

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from assistant.adapters.slack.client import web_client
from assistant.adapters.slack.failures import (
    TROUBLES,
    concerns_place,
    explained,
    form_refused,
    message_is_gone,
    pause_after,
)
from tests.fakes.slack import FakeSlack

_CANARY = "kanarie7"


def _refusal(name: str, status: int = 200, headers: dict[str, str] | None = None) -> SlackApiError:
    response = SlackResponse(
        client=None,
        http_verb="POST",
        api_url="chat.postMessage",
        req_args={"json": {"text": _CANARY}},
        data={"ok": False, "error": name},
        headers=headers or {},
        status_code=status,
    )
    return SlackApiError(_CANARY, response)


@pytest.mark.parametrize(
    "name",
    [
        "channel_not_found",
        "not_in_channel",
        "is_archived",
        "restricted_action",
        "user_not_found",
        "cannot_dm_bot",
    ],
)
def test_a_closed_place_is_closed_for_good(name: str) -> None:
    """Trying again is no use, and other places may still be open."""
    failure = explained(_refusal(name))
    assert (failure.for_good, failure.elsewhere) == (True, False)
    assert concerns_place(_refusal(name))
    assert _CANARY not in failure.reason


@pytest.mark.parametrize(
    "name", ["account_inactive", "token_revoked", "invalid_auth", "missing_scope", "not_authed"]
)
def test_a_token_that_is_refused_is_no_place(name: str) -> None:
    """For good too, but for every place."""
    assert explained(_refusal(name)).for_good
    assert not concerns_place(_refusal(name))


@pytest.mark.parametrize(
    "error",
    [
        _refusal("ratelimited", 429),
        _refusal("", 429),
        _refusal("internal_error"),
        _refusal(f"Received a response in a non-JSON format: <html>{_CANARY}", 503),
        _refusal("something_new"),
        ConnectionRefusedError(_CANARY),
        TimeoutError(_CANARY),
        IncompleteRead(b"kanarie7"),
    ],
    ids=["limit", "limit without a name", "inside", "503", "unknown", "refused", "late", "broken off"],
)
def test_what_may_pass_is_told_elsewhere(error: Exception) -> None:
    """The next channel and person at once, and another try here; the reason quotes nothing."""
    failure = explained(error)
    assert isinstance(error, TROUBLES)
    assert (failure.for_good, failure.elsewhere) == (False, True)
    assert failure.reason.endswith(".")
    assert _CANARY not in failure.reason


def test_a_message_that_is_gone_and_a_form_that_is_refused_are_known() -> None:
    """Each has its own way out, and neither is the other."""
    gone, form = _refusal("message_not_found"), _refusal("invalid_blocks")
    assert (message_is_gone(gone), form_refused(gone)) == (True, False)
    assert (message_is_gone(form), form_refused(form)) == (False, True)


def test_slack_says_how_long_to_wait() -> None:
    """As long as it asks for, some seconds where it does not say."""
    assert pause_after(_refusal("ratelimited", 429, {"Retry-After": "30"})) == timedelta(seconds=30)
    assert pause_after(_refusal("ratelimited", 429)) == timedelta(seconds=5)
    assert pause_after(TimeoutError()) == timedelta(seconds=5)


def test_the_client_raises_at_once() -> None:
    """A rate limit, an outage and a refused connection are raised after one call, without a pause."""
    with FakeSlack() as slack:
        client = web_client(slack.bot_token, slack.api_url)
        slack.limits("auth.test", 60)
        with pytest.raises(SlackApiError) as limited:
            client.auth_test()
        assert len(slack.calls("auth.test")) == 1
        assert explained(limited.value).reason == "Slack takes no more messages for the moment."
        for refusing in (False, True):
            with slack.down(refusing=refusing), pytest.raises(TROUBLES) as down:
                client.users_info(user="U1")
            assert explained(down.value).reason == "Slack cannot be reached or does not answer."
