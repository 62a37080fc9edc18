"""A hard limit for work that waits for another machine."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

Result = TypeVar("Result")


def within(seconds: float, work: Callable[[], Result]) -> Result:
    """What `work` gives back or raises. Raises TimeoutError when `seconds` are over.

    Time limits of sockets count each wait alone, and looking up a name has none. Work that is late is
    left to its own thread, which does not keep the process from ending.
    """
    future: Future[Result] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:
            future.set_exception(error)

    Thread(target=run, name="notifier", daemon=True).start()
    return future.result(seconds)
