"""A check that fails, breaks or never ends is not ready; nothing but its name is shown."""

import asyncio

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assistant.channels.slack import health
from assistant.channels.slack.health import Check, health_routes


async def _good() -> bool:
    return True


async def _bad() -> bool:
    return False


async def _broken() -> bool:
    raise OSError("postgres at 10.0.0.7 refuses")


async def _endless() -> bool:
    await asyncio.Event().wait()
    return True


def _asked(path: str, **checks: Check) -> tuple[int, dict[str, bool]]:
    with TestClient(Starlette(routes=health_routes(checks))) as client:
        answer = client.get(path)
        return answer.status_code, answer.json()


@pytest.mark.parametrize(
    ("check", "status", "passes"),
    [(_good, 200, True), (_bad, 503, False), (_broken, 503, False), (_endless, 503, False)],
)
def test_it_is_ready_where_every_check_passes(
    check: Check, status: int, passes: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others are told beside the one that does not."""
    monkeypatch.setattr(health, "_PATIENCE", 0.05)
    assert _asked("/readyz", slack=_good, database=check) == (status, {"slack": True, "database": passes})


def test_it_lives_whatever_it_lacks() -> None:
    """Starting it anew would not bring the database back."""
    assert _asked("/healthz", database=_broken) == (200, {"alive": True})
