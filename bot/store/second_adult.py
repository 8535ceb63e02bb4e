"""What a second adult reads, and what the filter remembers of what somebody wrote."""

from __future__ import annotations

from datetime import datetime

from bot.core.people import Question, Spoken
from bot.store.announcements import question
from bot.store.rows import Shelf, epoch


class SecondAdult(Shelf):
    """Words between adults and children, as somebody beside them sees them."""

    def said_lately(self, person: str, since: datetime, limit: int) -> list[str]:
        """What the person wrote to others since then, the oldest first, at most `limit` of the newest."""
        rows = self._rows.all("said_lately", person=person, since=epoch(since), limit=limit)
        return [row[0] for row in reversed(rows)]

    def spoken(self, since: datetime, until: datetime, offset: int, limit: int) -> list[Spoken]:
        """What was written after `since`, `until` included, the newest first: answers as old as they are answered."""
        rows = self._rows.all("spoken", since=epoch(since), until=epoch(until), offset=offset, limit=limit)
        return [Spoken(*row[:-2]) for row in rows]

    def passed_questions(self, limit: int) -> list[Question]:
        """What no teacher answered in three school days and nobody since, the oldest first."""
        return [question(row) for row in self._rows.all("passed_questions", limit=limit)]

    def unsent(self, since: datetime) -> int:
        """How many messages settled since then without having been sent."""
        row = self._rows.one("unsent", since=epoch(since))
        return int(row[0]) if row else 0
