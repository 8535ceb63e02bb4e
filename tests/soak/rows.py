"""The long forms: the cases of `tests/bad_days`, larger."""

from __future__ import annotations

import asyncio
from pathlib import Path

import hypothesis
from hypothesis import HealthCheck, given, settings

from tests.bad_days import forged as forging
from tests.bad_days import jumps
from tests.bad_days import power as powers
from tests.bad_days import shuffled as shuffling
from tests.bad_days.case import Counts
from tests.bad_days.full import full
from tests.bad_days.jumps import jumping
from tests.bad_days.killing import Size, kill
from tests.bad_days.storm import storm

__all__ = ["away", "forged", "full", "jumping", "kill_fifty", "power", "shuffled", "storm"]

SEQUENCES = 250


async def kill_fifty(seed: str, folder: Path) -> Counts:
    """A box that is killed fifty times while an announcement goes to 2,000."""
    counts = await kill(seed, folder, Size(kills=50, newcomers=1, recipients=2_000))
    assert 3 * counts["between started and answer"] >= counts["kills"], counts
    return counts


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
    return await asyncio.to_thread(_shuffle, seed, folder)


def _shuffle(seed: str, folder: Path) -> Counts:
    base, count = shuffling.enrolled(folder), 0
    expected = shuffling.lived(base, folder, shuffling.IN_ORDER)

    @hypothesis.seed(seed)
    @settings(max_examples=SEQUENCES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(shuffling.plans())
    def ends_the_same(steps: list[shuffling.Step]) -> None:
        nonlocal count
        count += 1
        assert shuffling.lived(base, folder, steps) == expected

    ends_the_same()
    return {"sequences": count}


async def away(seed: str, folder: Path) -> Counts:
    """Three days without a network."""
    return await asyncio.to_thread(jumps.away, folder)


async def forged(seed: str, folder: Path) -> Counts:
    """The whole table of buttons, and the links."""
    return {**await asyncio.to_thread(forging.table, folder), **await asyncio.to_thread(forging.links, folder)}
