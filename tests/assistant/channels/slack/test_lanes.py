"""Questions wait for triage, and triage for nobody."""

import asyncio

import pytest

from assistant.channels.slack import lanes
from assistant.channels.slack.lanes import Lanes, on


def test_work_goes_on_beside_the_event_loop() -> None:
    """What it gives back or raises comes out, while the loop does other things."""

    async def story() -> int:
        made = Lanes()
        go_on = asyncio.Event()
        loop = asyncio.get_running_loop()

        def work(number: int) -> int:
            asyncio.run_coroutine_threadsafe(_set(go_on), loop).result(5)
            return number + 1

        found = asyncio.create_task(on(made.triage, work, 1))
        await asyncio.wait_for(go_on.wait(), 5)
        with pytest.raises(ZeroDivisionError):
            await on(made.questions, lambda: 1 // 0)
        answer = await found
        made.close()
        return answer

    assert asyncio.run(story()) == 2


def test_questions_wait_until_everything_is_triaged() -> None:
    """The last of several messages opens the way."""

    async def story() -> None:
        made = Lanes()
        await asyncio.wait_for(made.all_triaged(), 5)
        with made.triaging():
            with made.triaging():
                waiting = asyncio.create_task(made.all_triaged())
                await asyncio.sleep(0)
            await asyncio.sleep(0)
            assert not waiting.done()
        await asyncio.wait_for(waiting, 5)
        made.close()

    asyncio.run(story())


def test_questions_do_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where messages never stop coming, those that are triaged are answered all the same."""
    monkeypatch.setattr(lanes, "_MOST_PATIENCE", 0.01)

    async def story() -> None:
        made = Lanes()
        with made.triaging():
            await asyncio.wait_for(made.all_triaged(), 5)
        made.close()

    asyncio.run(story())


async def _set(event: asyncio.Event) -> None:
    event.set()
