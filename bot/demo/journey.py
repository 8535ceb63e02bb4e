"""The clock as visitors move it: forward, one stretch at a time, while people live."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

import structlog
from msgspec import Struct

from bot.app import House
from bot.demo import cast
from bot.demo.clock_walk import MovableClock, calm, local, next_day_at, walk

Step = Literal["manana", "semana", "partida", "mes", "ano"]

MORNING_HOUR = 9
AFTER_FAREWELL = time(20, 0)
MONTH = timedelta(days=30)
YEAR = timedelta(days=365)
WATCHED_SECONDS = 12.0
"""At most this long a stretch is looked at, however many days it has."""

_log = structlog.get_logger(__name__)


class Stretch(Struct, frozen=True):
    """Where the clock is walking from and to."""

    begins: datetime
    ends: datetime

    def share(self, now: datetime) -> float:
        """How far it has come, from 0 to 1."""
        return min(1.0, (now - self.begins) / (self.ends - self.begins))


class Journey:
    """The demo's clock. `lives` lets people answer at each stop.

    From one local day to the next it waits `day_seconds`, so that whoever watches sees the days pass.
    """

    def __init__(
        self, house: House, clock: MovableClock, lives: Callable[[], Awaitable[None]], day_seconds: float
    ) -> None:
        self._house, self._clock, self._lives = house, clock, lives
        self._day_seconds = day_seconds
        self._seen: date | None = None
        self._walking: asyncio.Task[None] | None = None
        self._halted = False
        self._stretch: Stretch | None = None

    def now(self) -> datetime:
        """The local time."""
        return local(self._clock.now(), self._house)

    def share(self) -> float | None:
        """How far the present stretch has come, from 0 to 1; None while the clock stands."""
        return self._stretch.share(self._clock.now()) if self._stretch else None

    async def steps(self) -> tuple[Step, ...]:
        """What the clock can do next: the truck leaves once, and the months come after that."""
        leaves = await self._house.store.read(cast.departure)
        return ("manana", "semana", "partida") if self._clock.now() < leaves else ("manana", "semana", "mes", "ano")

    async def go(self, step: str) -> bool:
        """Begins to walk; False while it walks already, and for a step that does not lead forward."""
        forward = next((one for one in await self.steps() if one == step), None)
        if forward is None or self._stretch:
            return False
        self._stretch = Stretch(self._clock.now(), self._clock.now() + timedelta(days=1))
        self._halted = False
        self._walking = asyncio.create_task(self._walk(forward))
        return True

    async def _walk(self, step: Step) -> None:
        try:
            until = await self._until(step)
            self._stretch = Stretch(self._clock.now(), until)
            await self.walk_to(until)
        except Exception as fault:  # noqa: BLE001 - the clock stands, and can be asked again
            _log.error("demo.walk_failed", fault=type(fault).__name__, exc_info=fault)
        finally:
            self._stretch = None

    async def _until(self, step: Step) -> datetime:
        """Where the step leads; none goes past the farewell, which stays in sight until the visitor goes on."""
        goodbye, ahead = await self._goodbye(), await self._ahead(step)
        return min(ahead, goodbye) if self._clock.now() < goodbye else ahead

    async def _goodbye(self) -> datetime:
        leaves = local(await self._house.store.read(cast.departure), self._house)
        return datetime.combine(leaves.date(), AFTER_FAREWELL, leaves.tzinfo).astimezone(UTC)

    async def _ahead(self, step: Step) -> datetime:
        now = self._clock.now()
        match step:
            case "manana":
                return next_day_at(now, self._house, 1, MORNING_HOUR)
            case "semana":
                return now + timedelta(weeks=1)
            case "mes":
                return now + MONTH
            case "ano":
                return now + YEAR
            case "partida":
                return await self._goodbye()

    async def walk_to(self, until: datetime) -> None:
        """Walks, and returns when it is there or was halted."""
        await walk(
            self._house,
            self._clock.move_to,
            until,
            meanwhile=self._stop,
            settled=lambda: calm(self._house),
            halted=lambda: self._halted,
        )

    async def _stop(self) -> None:
        await self._lives()
        before, self._seen = self._seen, self.now().date()
        if before != self._seen and self._stretch:
            days = (self._stretch.ends - self._stretch.begins) / timedelta(days=1)
            await self._clock.sleep(min(self._day_seconds, WATCHED_SECONDS / days))

    def halt(self) -> None:
        """Stops where everything of the present instant has happened."""
        self._halted = True

    async def arrived(self) -> None:
        """Returns when the clock stands."""
        if self._walking:
            await asyncio.wait({self._walking})

    async def end(self) -> None:
        """Leaves off at once: what was begun is in the database, or never was."""
        if self._walking:
            self._walking.cancel()
            await self.arrived()
