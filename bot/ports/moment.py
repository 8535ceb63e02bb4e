"""Where and when a turn happens, for whoever keeps what it leaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from msgspec import Struct

from bot.ports.rows import Address


class Moment(Struct, frozen=True):
    """At an address (None: a person without a phone), now; `new_id` names new rows.

    `delivery` is what the turn said, where an effect is kept after that (`""`: nothing).
    """

    address: Address | None
    now: datetime
    new_id: Callable[[], str]
    delivery: str = ""

    @property
    def channel(self) -> str:
        """The channel of the address, or `paper` where there is none."""
        return self.address.channel if self.address else "paper"
