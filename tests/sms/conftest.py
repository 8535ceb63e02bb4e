"""A gateway on a clock that stands still, a box beside it, and the mouth between them."""

from collections.abc import AsyncIterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from scheduler.carriers.pace import Pace
from scheduler.carriers.sms import Phone, SmsMouth
from tests.scheduler.box import Box, a_box
from tests.scheduler.clock import HandClock
from tests.sms_api.server import PASSWORD, USER, SmsGateway


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
async def box(tmp_path: Path, clock: HandClock) -> AsyncIterator[Box]:
    async with a_box(tmp_path / "yachaski.db", clock) as box:
        yield box


@pytest.fixture
async def gateway(clock: HandClock) -> AsyncIterator[SmsGateway]:
    async with SmsGateway(clock=clock.seconds) as gateway:
        yield gateway


@pytest.fixture
async def mouth(box: Box, gateway: SmsGateway, clock: HandClock) -> AsyncIterator[SmsMouth]:
    """It may send ten segments a day."""
    phone = Phone(gateway.url, USER, PASSWORD, ZoneInfo("America/Lima"), 10)
    pace = Pace(box.store, clock, clock.steady, name="sms")
    mouth = SmsMouth(phone, pace, clock, box.store, seconds=3.0)
    await mouth.open()
    yield mouth
    await mouth.close()
