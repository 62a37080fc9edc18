"""What a language model is used for today, as Prometheus reads it: figures, no text and no person."""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from assistant.ports import Usage

_PATIENCE = 3.0
_WHAT = {
    "calls": "Calls of the language model today.",
    "tokens": "Its tokens today, in and out, partly estimated.",
    "shown": "Answers today with its words.",
    "fell_back": "Answers today that were shown without its words.",
}


def metrics_route(used_today: Callable[[], Awaitable[Usage]]) -> Route:
    """`/metrics`, with status 503 where the database is away."""

    async def metrics(_: Request) -> Response:
        try:
            usage = await asyncio.wait_for(used_today(), _PATIENCE)
        # Its words may name addresses.
        except Exception:
            return Response(status_code=503)
        return PlainTextResponse(_written(usage), media_type="text/plain; version=0.0.4")

    return Route("/metrics", metrics)


def _written(usage: Usage) -> str:
    lines = (
        f"# HELP {name} {said}\n# TYPE {name} gauge\n{name} {getattr(usage, figure)}\n"
        for figure, said in _WHAT.items()
        for name in [f"assistant_model_{figure}_today"]
    )
    return "".join(lines)
