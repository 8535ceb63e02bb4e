"""A bad line to Telegram: silence asked for, errors, resets, answers that never come; drawn from a seed."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from random import Random

from scheduler.carriers.pace import Pace
from scheduler.carriers.telegram import TelegramMouth, Transport
from scheduler.sender import Sender
from tests.bad_days.case import Counts, added
from tests.bot_api.faults import Kind
from tests.bot_api.server import BotApi
from tests.scheduler.box import Box, a_box
from tests.scheduler.clock import HandClock

FAULTY = 0.3
CHATS = 12
REPLIES = 4
PATIENCE_SECONDS = 3.0
"""Until an answer is given up. On a loaded machine a 429 may come late, and who has not read it goes on speaking."""
GLANCE_SECONDS = 0.002
PLAIN: tuple[Kind, ...] = ("500", "502", "reset", "garbage")


async def storm(seed: str, folder: Path) -> Counts:
    """Three calls in ten go wrong; what was accepted may lose its answer. Then the line is good again."""
    clock, chance = HandClock(), Random(seed)
    async with a_box(folder / "storm.db", clock) as box:
        server = BotApi(clock=clock.seconds, sleep=clock.sleep, limits=None, seed=chance.randrange(1 << 32))
        async with server:
            sender, mouth = await _sender(box, server, clock)
            await _write_to_everybody(box, server)
            _begin(server, chance)
            for _ in range(12):
                await drained(sender, clock)
                clock.advance(40)
            server.heal()
            for _ in range(6):
                clock.advance(90)
                await drained(sender, clock)
            await mouth.close()
        return _judged(folder / "storm.db", server)


async def _sender(box: Box, server: BotApi, clock: HandClock) -> tuple[Sender, TelegramMouth]:
    async def nothing(prompt: str) -> None:
        return None

    async def no_file(delivery: object) -> object:
        raise FileNotFoundError

    mouth = TelegramMouth(
        server.token,
        server.url,
        Pace(box.store, clock, clock.steady),
        clock,
        carrier_message=nothing,
        file=no_file,  # type: ignore[arg-type]
        transport=Transport(seconds=PATIENCE_SECONDS),
    )
    await mouth.open()
    return Sender(box.store, clock, [mouth], holder="storm"), mouth


async def _write_to_everybody(box: Box, server: BotApi) -> None:
    late = box.clock.now() + timedelta(days=2)
    for chat in range(100, 100 + CHATS):
        server.person(id=chat).starts()
        address = await box.address(str(chat))
        for number in range(REPLIES):
            await box.post(address, f"respuesta {number} a {chat}")
        await box.post(address, f"aviso a {chat}", "announcement", expires_at=late)


def _begin(server: BotApi, chance: Random) -> None:
    """Each kind its part of the share, accepted before or not; and now and then a 429, with and without a word."""
    each = 1 - (1 - FAULTY) ** (1 / (2 * len(PLAIN) + 2))  # drawn one after the other; the hangs come on top
    for kind in PLAIN:
        for accepted in (False, True):
            server.fail(kind, "sendMessage", times=None, share=each, accepted=accepted)
    server.fail("429", "sendMessage", times=None, share=each)
    server.fail("429", "sendMessage", times=None, share=each, retry_after=chance.randint(1, 35))
    server.fail("hang", "sendMessage", times=1, share=each, accepted=True)


async def drained(sender: Sender, clock: HandClock) -> None:
    """Sends what may leave; time passes only while nothing is being said."""
    draining = asyncio.create_task(sender.drain())
    while not draining.done():
        await clock.settles()
        if not sender.calling and any(getattr(lane, "_permits", ()) for lane in sender._lanes):
            await clock.jump()
        else:  # the store or the server has something to do, which needs no time of ours
            await asyncio.wait({draining}, timeout=GLANCE_SECONDS)
    await draining


async def storms(seed: str, folder: Path, count: int) -> Counts:
    """So many beside each other: whoever hears no answer waits for it without holding up the rest."""
    folders = [folder / str(number) for number in range(count)]
    for each in folders:
        each.mkdir()
    total: Counts = {}
    for counts in await asyncio.gather(*(storm(f"{seed}:{each.name}", each) for each in folders)):
        total = added(total, counts)
    return total


def _judged(database: Path, server: BotApi) -> Counts:
    with closing(sqlite3.connect(database)) as reading:
        rows = reading.execute(
            "SELECT carrier_id, kind, body, status, problem, tries FROM delivery"
            " JOIN address ON address.id = delivery.address ORDER BY delivery.seq"
        ).fetchall()
    statuses = Counter(status for _, _, _, status, _, _ in rows)
    assert set(statuses) <= {"sent", "uncertain"}, statuses
    assert server.sends_during_ban == 0, "something was said before retry_after"
    copies = Counter((str(sent.chat_id), sent.text) for sent in server.sent)
    for chat, kind, body, status, _, _ in rows:
        text = json.loads(body)["text"]
        most = 1 if kind == "announcement" else 2
        assert copies[chat, text] <= most, f"{copies[chat, text]} copies of {text!r}"
        assert copies[chat, text] or status == "uncertain", f"{text!r} is called sent, and nobody has it"
    _in_order(server)
    twice = sum(count > 1 for count in copies.values())
    faulty = len(server.calls) - sum(sent.answered for sent in server.sent)
    return {"deliveries": len(rows), "calls": len(server.calls), "faulty": faulty, "doubled": twice, **statuses}


def _in_order(server: BotApi) -> None:
    """A chat's replies begin in their order; only the repetition of one in doubt may come after its successor."""
    for chat in {sent.chat_id for sent in server.sent}:
        firsts = list(dict.fromkeys(s.text for s in server.sent if s.chat_id == chat and "respuesta" in s.text))
        calls = [
            str(call.params["text"])
            for call in server.calls
            if call.chat_id == chat and "respuesta" in str(call.params.get("text"))
        ]
        tried = list(dict.fromkeys(calls))
        assert tried == sorted(tried), f"chat {chat}: {tried}"
        assert set(firsts) <= set(tried)
