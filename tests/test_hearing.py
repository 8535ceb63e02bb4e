"""The house knows whether it hears: a carrier that is away, or that hears another in our place, is no quiet day."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import ClientSession, web

from bot.box import check
from bot.box.health import DEAF_SECONDS, PROBE, ROOM, EarPulse, Health, Measures, deaf
from bot.channels.telegram import TelegramEar
from scheduler.carriers.page import PageMouth, StreamBell
from scheduler.sender import Sender
from tests.bot_api.caller import listening
from tests.bot_api.server import BotApi
from tests.chat import MONDAY, Person, Town, at
from tests.scheduler.box import Box, a_box
from tests.scheduler.clock import HandClock
from tests.telegram.test_ear import Desk, ended
from tests.test_box import keeper, looks
from tests.wal import written

NOBODY_HEARS = "Hace más de 5 minutos que no oigo a Telegram"
SECOND_PROGRAM = f"{NOBODY_HEARS}: otro programa escucha con la misma clave. Apaga el otro."


# --- what a monitor sees -----------------------------------------------------------------------------------


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
async def box(tmp_path: Path, clock: HandClock) -> AsyncIterator[Box]:
    async with a_box(tmp_path / "yachaski.db", clock) as box:
        yield box


@pytest.fixture
async def server(clock: HandClock) -> AsyncIterator[BotApi]:
    async with BotApi(clock=clock.seconds, sleep=clock.sleep, limits=None) as server:
        yield server


@pytest.fixture
def pulse(clock: HandClock) -> EarPulse:
    return EarPulse("telegram", clock.steady)


@pytest.fixture
async def page(box: Box, clock: HandClock, pulse: EarPulse) -> AsyncIterator[str]:
    """Where `/readyz` is."""
    app = web.Application()
    health = Health(box.store, clock, [], ["telegram"], [pulse])
    health.answer_seconds = 60  # of a busy machine
    health.setup(app)
    async with listening(app) as url:
        yield url


async def ready(page: str) -> tuple[int, list[str]]:
    """What `/readyz` answers: the status and the problems."""
    async with ClientSession() as session, session.get(page.replace("/hook", "/readyz")) as response:
        return response.status, (await response.json())["problems"]


@asynccontextmanager
async def hearing(
    box: Box, server: BotApi, clock: HandClock, pulse: EarPulse, **webhook: str
) -> AsyncIterator[TelegramEar]:
    """An ear that runs."""
    ear = TelegramEar(server.token, server.url, Desk(box), clock, pulse=pulse, **webhook)
    running = asyncio.create_task(ear.run())
    try:
        yield ear
    finally:
        await ended(running)
        await ear.close()


async def passes(clock: HandClock, page: str, status: int, seconds: float = 2 * DEAF_SECONDS) -> list[str]:
    """Time passes until `/readyz` answers so; its problems."""
    until = clock.steady() + seconds
    while clock.steady() < until:
        await clock.jump()
        found, problems = await ready(page)
        if found == status:
            return problems
    raise AssertionError(f"/readyz never answered {status}")


async def test_another_poller(box: Box, server: BotApi, clock: HandClock, pulse: EarPulse, page: str):
    """Five minutes in which Telegram hears another in our place are red, with the mend; the next word makes it well."""
    server.fail("409", "getUpdates", times=None)
    async with hearing(box, server, clock, pulse):
        assert await passes(clock, page, 503) == [SECOND_PROGRAM]
        assert clock.steady() >= DEAF_SECONDS
        server.heal()
        assert await passes(clock, page, 200) == []


@pytest.mark.parametrize("webhook", [{}, {"webhook_url": "http://127.0.0.1:9/hook", "webhook_secret": "x"}])
async def test_no_internet(box: Box, server: BotApi, clock: HandClock, pulse: EarPulse, page: str, webhook):
    """Heard before or not: who cannot reach Telegram for five minutes says so, although no message waits."""
    server.fail("502", times=None)
    async with hearing(box, server, clock, pulse, **webhook):
        assert await passes(clock, page, 503) == [f"{NOBODY_HEARS}. Mira si hay internet."]
        server.heal()
        assert await passes(clock, page, 200) == []


@pytest.mark.parametrize("webhook", [{}, {"webhook_url": "http://127.0.0.1:9/hook", "webhook_secret": "x"}])
async def test_a_revoked_token(box: Box, server: BotApi, clock: HandClock, pulse: EarPulse, page: str, webhook):
    """It is red at once: nothing but the operator's hand mends it."""
    async with hearing(box, server, clock, pulse, **webhook):
        await passes(clock, page, 200)
        server.token = "424242:ANOTHER"
        (problem,) = await passes(clock, page, 503, 120)
    assert problem.startswith("Telegram no acepta la clave del bot. Pide otra a @BotFather")


async def test_what_others_read(box: Box, clock: HandClock, pulse: EarPulse, page: str):
    """The doctor, and the half that does not hear, know it from the one that does."""
    clock.advance(DEAF_SECONDS)
    await ready(page)
    other = Health(box.store, clock, [], ["telegram"])
    assert [problem.what for problem in await other.problems()] == [NOBODY_HEARS]
    found = await box.store.read(lambda book: deaf(book, ["telegram"]))
    seen = check.Seen(
        await box.store.read(lambda book: book.backlog(clock.now())),
        "",
        0,
        deaf=tuple((problem.what, problem.mend) for problem in found),
    )
    assert f"[MAL ] Telegram: {NOBODY_HEARS}. Mira si hay internet." in [
        finding.line() for finding in check.of_database(seen, clock.now())
    ]


async def test_a_start_forgets_nothing(box: Box, clock: HandClock, pulse: EarPulse, page: str):
    """A house that starts again while it is deaf stays red until it hears."""
    pulse.missed("token")
    assert (await ready(page))[0] == 503
    fresh = EarPulse("telegram", clock.steady)
    health = Health(box.store, clock, [], ["telegram"], [fresh])
    assert len(await health.problems()) == 1
    fresh.beat()
    assert await health.problems() == []


async def test_a_store_that_another_program_holds(box: Box, clock: HandClock, tmp_path: Path):
    """Whoever asks does not wait for it: the answer is red, with what to look at."""
    health = Health(box.store, clock, [])
    health.answer_seconds = 0.05
    with closing(sqlite3.connect(tmp_path / "yachaski.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        problems = [problem.what for problem in await health.problems()]
        assert problems == ["La base de datos no contesta"] == [p.what for p in await health.problems()]
        other.execute("ROLLBACK")
    health.answer_seconds = 60
    assert await health.problems() == []


async def test_a_stranger_is_told_no_reason(page: str, clock: HandClock, box: Box):
    """Through a proxy: a bare 200 or 503, and no figures; what was seen last is good for ten seconds."""
    strange = {"X-Forwarded-For": "203.0.113.7"}
    async with ClientSession(headers=strange) as session:
        async with session.get(page.replace("/hook", "/readyz")) as response:
            assert (response.status, await response.text()) == (200, "")
        probed = await box.store.read(lambda book: book.fact(PROBE))
        clock.advance(1)
        async with session.get(page.replace("/hook", "/readyz")) as response:
            assert (response.status, await response.text()) == (200, "")
        assert await box.store.read(lambda book: book.fact(PROBE)) == probed
        async with session.get(page.replace("/hook", "/metrics")) as response:
            assert response.status == 404


async def test_at_a_port_of_its_own_everything_is_told(box: Box, clock: HandClock):
    """Whoever reaches it, also through a proxy, reads the reasons and the figures."""
    app = web.Application()
    Health(box.store, clock, []).setup(app, own_port=True)
    strange = {"X-Forwarded-For": "203.0.113.7"}
    async with listening(app) as url, ClientSession(headers=strange) as session:
        async with session.get(url.replace("/hook", "/readyz")) as response:
            assert (await response.json())["status"] == "ok"
        async with session.get(url.replace("/hook", "/metrics")) as response:
            assert response.status == 200


async def test_what_is_measured(box: Box, clock: HandClock):
    """Who watches many boxes sees copies, clock, questions, alerts and the version without asking anybody."""
    measures = Measures("1.2.3", lambda: clock.now() - timedelta(hours=2), lambda book: "leapt")
    app = web.Application()
    Health(box.store, clock, [], measures=measures).setup(app)
    async with (
        listening(app) as url,
        ClientSession() as session,
        session.get(url.replace("/hook", "/metrics")) as response,
    ):
        told = await response.text()
    for line in (
        "yachaski_last_copy_age_seconds 7200.0",
        "yachaski_clock_doubtful 1.0",
        "yachaski_questions_unanswered 0.0",
        "yachaski_protection_late 0.0",
        "yachaski_tidying_behind_seconds 0.0",
        'yachaski_info{version="1.2.3"} 1.0',
    ):
        assert line in told


# --- what the operator reads -------------------------------------------------------------------------------


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    town = Town(tmp_path / "town.db", at(MONDAY, 9))
    yield town
    town.close()


def test_the_operator_is_told_once(town: Town):
    """In the chat, when it turns red, and once when it is well again."""
    rosa: Person = town.operator("Rosa")
    seconds = 0.0
    pulse = EarPulse("telegram", lambda: seconds)
    pulse.beat()
    pulse.missed("elsewhere")
    seconds = DEAF_SECONDS
    town.house.keeper = keeper(town, None)
    town.house.keeper._health = Health(town.house.store, town.clock, [], ["telegram"], [pulse])
    rosa.listens()
    looks(town)
    looks(town)
    rosa.hears(f"Algo no anda bien en la caja:\n{SECOND_PROGRAM}")
    pulse.beat()
    rosa.listens()
    looks(town)
    looks(town)
    rosa.hears("La caja ya está bien otra vez.")


async def test_health_writes_one_small_row_unless_somebody_was_refused(box: Box, clock: HandClock) -> None:
    """Whether a whole turn finds room is looked at where a turn found none, until it does."""
    health, sizes = Health(box.store, clock, []), list[int]()
    for refused in (False, True, False):
        box.store.refused = box.store.refused or refused
        before = written(box.database)
        assert await health.problems() == []
        sizes.append(written(box.database).since(before).size)
    assert max(sizes[0], sizes[2]) < 20_000 < len(ROOM) < sizes[1]


async def test_what_was_sent_is_counted_once_an_hour(box: Box, clock: HandClock) -> None:
    """What waits is told as it is; what grows with the years, as it was when it was counted last."""
    health, ana = Health(box.store, clock, []), await box.address("ana", "web")
    sender = Sender(box.store, clock, [], [PageMouth("web", StreamBell(clock))], holder="a")
    assert (await box.store.read(health._backlog)).deliveries == {}
    await box.post(ana, "Hola")
    assert (await box.store.read(health._backlog)).deliveries == {("web", "queued"): 1}
    await sender.drain()
    assert (await box.store.read(health._backlog)).deliveries == {}
    clock.advance(3_600)
    assert (await box.store.read(health._backlog)).deliveries == {("web", "sent"): 1}
