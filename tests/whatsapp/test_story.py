"""A learner's days on WhatsApp: enrolled by a link, offered by template, held while nobody may write."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.core.text.deep_link import opened, prefilled
from bot.ports.book import Book
from bot.ports.sending import Message, NewDelivery
from lessons_es import message_templates
from tests.end_to_end.test_telegram import HurriedClock
from tests.test_channels import PATIENCE, _accept_all, _enrolled, served
from tests.whatsapp.phone import WhatsAppPhone, called, settings_for
from tests.whatsapp_api.people import buttons_of
from tests.whatsapp_api.rules import No
from tests.whatsapp_api.server import CloudApi

MONDAY = datetime(2027, 3, 8, 18, tzinfo=UTC)
"""13:00 in Lima, the day on which the truck comes."""
ANSWER = "Sí, tráelo mañana."


class StoryClock(HurriedClock):
    """Begins on that Monday, and goes on to where a test says."""

    def __init__(self) -> None:
        self._ahead = MONDAY - super().now()

    def now(self) -> datetime:
        return super().now() + self._ahead

    def waits(self, hours: float) -> None:
        self._ahead += timedelta(hours=hours)


def _under_way(book: Book) -> bool:
    """Whether a call is being made, or about to be."""
    people = book.learners_after("", 9)
    rows = [row for person in people for row in book.everything(person)["delivery"]]
    return any(row["status"] in {"claimed", "started"} for row in rows)


class Story(WhatsAppPhone):
    """Ana, whose time can be moved."""

    clock: StoryClock

    async def evening(self, hours: float) -> None:
        """Later, the schedule strikes, and whatever may leave has left."""
        self.clock.waits(hours)
        learners = await self.house.store.read(lambda book: book.learners_after("", 9))
        for learner in learners:
            await self.house.inbox.due(learner)
        await self.rest()

    async def rest(self) -> None:
        await self.server.told()
        await self.house.inbox.drain()
        await self.house.sender.drain()
        async with asyncio.timeout(PATIENCE):
            while await self.house.store.read(_under_way):  # what the running sender has taken up meanwhile
                await self.server.told()
        await self.server.told()

    async def is_answered(self, address: str) -> None:
        """The teacher's answer waits for her."""
        now = self.clock.now()
        said = NewDelivery("of-elena", address, "whatsapp", None, "reply", 0, Message(ANSWER), now, None)
        await self.house.store.run(lambda book: book.post(said, now))
        self.house.sender.wake()

    async def statuses(self) -> list[tuple[str, str | None]]:
        """What became of all that was said to her."""
        learners = await self.house.store.read(lambda book: book.learners_after("", 9))
        rows = (await self.house.store.read(lambda book: book.everything(learners[0])))["delivery"]
        return [(str(row["status"]), row["told"]) for row in rows]  # type: ignore[misc]


@pytest.fixture
async def server() -> AsyncIterator[CloudApi]:
    clock = StoryClock()
    async with CloudApi(clock=lambda: clock.now().timestamp(), pair=False) as server:
        server.clock = clock  # type: ignore[attr-defined]
        for template in message_templates.load():
            server.approves(template.name, template.carried, *template.buttons)
        yield server


@pytest.fixture
async def ana(tmp_path: Path, server: CloudApi) -> AsyncIterator[Story]:
    """Enrolled by the poster's link, with every hook told three times."""
    server.repeats = 3
    clock: StoryClock = server.clock  # type: ignore[attr-defined]
    async with AsyncExitStack() as stack:
        house = await stack.enter_async_context(served(settings_for(server, tmp_path), clock=clock))
        await stack.enter_async_context(called(house, server))
        ana = Story(server.person("PE.ana"), house, server)
        ana.clock = clock
        for chat in ("9001", "9002"):
            server.person(chat, "Carmen")
        await _enrolled(ana)
        await house.store.run(lambda book: _accept_all(book, house))
        await ana.rest()
        yield ana


async def test_the_next_days_lesson_is_offered_by_template_and_tapped(ana: Story):
    """Thirty hours after her last word; the button is our own prompt's, and each hook came three times."""
    before = len(ana.person.said)
    await ana.evening(30)
    (offer,) = ana.person.said[before:]
    assert offer["template"]["name"] == "leccion_lista"
    await ana.taps("Empezar")
    assert "1 de 3" in await ana.hears("1 de 3")
    await ana.rest()
    assert "Pregunta 1 de 2." in ana.person.hears[-1]
    assert sum("1 de 3 ·" in text for text in ana.person.hears) == 1
    assert {told for _, told in await ana.statuses()} == {"delivered"}


async def test_a_lesson_day_is_few_messages(ana: Story):
    """Offer, cards with the first question, verdict with the second, verdict with the task: graded as shown."""
    before = len(ana.person.said)
    await ana.evening(30)
    await ana.taps("Empezar")
    assert "3 de 3" in await ana.hears("3 de 3")
    first = await ana.hears("Pregunta 1 de 2.")
    await ana.taps("A")
    second = await ana.hears("Pregunta 2 de 2.")
    assert first != second
    await ana.taps("B")
    await ana.rest()
    assert [title for _, title in buttons_of(ana.person.said[-1])][:1] == ["Ya lo hice"]
    assert 4 <= len(ana.person.said) - before <= 5, ana.person.hears[before:]


async def test_what_may_not_be_said_now_is_read_after_a_tap(ana: Story):
    """One knock, and when she taps it, what was held; no answer beside it."""
    await ana.says("ayuda")
    await ana.rest()
    before = len(ana.person.said)
    address = await ana.house.store.read(lambda book: book.address("whatsapp", "PE.ana"))
    assert address is not None
    long_ago = ana.clock.now() - timedelta(hours=30)
    ana.person.spoke_at = long_ago.timestamp()
    await ana.house.store.run(lambda book: book.heard_there(address.id, long_ago))
    await ana.is_answered(address.id)
    await ana.hears("Tienes un mensaje de tu profe")
    ana.person.taps("Leer")
    await ana.hears(ANSWER)
    await ana.rest()
    assert ana.person.hears[before + 1 :] == [ANSWER]


async def test_metas_later_no_brings_it_again_as_a_template(ana: Story):
    """Our clock says that the window is open, Meta's that it is not: nothing is lost."""
    ana.person.spoke_at = float("-inf")
    before = len(ana.person.said)
    address = await ana.house.store.read(lambda book: book.address("whatsapp", "PE.ana"))
    assert address is not None
    await ana.is_answered(address.id)
    await ana.hears("Tienes un mensaje de tu profe")
    ana.person.taps("Leer")
    await ana.hears(ANSWER)
    assert len(ana.person.said) == before + 2


async def test_another_number_keeps_her_place(ana: Story):
    """Her id is another one from then on; she goes on where she was."""
    ana.person.moves("PE.ana2")
    await ana.rest()
    await ana.says("mi lección")
    assert "1 de 3" in await ana.hears("1 de 3")


async def test_a_lost_answer_is_one_message(ana: Story):
    """Meta took it and the line broke: the report says so, and nobody says it again."""
    ana.server.drops = 1
    before = len(ana.person.said)
    await ana.says("/ayuda")
    await ana.hears("Puedo darte tu lección")
    await ana.rest()
    ana.clock.waits(0.1)
    await ana.rest()
    assert len(ana.person.said) == before + 1


async def test_whoever_leaves_is_written_to_no_more(ana: Story):
    """One answer to «BAJA», then nothing for days; «ALTA» opens it again."""
    before = len(ana.person.said)
    await ana.says("BAJA")
    await ana.hears("Ya no te escribo")
    await ana.rest()
    await ana.evening(30)
    await ana.evening(24)
    assert len(ana.person.said) == before + 1
    await ana.says("ALTA")
    await ana.rest()
    assert len(ana.person.said) == before + 2


async def test_who_tells_the_carrier_has_left_too(ana: Story):
    """A reported opt-out means the same as ours."""
    ana.server.refuses = [No(131050, "stopped")]
    await ana.evening(30)
    before = len(ana.person.said)
    await ana.evening(24)
    assert len(ana.person.said) == before
    assert await ana.house.store.read(lambda book: book.has_left(book.learners_after("", 1)[0]))


async def test_grave_words_are_answered_and_the_contact_is_knocked_for(ana: Story):
    """At once, with the lines; who protects has not written for long, so that a template goes, without a name."""
    await ana.says("me quiero morir")
    assert "113" in await ana.hears("113")
    await ana.rest()
    carmen = ana.server.people["9001"]
    told = await carmen.waits_for("Hay un aviso por atender en Yachaski.")
    assert "Luz" not in told
    carmen.taps("Ver")
    assert "Luz" in await carmen.waits_for("Luz")
    await ana.rest()
    assert len(carmen.hears) == 2


async def test_an_announcement_reaches_who_did_not_write_for_days(ana: Story):
    """By its template, whole, with our own button; «Entendido» counts."""
    await ana.evening(30)
    teacher = ana.server.person("PE.elena", "Elena")
    house, now = ana.house, ana.clock.now()

    def teaches(book: Book) -> None:
        book.add_person("elena", "Elena", "es", now)
        book.teach("t1", "elena", book.itinerary()[0].cohort, now)
        book.add_address("at-elena", "whatsapp", "PE.elena", now)
        book.reach("at-elena", "elena", now)

    await house.store.run(teaches)
    elena = Story(teacher, house, ana.server)
    await elena.says("/anuncio")
    await ana.rest()
    await elena.says("Mañana el camión abre a las diez.")
    await elena.hears("Mañana el camión abre a las diez.")
    await elena.taps("Ahora")
    await ana.rest()
    told = await ana.hears("Mañana el camión abre a las diez.")
    assert told.startswith("Aviso para tu salón de Yachaski:")
    await ana.taps("Entendido")
    await ana.rest()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Yachaski SANJUAN3B", "/start SANJUAN3B"),
        ("yachaski MUESTRA", "/start MUESTRA"),
        ("Yachaski " + "a1-_" * 8, "/start " + "a1-_" * 8),
        ("a1-_" * 8, "/start " + "a1-_" * 8),
        ("Yachaski hola", "Yachaski hola"),
        ("hola", "hola"),
        ("Yachaski, ¿qué es un presupuesto?", "Yachaski, ¿qué es un presupuesto?"),
    ],
)
def test_the_text_of_a_link_opens_what_it_names(text: str, meant: str):
    """A code or a one-time token; other words stay words."""
    assert opened(text) == meant
    assert prefilled("https://wa.me/51900000001", "SANJUAN3B").endswith("?text=Yachaski%20SANJUAN3B")


async def test_what_arrived_is_billed_once_and_has_no_name(ana: Story):
    """Each hook came three times; what is billed are messages that arrived, by their category."""
    before = len(ana.person.said)
    await ana.evening(30)
    (offer,) = ana.person.said[before:]
    assert offer["template"]["name"] == "leccion_lista"
    billed = await ana.house.store.read(lambda book: book.billed(date(2027, 3, 1), date(2027, 4, 1)))
    counts = {one.category: 0 for one in billed}
    for one in billed:
        counts[one.category] += one.messages
    assert counts == {"service": before, "utility": 1}
