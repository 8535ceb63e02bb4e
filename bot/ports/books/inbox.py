"""What is heard and caused, until its turn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.ports.hearing import Raw, Waiting


class InboxBook(Protocol):
    """Lists come in `seq` order unless said otherwise."""

    def hear(self, raws: Sequence[Raw], now: datetime) -> list[Waiting]:
        """Stores what is new (a known key is passed over) and returns the new rows."""
        ...

    def cause(self, key: str, lane: str, body: str, now: datetime, not_before: datetime) -> None:
        """An inside event for a turn of its own; a key that is already waiting or done is passed over."""
        ...

    def waiting(self, now: datetime, limit: int, channel: str | None = None) -> list[Waiting]:
        """Rows not done whose time has come, oldest first."""
        ...

    def waiting_alerts(self, now: datetime, limit: int) -> list[Waiting]:
        """Of the inside rows whose time has come, those that tell of a case."""
        ...

    def take(self, seq: int, now: datetime) -> bool:
        """Marks the row done and empties its body; False when the turn must do nothing.

        It was done before, or an earlier row of its lane is not done yet: another process has it under way.
        """
        ...

    def is_done(self, seq: int) -> bool:
        """Whether the row has had its turn."""
        ...

    def set_aside(self, seq: int, problem: str, now: datetime) -> None:
        """Marks a row that cannot be read as done, keeping its body for the operator (7 days)."""
        ...
