"""What learners note of their business."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.core.logbook import Entry


class LogbookBook(Protocol):
    """Lists come in the order in which it was noted."""

    def entries(self, learner: str) -> list[Entry]:
        """What counts of the learner's notebook."""
        ...

    def make_entry(self, entry: Entry, now: datetime) -> None:
        """Notes it; what it replaces counts no more."""
        ...

    def void_entry(self, id: str, learner: str, now: datetime) -> None:
        """The entry, where it is that learner's, counts no more."""
        ...
