"""What somebody who runs the programme wants to know: the route, the groups, the messages, and whether all is well."""

from __future__ import annotations

from datetime import date, datetime
from itertools import groupby

from babel.dates import format_date
from msgspec import Struct

from bot.core.people import Member
from bot.core.schedule import school_calendar
from bot.core.text.wording import LOCALE, sentence_case, shown_code
from bot.ports.book import Book
from bot.ports.rows import Planned

STATUSES = {
    "sent": "Entregados",
    "queued": "Por salir",
    "claimed": "Saliendo",
    "started": "Saliendo",
    "uncertain": "En duda",
    "failed": "No llegaron",
    "blocked": "Chat bloqueado",
    "expired": "Vencidos sin salir",
    "cancelled": "Cancelados",
}


class Group(Struct, frozen=True):
    """A cohort in numbers."""

    name: str
    code: str
    teacher: str
    learners: int
    graduates: int
    lessons: int


class Stay(Struct, frozen=True):
    """A visit and its groups; `state` is `gone`, `here` or `coming`."""

    site: str
    region: str
    dates: str
    state: str
    groups: tuple[Group, ...]


class Programme(Struct, frozen=True):
    """The whole page. `deliveries` are (what, how many)."""

    stays: tuple[Stay, ...]
    learners: int
    graduates: int
    lessons: int
    sent: int
    deliveries: tuple[tuple[str, int], ...]
    waiting: int


def read_programme(book: Book, now: datetime) -> Programme:
    """Everything at one instant; `now` is local."""
    planned = sorted(book.itinerary(), key=lambda one: (one.arrives, one.visit, one.group))
    stays = tuple(_stay(book, list(rows), now) for _, rows in groupby(planned, key=lambda one: one.visit))
    groups = [group for stay in stays for group in stay.groups]
    backlog = book.backlog(now)
    deliveries = _by_status(backlog.deliveries)
    return Programme(
        stays,
        backlog.learners,
        sum(group.graduates for group in groups),
        sum(group.lessons for group in groups),
        dict(deliveries).get(STATUSES["sent"], 0),
        deliveries,
        backlog.waiting,
    )


def _stay(book: Book, rows: list[Planned], now: datetime) -> Stay:
    first = rows[0]
    gone = now >= datetime.combine(first.departs, school_calendar.GRADUATION, now.tzinfo)
    state = "coming" if now.date() < first.arrives else "gone" if gone else "here"
    groups = tuple(_group(book, row) for row in rows)
    return Stay(sentence_case(first.site), first.region, _dates(first.arrives, first.departs), state, groups)


def _dates(first: date, last: date) -> str:
    """`del 2 de marzo al 1 de abril de 2026`: the year once, where it is one."""
    pattern = "d 'de' MMMM" if first.year == last.year else "d 'de' MMMM 'de' y"
    until = format_date(last, "d 'de' MMMM 'de' y", locale=LOCALE)
    return f"del {format_date(first, pattern, locale=LOCALE)} al {until}"


def _group(book: Book, row: Planned) -> Group:
    members = _members(book, row.cohort)
    return Group(
        row.group,
        shown_code(row.code),
        row.teacher,
        len(members),
        sum(member.graduated for member in members),
        sum(member.lessons_done for member in members),
    )


def _members(book: Book, cohort: str) -> tuple[Member, ...]:
    """As the cohort's teachers see them; nobody while it has no teacher."""
    for someone in book.teachers_of(cohort):
        teacher = book.teacher(someone.id)
        for one in teacher.classes if teacher else ():
            if one.cohort.id == cohort:
                return one.members
    return ()


def _by_status(deliveries: dict[tuple[str, str], int]) -> tuple[tuple[str, int], ...]:
    counts: dict[str, int] = {}
    for (_, status), count in deliveries.items():
        words = STATUSES.get(status, status)
        counts[words] = counts.get(words, 0) + count
    order = list(dict.fromkeys(STATUSES.values()))
    return tuple(sorted(counts.items(), key=lambda item: order.index(item[0]) if item[0] in order else len(order)))
