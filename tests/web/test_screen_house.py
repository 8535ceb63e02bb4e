"""Shared screens in the whole house: where the front address leads, and how somebody passes to a phone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, CookieJar, web
from playwright.async_api import Browser, Page, expect
from yarl import URL

from bot.settings import Settings
from tests import qr
from tests.test_channels import served
from tests.web.test_browser import PHONE, last, says
from tests.web.test_screen_browser import PIXELS, TABLET

PAGE_URL = "http://192.168.1.10:8080"


@asynccontextmanager
async def house(folder: Path, **given: Any) -> AsyncIterator[URL]:
    """A house on a loopback port."""
    settings = Settings(_env_file=None, database=str(folder / "x.db"), page_url=PAGE_URL, **given)
    async with served(settings) as here:
        runner = web.AppRunner(here.web, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield URL(f"http://127.0.0.1:{runner.addresses[0][1]}")
        await runner.cleanup()


async def leads(base: URL, path: str) -> str:
    """Where a browser ends that opens the path."""
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session, session.get(base.join(URL(path))) as answer:
        assert answer.status == 200
        return str(answer.url.relative())


async def test_the_front_address_is_a_shared_screen_on_the_truck(tmp_path):
    """As long as nobody says otherwise; what was scanned or sent is for one's own phone, and leaves the address."""
    async with house(tmp_path) as base:
        assert await leads(base, "/") == "/s/camion/"
        assert await leads(base, "/s/camion") == "/s/camion/"
        assert await leads(base, "/?start=HUAYTAR3") == "/s/yo/"
        assert await leads(base, "/s/yo") == "/s/yo/"


async def test_where_no_screen_is_shared_everybody_has_their_own(tmp_path):
    """The screens' address too leads to one's own browser."""
    async with house(tmp_path, shared_screens="no") as base:
        for path in ("/", "/s/camion", "/s/camion/"):
            assert await leads(base, path) == "/s/yo/"
        assert await leads(base, "/s/camion/?start=HUAYTAR3") == "/s/yo/"


async def opens(chromium: Browser, url: URL, size: Any) -> Page:
    page = await (await chromium.new_context(viewport=size, locale="es-PE")).new_page()
    await page.goto(str(url))
    return page


async def taps(page: Page, label: str) -> None:
    await page.get_by_role("button", name=label).last.click()


async def enrols(page: Page) -> str:
    """Luz, at a screen of the truck; her key."""
    await says(page, "HUAYTAR3")
    await taps(page, "De 14 a 17")
    await taps(page, "Sí, acepto")
    await expect(last(page, ".bot p")).to_contain_text("¿Con qué nombre te escribo?")
    await says(page, "luz q")
    await expect(last(page, ".bot p")).to_contain_text("Tu clave es")
    told: str = await last(page, ".bot p").inner_text()
    return told.partition("Tu clave es ")[2][:11]


@pytest.mark.browser
async def test_a_phone_takes_over_from_a_screen(chromium, tmp_path):
    """The picture leads to the page's own address; opened once, the lessons go on on the phone."""
    async with house(tmp_path) as base:
        page = await opens(chromium, base, TABLET)
        await enrols(page)
        await taps(page, "Pasar a mi celular")
        picture = page.locator("#log img")
        await expect(picture).to_be_visible()
        await page.wait_for_function("document.querySelector('#log img').complete")
        link = URL(qr.read(await picture.evaluate(PIXELS)))
        assert str(link.origin()) == PAGE_URL
        shown = await last(page, ".bot p").inner_text()
        assert str(link) in shown
        phone = await opens(chromium, base.join(link.relative()), PHONE)
        await taps(phone, "Empezar")
        await taps(phone, shown.partition("«")[2].partition("»")[0])
        await expect(last(phone, ".bot p")).to_contain_text("Hola, Luz. Desde ahora te escribo aquí")
        another = await opens(chromium, base.join(link.relative()), PHONE)
        await taps(another, "Empezar")
        await expect(last(another, ".bot p")).to_contain_text("Ese enlace ya se usó")


@pytest.mark.browser
async def test_a_key_opens_ones_place_on_any_screen(chromium, tmp_path):
    """Who left goes on at another tablet, and the first shows nothing of it."""
    async with house(tmp_path) as base:
        page = await opens(chromium, base, TABLET)
        key = await enrols(page)
        await taps(page, "Salir")
        await expect(page.get_by_role("heading", name="¿Quién eres?")).to_be_visible()
        assert key not in await page.content()
        other = await opens(chromium, base, TABLET)
        await says(other, key.lower())
        await expect(other.locator("#log")).to_contain_text("Hola, Luz.")
        assert await page.locator("#log").inner_text() == ""


@pytest.mark.browser
async def test_a_second_person_at_the_same_screen_sees_nothing_of_the_first(chromium, tmp_path):
    """Without [Salir] between them: the key that is shown begins the page anew."""
    async with house(tmp_path) as base:
        first = await opens(chromium, base, TABLET)
        key = await enrols(first)
        page = await opens(chromium, base, TABLET)
        await says(page, "HUAYTAR3")
        await taps(page, "De 14 a 17")
        await taps(page, "Sí, acepto")
        await expect(last(page, ".bot p")).to_contain_text("¿Con qué nombre te escribo?")
        await says(page, "beto")
        await expect(last(page, ".bot p")).to_contain_text("Mucho gusto, Beto.")
        await says(page, key)
        await expect(page.locator("#log")).to_contain_text("Hola, Luz.")
        await expect(page.locator("#log")).not_to_contain_text("Beto")
