"""The week's message to a teacher or operator, and who opened what about whom."""

from __future__ import annotations

from datetime import date, datetime

from bot.core.schedule.digest_days import Digest
from bot.ports.digests import Looked
from bot.store.rows import Shelf, epoch


class Digests(Shelf):
    """What a teacher looked at, and wants to be told."""

    def digest(self, person: str) -> Digest | None:
        """None for whom none was sent and who chose nothing."""
        row = self._rows.one("digest", person=person)
        return None if row is None else Digest(person, int(row[0]), int(row[1]), *map(_day, row[2:]))

    def save_digest(self, digest: Digest) -> None:
        """Overwrites."""
        days = {name: getattr(digest, name) for name in ("paused_until", "sent_on", "touched_on")}
        self._rows.write(
            "save_digest",
            person=digest.person,
            weekday=digest.weekday,
            minutes=digest.minutes,
            **{name: None if day is None else day.isoformat() for name, day in days.items()},
        )

    def add_look(self, viewer: str, learner: str | None, what: Looked, now: datetime) -> None:
        """Somebody opened a learner's sheet or page, or (without a learner) the list of a class."""
        self._rows.write("add_look", viewer=viewer, learner=learner, what=what, now=epoch(now))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
