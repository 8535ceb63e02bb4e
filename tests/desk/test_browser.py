"""The desk in a real browser: for whoever sees, hears or moves differently, on any screen and on paper."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestServer
from playwright.async_api import Page

from tests.browser import launched
from tests.chat import Town
from tests.desk.looking import link_of
from tests.web.test_browser import barriers, cut

pytestmark = pytest.mark.browser

LOOKS: dict[str, dict[str, Any]] = {
    "small": {"viewport": {"width": 360, "height": 740}},
    "large-letters": {"viewport": {"width": 800, "height": 1000}},
    "dark": {"viewport": {"width": 1100, "height": 800}, "color_scheme": "dark"},
    "light": {"viewport": {"width": 1100, "height": 800}},
}
LARGE = "document.documentElement.style.fontSize = '200%'"


@pytest.fixture
def week(town: Town) -> str:
    """Three weeks of a class; the link to its desk."""
    elena = town.teacher("Elena")
    names = ("Kevin R.", "Yeni P.", "Luz Q.", "Toño S.", "María de los Ángeles Q.")
    learners = [town.learner(name) for name in names]
    town.waits(days=8)
    for learner in learners[2:]:
        learner.says("hola")
    town.waits(days=7)
    learners[3].says("profe")
    learners[3].says("¿Mi prima puede venir el sábado?")
    learners[3].taps("Sí, enviar")
    return link_of(elena)


async def walked(page: Page) -> list[str]:
    """Each page of the desk, from one to the next by the links that it shows."""
    seen = [page.url]
    await page.get_by_role("link", name="Grupo · 3.º B").click()
    seen.append(page.url)
    await page.get_by_role("link", name="Kevin R.").click()
    seen.append(page.url)
    await page.get_by_role("link", name="Preguntas que cuestan · 3.º B").click()
    seen.append(page.url)
    await page.get_by_role("link", name="Informe · 3.º B").click()
    seen.append(page.url)
    await page.goto(seen[1].rpartition("/")[0] + "/nada")
    return [*seen, page.url]


@pytest.mark.parametrize("look", list(LOOKS))
def test_no_barrier_and_nothing_cut(town: Town, server: TestServer, week: str, look: str):
    """At 360 px, with letters of twice the size, in the dark and in the light; the door too."""

    async def browse() -> None:
        async with launched() as browser:
            page = await (await browser.new_context(locale="es-PE", **LOOKS[look])).new_page()
            await page.goto(str(server.make_url(week)))
            assert (await barriers(page), await cut(page)) == ([], [])
            large = look == "large-letters"
            await page.get_by_role("button", name="Entrar").click()
            for url in await walked(page):
                await page.goto(url)
                await page.evaluate(LARGE if large else "0")
                await _shot(page, f"desk-{look}-{url.partition('/panel')[2].strip('/')[:8] or 'hoy'}".replace("/", "-"))
                assert (await barriers(page), await cut(page)) == ([], []), url

    town.run(browse())


def test_on_paper_nothing_is_cut(town: Town, server: TestServer, week: str):
    """Today's page fits an A4 sheet, black on white, without what only a screen needs."""

    async def browse() -> None:
        async with launched() as browser:
            page = await (await browser.new_context(locale="es-PE", viewport={"width": 794, "height": 1123})).new_page()
            await page.goto(str(server.make_url(week)))
            await page.get_by_role("button", name="Entrar").click()
            await page.emulate_media(media="print")
            assert await cut(page) == []
            assert not await page.get_by_role("button", name="Salir").is_visible()
            paper = await page.pdf(format="A4")
            assert paper.count(b"/Type /Page\n") == 1

    town.run(browse())


def test_the_whole_desk_by_keyboard(town: Town, server: TestServer, week: str):
    """From the link to [Salir], with Tab and Enter alone."""

    async def browse() -> None:
        async with launched() as browser:
            page = await (await browser.new_context(locale="es-PE")).new_page()
            await page.goto(str(server.make_url(week)))
            for words, heading in (
                ("Entrar", "Hoy · 3.º B"),
                ("Grupo · 3.º B", "Grupo · 3.º B"),
                ("Lecciones", "Grupo · 3.º B"),
                ("Kevin R.", "Kevin R."),
                ("Salir", "Panel"),
            ):
                await _tabbed_to(page, words)
                await page.keyboard.press("Enter")
                await page.get_by_role("heading", level=1, name=heading).wait_for()
            assert "saliste del panel" in await page.inner_text("main")

    town.run(browse())


async def _tabbed_to(page: Page, words: str) -> None:
    for _ in range(40):
        await page.keyboard.press("Tab")
        if await page.evaluate("document.activeElement.innerText") == words:
            return
    raise AssertionError(f"no Tab reaches {words!r}")


async def _shot(page: Page, name: str) -> None:
    """A picture of the page, where somebody wants to look at it."""
    folder = os.environ.get("YACHASKI_TEST_SHOTS")
    if folder:
        await page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
