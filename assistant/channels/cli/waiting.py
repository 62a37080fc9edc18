"""What whoever asks at a terminal is told while a language model is at work."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.domain.proposal import Step, Told
from assistant.domain.replies import Replies
from assistant.terminal import spinner

_EXPLAINING = logging.getLogger("assistant.journeys.explain")


@contextmanager
def waiting(replies: Replies) -> Iterator[Told]:
    """Shows each step as it begins, at a terminal only.

    Why there is no explanation is for the log of a server or of a batch, and not for whoever asks.
    """
    level = _EXPLAINING.level
    if sys.stderr.isatty():
        _EXPLAINING.setLevel(logging.ERROR)
    try:
        with spinner() as show:

            def told(step: Step) -> None:
                show(replies.say("progress.line", doing=replies.say(f"progress.{step}")))

            yield told
    finally:
        _EXPLAINING.setLevel(level)
