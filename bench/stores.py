"""The store alone, and the whole turn: ours beside what people would use instead, on one database by turns.

Every turn has a learner of its own, so no side finds what another has changed.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import TypeVar

from bench import answers, crowd
from bench.answers import Answer, Recorded
from bench.measure import Bench, Figure, rate
from bench.rivals import alchemy, plain, pool
from bot.ports.store import Store
from bot.store.open import open_store

T = TypeVar("T")


class Supply:
    """Answers that nobody has used yet, recorded when they are asked for."""

    def __init__(self, database: str, left: list[Answer]) -> None:
        self._database = database
        self._left = left

    def take(self, count: int) -> list[Answer]:
        """The next answers; raises where the size has too few learners for its turns."""
        taken, self._left = self._left[:count], self._left[count:]
        if len(taken) < count:
            raise ValueError("too few learners for so many turns")
        return taken

    async def record(self, count: int) -> list[Recorded]:
        async with store_over(self._database) as store:
            return await answers.record(store, crowd.course(), self.take(count))


@asynccontextmanager
async def store_over(database: str) -> AsyncIterator[Store]:
    """Our store, closed afterwards: only one process and one store write to a file."""
    store = open_store(database)
    try:
        yield store
    finally:
        await store.close()


async def supply(bench: Bench, database: str) -> Supply:
    """A database full of learners, and their answers."""
    bench.tell(f"{bench.size.learners:,} learners")
    await asyncio.to_thread(crowd.settle, database, bench.size.learners)
    async with store_over(database) as store:
        return Supply(database, await answers.waiting(store, bench.size.learners))


async def on_sqlite(bench: Bench) -> list[Figure]:
    """Ours, SQLAlchemy async + aiosqlite and synchronous, and a group commit by hand on bare sqlite3."""
    size, database = bench.size, str(bench.folder / "stores.db")
    stock = await supply(bench, database)
    names = "store-sqlite-sqlalchemy", "store-sqlite-sqlalchemy-sync", "store-sqlite-bare"
    statements = tuple(Figure(name, "turns/s") for name in names)
    whole = Figure("turn-sqlite-sqlalchemy", "turns/s")
    for number in range(size.brief_rounds):
        bench.tell(f"round {number + 1}")
        ours = await _ours(database, await stock.record(size.turns))
        for figure in statements:
            figure.ours.append(ours)
        todo = await stock.record(size.slow_turns)
        async with alchemy.opened(database) as rival:
            statements[0].beside.append(await _rate(todo, rival.replay))
        todo = await stock.record(size.slow_turns)
        async with alchemy.opened_sync(database) as best:
            statements[1].beside.append(await _rate(todo, best.replay))
        todo = await stock.record(size.turns)
        async with plain.opened(database) as bare:
            statements[2].beside.append(await _rate(todo, bare.replay))
        whole.ours.append(await _our_turns(database, stock.take(size.turns)))
        async with alchemy.opened(database) as rival:
            whole.beside.append(await _their_turns(rival.turn, stock.take(size.slow_turns)))
    return [*statements, whole]


async def on_postgres(bench: Bench) -> list[Figure]:
    """Ours, and a psycopg pool with a transaction a turn."""
    size = bench.size
    turns = size.turns // 2  # half as many: it is slower, and steady sooner
    names = "store-postgres-pool", "turn-postgres-pool", "store-postgres-pipeline", "turn-postgres-pipeline"
    statements, whole, piped, whole_piped = (Figure(name, "turns/s") for name in names)
    async with bench.postgres() as database:
        stock = await supply(bench, database)
        for number in range(size.brief_rounds):
            bench.tell(f"round {number + 1}")
            statements.ours.append(await _ours(database, await stock.record(turns)))
            whole.ours.append(await _our_turns(database, stock.take(turns)))
            for pipeline, stored, taken in ((False, statements, whole), (True, piped, whole_piped)):
                todo = await stock.record(turns)
                async with pool.opened(database, pipeline=pipeline) as rival:
                    stored.beside.append(await _rate(todo, rival.replay))
                async with pool.opened(database, pipeline=pipeline) as rival:
                    taken.beside.append(await _their_turns(rival.turn, stock.take(turns)))
    piped.ours, whole_piped.ours = list(statements.ours), list(whole.ours)
    return [statements, whole, piped, whole_piped]


async def _rate(items: Sequence[T], run: Callable[[T], Awaitable[object]]) -> float:
    """The rate after a tenth of them: connections are open by then, and statements prepared, on every side."""
    first = len(items) // 10
    await rate(items[:first], run)
    return await rate(items[first:], run)


async def _ours(database: str, recorded: list[Recorded]) -> float:
    """The recorded statements through our store; a learner's turns would go to one writer, as here."""
    async with store_over(database) as store:

        async def replay(one: Recorded) -> None:
            await store.run(lambda book: answers.replay(book, one), key=str(one[0].values["seq"]))

        return await _rate(recorded, replay)


async def _our_turns(database: str, todo: list[Answer]) -> float:
    world = crowd.course()
    async with store_over(database) as store:

        async def turn(answer: Answer) -> None:
            await store.run(lambda book: answers.take(world, book, answer), key=answer.row.lane)

        return await _rate(todo, turn)


async def _their_turns(run: Callable[..., Awaitable[None]], todo: list[Answer]) -> float:
    world = crowd.course()

    async def turn(answer: Answer) -> None:
        await run(lambda book: answers.take(world, book, answer))

    return await _rate(todo, turn)
