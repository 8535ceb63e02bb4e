"""What learners note of their business."""

from __future__ import annotations

from datetime import datetime

from bot.core.logbook import Entry, read_entry
from bot.store.rows import Shelf, epoch


class Logbook(Shelf):
    """An entry is never overwritten: it is voided, and another one may stand in its place."""

    def entries(self, learner: str) -> list[Entry]:
        """What counts, in the order in which it was noted."""
        return [read_entry(row) for row in self._rows.named("entries_of", learner=learner)]

    def make_entry(self, entry: Entry, now: datetime) -> None:
        """Notes it; what it replaces counts no more."""
        if entry.replaces:
            self.void_entry(entry.replaces, entry.learner, now)
        self._rows.write(
            "make_entry",
            id=entry.id,
            learner=entry.learner,
            kind=entry.kind,
            cents=entry.cents,
            quantity=entry.quantity,
            thing=entry.thing,
            local_date=entry.local_date.isoformat(),
            now=epoch(now),
            replaces=entry.replaces,
        )

    def void_entry(self, id: str, learner: str, now: datetime) -> None:
        """The entry, where it is that learner's, counts no more."""
        self._rows.write("void_entry", id=id, learner=learner, now=epoch(now))
