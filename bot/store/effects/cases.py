"""What is kept of a case: never what was written."""

from __future__ import annotations

from bot.core import effect as e
from bot.ports.moment import Moment
from bot.store.shelves import Shelves


def opened(book: Shelves, effect: e.CaseOpened, at: Moment) -> None:
    book.open_case(effect.case, effect.kind, effect.of, at.now, school=effect.school)


def said(book: Shelves, effect: e.CaseSaid, at: Moment) -> None:
    book.add_case_line(effect.whose, effect.kind, "", effect.about, at.now)


def told(book: Shelves, effect: e.CaseTold, at: Moment) -> None:
    """By which delivery: what becomes of it decides whether it is said again."""
    book.add_case_line(effect.whose, "told", effect.person, at.delivery, at.now)


def taken(book: Shelves, effect: e.CaseTaken, at: Moment) -> None:
    """Nothing where it has ended."""
    book.add_case_line(effect.whose, "taken", effect.person, "", at.now)
    book.take_case(effect.case, effect.person, at.now)


def closed(book: Shelves, effect: e.CaseClosed, at: Moment) -> None:
    """The first end counts."""
    book.add_case_line(effect.whose, "closed", effect.person, effect.outcome, at.now)
    book.close_case(effect.case, effect.person, effect.outcome, at.now)
