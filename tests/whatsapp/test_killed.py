"""What Meta was told that we have, we answer: also when the process died before it could."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.app import open_house
from tests.chat import world
from tests.end_to_end.test_telegram import HurriedClock
from tests.test_channels import served
from tests.whatsapp.phone import called, settings_for
from tests.whatsapp_api.server import CloudApi


async def test_what_was_stored_before_a_kill_is_answered_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The process dies after its 200 and before the turn; the next one answers, and a repeated hook adds nothing."""
    async with CloudApi(pair=False) as server:
        ana, settings = server.person("PE.ana"), settings_for(server, tmp_path)
        async with served(settings) as house, called(house, server):
            monkeypatch.setattr(house.inbox, "_enqueue", lambda _row: None)
            said = ana.says("hola")
            await server.told()
        assert (server.hooks[0][1], ana.hears) == (200, [])
        clock = HurriedClock()
        async with open_house(settings, clock, clock.steady, world=world()) as house, called(house, server):
            await house.settle()
            (first,) = ana.hears
            again: dict[str, Any] = {"contacts": [ana.contact()], "messages": [said]}
            server.tell_all([again, again])
            await server.told()
            await house.settle()
            assert ana.hears == [first]
