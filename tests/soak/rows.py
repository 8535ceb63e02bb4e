"""The long forms: the cases of `tests/bad_days`, larger."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.bad_days import forged as forging
from tests.bad_days import jumps
from tests.bad_days import power as powers
from tests.bad_days import shuffled as shuffling
from tests.bad_days.case import Counts, added
from tests.bad_days.flood import Flood
from tests.bad_days.flood import flood as flooding
from tests.bad_days.full import full
from tests.bad_days.hostile import hostile
from tests.bad_days.jumps import jumping
from tests.bad_days.killing import Size
from tests.bad_days.killing import kill as killing
from tests.bad_days.lesson_files import lesson_files
from tests.bad_days.postgres_away import own_postgres
from tests.bad_days.postgres_away import postgres_away as going_away
from tests.bad_days.storm import storms
from tests.bad_days.two_schedulers import two_schedulers
from tests.bad_days.two_schools import ROLES
from tests.browser import launched
from tests.web.payloads import PAYLOADS, shown_in

__all__ = [
    "away",
    "flood",
    "forged",
    "full",
    "hostile",
    "jumping",
    "kill",
    "lesson_files",
    "postgres_away",
    "power",
    "schedulers",
    "shuffled",
    "storm",
    "web",
]

SEQUENCES, PAIRS = 1_000, 25


async def kill(seed: str, folder: Path) -> Counts:
    """A box that is killed fifty times while an announcement goes to 2,000."""
    counts = await killing(seed, folder, Size(deaths=50, newcomers=1, recipients=2_000))
    assert 3 * counts["between started and answer"] >= counts["kills"], counts
    return counts


async def schedulers(seed: str, folder: Path) -> Counts:
    """Five towns beside each other, since each mostly waits for its leases: 25 kills."""
    total: Counts = {}
    with own_postgres() as postgres:
        async with asyncio.TaskGroup() as group:
            towns = [
                group.create_task(_town_of_two(f"{seed}/{number}", folder, postgres.database(f"town_{number}")))
                for number in range(5)
            ]
    for town in towns:
        total = added(total, town.result())
    assert 3 * total["between started and answer"] >= total["kills"], total
    return total


async def _town_of_two(seed: str, folder: Path, database: str) -> Counts:
    inside = folder / seed.rpartition("/")[2]
    inside.mkdir()
    return await two_schedulers(seed, inside, database, Size(deaths=5, newcomers=1, recipients=1_000))


async def postgres_away(seed: str, folder: Path) -> Counts:
    """Ten stops while an announcement goes to 1,000."""
    return await going_away(seed, folder, Size(deaths=10, newcomers=1, recipients=1_000))


async def storm(seed: str, folder: Path) -> Counts:
    """Ten storms."""
    return await storms(seed, folder, 10)


async def power(seed: str, folder: Path) -> Counts:
    """A hundred cuts of one record, and the controls."""
    total: Counts = {}
    for synchronous, count in (("FULL", 100), ("NORMAL", 20), ("OFF", 20)):
        inside = folder / synchronous
        inside.mkdir()
        lived = await powers.cuts(seed, inside, count, synchronous, rows=400)
        assert synchronous == "FULL" or lived[f"cuts that lost something with {synchronous}"]
        total |= lived if synchronous == "FULL" else {name: n for name, n in lived.items() if name != "cuts"}
    return total


async def shuffled(seed: str, folder: Path) -> Counts:
    """So many sequences of updates."""
    rounds = SEQUENCES // PAIRS
    return {"sequences": await asyncio.to_thread(shuffling.shuffle, seed, folder, pairs=PAIRS, rounds=rounds)}


async def away(seed: str, folder: Path) -> Counts:
    """Three days without a network, from each hour of the day on."""
    return await asyncio.to_thread(jumps.away, folder, int(seed.rpartition(":")[2]) % 24)


async def forged(seed: str, folder: Path) -> Counts:
    """Every button with every argument, and every word, of one role; and the links."""
    role = ROLES[int(seed.rpartition(":")[2]) % len(ROLES)]
    table = await asyncio.to_thread(forging.table, folder, roles=(role,))
    return {**table, **await asyncio.to_thread(forging.links, folder)}


async def flood(seed: str, folder: Path) -> Counts:
    """A hundred thousand guesses, and as many connections as this machine lets one process open."""
    return await flooding(folder, Flood())


async def web(seed: str, folder: Path) -> Counts:
    """All hundred payloads, in every place."""
    async with launched() as chromium:
        return await shown_in(chromium, folder, PAYLOADS)
