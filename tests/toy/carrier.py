"""A carrier of slips of paper: text and nothing else. This folder and its row are all that it takes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from itertools import count
from typing import Any

from bot.carriers import Carrier, Joint
from bot.core.event import Said, to_json
from bot.core.text.layout import Limits
from bot.ports.hearing import Hearing, Raw, Waiting
from bot.ports.sending import Delivery, Outcome

NAME = "slips"


class SlipEar:
    """Hears one slip at a time."""

    channel = NAME

    def __init__(self, joint: Joint) -> None:
        self._hearing: Hearing = joint.inbox
        self._numbers = count(1)

    async def slip(self, who: str, text: str) -> None:
        """Somebody hands in a slip."""
        await self._hearing.hear([Raw(NAME, f"{who}:{next(self._numbers)}", who, text)])

    async def feed(self, row: Waiting) -> None:
        await self._hearing.turn(row, row.lane, Said(row.body))

    async def run(self) -> None:
        """Slips are handed in; nothing is asked for."""

    async def close(self) -> None:
        """Nothing is open."""

    def register(self, app: Any) -> None:
        raise AssertionError("nobody calls at home with a slip")

    async def introduce(self, known: Callable[[str], Awaitable[None]]) -> None:
        await known("slips")

    async def server_time(self) -> datetime | None:
        return None

    async def fetch(self, ref: str) -> bytes:
        raise AssertionError(f"{to_json(Said(ref))} is no file")


class SlipMouth:
    """Writes what it says, byte for byte, into `wire`."""

    channel = NAME

    def __init__(self, _joint: Joint) -> None:
        self.wire: list[bytes] = []

    async def open(self) -> None:
        """Nothing to open."""

    async def close(self) -> None:
        """Nothing to close."""

    async def permit(self, delivery: Delivery) -> None:
        """Paper has no limits."""

    async def speak(self, delivery: Delivery) -> Outcome:
        message = delivery.message
        assert (message.buttons, message.document, message.media, message.retires) == ((), "", "", "")
        self.wire.append(message.text.encode())
        return Outcome("sent", str(len(self.wire)))

    async def answers(self) -> bool:
        return True


SLIPS = Carrier(
    NAME,
    configured=lambda settings: True,
    limits=Limits(text=700, edits=False, files=False, buttons=False, called="papelitos"),
    ear=SlipEar,
    mouth=SlipMouth,
    called_at_home=lambda settings: False,
    link=lambda name: f"https://{name}.example/?start=",
    guarded=False,  # nobody's child writes slips in a test
)
