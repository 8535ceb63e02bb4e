"""A clock that stands still until a test moves it, and wakes who sleeps by it."""

import asyncio


class Clock:
    """`clock()` is the time in seconds since 1970, `clock.sleep` sleeps by it, `advance` moves both."""

    def __init__(self, now: float = 1_800_000_000.0) -> None:
        self.now = now
        self._sleepers: list[tuple[float, asyncio.Event]] = []
        self._someone = asyncio.Event()

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Returns when the clock has moved so far."""
        sleeper = (self.now + seconds, asyncio.Event())
        self._sleepers.append(sleeper)
        self._someone.set()
        try:
            await sleeper[1].wait()
        finally:
            self._keep([one for one in self._sleepers if one is not sleeper])

    def advance(self, seconds: float) -> None:
        """Moves the time, and wakes whose time has come."""
        self.now += seconds
        for wakes_at, alarm in self._sleepers:
            if wakes_at <= self.now:
                alarm.set()
        self._keep([one for one in self._sleepers if one[0] > self.now])

    async def has_sleepers(self) -> None:
        """Returns as soon as someone sleeps by this clock, so that moving it has an effect."""
        await self._someone.wait()

    def _keep(self, sleepers: list[tuple[float, asyncio.Event]]) -> None:
        self._sleepers = sleepers
        if not sleepers:
            self._someone.clear()
