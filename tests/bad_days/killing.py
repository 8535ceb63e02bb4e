"""`kill -9` of a warm `python -m bot run`, again and again, while people enrol, answer and are told things."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.bad_days.case import Counts
from tests.bad_days.house import running
from tests.bad_days.town import Town, announced, compared, opened
from tests.bot_api.server import BotApi
from tests.end_to_end.test_telegram import TOKEN


@dataclass(frozen=True, slots=True)
class Size:
    """How many deaths, how many people come to enrol after each, how many already learn and are told the news."""

    deaths: int
    newcomers: int
    recipients: int


async def kill(seed: str, folder: Path, size: Size) -> Counts:
    """Lives through the kills and then in peace, and compares."""
    chance = Random(seed)
    async with BotApi(TOKEN, limits=None) as server:
        town = Town(server, str(folder / "box.db"))
        await opened(town, size.recipients)
        async with running(folder, town.database, server):
            await announced(town)
        for _ in range(size.deaths):
            await _live_and_die(town, folder, chance, size.newcomers)
        async with running(folder, town.database, server):
            await town.comes_to_rest()
    counts = compared(town, size.recipients)
    return {**counts, "kills": size.deaths, "between started and answer": town.deaths_in_flight}


async def _live_and_die(town: Town, folder: Path, chance: Random, newcomers: int) -> None:
    """Started, warm, busy, killed; then nothing that was confirmed to Telegram is missing in the inbox."""
    async with running(folder, town.database, town.server) as house:
        spoken = len(town.server.sent)
        town.arrive(newcomers)
        await town.until(lambda: len(town.server.sent) > spoken)
        await town.is_busy(chance)
        await house.dies()
    town.server.heal()
    town.note_in_flight()
    town.nothing_is_missing()
