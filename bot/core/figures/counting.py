"""A record -> the numbers of a period, by figure and split. What nobody could have has no number: it is no 0."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from msgspec.structs import replace

from bot.core import audience_list
from bot.core.figures import hard_items
from bot.core.figures.definition import ANSWERED_WITHIN, above
from bot.core.figures.period import Period
from bot.core.figures.record import Asked, Enrolled, Record
from bot.core.people import Member
from bot.core.scene import Context
from bot.core.schedule import school_calendar

Numbers = dict[tuple[str, str], int]


def count(record: Record, period: Period, context: Context, *, split: bool) -> Numbers:
    """Every figure that somebody could have; with `split`, those of people by age band too."""
    there = _there(record, period, context)
    parts = _parts(record, period, there, context)
    numbers: Numbers = {(name, ""): len(learners) for name, learners in parts.items()}
    numbers |= {
        ("lessons", ""): sum(record.lessons.values()),
        ("reviews", ""): sum(reviews for reviews, _ in record.reviews.values()),
        ("remembered", ""): sum(right for _, right in record.reviews.values()),
        ("dressed", ""): sum(reviews for reviews, _ in record.dressed.values()),
        ("dressed_right", ""): sum(right for _, right in record.dressed.values()),
        ("announced", ""): len({announcement for _, announcement in record.announced}),
        ("asked", ""): len(record.asked),
        ("answered", ""): sum(_in_time(asked, record, context) for asked in record.asked),
    }
    if split:
        bands = {one.learner: one.band for one in record.enrolments}
        for name, learners in parts.items():
            of_band = Counter(bands[learner] for learner in learners)
            numbers |= {(name, band): of_band[band] for band in sorted(set(bands.values()))}
    return _had(numbers) | hard_items.numbers(record.picked)


def _had(numbers: Numbers) -> Numbers:
    """Without what nobody could have: a part of nothing."""
    return {
        (name, split): n
        for (name, split), n in numbers.items()
        if all(numbers.get((whole, split), 0) for whole in above(name) if whole != "quiet")
    }


def _there(record: Record, period: Period, context: Context) -> dict[str, Enrolled]:
    """Who was enrolled and accepted in the period: the learner's latest such enrolment."""
    there, spans = {}, _spans(period, record, context)
    for one in record.enrolments:
        begin, end = spans[one.cohort]
        if one.accepted_at and one.accepted_at < end and (one.until is None or one.until >= begin):
            there[one.learner] = one
    return there


def _parts(record: Record, period: Period, there: dict[str, Enrolled], context: Context) -> dict[str, set[str]]:
    people = set(there)
    course = len(context.course.lessons)
    phones = {learner for learner, one in there.items() if one.has_phone}
    started = {learner for learner, one in there.items() if one.started}
    judged = _judging(record, period, context)
    quiet = {learner for learner in phones if judged(there[learner], audience_list.went_quiet)}
    return {
        "enrolled": people,
        "newcomers": _newcomers(record, period, context) - people,
        "wrote": people & {one.learner for one in record.enrolments if one.wrote},
        "started": started,
        "finished": {learner for learner in started if there[learner].lessons_done >= course},
        "passed": {learner for learner, one in there.items() if one.passed},
        "quiet": quiet,
        "to_call": {learner for learner in quiet if judged(there[learner], audience_list.to_call)},
        "no_phone": people - phones,
    }


def _newcomers(record: Record, period: Period, context: Context) -> set[str]:
    """Who had entered by the last day, and was accepted by nobody yet."""
    found, spans = set(), _spans(period, record, context)
    for one in record.enrolments:
        begin, end = spans[one.cohort]
        accepted = one.accepted_at is not None and one.accepted_at < end
        if not accepted and one.joined < end and (one.until is None or one.until >= begin):
            found.add(one.learner)
    return found


def _spans(period: Period, record: Record, context: Context) -> dict[str, tuple[datetime, datetime]]:
    """When the period begins and when it is over, where each cohort is."""
    after = period.last + timedelta(days=1)
    zones = {cohort.visit.zone: context.zone(cohort) for cohort in record.cohorts.values()}
    of_zone = {
        name: (
            datetime.combine(period.first, time(), zone).astimezone(UTC),
            datetime.combine(after, time(), zone).astimezone(UTC),
        )
        for name, zone in zones.items()
    }
    return {id: of_zone[cohort.visit.zone] for id, cohort in record.cohorts.items()}


def _judging(record: Record, period: Period, context: Context) -> Callable[[Enrolled, Callable[..., bool]], bool]:
    """What the chat would say on the period's last day; of many, each kind of learner is judged once."""
    known: dict[tuple[object, ...], bool] = {}

    def judged(one: Enrolled, rule: Callable[..., bool]) -> bool:
        cohort = record.cohorts[one.cohort]
        zone = context.zone(cohort)
        day = min(period.last, context.today(cohort))
        last = one.last_word
        alike = (cohort.visit.arrives, cohort.visit.departs, cohort.visit.zone, cohort.paused_until)
        key = (rule, *alike, last or one.joined.astimezone(zone).date(), one.paused)
        if key not in known:
            noon = _noon(day, zone)
            member = Member(
                one.learner,
                "",
                accepted=True,
                reach="yes",
                joined=one.joined,
                heard_at=_noon(date.fromisoformat(last), zone) if last else None,
                lessons_done=0,
                graduated=day > cohort.visit.departs,
                paused=one.paused,
            )
            known[key] = rule(member, cohort, replace(context, now=noon))
        return known[key]

    return judged


def _noon(day: date, zone: object) -> datetime:
    return datetime.combine(day, time(12), zone).astimezone(UTC)  # type: ignore[arg-type]


def _in_time(asked: Asked, record: Record, context: Context) -> bool:
    """Whether it was answered within three school days."""
    if asked.answered_at is None:
        return False
    cohort = record.cohorts[asked.cohort]
    zone = context.zone(cohort)
    began, ended = asked.asked_at.astimezone(zone).date(), asked.answered_at.astimezone(zone).date()
    until = ended + timedelta(days=1)
    return school_calendar.school_days_between(began, until, cohort, context.free_days(cohort)) <= ANSWERED_WITHIN
