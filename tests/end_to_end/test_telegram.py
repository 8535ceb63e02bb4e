"""The real thing over HTTP: a house with Telegram's ears and mouth, and a Bot API server that enforces the rules."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.app import House, open_house, serve
from bot.ports.book import Book
from bot.settings import Settings
from bot.turn.world import new_id
from scheduler.clock import WallClock
from tests.bot_api.chats import PIXEL, Person
from tests.bot_api.server import BotApi
from tests.chat import world

pytestmark = pytest.mark.slow

TOKEN = "424242:TEST-token_of-nobody"
CODE = "HUAYTAR3"


@pytest.fixture
async def telegram() -> AsyncIterator[BotApi]:
    async with BotApi(TOKEN, limits=None) as server:
        adults(server)
        yield server


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(params=["polling", "webhook"])
def settings(request: pytest.FixtureRequest, telegram: BotApi, tmp_path: Path) -> Settings:
    """The same house, hearing in one of the two ways."""
    port = free_port()
    webhook = request.param == "webhook"
    return Settings(
        _env_file=None,
        database=str(tmp_path / "house.db"),
        telegram_token=TOKEN,
        telegram_api=telegram.url,
        telegram_webhook_url=f"http://127.0.0.1:{port}/telegram" if webhook else "",
        telegram_webhook_secret="s3cret" if webhook else "",
        port=port,
    )


class HurriedClock(WallClock):
    """Waits pass fifty times as fast, so that keeping Telegram's pace costs the tests no time."""

    def steady(self) -> float:
        return 50 * super().steady()

    async def sleep(self, seconds: float) -> None:
        await super().sleep(seconds / 50)


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[House]:
    """A house that serves, as `python -m bot run` does."""
    clock, stop = HurriedClock(), asyncio.Event()
    async with open_house(settings, clock, clock.steady, world=world()) as house:
        await house.store.run(lambda book: _open_visit(book, house))
        ready = asyncio.get_running_loop().create_future()
        serving = asyncio.create_task(serve(house, stop, ready=ready.set_result))
        await asyncio.wait({ready, serving}, return_when=asyncio.FIRST_COMPLETED)
        try:
            yield house
        finally:
            stop.set()
            await serving


def _open_visit(book: Book, house: House) -> None:
    if book.cohort_by_code(CODE):
        return
    today, visit = house.clock.now().date(), new_id()
    book.save_visit(visit, "colegio San Juan", "Huancavelica", today, today + timedelta(days=33), "America/Lima")
    book.save_cohort(new_id(), visit, "3.º B", CODE, "Elena")
    protected(book, house.clock.now())


def protected(book: Book, now: datetime, channel: str = "telegram") -> None:
    """A contact and a second adult wrote by the channel: before that, nobody enrols."""
    for chat, (name, role) in enumerate((("carmen", "protection"), ("olga", "operator")), 9001):
        book.add_person(name, name.title(), "es", now)
        book.grant(new_id(), name, role, now)
        book.add_address(f"at-{name}", channel, str(chat), now)
        book.reach(f"at-{name}", name, now)


def adults(server: BotApi) -> list[Person]:
    """Their chats with the bot, to which they wrote before."""
    both = [server.person(id=chat) for chat in (9001, 9002)]
    for one in both:
        one.has_written = True
    return both


async def enrol(ana: Person) -> None:
    ana.starts(CODE)
    await ana.waits_for("¿Cuántos años tienes?")
    ana.taps("De 14 a 17")
    await ana.waits_for("¿Aceptas?")
    ana.taps("Sí, acepto")
    await ana.waits_for("¿Con qué nombre te escribo?")
    ana.says("ana r")
    await ana.waits_for("Mucho gusto, Ana R.")
    ana.taps("7 p. m.")
    await ana.waits_for("¿Hacemos la primera?")


async def test_ana_enrols_and_learns(telegram: BotApi, settings: Settings) -> None:
    """From the QR code to the first quiz item, with nothing that Telegram refuses."""
    ana = telegram.person(id=77, first_name="Ana", language_code="es")
    async with running(settings):
        await enrol(ana)
        ana.taps("Empezar")
        await ana.waits_for("1 de 3")
        ana.taps("Siguiente")
        await ana.waits_for("2 de 3")
        ana.taps("Siguiente")
        await ana.waits_for("3 de 3")
        ana.taps("Ir a las preguntas")
        await ana.waits_for("Pregunta 1 de 2.")
        assert ana.buttons == ["A", "B", "C"]
    assert telegram.refused == []


async def test_a_restart_in_the_middle_of_a_lesson_changes_nothing(telegram: BotApi, settings: Settings) -> None:
    """What was said while the house was down is answered when it is up, once, at the same place."""
    ana = telegram.person(id=77, first_name="Ana", language_code="es")
    async with running(settings):
        await enrol(ana)
        ana.taps("Empezar")
        await ana.waits_for("1 de 3")
    ana.taps("Siguiente")
    async with running(settings):
        await ana.waits_for("2 de 3")
        ana.says("/leccion")
        await ana.waits_for("2 de 3")
    assert sum("2 de 3" in text for text in ana.hears) == 2
    assert telegram.refused == []


async def test_who_blocks_and_comes_back_is_answered(telegram: BotApi, settings: Settings) -> None:
    """A blocked chat is left alone; a word opens it again."""
    ana = telegram.person(id=77, first_name="Ana", language_code="es")
    async with running(settings):
        await enrol(ana)
        ana.blocks()
        ana.unblocks()
        ana.says("hola")
        await ana.waits_for("Hola, Ana. ¿Qué hacemos?")


async def test_who_blocks_and_starts_again_is_welcomed_once(telegram: BotApi, settings: Settings) -> None:
    """Telegram tells of the coming back and says «start» in one breath: that earns one message."""
    ana = telegram.person(id=77, first_name="Ana", language_code="es")
    async with running(settings):
        await enrol(ana)
        before = len(ana.hears)
        ana.blocks()
        ana.starts()
        await ana.waits_for("¡Qué bueno leerte, Ana! Seguimos.")
        ana.says("hola")
        await ana.waits_for("Hola, Ana. ¿Qué hacemos?")
        assert len(ana.hears) == before + 2


async def test_an_update_that_nobody_can_read_holds_up_no_other(telegram: BotApi, settings: Settings) -> None:
    """It is kept for the operator, and the next message is answered."""
    ana = telegram.person(id=77, first_name="Ana", language_code="es")
    async with running(settings) as house:
        telegram.push_raw({"message": {"message_id": "nonsense", "chat": {"id": 77, "type": "private"}}})
        ana.says("hola")
        await ana.waits_for("Soy Yachaski")
        assert await house.store.read(lambda book: book.unread()) == 1


async def test_an_edit_is_heard_for_what_is_grave(telegram: BotApi, settings: Settings) -> None:
    """Something grave is answered at once; any other change of words stays without an answer."""
    ana = telegram.person(id=77, first_name="Ana", language_code="es")
    async with running(settings) as house:
        await enrol(ana)
        ana.says("hola")
        await ana.waits_for("Hola, Ana. ¿Qué hacemos?")
        before = len(ana.hears)
        ana.edits("hola profe")
        await telegram.until(lambda: not telegram.updates.pending)
        await house.inbox.drain()
        ana.edits("ya no kiero vivir")
        await ana.waits_for("113, opción 5")
        assert len(ana.hears) == before + 1


async def test_a_picture_is_a_button_with_its_weight(telegram: BotApi, settings: Settings) -> None:
    """Megas are money: the teacher's photo is stored once and sent to who asks for it."""
    ana = telegram.person(id=77, first_name="Ana", language_code="es")
    elena = telegram.person(id=78, first_name="Elena", language_code="es")
    async with running(settings) as house:
        await enrol(ana)
        await house.store.run(lambda book: _accept_and_invite(book, house))
        elena.starts("a-one-time-token-of-elena")
        await elena.waits_for("¿Con qué nombre te conocen")
        elena.says("Elena")
        await elena.waits_for("Elena")
        elena.says("/anuncio")
        await elena.waits_for("¿Qué quieres avisar?")
        elena.sends_photo("Así quedó el puente", PIXEL)
        await elena.waits_for("Se verá así:")
        elena.taps(next(label for label in elena.buttons if label.startswith("Ahora")))
        await elena.waits_for("Saliendo.")
        await ana.waits_for("Así quedó el puente")
        assert not any(sent.method == "sendPhoto" for sent in telegram.sent)
        ana.taps(next(label for label in ana.buttons if label.startswith("Ver foto")))
        await telegram.until(lambda: any(sent.method == "sendPhoto" for sent in telegram.sent), 10)
    assert telegram.refused == []


def _accept_and_invite(book: Book, house: House) -> None:
    now = house.clock.now()
    address = book.address("telegram", "77")
    cohort = book.cohort_by_code(CODE)
    assert address is not None
    assert cohort is not None
    book.accept(book.people_at(address.id)[0].id, now)
    book.add_invite("a-one-time-token-of-elena", "teacher", cohort.id, now, now + timedelta(days=1))


async def test_of_an_account_only_the_id_is_kept(telegram: BotApi, settings: Settings) -> None:
    """The name that the carrier knows reaches no row."""
    ana = telegram.person(id=77, first_name="Zoraida", language_code="es")
    async with running(settings) as house:
        await enrol(ana)
        person = await house.store.read(lambda book: book.people_at(_address(book))[0].id)
        everything = str(await house.store.read(lambda book: book.everything(person)))
    assert "77" in everything
    assert "Zoraida" not in everything


def _address(book: Book) -> str:
    found = book.address("telegram", "77")
    assert found is not None
    return found.id
