"""The box itself: leases, facts, counts, and what is old."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from bot.ports.rows import (
    Backlog,
)


class BoxBook(Protocol):
    """Lists come in `seq` order unless said otherwise."""

    def housekeeping(self, now: datetime, spare: Callable[[], bool] = lambda: True) -> int:
        """Throws away what is old while there is time to `spare`; the rows touched, 0 when nothing is left to do."""
        ...

    def behind(self, now: datetime) -> timedelta:
        """For how long the oldest row that should be gone has been due to go."""
        ...

    def settle_rows(self, now: datetime) -> None:
        """What was written under an instant after `now` counts as written now; slots of then are free."""
        ...

    def learners_after(self, after: str, limit: int) -> list[str]:
        """Every learner's id after `after`, in order."""
        ...

    def settle_learner(self, person: str, document: str, now: datetime) -> None:
        """Writes the document; who was to be looked at later, or was heard later, is so now."""
        ...

    def backlog(self, now: datetime) -> Backlog: ...

    def under_way(self, now: datetime) -> Backlog:
        """As `backlog`, without what grows with the years: settled deliveries, and learners."""
        ...

    def is_late(self, channel: str, before: datetime) -> bool:
        """Whether a message of the channel has been due since before that."""
        ...

    def unread(self) -> int:
        """How many updates that could not be read are kept."""
        ...

    def hold_lease(self, name: str, holder: str, now: datetime, until: datetime) -> bool:
        """True when `holder` has the lease from now `until` then: it was free, run out, or the holder's own.

        A lease that ends later than twice this one's length from now is not believed: the clock fell back.
        """
        ...

    def fact(self, name: str) -> str | None: ...

    def set_fact(self, name: str, value: str) -> None: ...

    def count(self, name: str, by: int = 1) -> None: ...

    def counted(self) -> dict[str, int]:
        """What was counted without names: how often by name."""
        ...
