"""A house in which nobody writes lets the memory card rest."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.app import House, open_house
from bot.settings import Settings
from tests.bot_api.server import BotApi
from tests.chat import world
from tests.scheduler.clock import HandClock
from tests.wal import Written, written

TOKEN = "424242:TEST-token_of-nobody"
MINUTES = 10


async def test_an_idle_minute_is_eight_syncs_and_80_kb_at_most(tmp_path: Path) -> None:
    """Page, screens, Telegram, the tick, the look at the house's health and the time that is believed, all of it."""
    clock, path = HandClock(), tmp_path / "house.db"
    async with BotApi(TOKEN, clock=clock.seconds, sleep=clock.sleep, limits=None) as server:
        settings = Settings(_env_file=None, database=str(path), telegram_token=TOKEN, telegram_api=server.url)
        async with open_house(settings, clock, clock.steady, world=world()) as house:
            assert house.telegram_mouth
            await house.telegram_mouth.open()
            sending, keeping = asyncio.create_task(house.sender.run()), asyncio.create_task(house.keeper.run())
            await minutes(house, clock, 1)
            before = written(path)
            await minutes(house, clock, MINUTES)
            commits, size = idle = written(path).since(before)
            keeping.cancel()
            await house.sender.stop()
            await asyncio.gather(sending, keeping, return_exceptions=True)
    assert commits <= 8 * MINUTES, idle
    assert size <= 80_000 * MINUTES, idle
    assert idle > Written(0, 0)


async def minutes(house: House, clock: HandClock, count: int) -> None:
    """A tick every twenty seconds; who sleeps a second wakes each second, and does what it does."""
    for second in range(60 * count):
        if second % 20 == 0:
            await house.ticker.tick_once()
        clock.advance(1)
        for _ in range(3):
            await house.store.run(lambda _book: None)  # whoever asked before has been answered
            await clock.settles()
