"""What the week's message is made of: a class's week as the store finds it, and what is known of who gets it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from msgspec import Struct

from bot.core.figures.record import Picked
from bot.core.schedule.digest_days import Digest

LAST_DAY = timedelta(days=6)
PROGRAMME = ""
"""In the place of a cohort: the week of the whole programme."""


class Week(Struct, frozen=True):
    """Monday `first` to Sunday: the learners who were enrolled then, and who of them wrote, now and the week before.

    `finished` are lessons of the course with who finished them, and when, up to the Sunday. `picked` are first answers.
    """

    first: date
    enrolled: frozenset[str] = frozenset()
    wrote: frozenset[str] = frozenset()
    wrote_before: frozenset[str] = frozenset()
    finished: tuple[tuple[str, str, date], ...] = ()
    picked: tuple[Picked, ...] = ()

    @property
    def last(self) -> date:
        return self.first + LAST_DAY


class Months(Struct, frozen=True):
    """Who of a class wrote in the month before `day`, and in the one before that."""

    wrote: frozenset[str] = frozenset()
    wrote_before: frozenset[str] = frozenset()


class SiteWeek(Struct, frozen=True):
    """How many of a site's learners wrote in a week, of how many."""

    site: str
    wrote: int
    enrolled: int


class Weekly(Struct, frozen=True):
    """What is known of the week's message to somebody: the `day` on which one is due (None: none is), and its weeks.

    `wish` is when it is wanted, `sent` are the days on which one left, the newest first. `weeks` are by cohort, the
    latest first; `months` where graduates are told of; `sites` and `untaught` (groups) are for who runs the programme.
    """

    wish: Digest
    sent: tuple[date, ...] = ()
    since: date = date.min
    day: date | None = None
    weeks: Mapping[str, tuple[Week, ...]] = {}
    months: Mapping[str, Months] = {}
    sites: tuple[SiteWeek, ...] = ()
    untaught: tuple[str, ...] = ()
