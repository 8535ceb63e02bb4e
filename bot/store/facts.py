"""The box itself: leases, facts and counts."""

from __future__ import annotations

from datetime import datetime

from bot.ports.rows import Backlog
from bot.store.rows import Shelf, epoch, instant


class Box(Shelf):
    """What belongs to no person."""

    def hold_lease(self, name: str, holder: str, now: datetime, until: datetime) -> bool:
        """False while somebody else holds it; who holds it already holds it until then.

        A lease that ends later than twice this one's length from now is not believed: the clock fell back.
        """
        times = {"now": epoch(now), "until": epoch(until), "believed": epoch(until + (until - now))}
        return self._rows.run("hold_lease", name=name, holder=holder, **times) == 1

    def fact(self, name: str) -> str | None:
        """A small fact about the box, as it was last set."""
        row = self._rows.one("fact", name=name)
        return None if row is None else str(row[0])

    def set_fact(self, name: str, value: str) -> None:
        """Overwrites."""
        self._rows.write("set_fact", name=name, value=value)

    def settle_rows(self, now: datetime) -> None:
        """What was written under an instant after `now` counts as written now; slots of then are free."""
        moment = epoch(now)
        self._rows.write("settle_slots", now=moment)
        self._rows.write("settle_addresses", now=moment)
        self._rows.write("settle_prompts", now=moment)
        self._rows.write("settle_deliveries", now=moment)
        self._rows.write("settle_inbox", now=moment)
        today = now.date().isoformat()
        self._rows.write("settle_digest_slots", today=today)
        self._rows.write("settle_digests", now=moment, today=today)

    def backlog(self, now: datetime) -> Backlog:
        """How the work stands; an empty channel has no entry."""
        deliveries = {(row[0], row[1]): int(row[2]) for row in self._rows.all("deliveries_by_status")}
        oldest = {row[0]: instant(row[1]) for row in self._rows.all("oldest_due", now=epoch(now))}
        heard = {row[0]: instant(row[1]) for row in self._rows.all("last_heard")}
        counts = self._rows.one("how_many", now=epoch(now)) or (0, 0, 0)
        return Backlog(deliveries, oldest, heard, *map(int, counts))

    def under_way(self, now: datetime) -> Backlog:
        """As `backlog`, of what is not settled: no number in it grows with the years."""
        deliveries = {(row[0], row[1]): int(row[2]) for row in self._rows.all("deliveries_under_way")}
        oldest = {row[0]: instant(row[1]) for row in self._rows.all("oldest_due", now=epoch(now))}
        heard = {row[0]: instant(row[1]) for row in self._rows.all("last_heard")}
        waiting, questions = self._rows.one("how_many_open", now=epoch(now)) or (0, 0)
        return Backlog(deliveries, oldest, heard, int(waiting), 0, int(questions))

    def is_late(self, channel: str, before: datetime) -> bool:
        """Whether a message of the channel has been due since before that."""
        return self._rows.one("late", channel=channel, before=epoch(before)) is not None

    def unread(self) -> int:
        """How many updates that could not be read are kept."""
        row = self._rows.one("unread")
        return int(row[0]) if row else 0

    def count(self, name: str, by: int = 1) -> None:
        """Adds to an anonymous count that outlives erasure."""
        self._rows.write("count", name=name, by=by)

    def counted(self) -> dict[str, int]:
        """What was counted without names."""
        return dict(self._rows.all("counted"))
