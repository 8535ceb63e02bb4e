"""The real house behind a webhook: `house DATABASE CARRIER TOKEN SECRET HALF [free]`; with `free` the pace is off."""

from __future__ import annotations

import asyncio
import logging
import math
import sys
from typing import cast

import structlog

from bench.programs.running import stopped
from bot.app import Half, open_house, serve
from bot.settings import Settings
from scheduler.carriers import pace
from scheduler.clock import WallClock


async def main(database: str, carrier: str, token: str, secret: str, half: str, *free: str) -> None:
    stop, clock = stopped(), WallClock()
    if free:
        pace.RATES["telegram"] = pace.Rate(math.inf, math.inf, sys.maxsize, 0.0, 0.0)
    settings = Settings(
        _env_file=None,
        database=database,
        telegram_token=token,
        telegram_api=carrier,
        telegram_webhook_url="http://127.0.0.1/telegram",
        telegram_webhook_secret=secret,
        YACHASKI_PORT=0,
    )
    kind = cast(Half, half)
    async with open_house(settings, clock, clock.steady, half=kind) as house:
        await serve(house, stop, half=kind, ready=lambda port: print(f"http://127.0.0.1:{port}/telegram", flush=True))


if __name__ == "__main__":
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    asyncio.run(main(*sys.argv[1:]))
