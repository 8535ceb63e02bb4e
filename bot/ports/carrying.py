"""What a channel with a network behind it has more than a page: an ear that runs, and a mouth that is opened."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, Protocol

from bot.ports.hearing import Ear
from bot.ports.sending import Mouth


class CarrierEar(Ear, Protocol):
    """Hears by itself until it is cancelled."""

    async def run(self) -> None: ...
    async def close(self) -> None: ...
    def register(self, app: Any) -> None:
        """Opens its paths in the box's web application, where it is called rather than asking."""
        ...

    async def introduce(self, known: Callable[[str], Awaitable[None]]) -> None:
        """Tells the name by which links begin a chat, as soon as the carrier says it."""
        ...

    async def server_time(self) -> datetime | None:
        """What time the carrier says that it is."""
        ...

    async def fetch(self, ref: str) -> bytes:
        """The bytes of a file that somebody sent."""
        ...


class CarrierMouth(Mouth, Protocol):
    """Speaks between `open` and `close`."""

    async def open(self) -> None: ...
    async def close(self) -> None: ...
