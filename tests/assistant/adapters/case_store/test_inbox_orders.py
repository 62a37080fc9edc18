"""Whatever is done in whatever order, an inbox in a database does what the one in memory does."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.adapters.case_store import sql_inbox
from assistant.adapters.case_store.inbox import SqlInbox
from assistant.domain.received import Received, Surface
from tests.fakes.clock import SCHOOL_MORNING
from tests.fakes.inbox import FakeInbox

_NAMES = ("a", "b", "c")
_KEYS, _THREADS = st.sampled_from(_NAMES), st.sampled_from(["", "T1", "T2"])
_WORKERS, _TEXTS = st.sampled_from(["one", "two"]), st.text(max_size=3)
_TIMES = st.integers(0, 4).map(lambda minutes: SCHOOL_MORNING + timedelta(minutes=minutes))
_MESSAGES = st.builds(
    Received,
    key=_KEYS,
    thread=_THREADS,
    sender=st.just("slack:T1/U1"),
    sender_name=st.just("Ann Example"),
    surface=st.sampled_from(Surface),
    text=_TEXTS,
    place=st.just("{}"),
    at=_TIMES,
)
_STEPS = st.one_of(
    st.tuples(st.just("receive"), _MESSAGES),
    st.tuples(st.just("claim"), _KEYS, _WORKERS, _TIMES, _TIMES),
    st.tuples(st.just("waiting"), _TIMES, st.integers(1, 3)),
    st.tuples(st.just("done"), _KEYS, _WORKERS, _TEXTS, st.booleans()),
    st.tuples(st.just("history"), _THREADS, _KEYS),
    st.tuples(st.just("read"), _KEYS),
    st.tuples(st.just("forget"), _KEYS),
    st.tuples(st.just("purge"), _TIMES),
)


@pytest.fixture
def inbox(url: str, key_file: Path) -> Iterator[SqlInbox]:
    """An inbox on each database."""
    with closing(sql_inbox(url, key_file)) as opened:
        yield opened


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(_STEPS, min_size=5, max_size=20))
def test_every_order_of_steps_ends_as_in_memory(inbox: SqlInbox, steps: list[tuple[Any, ...]]) -> None:
    """Each step says the same on both, and afterwards both hold the same."""
    # Examples share the database, so each begins with nothing in it.
    for name in _NAMES:
        inbox.forget(name)
    inbox.purge(SCHOOL_MORNING + timedelta(days=1))
    model = FakeInbox()
    for name, *arguments in steps:
        assert getattr(inbox, name)(*arguments) == getattr(model, name)(*arguments), name
    end = SCHOOL_MORNING + timedelta(minutes=9)
    assert inbox.waiting(end, 9) == model.waiting(end, 9)
    for thread in ("T1", "T2"):
        assert inbox.history(thread, "") == model.history(thread, "")
