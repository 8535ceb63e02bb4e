"""The demo as a newcomer sees it: doors, both seats, and a clock that can be watched."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, FrameLocator, Page, expect

from tests.browser import AXE
from tests.demo.conftest import Running

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}
TABLET = {"width": 800, "height": 1280}
DESK = {"width": 1280, "height": 800}
DOORS = ("Soy estudiante", "Soy profe", "Llevo el programa")


class Screen:
    """The demo in a browser of one's own."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda said: self.faults.append(said.text))

    @property
    def learner(self) -> FrameLocator:
        return self.page.frame_locator("#estudiante iframe")

    @property
    def teacher(self) -> FrameLocator:
        return self.page.frame_locator("#profe iframe")

    async def presses(self, label: str) -> None:
        await self.page.get_by_role("button", name=label, exact=True).click()

    async def enters(self, door: str) -> None:
        await self.page.get_by_role("link", name=door).click()

    async def enrols(self) -> None:
        """By tapping, but for the name."""
        for label in ("Empezar", "De 14 a 17", "Sí, acepto"):
            await self.learner.get_by_role("button", name=label).last.click()
        await self.says(self.learner, "luz q")
        for label in ("7 p. m.", "Hoy a las 7 p. m."):
            await self.learner.get_by_role("button", name=label, exact=True).last.click()
        await expect(self.learner.get_by_text("Te escribo a esa hora")).to_be_visible()

    async def says(self, seat: FrameLocator, text: str) -> None:
        await seat.get_by_label("Tu mensaje").fill(text)
        await seat.get_by_role("button", name="Enviar", exact=True).click()

    async def cut(self) -> list[str]:
        """What reaches over the sides of the window."""
        found: list[str] = await self.page.evaluate(
            """() => [...document.querySelectorAll("body *")].filter(e => {
                const box = e.getBoundingClientRect();
                return box.width && (box.right > innerWidth + 1 || box.left < -1);
            }).map(e => e.outerHTML.slice(0, 80))"""
        )
        return found

    async def barriers(self) -> list[str]:
        """What axe finds wrong in the page around the seats."""
        await self.page.evaluate(AXE)
        result = await self.page.evaluate("axe.run({exclude: [['iframe']]}, {iframes: false})")
        return [f"{found['id']}: {found['nodes'][0]['html']}" for found in result["violations"]]


async def opened(chromium: Browser, demo: Running, size: dict[str, int], scheme: str = "light") -> Screen:
    context = await chromium.new_context(viewport=size, locale="es-PE", color_scheme=scheme)  # type: ignore[arg-type]
    screen = Screen(await context.new_page())
    await screen.page.goto(str(demo.url))
    return screen


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, TABLET, DESK], ids=["phone", "tablet", "desk"])
async def test_three_doors_on_any_screen(chromium: Browser, alone: Running, size: dict[str, int], scheme: str) -> None:
    """Every door opens, nothing is cut, axe finds no barrier, and the browser nothing to complain of."""
    screen = await opened(chromium, alone, size, scheme)
    assert await screen.cut() == []
    for door in DOORS:
        await screen.enters(door)
        assert await screen.cut() == []
        assert await screen.barriers() == []
    await expect(screen.page.frame_locator("#programa iframe").get_by_text("Todo funciona")).to_be_visible()
    assert screen.faults == []


@pytest.mark.parametrize("width", [360, 390])
async def test_the_programmes_page_breaks_no_word(chromium: Browser, alone: Running, width: int) -> None:
    """On a phone each word stands in one line, and nothing reaches over the side."""
    screen = await opened(chromium, alone, PHONE | {"width": width})
    await screen.page.goto(str(alone.url / "programa"))
    broken = await screen.page.evaluate(
        """() => {
            const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT), found = [];
            while (walk.nextNode()) for (const word of walk.currentNode.data.matchAll(/\\S+/g)) {
                const range = document.createRange();
                range.setStart(walk.currentNode, word.index);
                range.setEnd(walk.currentNode, word.index + word[0].length);
                if (new Set([...range.getClientRects()].map(box => box.top)).size > 1) found.push(word[0]);
            }
            return found;
        }"""
    )
    assert broken == []
    assert await screen.cut() == []


async def test_both_seats_beside_each_other_where_there_is_room(chromium: Browser, alone: Running) -> None:
    """Learner and teacher at once; on a phone the door that was chosen."""
    screen = await opened(chromium, alone, DESK)
    await expect(screen.learner.get_by_role("button", name="Empezar")).to_be_visible()
    await expect(screen.teacher.get_by_role("button", name="Anuncio").last).to_be_visible()
    await screen.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    await screen.enters("Soy profe")
    await expect(screen.page.locator("#profe iframe")).to_be_visible()
    await expect(screen.page.locator("#estudiante iframe")).to_be_hidden()


async def test_a_typed_answer_stands_there_once(chromium: Browser, alone: Running) -> None:
    """The words that were typed, and not the button that they meant beside them; after a reload too."""
    screen = await opened(chromium, alone, PHONE)
    await screen.enters("Soy estudiante")
    await screen.learner.get_by_role("button", name="Empezar").click()
    for words, then in (("de 14 a 17", "¿Aceptas?"), ("Sí, acepto", "¿Con qué nombre te escribo?")):
        await screen.learner.get_by_label("Tu mensaje").fill(words)
        await screen.learner.get_by_role("button", name="Enviar", exact=True).click()
        await expect(screen.learner.get_by_text(then).first).to_be_attached()
    for _ in range(2):
        for words in ("14 a 17", "acepto"):
            await expect(screen.learner.locator("#log p.me").filter(has_text=words)).to_have_count(1)
        await screen.page.reload()


async def test_a_chat_opened_out_of_sight_is_shown_from_its_end(chromium: Browser, alone: Running) -> None:
    """On a phone the doors come first, and both chats behind them."""
    screen = await opened(chromium, alone, PHONE)
    await screen.page.wait_for_load_state("networkidle")
    await screen.enters("Soy profe")
    await expect(screen.teacher.get_by_role("button", name="Anuncio").last).to_be_in_viewport()


async def test_a_week_brings_lessons_while_one_watches(chromium: Browser, demo: Running) -> None:
    """Enrolled by tapping, «+1 semana», and the chat shows what came; the date is a week on."""
    screen = await opened(chromium, demo, DESK)
    await screen.enrols()
    await screen.presses("+1 semana")
    await expect(screen.learner.get_by_text("Repaso.").first).to_be_attached()
    await expect(screen.page.locator("#date")).to_have_text("lunes 9 de marzo, 9:00 a. m.", timeout=60_000)
    await expect(screen.page.get_by_role("button", name="Mañana")).to_be_visible()
    await expect(screen.learner.get_by_text("con esto la semana 1 completa")).to_be_attached()
    assert screen.faults == []


async def test_a_teachers_word_arrives_in_the_learners_chat(chromium: Browser, alone: Running) -> None:
    """Written at one seat, read at the other; at the seat that is not seen its door has a dot."""
    screen = await opened(chromium, alone, DESK)
    await screen.enrols()
    await screen.presses("Mañana")
    await expect(screen.page.locator("#date")).to_have_text("martes 3 de marzo, 9:00 a. m.", timeout=60_000)
    await screen.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    await screen.enters("Soy profe")
    await screen.teacher.get_by_role("button", name="Anuncio").last.click()
    await expect(screen.teacher.get_by_text("¿Qué quieres avisar?")).to_be_visible()
    await screen.says(screen.teacher, "Mañana no abre el camión.")
    await screen.teacher.get_by_role("button", name="Ahora", exact=True).last.click()
    await expect(screen.page.locator("a.news")).to_contain_text("Soy estudiante")
    await screen.enters("Soy estudiante")
    await expect(screen.learner.get_by_text("Tu profe Elena:").last).to_be_visible()
    await expect(screen.page.locator("a.news")).to_have_count(0)


async def test_the_switch_is_remembered(chromium: Browser, alone: Running) -> None:
    """«Responder por mí» off stays off after a reload."""
    screen = await opened(chromium, alone, DESK)
    switch = screen.page.get_by_role("switch", name="Responder por mí")
    await expect(switch).to_be_checked()
    await switch.click()
    await expect(switch).not_to_be_checked()
    await screen.page.reload()
    await expect(switch).not_to_be_checked()


async def test_without_javascript_doors_and_clock_still_work(chromium: Browser, alone: Running) -> None:
    """Links lead to the seats, the clock's buttons are a form."""
    context = await chromium.new_context(viewport=DESK, java_script_enabled=False)  # type: ignore[arg-type]
    page = await context.new_page()
    await page.goto(str(alone.url))
    await page.get_by_role("button", name="Mañana").click()
    await alone.demo.journey.arrived()
    await page.reload()
    await expect(page.locator("#date")).to_have_text("martes 3 de marzo, 9:00 a. m.")
    await page.get_by_role("link", name="Soy profe").click()
    await expect(page.get_by_role("button", name="Mi grupo").last).to_be_visible()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
async def test_the_year_is_a_strip_of_dots(chromium: Browser, alone: Running, size: dict[str, int]) -> None:
    """The farewell's buttons stay in sight above the clock; a tap on a dot reads its message, another closes it."""
    screen = await opened(chromium, alone, size)
    await screen.enters("Soy estudiante")
    await screen.enrols()
    await screen.page.get_by_role("switch", name="Responder por mí").click()
    await screen.presses("El camión se va")
    dots = screen.page.locator(".year button")
    await expect(dots).to_have_count(1, timeout=60_000)
    await expect(screen.learner.get_by_role("button", name="Elegir día y hora")).to_be_in_viewport()
    await screen.presses("+1 mes")
    await expect(dots).to_have_count(5, timeout=60_000)
    await dots.nth(0).click()
    await expect(screen.page.locator(".year p")).to_contain_text("hoy el camión sale para Córdova")
    assert await screen.cut() == []
    assert await screen.barriers() == []
    await dots.nth(0).click()
    await expect(screen.page.locator(".year p")).to_be_hidden()
    assert screen.faults == []
