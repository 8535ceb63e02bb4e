"""What a page is told: in order, once, after every interruption, and only to the seat that it is meant for."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import ClientSession, CookieJar
from aiohttp.test_utils import TestServer

from bot.channels.web import stream
from bot.ports.sending import Message
from tests.web.programme import Programme
from tests.web.visit import Visit

pytestmark = pytest.mark.slow


async def test_who_listens_before_speaking_hears_the_first_answer(luz: Visit):
    """A newcomer has no address until the first turn; the open stream finds it."""
    async with luz.listens() as events:
        await luz.says("hola")
        first = await anext(events)
        assert (first.id, first.data["text"]) == ("1", "Dijiste: hola")


async def test_a_lost_connection_costs_nothing(luz: Visit):
    """The stream goes on after the number that the browser saw last."""
    for word in ("uno", "dos", "tres"):
        await luz.says(word)
    assert [event.id for event in await luz.hears(3)] == ["1", "2", "3"]
    missed = await luz.hears(1, after=2)
    assert [(event.id, event.data["text"]) for event in missed] == [("3", "Dijiste: tres")]


async def test_what_nobody_asked_for_comes_too(luz: Visit, programme: Programme):
    """A lesson or an announcement reaches an open page at once."""
    await luz.says("hola")
    await luz.hears(1)
    async with luz.listens(after=1) as events:
        await programme.tell(Message("📣 Tu profe Elena: mañana no abre el camión."))
        assert (await anext(events)).data["text"].startswith("📣")


async def test_every_open_tab_hears(luz: Visit):
    """Two tabs of one seat show the same."""
    async with luz.listens() as one, luz.listens() as two:
        await luz.says("hola")
        assert (await anext(one)).data == (await anext(two)).data


async def test_a_stream_says_that_it_is_alive(luz: Visit, monkeypatch: pytest.MonkeyPatch):
    """A comment now and then tells both sides, and what stands between them, that the line is good."""
    monkeypatch.setattr(stream, "HEARTBEAT_SECONDS", 0.01)
    assert b"\n:\n" in await luz.reads(64)


async def test_being_woken_for_nothing_sends_nothing(luz: Visit):
    """Megas are money: a sign of life follows a quiet while, and no turn that has nothing more to say."""
    reading = asyncio.create_task(luz.reads(300))
    for word in ("uno", "dos", "tres"):
        await luz.says(word)
    assert b"\n:\n" not in await reading


async def test_numbers_that_begin_anew_begin_the_page_anew(luz: Visit):
    """After an erasure a page that is still open shows nothing of before."""
    [event] = await luz.hears(1, after=57)
    assert event.name == "reset"


async def test_many_tabs_leave_room_for_others(luz: Visit):
    """A seat holds four streams; the oldest is told not to come back by itself."""
    async with luz.listens() as oldest, luz.listens(), luz.listens(), luz.listens(), luz.listens() as newest:
        assert (await anext(oldest)).name == "bye"
        await luz.says("hola")
        assert (await anext(newest)).data["text"] == "Dijiste: hola"


async def test_closing_the_chat_closes_its_streams(luz: Visit):
    """What was open in another tab ends with the chat."""
    async with luz.listens() as events:
        await luz.leaves()
        assert [event.name async for event in events] == ["reset"]


async def test_shutting_down_does_not_wait_for_pages(luz: Visit, server: TestServer):
    """Open streams end at once when the box stops."""
    async with luz.listens() as events, asyncio.timeout(5):
        await server.close()
        assert [event async for event in events] == []


async def test_strangers_have_no_stream(server: TestServer):
    """Without its cookie a seat says nothing."""
    async with ClientSession(base_url=server.make_url("/")) as session:
        assert (await session.get("/s/yo/stream")).status == 403


async def test_a_file_is_for_whom_it_was_shown_to(luz: Visit, server: TestServer):
    """A document opens at its own seat; with another's cookie, or under a number that names none, it is not there."""
    await luz.says("misdatos")
    await luz.says("hola")
    [shown, _] = await luz.hears(2)
    file = await luz.gets(shown.data["file"])
    assert (file.status, await file.read()) == (200, b'{"nombre": "Luz Q."}')
    assert file.headers["Content-Disposition"] == "attachment; filename*=UTF-8''misdatos%20Jos%C3%A9.json"
    assert file.headers["Cache-Control"] == "no-store"
    assert (await luz.gets("file/2")).status == 404
    async with ClientSession(base_url=server.make_url("/"), cookie_jar=CookieJar(unsafe=True)) as session:
        other = Visit(session, "yo")
        await other.page()
        await other.says("hola")
        await other.hears(1)
        assert (await other.gets(shown.data["file"])).status == 404


async def test_a_picture_is_shown_and_kept(luz: Visit):
    """It was asked for by its weight; it is fetched once."""
    await luz.says("foto")
    [shown] = await luz.hears(1)
    picture = await luz.gets(shown.data["photo"])
    assert picture.content_type == "image/png"
    assert picture.headers["Cache-Control"] == "private, max-age=86400"
    assert picture.headers["X-Content-Type-Options"] == "nosniff"
