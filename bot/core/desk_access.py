"""For how long one may look at the desk: the link of one use, and the session that it opens."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct

LINK_KEEPS = timedelta(minutes=10)
LINKS_AN_HOUR = 5
IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=8)


class DeskSession(Struct, frozen=True):
    """A browser's session: whose it is, and when it was opened and last used (UTC)."""

    person: str
    opened_at: datetime
    seen_at: datetime

    def holds(self, now: datetime) -> bool:
        """Whether it is open still; a clock that went back opens nothing."""
        return self.seen_at <= now < min(self.seen_at + IDLE, self.opened_at + LONGEST)
