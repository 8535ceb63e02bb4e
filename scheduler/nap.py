"""Sleep that a bell ends."""

from __future__ import annotations

import asyncio

from bot.ports.clock import Clock

POLL_SECONDS = 1.0


async def nap(bell: asyncio.Event, clock: Clock) -> None:
    """Until there is something new, or a second has gone."""
    waits = [asyncio.ensure_future(bell.wait()), asyncio.ensure_future(clock.sleep(POLL_SECONDS))]
    try:
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
