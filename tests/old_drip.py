"""What is due, and when: the learner's offer of the day, a nudge, the farewell, and support after it.

`next_due` says when to look again; `due` looks, and is safe to call at any time and any number of times: it
decides from the present alone, so a restart, a late start or a clock that jumps doubles nothing and never
floods. One proactive message a local date, between 07:00 and 21:00."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from msgspec.structs import replace

from bot.core import course_place
from bot.core.effect import SlotTaken
from bot.core.event import OfferedTogether
from bot.core.event_key import unnamed
from bot.core.people import Cohort, Learner
from bot.core.reply import Answer, Ask, Cause, Post
from bot.core.scene import Context, Scene, Turn
from bot.core.schedule import message_days, quiet_hours, retention, school_calendar, taper
from bot.core.state import Support
from bot.core.talk import account, graduate, keeping, today

NUDGE_AFTER_SCHOOL_DAYS = 3
TOGETHER_WITHIN = timedelta(hours=1)
FAREWELL_KEEPS = timedelta(days=7)


def next_due(learner: Learner, context: Context) -> datetime | None:
    """When to look at the learner again (UTC, may be past: then at once); None when nothing will ever be due."""
    asked = _asked_at(learner, context)
    if learner.cohort is None:
        return asked
    if _out_of_step(learner, learner.cohort, context):
        return context.now
    course = _course_due(learner, learner.cohort, context)
    return min(course, asked) if course else asked


def next_message(learner: Learner, context: Context) -> datetime | None:
    """When the course or the support writes next; None when nothing is to come."""
    return _course_due(learner, learner.cohort, context) if learner.cohort else None


def leaves_at(cohort: Cohort, context: Context) -> datetime:
    """When the truck leaves for its learners (UTC)."""
    return school_calendar.departure(cohort, context.zone(cohort))


def _course_due(learner: Learner, cohort: Cohort, context: Context) -> datetime | None:
    """When the course or the support has something to say."""
    if learner.progress.support:
        return _next_stop_at(learner, cohort, context)
    leaving = school_calendar.departure(cohort, context.zone(cohort))
    offer = _next_offer_at(learner, cohort, context)
    return min(offer, leaving) if offer else leaving


def due(scene: Scene, context: Context) -> Turn:
    """The learner's schedule struck: at most one proactive message, and the state brought into step."""
    learner = scene.the_learner()
    cohort = learner.cohort
    if cohort and _out_of_step(learner, cohort, context):
        return _into_step(scene, cohort, context)
    if context.now >= _asked_at(learner, context):
        return _asked(scene, context)
    if cohort is None:
        return scene.turn()
    if learner.progress.support:
        return _support_due(scene, cohort, context)
    return _offer_due(scene, cohort, context)


# --- whether to keep the data --------------------------------------------------------------------------------


def _asked_at(learner: Learner, context: Context) -> datetime:
    """The learner's hour on the first free day on which something about the data is to be asked or done."""
    zone, progress = context.zone(learner.cohort), learner.progress
    today_ = context.today(learner.cohort)
    wanted = retention.next_day(learner, context)
    if wanted <= today_ and (
        progress.offered_on == today_.isoformat()
        or context.now >= school_calendar.at(today_, _closing(progress.hour), zone)
    ):
        return school_calendar.at(today_ + timedelta(days=1), progress.hour, zone)
    return school_calendar.at(max(wanted, today_), progress.hour, zone)


def _asked(scene: Scene, context: Context) -> Turn:
    """The data are asked about, or go; that day has no other message."""
    done = keeping.due(scene, context)
    if done.progress is None or not done.answers:
        return done
    learner, local = scene.the_learner(), context.now.astimezone(context.zone(scene.cohort))
    slot = SlotTaken(learner.id, local.date(), "data")
    progress = replace(done.progress, offered_on=local.date().isoformat())
    return replace(done, progress=progress, writes=(slot,), post=_until_evening(local))


# --- the truck left, or its leaving proved false -----------------------------------------------------------


def _out_of_step(learner: Learner, cohort: Cohort, context: Context) -> bool:
    """Whether the season changed since the learner was last told."""
    gone = context.now >= school_calendar.departure(cohort, context.zone(cohort))
    support = learner.progress.support
    if support is None:
        return gone
    return not gone or support.departed != cohort.visit.departs.isoformat()


def _into_step(scene: Scene, cohort: Cohort, context: Context) -> Turn:
    progress = scene.the_learner().progress
    if context.now < school_calendar.departure(cohort, context.zone(cohort)):
        told = context.today(cohort).isoformat()  # the correction is today's message
        back = scene.progressed(replace(progress, support=None, offered_on=told))
        return back.turn(graduate.not_gone(back, context), post=_lasting(cohort, context))
    support = replace(progress.support or Support(""), departed=cohort.visit.departs.isoformat(), last_stop="")
    known = progress.support is not None
    moved = scene.progressed(replace(progress, support=_caught_up(support, cohort, context)))
    if known:
        return moved.turn()
    return _sent(moved, context, "farewell", graduate.farewell(moved, context), _lasting(cohort, context))


def _caught_up(support: Support, cohort: Cohort, context: Context) -> Support:
    """Support whose stops before today count as handled: what was missed is not sent late in a heap."""
    yesterday = context.today(cohort) - timedelta(days=1)
    return replace(support, last_stop=max(yesterday, cohort.visit.departs).isoformat())


def _lasting(cohort: Cohort, context: Context) -> Post:
    local = context.now.astimezone(context.zone(cohort))
    return Post("drip", quiet_hours.unhurried(local).astimezone(UTC), (local + FAREWELL_KEEPS).astimezone(UTC))


# --- the offer of the day ----------------------------------------------------------------------------------


def _next_offer_at(learner: Learner, cohort: Cohort, context: Context) -> datetime | None:
    """The learner's hour on the next school day that is theirs and not served yet."""
    zone, progress = context.zone(cohort), learner.progress
    first = max(context.today(cohort), cohort.visit.arrives)
    for offset in range((cohort.visit.departs - first).days):
        day = first + timedelta(days=offset)
        if not message_days.offers_on(learner, cohort, day, context) or day.isoformat() == progress.offered_on:
            continue
        if day > first or context.now < school_calendar.at(day, _closing(progress.hour), zone):
            return school_calendar.at(day, progress.hour, zone)
    return None


def _closing(hour: int) -> int:
    """When the day's offer is too late: 21:00."""
    return max(hour + 1, quiet_hours.EVENING.hour * 60)


def _offer_due(scene: Scene, cohort: Cohort, context: Context) -> Turn:
    learner, day = scene.the_learner(), context.today(cohort)
    zone = context.zone(cohort)
    local = context.now.astimezone(zone)
    progress = learner.progress
    if not message_days.offers_on(learner, cohort, day, context) or progress.offered_on == day.isoformat():
        return scene.turn()
    if context.now < school_calendar.at(day, progress.hour, zone) or quiet_hours.quiet(local):
        return scene.turn()
    ask = today.offer(scene, context)
    ahead = course_place.ahead(learner, context)
    served = scene.progressed(
        replace(progress, offered_on=day.isoformat(), offered=ahead.id if ahead and ask else progress.offered)
    )
    if ask and retention.age_is_due(learner, context):
        return _age(served, context, local)
    if ask and progress.unheard >= NUDGE_AFTER_SCHOOL_DAYS:
        return _after_silence(served, ask, cohort, context)
    if ask is None:
        return served.turn()
    offered = _sent(served, context, "offer", ask, _until_evening(local))
    return _with_siblings(offered, scene, context)


# --- several on one phone ----------------------------------------------------------------------------------


def _with_siblings(turn: Turn, scene: Scene, context: Context) -> Turn:
    """The offers of those who share the phone and whose hour is near go in the same message."""
    learner = scene.the_learner()
    near = [one for one in scene.siblings if _is_near(one, context)][: today.TOGETHER_MOST - 1]
    if not near or retention.long_silent(learner, context):
        return turn
    slots = tuple(SlotTaken(one.id, context.today(one.cohort), "offer") for one in near)
    return replace(
        turn,
        answers=(today.offer_together((learner, *near), context),),
        writes=(*turn.writes, *slots),
        causes=tuple(_told(one, context) for one in near),
        shared=True,
    )


def _told(learner: Learner, context: Context) -> Cause:
    day = context.today(learner.cohort).isoformat()
    return Cause(OfferedTogether(learner.id, day), key=f"together:{unnamed(learner.id)}:{day}")


def _is_near(learner: Learner, context: Context) -> bool:
    """Whether the learner's own hour brings an offer within the hour, and nothing but a plain one."""
    cohort, progress = learner.cohort, learner.progress
    if cohort is None or progress.support or _out_of_step(learner, cohort, context):
        return False
    day, soon = context.today(cohort), context.now + TOGETHER_WITHIN
    at = school_calendar.at(day, progress.hour, context.zone(cohort))
    if at > soon or quiet_hours.quiet(at.astimezone(context.zone(cohort))) or _asked_at(learner, context) <= soon:
        return False
    if not message_days.offers_on(learner, cohort, day, context) or progress.offered_on == day.isoformat():
        return False
    if progress.unheard >= NUDGE_AFTER_SCHOOL_DAYS or retention.long_silent(learner, context):
        return False
    return not retention.age_is_due(learner, context) and bool(today.what(learner, context))


def offered_together(scene: Scene, event: OfferedTogether, context: Context) -> Turn:
    """The learner was offered the day's lesson in a sibling's message; nothing where that is known already."""
    learner = scene.learner
    if learner is None or learner.progress.offered_on >= event.day or learner.cohort is None:
        return scene.turn()
    ahead, progress = course_place.ahead(learner, context), learner.progress
    offered = replace(
        progress,
        offered_on=event.day,
        offered=ahead.id if ahead else progress.offered,
        unheard=progress.unheard + 1,
    )
    slot = SlotTaken(learner.id, date.fromisoformat(event.day), "offer")
    return scene.progressed(offered).turn(writes=(slot,))


# --- after silence -----------------------------------------------------------------------------------------


def _after_silence(scene: Scene, ask: Ask, cohort: Cohort, context: Context) -> Turn:
    """One nudge; then one offer a week, on its first school day, until any word."""
    progress, day = scene.the_learner().progress, context.today(cohort)
    local = context.now.astimezone(context.zone(cohort))
    last_word = progress.active[-1] if progress.active else ""
    if progress.nudged_on <= last_word:
        nudged = scene.progressed(replace(progress, nudged_on=day.isoformat()))
        return _sent(nudged, context, "nudge", today.nudge(nudged, context), _until_evening(local))
    monday = day - timedelta(days=day.weekday() + 1)
    if school_calendar.school_days_between(monday, day, cohort, context.free_days(cohort)) == 0:
        return _sent(scene, context, "offer", ask, _until_evening(local))
    return scene.turn()


def _age(scene: Scene, context: Context, local: datetime) -> Turn:
    """The age is asked in the place of the day's message; its answer leads on to it."""
    asked = scene.progressed(replace(scene.the_learner().progress, age_asked=context.today(scene.cohort).isoformat()))
    return _sent(asked, context, "age", keeping.age_question(asked, context), _until_evening(local))


def _until_evening(local: datetime) -> Post:
    return Post("drip", None, datetime.combine(local.date(), quiet_hours.EVENING, local.tzinfo).astimezone(UTC))


# --- support after departure -------------------------------------------------------------------------------


def _next_stop_at(learner: Learner, cohort: Cohort, context: Context) -> datetime | None:
    """The stop's hour; where that day is over or already has its message, the next day's."""
    stop, zone, progress = message_days.next_stop(learner), context.zone(cohort), learner.progress
    if stop is None:
        return None
    today = context.today(cohort)
    served = progress.offered_on == today.isoformat()
    if stop.day <= today and (served or context.now >= school_calendar.at(today, _closing(progress.hour), zone)):
        return school_calendar.at(today + timedelta(days=1), progress.hour, zone)
    return school_calendar.at(max(stop.day, today), progress.hour, zone)


def _support_due(scene: Scene, cohort: Cohort, context: Context) -> Turn:
    learner = scene.the_learner()
    progress, support = learner.progress, learner.progress.support
    stop, at = message_days.next_stop(learner), _next_stop_at(learner, cohort, context)
    if stop is None or support is None or at is None or context.now < at:
        return scene.turn()
    local = context.now.astimezone(context.zone(cohort))
    stop = _latest(stop, learner, local.date())
    handled = replace(
        support,
        last_stop=max(stop.day, local.date()).isoformat(),
        unanswered=support.unanswered + 1,
        sent_on=local.date().isoformat(),
    )
    later = scene.progressed(replace(progress, support=handled, offered_on=local.date().isoformat()))
    if not stop.check_in and retention.age_is_due(learner, context):
        return _age(later, context, local)
    ask = graduate.check_in(later, stop.check_in, context) if stop.check_in else graduate.piece(later, context)
    return _sent(later, context, "support", ask, _until_evening(local), stop.check_in)


def _latest(stop: taper.Stop, learner: Learner, day: date) -> taper.Stop:
    """Of the stops that passed while the box was off, the last check-in, else the last one."""
    support = learner.progress.support
    if support is None:
        return stop
    for later in taper.stops(date.fromisoformat(support.departed), support.weekday):
        if later.day > day:
            return stop
        if later.day >= stop.day and (later.check_in or not stop.check_in):
            stop = later
    return stop


def _sent(scene: Scene, context: Context, kind: str, answer: Answer, post: Post, check_in: int = 0) -> Turn:
    slot = SlotTaken(scene.the_learner().id, context.today(scene.cohort), kind)
    if retention.long_silent(scene.the_learner(), context):
        answer = account.who_has_the_phone(context, check_in)
    progress = scene.the_learner().progress
    waited = scene.progressed(replace(progress, unheard=progress.unheard + 1))
    return waited.turn(answer, writes=(slot,), post=post)
