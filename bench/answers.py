"""Real quiz answers: the turns that wait in the inbox, and the statements that each of them makes.

A turn is recorded in its own transaction, which is then undone; so what is replayed afterwards, by whichever
side, finds the database as the turn found it, and core's answer is the one that was recorded.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, cast

from bench.crowd import NOW
from bot.core.event import Heard, from_json
from bot.ports.book import Book
from bot.ports.hearing import Waiting
from bot.ports.store import Store
from bot.store.book import SqlBook
from bot.store.rows import Engine, Row, Rows, Value
from bot.store.secret import of_server
from bot.turn.commit import Done
from bot.turn.turn import heard
from bot.turn.world import World

Fetch = Literal["one", "all", "run", "write"]


class Statement(NamedTuple):
    """A named query with its values, and what the turn wanted of it: a row, every row, a count, or nothing."""

    fetch: Fetch
    query: str
    values: dict[str, Value]


class Answer(NamedTuple):
    """A stored tap, ready for its turn."""

    row: Waiting
    event: Heard


Recorded = tuple[Statement, ...]


class Recorder:
    """Rows that write down what is asked of them."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self.engine: Engine = rows.engine
        self.statements: list[Statement] = []

    def one(self, query: str, /, **values: Value) -> Row | None:
        self.statements.append(Statement("one", query, values))
        return self._rows.one(query, **values)

    def all(self, query: str, /, **values: Value) -> list[Row]:
        self.statements.append(Statement("all", query, values))
        return self._rows.all(query, **values)

    def named(self, query: str, /, **values: Value) -> list[dict[str, object]]:
        raise NotImplementedError("no turn asks for names")

    def run(self, query: str, /, **values: Value) -> int:
        self.statements.append(Statement("run", query, values))
        return self._rows.run(query, **values)

    def write(self, query: str, /, **values: Value) -> None:
        self.statements.append(Statement("write", query, values))
        self._rows.write(query, **values)


class Undone(Exception):
    """Takes the work's transaction back, and the statements with it out."""

    def __init__(self, statements: Recorded) -> None:
        super().__init__()
        self.statements = statements


async def waiting(store: Store, count: int) -> list[Answer]:
    """The taps that wait, in the order in which they came."""
    rows = await store.read(lambda book: book.waiting(NOW, count))
    return [Answer(row, cast(Heard, from_json(row.body))) for row in rows]


async def record(store: Store, world: World, answers: Sequence[Answer]) -> list[Recorded]:
    """Each answer's statements; the database stays as it is."""
    recorded: list[Recorded] = []

    def turn(book: Book, answer: Answer) -> None:
        recorder = Recorder(rows_of(book))
        take(world, SqlBook(recorder, of_server()), answer)
        raise Undone(tuple(recorder.statements))

    for answer in answers:
        try:
            await store.run(lambda book, answer=answer: turn(book, answer))  # type: ignore[misc]
        except Undone as undone:
            recorded.append(undone.statements)
    return recorded


def rows_of(book: Book) -> Rows:
    """What the store's book stands on."""
    return cast(SqlBook, book)._rows


def take(world: World, book: Book, answer: Answer) -> Done:
    """The whole turn, core included."""
    return heard(world, book, answer.row, answer.row.lane, answer.event, NOW)


def replay(book: Book, recorded: Recorded) -> None:
    """The statements alone, on our store."""
    rows = rows_of(book)
    for fetch, query, values in recorded:
        getattr(rows, fetch)(query, **values)
