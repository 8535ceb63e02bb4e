"""What carriers say after a call, and what waits until they let us speak.

States only go forward, in whatever order they come; a report that comes before our own call has ended is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.ports.sending import Knocked, Report
from bot.store.outbox import Outbox
from bot.store.rows import epoch, instant, instant_or_none

RANK = {"sent": 1, "failed": 2, "delivered": 3, "read": 4}
"""A late `failed` is believed after `sent`; whatever arrived has not failed."""

GONE_AFTER = 3
"""So many messages in a row that do not arrive make an address unreachable."""


class Reports(Outbox):
    """Reports, the window, and templates."""

    def told(self, channel: str, reports: Sequence[Report], now: datetime) -> int:
        """Keeps what the carrier reports of our deliveries; how many of them said something new."""
        return sum(self._told(channel, report, now) for report in reports)

    def _told(self, channel: str, report: Report, now: datetime) -> int:
        if report.closed:
            return self._rows.run("report_closed", delivery=report.delivery, channel=channel, now=epoch(now))
        failed = report.told == "failed"
        if report.left and (row := self._rows.one("delivered_to", delivery=report.delivery, channel=channel)):
            self.opt_out(str(row[0]), None, now)
        changed = self._rows.run(
            "report",
            delivery=report.delivery,
            channel=channel,
            told=report.told,
            rank=RANK[report.told],
            status="failed" if failed else "sent",
            message=report.message or None,
            problem=(report.problem or "failed") if failed else None,
            now=epoch(now),
        )
        if changed and report.gone:
            self._gone(channel, report, now)
        return changed

    def _gone(self, channel: str, report: Report, now: datetime) -> None:
        """The third in a row that does not arrive: nothing more is tried there until the person writes."""
        row = self._rows.one("delivered_to", delivery=report.delivery, channel=channel)
        last = (
            [problem for (problem,) in self._rows.all("last_problems", address=row[0], limit=GONE_AFTER)] if row else []
        )
        if row and last == [report.problem] * GONE_AFTER:
            self.set_blocked(str(row[0]), now)

    def untold(self, channel: str, since: datetime, before: datetime, limit: int) -> list[tuple[str, datetime]]:
        """What the carrier took between the two instants and has not reported since, oldest first: id and when."""
        asked = {"since": epoch(since), "before": epoch(before), "limit": limit}
        return [(str(id), instant(at)) for id, at in self._rows.all("untold", channel=channel, **asked)]

    def doubted(self, channel: str, deliveries: Sequence[str]) -> int:
        """The carrier took them and does not get on with them: nobody knows whether they went out; how many are new."""
        return sum(self._rows.run("doubted", delivery=delivery, channel=channel) for delivery in deliveries)

    def let_leave(self, address: str, now: datetime) -> int:
        """The person has spoken: what was held leaves; how many messages."""
        return self._rows.run("let_leave", address=address, now=epoch(now))

    def heard_there(self, address: str, heard_at: datetime) -> None:
        """When the person spoke last, by the carrier's own time."""
        self._rows.write("heard_there", address=address, heard_at=epoch(heard_at))

    def knocked(self, channel: str, address: str, since: datetime) -> Knocked:
        """The templates that went out: to the address, and to others since then."""
        row = self._rows.one("knocked", channel=channel, address=address, since=epoch(since))
        last, others, first = row or (None, 0, None)
        return Knocked(instant_or_none(last), int(others), instant_or_none(first))

    def knock(self, address: str, now: datetime) -> None:
        """A template goes to the address."""
        self._rows.write("knock", address=address, now=epoch(now))
