"""The way in: what waits is taken up, by whoever can."""

from __future__ import annotations

import asyncio

import pytest

from bot.core.event import CohortWoken, Said, to_json
from bot.ports.book import Book
from bot.ports.hearing import Raw, Waiting
from bot.store.open import open_store
from bot.turn.inbox import PAGE, Inbox
from tests.chat import MONDAY, StandingClock, at, world


class Unasked:
    """An ear that has nothing to hear."""

    async def feed(self, row: Waiting) -> None:
        raise AssertionError(row.channel)


@pytest.mark.parametrize("ears", [{}, {"web": Unasked()}])
async def test_what_waits_for_another_process_stops_nobody(tmp_path, ears):
    """A page full of Telegram's updates stands before what a turn has caused."""
    clock, store = StandingClock(at(MONDAY, 9)), open_store(str(tmp_path / "it.db"))

    def fill(book: Book) -> None:
        heard = to_json(Said("hola"))
        book.hear([Raw("telegram", f"update-{n}", f"chat-{n}", heard) for n in range(PAGE)], clock.now())
        book.cause("woken", "c", to_json(CohortWoken("c")), clock.now(), clock.now())

    try:
        await store.run(fill)
        inbox = Inbox(store, clock, world(), lambda _channels: None, _nothing)
        inbox.listen(ears)
        await inbox.drain()
        left = await store.read(lambda book: book.waiting(clock.now(), 2 * PAGE))
        assert [row.channel for row in left] == ["telegram"] * PAGE
    finally:
        await store.close()


async def test_what_ended_a_moment_ago_holds_nobody_up(tmp_path):
    """Asked between the end of a work and what follows its end, `drain` still returns."""
    store = open_store(str(tmp_path / "it.db"))
    inbox = Inbox(store, StandingClock(at(MONDAY, 9)), world(), lambda _channels: None, _nothing)
    before = asyncio.all_tasks()
    try:
        inbox.pump_soon()
        (pump,) = asyncio.all_tasks() - before
        while not pump.done():  # noqa: ASYNC110  (in the very moment)
            await asyncio.sleep(0)
        await inbox.drain()
    finally:
        await store.close()


async def _nothing(_: str) -> None:
    return None
