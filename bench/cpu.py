"""What a turn costs beside its own statements, in CPU time: the quiz answer, and the day's message of who is due.

Both sides work on one file with the store's pragmas, up to 64 turns a durable transaction. The statements were recorded
in transactions that were undone, so that both find the database alike; no two turns share a learner.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from time import process_time
from typing import TypeVar

from bench import answers, crowd
from bench.answers import Recorded, Recorder
from bench.measure import IN_FLIGHT, Bench, Figure
from bench.stores import store_over
from bot.store.book import SqlBook, load_queries
from bot.store.secret import of_file
from bot.store.sqlite import SqliteRows, open_for_writing
from bot.turn import turn
from tests.chat import MONDAY, at

T = TypeVar("T")
Turn = Callable[[SqlBook], object]
TUESDAY_EVENING = at(MONDAY + timedelta(days=1), 19) + timedelta(minutes=5)
"""When the crowd's day is due."""
MICROSECONDS = 1_000_000
_QUERIES = load_queries("sqlite")


class Town:
    """A file, and the book over it."""

    def __init__(self, path: Path) -> None:
        self._connection = open_for_writing(path)
        self._secret = of_file(path)
        self._rows = SqliteRows(self._connection)
        self.book = SqlBook(self._rows, self._secret)

    def close(self) -> None:
        self._connection.close()

    def records(self, turns: Sequence[Turn]) -> list[Recorded]:
        """Each turn's statements; the database stays as it is."""
        recorded: list[Recorded] = []
        for take in turns:
            recorder = Recorder(self._rows)
            self._connection.execute("BEGIN IMMEDIATE")
            take(SqlBook(recorder, self._secret))
            self._connection.execute("ROLLBACK")
            recorded.append(tuple(recorder.statements))
        return recorded

    def takes(self, turns: Sequence[Turn]) -> float:
        """CPU seconds of the whole turns, core included."""
        began = process_time()
        for batch in _batches(turns):
            with self._transaction():
                for take in batch:
                    take(self.book)
        return process_time() - began

    def replays(self, recorded: Sequence[Recorded]) -> float:
        """CPU seconds of nothing but execute and fetch."""
        execute, began = self._connection.execute, process_time()
        for batch in _batches(recorded):
            with self._transaction():
                for fetch, query, values in (statement for one in batch for statement in one):
                    cursor = execute(_QUERIES[query], values)
                    if fetch == "one":
                        cursor.fetchone()
                    elif fetch == "all":
                        cursor.fetchall()
        return process_time() - began

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        yield
        self._connection.execute("COMMIT")


def _batches(waiting: Sequence[T]) -> Iterator[Sequence[T]]:
    return (waiting[at : at + IN_FLIGHT] for at in range(0, len(waiting), IN_FLIGHT))


async def turns(bench: Bench) -> list[Figure]:
    """An answer's CPU beside its bare statements, and the same of the due, as turns a second of CPU."""
    size, world, path = bench.size, crowd.course(), bench.folder / "cpu.db"
    answer, due = Figure("turn-cpu", "µs CPU"), Figure("due-turns", "turns/s CPU")
    bench.tell(f"{size.due_turns:,} learners")
    await asyncio.to_thread(crowd.settle, str(path), size.due_turns)
    async with store_over(str(path)) as store:
        taps = await answers.waiting(store, size.due_turns)
        people = await store.read(lambda book: book.learners_after("", size.due_turns))
    answering: list[Turn] = [lambda book, tap=tap: answers.take(world, book, tap) for tap in taps]  # type: ignore[misc]
    offering: list[Turn] = [
        lambda book, person=person: turn.due(world, book, person, TUESDAY_EVENING)  # type: ignore[misc]
        for person in people
    ]
    with closing(Town(path)) as town:
        for ours, bare in _halves(answering, size.rounds):
            answer.beside.append(town.replays(town.records(bare)) / len(bare) * MICROSECONDS)
            answer.ours.append(town.takes(ours) / len(ours) * MICROSECONDS)
        for ours, bare in _halves(offering, size.rounds):
            due.beside.append(len(bare) / town.replays(town.records(bare)))
            due.ours.append(len(ours) / town.takes(ours))
    return [answer, due]


def _halves(turns: Sequence[Turn], rounds: int) -> Iterator[tuple[Sequence[Turn], Sequence[Turn]]]:
    """A round's turns of the one side, and of the other."""
    each = len(turns) // (2 * rounds)
    for number in range(rounds):
        begin = 2 * number * each
        yield turns[begin : begin + each], turns[begin + each : begin + 2 * each]
