"""Work is cut off at its deadline wherever it stands, and never keeps the process from ending."""

import asyncio
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.adapters.language_model.background import run_within
from tests.fakes.small_school import PROJECT

_HANGS = """
import asyncio, sys, time
from assistant.adapters.language_model.background import run_within

async def looked_up():
    await asyncio.to_thread(time.sleep, 600)

try:
    run_within(0.1, {work})
except TimeoutError:
    print("late", flush=True)
"""


async def _said(word: str) -> str:
    return word


async def _waiting(done: list[str]) -> None:
    try:
        await asyncio.sleep(600)
    finally:
        done.append("closed")


def test_what_comes_of_the_work_is_given_back() -> None:
    """Also its errors."""

    async def fails() -> None:
        raise KeyError("k")

    assert run_within(60, _said("word")) == "word"
    with pytest.raises(KeyError):
        run_within(60, fails())


def test_work_is_cut_off_and_tidies_up() -> None:
    """What it holds open is closed before anybody else's turn."""
    done: list[str] = []
    with pytest.raises(TimeoutError):
        run_within(0.05, _waiting(done))
    run_within(60, _said(""))
    assert done == ["closed"]


def test_several_wait_at_once() -> None:
    """One that waits holds up no other."""
    with ThreadPoolExecutor(8) as threads:
        late = [threads.submit(run_within, 0.5, _waiting([])) for _ in range(7)]
        assert threads.submit(run_within, 60, _said("word")).result() == "word"
        assert all(isinstance(one.exception(), TimeoutError) for one in late)


def test_a_loop_that_is_held_up_is_not_waited_for() -> None:
    """A library that never lets go costs half a second, and its own call."""
    release: list[bool] = []

    async def never_lets_go() -> None:
        while not release:
            time.sleep(0.01)

    with pytest.raises(TimeoutError):
        run_within(0.05, never_lets_go())
    release.append(True)
    assert run_within(60, _said("word")) == "word"


@pytest.mark.parametrize("work", ["asyncio.sleep(600)", "looked_up()"])
def test_the_process_ends_while_work_hangs(work: str) -> None:
    """In a wait, or in a thread that looks up a name."""
    script = _HANGS.format(work=work)
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=True, timeout=300
    )
    assert (done.stdout, done.stderr) == ("late\n", "")
