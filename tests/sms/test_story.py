"""A learner's days by SMS: enrolled by a typed code, offered, announced to, kept safe, gone and back."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, closing
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from bot.app import open_house
from bot.core.text import gsm7
from bot.core.text.deep_link import opened, prefilled_sms
from bot.ports.book import Book
from tests.chat import world
from tests.end_to_end.test_telegram import HurriedClock
from tests.sms.phone import SmsPhone, called, settings_for
from tests.sms_api.server import SmsGateway
from tests.test_channels import _accept_all, _enrolled, served
from tests.whatsapp.test_story import StoryClock

ANA, CARMEN = "+51987000001", "9001"


class Story(SmsPhone):
    """Ana, whose time can be moved."""

    clock: StoryClock

    async def evening(self, hours: float) -> None:
        """Later, the schedule strikes, and whatever may leave has left."""
        self.clock.waits(hours)
        for learner in await self.house.store.read(lambda book: book.learners_after("", 9)):
            await self.house.inbox.due(learner)
        await self.rest()

    async def rest(self) -> None:
        """Returns when all that was said has its turn, and all that may leave has left and is reported."""
        await self.gateway.told()
        await self.house.inbox.drain()
        while self._waiting():
            self.house.sender.wake()
            await self.clock.sleep(1)
        await self.gateway.told()
        await self.house.inbox.drain()

    def _waiting(self) -> int:
        ready = "status = 'queued' AND not_before <= ?"
        asked = f"SELECT COUNT(*) FROM delivery WHERE status IN ('claimed', 'started') OR {ready}"
        with closing(sqlite3.connect(self.house.settings.database)) as reading:
            return int(reading.execute(asked, [int(self.clock.now().timestamp())]).fetchone()[0])


@pytest.fixture
async def ana(tmp_path: Path) -> AsyncIterator[Story]:
    """Enrolled by the poster's code, with every hook told three times under other ids."""
    clock = StoryClock()
    async with AsyncExitStack() as stack:
        gateway = await stack.enter_async_context(SmsGateway(clock=lambda: clock.now().timestamp()))
        gateway.repeats = 3
        house = await stack.enter_async_context(served(settings_for(gateway, tmp_path), clock=clock))
        await stack.enter_async_context(called(house, gateway))
        ana = Story(gateway.person(ANA), house, gateway)
        ana.clock = clock
        await _enrolled(ana)
        await house.store.run(lambda book: _accept_all(book, house))
        await ana.rest()
        yield ana


async def test_nothing_is_said_twice_though_every_hook_comes_three_times(ana: Story):
    """Nor is anything lost: what the phone took is what she reads, and all of it arrived."""
    ana.gateway.drops = 1
    before = len(ana.person.hears)
    await ana.says("/ayuda")
    await ana.hears("Puedo darte tu lección")
    await ana.rest()
    assert len(ana.person.hears) == before + 1
    learner = (await ana.house.store.read(lambda book: book.learners_after("", 9)))[0]
    rows = (await ana.house.store.read(lambda book: book.everything(learner)))["delivery"]
    assert {row["told"] for row in rows} == {"delivered"}


async def test_grave_words_are_answered_at_once(ana: Story):
    """In one segment that begins with the lines, and who protects her is told by the same phone."""
    await ana.says("me quiero morir")
    answer = await ana.hears("113")
    assert answer.startswith("113, opcion 5")
    assert gsm7.segments(answer).count == 1
    await ana.rest()
    carmen = SmsPhone(ana.gateway.person(CARMEN), ana.house, ana.gateway)
    assert "Luz" not in await carmen.hears("Hay un aviso por atender.")


async def test_whoever_leaves_is_written_to_no_more(ana: Story):
    """One answer to «BAJA», then nothing for days; «ALTA» opens it again."""
    before = len(ana.person.hears)
    await ana.says("BAJA")
    await ana.hears("Ya no te escribo")
    await ana.rest()
    await ana.evening(30)
    await ana.evening(24)
    assert len(ana.person.hears) == before + 1
    await ana.says("ALTA")
    await ana.rest()
    assert len(ana.person.hears) == before + 2


async def test_an_announcement_reaches_her(ana: Story):
    """Whole, and «Entendido» is a letter."""
    house, now = ana.house, ana.clock.now()

    def teaches(book: Book) -> None:
        book.add_person("elena", "Elena", "es", now)
        book.teach("t1", "elena", book.itinerary()[0].cohort, now)
        book.add_address("at-elena", "sms", "+51987000005", now)
        book.reach("at-elena", "elena", now)

    await house.store.run(teaches)
    elena = SmsPhone(ana.gateway.person("+51987000005"), house, ana.gateway)
    await elena.says("/anuncio")
    await ana.rest()
    await elena.says("Mañana el camión abre a las diez.")
    await elena.hears("Mañana el camión abre a las diez.")
    await elena.taps("Ahora")
    await ana.rest()
    assert await ana.hears("Mañana el camión abre a las diez.")
    await ana.taps("Entendido")
    await ana.rest()


async def test_what_was_under_way_at_a_kill_is_one_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The process dies after the phone took the message and before it knew: the next one asks again, and hears 409."""
    async with SmsGateway() as gateway:
        ana, settings = gateway.person(ANA), settings_for(gateway, tmp_path)

        async def dies(_delivery: Any, _outcome: Any) -> None:
            """Killed before the outcome was written."""

        async with served(settings) as house, called(house, gateway):
            for lane in house.sender._lanes:
                monkeypatch.setattr(lane, "_write", dies, raising=False)
            monkeypatch.setattr(gateway, "_tell", lambda *_: None)
            gateway._telling.put_nowait(_a_hook(gateway))
            await ana.waits_for("Soy Yachaski")
        clock = HurriedClock()
        async with open_house(settings, clock, clock.steady, world=world()) as house:
            await house.store.run(lambda book: cast(Any, book).let_go())
            await house.settle()
            await house.settle()
            assert len(ana.hears) == 1
            assert len(gateway.asked) == 2


def _a_hook(gateway: SmsGateway) -> dict[str, Any]:
    told = {"messageId": "m", "message": "hola", "phoneNumber": ANA, "receivedAt": "2027-01-15T12:00:00.000-05:00"}
    assert gateway.people
    return {"event": "sms:received", "payload": told}


async def test_a_silent_number_gets_no_name(ana: Story):
    """After 60 days it may be somebody else's: first it is asked who is there, and the key is what tells."""
    before = len(ana.person.hears)
    for _ in range(65):
        ana.clock.waits(24)
    ana.person.says("hola")
    await ana.rest()
    said = ana.person.hears[before:]
    assert said
    assert not any("Luz" in text for text in said), said
    assert timedelta(days=60) < ana.clock.now() - StoryClock().now()


def test_the_link_of_a_poster_is_read():
    """`sms:` puts the greeting and the code into an SMS; sent as it stands, it enrols."""
    assert prefilled_sms("51900000009", "SANJUAN3B") == "sms:+51900000009?body=Yachaski%20SANJUAN3B"
    assert opened("Yachaski SANJUAN3B") == "/start SANJUAN3B"
