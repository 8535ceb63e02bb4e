"""Many turns, one commit: what callers can rely on, on both engines."""

import asyncio
import threading
from contextlib import asynccontextmanager

import pytest

from bot.ports.store import StoreFailed
from bot.store.group_commit import Group
from bot.store.sqlite import SqliteWriter
from tests.store.made import ANA, NOW, person


@asynccontextmanager
async def held(store):
    """Keeps the writer of key `k` busy, so that what is handed in meanwhile waits together."""
    begun, go = threading.Event(), threading.Event()

    def hold(_book):
        begun.set()
        go.wait()

    holding = asyncio.create_task(store.run(hold, key="k"))
    await asyncio.to_thread(begun.wait)
    try:
        yield
    finally:
        go.set()
        await holding


def adds(name):
    return lambda book: book.count(name)


def fails(book):
    book.set_fact("bad", "written")
    raise LookupError("no such lesson")


def breaks_a_rule(book):
    book.set_fact("bad", "written")
    book.reach("no address", "nobody", NOW)


def breaks_a_rule_and_reads_on(book):
    breaks_a_rule(book)
    return book.fact("a")


async def handed_in_together(store, *works):
    """The results or errors of works that share a commit."""
    async with held(store):
        tasks = [asyncio.create_task(store.run(work, key="k")) for work in works]
        await asyncio.sleep(0)
    return await asyncio.gather(*tasks, return_exceptions=True)


@pytest.mark.parametrize("bad", [fails, breaks_a_rule, breaks_a_rule_and_reads_on])
async def test_one_bad_turn_never_hurts_its_neighbours(store, bad):
    """It is undone alone, and its error reaches only its caller."""
    first, error, second = await handed_in_together(
        store, lambda book: book.set_fact("a", "1"), bad, lambda book: book.set_fact("b", "2")
    )
    assert (first, second) == (None, None)
    assert isinstance(error, LookupError) or "foreign key" in str(error).lower()
    facts = await store.read(lambda book: (book.fact("a"), book.fact("b"), book.fact("bad")))
    assert facts == ("1", "2", None)


async def test_works_run_in_the_order_of_their_coming(store):
    """Whoever comes later sees what came before."""

    def append(number):
        def work(book):
            book.set_fact("order", f"{book.fact('order') or ''}{number}")
            return book.fact("order")

        return work

    results = await handed_in_together(store, *(append(number) for number in range(5)))
    assert results == ["0", "01", "012", "0123", "01234"]


async def test_what_comes_while_a_group_runs_joins_it(tmp_path):
    """On SQLite it shares the commit: callers who were all answered at once come back at once."""
    writer, statements = SqliteWriter(tmp_path / "box.db"), list[str]()
    writer.connection.set_trace_callback(statements.append)
    group = Group("writer", writer, at_once=2)
    loop, begun, handed_in = asyncio.get_running_loop(), asyncio.Event(), threading.Event()

    def first(_book):
        loop.call_soon_threadsafe(begun.set)
        handed_in.wait()

    works = [asyncio.create_task(group.run(first))]
    await begun.wait()
    works += [asyncio.create_task(group.run(adds("n"))) for _ in range(2)]
    await asyncio.sleep(0)
    handed_in.set()
    await asyncio.gather(*works)
    await group.close()
    assert statements.count("COMMIT") == 2  # two in the first, as many as it takes; one in the second


async def test_what_was_returned_is_there(store):
    """A reader sees it as soon as `run` has returned."""
    await store.run(lambda book: person(book, ANA))
    assert (await store.read(lambda book: book.person(ANA))).name == "Ana"


async def test_closing_finishes_what_was_handed_in(database):
    """A stop loses nothing that was accepted, and accepts nothing more."""
    from bot.store.open import open_store

    store = open_store(database)
    async with held(store):
        tasks = [asyncio.create_task(store.run(lambda book: book.count("n"), key="k")) for _ in range(20)]
        await asyncio.sleep(0)
        closing = asyncio.create_task(store.close())
    await asyncio.gather(closing, *tasks)
    with pytest.raises(StoreFailed, match="closed"):
        await store.run(lambda book: book.count("n"))
    again = open_store(database)
    assert await again.run(lambda book: book.fact("n")) is None
    await again.close()


async def test_a_caller_who_gives_up_hurts_nobody(store):
    """The work runs; its neighbour hears of its own."""
    async with held(store):
        given_up = asyncio.create_task(store.run(lambda book: book.set_fact("a", "1"), key="k"))
        kept = asyncio.create_task(store.run(lambda book: book.fact("a"), key="k"))
        await asyncio.sleep(0)
        given_up.cancel()
    assert await kept == "1"


async def test_even_a_stop_of_iteration_reaches_its_caller(store):
    """No error leaves a caller waiting for ever."""
    with pytest.raises(RuntimeError, match="StopIteration"):
        await store.run(lambda book: next(iter([])))


async def test_reading_writes_nothing(store):
    """A read that writes is an error, and the next read is none the worse."""
    with pytest.raises(Exception, match=r"(?i)read-?only"):
        await store.read(lambda book: book.set_fact("a", "1"))
    assert await store.read(lambda book: book.fact("a")) is None
