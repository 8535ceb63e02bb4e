"""`kill -9` of a warm `python -m bot run`, again and again, while people enrol, answer and are told things.

The Bot API server lives in the test's own process, so that its record outlives every kill; afterwards the two
ledgers, its own and the house's, are laid side by side.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from bot.store.open import open_store
from tests.bad_days.case import Counts
from tests.bot_api.chats import Person
from tests.bot_api.rules import inline_buttons
from tests.bot_api.server import BotApi
from tests.end_to_end.test_run import PATIENCE, Box
from tests.end_to_end.test_telegram import CODE, TOKEN

FIRST_UPDATE = 100_000_001
HANGS = 0.6
"""The share of kills that are aimed between `started` and the answer; the others fall where they fall."""
NEWS = "Mañana no abre el camión, hay huaico en la pista. Nos vemos el viernes a las 9."
PREFERRED = ("De 14 a 17", "Sí, acepto", "7 p. m.", "Empezar", "Siguiente")
FINISHED = "Ya lo hice"
ENOUGH = 45.0
TOKEN_OF_ELENA = "a-one-time-token-of-elena"


@dataclass(frozen=True, slots=True)
class Size:
    """How many kills, how many people come to enrol after each, how many already learn and are told the news."""

    kills: int
    newcomers: int
    recipients: int


@dataclass(slots=True)
class Newcomer:
    """Somebody who taps through enrolment and a lesson: one tap for each prompt, in whatever state the house is."""

    person: Person
    answered: set[str] = field(default_factory=set)
    named: bool = False
    finished: bool = False

    def acts(self) -> None:
        """Answers whatever is new on the screen."""
        for message in self.person.said:
            if not self.named and "¿Con qué nombre te escribo?" in message.get("text", ""):
                self.named = True
                self.person.says("luz m")
            buttons = inline_buttons(message)
            prompt = str(buttons[0]["callback_data"]).split(":")[1] if buttons else ""
            if prompt and prompt not in self.answered:
                self.answered.add(prompt)
                labels = [button["text"] for button in buttons]
                label = next((label for label in PREFERRED if label in labels), labels[0])
                self.person.taps(label, message)
                self.finished = self.finished or label == FINISHED


@dataclass(slots=True)
class Town:
    """Everybody in it, and what was in flight at each kill as (chat, text)."""

    server: BotApi
    database: Path
    newcomers: list[Newcomer] = field(default_factory=list)
    in_flight: Counter[tuple[str, str]] = field(default_factory=Counter)
    kills_in_flight: int = 0

    def act(self) -> None:
        for newcomer in self.newcomers:
            newcomer.acts()

    def arrive(self, count: int) -> None:
        for _ in range(count):
            person = self.server.person(id=1_000 + len(self.newcomers), first_name="Luz")
            person.starts(CODE)
            self.newcomers.append(Newcomer(person))

    async def until(self, happened: Any, seconds: float = PATIENCE) -> None:
        """Everybody goes on answering until it has happened."""

        def look() -> bool:
            self.act()
            return bool(happened())

        try:
            await self.server.until(look, seconds)
        except AssertionError as stuck:
            screens = {n.person.id: n.person.said[-1:] for n in self.newcomers if not n.finished}
            raise AssertionError(f"{stuck}; who has not finished sees {screens}") from None

    def rows(self, asked: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.database)) as reading:
            return reading.execute(asked).fetchall()


async def kill(seed: str, folder: Path, size: Size) -> Counts:
    """Lives through the kills and then in peace, and compares."""
    chance = Random(seed)
    async with BotApi(TOKEN, limits=None) as server:
        town = Town(server, folder / "box.db")
        box = Box(folder, str(town.database), server)
        await _open_the_house(town, size.recipients)
        elena = server.person(id=500, first_name="Elena")
        async with box.runs():
            await _prepares(elena)
        elena.taps(next(label for label in elena.buttons if label.startswith("Ahora")))
        for _ in range(size.kills):
            await _live_and_die(town, box, chance, size.newcomers)
        await _live_in_peace(town, box)
    return _compared(town, size)


async def _open_the_house(town: Town, count: int) -> None:
    """A class with its teacher's invitation, and learners who wrote to the bot once, long ago."""
    now = datetime.now(UTC)
    store = open_store(str(town.database))

    def enrol(book: Any) -> None:
        book.save_visit("visit", "colegio San Juan", "Huancavelica", now.date(), date(2099, 12, 18), "America/Lima")
        book.save_cohort("cohort", "visit", "3.º B", CODE, "Elena")
        book.add_person("adult", "Marta", "es", now)
        book.grant("role", "adult", "protection", now)
        book.add_invite(TOKEN_OF_ELENA, "teacher", "cohort", now, now + timedelta(days=7))
        for number in range(count):
            id, chat = f"learner-{number:05}", 10_000 + number
            book.add_person(id, f"Alumna {number}", "es", now)
            book.add_address(f"at-{id}", "telegram", str(chat), now)
            book.reach(f"at-{id}", id, now)
            book.add_learner(id, "14_to_17", f"K{number:07}", '{"v":1}')
            book.enrol(f"e-{id}", id, "cohort", now, now)
            town.server.person(id=chat).has_written = True

    await store.run(enrol)
    await store.close()


async def _prepares(elena: Person) -> None:
    elena.starts(TOKEN_OF_ELENA)
    await elena.waits_for("¿Con qué nombre te conocen", timeout=PATIENCE)
    elena.says("Elena")
    await elena.waits_for("Elena", timeout=PATIENCE)
    elena.says("/anuncio")
    await elena.waits_for("¿Qué quieres avisar?", timeout=PATIENCE)
    elena.says(NEWS)
    await elena.waits_for("¿Cuándo sale?", timeout=PATIENCE)


async def _live_and_die(town: Town, box: Box, chance: Random, newcomers: int) -> None:
    """Started, warm, busy, killed; then nothing that was confirmed to Telegram is missing in the inbox."""
    server = town.server
    hang = chance.random() < HANGS
    async with box.runs() as process:
        spoken = len(server.sent)
        town.arrive(newcomers)
        await town.until(lambda: len(server.sent) > spoken)
        if hang:
            server.fail("hang", "sendMessage", accepted=chance.random() < 0.7)
            met = server.faults.waiting[-1]
            await town.until(lambda: met.times == 0)
        else:
            wanted = len(server.sent) + chance.randint(1, 10)
            await town.until(lambda: len(server.sent) >= wanted or _all_answered(town))
        process.kill()
        await process.wait()
    server.heal()
    started = town.rows(
        "SELECT carrier_id, body FROM delivery JOIN address ON address.id = delivery.address WHERE status = 'started'"
    )
    town.kills_in_flight += bool(started)
    town.in_flight.update((chat, json.loads(body)["text"]) for chat, body in started)
    heard = {key for (key,) in town.rows("SELECT event_key FROM inbox WHERE channel = 'telegram'")}
    missing = _acknowledged(server) - heard
    assert not missing, f"confirmed to Telegram and not stored: {sorted(missing)}"


def _all_answered(town: Town) -> bool:
    return not town.server.updates.pending and all(newcomer.finished for newcomer in town.newcomers)


def _acknowledged(server: BotApi) -> set[str]:
    waiting = {update["update_id"] for update in server.updates.pending}
    return {str(number) for number in _numbers(server) if number not in waiting}


def _numbers(server: BotApi) -> Iterable[int]:
    return range(FIRST_UPDATE, server.updates._next_id)


async def _live_in_peace(town: Town, box: Box) -> None:
    """Until everybody has finished and nothing waits."""
    open_rows = (
        "SELECT (SELECT COUNT(*) FROM inbox WHERE done_at IS NULL AND not_before <= unixepoch())"
        " + (SELECT COUNT(*) FROM delivery WHERE status IN ('queued', 'claimed', 'started')"
        " AND not_before <= unixepoch())"
    )
    async with box.runs(), asyncio.timeout(ENOUGH + town.rows("SELECT COUNT(*) FROM delivery")[0][0] / 10):
        await town.until(lambda: all(newcomer.finished for newcomer in town.newcomers), ENOUGH)
        while town.rows(open_rows)[0][0]:  # noqa: ASYNC110 - another process empties it, and rings no bell of ours
            await asyncio.sleep(0.05)


def _compared(town: Town, size: Size) -> Counts:
    """The house's rows beside the server's record."""
    _every_event_once(town)
    counts = _ledgers_agree(town)
    told = town.rows(
        "SELECT status, COUNT(*) FROM recipient JOIN delivery ON delivery.id = recipient.delivery GROUP BY status"
    )
    assert {status for status, _ in told} <= {"sent", "uncertain"}, told
    assert sum(count for _, count in told) == size.recipients, told
    return {**counts, "kills": size.kills, "between started and answer": town.kills_in_flight}


def _every_event_once(town: Town) -> None:
    """Each update has one row, which is done; each newcomer is enrolled once, and each of her taps counted once."""
    rows = town.rows("SELECT event_key, done_at, problem FROM inbox WHERE channel = 'telegram'")
    numbers = {str(number) for number in _numbers(town.server)}
    assert {key for key, done, problem in rows if done and problem is None} == numbers
    for newcomer in town.newcomers:
        count = town.rows(
            "SELECT COUNT(DISTINCT person.id), COUNT(DISTINCT learner.person),"
            " (SELECT COUNT(*) FROM enrolment WHERE learner = person.id),"
            " (SELECT COUNT(*) FROM attempt WHERE learner = person.id),"
            " (SELECT COUNT(*) FROM prompt WHERE prompt.address = address.id AND prompt.closed_at IS NOT NULL)"
            " FROM address JOIN reach ON reach.address = address.id JOIN person ON person.id = reach.person"
            f" JOIN learner ON learner.person = person.id WHERE carrier_id = '{newcomer.person.id}'"
        )
        assert count == [(1, 1, 1, 2, len(newcomer.answered))], (newcomer.person.id, count, len(newcomer.answered))


def _ledgers_agree(town: Town) -> Counts:
    """What the house calls sent is on the server as it says; whatever else is there was in flight at a kill."""
    ledger = {
        (chat, message): json.loads(body)["text"]
        for chat, message, body in town.rows(
            "SELECT carrier_id, carrier_message, body FROM delivery JOIN address ON address.id = delivery.address"
            " WHERE status = 'sent' AND kind <> 'retire'"
        )
    }
    record = {
        (str(sent.chat_id), str(sent.message_id)): sent.text
        for sent in town.server.sent
        if sent.method == "sendMessage"
    }
    wrong = [key for key, text in ledger.items() if record.get(key, "").strip() != text.strip()]
    assert not wrong, f"called sent and not so on the server: {wrong[:5]}"
    extra = Counter((key[0], text) for key, text in record.items() if key not in ledger)
    assert not extra - town.in_flight, f"copies of what was not in flight: {(extra - town.in_flight).most_common(3)}"
    left = town.rows("SELECT status, COUNT(*) FROM delivery GROUP BY status")
    assert {status for status, _ in left} <= {"sent", "uncertain"}, left
    return {
        "events": len(list(_numbers(town.server))),
        "sent": len(ledger),
        "in flight at a kill": town.in_flight.total(),
        "more on the server than in the ledger": extra.total(),
    }
