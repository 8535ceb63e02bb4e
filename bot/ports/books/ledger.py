"""What carriers bill, and what it costs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from bot.core.costs import Billed, Price
from bot.ports.sending import Report


class LedgerBook(Protocol):
    """Rows of nobody: no erasure changes them."""

    def bill(self, channel: str, reports: Sequence[Report], day: date) -> list[Billed]:
        """Keeps what the carrier bills, on a local day; only what was not kept before."""
        ...

    def billed(self, since: date, until: date) -> list[Billed]:
        """What was billed from a day to another (which is not counted), a row a day, channel and category."""
        ...

    def prices(self) -> list[Price]:
        """Every price, from the oldest on."""
        ...

    def set_price(self, price: Price) -> None: ...
