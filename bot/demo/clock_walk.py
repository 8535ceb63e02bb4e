"""A clock that moves forward, and the walk: from one due instant to the next, never over one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from bot.app import House

MOST_STOPS = 20_000
LEAST_STEP = timedelta(seconds=1)
LONGEST_STEP = timedelta(hours=24)  # a longer leap is what a doubtful clock does
GLANCE_SECONDS = 0.002
GLANCES_A_WAKE = 25
MOST_GLANCES = 2_500

Settled = Callable[[], Awaitable[None]]


class MovableClock:
    """Begins at `start`, goes on with `steady` (seconds), and can be moved forward; it never goes back."""

    def __init__(self, start: datetime, steady: Callable[[], float], sleep: Callable[[float], Awaitable[None]]) -> None:
        self._start, self._steady, self._sleep = start.astimezone(UTC), steady, sleep
        self._began = steady()
        self._ahead = timedelta()

    def now(self) -> datetime:
        """The demo's present."""
        return self._start + self._ahead + timedelta(seconds=self._steady() - self._began)

    async def sleep(self, seconds: float) -> None:
        """Sleeps real seconds."""
        await self._sleep(seconds)

    def move_to(self, moment: datetime) -> None:
        """Forward to an instant; one that has passed changes nothing."""
        self._ahead += max(timedelta(), moment - self.now())


async def walk(
    house: House,
    move_to: Callable[[datetime], None],
    until: datetime,
    *,
    meanwhile: Settled | None = None,
    settled: Settled | None = None,
    halted: Callable[[], bool] = lambda: False,
) -> None:
    """Walks to `until` or until `halted`, stopping at each due instant; `meanwhile` people answer, at each stop.

    `settled` returns when everything that may happen by now has happened: `house.settle`, or `calm` where the
    sender runs.
    """
    step = LEAST_STEP
    for _ in range(MOST_STOPS):
        await (settled or house.settle)()
        if meanwhile:
            await meanwhile()
        now = house.clock.now()
        if now >= until or halted():
            return
        due = await house.store.read(lambda book: book.next_due_at())
        # What is still due after its tick does not pass by being asked again every second.
        step = min(2 * step, LONGEST_STEP) if due and due <= now else LEAST_STEP
        move_to(min(until, now + LONGEST_STEP, max(due or until, now + step)))
        await house.ticker.tick_once()


async def calm(house: House) -> None:
    """Returns when every turn whose time has come has committed and what may leave has left, beside the sender.

    What has not left after some seconds is left to it.
    """
    for glance in range(MOST_GLANCES):
        await house.inbox.drain()
        if not await _under_way(house):
            return
        if glance % GLANCES_A_WAKE == 0:  # what the clock made due has rung no bell
            house.sender.wake()
        await house.clock.sleep(GLANCE_SECONDS)


async def _under_way(house: House) -> bool:
    now = house.clock.now()
    backlog = await house.store.read(lambda book: book.backlog(now))
    called = any(status in {"claimed", "started"} for _, status in backlog.deliveries)
    return called or bool(backlog.oldest) or bool(backlog.waiting)


def local(moment: datetime, house: House) -> datetime:
    """The moment in the programme's time zone."""
    return moment.astimezone(house.settings.zone)


def next_day_at(moment: datetime, house: House, days: int, hour: int) -> datetime:
    """The instant (UTC) that is `days` later at a local hour."""
    day = local(moment, house).date() + timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, tzinfo=house.settings.zone).astimezone(UTC)
