"""SMS set whole or not at all, and what the doctor says of the phone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from bot.box import check
from bot.commands.check import of_phone
from bot.settings import Settings
from tests.sms.phone import settings_for
from tests.sms_api.server import SmsGateway


@pytest.fixture
async def gateway() -> AsyncIterator[SmsGateway]:
    async with SmsGateway() as gateway:
        yield gateway


@pytest.mark.parametrize("lacking", ["sms_api", "sms_user", "sms_password", "sms_number"])
def test_half_a_phone_is_none(lacking: str):
    """It is told which setting is missing, and where it is explained."""
    given: dict[str, Any] = {
        "sms_api": "http://a:8080",
        "sms_user": "u",
        "sms_password": "p",
        "sms_number": "51987654321",
    }
    with pytest.raises(ValidationError, match=f"falta YACHASKI_{lacking.upper()}: mira docs/es/sms.md"):
        Settings(_env_file=None, **{**given, lacking: ""})


def test_its_number_has_the_countrys_code():
    """Without signs."""
    given: dict[str, Any] = {"sms_api": "http://a:8080", "sms_user": "u", "sms_password": "p", "sms_number": "+51 987"}
    with pytest.raises(ValidationError, match="YACHASKI_SMS_NUMBER"):
        Settings(_env_file=None, **given)


async def test_the_doctor_says_whether_the_phone_answers(gateway: SmsGateway, tmp_path: Path):
    """And lets us in; how it is heard, and how many segments a day."""
    settings = settings_for(gateway, tmp_path, sms_secret="", sms_daily=700)
    (fine,) = await check.of_sms(settings, lambda: of_phone(settings))
    assert (fine.well, fine.what) == (
        True,
        "el teléfono responde; se le pregunta cada 5 segundos; 700 segmentos al día",
    )
    wrong = settings_for(gateway, tmp_path, sms_password="otra")
    (shut,) = await check.of_sms(wrong, lambda: of_phone(wrong))
    assert (shut.well, shut.what) == (False, "el teléfono no acepta el usuario o la contraseña")
    await asyncio.sleep(0)
    away = settings_for(gateway, tmp_path, sms_api="http://127.0.0.1:9")
    (gone,) = await check.of_sms(away, lambda: of_phone(away))
    assert not gone.well
    assert "YACHASKI_SMS_API" in gone.mend
    assert await check.of_sms(Settings(_env_file=None), lambda: of_phone(away)) == []
