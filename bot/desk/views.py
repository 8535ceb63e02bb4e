"""What the desk's pages say, as values: core's own words about a class, nothing grave, and no score."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from babel.dates import format_date
from babel.numbers import format_decimal
from msgspec import Struct

from bot.core import announcement, audience_list, help_reason, phrase
from bot.core.people import Class, Cohort, Learner, Member, Question, Sheet, Struggle
from bot.core.scene import Context
from bot.core.state import read_progress
from bot.core.talk import announcement_report, class_progress, classroom
from bot.core.text.wording import LOCALE, beginning, plain
from bot.ports.book import Book

HARD_SHOWN = 5
"""Quiz items on the page of those that cost most."""
WEEKS = 8
DAYS_A_WEEK = 7
LONGEST_TEXT = 120
_URGENCY = ("call", "never", "quiet", "hard", "asks")
SORTS = ("nombre", "lecciones", "palabra")


class Week(Struct, frozen=True):
    """Monday to Sunday: who wrote, of how many; `of` is 0 where nobody was there yet."""

    label: str
    written: int
    of: int

    @property
    def share(self) -> int:
        """Hundredths, for the bar."""
        return 100 * self.written // self.of if self.of else 0


class Need(Struct, frozen=True):
    """Who needs help, and why, in words."""

    learner: str
    name: str
    why: str


class Row(Struct, frozen=True):
    """A learner as the class's table has her."""

    learner: str
    name: str
    done: int
    last_word: str
    last_day: date
    state: str


def number(value: int) -> str:
    return format_decimal(value, locale=LOCALE)


def needs(book: Book, one: Class, context: Context) -> list[Need]:
    """One reason each, in the order of urgency; by name within it."""
    struggles = _struggles(book, one, context)
    found = []
    for member in sorted(one.members, key=lambda member: plain(member.name)):
        why = help_reason.reason(member, one, struggles, context)
        if why:
            need = Need(member.learner, member.name, help_reason.said(why, context))
            found.append((_URGENCY.index(why.kind), need))
    return [need for _, need in sorted(found, key=lambda pair: pair[0])]


def _struggles(book: Book, one: Class, context: Context) -> dict[str, Struggle]:
    return book.struggles(one.cohort.id, context.now - help_reason.HARD_WITHIN, context.zone(one.cohort))


def sheet(book: Book, one: Class, member: Member, context: Context) -> list[str]:
    """What the chat's sheet says of the learner."""
    row = book.learner(member.learner)
    if row is None:
        return []
    progress, name = read_progress(row.progress), row.name
    learner = Learner(row.id, name, row.age_band, progress, one.cohort, row.accepted, row.language, row.enrolled_at)
    agreed_at, given_by = book.agreed(row.id) or (None, "")
    known = Sheet(learner, _struggles(book, one, context).get(row.id), agreed_at, given_by == "guardian")
    return class_progress.facts(known, one, member, context)


def weeks(book: Book, one: Class, context: Context) -> list[Week]:
    """The last eight weeks of the class, the present one first."""
    today = context.today(one.cohort)
    monday = today - timedelta(days=today.weekday())
    zone = context.zone(one.cohort)
    joined = [member.joined.astimezone(zone).date() for member in one.members if member.accepted]
    found = []
    for n in range(WEEKS):
        first = monday - timedelta(weeks=n)
        last = first + timedelta(days=DAYS_A_WEEK - 1)
        of = sum(day <= last for day in joined)
        written = book.desk_written(one.cohort.id, first, last) if of else 0
        found.append(Week(f"{_day(first)} al {_day(last)}", min(written, of), of))
    return found


def by_week(days: Sequence[date], first: date) -> list[int]:
    """How many of the days are in each week, the present one first; `first` is the Monday of the oldest."""
    counted = [0] * WEEKS
    for day in days:
        counted[min(WEEKS - 1, (day - first).days // DAYS_A_WEEK)] += 1
    return counted[::-1]


def _day(day: date) -> str:
    return format_date(day, "d MMM", locale=LOCALE)


def rows(one: Class, sort: str, context: Context) -> list[Row]:
    """The accepted learners, by name unless another column was asked for."""
    made = [_row(member, one.cohort, context) for member in one.members if member.accepted]
    made.sort(key=lambda row: plain(row.name))
    if sort == "lecciones":
        made.sort(key=lambda row: row.done)
    if sort == "palabra":
        made.sort(key=lambda row: row.last_day)
    return made


def _row(member: Member, cohort: Cohort, context: Context) -> Row:
    last = audience_list.last_word(member, cohort, context)
    said = classroom.ago((context.today(cohort) - last).days, context) if member.heard_at else ""
    return Row(member.learner, member.name, member.lessons_done, said, last, _state(member))


def _state(member: Member) -> str:
    if member.reach == "no_phone":
        return "Sin celular"
    if member.reach == "blocked":
        return "Bloqueó el chat"
    return "De una visita que terminó" if member.graduated else "En pausa" if member.paused else ""


def last_announcement(book: Book, teacher: str, context: Context) -> list[str]:
    """The lines of the teacher's last announcement as the chat reports them; none where there is none."""
    row = book.latest_announcement(teacher)
    if row is None:
        return []
    if row.status in {"held", "waiting", "cancelled"}:
        words = phrase.LAST_CANCELLED if row.status == "cancelled" else phrase.LAST_WAITS
        return [context.t(words, text=beginning(row.text, LONGEST_TEXT) or "📷")]
    counts = book.announcement_counts(row.id)
    return announcement_report.first(announcement.view(row), counts, context).text.splitlines()


def questions(some: Sequence[Question], one: Class, context: Context) -> list[tuple[str, str, str]]:
    """Who asks, what, and since when."""
    zone, today = context.zone(one.cohort), context.today(one.cohort)
    return [
        (
            question.name,
            beginning(question.text, LONGEST_TEXT),
            classroom.ago((today - question.asked_at.astimezone(zone).date()).days, context),
        )
        for question in some
    ]
