"""A report, read from the book: what is closed as it was closed, what is open counted now."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.figures import aftermath, counting, table
from bot.core.figures.period import Period, read_month, stay
from bot.core.figures.record import Record, by_site
from bot.core.figures.table import Report
from bot.core.people import Visit
from bot.core.scene import Context
from bot.core.talk.report_files import PROGRAMME, STAY
from bot.core.text.wording import listed, plain
from bot.ports.book import Book
from bot.ports.figures import Days, Numbers, Scope

SPLIT: frozenset[Scope] = frozenset({"site", "region", "programme"})
"""Scopes whose figures are split by age band: a cohort is too small to be."""

NAMED_AT_MOST = 8
_WORDS: dict[Scope, str] = {"site": "sede", "region": "región"}


def of_scope(book: Book, scope: Scope, scope_id: str, periods: Sequence[Period], context: Context) -> Report:
    """The report of the scope, a column a period. Beyond a cohort, without what would tell of a few."""
    published = scope in SPLIT
    columns = []
    for period in periods:
        numbers, sites, closed = _figures(book, scope, scope_id, period, context)
        columns.append(table.column(period, numbers, context.course, closed=closed, published=published, sites=sites))
    words, general = _general(book, scope, scope_id)
    sums = book.roster_sum(scope_id) if scope == "cohort" else None
    sex = (sums.girls, sums.boys) if sums and sums.girls is not None and sums.boys is not None else None
    return Report(words, tuple(columns), published, general, sex)


def _figures(
    book: Book, scope: Scope, scope_id: str, period: Period, context: Context
) -> tuple[Numbers, list[Numbers], bool]:
    """The numbers of a period, those of each site where it is a sum of sites, and whether they are closed."""
    many = scope in {"region", "programme"}
    closed = book.closed(scope, scope_id, period.id)
    sites = book.closed_sites(period.id) if many else {}
    if closed:
        there = {one.visit.site for one in book.figure_cohorts(scope, scope_id).values()} if many else set()
        return closed, [sites[site] for site in there if site in sites], True
    record = _record(book, scope, scope_id, period, context)
    parts = by_site(record) if many else {}
    told = [sites.get(site) or counting.count(part, period, context, split=True) for site, part in parts.items()]
    return counting.count(record, period, context, split=scope in SPLIT), told, False


def counted(book: Book, scope: Scope, scope_id: str, period: Period, context: Context) -> Numbers:
    """The numbers of a period as they are now."""
    return counting.count(_record(book, scope, scope_id, period, context), period, context, split=scope in SPLIT)


def _record(book: Book, scope: Scope, scope_id: str, period: Period, context: Context) -> Record:
    return book.record(scope, scope_id, _days(period, context))


def to_close(book: Book, scope: Scope, scope_id: str, period: Period, context: Context) -> Numbers:
    """The numbers with which a period closes: of a month also what became of learners."""
    numbers = counted(book, scope, scope_id, period, context)
    return {**numbers, **became(book, scope, scope_id, period, context)} if read_month(period.id) else numbers


def became(book: Book, scope: Scope, scope_id: str, period: Period, context: Context) -> Numbers:
    """What became of learners in a month, as it is now."""
    found = book.aftermath(scope, scope_id, _days(period, context), book.figure_cohorts(scope, scope_id))
    return aftermath.numbers(found, context.course)


def _days(period: Period, context: Context) -> Days:
    return Days(period.first, period.last, tuple(lesson.id for lesson in context.course.lessons), context.place)


def _general(book: Book, scope: Scope, scope_id: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Of whom it is, and the lines of a paper's head."""
    cohorts = list(book.figure_cohorts(scope, scope_id).values())
    regions = {one.cohort: one.region for one in book.itinerary()}
    places = listed(list(dict.fromkeys(regions[one.id] for one in cohorts if one.id in regions)))
    if scope == "programme":
        return "Todo el programa", (("Sedes", str(len({one.visit.site for one in cohorts}))),)
    if scope == "region":
        return f"Región {scope_id}", (("Región", scope_id), ("Sedes", str(len({one.visit.site for one in cohorts}))))
    sites = listed(list(dict.fromkeys(one.visit.site for one in cohorts)))
    stays = listed(list(dict.fromkeys(_stay(one.visit) for one in cohorts)))
    general = [("I. E.", sites), ("Región", places), ("Visita", stays)]
    general.insert(2, ("Grado y sección", listed([one.name for one in cohorts])))
    if scope == "site":
        return sites, tuple(general)
    cohort = book.cohort(scope_id)
    teachers = listed(list(cohort.teachers)) if cohort else ""
    return f"{cohorts[0].name}, {sites}", (*general, ("Profe", teachers))


def _stay(visit: Visit) -> str:
    return f"{visit.arrives:%d/%m/%Y} al {visit.departs:%d/%m/%Y}"


def asked(book: Book, scope: Scope, text: str, periods: Sequence[Period], context: Context) -> Report | str:
    """The report of what was typed: a cohort's code, a site's or region's name; or the sentence that nobody has it."""
    found = scope_of(book, scope, text)
    return found if isinstance(found, str) else of_scope(book, scope, found[1], periods, context)


def scope_of(book: Book, scope: Scope, text: str) -> tuple[str, str] | str:
    """Of whom it is, and the id, of what was typed; or the sentence that nobody has it."""
    if scope == "cohort":
        cohort = book.cohort_by_code(text)
        if cohort is None:
            return f"No hay un grupo con el código {text}. Los códigos están en «python -m bot itinerary show»."
        return _general(book, scope, cohort.id)[0], cohort.id
    if scope == "programme":
        return _general(book, scope, "")[0], ""
    known = {plain(name): name for name in book.scopes(scope)}
    if plain(text) not in known:
        names = listed(sorted(known.values())[:NAMED_AT_MOST]) or "ninguna todavía"
        return f"No hay una {_WORDS[scope]} «{text}» en el itinerario. Hay: {names}."
    return _general(book, scope, known[plain(text)])[0], known[plain(text)]


def for_person(book: Book, person: str, of: str, days: str, context: Context) -> Report | None:
    """The report that was asked for in the chat; None for who may not have it (any more)."""
    if of == PROGRAMME:
        period = read_month(days)
        may = "operator" in book.roles(person) and period
        return of_scope(book, "programme", "", [period], context) if may and period else None
    teacher = book.teacher(person)
    one = next((one for one in teacher.classes if one.cohort.id == of), None) if teacher else None
    if one is None:
        return None
    period = stay(one.cohort.visit) if days == STAY else read_month(days)
    return of_scope(book, "cohort", of, [period], context) if period else None
