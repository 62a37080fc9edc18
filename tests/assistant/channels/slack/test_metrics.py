"""What Prometheus reads of a language model: four figures, or that there are none to be had."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assistant.channels.slack import metrics
from assistant.channels.slack.metrics import metrics_route
from assistant.errors import CaseStoreError
from assistant.ports import Usage
from tests.fakes.clock import SCHOOL_MORNING


async def _used() -> Usage:
    return Usage(SCHOOL_MORNING.date(), 12, 3456, 7, 5)


async def _away() -> Usage:
    raise CaseStoreError("postgres at 10.0.0.7 refuses")


async def _endless() -> Usage:
    await asyncio.Event().wait()
    return await _used()


def _asked(used_today: Callable[[], Awaitable[Usage]]) -> tuple[int, str]:
    with TestClient(Starlette(routes=[metrics_route(used_today)])) as client:
        answer = client.get("/metrics")
        return answer.status_code, answer.text


def test_each_figure_has_its_line() -> None:
    """Without anybody's name, and without a word of anybody's."""
    status, text = _asked(_used)
    assert status == 200
    assert [line for line in text.splitlines() if not line.startswith("#")] == [
        "assistant_model_calls_today 12",
        "assistant_model_tokens_today 3456",
        "assistant_model_shown_today 7",
        "assistant_model_fell_back_today 5",
    ]
    assert text.count("# HELP assistant_model_") == text.count("# TYPE assistant_model_") == 4
    assert text.endswith("\n")


def test_it_is_told_in_the_form_that_prometheus_takes() -> None:
    """Text of its version."""
    with TestClient(Starlette(routes=[metrics_route(_used)])) as client:
        assert client.get("/metrics").headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"


@pytest.mark.parametrize("used_today", [_away, _endless])
def test_a_database_that_is_away_says_nothing(
    used_today: Callable[[], Awaitable[Usage]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Least of all where it would be."""
    monkeypatch.setattr(metrics, "_PATIENCE", 0.05)
    assert _asked(used_today) == (503, "")
