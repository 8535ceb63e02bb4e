"""The way into the desk: a link of one use, a session that ends, and nobody else's eyes."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp.test_utils import TestServer
from msgspec.structs import replace

from bot.app import desk_link
from bot.settings import Settings
from tests.chat import Town
from tests.desk.looking import Looking, link_of


def test_only_a_post_spends_the_link(town: Town, looking: Looking):
    """GET and HEAD, as a preview or a scanner of links makes them, change nothing; a second POST finds it spent."""
    link = link_of(town.teacher("Elena"))
    for method in ("GET", "HEAD", "GET"):
        shown = looking.gets(link, method=method)
        assert (shown.status, looking.cookie) == (200, "")
    assert "Entrar" in looking.gets(link).text
    entered = looking.posts(link)
    assert (entered.status, entered.headers["Location"]) == (303, "/panel")
    assert "Hoy · 3.º B" in looking.gets("/panel").text
    assert looking.posts(link).status == 404


def test_the_link_and_the_key_are_kept_as_hashes(town: Town, looking: Looking):
    """Who reads the database comes in nowhere; the cookie goes to this host alone and to no script."""
    elena = town.teacher("Elena")
    link = link_of(elena)
    kept = looking.posts(link).headers["Set-Cookie"]
    assert all(word in kept for word in ("__Host-panel=", "Secure", "HttpOnly", "SameSite=Lax", "Path=/"))
    person = elena.id()
    rows = town.book(lambda book: book.everything(person))
    stored = repr(rows["desk_link"]) + repr(rows["desk_session"])
    assert link.rpartition("/")[2] not in stored
    assert looking.cookie not in stored


def test_a_link_lives_ten_minutes(town: Town, looking: Looking):
    """Then the chat gives another."""
    link = link_of(town.teacher("Elena"))
    town.waits(hours=10 / 60)
    refused = looking.posts(link)
    assert (refused.status, "/panel en tu chat" in refused.text, looking.cookie) == (404, True, "")


def test_of_two_browsers_at_once_one_wins(town: Town, server: TestServer):
    """Whoever tapped first, and the other sees no page."""
    link = link_of(town.teacher("Elena"))
    two = [Looking(town, server), Looking(town, server)]
    header = {"Sec-Fetch-Site": "same-origin"}

    async def both() -> list[int]:
        answers = await asyncio.gather(*[one._asks("POST", link, {}, header) for one in two])
        return [answer.status for answer in answers]

    assert sorted(town.run(both())) == [303, 404]
    assert sorted(one.gets("/panel").status for one in two) == [200, 403]


def test_five_links_an_hour(town: Town, looking: Looking):
    """The sixth waits for its hour."""
    elena = town.teacher("Elena")
    for _ in range(5):
        link_of(elena)
    elena.says("/panel")
    elena.hears("Ya te di 5 enlaces en una hora.")
    town.waits(hours=1.1)
    assert looking.enters(elena).status == 303


def test_thirty_wrong_links_an_hour(town: Town, looking: Looking):
    """Then nobody comes in from there, with a good one neither; an hour later it is forgotten."""
    elena = town.teacher("Elena")
    for n in range(30):
        assert looking.posts(f"/panel/{n:032d}").status == 404
    assert looking.enters(elena).status == 429
    town.waits(hours=1.1)
    assert looking.enters(elena).status == 303


@pytest.mark.parametrize(("hours", "steps", "open_still"), [(0.6, 1, False), (0.4, 10, True), (0.4, 20, False)])
def test_a_session_ends_when_nobody_looks_and_after_a_days_work(town: Town, looking: Looking, hours, steps, open_still):
    """Half an hour without a page; eight hours in all, however busy."""
    looking.enters(town.teacher("Elena"))
    seen = []
    for _ in range(steps):
        town.waits(hours=hours)
        seen.append(looking.gets("/panel").status)
    assert (seen[-1] == 200) is open_still


def test_out_is_out(town: Town, looking: Looking):
    """[Salir] ends the session, not the cookie alone; a form without its proof does nothing."""
    looking.enters(town.teacher("Elena"))
    key, page = looking.cookie, looking.gets("/panel").text
    assert looking.posts("/panel/salir", {"csrf": "x"}).status == 403
    csrf = page.partition('name="csrf" value="')[2].partition('"')[0]
    assert looking.posts("/panel/salir", {"csrf": csrf}, Sec_Fetch_Site="cross-site").status == 403
    assert looking.gets("/panel").status == 200
    assert looking.posts("/panel/salir", {"csrf": csrf}).status == 200
    looking.cookie = key
    assert looking.gets("/panel").status == 403


def test_the_chat_closes_every_session(town: Town, server: TestServer):
    """[Cerrar mis sesiones]: whoever still has a browser open sees nothing more."""
    elena, home, school = town.teacher("Elena"), Looking(town, server), Looking(town, server)
    home.enters(elena)
    school.enters(elena)
    elena.taps("Cerrar mis sesiones")
    elena.hears("Listo, cerré todas tus sesiones del panel.")
    assert [home.gets("/panel").status, school.gets("/panel").status] == [403, 403]


def test_the_tablets_cookie_opens_nothing(town: Town, looking: Looking):
    """Nor does a key that was made up."""
    for made_up in ("x", "a" * 43, ""):
        looking.cookie = made_up
        assert looking.gets("/panel").status == 403
    looking.cookie = ""
    assert looking.gets("/panel", Cookie="yachaski=abc; __Host-yachaski-camion=abc").status == 403


def test_learners_and_strangers_are_given_no_link(town: Town, looking: Looking):
    """The word is nothing to them."""
    ana = town.learner("Ana")
    ana.says("/panel")
    assert "/panel/" not in "".join(ana.heard())
    stranger = town.person()
    stranger.says("/panel")
    assert "/panel/" not in "".join(stranger.heard())


def test_where_the_network_is_read_along_there_is_no_desk(town: Town, looking: Looking):
    """Plain http from elsewhere: no page and no entry, and the chat says why and what there is instead."""
    elena = town.teacher("Elena")
    looking.enters(elena)
    link = link_of(elena)
    for path in ("/panel", link):
        assert looking.gets(path, X_Forwarded_For="10.0.0.7").status == 403
    assert looking.posts(link, X_Forwarded_For="10.0.0.7").status == 403
    town.house.inbox.world = replace(town.house.inbox.world, desk="")
    elena.says("/panel")
    elena.hears("El panel muestra datos de menores y aquí la red no va cifrada. Pide el informe con /informe.")


@pytest.mark.parametrize(
    ("page_url", "link"),
    [
        ("https://yachaski.example.org", "https://yachaski.example.org/panel/"),
        ("http://192.168.1.10:8080", ""),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/panel/"),
    ],
)
def test_the_settings_say_whether_there_is_a_desk(page_url, link):
    """An address with TLS, or this machine itself."""
    assert desk_link(Settings(_env_file=None, page_url=page_url)) == link


def test_nothing_is_kept_by_a_browser_on_the_way(town: Town, looking: Looking):
    """Every answer, of whatever kind, says so, and lets nobody frame it."""
    elena = town.teacher("Elena")
    link = link_of(elena)
    shown = [looking.gets(link), looking.gets("/panel"), looking.gets("/panel/nada"), looking.posts(link)]
    shown += [looking.gets(path) for path in ("/panel", "/panel/grupo/x", "/panel/salir", "/panel/estudiante/x")]
    shown += [looking.posts("/panel/salir"), looking.posts("/panel/" + "x" * 40)]
    for answer in shown:
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
