"""What is said when the learner's schedule strikes; what, when and why is `plan`'s."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from msgspec.structs import replace

from bot.core import course_place, phrase
from bot.core.effect import SlotTaken
from bot.core.event import DatesChanged, OfferedTogether, TeacherChanged
from bot.core.event_key import unnamed
from bot.core.people import Learner
from bot.core.reply import Answer, Ask, Cause, Post, led
from bot.core.scene import Context, Scene, Turn
from bot.core.schedule import plan, quiet_hours, retention
from bot.core.schedule.plan import Occasion
from bot.core.talk import graduate, keeping, logbook_card, phone_owner, today, visits
from bot.core.text.wording import first_name

TOGETHER_WITHIN = timedelta(hours=1)
FAREWELL_KEEPS = timedelta(days=7)
OF_THE_ROAD: frozenset[plan.Kind] = frozenset({"farewell", "not_gone", "moved"})
"""What the truck does waits for nobody's hour, and keeps for a week."""


def due(scene: Scene, context: Context) -> Turn:
    """The learner's schedule struck: at most one proactive message, and the state brought into step."""
    learner = scene.the_learner()
    occasion = plan.next(learner, context)
    if occasion is None or occasion.at > context.now:
        return scene.turn()
    if occasion.kind == "keeping":
        return _about_the_data(scene, context)
    later = scene.progressed(plan.after(learner, occasion, context))
    if occasion.kind in plan.SILENT:
        return later.turn()
    post = _lasting(scene, context) if occasion.kind in OF_THE_ROAD else _until_evening(scene, context)
    written = (_slot(learner, occasion, context),)
    if retention.long_silent(learner, context, scene.channel) and occasion.kind not in {"moved", "not_gone"}:
        return later.turn(phone_owner.who_has_the_phone(context, occasion.check_in), writes=written, post=post)
    near = _near(scene, context) if occasion.kind == "offer" else ()
    if near:
        return _together(later.turn(writes=written, post=post), (learner, *near), context)
    later, answer = _with_news(later, _said(scene, later, occasion, context))
    return later.turn(answer, writes=written, post=post)


def _with_news(scene: Scene, answer: Answer) -> tuple[Scene, Answer]:
    """The day's message under the first piece of news: two parts, never more."""
    progress = scene.the_learner().progress
    if not progress.news or not isinstance(answer, Ask):
        return scene, answer
    rest = scene.progressed(replace(progress, news=progress.news[1:]))
    return rest, led(answer, progress.news[0])


def _said(scene: Scene, later: Scene, occasion: Occasion, context: Context) -> Answer:
    """The occasion in words; what the day has is told as it stood before the message."""
    if occasion.kind == "check_in":
        return graduate.check_in(later, occasion.check_in, context)
    if occasion.kind == "piece":
        return logbook_card.announced(later, graduate.piece(later, context), context)
    if occasion.kind in _SAID:
        return _SAID[occasion.kind](later, context)
    if occasion.kind == "nudge":
        return today.nudge(scene, context)
    return today.offer(scene, context) or today.menu(scene, context)


_SAID: dict[plan.Kind, Callable[[Scene, Context], Answer]] = {
    "farewell": graduate.farewell,
    "not_gone": graduate.not_gone,
    "moved": visits.told,
    "age": keeping.age_question,
    "consent": keeping.newer_consent,
}


def _slot(learner: Learner, occasion: Occasion, context: Context) -> SlotTaken:
    """A check-in's slot says of which month, so that it can be counted how many were asked."""
    kind = f"check_in_{occasion.check_in}" if occasion.check_in else occasion.kind
    return SlotTaken(learner.id, context.today(learner.cohort), kind)


def _about_the_data(scene: Scene, context: Context) -> Turn:
    """The data are asked about, or go; that day has no other message."""
    done = keeping.due(scene, context)
    if done.progress is None or not done.answers:
        return done
    learner, day = scene.the_learner(), context.today(scene.cohort)
    progress = replace(done.progress, offered_on=day.isoformat())
    return replace(
        done, progress=progress, writes=(SlotTaken(learner.id, day, "data"),), post=_until_evening(scene, context)
    )


def _lasting(scene: Scene, context: Context) -> Post:
    local = context.now.astimezone(context.zone(scene.cohort))
    return Post("drip", quiet_hours.unhurried(local).astimezone(UTC), (local + FAREWELL_KEEPS).astimezone(UTC))


def _until_evening(scene: Scene, context: Context) -> Post:
    local = context.now.astimezone(context.zone(scene.cohort))
    return Post("drip", None, datetime.combine(local.date(), quiet_hours.EVENING, local.tzinfo).astimezone(UTC))


# --- several on one phone ----------------------------------------------------------------------------------


def _near(scene: Scene, context: Context) -> tuple[Learner, ...]:
    """Who shares the phone, and whose hour is near."""
    return tuple(one for one in scene.siblings if _is_near(one, context))[: today.TOGETHER_MOST - 1]


def _together(turn: Turn, learners: tuple[Learner, ...], context: Context) -> Turn:
    """The offers of several go in one message."""
    slots = tuple(SlotTaken(one.id, context.today(one.cohort), "offer") for one in learners[1:])
    return replace(
        turn,
        answers=(today.offer_together(learners, context),),
        writes=(*turn.writes, *slots),
        causes=tuple(_told(one, context) for one in learners[1:]),
        shared=True,
    )


def _told(learner: Learner, context: Context) -> Cause:
    day = context.today(learner.cohort).isoformat()
    return Cause(OfferedTogether(learner.id, day), key=f"together:{unnamed(learner.id)}:{day}")


def _is_near(learner: Learner, context: Context) -> bool:
    """Whether the learner's own hour brings an offer within the hour, and nothing but a plain one."""
    occasion = plan.next(learner, context)
    if occasion is None or occasion.kind != "offer" or occasion.at > context.now + TOGETHER_WITHIN:
        return False
    return learner.progress.unheard < plan.NUDGE_AFTER and not retention.long_silent(learner, context)


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


# --- what happened to the group ----------------------------------------------------------------------------


def dates_changed(scene: Scene, event: DatesChanged, context: Context) -> Turn:
    """A learner whose truck is still to leave hears the new dates, as the day's message or the next day's."""
    learner = scene.learner
    if learner is None or learner.cohort is None or learner.cohort.id != event.cohort or learner.progress.support:
        return scene.turn()
    moved = f"{event.arrives}/{event.departs}"
    noted = scene.progressed(replace(learner.progress, moved=moved))
    occasion = plan.next(noted.the_learner(), context)
    return due(noted, context) if occasion and occasion.kind == "moved" else noted.turn()


def teacher_changed(scene: Scene, event: TeacherChanged, context: Context) -> Turn:
    """Who answers from now on rides with the learner's next message."""
    learner = scene.learner
    if learner is None or learner.cohort is None or learner.cohort.name != event.group:
        return scene.turn()
    told = context.t(phrase.TEACHER_CHANGED, old=first_name(event.old), new=first_name(event.new))
    return scene.progressed(replace(learner.progress, news=(*learner.progress.news, told))).turn()
