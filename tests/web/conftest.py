"""A site to visit: the real page, store, outbox and mouth on a loopback port."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession, CookieJar, web
from aiohttp.test_utils import TestServer

from bot.app import make_world
from bot.channels.web.callers import Callers, networks
from bot.channels.web.ear import Site, WebEar
from bot.channels.web.shared_screen import ScreenEar
from bot.store.open import open_store
from tests.engines import *  # noqa: F403 - fixtures are found by name
from tests.web.programme import LIMA, Programme
from tests.web.visit import Visit


@pytest.fixture
async def programme(sqlite_database: str) -> AsyncIterator[Programme]:
    """Somebody who answers, through the real store and outbox."""
    store = open_store(sqlite_database)
    programme = Programme(store)
    programme.start()
    yield programme
    await programme.close()
    await store.close()


@pytest.fixture
def ear(programme: Programme) -> WebEar:
    """The page's ears, at an address of their own."""
    lines = make_world("America/Lima").lines
    site = Site(LIMA, origin="https://yachaski.example.org", lines=lines, callers=Callers(networks("127.0.0.1")))
    ear = WebEar(programme, programme.store, programme.bell, programme.clock, programme.files, site)
    programme.add(ear)
    return ear


@pytest.fixture
def screens(programme: Programme) -> ScreenEar:
    """The shared screens' ears."""
    ear = ScreenEar(
        programme,
        programme.store,
        programme.bell,
        programme.clock,
        programme.files,
        Site(LIMA, lines=make_world("America/Lima").lines, callers=Callers(networks("127.0.0.1"))),
    )
    programme.add(ear)
    return ear


@pytest.fixture
async def server(ear: WebEar, screens: ScreenEar) -> AsyncIterator[TestServer]:
    """The routes of page and screens on a loopback port."""
    app = web.Application()
    screens.setup(app)
    ear.setup(app, home=False)
    server = TestServer(app)
    await server.start_server()
    yield server
    await server.close()


@pytest.fixture
async def browser_session(server: TestServer) -> AsyncIterator[ClientSession]:
    """A browser without JavaScript, with its cookies."""
    async with ClientSession(cookie_jar=CookieJar(unsafe=True), base_url=server.make_url("/")) as session:
        yield session


@pytest.fixture
async def screen(browser_session: ClientSession) -> Visit:
    """A tablet of the truck that has opened the page."""
    visit = Visit(browser_session, "camion")
    await visit.page()
    return visit


@pytest.fixture
async def luz(browser_session: ClientSession, programme: Programme) -> Visit:
    """A newcomer who has opened the page."""
    visit = Visit(browser_session, "yo")
    await visit.page()
    return visit
