"""What is written, said and left over: measured for the tests that bound it and for the bench that shows it."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from bot.app import House, open_house
from bot.settings import Settings
from tests.bot_api.server import BotApi
from tests.chat import MONDAY, Person, Town, at, world
from tests.megas.day import ENROLS, LESSONS, DayClock, Pupil, a_house, school_days
from tests.megas.test_megas import TOKEN, hands_on, label
from tests.scheduler.clock import HandClock
from tests.wal import Written, written

COURSE_DAYS = 35
QUIET_DAYS = 31
ON_THE_PAGE = ("Empezar", "Siguiente", "Siguiente", "Ir a las preguntas", "A", "Siguiente", "A", "Siguiente")


# --- a house in which nobody writes -----------------------------------------------------------------------


async def idle(folder: Path, minutes: int) -> Written:
    """Page, screens, Telegram, the tick, the look at the house's health and the time that is believed, all of it."""
    clock, path = HandClock(), folder / "house.db"
    async with BotApi(TOKEN, clock=clock.seconds, sleep=clock.sleep, limits=None) as server:
        settings = Settings(_env_file=None, database=str(path), telegram_token=TOKEN, telegram_api=server.url)
        async with open_house(settings, clock, clock.steady, world=world()) as house:
            if house.telegram_mouth is None:
                raise LookupError("no Telegram in the house")
            await house.telegram_mouth.open()
            sending, keeping = asyncio.create_task(house.sender.run()), asyncio.create_task(house.keeper.run())
            await _pass(house, clock, 1)
            before = written(path)
            await _pass(house, clock, minutes)
            found = written(path).since(before)
            keeping.cancel()
            await house.sender.stop()
            await asyncio.gather(sending, keeping, return_exceptions=True)
    return found


async def _pass(house: House, clock: HandClock, minutes: int) -> None:
    """A tick every twenty seconds; who sleeps a second wakes each second, and does what it does."""
    for second in range(60 * minutes):
        if second % 20 == 0:
            await house.ticker.tick_once()
        clock.advance(1)
        for _ in range(3):
            await house.store.run(lambda _book: None)  # whoever asked before has been answered
            await clock.settles()


# --- a lesson ---------------------------------------------------------------------------------------------


def words_on_the_page(folder: Path) -> tuple[int, Written]:
    """The words of a lesson on the page, tap by tap, and what they wrote."""
    town = Town(folder / "town.db", at(MONDAY, 18))
    town.visit()
    ana = town.learner("Ana R")
    before = written(folder / "town.db")
    for button in ON_THE_PAGE:
        ana.taps(button)
    found = written(folder / "town.db").since(before)
    town.close()
    return len(ON_THE_PAGE), found


class TappedDay(NamedTuple):
    """A lesson's evening on Telegram: how often was tapped, how often the carrier was called, and what was read."""

    taps: int
    calls: int
    hears: Sequence[str]


async def tapped_day(folder: Path) -> TappedDay:
    """From the offer to the task told as done, by the conversations' robot."""
    clock, taps = DayClock(), list[str]()
    async with (
        BotApi(TOKEN, clock=lambda: clock.now().timestamp(), limits=None) as server,
        a_house(folder, clock, telegram_token=TOKEN, telegram_api=server.url) as house,
    ):
        if house.telegram_mouth is None:
            raise LookupError("no Telegram in the house")
        await house.telegram_mouth.open()
        pupil, person = Pupil(house, clock, "telegram", "77"), server.person(id=77)
        for text in ENROLS:
            person.says(text)
            await hands_on(house, server)

        async def tap(prompt: str, letter: str) -> None:
            taps.append(letter)
            button = next(label(sent, prompt, letter) for sent in reversed(server.sent) if prompt in str(sent.params))
            person.taps(button)
            await hands_on(house, server)

        await pupil.has_before(LESSONS[1], 2)
        before = len(server.sent)
        await pupil.meets(school_days()[0])
        await pupil.goes_through(tap)
        return TappedDay(len(taps), len(server.sent) - before, person.hears)


# --- a course and a quiet month ---------------------------------------------------------------------------


class Left(NamedTuple):
    """The database after it, when that is, and the bytes that a delivery left."""

    database: Path
    now: datetime
    a_delivery: float


def course_and_a_month(folder: Path, days: int = COURSE_DAYS, quiet: int = QUIET_DAYS) -> Left:
    """Two learners do a lesson a day; then nobody writes, and what is old is tidied away."""
    database = folder / "town.db"
    town = Town(database, at(MONDAY, 9))
    town.visit()
    people = [town.learner(name) for name in ("Ana R.", "Luz Q.")]
    _tidied(town)
    before = weight(database, folder)
    _studied(town, people, days)
    town.waits(days=quiet)
    _tidied(town)
    now = town.clock.now()
    town.close()
    with closing(sqlite3.connect(database)) as file:
        (deliveries,) = file.execute("SELECT seq FROM sqlite_sequence WHERE name = 'delivery'").fetchone()
    return Left(database, now, (weight(database, folder) - before) / deliveries)


def weight(database: Path, folder: Path) -> int:
    """Bytes of the database without a free page in it."""
    dense = folder / "dense.db"
    dense.unlink(missing_ok=True)
    with closing(sqlite3.connect(database)) as file:
        file.execute("VACUUM INTO ?", (str(dense),))
    return dense.stat().st_size


def _studied(town: Town, people: list[Person], days: int) -> None:
    for _ in range(days):
        town.waits(days=1)
        for person in people:
            if "Empezar" in person.buttons():
                person.taps("Empezar")
                while "Ya lo hice" not in person.buttons():
                    person.answers(right=True) if person.buttons()[:2] == ["A", "B"] else person.taps(
                        person.buttons()[0]
                    )


def _tidied(town: Town) -> None:
    while town.book(lambda book: book.housekeeping(town.clock.now())):
        pass
