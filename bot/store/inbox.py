"""The inbox: everything heard, and what turns cause for others, until its own turn has committed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.ports.hearing import Raw, Waiting
from bot.store.rows import Shelf, epoch, instant

UNDER_WAY = timedelta(minutes=1)
"""So long a row waits at most for an earlier one of its lane: longer than any turn, and its process may be dead."""


class Inbox(Shelf):
    """Heard is stored first."""

    def hear(self, raws: Sequence[Raw], now: datetime) -> list[Waiting]:
        """Stores what is new and returns the new rows."""
        heard = epoch(now)
        new = []
        for raw in raws:
            row = self._rows.one(
                "hear", channel=raw.channel, event_key=raw.key, lane=raw.lane, body=raw.body, now=heard
            )
            if row is not None:
                new.append(Waiting(row[0], raw.channel, raw.lane, raw.body, instant(heard)))
        return new

    def cause(self, key: str, lane: str, body: str, now: datetime, not_before: datetime) -> None:
        """An inside event for a turn of its own; a key seen before is passed over."""
        self._rows.write("cause", event_key=key, lane=lane, body=body, now=epoch(now), not_before=epoch(not_before))

    def waiting(self, now: datetime, limit: int, channel: str | None = None) -> list[Waiting]:
        """Rows not done whose time has come, oldest first."""
        if channel is None:
            rows = self._rows.all("waiting", now=epoch(now), limit=limit)
        else:
            rows = self._rows.all("waiting_on", channel=channel, now=epoch(now), limit=limit)
        return [Waiting(seq, channel_, lane, body, instant(at)) for seq, channel_, lane, body, at in rows]

    def waiting_alerts(self, now: datetime, limit: int) -> list[Waiting]:
        """Of the inside rows whose time has come, those that tell of a case."""
        rows = self._rows.all("waiting_alerts", now=epoch(now), limit=limit)
        return [Waiting(seq, channel, lane, body, instant(at)) for seq, channel, lane, body, at in rows]

    def take(self, seq: int, now: datetime) -> bool:
        """Marks the row done and empties it to channel, key and time.

        False when it was done before, or when what its lane heard earlier is not done yet.
        """
        return self._rows.run("take", seq=seq, now=epoch(now), since=epoch(now - UNDER_WAY)) == 1

    def is_done(self, seq: int) -> bool:
        """Whether the row has had its turn, or is there no more."""
        row = self._rows.one("is_done", seq=seq)
        return row is None or bool(row[0])

    def set_aside(self, seq: int, problem: str, now: datetime) -> None:
        """Done without a turn: with a `problem` its text stays for the operator, without one it is emptied."""
        if problem:
            self._rows.write("set_aside", seq=seq, problem=problem, now=epoch(now))
        else:
            self._rows.write("drop", seq=seq, now=epoch(now))
