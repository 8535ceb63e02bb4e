"""A doubtful clock stops proactive messages only, and is trusted again for a reason."""

from datetime import UTC, datetime, timedelta

import pytest

from scheduler.clock import Doubt, Trust, WallClock, Watch, compared, judged, told
from tests.scheduler.box import Box
from tests.scheduler.clock import NOON, HandClock

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("passed", "doubt"),
    [
        (timedelta(), ""),
        (36 * HOUR, ""),
        (timedelta(seconds=-2), ""),
        (-timedelta(minutes=6), "behind"),
        (36 * HOUR + timedelta(seconds=1), "leapt"),
    ],
)
def test_doubt(passed: timedelta, doubt: Doubt):
    """Behind the last stored time, or leapt by more than 36 hours; seconds of a correction are no doubt."""
    assert judged(Trust(NOON), NOON + passed).doubt == doubt


def test_doubt_stays():
    """A clock that was two hours behind is not right because two hours have gone."""
    behind = judged(Trust(NOON), NOON - 2 * HOUR)
    assert judged(behind, NOON + HOUR).doubt == "behind"
    assert behind.seen == NOON


@pytest.mark.parametrize(
    ("apart", "before", "after"),
    [
        (timedelta(minutes=5), "behind", ""),
        (timedelta(minutes=-5), "leapt", ""),
        (timedelta(minutes=6), "behind", "behind"),
        (timedelta(minutes=6), "", ""),
        (timedelta(minutes=61), "", "carrier"),
    ],
)
def test_carrier(apart: timedelta, before: Doubt, after: Doubt):
    """The carrier's time within 5 minutes ends a doubt; an hour away begins one."""
    assert compared(Trust(NOON, before), NOON, NOON + apart).doubt == after


async def test_first_start_is_trusted(box: Box, clock: HandClock):
    """A new box has nothing to compare with, but for the year of this software."""
    assert await Watch(box.store, clock).trusted()
    assert await box.fact("clock.seen") == str(int(NOON.timestamp()))


async def test_first_start_in_1970(box: Box, clock: HandClock):
    """A box without a clock battery is doubted even when it is new."""
    clock.put(datetime(1970, 1, 1, tzinfo=UTC))
    assert not await Watch(box.store, clock).trusted()


async def test_doubt_outlives_a_restart(box: Box, clock: HandClock):
    """The doubt is stored; the operator's word ends it."""
    await Watch(box.store, clock).trusted()
    clock.put(NOON + 48 * HOUR)
    assert not await Watch(box.store, clock).trusted()
    assert not await Watch(box.store, clock).trusted()
    await box.store.run(lambda book: told(book, clock.now()))
    assert await Watch(box.store, clock).trusted()


async def test_carrier_is_asked_in_doubt(box: Box, clock: HandClock):
    """Once after a start, then only in doubt; a carrier that cannot be reached changes nothing."""
    asked = []
    answer: list[datetime | None] = [NOON]

    async def carrier_time() -> datetime | None:
        asked.append(clock.now())
        return answer[0]

    watch = Watch(box.store, clock, carrier_time)
    assert [await watch.trusted() for _ in range(3)] == [True] * 3
    assert len(asked) == 1
    clock.put(NOON - 3 * HOUR)
    answer[0] = None
    assert not await watch.trusted()
    answer[0] = NOON - 3 * HOUR
    assert await watch.trusted()


async def test_woken_where_it_was_switched_off(box: Box, clock: HandClock):
    """A box that kept the evening's time over the night learns the morning's from its carrier."""
    await Watch(box.store, clock).trusted()

    async def carrier_time() -> datetime:
        return NOON + 11 * HOUR

    assert not await Watch(box.store, clock, carrier_time).trusted()
    assert await box.fact("clock.doubt") == "carrier"


async def test_quiet_card(box: Box, clock: HandClock):
    """The time is written once a minute at most, for the sake of the memory card."""
    watch = Watch(box.store, clock)
    await watch.trusted()
    clock.advance(59)
    await watch.trusted()
    assert await box.fact("clock.seen") == str(int(NOON.timestamp()))
    clock.advance(1)
    await watch.trusted()
    assert await box.fact("clock.seen") == str(int(NOON.timestamp()) + 60)


async def test_settled(box: Box, clock: HandClock):
    """Within the minute a believed clock gives nothing to do; a new minute, a doubt and a new start do."""
    watch = Watch(box.store, clock)
    assert not await box.store.read(watch.settled)
    await watch.trusted()
    assert await box.store.read(watch.settled)
    clock.advance(60)
    assert not await box.store.read(watch.settled)
    await watch.trusted()
    clock.put(NOON - HOUR)
    await watch.trusted()
    assert not await box.store.read(watch.settled)


async def test_unasked(box: Box, clock: HandClock):
    """After a start the clock is not settled before the carrier has told its time."""

    async def carrier_time() -> datetime:
        return clock.now()

    await Watch(box.store, clock).trusted()
    watch = Watch(box.store, clock, carrier_time)
    assert not await box.store.read(watch.settled)
    await watch.trusted()
    assert await box.store.read(watch.settled)


async def test_wall_clock():
    """UTC with a zone, and a count that never goes back."""
    clock = WallClock()
    before = clock.steady()
    await clock.sleep(0)
    assert clock.now().tzinfo is UTC
    assert clock.steady() >= before
