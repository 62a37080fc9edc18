"""How long the way to Slack waits by itself."""

import pytest
from slack_sdk.errors import SlackApiError

from assistant.adapters.slack.client import web_client
from tests.fakes.slack import FakeSlack


def test_a_rate_limit_of_a_moment_is_waited_for_once() -> None:
    """Two cases in one second both get their card; a longer limit is told at once, so that others hear."""
    with FakeSlack() as slack:
        ada = slack.workspace.person("Ada")
        client = web_client(slack.bot_token, slack.api_url)
        slack.limits("chat.postMessage", 1)
        assert client.chat_postMessage(channel=ada.id, text="one")["ok"]
        assert [call.status for call in slack.calls("chat.postMessage")] == [429, 200]
        slack.limits("chat.postMessage", 60)
        with pytest.raises(SlackApiError):
            client.chat_postMessage(channel=ada.id, text="two")
        assert len(slack.calls("chat.postMessage")) == 3
