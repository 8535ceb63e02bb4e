"""The week's message to a teacher or operator, and who opened what about whom."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, Protocol

from msgspec import Struct

Looked = Literal["sheet", "page", "list"]


class Digest(Struct, frozen=True):
    """When somebody wants the week's message: `weekday` 0 is Monday, `minutes` after local midnight.

    `sent_on` is the local date of the last one, `touched_on` that of their last tap or word after one.
    """

    person: str
    weekday: int = 0
    minutes: int = 7 * 60
    paused_until: date | None = None
    sent_on: date | None = None
    touched_on: date | None = None


class DigestBook(Protocol):
    """What a teacher looked at, and wants to be told."""

    def digest(self, person: str) -> Digest | None:
        """None for whom none was sent and who chose nothing."""
        ...

    def save_digest(self, digest: Digest) -> None:
        """Overwrites."""
        ...

    def add_look(self, viewer: str, learner: str | None, what: Looked, now: datetime) -> None:
        """Somebody opened a learner's sheet or page, or (without a learner) the list of a class."""
        ...
