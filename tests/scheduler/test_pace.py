"""Permits are evenly spaced, and nobody speaks while the carrier wants silence."""

import asyncio
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from scheduler.carriers.pace import Pace
from tests.scheduler.box import Box, a_box
from tests.scheduler.clock import NOON, HandClock


def a_pace(box: Box) -> Pace:
    return Pace(box.store, box.clock, box.clock.steady)


async def left(pace: Pace, clock: HandClock, chat: str) -> float:
    """When the chat's call left."""
    await pace.permit(chat)
    pace.leaves(chat)
    return clock.steady()


async def permits(pace: Pace, clock: HandClock, *chats: str, edit: bool = False) -> list[float]:
    """When each chat's permit came, in seconds; all ask at once, and each call leaves as soon as it may."""

    async def ask(chat: str) -> float:
        await pace.permit(chat, edit=edit)
        pace.leaves(chat)
        return clock.steady()

    asking = asyncio.gather(*(ask(chat) for chat in chats))
    while await clock.jump():
        pass
    return await asking


async def test_evenly_spaced(box: Box, clock: HandClock):
    """25 a second overall, and never two at once, in the order of asking."""
    times = await permits(a_pace(box), clock, *map(str, range(1, 101)))
    assert times == sorted(times)
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert all(0.039 < gap < 0.042 for gap in gaps)
    assert times[-1] == pytest.approx(99 / 25, abs=0.01)


async def test_a_stall_is_given_back(box: Box, clock: HandClock):
    """Whoever waited through it follows closer, and then all is even again."""
    pace = a_pace(box)
    asking = asyncio.gather(*(left(pace, clock, str(chat)) for chat in range(100)))
    await clock.settles()
    clock.advance(0.2)
    while await clock.jump():
        pass
    times = await asking
    assert sum(at < 0.21 for at in times) == 6
    assert times[-1] == pytest.approx(99 / 25, abs=0.01)


async def test_calls_that_leave_late(box: Box, clock: HandClock):
    """However long the commit between a permit and its call takes, no second sees more than 27 calls."""
    pace = a_pace(box)
    permits_ = [asyncio.create_task(pace.permit(str(chat))) for chat in range(60)]
    while await clock.jump() and clock.steady() < 3:
        pass
    waiting = [chat for chat, permit in enumerate(permits_) if permit.done()]
    assert len(waiting) == 27
    for chat in waiting:
        pace.leaves(str(chat))
    at_once = clock.steady()
    while await clock.jump() and clock.steady() < at_once + 0.9:
        pass
    assert sum(permit.done() for permit in permits_) == 27
    while not all(permit.done() for permit in permits_):
        await clock.jump()
        for chat in range(60):
            pace.leaves(str(chat))
    assert clock.steady() >= at_once + 2


async def test_a_permit_that_nobody_uses(box: Box, clock: HandClock):
    """It stands in nobody's way for long."""
    pace = a_pace(box)
    for chat in range(27):
        await pace.permit(str(chat))
        clock.advance(0.04)
    clock.advance(5)
    assert (await permits(pace, clock, "77"))[0] < 6.2


async def test_private_chat(box: Box, clock: HandClock):
    """One message a second to a person; the others do not wait for her."""
    ana, luz, again = await permits(a_pace(box), clock, "77", "78", "77")
    assert (ana, luz < 0.1) == (0.0, True)
    assert 1.0 <= again < 1.01


async def test_group(box: Box, clock: HandClock):
    """20 messages a minute to a group."""
    times = await permits(a_pace(box), clock, *["-5"] * 21)
    assert 60 <= times[-1] < 60.1


async def test_edits_are_beside_the_chat_limit(box: Box, clock: HandClock):
    """The used buttons give way at once; the next message still waits its second."""
    pace = a_pace(box)
    await permits(pace, clock, "77")
    assert (await permits(pace, clock, "77", edit=True))[0] < 0.1
    assert (await permits(pace, clock, "77"))[0] >= 1.0


async def test_silence(box: Box, clock: HandClock):
    """Nobody gets a permit before its end, not even who waited already; a shorter one ends nothing."""
    pace = a_pace(box)
    await permits(pace, clock, "1")
    asking = [asyncio.create_task(pace.permit(chat)) for chat in ("1", "2")]
    await clock.settles()
    await pace.hold(30)
    assert await pace.hold(3) == NOON + timedelta(seconds=30)
    clock.advance(29.9)
    await clock.settles()
    assert not any(permit.done() for permit in asking)
    clock.advance(0.1)
    while await clock.jump():
        pass
    await asyncio.gather(*asking)


async def test_silence_outlives_a_restart(tmp_path: Path, clock: HandClock):
    """The deadline is stored and read at start."""
    async with a_box(tmp_path / "yachaski.db", clock) as box:
        await a_pace(box).hold(60)
    clock.advance(20)
    async with a_box(tmp_path / "yachaski.db", clock) as box:
        pace = a_pace(box)
        await pace.load()
        assert (await permits(pace, clock, "1"))[0] >= 60


async def test_silence_and_a_clock_that_fell_back(tmp_path: Path, clock: HandClock):
    """Of a deadline in the far future no more counts than the carrier asked for."""
    async with a_box(tmp_path / "yachaski.db", clock) as box:
        await a_pace(box).hold(60)
        clock.put(NOON - timedelta(days=300))
        pace = a_pace(box)
        await pace.load()
        assert (await permits(pace, clock, "1"))[0] <= 60


async def test_clock_that_jumps(box: Box, clock: HandClock):
    """Spacing is measured by a count that only goes forward."""
    pace = a_pace(box)
    await permits(pace, clock, "77")
    clock.put(NOON - timedelta(hours=1))
    assert (await permits(pace, clock, "77"))[0] < 1.1


async def test_slow_line(box: Box, clock: HandClock):
    """The chat's second counts from the carrier's answer, so that it can see no two within one."""
    pace = a_pace(box)
    await permits(pace, clock, "77")
    clock.advance(0.7)
    pace.called("77")
    assert (await permits(pace, clock, "77"))[0] >= 1.7


async def test_memory_is_bounded(box: Box, clock: HandClock):
    """A hundred thousand chats leave nothing behind."""
    pace = a_pace(box)
    for chat in range(100_000):
        pace.called(str(chat))
        clock.advance(0.04)
    assert len(pace._chats) <= 1_001


async def test_replies_go_before_announcements(box: Box, clock: HandClock):
    """Who asked something gets the next permit, however many an announcement is still to reach."""
    pace = a_pace(box)
    announced = [asyncio.create_task(pace.permit(str(chat), rank=1)) for chat in range(100, 150)]
    retired = asyncio.create_task(pace.permit("90", rank=3, edit=True))
    await clock.settles()
    asked = asyncio.create_task(left(pace, clock, "77"))
    while not asked.done():
        await clock.jump()
    assert await asked <= 0.09
    assert not retired.done()
    while not all(permit.done() for permit in announced):
        assert not retired.done()
        await clock.jump()
        for chat in range(100, 150):
            pace.leaves(str(chat))
    while await clock.jump():
        pass
    await retired


async def test_a_group_alone_is_silent(box: Box, clock: HandClock):
    """A silence that is about one chat is nobody else's."""
    pace = a_pace(box)
    assert await pace.hold(30, "-5") == NOON + timedelta(seconds=30)
    pace.called("-5")
    ana, group = await permits(pace, clock, "77", "-5")
    assert (ana, 30 <= group < 31) == (0.0, True)


async def test_a_chat_that_is_not_ready_holds_up_nobody(box: Box, clock: HandClock):
    """Who stands behind somebody's second message goes by."""
    pace = a_pace(box)
    _first, second, other = await permits(pace, clock, "77", "77", "78")
    assert (other < 0.1, second >= 1.0) == (True, True)
