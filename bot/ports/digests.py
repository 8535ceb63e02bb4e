"""The week's message to a teacher or operator, and who opened what about whom."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, Protocol

from bot.core.schedule.digest_days import Digest

Looked = Literal["sheet", "page", "list"]


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
