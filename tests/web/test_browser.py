"""The page in a real browser: a phone of 360 px, a tablet, a keyboard, no signal, no JavaScript."""

from __future__ import annotations

from typing import Any

import pytest
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Page, expect

from bot.authoring import lesson_walk
from bot.carriers import LIMITS
from bot.channels.web.ear import WebEar
from bot.core.event import Said
from bot.core.text.layout import Laid, lay_out
from bot.ports.sending import Message
from lessons_es.schema import Lesson
from tests.browser import AXE
from tests.chat import world
from tests.web.programme import Programme

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 640}
TABLET = {"width": 820, "height": 1180}


async def open_page(chromium: Browser, server: TestServer, query: str = "", **options: Any) -> Page:
    """A browser of one's own at the seat."""
    context = await chromium.new_context(**{"viewport": PHONE, "locale": "es-PE", **options})
    page = await context.new_page()
    await page.goto(str(server.make_url(f"/s/yo/{query}")))
    return page


def last(page: Page, selector: str):
    """The newest of its kind in the conversation."""
    return page.locator(f"#log {selector}").last


async def says(page: Page, text: str) -> None:
    await page.get_by_label("Tu mensaje").fill(text)
    await page.keyboard.press("Enter")


async def cut(page: Page) -> list[str]:
    """What does not fit: whatever reaches over the sides of the window, or is clipped in its own box."""
    found: list[str] = await page.evaluate(
        """() => [...document.querySelectorAll("body *")].filter(e => {
            const box = e.getBoundingClientRect();
            return box.width && (box.right > innerWidth + 1 || box.left < -1 || e.scrollWidth > e.clientWidth + 1
                && getComputedStyle(e).display !== "inline" && e.clientWidth);
        }).map(e => e.outerHTML.slice(0, 80))"""
    )
    return found


async def barriers(page: Page) -> list[str]:
    """What axe finds wrong for people who see, hear or move differently."""
    await page.evaluate("Promise.allSettled(document.getAnimations().map(a => a.finished))")
    await page.evaluate(AXE)
    result = await page.evaluate("axe.run()")
    return [f"{found['id']}: {found['nodes'][0]['html']}" for found in result["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, TABLET], ids=["phone", "tablet"])
async def test_a_lesson_on_any_screen(chromium, server, size, scheme):
    """From the poster's link to an answered question: nothing is cut, and axe finds no barrier."""
    still = {"reduced_motion": "reduce"}  # what is still fading in has too little contrast
    page = await open_page(chromium, server, "?start=HUAYTAR3", viewport=size, color_scheme=scheme, **still)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text))
    assert await barriers(page) == []
    await page.get_by_role("button", name="Empezar").click()
    await page.get_by_role("button", name="De 14 a 17").click()
    await says(page, "pregunta")
    await page.get_by_role("button", name="C", exact=True).click()
    await expect(page.get_by_role("button", name="Siguiente").last).to_be_visible()
    await expect(page.get_by_role("button", name="C", exact=True)).to_have_count(0)
    assert await cut(page) == []
    assert await barriers(page) == []
    assert "start" not in page.url
    assert faults == []


async def test_the_largest_letters_cut_nothing(chromium, server):
    """With text at 200 % on 360 px everything is still there."""
    page = await open_page(chromium, server)
    await page.evaluate("document.documentElement.style.fontSize = '200%'")
    await says(page, "pregunta")
    await expect(page.get_by_role("button", name="C", exact=True)).to_be_visible()
    assert await cut(page) == []


async def test_every_word_of_the_course_fits_the_largest_letters(chromium, server, programme: Programme):
    """All cards, questions, explanations and labels, at 200 % on 360 px: nothing reaches over an edge."""
    page = await open_page(chromium, server)
    await page.evaluate("document.documentElement.style.fontSize = '200%'")
    await says(page, "hola")
    await expect(last(page, ".bot")).to_contain_text("Dijiste: hola")
    messages = [message for lesson in world().course.lessons for message in laid(lesson)]
    for number, message in enumerate(messages):
        await programme.tell(Message(message.text, prompt=f"p{number}", buttons=message.buttons))
    await expect(page.locator("#log .bot")).to_have_count(1 + len(messages))
    assert await cut(page) == []


def laid(lesson: Lesson) -> list[Laid]:
    """The lesson's messages as the page gets them."""
    return [laid for step in lesson_walk.every_message(lesson) for laid in lay_out(step.answer, LIMITS["web"])]


async def test_buttons_fit_a_thumb(chromium, server):
    """Whatever is tapped is at least 44 px high and wide."""
    page = await open_page(chromium, server)
    await says(page, "pregunta")
    await page.get_by_role("button", name="C", exact=True).wait_for()
    for button in await page.locator("button:visible, summary:visible").all():
        box = await button.bounding_box()
        assert box
        assert box["height"] >= 44
        assert box["width"] >= 44


async def test_a_keyboard_is_enough(chromium, server):
    """Tab and Enter go through a lesson; after a tap the focus stays where the answer comes."""
    page = await open_page(chromium, server)
    await says(page, "pregunta")
    await page.get_by_role("button", name="A", exact=True).wait_for()
    await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Enter")
    await expect(last(page, "p.me")).to_have_text("C")
    await page.get_by_role("button", name="Siguiente").wait_for()
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("button", name="Siguiente")).to_be_focused()


async def test_words_wait_for_the_signal(chromium, server, programme: Programme):
    """Without signal what was said is kept, says so, survives a reload, and leaves by itself, once, in order."""
    page = await open_page(chromium, server)
    await says(page, "hola")
    await expect(last(page, ".bot p")).to_have_text("Dijiste: hola")
    await page.context.set_offline(True)
    await says(page, "uno")
    await expect(last(page, "p.me")).to_have_attribute("data-s", "sin señal, se enviará solo")
    await says(page, "dos")
    await page.context.set_offline(False)
    await page.reload()
    await expect(last(page, ".bot p")).to_have_text("Dijiste: dos")
    await expect(last(page, "p.me")).to_have_attribute("data-s", "")
    assert programme.turns == [Said("hola"), Said("uno"), Said("dos")]


async def test_a_page_that_lost_the_stream_finds_it_again(chromium, server, ear: WebEar, programme: Programme):
    """What was told meanwhile comes when the signal does."""
    page = await open_page(chromium, server)
    await says(page, "hola")
    await expect(last(page, ".bot p")).to_have_text("Dijiste: hola")
    ear.close()
    await programme.tell(Message("Mañana no abre el camión."))
    await expect(last(page, ".bot p")).to_have_text("Mañana no abre el camión.", timeout=15_000)


async def test_another_tab_sees_the_answer(chromium, server):
    """A question answered in one tab has no buttons in the other."""
    page = await open_page(chromium, server)
    await says(page, "pregunta")
    await page.get_by_role("button", name="C", exact=True).wait_for()
    other = await page.context.new_page()
    await other.goto(page.url)
    await other.get_by_role("button", name="B", exact=True).click()
    await expect(page.get_by_role("button", name="C", exact=True)).to_have_count(0)
    await expect(page.locator("#log p.me").last).to_have_text("B")


async def test_words_are_never_markup(chromium, server, programme: Programme):
    """Nothing that anybody writes runs."""
    page = await open_page(chromium, server)
    attack = "<img src=x onerror=document.title='hecho'><script>document.title='hecho'</script>"
    await says(page, attack)
    await expect(last(page, ".bot p")).to_have_text(f"Dijiste: {attack}")
    await page.reload()
    await expect(last(page, "p.me")).to_have_text(attack)
    assert await page.title() == "Yachaski"


async def test_erased_is_erased_in_the_browser_too(chromium, server, programme: Programme):
    """A page that was open forgets with the box."""
    page = await open_page(chromium, server)
    for words in ("soy Luz", "vendo queso"):
        await says(page, words)
        await expect(last(page, ".bot p")).to_have_text(f"Dijiste: {words}")
    await programme.forget()
    await says(page, "gracias")
    await expect(page.get_by_text("Dijiste:")).to_have_count(1)
    await expect(last(page, ".bot p")).to_have_text("Dijiste: gracias")
    assert "Luz" not in await page.content()
    assert "Luz" not in str(await page.evaluate("JSON.stringify(localStorage)"))


async def test_grave_words_are_not_in_the_browser(chromium, server):
    """They stand on the page until it is opened anew; other words are kept as ever."""
    page = await open_page(chromium, server)
    for words in ("vendo queso", "me quiero morir"):
        await says(page, words)
        await expect(last(page, ".bot p")).to_have_text(f"Dijiste: {words}")
    stored = str(await page.evaluate("JSON.stringify(localStorage)"))
    assert ("vendo queso" in stored, "morir" in stored) == (True, False)
    await page.reload()
    await expect(page.locator("#log p.me")).to_have_text(["vendo queso"])


async def test_leaving_a_shared_tablet_leaves_nothing(chromium, server):
    """The next child sees neither words nor buttons, nor does the storage keep any."""
    page = await open_page(chromium, server)
    await says(page, "soy Luz")
    await expect(last(page, ".bot p")).to_have_text("Dijiste: soy Luz")
    await page.reload()
    await page.get_by_text("Salir").click()
    await page.get_by_role("button", name="Cerrar el chat").click()
    await page.get_by_role("button", name="Empezar").wait_for()
    assert "Luz" not in await page.content()
    assert "Luz" not in str(await page.evaluate("JSON.stringify(localStorage)"))


async def test_without_javascript(chromium, server):
    """Forms, links and a reload do the same, plainly."""
    page = await open_page(chromium, server, java_script_enabled=False)
    await page.get_by_role("button", name="Empezar").click()
    await page.get_by_role("button", name="De 14 a 17").click()
    await expect(last(page, "p.me")).to_have_text("De 14 a 17")
    await page.get_by_label("Tu mensaje").fill("tarjeta")
    await page.get_by_role("button", name="Enviar").click()
    await expect(page.get_by_text("El pan de Beto")).to_be_visible()
    await page.get_by_role("link", name="Actualizar").click()
    await expect(last(page, ".bot p")).to_have_text("¿Seguimos?")
