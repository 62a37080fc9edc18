"""Threads for the assistant's work, so that an incident never waits behind questions.

Triage has a thread of its own, for until it has spoken nobody knows which is which. What it calls an
incident goes on in the lane of incidents, everything else in that of questions, which begins nothing while
messages wait for triage: they share the processors. An answer that a language model is to explain leaves that
lane for one of its own, where it does nothing but wait: no model, however slow, holds up another question.
"""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Result = TypeVar("Result")
Lane = ThreadPoolExecutor

# Slack hears that a message has arrived once it is written down; what comes later must not delay that.
_RECEIVING = 4
# Marking and looking up. Fewer, for an SQLite file lets in one writer at a time.
_STORING = 2
_INCIDENTS = 4
# Cards wait for Slack; what has yet to be recorded must not wait for them.
_SHOWING = 4
_CHASING = 4
_QUESTIONS = 2
# As many as may be waiting for a model at once: a lane that was full would hide it from those behind.
_EXPLAINING = 50
# Seconds that a question waits at most for the triage of others.
_MOST_PATIENCE = 3.0


class Lanes:
    """The lanes of one process."""

    def __init__(self) -> None:
        self.triage = Lane(1, "triage")
        self.receiving = Lane(_RECEIVING, "receiving")
        self.holding = Lane(1, "holding")
        self.storing = Lane(_STORING, "storing")
        self.incidents = Lane(_INCIDENTS, "incidents")
        self.showing = Lane(_SHOWING, "showing")
        self.chasing = Lane(_CHASING, "chasing")
        self.questions = Lane(_QUESTIONS, "questions")
        self.explaining = Lane(_EXPLAINING, "explaining")
        self._untriaged = 0
        self._all_triaged = asyncio.Event()
        self._all_triaged.set()

    @contextmanager
    def triaging(self) -> Iterator[None]:
        """Questions wait as long as the block takes."""
        self._untriaged += 1
        self._all_triaged.clear()
        try:
            yield
        finally:
            self._untriaged -= 1
            if not self._untriaged:
                self._all_triaged.set()

    async def all_triaged(self) -> None:
        """Wait until no message waits for triage, though not for ever where they do not stop coming."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._all_triaged.wait(), _MOST_PATIENCE)

    def close(self) -> None:
        """Wait for what has begun; begin nothing more."""
        working = (self.triage, self.questions, self.explaining, self.incidents, self.showing, self.chasing)
        for lane in (*working, self.receiving, self.storing, self.holding):
            lane.shutdown(wait=True, cancel_futures=True)


async def on(lane: Lane, work: Callable[Given, Result], *args: Given.args, **named: Given.kwargs) -> Result:
    """What `work` gives back or raises, done on `lane` while the event loop goes on."""
    return await asyncio.get_running_loop().run_in_executor(lane, lambda: work(*args, **named))
