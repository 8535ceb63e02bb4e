"""A learner's notebook of sales: what is noted, and what a week comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from msgspec import Struct, convert

from bot.core.text.entry_words import DAYS, TOMORROW, Kind

WEEK = timedelta(days=7)
KEPT_WARM = timedelta(weeks=4)
"""How long after the last entry the week's notebook is announced."""
MENDED_WITHIN = timedelta(days=7)
"""How long an entry can be taken back."""


class Entry(Struct, frozen=True):
    """One entry, never overwritten: a mended one is another, which `replaces` it. `cents` are of a sol.

    `quantity` is 0 where none was said.
    """

    id: str
    learner: str
    kind: Kind
    cents: int
    quantity: int
    thing: str
    local_date: date
    made_at: datetime
    replaces: str = ""


def read_entry(row: Mapping[str, object]) -> Entry:
    """The entry of a table's row."""
    return convert({**row, "replaces": row["replaces"] or ""}, Entry, strict=False)


class Week(Struct, frozen=True):
    """What a week comes to, in cents; `best` is the thing sold most often, with how many."""

    sold: int = 0
    spent: int = 0
    saved: int = 0
    best: tuple[str, int] | None = None

    @property
    def left(self) -> int:
        """What is left of what was sold; less than nothing where more was spent."""
        return self.sold - self.spent


def monday(day: date) -> date:
    """The first day of the day's week."""
    return day - timedelta(days=day.weekday())


def of_week(entries: Iterable[Entry], first: date) -> Week:
    """The sums of the seven days from `first` on."""
    sums: Counter[str] = Counter()
    things: Counter[str] = Counter()
    for entry in entries:
        if first <= entry.local_date < first + WEEK:
            sums[entry.kind] += entry.cents
            if entry.kind == "sold" and entry.thing:
                things[entry.thing] += entry.quantity or 1
    best = max(things.items(), key=lambda one: (one[1], one[0]), default=None)
    return Week(sums["sold"], sums["spent"], sums["saved"], best)


def owed(entries: Iterable[Entry]) -> int:
    """What others still owe, in cents: never less than nothing."""
    return max(0, sum({"owed": entry.cents, "paid": -entry.cents}.get(entry.kind, 0) for entry in entries))


def day_of(when: str, today: date) -> date | None:
    """The day that words like «ayer» or «lunes» mean, never one to come; None for such a one."""
    if when == TOMORROW:
        return None
    if when in DAYS:
        return today - timedelta(days=(today.weekday() - DAYS.index(when)) % 7)
    return today - timedelta(days={"ayer": 1, "anteayer": 2}.get(when, 0))
