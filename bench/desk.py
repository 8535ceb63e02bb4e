"""A teacher's page of the desk in a large programme: from the request to the last byte, at the slow end.

The classes are copies made inside the database: 25 learners a class, each with a month of days on which they wrote.
The pages are the real ones of a real house, asked for over a loopback port, one after the other.
"""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from statistics import quantiles
from time import perf_counter

from aiohttp import ClientSession, DummyCookieJar
from aiohttp.test_utils import TestServer

from bench import crowd
from bench.measure import Bench, Figure
from bot.app import House, open_house
from bot.ports.book import Book
from bot.settings import Settings
from bot.store.open import open_store
from tests.chat import StandingClock

A_CLASS, DAYS = 25, 30
PAGES, TWENTIETHS = 60, 20
MILLISECONDS = 1000
KEY, TEACHER = "k" * 43, "teacher"

_NUMBERS = "WITH RECURSIVE numbers (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM numbers WHERE i + 1 < :count) "
_ROWS = (
    """INSERT INTO cohort (id, visit, name, code, code_key, teacher_name)
    SELECT 'c' || i, 'visit', 'G' || i, 'C' || i, 'C' || i, 'Elena' FROM numbers WHERE i < :count / :each""",
    """INSERT INTO person (id, name, created_at) SELECT 'p' || i, 'Ana ' || i, :now FROM numbers""",
    """INSERT INTO learner (person, age_band, recovery_key, progress)
    SELECT 'p' || i, '14_to_17', 'k' || i, '{"v":1}' FROM numbers""",
    """INSERT INTO enrolment (id, learner, cohort, from_at, accepted_at)
    SELECT 'e' || i, 'p' || i, 'c' || (i / :each), :now, :now FROM numbers""",
    """INSERT INTO address (id, channel, carrier_id, conversation, heard_at)
    SELECT 'a' || i, 'telegram', i, '', :now FROM numbers""",
    """INSERT INTO reach (address, person, from_at) SELECT 'a' || i, 'p' || i, :now FROM numbers""",
    """INSERT INTO active_day (learner, cohort, local_date, channel)
    SELECT 'p' || (i / :days), 'c' || (i / :days / :each), DATE(:now - 86400 * (i % :days), 'unixepoch'), 'telegram'
    FROM numbers""",
)


async def page(bench: Bench) -> list[Figure]:
    """What nineteen of twenty pages take at most."""
    figure = Figure("desk-page", "ms p95")
    path = str(bench.folder / "desk.db")
    bench.tell(f"{bench.size.learners:,} learners in classes of {A_CLASS}")
    store = open_store(path)
    await store.run(_begin)
    await store.close()
    await asyncio.to_thread(_fill, path, bench.size.learners)
    clock = StandingClock(crowd.NOW)
    settings = Settings(database=path, _env_file=None)
    async with (
        open_house(settings, clock, clock.steady, world=crowd.course()) as house,
        TestServer(house.web) as server,
        ClientSession(cookie_jar=DummyCookieJar()) as session,
    ):
        await house.store.run(lambda book: book.open_desk_session(KEY, TEACHER, crowd.NOW))
        for _ in range(bench.size.rounds):
            figure.ours.append(await _slow_end(server, session, house))
    return [figure]


async def _slow_end(server: TestServer, session: ClientSession, house: House) -> float:
    teacher = await house.store.read(lambda book: book.teacher(TEACHER))
    assert teacher is not None
    learner = teacher.classes[0].members[0].learner
    paths = ("/panel", "/panel/grupo/c0", f"/panel/estudiante/{learner}")
    took = []
    for number in range(PAGES):
        began = perf_counter()
        headers = {"Cookie": f"__Host-panel={KEY}"}
        async with session.get(server.make_url(paths[number % len(paths)]), headers=headers) as response:
            assert response.status == 200, await response.text()
            await response.read()
        took.append((perf_counter() - began) * MILLISECONDS)
    return quantiles(took, n=TWENTIETHS)[-1]


def _begin(book: Book) -> None:
    book.save_visit("visit", "Huanta", "Ayacucho", crowd.NOW.date(), crowd.DEPARTS, "America/Lima")
    book.add_person(TEACHER, "Elena", "es", crowd.NOW)


def _fill(path: str, learners: int) -> None:
    now = int(crowd.NOW.timestamp())
    with closing(sqlite3.connect(path)) as database, database:
        for statement in _ROWS:
            into, _, rest = statement.partition("SELECT ")
            many = learners * DAYS if "active_day" in into else learners
            values = {"count": many, "each": A_CLASS, "days": DAYS, "now": now}
            database.execute(f"{into}{_NUMBERS}SELECT {rest}", values)
        database.execute("INSERT INTO teaching (id, person, cohort, from_at) VALUES ('t', ?, 'c0', ?)", (TEACHER, now))
