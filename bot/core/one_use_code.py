"""A one-use code: who lost the key enters with it once, and is shown a key of her own there.

No adult knows a child's key. A teacher gives a code; where the child has a phone she confirms it there, and where that
phone stays silent, or she says that it is lost, a second adult's «Sí» stands in.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct

ON_SCREEN = timedelta(minutes=15)
ON_PHONE = timedelta(hours=48)
WAITS = timedelta(days=7)
"""For how long a code waits for its «Sí»."""
SILENT = timedelta(hours=24)
ON_CARD = timedelta(days=14)
"""A printed card is handed out in class, some days after it was made."""


class Code(Struct, frozen=True):
    """A code that was not used yet; `text` is `""` where it was not said. `asker` is the name of who asked for it.

    One that lasts longer than any that is dictated stands on a card, for the first entry: it opens until `expires_at`.
    """

    learner: str
    name: str
    group: str
    cohort: str
    asked_by: str
    asker: str
    asked_at: datetime
    confirmed_at: datetime | None = None
    text: str = ""
    expires_at: datetime | None = None


def opens(code: Code, *, screen: bool, now: datetime) -> bool:
    """Whether the place opens with it here and now."""
    if code.confirmed_at is None:
        return False
    if code.expires_at and code.expires_at > code.confirmed_at + ON_PHONE:
        return now <= code.expires_at
    return now <= code.confirmed_at + (ON_SCREEN if screen else ON_PHONE)
