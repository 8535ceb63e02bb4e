"""The week's message to a teacher or operator, and who opened what about whom."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

from bot.core.figures.week import SiteWeek, Week
from bot.core.schedule.digest_days import Digest
from bot.ports.figures import Scope

Looked = Literal["sheet", "page", "list"]


class DigestBook(Protocol):
    """What a teacher looked at, and wants to be told."""

    def digest(self, person: str) -> Digest | None:
        """None for whom none was sent and who chose nothing."""
        ...

    def save_digest(self, digest: Digest) -> None:
        """Overwrites."""
        ...

    def plan_digest(self, person: str, at: datetime | None) -> None:
        """At that instant it is looked whether one is due; None: never again."""
        ...

    def due_digests(self, now: datetime, limit: int) -> list[str]:
        """For whom it is to be looked now, the longest overdue first."""
        ...

    def take_digest_slot(self, person: str, day: date, on: date) -> None:
        """The one that was due on `day` leaves to the person on the local date `on`."""
        ...

    def digests_sent(self, person: str, most: int) -> tuple[date, ...]:
        """The local dates on which one left, the newest first."""
        ...

    def touch_digest(self, person: str, day: date) -> None:
        """The person tapped or wrote something; nothing where none was sent yet."""
        ...

    def adult_since(self, person: str) -> datetime | None:
        """Since when the person teaches, or runs the programme; None for who does neither."""
        ...

    def class_week(self, cohort: str, first: date, zone: ZoneInfo) -> Week:
        """A class from that Monday to Sunday."""
        ...

    def site_week(self, site: str, first: date, zone: ZoneInfo) -> SiteWeek:
        """How many of a site wrote, of how many, from that Monday to Sunday."""
        ...

    def wrote_in(self, scope: Scope, scope_id: str, first: date, last: date) -> frozenset[str]:
        """Who wrote on one of the local dates, enrolled or not."""
        ...

    def add_look(self, viewer: str, learner: str | None, what: Looked, now: datetime) -> None:
        """Somebody opened a learner's sheet or page, or (without a learner) the list of a class."""
        ...
