"""The week's message to a teacher or operator, and who opened what about whom."""

from __future__ import annotations

from datetime import date, datetime

from bot.core.schedule.digest_days import Digest
from bot.ports.digests import Looked
from bot.store.rows import Shelf, epoch, instant_or_none


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

    def plan_digest(self, person: str, at: datetime | None) -> None:
        """At that instant it is looked whether one is due; None: never again."""
        if at is None:
            self._rows.write("unplan_digest", person=person)
        else:
            self._rows.write("plan_digest", person=person, due_at=epoch(at))

    def due_digests(self, now: datetime, limit: int) -> list[str]:
        """For whom it is to be looked now, the longest overdue first."""
        return [row[0] for row in self._rows.all("due_digests", now=epoch(now), limit=limit)]

    def take_digest_slot(self, person: str, day: date, on: date) -> None:
        """The one that was due on `day` leaves to the person on the local date `on`."""
        self._rows.write("take_digest_slot", person=person, local_date=on.isoformat())
        self._rows.write("digest_sent", person=person, day=day.isoformat())

    def digests_sent(self, person: str, most: int) -> tuple[date, ...]:
        """The local dates on which one left, the newest first."""
        rows = self._rows.all("digests_sent", person=person, limit=most)
        return tuple(date.fromisoformat(row[0]) for row in rows)

    def touch_digest(self, person: str, day: date) -> None:
        """The person tapped or wrote something; nothing where none was sent yet."""
        self._rows.write("touch_digest", person=person, day=day.isoformat())

    def adult_since(self, person: str) -> datetime | None:
        """Since when the person teaches, or runs the programme; None for who does neither."""
        row = self._rows.one("adult_since", person=person)
        return None if row is None else instant_or_none(row[0])

    def add_look(self, viewer: str, learner: str | None, what: Looked, now: datetime) -> None:
        """Somebody opened a learner's sheet or page, or (without a learner) the list of a class."""
        self._rows.write("add_look", viewer=viewer, learner=learner, what=what, now=epoch(now))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
