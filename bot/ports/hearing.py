"""What is heard: the port between the ears and the inbox."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from msgspec import Struct

from bot.core.event import Heard
from bot.ports.sending import Report

# --- what is heard -----------------------------------------------------------------------------------------


class Raw(Struct, frozen=True):
    """Something heard, as it came: `key` is unique in its channel, `body` is for that channel's ears alone.

    Rows of one `lane` (the carrier's id of the chat, as far as it can be seen) are turns one after the other.
    """

    channel: str
    key: str
    lane: str
    body: str


class Waiting(Struct, frozen=True):
    """A row of the inbox whose turn has not committed; `seq` is its order."""

    seq: int
    channel: str
    lane: str
    body: str
    received_at: datetime


class Hearing(Protocol):
    """What an ear hands on to. `app` gives each ear the same one."""

    async def hear(self, raws: Sequence[Raw]) -> None:
        """Returns when the raws are durable: only now may the carrier be told. Their turns follow by themselves."""
        ...

    async def turn(self, row: Waiting, carrier_id: str, event: Heard) -> bool:
        """Runs the row's turn for the address (row.channel, carrier_id); returns when it has committed: whether a
        code or a key was tried there in vain."""
        ...

    async def set_aside(self, row: Waiting, problem: str) -> None:
        """The row cannot be read, or says nothing to us: it is done, kept and shown to the operator if `problem`."""
        ...


class ReportedHearing(Hearing, Protocol):
    """What an ear hands on to, whose carrier has a clock, reports, and says when an address moved."""

    async def turn(self, row: Waiting, carrier_id: str, event: Heard, said_at: datetime | None = None) -> bool:
        """As `Hearing.turn`; `said_at` is when it was said, by the carrier's own time."""
        ...

    async def told(self, channel: str, reports: Sequence[Report]) -> None:
        """What the carrier reports of our deliveries; returns when it is durable: only now may the carrier be told.

        There is no turn, and no row of the inbox.
        """
        ...

    async def moved(self, row: Waiting, old: str, new: str) -> None:
        """The row says that the address (row.channel, old) has another id: whoever is there keeps their place."""
        ...


class Ear(Protocol):
    """Hears one channel: stores what it hears through `Hearing.hear`, and reads stored rows back in `feed`."""

    channel: str

    async def feed(self, row: Waiting) -> None:
        """Decodes the row and awaits `Hearing.turn` or `Hearing.set_aside` exactly once."""
        ...


class Bell(Protocol):
    """Rung with an address id when its stream has something new (page and console)."""

    def ring(self, address: str) -> None: ...

    async def wait(self, address: str, seconds: float) -> bool:
        """Returns at the next ring; False after `seconds` without one."""
        ...
