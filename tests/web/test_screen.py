"""A screen that many share: a session for one person at a time, of which nothing stays."""

from __future__ import annotations

import asyncio
import re

import pytest
from aiohttp import ClientSession, CookieJar
from aiohttp.test_utils import TestServer

from bot.channels.web import stream
from bot.channels.web.shared_screen import ScreenEar, Sessions
from bot.channels.web.tries import NEWCOMERS_AT_ONCE
from bot.core.event import Left, Said
from bot.ports.sending import Message
from tests.web.programme import MovableClock, Programme
from tests.web.visit import Visit, shown

pytestmark = pytest.mark.slow


async def leaves(session: ClientSession) -> None:
    """[Salir], without following to the page."""
    async with session.post("/s/camion/salir", allow_redirects=False) as answer:
        assert answer.status == 303


# --- who sits there ----------------------------------------------------------------------------------------


async def test_the_front_address_leads_to_the_screen(browser_session: ClientSession):
    """A tablet of the truck opens it; a link that was scanned or sent is for one's own phone."""
    assert (await browser_session.get("/")).url.path == "/s/camion/"
    assert str((await browser_session.get("/?start=HUAYTAR3")).url.relative()) == "/s/yo/"
    assert str((await browser_session.get("/s/camion?start=HUAYTAR3")).url.relative()) == "/s/camion/"


async def test_the_first_that_is_asked_is_who_you_are(screen: Visit, programme: Programme):
    """The key can be typed at once; looking at the page stores nothing."""
    page = await screen.page()
    assert "¿Quién eres?" in page
    assert "Salir" in page
    assert await programme.store.read(lambda book: book.waiting(programme.clock.now(), 10)) == []


async def test_a_key_is_lent_until_the_browser_is_closed(browser_session: ClientSession):
    """The cookie has no age, so that no disk keeps it; another seat's cookie stays as it is."""
    first = await browser_session.get("/s/camion/")
    said = re.sub(r"=[\w.-]{73};", "=KEY;", first.headers["Set-Cookie"])
    assert said == "yachaski=KEY; HttpOnly; Path=/s/camion/; SameSite=Lax"
    assert "Max-Age" in (await browser_session.get("/s/yo/")).headers["Set-Cookie"]


async def test_what_is_said_stays_out_of_the_cookies(screen: Visit, browser_session: ClientSession):
    """Without JavaScript one's own browser keeps the last words; a screen shows only the answer."""
    page = await screen.submits(key="form", text="soy Luz")
    assert shown(page) == ["Dijiste: soy Luz"]
    assert {cookie.key for cookie in browser_session.cookie_jar} == {"yachaski"}


async def test_a_key_stands_in_the_last_line_alone(screen: Visit):
    """Without JavaScript too, it is out of sight as soon as anything else is said."""
    assert shown(await screen.submits(key="form", text="K7QM-4T2D")) == ["Dijiste: K7QM-4T2D"]
    assert shown(await screen.submits(key="form-2", text="ya")) == ["Dijiste: ····", "Dijiste: ya"]


async def test_nothing_of_a_screen_is_kept_by_the_browser(screen: Visit):
    """No page, no document, not even a picture."""
    await screen.says("foto")
    await screen.says("misdatos")
    await screen.hears(2)
    for name in ("", "file/1", "file/2"):
        assert (await screen.gets(name)).headers["Cache-Control"] == "no-store"


async def test_what_is_kept_about_somebody_is_read_there_and_not_saved(screen: Visit, luz: Visit):
    """A file saved on the tablet would stay on it; on one's own phone it is a download."""
    for visit, place, mime in ((screen, "inline", "text/plain"), (luz, "attachment", "application/octet-stream")):
        await visit.says("misdatos")
        await visit.hears(1)
        answer = await visit.gets("file/1")
        assert answer.headers["Content-Disposition"].startswith(place)
        assert answer.content_type == mime
        assert (" download>" in await visit.page()) == (place == "attachment")


async def test_a_screen_speaks_on_its_own_channel(screen: Visit, luz: Visit, programme: Programme):
    """What belongs to one's own browser is not mixed with it."""
    await screen.says("hola")
    await luz.says("hola")
    await screen.hears(1)
    await luz.hears(1)
    assert await programme.channels() == {"screen", "web"}


# --- leaving -----------------------------------------------------------------------------------------------


async def test_who_leaves_is_parted_once(screen: Visit, browser_session: ClientSession, programme: Programme):
    """[Salir] is heard durably, however often it is tapped, and the next person begins with nothing."""
    await screen.says("soy Luz")
    await screen.hears(1)
    await asyncio.gather(leaves(browser_session), leaves(browser_session))
    await leaves(browser_session)
    assert shown(await screen.page()) == []
    await programme.heard(Said("soy Luz"), Left())


async def test_who_said_nothing_leaves_no_trace(screen: Visit, browser_session: ClientSession, programme: Programme):
    """An idle tablet writes nothing into the database, day and night."""
    await leaves(browser_session)
    await screen.page()
    assert await programme.channels() == set()
    assert await programme.store.read(lambda book: book.waiting(programme.clock.now(), 10)) == []


async def test_leaving_clears_every_tab(screen: Visit, browser_session: ClientSession):
    """A page that is open beside it begins anew."""
    await screen.says("soy Luz")
    async with screen.listens() as events:
        assert (await anext(events)).data["text"] == "Dijiste: soy Luz"
        await leaves(browser_session)
        assert (await anext(events)).name == "reset"


async def test_who_takes_the_place_of_another_sees_nothing_of_before(screen: Visit, programme: Programme):
    """A key shown while somebody else is there: the page begins anew with what is said to the newcomer."""
    await screen.says("soy Luz")
    async with screen.listens() as events:
        assert (await anext(events)).data["text"] == "Dijiste: soy Luz"
        await programme.begin_afresh(Message("Hola, Beto.", fresh=True))
        assert (await anext(events)).name == "reset"
    assert shown(await screen.page()) == ["Hola, Beto."]
    assert [event.data["text"] for event in await screen.hears(1)] == ["Hola, Beto."]


async def test_a_key_that_was_left_opens_nothing(server: TestServer, screen: Visit, browser_session: ClientSession):
    """Copied from the browser before [Salir], it is worth nothing after."""
    await screen.says("soy Luz")
    await screen.hears(1)
    copied = {cookie.key: cookie.value for cookie in browser_session.cookie_jar}
    await leaves(browser_session)
    async with ClientSession(base_url=server.make_url("/"), cookies=copied, cookie_jar=CookieJar(unsafe=True)) as thief:
        again = Visit(thief, "camion")
        assert (await again.gets("file/1")).status == 404
        assert (await again.says("hola")).status == 410
        assert shown(await again.page()) == []


async def test_another_sites_page_neither_touches_nor_leaves(screen: Visit, browser_session: ClientSession):
    """As with everything that is sent."""
    for name in ("toque", "salir"):
        answer = await browser_session.post(f"/s/camion/{name}", headers={"Origin": "https://otra.example"})
        assert answer.status == 403
    assert (await screen.says("hola")).status == 204


# --- ten minutes -------------------------------------------------------------------------------------------


async def test_ten_minutes_without_a_touch_end_the_session(screen: Visit, programme: Programme):
    """Its cookie counts as none: the page that is loaded next is somebody else's."""
    await screen.says("soy Luz")
    await screen.hears(1)
    programme.clock.passes(minutes=9.9)
    assert "Luz" in await screen.page()
    programme.clock.passes(minutes=10)
    assert (await screen.says("sigo aquí")).status == 410
    assert "Luz" not in await screen.page()


@pytest.mark.parametrize("touch", ["toque", "say", ""])
async def test_a_touch_gives_ten_minutes_more(
    screen: Visit, browser_session: ClientSession, programme: Programme, touch: str
):
    """A touch, a word, a look at the page."""
    await screen.says("soy Luz")
    await screen.hears(1)
    for _ in range(3):
        programme.clock.passes(minutes=9)
        body = {"key": f"key-{programme.clock.now().timestamp():.0f}", "text": "hola"}
        sent = browser_session.post(f"/s/camion/{touch}", json=body) if touch else browser_session.get("/s/camion/")
        assert (await sent).status in {200, 204}
    assert "Luz" in await screen.page()


async def test_who_touches_too_late_is_told(screen: Visit, browser_session: ClientSession, programme: Programme):
    """The page that hears it begins anew."""
    assert (await browser_session.post("/s/camion/toque")).status == 204
    programme.clock.passes(minutes=10)
    assert (await browser_session.post("/s/camion/toque")).status == 410


async def test_an_open_stream_ends_with_the_session(
    screen: Visit, programme: Programme, monkeypatch: pytest.MonkeyPatch
):
    """The page is cleared by the box itself, and whoever was there is parted."""
    monkeypatch.setattr(stream, "HEARTBEAT_SECONDS", 0.01)
    await screen.says("soy Luz")
    async with screen.listens() as events:
        assert (await anext(events)).data["text"] == "Dijiste: soy Luz"
        programme.clock.passes(minutes=10)
        assert (await anext(events)).name == "reset"
    await programme.heard(Said("soy Luz"), Left())


async def test_who_went_away_without_a_word_is_parted_when_another_comes(
    server: TestServer, screen: Visit, programme: Programme
):
    """No page was open to say it."""
    await screen.says("soy Luz")
    await screen.hears(1)
    programme.clock.passes(minutes=10)
    async with ClientSession(base_url=server.make_url("/"), cookie_jar=CookieJar(unsafe=True)) as other:
        await Visit(other, "camion").page()
        assert (await other.post("/s/camion/toque")).status == 204
    await programme.heard(Said("soy Luz"), Left())


async def test_after_a_restart_nobody_sits_anywhere(screen: Visit, screens: ScreenEar, programme: Programme):
    """Sessions are in memory alone; a page that comes back with its key begins anew."""
    await screen.says("soy Luz")
    await screen.hears(1)
    screens._sessions = Sessions(programme.clock)
    [told] = await screen.hears(1)
    assert told.name == "reset"
    assert shown(await screen.page()) == []


async def test_a_page_of_somebody_else_begins_anew(screen: Visit, browser_session: ClientSession):
    """A tab of before that comes back in the next person's session is told nothing of it."""
    await screen.says("hola")
    async with browser_session.get("/s/camion/stream?after=0&who=00000000") as told:
        assert await told.content.read() == b"event: reset\ndata:\n\n"


async def test_without_javascript_the_page_ends_by_itself(screen: Visit):
    """The browser loads it anew a second after the session is over."""
    assert '<noscript><meta http-equiv="refresh" content="601; url=./"></noscript>' in await screen.page()


def test_the_sessions_remembered_are_bounded():
    """The one that was touched longest ago makes room."""
    sessions = Sessions(MovableClock(), most=2)
    for carrier in ("a", "b"):
        sessions.begin(carrier)
    sessions.touch("a")
    sessions.begin("c")
    assert [sessions.alive(carrier) for carrier in ("a", "b", "c")] == [True, False, True]


# --- newcomers ---------------------------------------------------------------------------------------------


async def test_new_sessions_are_no_way_to_more_tries(server: TestServer, programme: Programme):
    """So many at once from one place; then the page asks to wait, and opens by itself when there is room."""
    behind = {"X-Forwarded-For": "192.168.1.7"}

    async def opens() -> tuple[int, str, str]:
        async with (
            ClientSession(base_url=server.make_url("/"), headers=behind) as session,
            session.get("/s/camion/") as answer,
        ):
            return answer.status, await answer.text(), answer.headers.get("Refresh", "")

    programme.clock.stands()
    assert {(await opens())[0] for _ in range(NEWCOMERS_AT_ONCE)} == {200}
    code, text, refresh = await opens()
    assert code == 429
    assert "Espera un momento" in text
    assert refresh == "5; url=/s/camion/"
    programme.clock.passes(minutes=0.2)
    assert (await opens())[0] == 200


async def test_who_sits_there_is_not_slowed(screen: Visit):
    """Loading one's own page is no new session."""
    pages = [await screen.page() for _ in range(NEWCOMERS_AT_ONCE + 5)]
    assert all("<form" in page for page in pages)


# --- a link to scan ----------------------------------------------------------------------------------------


async def test_a_link_to_scan_is_a_picture(screen: Visit):
    """Shown in the chat, with script and without; never a download."""
    await screen.says("celular")
    [told] = await screen.hears(1)
    assert told.data["photo"] == "file/1"
    assert "file" not in told.data
    assert '<img src="file/1" alt="">' in await screen.page()
    answer = await screen.gets("file/1")
    assert answer.content_type == "image/png"
    assert answer.headers["Content-Disposition"].startswith("inline")
