"""A Cloud API on a clock that stands still, a box beside it, and the mouth between them."""

from collections.abc import AsyncIterator
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
import pytest

from bot.ports.sending import Delivery, File
from lessons_es import message_templates
from scheduler.carriers.pace import Pace
from scheduler.carriers.whatsapp import Account, WhatsAppMouth
from tests.bot_api.chats import PIXEL
from tests.scheduler.box import Box, a_box
from tests.scheduler.clock import HandClock
from tests.whatsapp_api.people import Person
from tests.whatsapp_api.server import PHONE, TOKEN, CloudApi


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
async def box(tmp_path: Path, clock: HandClock) -> AsyncIterator[Box]:
    async with a_box(tmp_path / "yachaski.db", clock) as box:
        yield box


@pytest.fixture
async def server(clock: HandClock) -> AsyncIterator[CloudApi]:
    """With the course's templates approved."""
    async with CloudApi(clock=clock.seconds) as server:
        for template in message_templates.load():
            server.approves(template.name, template.carried, *template.buttons)
        yield server


@pytest.fixture
def ana(server: CloudApi) -> Person:
    """She wrote just now."""
    ana = server.person("PE.ana")
    ana.spoke_at = server.now()
    return ana


async def a_file(delivery: Delivery) -> File:
    if delivery.message.document == "gone":
        raise FileNotFoundError
    if delivery.message.media:
        return File("dibujo.png", "image/png", PIXEL)
    return File("datos.txt", "text/plain", b"{}")


@pytest.fixture
async def mouth(box: Box, server: CloudApi, clock: HandClock) -> AsyncIterator[WhatsAppMouth]:
    account = Account(TOKEN, PHONE, server.url, message_templates.load(), ZoneInfo("America/Lima"), 2)
    pace = Pace(box.store, clock, clock.steady, name="whatsapp")
    client = httpx.AsyncClient(timeout=3.0)
    mouth = WhatsAppMouth(account, pace, clock, box.store, file=a_file, client=client)
    await mouth.open()
    yield mouth
    await mouth.close()
