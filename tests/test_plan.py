"""The schedule as values, over random learners at random instants."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import islice

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.core.people import Cohort, Learner, Visit
from bot.core.scene import Scene
from bot.core.schedule import allowance, plan, retention
from bot.core.state import OPEN_END, AgeBand, Conversation, Memory, Progress, Support
from bot.core.talk import drip
from tests.chat import LIMA, MONDAY, at, world

COURSE = world().course
LESSONS = [lesson.id for lesson in COURSE.lessons]
ITEMS = [item.id for lesson in COURSE.lessons for item in lesson.items][:12]
DAYS = st.integers(-10, 420).map(lambda days: MONDAY + timedelta(days=days))
ISO = st.one_of(st.just(""), DAYS.map(date.isoformat))


@st.composite
def supports(draw: st.DrawFn, departs: date, today: date) -> Support | None:
    if (today > departs) == draw(st.sampled_from([False, False, False, True])):
        return None
    return Support(
        departed=draw(st.sampled_from([departs, departs, departs, departs + timedelta(days=3)])).isoformat(),
        last_stop=draw(st.one_of(st.just(departs.isoformat()), ISO)),
        unanswered=draw(st.integers(0, 8)),
        sent_on=draw(ISO),
        weekday=draw(st.one_of(st.none(), st.integers(0, 6))),
    )


@st.composite
def progresses(draw: st.DrawFn, departs: date, today: date) -> Progress:
    near = st.one_of(ISO, st.integers(-40, 1).map(lambda days: (today + timedelta(days=days)).isoformat()))
    done = draw(st.one_of(st.just(LESSONS), st.lists(st.sampled_from(LESSONS), unique=True)))
    days = draw(st.lists(st.integers(0, 4), min_size=1, unique=True))
    due = st.integers(-90, 90).map(lambda days: int((at(today, 12) + timedelta(days=days)).timestamp()))
    return Progress(
        done={id: draw(near) or today.isoformat() for id in done},
        memory={item: Memory(3.0, 5.0, draw(due), 0) for item in draw(st.lists(st.sampled_from(ITEMS), unique=True))},
        hour=draw(st.integers(7 * 60, 20 * 60)),
        days=tuple(sorted(days)),
        paused_until=draw(st.one_of(st.just(""), st.just(""), st.just(OPEN_END), near)),
        active=tuple(sorted(filter(None, draw(st.lists(near, max_size=3))))),
        offered_on=draw(near),
        offered=draw(st.sampled_from(["", *LESSONS[:3]])),
        nudged_on=draw(near),
        unheard=draw(st.integers(0, 5)),
        kept_from=(today - timedelta(days=draw(st.sampled_from([30, 300, 729, 730, 731])))).isoformat(),
        keep_asked=draw(near) if draw(st.integers(0, 9)) == 9 else "",
        age_asked=draw(near),
        support=draw(supports(departs, today)),
    )


@st.composite
def lives(draw: st.DrawFn) -> tuple[Learner, datetime]:
    """A learner, and an instant."""
    departs = MONDAY + timedelta(days=draw(st.integers(20, 60)))
    today = draw(st.one_of(DAYS, *[st.integers(-3, 50).map(lambda days: MONDAY + timedelta(days=days))] * 3))
    minutes = draw(st.integers(0, 24 * 60 - 1))
    paused = draw(st.one_of(st.none(), st.none(), DAYS))
    visit = Visit("v", "Pampas", MONDAY, departs, "America/Lima")
    cohort = Cohort("c", "5A", "PAMPAS5A", visit, paused_until=paused) if draw(st.integers(0, 9)) else None
    bands: list[AgeBand] = ["under_14", "14_to_17", "adult"]
    band = draw(st.sampled_from(bands))
    progress = draw(progresses(departs, today))
    enrolled = at(MONDAY - timedelta(days=draw(st.integers(0, 800))), 9)
    luz = Learner("l", "Luz Q.", band, progress, cohort, True, "es", enrolled)
    return luz, at(today, 0) + timedelta(minutes=minutes)


@settings(max_examples=150)
@given(lives())
def test_the_plan_stands_where_the_message_leaves_it(life: tuple[Learner, datetime]) -> None:
    """At the instant that the plan names something is due, and then the same is not due again."""
    learner, now = life
    context = world().context(now, "es")
    occasion = plan.next(learner, context)
    assume(occasion is not None and occasion.kind != "keeping")
    assert occasion is not None
    then = replace(context, now=max(occasion.at, now))
    due = plan.next(learner, then)
    assert due is not None
    assert due.at <= then.now
    assert drip.due(Scene("a", "web", Conversation(), learner), then).progress == plan.after(learner, due, then)


@settings(max_examples=100)
@given(lives())
def test_a_local_date_has_one_message(life: tuple[Learner, datetime]) -> None:
    """Whatever is due, and however much of it: each next message is on another day."""
    learner, now = life
    coming = islice(plan.coming(learner, world().context(now, "es")), 12)
    said = [max(one.at, now).astimezone(LIMA).date() for one in coming if one.kind not in plan.SILENT]
    assert learner.progress.offered_on not in {day.isoformat() for day in said[:1]}
    assert len(set(said)) == len(said)


def graduate(**about: object) -> Learner:
    """Who left with the truck four weeks ago, and has a check-in today."""
    departs = MONDAY + timedelta(days=32)
    visit = Visit("v", "Pampas", MONDAY, departs, "America/Lima")
    support = Support(departs.isoformat(), last_stop=(departs + timedelta(days=21)).isoformat())
    progress = Progress(support=support, active=(departs.isoformat(),), **about)  # type: ignore[arg-type]
    return Learner("l", "Luz", "14_to_17", progress, Cohort("c", "5A", "P5A", visit), True, "es", at(MONDAY, 9))


CHECK_IN = MONDAY + timedelta(days=32 + 28)


def kinds(learner: Learner, now: datetime, many: int) -> list[tuple[str, int]]:
    """The next occasions, with the day of each counted from the check-in."""
    coming = islice(plan.coming(learner, world().context(now, "es")), many)
    return [(one.kind, (one.at.astimezone(LIMA).date() - CHECK_IN).days) for one in coming]


def test_what_is_due_together_comes_in_its_order_a_day_each() -> None:
    """The age, then whether to keep the data, then the check-in, which is not lost."""
    luz = graduate(age_asked="2024-01-01", kept_from=(CHECK_IN - retention.KEPT).isoformat())
    assert kinds(luz, at(CHECK_IN, 9), 3) == [("age", 0), ("keeping", 1), ("check_in", 2)]


def test_a_check_in_that_was_missed_outlives_a_later_piece() -> None:
    """The box was off for ten days: the check-in is said, and the pieces since are not."""
    assert kinds(graduate(), at(CHECK_IN + timedelta(days=10), 9), 2) == [("check_in", 10), ("piece", 14)]


def test_a_farewell_waits_where_the_day_has_its_message() -> None:
    """The truck left an hour after the learner had heard of new dates."""
    departs = MONDAY + timedelta(days=32)
    luz = graduate(offered_on=departs.isoformat())
    luz = replace(luz, progress=replace(luz.progress, support=None))
    context = world().context(at(departs, 19), "es")
    farewell = plan.next(luz, context)
    assert farewell is not None
    assert (farewell.kind, farewell.at) == ("farewell", at(departs + timedelta(days=1), 18))


@pytest.mark.parametrize(
    ("told", "leaves"),
    [
        ([], at(MONDAY, 12)),
        ([8], at(MONDAY, 12)),
        ([8, 9], at(MONDAY + timedelta(days=1), 7)),
        ([8, 9, 31], at(MONDAY + timedelta(days=1), 7)),
        ([8, 9, 31, 31], at(MONDAY + timedelta(days=2), 7)),
        ([-3, -2, 11], at(MONDAY, 12)),
    ],
)
def test_a_teacher_has_two_words_a_day(told: list[int], leaves: datetime) -> None:
    """A third waits for the morning, and counts there."""
    words = [at(MONDAY, 0) + timedelta(hours=hour) for hour in told]
    assert allowance.teachers_at(words, at(MONDAY, 12), LIMA) == leaves


@pytest.mark.parametrize(("told", "offer"), [(15, 18), (16, 18), (17, 19), (18, 20), (19, 24 + 18)])
def test_after_a_teachers_word_the_offer_waits_two_hours(told: int, offer: int) -> None:
    """Where that would be night, it is the next day's."""
    luz = graduate()
    luz = replace(luz, progress=Progress(), told=(at(MONDAY, told),))
    context = world().context(at(MONDAY, max(told, 18)), "es")
    occasion = plan.next(luz, context)
    assert occasion is not None
    assert occasion.at == at(MONDAY, 0) + timedelta(hours=offer)
