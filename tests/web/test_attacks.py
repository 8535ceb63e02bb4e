"""The doors of the page: nothing foreign comes in, nothing of the box goes out, and nobody can fill it."""

from __future__ import annotations

import sqlite3
import tracemalloc
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
import pytest_asyncio

from bot.channels.web import guard
from tests.web.attacks import FOREIGN, NEVER_TOLD, TRAVERSALS, WEBHOOK, Door, Site, head, inline, served

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]

MEGABYTE = 1 << 20
HARMLESS = {"application/json", "text/plain", "text/css", "text/javascript", "image/svg+xml", "text/event-stream"}
NO_FAULT = range(200, 500)


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["run", "demo"])
async def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Site]:
    """One of each kind for all the attacks: it is to stand them one after the other."""
    async with served(request.param, tmp_path_factory.mktemp(request.param)) as site:
        yield site


def heard(site: Site) -> Counter[str]:
    """How many rows there are of what a visitor can cause."""
    tables = ("inbox", "address", "person", "delivery", "visit", "prompt")
    with closing(sqlite3.connect(str(site.house.settings.database))) as reading:
        return Counter({table: reading.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table in tables})


async def test_every_page_forbids_code_of_its_own(site: Site) -> None:
    """Whatever is HTML says that nothing but our own files may run, and holds no code itself."""
    pages = 0
    for door in site.gets():
        async with site.session.get(door.path, allow_redirects=False) as answer:
            kind = answer.content_type
            if kind == "text/event-stream":
                assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
                continue
            body = await answer.read()
        assert kind == "text/html" or kind in HARMLESS or not body, (door, kind)
        if kind == "text/html":
            pages += 1
            policy = answer.headers["Content-Security-Policy"]
            scripts = "" if door.path.startswith("/panel") else "script-src 'self'; "  # the desk has none at all
            assert policy.startswith(f"default-src 'none'; {scripts}style-src 'self'; "), door
            assert "unsafe" not in policy
            assert "base-uri 'none'" in policy
            assert "form-action 'self'" in policy
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert not inline(body.decode()), door
        if kind in {"text/javascript", "text/css", "image/svg+xml"}:
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert b"<script" not in body
    assert pages >= 2


async def test_a_get_changes_nothing(site: Site) -> None:
    """Whoever makes a browser open an address spends and stores nothing with it."""
    before = heard(site)
    for door in site.gets():
        async with site.session.get(door.path, params={"start": "HUAYTAR3", "text": "hola"}, allow_redirects=False):
            pass
    assert heard(site) == before


@pytest.mark.parametrize("foreign", FOREIGN, ids=str)
async def test_no_door_opens_to_another_site(site: Site, foreign: dict[str, str]) -> None:
    """A form or a script of another page is refused at each, although the browser sends its cookie along."""
    doors = site.posts()
    assert len(doors) >= 2
    for door in doors:
        await site.opens(door)
        before = heard(site)
        async with site.session.post(
            door.path, data={"key": "k", "text": "hola", "paso": "dia"}, headers=foreign, allow_redirects=False
        ) as answer:
            assert answer.status == 403, (door, await answer.text())
        assert heard(site) == before


async def test_every_door_opens_to_its_own_page(site: Site) -> None:
    """Control: what was refused above is taken when it comes from here."""
    own = {"Origin": str(site.url.origin()), "Sec-Fetch-Site": "same-origin"}
    for door in site.posts():
        await site.opens(door)
        async with site.session.post(
            door.path, data={"key": "k", "text": "hola"}, headers=own, allow_redirects=False
        ) as answer:
            taken = {403, 404} if door.path.startswith("/panel") else {204, 303, 400}  # nobody has a link or a session
            assert answer.status in taken, (door, answer.status)


async def test_the_webhook_is_deaf_to_everybody_else(tmp_path: Path) -> None:
    """Without the secret nothing is stored, whatever is sent."""
    async with served("run", tmp_path) as site:
        before = heard(site)
        for secret in ({}, {"X-Telegram-Bot-Api-Secret-Token": "S3cret"}, {"X-Telegram-Bot-Api-Secret-Token": ""}):
            async with site.session.post(WEBHOOK, json={"update_id": 1}, headers=secret) as answer:
                assert (answer.status, await answer.text()) == (403, "")
        assert heard(site) == before


async def test_no_path_leads_out(site: Site) -> None:
    """No spelling of «up» finds a file that is not the page's, and none writes a header of its own."""
    for path in TRAVERSALS:
        answer, _ = await site.sends(head(Door("GET", path), site, Connection="close"))
        assert answer, path
        status, said = int(answer.split()[1]), answer.decode(errors="replace")
        assert status in {200, 302, 400, 404, 421}, (path, said[:200])
        assert not any(secret in said for secret in NEVER_TOLD), (path, said)
        places = [line for line in said.splitlines() if line.lower().startswith("location:")]
        assert all(line.partition(":")[2].strip().startswith("/s/") for line in places), (path, places)


@pytest.mark.parametrize("length", ["told", "untold"])
async def test_a_huge_body_takes_no_room(site: Site, length: str) -> None:
    """Thirty-two megabytes at each door: refused or left unread, in a small part of that room."""

    async def huge() -> AsyncIterator[bytes]:
        chunk = b"x" * MEGABYTE
        for _ in range(32):
            yield chunk if length == "told" else f"{MEGABYTE:x}\r\n".encode() + chunk + b"\r\n"

    size = {"Content-Length": str(32 * MEGABYTE)} if length == "told" else {"Transfer-Encoding": "chunked"}
    for door in [*site.posts(), Door("POST", WEBHOOK)]:
        cookie = await site.opens(door)
        tracemalloc.start()
        answer, _ = await site.sends(
            head(door, site, Content_Type="application/json", Cookie=cookie, Origin=str(site.url.origin()), **size),
            huge(),
        )
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert int(answer.split()[1]) in ({413} if door.path.endswith("/say") else NO_FAULT), (door, answer)
        assert peak < 12 * MEGABYTE, (door, peak)


@pytest.mark.parametrize(
    "body",
    [
        "[" * 60_000,
        '{"a":' * 12_000,
        '{"key": ' + "1" * 60_000 + "}",
        '{"key": "k", "text": "\\ud800"}',
        "a=1&" * 15_000,
    ],
    ids=["deep list", "deep object", "long number", "half a pair", "many fields"],
)
@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded"])
async def test_an_odd_body_is_no_fault(site: Site, kind: str, body: str) -> None:
    """What nobody's browser sends earns a kind no, never a failure of ours."""
    own = {"Origin": str(site.url.origin()), "Content-Type": kind}
    for door in site.posts():
        await site.opens(door)
        async with site.session.post(door.path, data=body.encode(), headers=own, allow_redirects=False) as answer:
            assert answer.status < 500, (door, await answer.text())


async def test_a_slow_body_is_given_up(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever begins to send and stops holds no door open."""
    monkeypatch.setattr(guard, "BODY_SECONDS", 0.05)

    async def slowly() -> AsyncIterator[bytes]:
        yield b'{"key": '

    for door in site.posts():
        cookie = await site.opens(door)
        size = {"Content-Type": "application/json", "Content-Length": "1000"}
        answer, _ = await site.sends(head(door, site, Cookie=cookie, Origin=str(site.url.origin()), **size), slowly())
        assert int(answer.split()[1]) in ({408} if door.path.endswith("/say") else NO_FAULT), (door, answer)


@pytest.mark.parametrize("what", ["path", "query", "header"])
async def test_an_endless_head_is_cut(site: Site, what: str) -> None:
    """A request whose first lines have no end is refused."""
    long = "x" * 100_000
    path = {"path": f"/{long}", "query": f"/?{long}"}.get(what, "/")
    answer, _ = await site.sends(head(Door("GET", path), site, X_Long=long if what == "header" else "x"))
    assert int(answer.split()[1]) in {400, 414, 431}
