"""Errors of every provider's library as one word; what they say may hold what was asked."""

import httpx
import httpx2
from langchain_core.exceptions import ModelConnectionError, ModelTimeoutError

_LATE = (TimeoutError, ModelTimeoutError, httpx.TimeoutException, httpx2.TimeoutException)
_AWAY = (OSError, ModelConnectionError, httpx.TransportError, httpx2.TransportError)


def reason_of(error: Exception) -> str:
    """`timeout`, `unreachable`, `refusal` or `error`."""
    if isinstance(error, _LATE):
        return "timeout"
    if isinstance(error, _AWAY):
        return "unreachable"
    # Azure refuses by an error with this code.
    return "refusal" if getattr(error, "code", None) == "content_filter" else "error"


def status_of(error: BaseException) -> int | None:
    """The HTTP status that the error, or what it came of, is about; None where it is about none."""
    named = (getattr(error, name, None) for name in ("status_code", "code"))
    status = next((status for status in named if isinstance(status, int)), None)
    if status is None and error.__cause__ is not None:
        return status_of(error.__cause__)
    return status
