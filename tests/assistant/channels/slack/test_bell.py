"""A ring wakes those who wait, and is not missed by those who were at work."""

import asyncio

from assistant.channels.slack.bell import Bell

_LONG, _SHORT = 60.0, 0.01


def test_one_ring_wakes_all_who_wait() -> None:
    """Long before their time is over."""

    async def story() -> None:
        bell = Bell()
        waiting = [asyncio.create_task(bell.heard_within(_LONG, bell.rings)) for _ in range(3)]
        await asyncio.sleep(0)
        bell.ring()
        await asyncio.wait_for(asyncio.gather(*waiting), 5)

    asyncio.run(story())


def test_a_ring_during_the_work_is_heard_after_it() -> None:
    """Work that became due while somebody worked is not left for a whole turn."""

    async def story() -> None:
        bell = Bell()
        heard = bell.rings
        bell.ring()
        await asyncio.wait_for(bell.heard_within(_LONG, heard), 5)

    asyncio.run(story())


def test_without_a_ring_the_time_passes() -> None:
    """An old ring wakes nobody twice."""

    async def story() -> float:
        bell = Bell()
        bell.ring()
        begun = asyncio.get_running_loop().time()
        await bell.heard_within(_SHORT, bell.rings)
        return asyncio.get_running_loop().time() - begun

    assert asyncio.run(story()) >= _SHORT / 2
