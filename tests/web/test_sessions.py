"""A browser's key: another one when it opens a place, and none that is good after [Salir]."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import ClientSession, CookieJar
from aiohttp.test_utils import TestServer

from bot.channels.web.ear import WebEar
from bot.core.event import Left, Said
from tests.web.programme import Programme
from tests.web.visit import Visit, shown

pytestmark = pytest.mark.slow

KEY = "7K2M4-Q9R3T"


@asynccontextmanager
async def copied(server: TestServer, browser: ClientSession, seat: str = "yo") -> AsyncIterator[Visit]:
    """Somebody else who knows the browser's cookie of now."""
    cookies = browser.cookie_jar.filter_cookies(server.make_url(f"/s/{seat}/"))
    known = {name: cookie.value for name, cookie in cookies.items()}
    async with ClientSession(
        base_url=server.make_url("/"), cookies=known, cookie_jar=CookieJar(unsafe=True)
    ) as session:
        yield Visit(session, seat)


async def test_who_planted_a_cookie_reads_nothing(server: TestServer, luz: Visit, browser_session: ClientSession):
    """With the words that open a place the browser gets another key; the one before opens nothing."""
    await luz.submits(key="a", text="hola")
    async with copied(server, browser_session) as thief:
        page = await luz.submits(key="b", text=KEY)
        assert shown(page)[-1] == f"Dijiste: {KEY}"
        assert shown(await thief.page()) == []
        assert "Dijiste: sigo aquí" in shown(await luz.submits(key="c", text="sigo aquí"))
        assert shown(await thief.page()) == []


async def test_what_is_sent_again_earns_the_same_key(server: TestServer, luz: Visit, browser_session: ClientSession):
    """An answer that was lost with the signal: the page sends once more with the old cookie, and is let in."""
    async with copied(server, browser_session) as before:
        first = await before.says(KEY, key="same")
        again = await luz.says(KEY, key="same")
        assert first.cookies["yachaski"].value == again.cookies["yachaski"].value
        other = await luz.says(KEY, key="other")
        assert other.cookies["yachaski"].value != first.cookies["yachaski"].value


async def test_an_open_page_goes_on_with_its_new_key(luz: Visit, programme: Programme):
    """Its stream ends with the order to come back at once, and goes on where it was."""
    await luz.says("hola")
    await luz.hears(1)
    await luz.says("/start the-token-of-a-role-0123456789")
    [answer] = await luz.hears(1, after=1)
    assert answer.data["n"] == 2


async def test_ordinary_words_change_no_key(luz: Visit):
    """Only what may open something does."""
    for words in ("hola", "quiero mi lección", "me llamo Beto", "¿qué es una caja?"):
        assert "Set-Cookie" not in (await luz.says(words)).headers


async def test_after_leaving_the_old_cookie_opens_nothing(
    server: TestServer, luz: Visit, browser_session: ClientSession, programme: Programme
):
    """[Salir] ends it on the box, not only in the browser."""
    await luz.submits(key="a", text="hola")
    async with copied(server, browser_session) as thief:
        assert shown(await thief.page()) != []
        await luz.leaves()
        await programme.heard(Said("hola"), Left())
        assert shown(await thief.page()) == []


async def test_a_screen_has_another_key_too(
    server: TestServer, screen: Visit, browser_session: ClientSession, ear: WebEar
):
    """Whoever copied the sitting's cookie before does not sit there when somebody comes in."""
    async with copied(server, browser_session, "camion") as thief:
        page = await screen.submits(key="a", text=KEY)
        assert shown(page) == [f"Dijiste: {KEY}"]
        assert shown(await thief.page()) == []
        assert (await screen.says("sigo aquí")).status == 204
