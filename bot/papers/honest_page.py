"""Did it work? One page of what became of learners, with what it cannot show said first."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from bot.core.figures import aftermath
from bot.core.figures.aftermath import Line
from bot.core.figures.period import Period, month_of, months
from bot.core.scene import Context
from bot.core.text.wording import LOCALE
from bot.papers import reports, typesetting
from bot.ports.book import Book
from bot.ports.figures import Numbers, Scope


def lines(book: Book, scope: Scope, scope_id: str, context: Context, cost: int | None = None) -> list[Line]:
    """The figures from the first visit on: closed months as they closed, the others as they are now."""
    cohorts, today = book.figure_cohorts(scope, scope_id), context.today(None)
    first = min((cohort.visit.arrives for cohort in cohorts.values()), default=today)
    all_of = months(month_of(min(first, today)), month_of(today))
    return aftermath.lines(aftermath.total(_numbers(book, scope, scope_id, month, context) for month in all_of), cost)


def _numbers(book: Book, scope: Scope, scope_id: str, month: Period, context: Context) -> Numbers:
    """As they closed; a month that an earlier release closed has none of these, and is counted now."""
    closed = book.closed(scope, scope_id, month.id)
    return closed if aftermath.told(closed) else reports.became(book, scope, scope_id, month, context)


def pdf(of: str, found: list[Line], today: date) -> bytes:
    """The page."""
    return typesetting.pdf(
        "honest",
        {
            "of": of,
            "cannot": aftermath.CANNOT,
            "lines": [[one.words, one.says, one.means] for one in found],
            "made": format_date(today, "d 'de' MMMM 'de' y", LOCALE),
        },
    )
