"""A shared screen in a real browser: whoever leaves it, or only goes away, leaves nothing there."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Page, Request, expect

from bot.channels.web import stream
from bot.core.event import Left, Said, Tapped
from tests import qr
from tests.web.programme import LINK, Programme
from tests.web.test_browser import PHONE, barriers, cut, last, says

pytestmark = pytest.mark.browser

TABLET = {"width": 1024, "height": 600}
NOW = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
STANDING = "¿Quién eres?"
WARNING = "¿Sigues ahí? En un minuto cierro este chat."

NOTHING: dict[str, list[object]] = {"local": [], "session": [], "caches": [], "databases": []}
KEPT = """async () => ({
    local: Object.entries(localStorage),
    session: Object.entries(sessionStorage),
    caches: await caches.keys(),
    databases: await indexedDB.databases(),
})"""
CACHED = """async names => {
    const found = [];
    for (const name of names)
        await fetch(name, {cache: "only-if-cached", mode: "same-origin"}).then(() => found.push(name), () => {});
    return found;
}"""
PIXELS = """image => {
    const size = {width: image.naturalWidth, height: image.naturalHeight};
    const canvas = Object.assign(document.createElement("canvas"), size);
    const pen = canvas.getContext("2d");
    pen.drawImage(image, 0, 0);
    const {data} = pen.getImageData(0, 0, canvas.width, canvas.height);
    return Array.from({length: canvas.height}, (_, row) =>
        Array.from({length: canvas.width}, (_, column) => data[4 * (row * canvas.width + column)] < 128));
}"""


async def open_screen(chromium: Browser, server: TestServer, **options: Any) -> Page:
    """A tablet at the front address, whose clock the test moves."""
    context = await chromium.new_context(**{"viewport": TABLET, "locale": "es-PE", **options})
    page = await context.new_page()
    await page.clock.install(time=NOW)
    await page.goto(str(server.make_url("/")))
    return page


async def luz_sits(page: Page) -> None:
    """Somebody speaks and is answered."""
    await says(page, "soy Luz")
    await expect(last(page, ".bot p")).to_have_text("Dijiste: soy Luz")


async def nobody_sits(page: Page) -> None:
    """The next person meets the question, and nothing of the one before."""
    await expect(page.get_by_role("heading", name=STANDING)).to_be_visible()
    await expect(page.locator("html")).not_to_contain_text("Luz")


async def keys(page: Page) -> list[str]:
    """The cookies of the browser."""
    return [cookie.get("value", "") for cookie in await page.context.cookies()]


def leaves(page: Page) -> Any:
    return page.get_by_role("button", name="Salir").click()


# --- how it looks


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, TABLET], ids=["phone", "tablet"])
async def test_a_screen_asks_first_who_is_there(chromium, server, size, scheme):
    """Nothing is cut and axe finds no barrier, before and in a conversation; [Salir] is there, and fits a thumb."""
    page = await open_screen(chromium, server, viewport=size, color_scheme=scheme)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text))
    await nobody_sits(page)
    assert await cut(page) == []
    assert await barriers(page) == []
    await page.get_by_role("button", name="No tengo clave").click()
    await page.get_by_role("button", name="De 14 a 17").click()
    for _ in range(3):
        await says(page, "tarjeta")
    await expect(page.get_by_role("button", name="Siguiente")).to_have_count(4)
    box = await page.get_by_role("button", name="Salir").bounding_box()
    assert box
    assert 0 <= box["y"] < 60
    assert box["height"] >= 44
    assert await cut(page) == []
    assert await barriers(page) == []
    assert faults == []


async def test_the_largest_letters_cut_nothing_of_a_screen(chromium, server):
    """With text at 200 % on 360 px."""
    page = await open_screen(chromium, server, viewport=PHONE)
    await page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert await cut(page) == []


# --- leaving


async def test_who_leaves_leaves_nothing(chromium, server, programme: Programme):
    """No word in storage, caches, cookies or fields, no page and no picture that could be had again."""
    page = await open_screen(chromium, server)
    await luz_sits(page)
    await says(page, "foto")
    await expect(page.locator("#log img")).to_be_visible()
    assert await page.evaluate(KEPT) == NOTHING
    [before] = await keys(page)
    await page.get_by_label("Tu mensaje").fill("me llamo Luz y")
    await leaves(page)
    await nobody_sits(page)
    assert await page.get_by_label("Tu mensaje").input_value() == ""
    assert await page.evaluate(KEPT) == NOTHING
    assert await page.evaluate(CACHED, ["./", "file/2", "stream?after=0"]) == []
    assert before not in await keys(page)
    await programme.heard(Said("soy Luz"), Said("foto"), Left())


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
async def test_the_way_back_shows_nothing(chromium, server, script):
    """Every page of before that the browser still knows is asked for anew."""
    page = await open_screen(chromium, server, java_script_enabled=script)
    await page.get_by_label("Tu mensaje").fill("soy Luz")
    await page.get_by_role("button", name="Enviar").click()
    await expect(last(page, ".bot p")).to_have_text("Dijiste: soy Luz")
    await page.goto(str(server.make_url("/s/camion/?antes=2")))
    await expect(last(page, ".bot p")).to_have_text("Dijiste: soy Luz")
    await leaves(page)
    await nobody_sits(page)
    for step in range(4):
        await (page.go_back() if step < 2 else page.go_forward())
        assert "Luz" not in await page.content()


async def test_a_page_that_the_browser_kept_whole_is_loaded_anew(chromium, server):
    """The picture of a page that some browsers bring back with their button."""
    page = await open_screen(chromium, server)
    await luz_sits(page)
    await page.evaluate("window.kept = true")
    await page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    await page.wait_for_function("!window.kept")


async def test_leaving_one_page_clears_the_other(chromium, server):
    """Two tabs of one screen are one person."""
    page = await open_screen(chromium, server)
    await luz_sits(page)
    other = await page.context.new_page()
    await other.goto(page.url)
    await expect(last(other, ".bot p")).to_have_text("Dijiste: soy Luz")
    await leaves(page)
    await nobody_sits(page)
    await nobody_sits(other)


async def test_without_signal_the_words_go_all_the_same(chromium, server, programme: Programme):
    """The page is empty at once; the box hears of it when the signal is back."""
    page = await open_screen(chromium, server)
    await luz_sits(page)
    await page.context.set_offline(True)
    await leaves(page)
    await expect(page.locator("#log")).to_be_empty()
    assert "Luz" not in await page.content()
    await page.context.set_offline(False)
    await page.clock.run_for(3_500)
    await nobody_sits(page)
    await programme.heard(Said("soy Luz"), Left())


# --- ten minutes


async def test_ten_idle_minutes_end_the_session(chromium, server, programme: Programme):
    """A minute before it says so; a touch is enough to stay, and does what it was meant for."""
    page = await open_screen(chromium, server)
    await luz_sits(page)
    await says(page, "pregunta")
    option = page.get_by_role("button", name="C", exact=True)
    await option.wait_for()
    warning = page.get_by_text(WARNING)
    await page.clock.run_for("08:50")
    await expect(warning).to_be_hidden()
    await page.clock.run_for("00:15")
    await expect(warning).to_be_visible()
    assert await cut(page) == []
    assert await barriers(page) == []
    await option.click()
    await expect(warning).to_be_hidden()
    await expect(page.get_by_text("¡Eso! Don Justo")).to_be_visible()
    await page.clock.run_for("09:30")
    await expect(warning).to_be_visible()
    assert "Luz" in await page.content()
    await page.clock.run_for("00:35")
    await nobody_sits(page)
    assert isinstance(programme.turns[2], Tapped)
    await programme.heard(Said("soy Luz"), Said("pregunta"), programme.turns[2], Left())


async def test_a_key_is_read_once(chromium, server):
    """It goes from sight with the next word, and by itself after a minute; nor does loading the page show it again."""
    page = await open_screen(chromium, server)
    await says(page, "K7QM-4T2D")
    await expect(last(page, ".bot p")).to_have_text("Dijiste: K7QM-4T2D")
    await says(page, "ya")
    await expect(last(page, ".bot p")).to_have_text("Dijiste: ya")
    await expect(page.locator(".bot p").first).to_have_text("Dijiste: ····")
    await page.reload()
    await expect(page.locator(".bot p").first).to_have_text("Dijiste: ····")
    await says(page, "K7QM-4T2D")
    await expect(last(page, ".bot p")).to_have_text("Dijiste: K7QM-4T2D")
    await page.clock.run_for("01:05")
    await expect(last(page, ".bot p")).to_have_text("Dijiste: ····")


async def test_a_screen_where_nobody_sits_stays_quiet(chromium, server, programme: Programme):
    """It asks who is there all day long, warns nobody, and stores nothing."""
    page = await open_screen(chromium, server)
    await page.clock.run_for("09:30")
    await expect(page.get_by_text(WARNING)).to_be_hidden()
    await page.clock.run_for("00:35")
    await nobody_sits(page)
    assert await programme.channels() == set()


async def test_older_messages_end_too(chromium, server):
    """The page of before has no stream, and the same ten minutes."""
    page = await open_screen(chromium, server)
    await luz_sits(page)
    await page.goto(str(server.make_url("/s/camion/?antes=2")))
    await expect(last(page, ".bot p")).to_have_text("Dijiste: soy Luz")
    await page.clock.run_for("10:05")
    await nobody_sits(page)


async def test_touches_are_told_once_a_minute(chromium, server):
    """So that who only reads and scrolls may stay, at the price of one short message a minute."""
    page = await open_screen(chromium, server)
    await luz_sits(page)
    told: list[str] = []

    def note(request: Request) -> None:
        if re.search("/toque$", request.url):
            told.append(request.url)

    page.on("request", note)
    await page.clock.pause_at(NOW + timedelta(minutes=5))
    for _ in range(37):
        await page.mouse.wheel(0, 10)
        await page.clock.run_for("00:05")
    await page.clock.run_for("05:00")
    assert 3 <= len(told) <= 5  # a touch more or less at either end, of 37


async def test_the_box_ends_it_where_the_page_cannot(chromium, server, programme: Programme, monkeypatch):
    """The tablet's own clock stands still, and the screen is cleared."""
    monkeypatch.setattr(stream, "HEARTBEAT_SECONDS", 0.05)
    page = await open_screen(chromium, server)
    await luz_sits(page)
    programme.clock.passes(minutes=10)
    await nobody_sits(page)
    await programme.heard(Said("soy Luz"), Left())


# --- a link to scan


async def test_a_phone_can_scan_what_is_shown(chromium, server):
    """The picture in the chat says the link, letter for letter, and is large enough for a camera."""
    page = await open_screen(chromium, server)
    await says(page, "celular")
    picture = page.locator("#log img")
    await expect(picture).to_be_visible()
    await page.wait_for_function("document.querySelector('#log img').complete")
    assert qr.read(await picture.evaluate(PIXELS)) == LINK
    box = await picture.bounding_box()
    footer = await page.locator("footer").bounding_box()
    assert box
    assert footer
    assert box["width"] >= 180
    assert box["y"] + box["height"] <= footer["y"]
