"""What carriers billed, and what it costs: rows of nobody.

A row is a billed message. Its id is a hash of the carrier's own, so that what is reported thrice is billed once and no
row leads to a person: nothing of it goes with somebody who is erased, since the money was spent.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from bot.core.costs import Billed, Price
from bot.ports.sending import Report
from bot.store.rows import Shelf


class Ledger(Shelf):
    """Billed messages and dated prices."""

    def bill(self, channel: str, reports: Sequence[Report], day: date) -> list[Billed]:
        """Keeps what the carrier bills, on a local day; only what was not kept before."""
        found = []
        for report in reports:
            one = Billed(channel, report.category, day, 1, report.units)
            if report.category and self._rows.run(
                "bill",
                id=_id(channel, report),
                channel=channel,
                category=one.category,
                units=one.units,
                day=day.isoformat(),
            ):
                found.append(one)
        return found

    def billed(self, since: date, until: date) -> list[Billed]:
        """What was billed from a day to another (which is not counted), a row a day, channel and category."""
        rows = self._rows.all("billed", since=since.isoformat(), until=until.isoformat())
        return [Billed(row[0], row[1], date.fromisoformat(row[2]), int(row[3]), int(row[4])) for row in rows]

    def prices(self) -> list[Price]:
        """Every price, from the oldest on."""
        rows = self._rows.all("prices")
        return [
            Price(channel, category, date.fromisoformat(since), int(micro)) for channel, category, since, micro in rows
        ]

    def set_price(self, price: Price) -> None:
        """It holds from its day on; said again for the same day it is another."""
        self._rows.write(
            "set_price",
            channel=price.channel,
            category=price.category,
            since=price.since.isoformat(),
            micro=price.micro,
        )


def _id(channel: str, report: Report) -> str:
    """A carrier's own id of a message may hold a telephone number: it is not kept here."""
    return sha256(f"{channel}:{report.message or report.delivery}".encode()).hexdigest()[:32]
