"""Sixty seconds of real time at the configured pace, against a server that keeps Telegram's limits."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench import crowd, process
from bench.measure import Bench, Figure
from bench.stores import store_over
from bench.telegram import DEPARTS, SECRET, TOKEN, WORDS
from bot.ports.book import Book
from bot.ports.sending import Message, NewDelivery
from bot.turn.world import new_id
from scheduler.carriers.pace import RATES


async def delivery(bench: Bench) -> list[Figure]:
    """What left for distinct chats, beside what the pace allows; and how many calls the server refused."""
    rate, refused = Figure("delivery-rate", "messages/s"), Figure("delivery-429", "refusals")
    for number in range(bench.size.rounds):
        bench.tell(f"round {number + 1}, {bench.size.delivery_seconds} s")
        report = await _sixty_seconds(bench, number)
        kept = [at for at in report.times if at < report.times[0] + bench.size.delivery_seconds]
        rate.ours.append(len(kept) / bench.size.delivery_seconds)
        rate.beside.append(RATES["telegram"].a_second)
        refused.ours.append(report.refused)
    return [rate, refused]


@dataclass(frozen=True, slots=True)
class Report:
    """When each message was accepted, in how many chats, and how many calls were not."""

    times: list[float]
    chats: int
    refused: int


async def _sixty_seconds(bench: Bench, number: int) -> Report:
    """The server's own record of a round."""
    database = bench.folder / f"delivery-{number}.db"
    seconds = bench.size.delivery_seconds
    most = int(seconds * RATES["telegram"].a_second * 1.2) + 50
    await asyncio.to_thread(crowd.settle, str(database), most + 1, departs=DEPARTS)
    addresses = crowd.quiet(database, "telegram")
    await _fill_outbox(database, [address for address, _ in addresses])
    chats = ",".join(carrier for _, carrier in addresses)
    async with process.started("bench.programs.strict", TOKEN, chats, folder=bench.folder) as strict:
        url = await process.line(strict)
        house = ("bench.programs.house", str(database), url, TOKEN, SECRET, "scheduler")
        async with process.started(*house, folder=bench.folder) as sender:
            await process.line(sender)
            await asyncio.sleep(seconds + 1)
        report = Report(**json.loads(await process.ended(strict, "{")))
    if report.chats != len(report.times):
        raise ValueError("a chat heard something twice")
    return report


async def _fill_outbox(database: Path, addresses: list[str]) -> None:
    now = datetime.now(UTC)

    def fill(book: Book) -> None:
        for address in addresses:
            book.post(NewDelivery(new_id(), address, "telegram", None, "reply", 1, Message(WORDS), now, None), now)

    async with store_over(str(database)) as store:
        await store.run(fill)
