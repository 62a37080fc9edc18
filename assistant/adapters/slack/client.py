"""The way to Slack's Web API: never waits long, never sends twice by itself, never writes to a log."""

import logging

from slack_sdk import WebClient
from slack_sdk.http_retry import (
    HttpRequest,
    HttpResponse,
    RateLimitErrorRetryHandler,
    RetryHandler,
    RetryState,
)

# Its errors quote what was sent, and below WARNING it writes whole messages.
_SILENT = logging.getLogger(f"{__name__}.silent")
_SILENT.disabled = True
_SILENT.setLevel(logging.CRITICAL + 1)
# Seconds: well below the time until a reporter or the next channel has to be told.
_MOMENT = 2


def web_client(token: str, api_url: str, timeout: int = 5) -> WebClient:
    """A client for the bot's token. `timeout` is in seconds, for each wait.

    It tries again only after a rate limit of a moment, as two cases at once run into. Longer ones it would
    sleep through, and a message whose answer was lost it would post twice: whoever queued the alert sees to
    those.
    """
    tries: list[RetryHandler] = [_AfterAMoment(max_retry_count=1)]
    return WebClient(token=token, base_url=api_url, timeout=timeout, retry_handlers=tries, logger=_SILENT)


class _AfterAMoment(RateLimitErrorRetryHandler):
    def _can_retry(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        if response is None or response.status_code != 429:
            return False
        headers = {name.lower(): value for name, value in response.headers.items()}
        asked = str(next(iter(headers.get("retry-after", ())), ""))
        return asked.isdigit() and int(asked) <= _MOMENT
