"""Whatever a library raises is one word, and its words are nobody's."""

import httpx
import httpx2
import openai
import pytest
from langchain_core.exceptions import ModelConnectionError, ModelTimeoutError

from assistant.adapters.language_model.failures import reason_of, status_of

_ASKED = httpx2.Request("POST", "https://model.example/v1")


def _answered(status: int, body: dict[str, str] | None = None) -> openai.APIStatusError:
    return openai.BadRequestError("no", response=httpx2.Response(status, request=_ASKED), body=body)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (TimeoutError(), "timeout"),
        (ModelTimeoutError(), "timeout"),
        (httpx.ReadTimeout("slow"), "timeout"),
        (ConnectionRefusedError(), "unreachable"),
        (ModelConnectionError(), "unreachable"),
        (httpx.ConnectError("name or service not known"), "unreachable"),
        (httpx2.ReadTimeout("slow"), "timeout"),
        (httpx2.RemoteProtocolError("hung up"), "unreachable"),
        (_answered(400, {"code": "content_filter"}), "refusal"),
        (_answered(400, {"code": "context_length_exceeded"}), "error"),
        (ValueError("the whole prompt"), "error"),
    ],
)
def test_every_error_has_a_reason(error: Exception, reason: str) -> None:
    """Late, away, refused, or simply an error."""
    assert reason_of(error) == reason


def test_the_status_is_found() -> None:
    """By the name that each library has for it, and nowhere else."""

    class _Googles(Exception):
        code = 400

    assert status_of(_answered(422)) == 422
    assert status_of(_Googles()) == 400
    assert status_of(_answered(400, {"code": "content_filter"})) == 400
    assert status_of(ValueError()) is None


def test_the_status_of_what_was_wrapped_is_found() -> None:
    """Google's error stands behind LangChain's."""
    wrapped = ValueError("no")
    wrapped.__cause__ = _answered(400)
    assert status_of(wrapped) == 400
