"""Whoever is due gets her turn, once, whatever the clock did."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from structlog.testing import capture_logs

from bot.ports.book import Book
from scheduler.clock import Watch
from scheduler.tick import IN_FLIGHT, PAGE, Beat, Ticker
from tests.scheduler.box import Box
from tests.scheduler.clock import NOON, HandClock, until


class Ticks:
    """A ticker, and the turns that it ran."""

    def __init__(self, box: Box, clock: HandClock) -> None:
        self.box = box
        self.clock = clock
        self.turns: list[str] = []
        self.woken = 0
        self.fails: set[str] = set()
        self.stays: set[str] = set()
        self.now = 0
        self.most = 0
        self.gate = asyncio.Event()
        self.gate.set()
        self.ticker = Ticker(
            box.store,
            clock,
            clock.steady,
            watch=Watch(box.store, clock),
            turn_due=self.turn,
            wake_inbox=self.wake,
        )

    def wake(self) -> None:
        self.woken += 1

    async def turn(self, learner: str) -> None:
        """What core does with it: the learner is due again tomorrow."""
        self.now += 1
        self.most = max(self.most, self.now)
        self.turns.append(learner)
        await self.gate.wait()
        self.now -= 1
        if learner in self.fails:
            raise ValueError("lo que Ana escribió")
        if learner not in self.stays:
            tomorrow = self.clock.now() + timedelta(days=1)
            await self.box.store.run(lambda book: _due(book, learner, tomorrow))

    async def learners(self, count: int, due: datetime = NOON) -> list[str]:
        """So many, all due then."""
        names = [f"l{number:06}" for number in range(count)]

        def enrol(book: Book) -> None:
            for name in names:
                book.add_person(name, name, "es", NOON)
                book.add_learner(name, "14-17", name, "{}")
                _due(book, name, due)

        await self.box.store.run(enrol)
        return names


def _due(book: Book, learner: str, due: datetime) -> None:
    book.save_progress(learner, "{}", due, heard_at=None, lessons_done=0, paused=False, graduated=False)


@pytest.fixture
async def ticks(box: Box, clock: HandClock) -> Ticks:
    """With an inside event that waits, and that nobody takes up."""
    await box.store.run(lambda book: book.cause("waits", "lane", "{}", NOON, NOON))
    return Ticks(box, clock)


async def test_due(ticks: Ticks):
    """Each due learner has one turn; whoever is due later waits; the inbox is told while something waits there."""
    await ticks.learners(3)
    await ticks.box.store.run(lambda book: _due(book, "l000002", NOON + timedelta(seconds=1)))
    assert [await ticks.ticker.tick_once(), await ticks.ticker.tick_once()] == [2, 0]
    assert sorted(ticks.turns) == ["l000000", "l000001"]
    assert ticks.woken == 2
    (waiting,) = await ticks.box.store.read(lambda book: book.waiting(NOON, 2))
    await ticks.box.store.run(lambda book: book.take(waiting.seq, NOON))
    await ticks.ticker.tick_once()
    assert ticks.woken == 2


async def test_everybody_at_once(ticks: Ticks):
    """Thousands due in one minute are taken page by page, so many at a time and no more."""
    names = await ticks.learners(3 * PAGE + 7)
    assert await ticks.ticker.tick_once() == len(names)
    assert sorted(ticks.turns) == names
    assert ticks.most <= IN_FLIGHT


async def test_one_fault(ticks: Ticks, clock: HandClock):
    """A turn that fails is told without what it holds, tried again in a minute, and hurts nobody."""
    await ticks.learners(3)
    ticks.fails = {"l000001"}
    with capture_logs() as logs:
        assert await ticks.ticker.tick_once() == 3
    assert "escribió" not in str(logs)
    assert [line["learner"] for line in logs if line["event"] == "due_turn_failed"] == ["l000001"]
    ticks.fails = set()
    assert await ticks.ticker.tick_once() == 0
    clock.advance(60)
    assert await ticks.ticker.tick_once() == 1


async def test_still_due(ticks: Ticks, clock: HandClock):
    """Learners whom a turn leaves due stop neither the others nor the tick."""
    names = await ticks.learners(PAGE + 20)
    ticks.stays = set(names[:30])
    assert await ticks.ticker.tick_once() == len(names)
    clock.advance(60)
    assert await ticks.ticker.tick_once() == 30


async def test_a_page_of_faults(ticks: Ticks):
    """Where the turns of more than a page of learners fail, whoever comes after them has hers at the same tick."""
    names = await ticks.learners(PAGE + 20)
    ticks.fails = set(names[: PAGE + 10])
    assert await ticks.ticker.tick_once() == len(names)
    assert set(names[-10:]) <= set(ticks.turns)
    assert await ticks.ticker.tick_once() == 0


async def test_waits_longer(ticks: Ticks, clock: HandClock):
    """Whoever fails again and again is tried ever more seldom, at least each six hours."""
    ticks.fails = set(await ticks.learners(1))
    tried = []
    for minute in range(24 * 60):
        tried += [minute] * await ticks.ticker.tick_once()
        clock.advance(60)
    assert tried[:5] == [0, 1, 3, 7, 15]
    assert [later - earlier for earlier, later in pairwise(tried)][-1] == 360


async def test_doubtful_clock(ticks: Ticks, clock: HandClock):
    """A year ahead overnight: nobody is due, nothing inside goes, nothing is thrown away for its age."""
    await ticks.learners(1)
    await ticks.ticker.tick_once()
    clock.put(NOON + timedelta(days=365))
    assert await ticks.ticker.tick_once() == 0
    assert (len(ticks.turns), ticks.woken) == (1, 1)


async def test_tidies_once_an_hour(ticks: Ticks, clock: HandClock):
    """What expired after one tidying is gone after the next, an hour later, and not before."""
    stranger = await ticks.box.address("99")
    soon = NOON + timedelta(minutes=10)
    await ticks.box.store.run(lambda book: book.expire_address(stranger, soon))
    known = []
    for _ in range(4):
        await ticks.ticker.tick_once()
        known.append(await ticks.box.store.read(lambda book: book.address_by_id(stranger)) is not None)
        clock.advance(1_500)
    assert known == [True, True, True, False]


def test_beat_after_a_leap():
    """APScheduler asks for each beat until now; ours has one, whatever the clock did."""
    beat = Beat(20)
    assert beat.get_next_fire_time(None, NOON) == NOON
    past = datetime(1970, 1, 1, tzinfo=UTC)
    assert beat.get_next_fire_time(past, NOON) == NOON + timedelta(seconds=20)


@pytest.fixture
async def running(ticks: Ticks) -> AsyncIterator[Ticks]:
    """A started ticker, whose next beat is an hour away."""
    ticks.ticker.start(seconds=3600)
    yield ticks
    await ticks.ticker.stop()


async def test_starts_with_a_tick(running: Ticks):
    """The first tick comes at once: what became due while the box was off waits no longer."""
    await until(lambda: running.woken == 1)


async def test_stalled(running: Ticks, clock: HandClock):
    """Two beats without a tick, as when the machine's clock is put back, and the watchdog asks for one."""
    await until(lambda: running.woken == 1 and not running.ticker.ticking)
    for _ in range(3):
        await clock.jump()
    await until(lambda: running.woken == 2)


async def test_stop_waits(ticks: Ticks):
    """Stopping lets the turns under way commit and begins no other."""
    await ticks.learners(IN_FLIGHT + 1)
    ticks.gate.clear()
    ticks.ticker.start()
    await until(lambda: ticks.now == IN_FLIGHT)
    stopping = asyncio.create_task(ticks.ticker.stop())
    await ticks.clock.settles()
    assert not stopping.done()
    ticks.gate.set()
    await stopping
    assert len(ticks.turns) == IN_FLIGHT
