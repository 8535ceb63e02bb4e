"""Who comes and who guesses, counted by where they come from: a fresh browser is no way around it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from unittest.mock import Mock

import pytest
from aiohttp import ClientSession, CookieJar, web
from aiohttp.test_utils import TestServer, make_mocked_request

from bot.channels.web.callers import Callers, crowd, networks
from bot.channels.web.ear import WebEar
from bot.channels.web.seal import Seal, hashed, new_key
from bot.channels.web.stream import STREAMS_AN_ADDRESS
from bot.channels.web.tries import NEWCOMERS_AT_ONCE, SECONDS_A_TRY, TRIES_AT_ONCE, WRONG_A_MINUTE, Tries
from tests.web.programme import WRONG, MovableClock, Programme
from tests.web.visit import Visit, shown

pytestmark = pytest.mark.slow

CLASS, ELSEWHERE = "203.0.113.7", "198.51.100.9"


@asynccontextmanager
async def somebody(server: TestServer, *, address: str = CLASS, cookie: str = "") -> AsyncIterator[Visit]:
    """A browser of its own, at that network address behind the proxy."""
    headers = {"X-Forwarded-For": address} | ({"Cookie": f"yachaski={cookie}"} if cookie else {})
    jar = CookieJar(unsafe=True)
    async with ClientSession(base_url=server.make_url("/"), cookie_jar=jar, headers=headers) as session:
        yield Visit(session, "yo")


async def says(server: TestServer, text: str, address: str = CLASS) -> int:
    """The status of a newcomer's first words."""
    async with somebody(server, address=address) as visit:
        await visit.page()
        return (await visit.says(text)).status


# --- cookies are the box's own -----------------------------------------------------------------------------


async def test_a_cookie_that_is_not_ours_is_none(server: TestServer, programme: Programme):
    """Any 43 characters used to open a seat, a fresh one for each guess."""
    other = Seal().sealed(new_key(), programme.clock.now().date())
    for forged in (new_key(), other, f"{new_key()}.739000.{'A' * 22}", f"{new_key()}..", ""):
        async with somebody(server, cookie=forged) as visit:
            assert (await visit.says("hola")).status == 403
    assert programme.turns == []


async def test_a_cookie_of_before_is_honoured_and_exchanged(server: TestServer, programme: Programme, ear: WebEar):
    """Who was here before there were seals goes on, and has a sealed key from then on."""
    old = new_key()
    await programme.store.run(lambda book: book.add_address("a", "web", hashed(old), programme.clock.now()))
    async with somebody(server, cookie=old) as luz:
        answer = await luz.gets("")
        sealed = ear.cookies.seal.opened(answer.cookies["yachaski"].value)
        assert sealed is not None
        assert sealed.key == old
        assert (await luz.says("hola")).status == 204


async def test_a_copy_of_a_cookie_of_before_opens_nothing_once_it_was_exchanged(
    server: TestServer, programme: Programme, ear: WebEar
):
    """The exchange is over when its browser comes with the seal; an answer that was lost on the way costs nobody."""
    old = new_key()
    await programme.store.run(lambda book: book.add_address("a", "web", hashed(old), programme.clock.now()))
    async with somebody(server, cookie=old) as luz:
        await luz.gets("")
    async with somebody(server, cookie=old) as luz:
        sealed = (await luz.gets("")).cookies["yachaski"].value
    async with somebody(server, cookie=sealed) as luz:
        assert (await luz.says("hola")).status == 204
    async with somebody(server, cookie=old) as cousin:
        assert (await cousin.says("hola")).status == 403
        await cousin.page()
        assert (await cousin.says("hola")).status == 204


async def test_a_key_that_nobody_used_for_ninety_days_opens_nothing(server: TestServer, programme: Programme):
    """Each visit begins the ninety days anew; a clock that is not believed ends nobody's."""
    async with somebody(server) as luz:
        await luz.page()
        await luz.submits(key="k", text="hola")
        programme.clock.passes(minutes=80 * 1440)
        assert shown(await luz.page()) != []
        programme.clock.passes(minutes=80 * 1440)
        assert shown(await luz.page()) != []
        programme.clock.passes(minutes=92 * 1440)
        assert shown(await luz.page()) == []


async def test_a_doubtful_clock_ends_no_key(server: TestServer, programme: Programme, ear: WebEar):
    """A box that wakes in another year keeps everybody's place."""

    async def doubted() -> bool:
        return True

    ear.cookies.doubted = doubted
    async with somebody(server) as luz:
        await luz.page()
        await luz.submits(key="k", text="hola")
        programme.clock.passes(minutes=400 * 1440)
        assert shown(await luz.page()) != []


# --- newcomers ---------------------------------------------------------------------------------------------


async def test_newcomers_of_one_address_wait(server: TestServer, programme: Programme):
    """Whoever is one too many leaves no row; who comes from elsewhere comes in."""
    programme.clock.stands()
    said = [await says(server, "hola") for _ in range(NEWCOMERS_AT_ONCE + 5)]
    assert said == [204] * NEWCOMERS_AT_ONCE + [429] * 5
    assert await says(server, "hola", ELSEWHERE) == 204
    programme.clock.passes(minutes=1)
    assert await says(server, "hola") == 204


async def test_of_ipv6_a_customer_counts_once(server: TestServer, programme: Programme):
    """Whoever has one address of a /64 has them all."""
    programme.clock.stands()
    said = [await says(server, "hola", f"2001:db8:1:2::{number:x}") for number in range(NEWCOMERS_AT_ONCE + 1)]
    assert said == [204] * NEWCOMERS_AT_ONCE + [429]
    assert await says(server, "hola", "2001:db8:1:3::1") == 204


# --- tries -------------------------------------------------------------------------------------------------


async def test_who_guesses_waits_whatever_the_browser(server: TestServer, programme: Programme, ear: WebEar):
    """Thirty wrong tries from one address: a fresh browser is no way around it, and another address is."""
    programme.clock.stands()
    for guess in map(str, range(TRIES_AT_ONCE)):
        assert ear.tries.begins(CLASS, guess) == 0
        ear.tries.ends(guess, wrong=True)
    assert await says(server, "HUAYTAR3") == 429
    assert await says(server, "/start the-token-of-a-role") == 429
    assert await says(server, "hola, soy Luz") == 204
    assert await says(server, "HUAYTAR3", ELSEWHERE) == 204


async def test_what_was_wrong_counts(server: TestServer, programme: Programme, ear: WebEar):
    """The turn says whether a code opened anything; a right one counts for nothing."""
    programme.clock.stands()
    async with somebody(server) as luz:
        await luz.page()
        for number, code in enumerate([f"{WRONG}0001", "HUAYTAR3"]):
            await luz.says(code)
            await luz.hears(1, after=number)
        await luz.says("hola")
        await luz.hears(1, after=2)
    left = [ear.tries.begins(CLASS, str(guess)) for guess in range(TRIES_AT_ONCE)]
    assert left == [0] * (TRIES_AT_ONCE - 1) + [SECONDS_A_TRY]


def test_a_class_that_comes_in_at_once_is_not_slowed():
    """Right codes are given back, however many."""
    tries = Tries(clock := MovableClock())
    clock.stands()
    for child in map(str, range(10 * TRIES_AT_ONCE)):
        assert tries.begins(CLASS, child) == 0
        tries.ends(child, wrong=False)


def test_many_wrong_tries_slow_everybody_a_second():
    """From wherever they come; a minute later nobody waits."""
    tries = Tries(clock := MovableClock())
    clock.stands()
    for guess in range(WRONG_A_MINUTE):
        assert tries.pause_seconds() == 0
        tries.begins(f"203.0.113.{guess}", str(guess))
        tries.ends(str(guess), wrong=True)
    assert tries.pause_seconds() == 1
    clock.passes(minutes=1)
    assert tries.pause_seconds() == 0


# --- behind a proxy ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("proxies", "peer", "forwarded", "counted"),
    [
        ("", "203.0.113.7", "9.9.9.9", "203.0.113.7"),
        ("", "127.0.0.1", "9.9.9.9", ""),
        ("127.0.0.1", "127.0.0.1", "9.9.9.9", "9.9.9.9"),
        ("127.0.0.1", "127.0.0.1", "1.1.1.1, 9.9.9.9", "9.9.9.9"),
        ("127.0.0.1, 10.0.0.0/8", "127.0.0.1", "1.1.1.1, 9.9.9.9, 10.1.2.3", "9.9.9.9"),
        ("127.0.0.1", "127.0.0.1", "nobody", ""),
        ("10.0.0.1", "10.0.0.1", "", "10.0.0.1"),
        ("::1", "::1", "[2001:db8:1:2::7]:4711", "2001:0db8:0001:0002"),
        ("127.0.0.1", "127.0.0.1", "192.168.1.7:4711", "192.168.1.7"),
    ],
)
def test_whose_word_is_believed(proxies: str, peer: str, forwarded: str, counted: str):
    """The nearest address that no named proxy has; what anybody else writes there counts for nothing."""
    transport = Mock(get_extra_info=lambda _name: (peer, 4711))
    request = make_mocked_request("GET", "/", headers={"X-Forwarded-For": forwarded}, transport=transport)
    assert Callers(networks(proxies)).of(request) == counted


async def test_of_one_address_so_much_is_under_way():
    """A proxy's connections are counted by who comes through it."""
    held, waits = asyncio.Event(), asyncio.Event()

    async def hold(_: web.Request) -> web.Response:
        waits.set()
        await held.wait()
        return web.Response()

    app = web.Application(middlewares=[crowd(Callers(networks("127.0.0.1")), most=1)])
    app.router.add_get("/", hold)
    server = TestServer(app)
    await server.start_server()
    async with ClientSession() as session:
        first = asyncio.create_task(session.get(server.make_url("/"), headers={"X-Forwarded-For": CLASS}))
        await waits.wait()
        second = await session.get(server.make_url("/"), headers={"X-Forwarded-For": CLASS})
        other = asyncio.create_task(session.get(server.make_url("/"), headers={"X-Forwarded-For": ELSEWHERE}))
        held.set()
        assert [(await first).status, second.status, (await other).status] == [200, 503, 200]
    await server.close()


async def test_streams_of_one_address_leave_room(server: TestServer, programme: Programme, ear: WebEar):
    """Whoever opens one after the other keeps nobody else from reading."""
    async with somebody(server) as luz, somebody(server, address=ELSEWHERE) as beto:
        await luz.page()
        await beto.page()
        await luz.says("hola")
        await beto.says("hola")
        ear.streams.by_address[CLASS] = STREAMS_AN_ADDRESS
        assert (await luz.gets("stream")).status == 503
        assert await beto.hears(1)
