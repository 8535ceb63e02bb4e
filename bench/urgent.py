"""Help lines and alerts beside a heap of other messages, and after a dead network; replies beside an announcement.

The real store, sender, mouth and pace, over HTTP to a server that keeps Telegram's limits, by a clock that moves only
while every call has its answer: what is measured is how long they have to wait for each other, not the machine.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bench.measure import Bench, Figure
from tests.bot_api.flood import Limits
from tests.bot_api.server import BotApi
from tests.scheduler.box import a_box
from tests.scheduler.clock import HandClock, until
from tests.scheduler.post import Post, back_at, crowd, moves, passes, running

SOMEBODY = 7_700_000
LINES = "Llama al 113"
QUARTERS_AN_HOUR = 240
TRIED = 2
"""Claims once the first call has its outcome: none."""


async def waits(bench: Bench) -> list[Figure]:
    """Behind so many words, behind an announcement, and behind an hour without network."""
    lines, network, replies = Figure("urgent-queue", "s"), Figure("urgent-network", "s"), Figure("reply-wait", "s")
    for number in range(bench.size.rounds):
        bench.tell(f"round {number + 1}")
        folder = bench.folder / f"waits-{number}"
        folder.mkdir()
        lines.ours.append(await _behind_words(folder / "words.db", bench.size.words))
        replies.ours += await _behind_announcement(folder / "news.db", bench.size.words, bench.size.asked)
        network.ours.append(await _after_an_hour(folder / "hour.db"))
    return [lines, network, replies]


async def _behind_words(database: Path, words: int) -> float:
    """Seconds from the turn of somebody in need to the lines, where so many others are to be answered."""
    async with _posted(database) as post, running(post):
        await crowd(post, words)
        post.sender.wake()
        await moves(post, lambda: len(post.server.sent) >= words // 20)
        return await _heard(post, SOMEBODY, urgent=True)


async def _behind_announcement(database: Path, recipients: int, asked: int) -> list[float]:
    """Seconds that each who asks something meanwhile waits for the answer."""
    async with _posted(database) as post, running(post):
        await crowd(post, recipients, "announcement")
        post.sender.wake()
        return [await _heard(post, SOMEBODY + number) for number in range(asked)]


async def _heard(post: Post, number: int, *, urgent: bool = False) -> float:
    person, address = await post.person(number)
    began = post.clock.steady()
    await post.box.post(address, LINES, urgent=urgent)
    post.sender.wake()
    await moves(post, lambda: person.hears)
    return post.clock.steady() - began


async def _after_an_hour(database: Path) -> float:
    """Seconds from the network's return to the alert."""
    async with _posted(database, limits=None) as post:
        _, address = await post.person(SOMEBODY)
        alert = await post.box.post(address, LINES, urgent=True)
        post.server.fail("hang", times=None)
        async with running(post):
            await until(lambda: post.box.row(alert)[2] == TRIED)
            for _ in range(QUARTERS_AN_HOUR):
                await passes(post, 15)
            post.server.heal()
            return (await back_at(post, alert)).total_seconds()


@asynccontextmanager
async def _posted(database: Path, limits: Limits | None = Limits()) -> AsyncIterator[Post]:  # noqa: B008 - a value
    clock = HandClock()
    async with (
        a_box(database, clock) as box,
        BotApi(clock=clock.seconds, sleep=clock.sleep, limits=limits) as server,
    ):
        post = Post(box, server, clock)
        await post.mouth.open()
        yield post
        await post.mouth.close()
