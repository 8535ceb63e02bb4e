"""Somebody with any phone before a whole house, over the tests' own gateway."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.app import House
from bot.core.text import gsm7
from bot.settings import Settings
from tests.sms_api.server import NUMBER, PASSWORD, SECRET, USER, Person, SmsGateway


def settings_for(gateway: SmsGateway, folder: Path, **more: Any) -> Settings:
    """Everything that SMS needs, and nothing of another carrier."""
    given: dict[str, Any] = {
        "database": str(folder / "x.db"),
        "sms_api": gateway.url,
        "sms_user": USER,
        "sms_password": PASSWORD,
        "sms_number": NUMBER,
        "sms_daily": 0,
        "sms_secret": SECRET,
    }
    return Settings(_env_file=None, **(given | more))


@asynccontextmanager
async def called(house: House, gateway: SmsGateway) -> AsyncIterator[str]:
    """The house's web application at a port, where the phone calls it; its address."""
    runner = web.AppRunner(house.web, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    gateway.calls(f"{base}/sms")
    yield base
    await gateway.told()
    await runner.cleanup()


@dataclass
class SmsPhone:
    """A person who reads and types; a button is its letter."""

    person: Person
    house: House
    gateway: SmsGateway
    shared: bool = False

    async def says(self, text: str) -> None:
        self.person.says(text)

    async def taps(self, label: str) -> None:
        """Types the letter that stands before the label, in the newest message that has it."""
        wanted = gsm7.fold(label)
        for text in reversed(self.person.hears):
            lines = [line.partition(". ") for line in text.splitlines()]
            letter = next((letter for letter, _, said in lines if said == wanted and len(letter) == 1), "")
            if letter or wanted in {"A", "B", "C"}:
                await self.says((letter or wanted).lower())
                return
        raise AssertionError(f"sees no «{wanted}»: {self.person.hears[-3:]}")

    async def hears(self, fragment: str) -> str:
        return await self.person.waits_for(gsm7.fold(fragment))
