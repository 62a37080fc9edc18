"""What must be right before the process takes any work; each mistake is one clear sentence."""

import socket
from collections.abc import Awaitable

import aiohttp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from assistant.channels.slack.posting import is_away, refusal_of
from assistant.errors import SettingsError, SlackNotReady
from assistant.settings import Settings


def complete(settings: Settings) -> None:
    """Whether everything that Slack needs is set. Raises SlackNotReady."""
    if not settings.slack_bot_token.get_secret_value():
        raise SlackNotReady("The bot's token is not set: put it into ASSISTANT_SLACK_BOT_TOKEN.")
    if settings.slack_mode == "socket" and not settings.slack_app_token.get_secret_value():
        raise SlackNotReady(
            "The app's own token is not set: put it into ASSISTANT_SLACK_APP_TOKEN. Socket Mode needs it."
        )
    if settings.slack_mode == "http" and not settings.slack_signing_secret.get_secret_value():
        raise SlackNotReady(
            "The signing secret is not set: put it into ASSISTANT_SLACK_SIGNING_SECRET. HTTP mode needs it."
        )


async def tokens_taken(client: AsyncWebClient, settings: Settings) -> AuthorizeResult:
    """Who the app is in Slack, which takes its tokens. Raises SlackNotReady."""
    said = await _taken("the bot's token", "ASSISTANT_SLACK_BOT_TOKEN", client.auth_test())
    if settings.slack_mode == "socket":
        # Whoever connects with a wrong one would try again for ever.
        token = settings.slack_app_token.get_secret_value()
        opened = client.apps_connections_open(app_token=token)
        await _taken("the app's own token", "ASSISTANT_SLACK_APP_TOKEN", opened)
    return AuthorizeResult.from_auth_test_response(auth_test_response=said, bot_token=client.token)


async def _taken(token: str, setting: str, call: Awaitable[AsyncSlackResponse]) -> AsyncSlackResponse:
    try:
        return await call
    except (SlackClientError, aiohttp.ClientError, OSError, TimeoutError) as error:
        if is_away(error) and not refusal_of(error):
            raise SlackNotReady(
                f"Slack cannot be reached ({type(error).__name__}). Check the network, then start again."
            ) from None
        raise SlackNotReady(f"Slack does not take {token} ({refusal_of(error)}). Check {setting}.") from None


def listening_at(host: str, port: int) -> socket.socket:
    """The address that watchers, and in HTTP mode Slack, call. Raises SettingsError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise SettingsError(
            f"Nothing can be served at {host} port {port} ({error.strerror}):"
            " check ASSISTANT_SERVE_HOST and ASSISTANT_SERVE_PORT."
        ) from None
