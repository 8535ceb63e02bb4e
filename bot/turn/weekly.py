"""The week's message: whom it is looked for, and what must be at hand to tell it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.core.event import DigestDue, OperatorMorning, QuestionsWait, to_json
from bot.core.figures.period import month_before
from bot.core.figures.week import PROGRAMME, Months, Week, Weekly
from bot.core.people import Class
from bot.core.scene import Context, Scene
from bot.core.schedule import digest_days
from bot.core.schedule.digest_days import Digest
from bot.core.talk import digest
from bot.ports.book import Book
from bot.turn.world import new_id

AGAIN = timedelta(hours=1)
"""A turn that fails is tried again so much later; one that is done has said when."""
A_CALL = 200
SENT_LOOKED_AT = 6
WEEK = timedelta(days=7)


def call(book: Book, now: datetime) -> bool:
    """Whether it is some adult's hour: for each an inside event of their own."""
    people = book.due_digests(now, A_CALL)
    for person in people:
        book.cause(new_id(), person, to_json(DigestDue(person)), now, now)
        book.plan_digest(person, now + AGAIN)
    return bool(people)


def of_event(
    book: Book, scene: Scene, person: str, event: DigestDue | QuestionsWait | OperatorMorning, context: Context
) -> Weekly | None:
    """What is known of the message, and its weeks where it is due now."""
    weekly = known(book, person)
    local = context.now.astimezone(context.zone(digest.cohort_of(scene)))
    if isinstance(event, OperatorMorning) and scene.teacher:
        return _of_both(book, weekly, local, context)
    if isinstance(event, QuestionsWait) or local.date() in weekly.sent:
        return weekly
    cohort = digest.cohort_of(scene)
    holidays = context.free_days(cohort) if cohort else context.holidays(context.timezone)
    since = book.adult_since(person)
    began = since.astimezone(local.tzinfo).date() if since else local.date()
    day = digest_days.due(weekly.wish, began, local, holidays)
    if day is None:
        return weekly
    if isinstance(event, OperatorMorning):
        return programme(book, weekly, day, digest_days.week_told(day), context)
    classes = scene.teacher.classes if scene.teacher else ()
    months = _months(book, classes, day) if digest_days.is_first_of_month(day, weekly.wish) else {}
    weeks = {one.cohort.id: (_week(book, one, digest_days.week_told(day), context),) for one in classes}
    return Weekly(weekly.wish, weekly.sent, began, day, weeks, months)


def _of_both(book: Book, weekly: Weekly, local: datetime, context: Context) -> Weekly | None:
    """Who teaches too has the days of her classes' message; the programme's week comes on the first of school days."""
    monday = Digest(weekly.wish.person)
    day = digest_days.due(monday, date.min, local, context.holidays(context.timezone))
    if day != local.date():
        return None
    return programme(book, weekly, day, digest_days.week_told(day), context)


def asked(book: Book, scene: Scene, person: str, context: Context) -> Weekly:
    """The present week and the one before, whenever it is asked."""
    weekly = known(book, person)
    today = context.today(digest.cohort_of(scene))
    first = today - timedelta(days=today.weekday())
    if scene.teacher is None or not scene.teacher.classes:
        return programme(book, weekly, None, first, context)
    weeks = {
        one.cohort.id: (_week(book, one, first, context), _week(book, one, first - WEEK, context))
        for one in scene.teacher.classes
    }
    return Weekly(weekly.wish, weekly.sent, weeks=weeks)


def known(book: Book, person: str) -> Weekly:
    """When it is wanted, and when it came."""
    return Weekly(book.digest(person) or Digest(person), book.digests_sent(person, SENT_LOOKED_AT))


def programme(book: Book, weekly: Weekly, day: date | None, first: date, context: Context) -> Weekly:
    """The sites at which the truck was in that week, and the groups that nobody teaches."""
    last = first + WEEK - timedelta(days=1)
    there = [one for one in book.itinerary() if one.arrives <= last and one.departs >= first]
    zones = {one.site: one.timezone for one in there}
    sites = tuple(book.site_week(site, first, context.place(zone)) for site, zone in zones.items())
    groups = {one.cohort: f"{one.group} ({one.site})" for one in there}
    untaught = tuple(groups[one.cohort] for one in book.without_teacher() if one.cohort in groups)
    return Weekly(weekly.wish, weekly.sent, day=day, sites=sites, untaught=untaught, weeks={PROGRAMME: (Week(first),)})


def _week(book: Book, one: Class, first: date, context: Context) -> Week:
    return book.class_week(one.cohort.id, first, context.zone(one.cohort))


def _months(book: Book, classes: tuple[Class, ...], day: date) -> dict[str, Months]:
    last = month_before(day)
    before = month_before(last.first)
    return {
        one.cohort.id: Months(
            book.wrote_in("cohort", one.cohort.id, last.first, last.last),
            book.wrote_in("cohort", one.cohort.id, before.first, before.last),
        )
        for one in classes
        if one.cohort.visit.departs < day
    }
