"""Two schedulers on one PostgreSQL: the one that sends is killed, and the other goes on when the lease has run out.

A third process hears. The killed one is replaced, so that there are two again before the next kill.
"""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path
from random import Random

import psycopg

from scheduler.sender import CHANNEL_LEASE, CLAIM_LEASE, RECOVER_SECONDS
from tests.bad_days.case import Counts
from tests.bad_days.house import PATIENCE, House, running
from tests.bad_days.killing import Size
from tests.bad_days.town import STILL, Town, announced, compared, opened
from tests.bot_api.server import BotApi
from tests.end_to_end.test_telegram import TOKEN

BOT, SCHEDULER = ("--only", "bot"), ("--only", "scheduler")
FOUND = CLAIM_LEASE.total_seconds() + RECOVER_SECONDS
"""So late are the calls of the dead known to be in doubt."""
TAKES_OVER = CHANNEL_LEASE.total_seconds() + PATIENCE


async def two_schedulers(seed: str, folder: Path, database: str, size: Size, *, hurried: bool = False) -> Counts:
    """Lives through the kills and then in peace, and compares; `hurried` moves the dead one's leases to their end."""
    chance = Random(seed)
    async with BotApi(TOKEN, limits=None) as server, AsyncExitStack() as street:
        town = Town(server, database, hurried)
        await opened(town, size.recipients)
        await street.enter_async_context(running(folder, database, server, *BOT))
        pair = [await street.enter_async_context(running(folder, database, server, *SCHEDULER)) for _ in range(2)]
        await announced(town)
        for _ in range(size.deaths):
            town.arrive(size.newcomers)
            await _has_the_channel(town, pair)
            await town.is_busy(chance)
            await _one_dies(town, pair, hurried=hurried)
            pair.append(await street.enter_async_context(running(folder, database, server, *SCHEDULER)))
        await town.comes_to_rest(STILL if hurried else STILL + FOUND)
    counts = compared(town, size.recipients)
    return {**counts, "kills": size.deaths, "between started and answer": town.deaths_in_flight}


async def _one_dies(town: Town, pair: list[House], *, hurried: bool) -> None:
    """The sending one of the pair is killed; the other speaks as soon as the lease lets it."""
    dying = next(house for house in pair if _name(house) == _holder(town))
    pair.remove(dying)
    await dying.dies()
    town.server.heal()
    town.note_in_flight(whose=_name(dying))
    town.nothing_is_missing()
    if hurried:
        _time_passes(town, dying)
    await _has_the_channel(town, pair)
    spoken = len(town.server.sent)
    await town.until(lambda: len(town.server.sent) > spoken)


async def _has_the_channel(town: Town, houses: list[House]) -> None:
    """Returns when one of them may send; everybody goes on answering meanwhile."""
    async with asyncio.timeout(TAKES_OVER):
        while _holder(town) not in {_name(house) for house in houses}:
            town.act()
            await asyncio.sleep(0.2)


def _name(house: House) -> str:
    """How the process signs its leases and claims, up to what it draws by lot."""
    return f"{house.process.pid}-"


def _holder(town: Town) -> str:
    """Who may send on Telegram; `""` where nobody has asked yet."""
    rows = town.rows("SELECT holder FROM lease WHERE name = 'sender.telegram'")
    return str(rows[0][0]).partition("-")[0] + "-" if rows else ""


def _time_passes(town: Town, dead: House) -> None:
    """The lease of the dead and the time of their calls are over, as they will be in two minutes."""
    with psycopg.connect(town.database, autocommit=True) as clock:
        clock.execute("UPDATE lease SET until_at = 0 WHERE name = 'sender.telegram'")
        asked = f"UPDATE delivery SET claimed_until = 0 WHERE status = 'started' AND claimed_by LIKE '{_name(dead)}%'"
        clock.execute(asked.encode())
