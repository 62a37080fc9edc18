"""One event loop beside whatever the process does, so that a call can be cut off wherever it stands.

A call that is cut off closes its connection. Nothing here keeps the process from ending.
"""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from threading import Thread
from typing import Any, TypeVar

_T = TypeVar("_T")
# Beyond the deadline, for a loop that is held up by a library.
_GRACE = 0.5


def run_within(seconds: float, work: Coroutine[Any, Any, _T]) -> _T:
    """What comes of the work. Raises TimeoutError after `seconds`, however busy it is then."""

    async def cut_off() -> _T:
        async with asyncio.timeout(seconds):
            return await work

    running = asyncio.run_coroutine_threadsafe(cut_off(), _loop())
    try:
        return running.result(seconds + _GRACE)
    except TimeoutError:
        running.cancel()
        raise


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """One for the process: libraries keep connections, each of which belongs to the loop that made it."""
    loop = asyncio.new_event_loop()
    loop.set_default_executor(_Daemons())
    Thread(target=loop.run_forever, name="language-model", daemon=True).start()
    return loop


class _Daemons(ThreadPoolExecutor):
    """Threads for what a loop cannot wait for, such as the look-up of a name.

    Those of an ordinary pool would be waited for when the process ends.
    """

    def submit(self, work: Callable[..., _T], /, *args: Any, **named: Any) -> "Future[_T]":
        """Begin the work on a thread of its own."""
        future: Future[_T] = Future()

        def run() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(work(*args, **named))
            # Whoever waits for the result gets it.
            except BaseException as error:
                future.set_exception(error)

        Thread(target=run, daemon=True).start()
        return future
