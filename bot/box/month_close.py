"""Months and visits close by themselves as figures of nobody: what was closed is shown from then on, whoever is erased.

A period closes eight days after its last, since a box may come late with what it heard. It is counted beside the
writer and written a scope at a time; a box that was off closes what it missed, and what was closed stays.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.core.figures.period import CLOSES, Period, month_of, months, stay
from bot.core.scene import Context
from bot.papers import reports
from bot.ports.book import Book
from bot.ports.figures import Scope
from bot.ports.store import Store

CLOSED = "figures.closed"
"""The fact that holds the local date up to which everything is closed."""
SCOPES: tuple[Scope, ...] = ("cohort", "site", "region", "programme")


class Closing:
    """Closes what is due; `context` is the present, in the programme's own words."""

    def __init__(self, store: Store, context: Callable[[], Context]) -> None:
        self._store = store
        self._context = context

    async def due(self) -> int:
        """Once a local date: every month and visit that is to be closed since the last time; how many scopes it was."""
        context = self._context()
        today = context.today(None)
        if await self._store.read(lambda book: book.fact(CLOSED)) == today.isoformat():
            return 0
        wanted = await self._store.read(lambda book: _due(book, today))
        for scope, id, period in wanted:
            await self._close(scope, id, period, context)
        await self._store.run(lambda book: book.set_fact(CLOSED, today.isoformat()))
        return len(wanted)

    async def _close(self, scope: Scope, id: str, period: Period, context: Context) -> None:
        numbers = await self._store.read(lambda book: reports.to_close(book, scope, id, period, context))
        if numbers.get(("enrolled", "")) or numbers.get(("newcomers", "")):
            await self._store.run(lambda book: book.close_figures(scope, id, period.id, numbers, context.now))


def _due(book: Book, today: date) -> list[tuple[Scope, str, Period]]:
    """Every scope and period that should be closed by today and was not looked at yet."""
    cohorts = book.figure_cohorts("programme", "")
    if not cohorts:
        return []
    told = book.fact(CLOSED)
    since = date.fromisoformat(told) if told else None
    begun = min(cohort.visit.arrives for cohort in cohorts.values())
    due = [
        (scope, id, month)
        for month in months(month_of(begun), month_of(max(begun, today)))
        if _falls(month, since, today)
        for scope in SCOPES
        for id in book.scopes(scope)
    ]
    stays: list[tuple[Scope, str, Period]] = [("cohort", id, stay(cohort.visit)) for id, cohort in cohorts.items()]
    return [*due, *((scope, id, period) for scope, id, period in stays if _falls(period, since, today))]


def _falls(period: Period, since: date | None, today: date) -> bool:
    """Whether it became due after `since`; a month always on the eighth of the next one."""
    return period.closes_on <= today and (since is None or period.last + CLOSES > since)
