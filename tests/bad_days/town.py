"""A town around a house that dies: people who enrol and learn, a class that is told things, and two ledgers.

The Bot API server lives in the test's own process, so that its record outlives every death; afterwards what it
recorded and what the house's database says are laid side by side.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

import psycopg

from bot.store.open import is_postgres, open_store
from tests.bad_days.case import Counts
from tests.bot_api.chats import Person
from tests.bot_api.rules import inline_buttons
from tests.bot_api.server import BotApi
from tests.end_to_end.test_telegram import CODE, adults, protected

FIRST_UPDATE = 100_000_001
HANGS = 0.6
"""The share of deaths that are aimed between `started` and the answer; the others fall where they fall."""
NEWS = "Mañana no abre el camión, hay huaico en la pista. Nos vemos el viernes a las 9."
ENROLLING = ("De 14 a 17", "Sí, acepto", "7 p. m.")
PREFERRED = (*ENROLLING, "Empezar", "Siguiente")
ASKS_THE_NAME = ("¿Con qué nombre te escribo?", "Escríbeme solo tu nombre")
"""The second is what she reads who says «hola» because the first never came."""
FINISHED = "Ya lo hice"
STILL = 60.0
"""Seconds without any movement after which nobody believes in more of it, even on a loaded machine."""
ELENA = 500


@dataclass(slots=True)
class Newcomer:
    """Somebody who taps through enrolment and one lesson: one tap for each prompt, in whatever state the house is.

    Who is in a hurry leaves it at the first tap after enrolment.
    """

    person: Person
    hurried: bool
    answered: set[str] = field(default_factory=set)
    seen: int = 0
    named: bool = False
    finished: bool = False

    def acts(self) -> None:
        """Answers whatever is new on the screen."""
        bot = self.person.world.bot["id"]
        fresh = [message for id, message in self.person.messages.items() if id > self.seen]
        self.seen = max(self.person.messages, default=0)
        for message in fresh:
            if message["from"]["id"] == bot:
                self._answers(message)

    def insists(self) -> None:
        """Her answer never came, and will not: she says something, as people do, and gets the next step."""
        self.person.says("hola")

    def _answers(self, message: dict[str, Any]) -> None:
        if not self.named and any(asks in message.get("text", "") for asks in ASKS_THE_NAME):
            self.named = True
            self.person.says("luz m")
        buttons = inline_buttons(message)
        prompt = str(buttons[0]["callback_data"]).split(":")[1] if buttons else ""
        if prompt and prompt not in self.answered and not self.finished:
            self.answered.add(prompt)
            labels = [button["text"] for button in buttons]
            label = next((label for label in PREFERRED if label in labels), labels[0])
            self.person.taps(label, message)
            self.finished = label == FINISHED or (self.hurried and label not in ENROLLING)


@dataclass(slots=True)
class Town:
    """Everybody in it, who may all be `hurried`, and what was in flight at each death as (chat, text)."""

    server: BotApi
    database: str
    hurried: bool = False
    newcomers: list[Newcomer] = field(default_factory=list)
    in_flight: Counter[tuple[str, str]] = field(default_factory=Counter)
    deaths_in_flight: int = 0

    def act(self) -> None:
        for newcomer in self.newcomers:
            newcomer.acts()

    def arrive(self, count: int) -> None:
        for _ in range(count):
            person = self.server.person(id=1_000 + len(self.newcomers), first_name="Luz")
            person.starts(CODE)
            self.newcomers.append(Newcomer(person, self.hurried))

    async def until(self, happened: Callable[[], object]) -> None:
        """Everybody goes on answering until it has happened."""

        def look() -> bool:
            self.act()
            return bool(happened())

        try:
            await self.server.until(look, STILL)
        except AssertionError as stuck:
            screens = {n.person.id: n.person.said[-1:] for n in self.newcomers if not n.finished}
            raise AssertionError(f"{stuck}; who has not finished sees {screens}") from None

    async def is_busy(self, chance: Random) -> None:
        """A few more calls, or one that Telegram does not answer: the hour to die."""
        server = self.server
        if chance.random() < HANGS:
            server.fail("hang", "sendMessage", accepted=chance.random() < 0.7)
            met = server.faults.waiting[-1]
            await self.until(lambda: met.times == 0)
        else:
            wanted = len(server.sent) + chance.randint(1, 30)
            await self.until(lambda: len(server.sent) >= wanted or self.all_answered)

    @property
    def all_answered(self) -> bool:
        return not self.server.updates.pending and not self.unfinished

    def rows(self, asked: str) -> list[tuple[Any, ...]]:
        """What the database answers, asked beside the house; what a dead one left is for the next to tidy."""
        if is_postgres(self.database):
            with psycopg.connect(self.database) as looking:
                return looking.execute(asked.encode()).fetchall()
        with closing(sqlite3.connect(f"{Path(self.database).as_uri()}?mode=ro", uri=True)) as reading:
            return reading.execute(asked).fetchall()

    def note_in_flight(self, whose: str = "") -> None:
        """What had been started and had no outcome when a house died; `whose`, where several live."""
        started = self.rows(
            "SELECT carrier_id, body FROM delivery JOIN address ON address.id = delivery.address"
            f" WHERE status = 'started' AND claimed_by LIKE '{whose}%'"
        )
        self.deaths_in_flight += bool(started)
        self.in_flight.update((chat, json.loads(body)["text"].strip()) for chat, body in started)

    def nothing_is_missing(self) -> None:
        """Whatever was confirmed to Telegram is in the inbox."""
        waiting = {update["update_id"] for update in self.server.updates.pending}
        heard = {key for (key,) in self.rows("SELECT event_key FROM inbox WHERE channel = 'telegram'")}
        missing = {str(number) for number in self.numbers if number not in waiting} - heard
        assert not missing, f"confirmed to Telegram and not stored: {sorted(missing)}"

    @property
    def numbers(self) -> range:
        """Of every update so far."""
        return range(FIRST_UPDATE, self.server.updates._next_id)

    async def comes_to_rest(self, still: float = STILL) -> None:
        """Returns when everybody has finished and nothing waits; some house lives meanwhile.

        `still` is how long nothing may move before that.
        """
        moved: tuple[int, ...] = ()
        waiting: set[str] = set()
        try:
            async with asyncio.timeout(still) as patience:
                while waiting := self._waiting():
                    if moved != (moved := (len(self.server.sent), len(self.server.updates.pending), len(waiting))):
                        patience.reschedule(asyncio.get_running_loop().time() + still)
                    await asyncio.sleep(0.2)
        except TimeoutError:
            left = self.rows("SELECT kind, status, COUNT(*) FROM delivery GROUP BY kind, status")
            raise AssertionError(f"nothing moves any more; {sorted(waiting)[:5]} wait; {left}") from None

    def _waiting(self) -> set[str]:
        """The chats for which something waits. Who has not finished and waits for nothing lost her answer for good.

        That is a reply that was in doubt twice, since two deaths met it before it arrived: she insists.
        """
        self.act()
        newest = {newcomer.person.id: len(newcomer.person.messages) for newcomer in self.unfinished}
        expected = {str(_chat(update)) for update in self.server.updates.pending}
        expected |= {chat for (chat,) in self.rows(_UNDER_WAY.format(now=int(time.time())))}
        for newcomer in self.unfinished:
            chat, count = newcomer.person.id, len(newcomer.person.messages)
            if str(chat) not in expected and newest[chat] == count:
                newcomer.insists()
        return expected | {str(newcomer.person.id) for newcomer in self.unfinished}

    @property
    def unfinished(self) -> list[Newcomer]:
        """Who has tapped through less than all of it."""
        return [newcomer for newcomer in self.newcomers if not newcomer.finished]


_UNDER_WAY = """
SELECT CASE WHEN lane = '' THEN channel ELSE lane END FROM inbox WHERE done_at IS NULL AND not_before <= {now}
UNION SELECT carrier_id FROM delivery JOIN address ON address.id = delivery.address
WHERE status IN ('queued', 'claimed', 'started')
"""
"""The chats of events without their turn and of deliveries without an outcome."""


def _chat(update: dict[str, Any]) -> int:
    said = update.get("message") or update["callback_query"]
    return int(said["from"]["id"])


# --- before --------------------------------------------------------------------------------------------------


async def opened(town: Town, count: int) -> None:
    """A class with its teacher, and learners who wrote to the bot once, long ago."""
    now = datetime.now(UTC)
    store = open_store(town.database)
    adults(town.server)

    def enrol(book: Any) -> None:
        book.save_visit("visit", "colegio San Juan", "Huancavelica", now.date(), date(2099, 12, 18), "America/Lima")
        book.save_cohort("cohort", "visit", "3.º B", CODE, "Elena")
        protected(book, now)
        book.add_person("elena", "Elena", "es", now)
        book.add_address("at-elena", "telegram", str(ELENA), now)
        book.reach("at-elena", "elena", now)
        book.teach("teaching", "elena", "cohort", now)
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


async def announced(town: Town) -> None:
    """The teacher writes to her class; her word that it leaves now is the last."""
    elena = town.server.person(id=ELENA, first_name="Elena")
    elena.says("/anuncio")
    await elena.waits_for("¿Qué quieres avisar?", timeout=STILL)
    elena.says(NEWS)
    await elena.waits_for("¿Cuándo sale?", timeout=STILL)
    elena.taps(next(label for label in elena.buttons if label.startswith("Ahora")))


# --- after ---------------------------------------------------------------------------------------------------


def compared(town: Town, recipients: int) -> Counts:
    """The house's rows beside the server's record."""
    _every_event_once(town)
    counts = _ledgers_agree(town)
    told = town.rows(
        "SELECT delivery.status, COUNT(*) FROM recipient JOIN delivery ON delivery.id = recipient.delivery "
        "GROUP BY delivery.status"
    )
    assert {status for status, _ in told} <= {"sent", "uncertain"}, told
    assert sum(count for _, count in told) == recipients, told
    return counts


def _every_event_once(town: Town) -> None:
    """Each update has one row, which is done; each newcomer is enrolled once, and each of her taps counted once."""
    rows = town.rows("SELECT event_key, done_at, problem FROM inbox WHERE channel = 'telegram'")
    numbers = {str(number) for number in town.numbers}
    assert {key for key, done, problem in rows if done and problem is None} == numbers
    for newcomer in town.newcomers:
        known = town.rows(
            "SELECT DISTINCT person.id, learner.person, address.id FROM address"
            " JOIN reach ON reach.address = address.id JOIN person ON person.id = reach.person"
            f" LEFT JOIN learner ON learner.person = person.id WHERE carrier_id = '{newcomer.person.id}'"
        )
        assert len(known) == 1, (newcomer.person.id, known)
        person, learner, address = known[0]
        assert person == learner
        count = town.rows(
            f"SELECT (SELECT COUNT(*) FROM enrolment WHERE learner = '{learner}'),"
            f" (SELECT COUNT(*) FROM attempt WHERE learner = '{learner}')"
        )
        assert count == [(1, 0 if town.hurried else 2)], (newcomer.person.id, count)
        asked = f"SELECT id FROM prompt WHERE address = '{address}' AND closed_at IS NOT NULL"
        assert newcomer.answered <= {prompt for (prompt,) in town.rows(asked)}, newcomer.person.id


def _said(chat: str, message: str, body: dict[str, str]) -> list[tuple[str, str, str]]:
    """What the carrier may have of it: under what stood there before, or alone."""
    text, above = body["text"].strip(), body.get("above", "")
    return [(chat, message, f"{above}\n\n{text}".strip()), (chat, message, text)]


def _ledgers_agree(town: Town) -> Counts:
    """What the house calls sent is on the server as it says; whatever else is there was in flight at a death."""
    record = [
        (sent.method, (str(sent.chat_id), str(sent.message_id), sent.text.strip()))
        for sent in town.server.sent
        if sent.method in ("sendMessage", "editMessageText")  # a verdict is written into its question
    ]
    shown = {one for _, one in record}
    ledger = {
        next((one for one in _said(chat, message, json.loads(body)) if one in shown), (chat, message, "?"))
        for chat, message, body in town.rows(
            "SELECT carrier_id, carrier_message, body FROM delivery JOIN address ON address.id = delivery.address"
            " WHERE status = 'sent' AND kind <> 'retire'"
        )
    }
    wrong = ledger - shown
    assert not wrong, f"called sent and not so on the server: {[one[:2] for one in wrong][:5]}"
    extra = Counter((one[0], one[2]) for how, one in record if how == "sendMessage" and one not in ledger)
    assert not extra - town.in_flight, f"copies of what was not in flight: {(extra - town.in_flight).most_common(3)}"
    left = dict(town.rows("SELECT status, COUNT(*) FROM delivery WHERE kind <> 'retire' GROUP BY status"))
    assert set(left) <= {"sent", "uncertain"}, left
    return {
        "events": len(town.numbers),
        "sent": len(ledger),
        "uncertain": left.get("uncertain", 0),
        "in flight at a death": town.in_flight.total(),
        "more on the server than in the ledger": extra.total(),
    }
