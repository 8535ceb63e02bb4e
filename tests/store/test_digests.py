"""When the week's message is looked for, the days on which it left, and a class's week, on both engines."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from bot.core.figures.week import SiteWeek
from bot.core.finish import Finish
from bot.core.schedule.digest_days import Digest
from tests.store.made import ANA, COHORT, DAY, NOW, ROSA, attempt, cohort, learner, teacher

LIMA = ZoneInfo("America/Lima")
WEEK = timedelta(days=7)


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


async def test_it_is_looked_for_when_it_was_planned(store):
    """And no more where it was planned for never; what was chosen stays as it was."""

    def plans(book):
        cohort(book)
        teacher(book)
        book.save_digest(Digest(ROSA, 6, 18 * 60))
        book.plan_digest(ROSA, NOW + DAY)
        return book.due_digests(NOW, 9), book.due_digests(NOW + DAY, 9), book.next_due_at(), book.digest(ROSA)

    assert await store.run(plans) == ([], [ROSA], NOW + DAY, Digest(ROSA, 6, 18 * 60))

    def unplans(book):
        book.plan_digest(ROSA, None)
        return book.due_digests(NOW + DAY, 9)

    assert await store.run(unplans) == []


async def test_two_of_a_day_cannot_be(store):
    """The newest first; a tap is kept by its day, and only after one was sent."""
    today = NOW.date()

    def sends(book):
        cohort(book)
        teacher(book)
        book.plan_digest(ROSA, NOW)
        book.touch_digest(ROSA, today)
        before = book.digest(ROSA)
        for on in (today, today, today + WEEK):
            book.take_digest_slot(ROSA, on, on)
        book.touch_digest(ROSA, today)
        return before.touched_on, book.digests_sent(ROSA, 9), book.digest(ROSA)

    touched, sent, digest = await store.run(sends)
    assert touched is None
    assert sent == (today + WEEK, today)
    assert digest == Digest(ROSA, sent_on=today + WEEK, touched_on=today)


async def test_what_a_wrong_clock_sent_is_forgotten(store):
    """It is looked for again, and what was to come comes."""
    today = NOW.date()

    def settles(book):
        cohort(book)
        teacher(book)
        book.plan_digest(ROSA, NOW + 30 * DAY)
        for on in (today - WEEK, today + 4 * WEEK):
            book.take_digest_slot(ROSA, on, on)
        book.settle_rows(NOW)
        return book.digest(ROSA).sent_on, book.digests_sent(ROSA, 9), book.due_digests(NOW, 9)

    assert await store.run(settles) == (today - WEEK, (today - WEEK,), [ROSA])


async def test_since_when_somebody_teaches_or_runs_it(store):
    """The earliest of what is so now."""

    def begins(book):
        cohort(book)
        book.add_person(ROSA, "Rosa", "es", NOW)
        before = book.adult_since(ROSA)
        book.grant("grant", ROSA, "operator", NOW + DAY)
        book.teach("teach", ROSA, COHORT, NOW)
        return before, book.adult_since(ROSA)

    assert await store.run(begins) == (None, NOW)


async def test_a_week_of_a_class(store):
    """Who was in it, who wrote, what was finished and answered; a site's is counted the same way."""
    first = monday(NOW.astimezone(LIMA).date())

    def lives(book):
        cohort(book)
        learner(book)
        book.accept(ANA, NOW)
        book.add_active_day(ANA, COHORT, first, "web")
        book.add_finish(Finish(ANA, "fin-04", "lesson", COHORT, first), NOW)
        book.open_prompt("prompt", f"at-{ANA}", ANA, "fin-04-q1", "hash", "{}", NOW)
        book.add_attempt("attempt", "prompt", replace(attempt(ANA), at=NOW))
        site = book.cohort(COHORT).visit.site
        later = book.class_week(COHORT, first + WEEK, LIMA)
        return book.class_week(COHORT, first, LIMA), later, book.site_week(site, first, LIMA)

    week, later, site = await store.run(lives)
    assert (week.enrolled, week.wrote, week.wrote_before) == ({ANA}, {ANA}, set())
    assert (later.enrolled, later.wrote, later.wrote_before) == ({ANA}, set(), {ANA})
    assert week.finished == ((ANA, "fin-04", first),)
    assert [one.n for one in week.picked] == [1]
    assert (site.wrote, site.enrolled) == (1, 1)
    assert isinstance(site, SiteWeek)
    wrote = await store.read(lambda book: book.wrote_in("cohort", COHORT, first, first))
    assert wrote == {ANA}
