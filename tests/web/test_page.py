"""The page: whole without JavaScript, light, and closed to whatever is not its own."""

from __future__ import annotations

import gzip
import re

import pytest
from aiohttp import ClientSession

from bot.ports.sending import Message
from tests.web.programme import Programme
from tests.web.visit import Visit, buttons, shown

pytestmark = pytest.mark.slow

PAGE_BYTES = 9_472
"""256 of them, 64 packed, keep what is grave out of the browser's storage."""
PAGE_BYTES_SENT = 4_160
SCREEN_BYTES = 2_500
SCREEN_BYTES_SENT = 1_240


async def test_the_chat_is_light(luz: Visit, browser_session: ClientSession):
    """HTML, style and script: 9.25 KB, 4.1 KB as sent; the box packs them and browsers keep them."""
    plain, sent, files = await weight(await luz.page(), browser_session)
    assert plain <= PAGE_BYTES
    assert sent <= PAGE_BYTES_SENT
    assert files == ["chat.css", "chat.js"]


async def test_a_shared_screen_is_light_too(screen: Visit, browser_session: ClientSession):
    """What only a screen needs is in files of its own: some 2.4 KB more, and 1 KB as sent."""
    plain, sent, files = await weight(await screen.page(), browser_session)
    assert plain <= PAGE_BYTES + SCREEN_BYTES
    assert sent <= PAGE_BYTES_SENT + SCREEN_BYTES_SENT
    assert files == ["chat.css", "chat.js", "screen.css", "screen.js"]


async def weight(page: str, browser: ClientSession) -> tuple[int, int, list[str]]:
    """The page's bytes with its style and script, as they are and as they are sent, and the names of these files."""
    plain, sent, names = len(page.encode()), len(gzip.compress(page.encode())), []
    for path in re.findall(r'(?:src|href)="(/page/[^"]+(?:css|js))"', page):
        answer = await browser.get(path)
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        plain += len(await answer.read())
        sent += int(answer.headers["Content-Length"])
        names.append(re.sub(r"^/page/(\w+)\.\w+\.", r"\1.", path))
    return plain, sent, names


async def test_a_page_loads_and_runs_nothing_foreign(luz: Visit, browser_session: ClientSession):
    """No script or style in the page itself, nothing from outside, no frame but our own."""
    answer = await browser_session.get("/s/yo/")
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "frame-ancestors 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "no-store"
    page = await answer.text()
    assert not re.search(r"<script(?! src)|<style|\son\w+=|\sstyle=|https?:", page)


async def test_the_key_stays_at_its_seat(browser_session: ClientSession):
    """The cookie goes to one seat, not to scripts, not to other sites' forms; over https only there."""
    first = await browser_session.get("/s/yo/")
    assert (
        re.sub(r"=[\w.-]{73};", "=KEY;", first.headers["Set-Cookie"])
        == "yachaski=KEY; HttpOnly; Max-Age=7776000; Path=/s/yo/; SameSite=Lax"
    )
    behind = await browser_session.get("/s/yo/", headers={"X-Forwarded-Proto": "https"})
    assert "Secure" in behind.headers["Set-Cookie"]


async def test_a_link_with_a_code_leads_to_ones_own_seat(browser_session: ClientSession):
    """The poster's link is short; the code comes along."""
    page = await browser_session.get("/?start=HUAYTAR3")
    assert str(page.url.relative()) == "/s/yo/"
    assert 'value="/start HUAYTAR3"' in await page.text()
    odd = await browser_session.get('/s/yo/?start="><script>')
    assert "><script>" not in await odd.text()


async def test_words_are_words(luz: Visit, programme: Programme):
    """Whatever anybody writes is shown as written."""
    attack = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    await luz.says("hola")
    await luz.hears(1)
    await programme.tell(Message(attack, prompt="p", buttons=(("A", attack),)))
    await luz.hears(1, after=1)
    page = await luz.submits(key="k", text=attack)
    assert attack not in page
    assert f"—{attack}" in shown(page)
    assert attack in shown(page)


async def test_chosen_options_replace_their_buttons(luz: Visit):
    """After a reload too, an answered question has no buttons."""
    await luz.says("pregunta")
    [question] = await luz.hears(1)
    await luz.posts({"key": "tap", "prompt": question.data["prompt"], "letter": "B"})
    await luz.hears(2, after=1)
    page = await luz.page()
    assert "—B" in shown(page)
    assert buttons(page) == [("A", "Siguiente")]


async def test_a_long_conversation_is_shown_from_its_end(luz: Visit, programme: Programme):
    """Megas are money: the last forty messages, and a link to what came before."""
    await luz.says("hola")
    await luz.hears(1)
    for number in range(2, 51):
        await programme.tell(Message(f"mensaje {number}"))
    await luz.hears(49, after=1)
    page = await luz.page()
    assert shown(page) == [f"mensaje {number}" for number in range(11, 51)]
    assert 'href="?antes=11"' in page
    older = await luz.page("?antes=11")
    assert shown(older) == ["Dijiste: hola", *(f"mensaje {number}" for number in range(2, 11))]
    assert "<script" not in older


async def test_days_are_named_where_they_change(luz: Visit):
    """A date above the first message of each day, in the programme's words."""
    page = await luz.submits(key="k", text="tarjeta")
    assert len(re.findall(r"<h2>\w+, \d+ de \w+ de \d+</h2>", page)) == 1
