"""What figures are counted from, closed figures, and what a school's roster says of a group: numbers of nobody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

from msgspec import Struct

from bot.core.figures.aftermath import Aftermath
from bot.core.figures.record import Record
from bot.core.people import Cohort

Scope = Literal["cohort", "site", "region", "programme"]
"""Of what a figure is; its id is the cohort's id, the site's or region's name, or empty for the programme."""
Numbers = Mapping[tuple[str, str], int]
"""A figure's number by (name, split); a split is an age band, or empty for everybody."""


class Days(Struct, frozen=True):
    """Local dates from `first` to `last`; `lessons` are the ids of the present course, `place` finds a time zone."""

    first: date
    last: date
    lessons: tuple[str, ...]
    place: Callable[[str], ZoneInfo]


class RosterSum(Struct, frozen=True):
    """How many the school's roster of a group names; None where it has no column of sex."""

    girls: int | None
    boys: int | None
    total: int


class FigureBook(Protocol):
    """What is counted, as the book keeps it."""

    def figure_cohorts(self, scope: Scope, scope_id: str) -> dict[str, Cohort]:
        """The cohorts of the scope by id, by arrival; their teacher is the itinerary's."""
        ...

    def scopes(self, scope: Scope) -> list[str]:
        """The ids of every such scope of the itinerary, in their order."""
        ...

    def record(self, scope: Scope, scope_id: str, days: Days) -> Record:
        """What the figures of those days are counted from."""
        ...

    def aftermath(self, scope: Scope, scope_id: str, days: Days, cohorts: dict[str, Cohort]) -> Aftermath:
        """What became of the learners of the scope in those days; its `cohorts` are as `figure_cohorts` has them."""
        ...

    def closed(self, scope: Scope, scope_id: str, period: str) -> dict[tuple[str, str], int]:
        """The figures of a period that was closed; empty while it is open."""
        ...

    def closed_sites(self, period: str) -> dict[str, Numbers]:
        """The figures of every site that was closed in the period."""
        ...

    def close_figures(self, scope: Scope, scope_id: str, period: str, numbers: Numbers, now: datetime) -> None:
        """Closes the period for the scope; what is closed already stays as it is."""
        ...

    def save_roster_sum(self, cohort: str, counted: RosterSum, now: datetime) -> None:
        """What the roster that was read last says of the group."""
        ...

    def roster_sum(self, cohort: str) -> RosterSum | None: ...
