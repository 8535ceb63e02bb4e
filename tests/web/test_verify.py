"""`/verificar`: anybody finds out whether a paper is good, in the browser, without a network, or by a plain form."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import ClientSession
from aiohttp.test_utils import TestServer
from markupsafe import escape
from playwright.async_api import BrowserContext, Page

from bot.app import House, open_house
from bot.core.certificate import Certificate, sealed, unsealed
from bot.settings import Settings
from bot.store import signing
from scheduler.clock import WallClock
from tests.browser import launched
from tests.chat import world
from tests.store.made import COHORT, NOW, cohort
from tests.web.test_browser import barriers, cut

GOOD, ALTERED = "Esta constancia es auténtica.", "no coincide con su firma"
HOSTILE = (
    "<b>Ana</b>",
    "</dd><script>document.title='x'</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}",
    "N\u0303\u0301 \U0001f33d",
)


class Papers:
    """A house with one paper of Luz, and its page at a port."""

    def __init__(self, house: House, base: str) -> None:
        self.house, self.base = house, base
        self.at = signing.path(house.settings.database)
        self.paper = Certificate("7KQ2-M4TD", "passed", "Luz Q.", "Emprende con lo tuyo", "Huanta", "2027-04-09")
        self.sealed = sealed(self.paper, signing.signer(self.at))

    def of(self, name: str) -> str:
        paper = Certificate("AAAA-1111", "took_part", name, "Emprende", "Huanta", "2027-04-09")
        return sealed(paper, signing.signer(self.at))

    def altered(self) -> str:
        claim = unsealed(self.sealed)
        assert claim
        changed = claim.payload.replace(b"Luz", b"Eva")
        return base64.urlsafe_b64encode(claim.signature + changed).decode()

    async def posts(self, text: str) -> str:
        async with ClientSession() as session, session.post(f"{self.base}/verificar", data={"texto": text}) as answer:
            assert answer.status in {200, 400}
            return await answer.text()


@pytest_asyncio.fixture
async def papers(tmp_path: Path) -> AsyncIterator[Papers]:
    clock = WallClock()
    settings = Settings(database=str(tmp_path / "x.db"), _env_file=None)
    async with open_house(settings, clock, clock.steady, world=world()) as house, TestServer(house.web) as server:
        made = Papers(house, f"http://127.0.0.1:{server.port}")
        await house.store.run(cohort)
        await house.store.run(lambda book: book.issue_certificate("luz", COHORT, made.paper, made.sealed, NOW))
        yield made


# --- a plain form ------------------------------------------------------------------------------------------


async def test_the_house_says_whether_it_is_good(papers: Papers) -> None:
    """By the text, the whole link, or the number; every line of it is shown."""
    for text in (papers.sealed, f"https://x/verificar#{papers.sealed}", "7kq2 m4td", "7KQ2-M4TD"):
        said = await papers.posts(text)
        assert GOOD in said
        assert "Luz Q." in said
        assert "Huanta" in said


async def test_the_house_says_what_was_altered(papers: Papers) -> None:
    """With the lines as they stand there."""
    said = await papers.posts(papers.altered())
    assert ALTERED in said.split("<main>")[1]
    assert "Eva Q." in said


async def test_the_house_says_what_was_withdrawn(papers: Papers) -> None:
    """By the text and by the number."""
    await papers.house.store.run(lambda book: book.withdraw_certificate("7KQ2-M4TD", NOW))
    for text in (papers.sealed, "7KQ2-M4TD"):
        assert "fue retirada" in (await papers.posts(text)).split("<main>")[1]


@pytest.mark.parametrize("text", ["", "hola", "AAAA-9999", "#" * 90, "{}", "x" * 9000])
async def test_what_is_none_is_a_sentence(papers: Papers, text: str) -> None:
    """And what to do."""
    assert "Eso no es el texto ni el número" in (await papers.posts(text)).split("<main>")[1]


# --- in the browser ----------------------------------------------------------------------------------------


@pytest_asyncio.fixture
async def page() -> AsyncIterator[Page]:
    async with launched() as browser:
        yield await browser.new_page()


async def judged(page: Page) -> str:
    await page.wait_for_selector("#words:not([hidden])")
    return await page.inner_text("#words")


@pytest.mark.browser
async def test_the_browser_checks_it_itself(papers: Papers, page: Page) -> None:
    """Nothing of the paper is sent: after the page is there, the network is gone."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url + (request.post_data or "")))
    await page.goto(f"{papers.base}/verificar#{papers.sealed}")
    assert await judged(page) == GOOD
    assert await page.inner_text("#name") == "Luz Q."
    await page.context.set_offline(True)
    await page.evaluate(f"location.hash = '{papers.altered()}'")
    await page.wait_for_selector("#words.bad")
    assert ALTERED in await judged(page)
    assert await page.inner_text("#name") == "Eva Q."
    assert not any(papers.sealed[:20] in one for one in asked)
    assert await barriers(page) == []
    assert await cut(page) == []


@pytest.mark.browser
async def test_without_scripts_the_form_does_it(papers: Papers) -> None:
    """Old phones too."""
    async with launched() as browser:
        context: BrowserContext = await browser.new_context(java_script_enabled=False)
        page = await context.new_page()
        await page.goto(f"{papers.base}/verificar")
        await page.fill("textarea", papers.sealed)
        await page.click("button")
        assert await judged(page) == GOOD


@pytest.mark.browser
async def test_a_name_is_shown_as_it_is(papers: Papers, page: Page) -> None:
    """Whatever stands in it is text."""
    for name in HOSTILE:
        await page.goto("about:blank")
        await page.goto(f"{papers.base}/verificar#{papers.of(name)}")
        assert await judged(page) == GOOD
        assert await page.text_content("#name") == name
        assert "Verificar" in await page.title()
        assert escape(name) in await papers.posts(papers.of(name))
