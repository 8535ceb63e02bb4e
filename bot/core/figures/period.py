"""The days that a report is about: a month, or a visit's stay; and when they close."""

from __future__ import annotations

import re
from datetime import date, timedelta

from msgspec import Struct

from bot.core.people import Visit
from bot.core.text.wording import day_words

CLOSES = timedelta(days=8)
"""From the last day to the one on which the period closes: a box may come late with what it heard."""
MOST_MONTHS = 24
MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio"),
    *("agosto", "setiembre", "octubre", "noviembre", "diciembre"),
)


class Period(Struct, frozen=True):
    """Local dates from `first` to `last`; `id` is by what its closed figures are found."""

    id: str
    words: str
    first: date
    last: date

    @property
    def closes_on(self) -> date:
        """The local date on which it closes."""
        return self.last + CLOSES


def month(year: int, number: int) -> Period:
    """A calendar month."""
    first = date(year, number, 1)
    after = date(year + number // 12, number % 12 + 1, 1)
    return Period(f"{year:04}-{number:02}", f"{MONTHS[number - 1]} de {year}", first, after - timedelta(days=1))


def month_of(day: date) -> Period:
    return month(day.year, day.month)


def month_before(day: date) -> Period:
    """The month before that of the day."""
    return month_of(day.replace(day=1) - timedelta(days=1))


def stay(visit: Visit) -> Period:
    """The whole visit."""
    words = f"{day_words(visit.arrives)} a {day_words(visit.departs)} de {visit.departs.year}"
    return Period(f"visit:{visit.id}", words, visit.arrives, visit.departs)


def read_month(text: str) -> Period | None:
    """`2027-03`; None for anything else."""
    found = re.fullmatch(r"(20\d\d)-(\d\d)", text.strip())
    if not found or not 1 <= int(found[2]) <= 12:
        return None
    return month(int(found[1]), int(found[2]))


def months(first: Period, last: Period) -> list[Period]:
    """Every month from the first to the last."""
    all_of = [first]
    while all_of[-1].last < last.first:
        all_of.append(month_of(all_of[-1].last + timedelta(days=1)))
    return all_of
