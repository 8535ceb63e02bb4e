"""Somebody with WhatsApp before a whole house, over the tests' own Cloud API."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.app import House
from bot.settings import Settings
from tests.whatsapp_api.people import Person
from tests.whatsapp_api.server import BUSINESS, NUMBER, PHONE, SECRET, TOKEN, VERIFY, CloudApi


def settings_for(server: CloudApi, folder: Path, **more: Any) -> Settings:
    """Everything that WhatsApp needs, and nothing of another carrier."""
    given = {
        "database": str(folder / "x.db"),
        "whatsapp_token": TOKEN,
        "whatsapp_phone_id": PHONE,
        "whatsapp_business_id": BUSINESS,
        "whatsapp_number": NUMBER,
        "whatsapp_app_secret": SECRET,
        "whatsapp_verify_token": VERIFY,
        "whatsapp_api": server.url,
    }
    return Settings(_env_file=None, **(given | more))


@asynccontextmanager
async def called(house: House, server: CloudApi) -> AsyncIterator[str]:
    """The house's web application at a port, where the server calls it; its address."""
    runner = web.AppRunner(house.web, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    server.calls(f"{base}/whatsapp")
    yield base
    await server.told()
    await runner.cleanup()


@dataclass
class WhatsAppPhone:
    """A person of the Cloud API."""

    person: Person
    house: House
    server: CloudApi
    shared: bool = False
    seen: int = 0

    async def says(self, text: str) -> None:
        self.seen = len(self.person.said)
        self.person.says(text)

    async def taps(self, label: str) -> None:
        self.seen = len(self.person.said)
        self.person.taps(label)

    async def hears(self, fragment: str) -> str:
        return await self.person.waits_for(fragment)
