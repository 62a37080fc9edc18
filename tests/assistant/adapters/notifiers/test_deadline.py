"""The hard limit: results and errors come through, and nobody waits for work that is late."""

from threading import Event

import pytest

from assistant.adapters.notifiers.deadline import within


def test_what_the_work_gives_or_raises_comes_through() -> None:
    """The caller sees no difference to calling it."""
    assert within(10, lambda: "done") == "done"
    with pytest.raises(KeyError, match="gone"):
        within(10, lambda: {"here": 1}["gone"])


def test_late_work_is_left_alone() -> None:
    """The caller goes on with a TimeoutError while the work still waits."""
    free, ended = Event(), Event()

    def work() -> None:
        free.wait()
        ended.set()

    with pytest.raises(TimeoutError):
        within(0.01, work)
    assert not ended.is_set()
    free.set()
    assert ended.wait(10)
