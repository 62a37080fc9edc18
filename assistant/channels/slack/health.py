"""What a watcher of the process may ask: whether it lives, and whether it can do its work."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

Check = Callable[[], Awaitable[bool]]
_PATIENCE = 3.0


def health_routes(checks: Mapping[str, Check]) -> list[Route]:
    """`/healthz`: the process lives. `/readyz`: every check passes; which do is shown, by name alone."""

    async def lives(_: Request) -> Response:
        return JSONResponse({"alive": True})

    async def is_ready(_: Request) -> Response:
        found = {name: await _passes(check) for name, check in checks.items()}
        return JSONResponse(found, status_code=200 if all(found.values()) else 503)

    return [Route("/healthz", lives), Route("/readyz", is_ready)]


async def _passes(check: Check) -> bool:
    try:
        return await asyncio.wait_for(check(), _PATIENCE)
    # Whatever a check raises is its answer; its words may name addresses.
    except Exception:
        return False
