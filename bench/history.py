"""What a long history costs: the same work in a town with many old deliveries and in one with few, in CPU time.

Both towns are files of the real schema, worked on by the real book, a durable transaction a piece of work. CPU time of
this process is what is compared, in one run on one machine, so that a busy machine changes no ratio. How long a
transaction holds the writer is time as a clock tells it, and the worst of all.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import cast

from bench import crowd
from bench.measure import Bench, Figure
from bot.box.health import Health
from bot.core.audience_list import BATCH
from bot.core.effect import Announced
from bot.core.event import AnnouncementLeaves, RecipientsListed
from bot.ports.moment import Moment
from bot.ports.store import Store
from bot.store.book import SqlBook
from bot.store.secret import of_file
from bot.store.sqlite import SqliteRows, open_for_writing
from bot.turn import fanout
from bot.turn.world import new_id
from scheduler.tick import HELD_SECONDS
from tests.chat import StandingClock

AT_AN_ADDRESS = 250
LOOKS = 100
SITTINGS = 60
MILLISECONDS, MICROSECONDS = 1_000, 1_000_000
TEACHER, COHORT = "teacher", "cohort"

_NUMBERS = "WITH RECURSIVE numbers (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM numbers WHERE i + 1 < :count) "
_PEOPLE = (
    """INSERT INTO person (id, name, created_at) SELECT 'p' || i, 'Ana R.', :now FROM numbers""",
    """INSERT INTO learner (person, age_band, recovery_key, progress)
    SELECT 'p' || i, '14_to_17', 'k' || i, '{"v":1}' FROM numbers""",
    """INSERT INTO enrolment (id, learner, cohort, from_at, accepted_at)
    SELECT 'e' || i, 'p' || i, 'cohort', :now, :now FROM numbers""",
    """INSERT INTO address (id, channel, carrier_id, conversation, heard_at)
    SELECT 'a' || i, 'telegram', i, '', :now FROM numbers""",
    """INSERT INTO reach (address, person, from_at) SELECT 'a' || i, 'p' || i, :now FROM numbers""",
)
_SITTINGS = (
    """INSERT INTO address (id, channel, carrier_id, conversation, heard_at, expires_at)
    SELECT 's' || i, 'screen', i, '', :now, :now + i / 60 * 60 FROM numbers""",
)
_SAID = (
    """INSERT INTO prompt (id, address, person, body, opened_at)
    SELECT :what || i, :what || (i * 5 / :each), NULL, :body, :now FROM numbers WHERE i < :count / 5""",
    """INSERT INTO delivery (id, address, channel, person, kind, priority, body, not_before, status, settled_at, shown,
        created_at)
    SELECT :what || i, :what || (i / :each), 'web', NULL, 'reply', 0, :body, :now, 'sent', :now, i, :now
    FROM numbers""",
)


class Town:
    """A file with so many deliveries, and the book over it."""

    def __init__(self, path: Path, people: int, deliveries: int, sittings: int) -> None:
        self._connection = open_for_writing(path)
        self.book = SqlBook(SqliteRows(self._connection), of_file(path))
        self.longest = 0.0
        execute = self._connection.execute
        now, body = int(crowd.NOW.timestamp()), "x" * 300
        with self._transaction():
            self.book.save_visit("visit", "Huanta", "Ayacucho", crowd.NOW.date(), crowd.DEPARTS, "America/Lima")
            self.book.save_cohort(COHORT, "visit", "3.º A", "ABCD2345", "Elena")
            self.book.add_person(TEACHER, "Elena", "es", crowd.NOW)
            self.book.teach("teaching", TEACHER, COHORT, crowd.NOW)
            for statement in _PEOPLE:
                execute(_into(statement), {"count": people, "now": now})
            for statement in _SITTINGS if sittings else ():
                execute(_into(statement), {"count": sittings, "now": now})
            for what, count in (("a", deliveries), ("s", sittings * AT_AN_ADDRESS)):
                for statement in _SAID if count else ():
                    values = {"count": count, "now": now, "what": what, "each": AT_AN_ADDRESS, "body": body}
                    execute(_into(statement), values)
        self.longest = 0.0

    def close(self) -> None:
        self._connection.close()

    def cpu(self, work: Callable[[SqlBook], object]) -> float:
        """Milliseconds of CPU time that the work takes in a transaction of its own."""
        began = process_time()
        with self._transaction():
            work(self.book)
        return (process_time() - began) * MILLISECONDS

    def tidies(self, sitting: int) -> float:
        """CPU time until nothing of the sittings up to that one is left."""
        took, left = 0.0, [1]
        now = crowd.NOW + timedelta(seconds=sitting)

        def tidy(book: SqlBook) -> None:
            ends = perf_counter() + HELD_SECONDS
            left[0] = book.housekeeping(now, lambda: perf_counter() < ends)

        while left[0]:
            took += self.cpu(tidy)
        return took

    def looks(self) -> float:
        """CPU time of a look at the house's health, as every minute: what `Health.problems` writes and reads."""
        health = Health(cast(Store, None), StandingClock(crowd.NOW), ["telegram", "web"], ["telegram"])

        def look(book: SqlBook) -> None:
            for _ in range(LOOKS):
                health.probe(book, large=False)
                health.look(book)

        return self.cpu(look) / LOOKS

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        began = perf_counter()
        self._connection.execute("BEGIN IMMEDIATE")
        yield
        self._connection.execute("COMMIT")
        self.longest = max(self.longest, (perf_counter() - began) * MILLISECONDS)


def _into(statement: str) -> str:
    """The statement with the numbers that it counts by."""
    into, _, rest = statement.partition("SELECT ")
    return f"{into}{_NUMBERS}SELECT {rest}"


async def of_deliveries(bench: Bench) -> list[Figure]:
    """[Salir], erasing and tidying beside many deliveries, and beside few."""
    return await asyncio.to_thread(_of_deliveries, bench)


def _of_deliveries(bench: Bench) -> list[Figure]:
    size, rounds = bench.size, bench.size.brief_rounds
    parting, erasing = Figure("history-parting", "ms CPU"), Figure("history-erasing", "ms CPU")
    tidying, health = Figure("history-tidying", "ms CPU"), Figure("history-health", "ms CPU")
    hold = Figure("history-hold", "ms")
    towns = []
    for name, deliveries in (("few", size.old_few), ("many", size.old_many)):
        bench.tell(f"{deliveries:,} old deliveries")
        people = deliveries // AT_AN_ADDRESS + rounds
        towns.append(Town(bench.folder / f"{name}-old.db", people, deliveries, (rounds + 2) * SITTINGS))
    with closing(towns[0]) as few, closing(towns[1]) as many:
        for number in range(rounds):
            last = (rounds + 1) * SITTINGS + number
            for town, side in ((many, "ours"), (few, "beside")):
                getattr(parting, side).append(town.cpu(lambda book, at=f"s{last}": book.forget_said(at, crowd.NOW)))
                getattr(erasing, side).append(town.cpu(lambda book, id=f"p{number}": book.erase(id, crowd.NOW)))
                getattr(tidying, side).append(town.tidies(number * SITTINGS))
                getattr(health, side).append(town.looks())
        hold.ours = [many.longest]
    return [parting, erasing, tidying, health, hold]


async def of_recipients(bench: Bench) -> list[Figure]:
    """An announcement to many, beside one to few."""
    return await asyncio.to_thread(_of_recipients, bench)


def _of_recipients(bench: Bench) -> list[Figure]:
    size = bench.size
    each, hold = Figure("announcement-each", "µs CPU"), Figure("announcement-hold", "ms")
    for number in range(size.rounds):
        for count, side in ((size.recipients_few, each.beside), (size.recipients_many, each.ours)):
            bench.tell(f"{count:,} recipients")
            with closing(Town(bench.folder / f"told-{count}-{number}.db", count, 0, 0)) as town:
                side.append(_announced(town, count) / count * MICROSECONDS / MILLISECONDS)
                longest = town.longest
        hold.ours.append(longest)
    return [each, hold]


def _announced(town: Town, count: int) -> float:
    """CPU milliseconds from the confirmation to the last recipient's delivery."""
    now, world = crowd.NOW, crowd.course()
    everybody = tuple(f"p{number}" for number in range(count))
    news = Announced("news", TEACHER, "Profe Elena", "Mañana 8 a. m.", "", "cohort:a", everybody, "", now)
    took = town.cpu(lambda book: book.keep(news, Moment(None, now, new_id)))
    for place in range(BATCH, count, BATCH):
        part = RecipientsListed("news", place, everybody[place : place + BATCH])
        took += town.cpu(lambda book, part=part: fanout.of_announcement(world, book, part, now))
    status = ""
    while status != "gone":
        took += town.cpu(lambda book: fanout.of_announcement(world, book, AnnouncementLeaves("news"), now))
        found = town.book.announcement("news")
        status = found.status if found else "gone"
    return took
