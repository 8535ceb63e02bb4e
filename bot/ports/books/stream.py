"""What a page or a console shows of an address."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.ports.sending import Delivery, Message


class StreamBook(Protocol):
    """Lists come in `seq` order unless said otherwise."""

    def show(self, delivery: Delivery, now: datetime) -> int:
        """For page and console: marks it sent and gives it the address's next number in the stream."""
        ...

    def shown_after(self, address: str, number: int, limit: int) -> list[tuple[int, Message, datetime]]: ...

    def last_shown(self, address: str) -> int:
        """The newest number of the address's stream; 0 when nothing was shown."""
        ...
