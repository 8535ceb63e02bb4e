"""What a person waits for, and what a small box must have: the demo's first answer, and a full house's memory."""

from __future__ import annotations

import asyncio
import json
import time

from aiohttp import ClientSession, CookieJar

from bench import crowd, process
from bench.measure import Bench, Figure
from bot.demo.cast import CODE

SEAT = "/s/estudiante/"


async def demo(bench: Bench) -> list[Figure]:
    """Seconds from the command to the first words of the chat, as a visitor gets them."""
    figure = Figure("demo-first-answer", "s")
    for _ in range(bench.size.brief_rounds):
        began = time.perf_counter()
        async with process.started("bot", "demo", folder=bench.folder, settings={"YACHASKI_PORT": "0"}) as house:
            await _chat(await process.line(house), SEAT, f"/start {CODE}")
            figure.ours.append(time.perf_counter() - began)
    return [figure]


async def memory(bench: Bench) -> list[Figure]:
    """Megabytes of `run` without Telegram, after its first tick, a chat, and its operator's look at the metrics."""
    figure, database = Figure("memory", "MB"), bench.folder / "memory.db"
    bench.tell(f"{bench.size.remembered:,} learners")
    await asyncio.to_thread(crowd.settle, str(database), bench.size.remembered)
    settings = {"YACHASKI_DATABASE": str(database), "YACHASKI_PORT": "0", "YACHASKI_HOST": "127.0.0.1"}
    for _ in range(bench.size.rounds):
        async with process.started("bot", "run", folder=bench.folder, settings=settings, told_on_stderr=True) as house:
            url = await process.line(house)
            await _chat(url, "/s/yo/", "hola")
            async with ClientSession() as session:
                for page in ("/readyz", "/metrics"):
                    async with session.get(url + page) as answer:
                        await answer.read()
            await asyncio.sleep(1)
            figure.ours.append(await process.memory_mb(house))
    return [figure]


async def _chat(url: str, seat: str, text: str) -> None:
    """Comes in by the front door, says a word, and returns with the first answer."""
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
        async with session.get(url) as page:
            await page.read()
        async with session.get(url + seat) as page:
            await page.read()
        async with session.post(
            url + seat + "say",
            data=json.dumps({"text": text, "key": "first"}),
            headers={"Content-Type": "application/json"},
        ) as said:
            said.raise_for_status()
        async with session.get(url + seat + "stream", params={"after": "0"}) as stream:
            async for line in stream.content:
                if line.startswith(b"data:"):
                    return
