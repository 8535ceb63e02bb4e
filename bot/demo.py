"""The demo: a cohort, a clock that moves, and somebody who answers meanwhile. No token, no account.

Every run has a fresh temporary database. The clock goes forward only, and it walks: to each next due instant,
where it ticks, lets turns and outbox empty, and shows the date. `run` has none of this.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta

from bot.app import House


class MovableClock:
    """Real time plus what was walked; `now` never goes back."""

    def __init__(self, wall: Callable[[], datetime], sleep: Callable[[float], Awaitable[None]]) -> None:
        self._wall, self._sleep = wall, sleep
        self._ahead = timedelta()

    def now(self) -> datetime:
        """The demo's present."""
        return self._wall() + self._ahead

    async def sleep(self, seconds: float) -> None:
        """Sleeps real seconds."""
        await self._sleep(seconds)

    def move_to(self, moment: datetime) -> None:
        """Forward to an instant; one that has passed changes nothing."""
        self._ahead = max(self._ahead, moment - self._wall())


MOST_STEPS = 20_000
LEAST_STEP = timedelta(seconds=1)
LONGEST_STEP = timedelta(hours=24)  # a longer leap is what a doubtful clock does


async def walk(
    house: House,
    move_to: Callable[[datetime], None],
    until: datetime,
    *,
    meanwhile: Callable[[], Awaitable[None]] | None = None,
    shows: Callable[[datetime], None] = lambda _: None,
) -> None:
    """Walks to `until`, stopping at each due instant; `meanwhile` answers as people would, after each stop."""
    for _ in range(MOST_STEPS):
        await _live(house, meanwhile)
        now = house.clock.now()
        if now >= until:
            return
        due = await house.store.read(lambda book: book.next_due_at())
        move_to(min(until, now + LONGEST_STEP, max(due or until, now + LEAST_STEP)))
        shows(house.clock.now())
        await house.ticker.tick_once()


async def _live(house: House, meanwhile: Callable[[], Awaitable[None]] | None) -> None:
    await house.settle()
    if meanwhile:
        await meanwhile()


def local(moment: datetime, house: House) -> datetime:
    """The moment in the programme's time zone."""
    return moment.astimezone(house.settings.zone)


def next_day_at(moment: datetime, house: House, days: int, hour: int) -> datetime:
    """The instant (UTC) that is `days` later at a local hour."""
    day: date = local(moment, house).date() + timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, tzinfo=house.settings.zone).astimezone(UTC)
