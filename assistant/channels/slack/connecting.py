"""The client that talks to Slack, and the app that Slack talks to, whichever way it comes in."""

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.http_retry import HttpRequest, HttpResponse, RetryState
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from assistant.channels.slack.desk import Desk
from assistant.channels.slack.lanes import on
from assistant.channels.slack.listeners import register
from assistant.channels.slack.receiving import Receiving
from assistant.channels.slack.transports import HttpMode, SocketMode, Transport
from assistant.domain.received import Received
from assistant.settings import Settings


class _Reconnecting(AsyncConnectionErrorRetryHandler):
    """Sends nothing twice whose answer was lost: the inbox tries again, and looks before it does."""

    async def _can_retry_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        if request.url.endswith("/chat.postMessage"):
            return False
        return bool(
            await super()._can_retry_async(state=state, request=request, response=response, error=error)
        )


def client_of(settings: Settings, session: aiohttp.ClientSession) -> AsyncWebClient:
    """The client for the bot's token."""
    return AsyncWebClient(
        # A connection made anew for each call would cost more than the call.
        session=session,
        token=settings.slack_bot_token.get_secret_value(),
        base_url=settings.slack_api_url,
        retry_handlers=[
            _Reconnecting(max_retry_count=1),
            AsyncRateLimitErrorRetryHandler(max_retry_count=2),
        ],
    )


def app_of(client: AsyncWebClient, settings: Settings, desk: Desk, identity: AuthorizeResult) -> AsyncApp:
    """The app with every listener; `identity` is what auth.test said when the process began."""
    socket_mode = settings.slack_mode == "socket"

    async def receive(received: Received) -> bool:
        return await on(desk.lanes.receiving, desk.answering.leases.received, received)

    async def authorize() -> AuthorizeResult:
        # Bolt would ask Slack, and acknowledge unseen whatever comes while Slack does not say.
        return identity

    app = AsyncApp(
        client=client,
        signing_secret=settings.slack_signing_secret.get_secret_value(),
        request_verification_enabled=not socket_mode,
        ssl_check_enabled=not socket_mode,
        # First of all that looks at a payload, but for its signature.
        before_authorize=Receiving(receive, desk.made.clock),
        authorize=authorize,
    )
    register(app, desk)
    return app


def transport_of(app: AsyncApp, settings: Settings) -> Transport:
    """The way in that is set."""
    if settings.slack_mode == "socket":
        return SocketMode(app, settings.slack_app_token.get_secret_value())
    return HttpMode(app)
