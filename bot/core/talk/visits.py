"""The operator on the road: each visit with what changed, the evening before departure, the health of the box.

A visit is moved by whoever has it in `scene.road`: the operator every one, a teacher their own. What changes goes
the way of the itinerary: the visit is saved, its cohorts are woken, the evening before departure is planned anew.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from bot.core import phrase
from bot.core.effect import VisitMoved
from bot.core.event import CohortWoken, DatesChanged, DepartureNear, HealthChanged, StayMoved
from bot.core.people import Cohort, Stay
from bot.core.reply import Ask, Cause, Choice, Post, Say
from bot.core.scene import Context, Scene, Turn
from bot.core.schedule import quiet_hours, school_calendar
from bot.core.schedule.message_days import dated
from bot.core.talk import class_papers, classroom, group_pause, lettered_list, new_key, second_reading
from bot.core.text import reading
from bot.core.text.wording import day_words, first_name, hour_words, sentence_case

SHOWN_AFTER = timedelta(days=14)
ARRIVES_LATE = timedelta(days=7)
"""How late «Ya llegó» is still news of today; after that it only confirms."""
LONGEST = timedelta(days=92)
LIST_LONGEST = 10


_ELSEWHERE = frozenset({"help", "operator", "road"})
"""Commands of who runs the programme, which no day is."""


def menu(scene: Scene, context: Context, lead: str = "") -> Ask:
    """What the operator does now, under `lead` or a greeting."""
    name = next((one.name for one in scene.people if one.id == scene.conversation.speaker), "")
    if not name and scene.people:
        name = scene.people[0].name
    text = lead or context.t(phrase.OPERATOR_MENU, name=first_name(name))
    exchanges = Choice(context.t(phrase.EXCHANGES), "words.all", second_reading.EVERYTHING)
    return Ask(text, (Choice(context.t(phrase.ROAD), "road.show"), exchanges))


def home(scene: Scene, _argument: str, context: Context) -> Turn:
    """The operator's menu, asked for by its name."""
    return scene.turn(menu(scene, context))


def help_(scene: Scene, _argument: str, context: Context) -> Turn:
    """What whoever runs the programme can do here; a teacher who does both reads the teacher's too."""
    lines = [context.t(phrase.OPERATOR_HELP), *([context.t(phrase.TEACHER_HELP)] if scene.teacher else [])]
    lines += ["", context.t(phrase.THE_LINES)]
    return scene.turn(menu(scene, context, "\n".join(lines)))


# --- the visits --------------------------------------------------------------------------------------------


def show(scene: Scene, _argument: str, context: Context) -> Turn:
    """`/ruta`: the visit that can change now, or first which one."""
    stays = [stay for stay in scene.road if stay.visit.departs >= _today(stay, context) - SHOWN_AFTER]
    if not stays:
        return scene.turn(menu(scene, context, context.t(phrase.ROAD_NONE_NOW if scene.road else phrase.ROAD_EMPTY)))
    if len(stays) == 1:
        return scene.turn(_sheet(stays[0], context))
    shown = stays[:LIST_LONGEST]
    named = [(_line(stay, context), stay.visit.id) for stay in shown]
    return scene.turn(lettered_list.lettered(context.t(phrase.WHICH_STAY), "road.stay", named))


def stay(scene: Scene, argument: str, context: Context) -> Turn | None:
    """One visit was chosen."""
    found = _mine(scene, argument)
    return scene.turn(_sheet(found, context)) if found else None


def _mine(scene: Scene, visit: str) -> Stay | None:
    return next((stay for stay in scene.road if stay.visit.id == visit), None)


def _today(stay: Stay, context: Context) -> date:
    return context.now.astimezone(context.place(stay.visit.zone)).date()


def _line(stay: Stay, context: Context) -> str:
    today, visit = _today(stay, context), stay.visit
    words = phrase.STAY_HERE
    if today < visit.arrives:
        words = phrase.STAY_COMES
    elif context.now >= _departure(stay, context):
        words = phrase.STAY_GONE
    arrives, departs = (dated(day, today, context) for day in (visit.arrives, visit.departs))
    return context.t(words, site=sentence_case(visit.site), arrives=arrives, departs=departs)


def _departure(stay: Stay, context: Context) -> datetime:
    zone = context.place(stay.visit.zone)
    return datetime.combine(stay.visit.departs, school_calendar.GRADUATION, zone).astimezone(UTC)


def _sheet(stay: Stay, context: Context, lead: str = "") -> Ask:
    choices = (
        *_arriving(stay, context),
        Choice(context.t(phrase.STAYS_LONGER), "road.longer", stay.visit.id),
        Choice(context.t(phrase.GONE), "road.gone", stay.visit.id),
    )
    return Ask(lead or _line(stay, context), choices)


def _arriving(stay: Stay, context: Context) -> tuple[Choice, ...]:
    """[Ya llegó] before the truck is there, and after it was to leave; in the first days, that it came later."""
    today, visit = _today(stay, context), stay.visit
    if today < visit.arrives or today > visit.departs:
        return (Choice(context.t(phrase.ARRIVED), "road.arrived", visit.id),)
    if visit.arrives < today < visit.arrives + ARRIVES_LATE:
        return (Choice(context.t(phrase.ARRIVED_TODAY), "road.arrived", visit.id),)
    return ()


# --- what changed ------------------------------------------------------------------------------------------


def arrived(scene: Scene, argument: str, context: Context) -> Turn | None:
    """The truck is there since today; after its planned departure, until when is asked."""
    found = _mine(scene, argument)
    if found is None:
        return None
    today = _today(found, context)
    if today > found.visit.departs:
        return longer(scene, argument, context)
    if found.visit.arrives <= today - ARRIVES_LATE:
        return _as_it_was(scene, found, context)
    return _moved(scene, found, today, found.visit.departs, context)


def gone(scene: Scene, argument: str, context: Context) -> Turn | None:
    """[Ya se fue]: it is asked once more, since everybody there is said farewell to."""
    found = _mine(scene, argument)
    if found is None:
        return None
    if _today(found, context) < found.visit.arrives:
        return scene.turn(_sheet(found, context, context.t(phrase.STAY_NOT_BEGUN, line=_line(found, context))))
    choices = (
        Choice(context.t(phrase.GONE_YES), "road.gone_yes", found.visit.id),
        Choice(context.t(phrase.NO), "road.show"),
    )
    return scene.turn(Ask(context.t(phrase.GONE_SURE, site=found.visit.site), choices))


def gone_yes(scene: Scene, argument: str, context: Context) -> Turn | None:
    """The truck leaves today, or has left before."""
    found = _mine(scene, argument)
    if found is None:
        return None
    today = _today(found, context)
    if today < found.visit.arrives:
        return gone(scene, argument, context)
    return _moved(scene, found, found.visit.arrives, min(today, found.visit.departs), context)


def longer(scene: Scene, argument: str, context: Context) -> Turn | None:
    """Until when?"""
    found = _mine(scene, argument)
    if found is None:
        return None
    asked = scene.conversing(replace(scene.conversation, expects="road.until", about=found.visit.id))
    return asked.turn(Ask(context.t(phrase.STAYS_UNTIL, site=found.visit.site), _lengths(found, context)))


def _lengths(stay: Stay, context: Context) -> tuple[Choice, ...]:
    last = _last_day(stay, context)
    return tuple(
        Choice(context.t(label), "road.days", f"{stay.visit.id}:{last + timedelta(weeks=weeks)}")
        for label, weeks in ((phrase.ONE_WEEK, 1), (phrase.TWO_WEEKS, 2))
    )


def days(scene: Scene, argument: str, context: Context) -> Turn | None:
    """A length was tapped: until the day that it meant when it was shown; once that is past, it is asked again."""
    visit, _, until = argument.partition(":")
    found, day = _mine(scene, visit), reading.day(until)
    if found is None or day is None or day > _last_day(found, context) + LONGEST:
        return None
    if day < _today(found, context):
        return longer(scene, visit, context)
    return _stays_until(scene, found, day, context)


def until(scene: Scene, text: str, context: Context) -> Turn | None:
    """A day was typed; None when it is the name of another place."""
    found = _mine(scene, scene.conversation.about)
    if found is None or classroom.elsewhere(text) or _named(text):
        return None
    last = _last_day(found, context)
    day = group_pause.read_day(text, last)
    if day is None or day > last + LONGEST:
        again = context.t(phrase.STAYS_UNTIL_AGAIN, day=day_words(last, context.gettext))
        return scene.turn(Ask(again, _lengths(found, context)))
    return _stays_until(scene, found, day, context)


def _named(text: str) -> bool:
    known = reading.command(text)
    return known is not None and known[0] in _ELSEWHERE


def _last_day(stay: Stay, context: Context) -> date:
    """The day from which «una semana» counts."""
    return max(stay.visit.departs, _today(stay, context))


def _stays_until(scene: Scene, stay: Stay, day: date, context: Context) -> Turn:
    return _moved(scene, stay, stay.visit.arrives, day, context)


def _moved(scene: Scene, stay: Stay, arrives: date, departs: date, context: Context) -> Turn:
    """The visit with its new dates, as the itinerary would have changed it."""
    done = scene.conversing(replace(scene.conversation, expects="", about=""))
    visit = stay.visit
    if (arrives, departs) == (visit.arrives, visit.departs):
        return _as_it_was(done, stay, context)
    now = replace(stay, visit=replace(visit, arrives=arrives, departs=departs))
    write = VisitMoved(visit.id, visit.site, stay.region, arrives, departs, visit.zone)
    causes = [Cause(CohortWoken(cohort)) for cohort in stay.cohorts]
    causes += departure_near(visit.id, departs, context.place(visit.zone))
    by = scene.teacher.id if scene.teacher else scene.conversation.speaker
    told = (arrives.isoformat(), departs.isoformat(), by)
    causes += [Cause(DatesChanged(cohort, *told)) for cohort in stay.cohorts]
    if "operator" not in scene.roles:
        causes.append(Cause(StayMoved(visit.id, scene.the_teacher().id, scene.the_teacher().name)))
    ask = _sheet(now, context, context.t(phrase.STAY_CHANGED, line=_line(now, context)))
    return done.turn(ask, writes=(write,), causes=tuple(causes))


def _as_it_was(scene: Scene, stay: Stay, context: Context) -> Turn:
    return scene.turn(_sheet(stay, context, context.t(phrase.STAY_AS_IT_WAS, line=_line(stay, context))))


# --- the evening before ------------------------------------------------------------------------------------


def departure_near(visit: str, departs: date, zone: ZoneInfo) -> tuple[Cause, Cause]:
    """Tells of the papers at 18:00 local two days before, and asks on the evening before whether it stands.

    Each once for a visit and date, however often planned.
    """
    day = departs.isoformat()
    asks = school_calendar.evening_before(departs, zone)
    told = school_calendar.evening_before(departs - class_papers.TOLD_BEFORE + timedelta(days=1), zone)
    near = DepartureNear(visit, day)
    return Cause(near, told, f"papers:{visit}:{day}"), Cause(near, asks, f"departure:{visit}:{day}")


def leaves_tomorrow(scene: Scene, event: DepartureNear, context: Context) -> Turn:
    """«¿Sigue igual?»; nothing when the date moved, or when the evening was slept through: no answer is a yes."""
    found = _mine(scene, event.visit)
    if found is None or found.visit.departs.isoformat() != event.departs:
        return scene.turn()
    local = context.now.astimezone(context.place(found.visit.zone))
    if local.date() == found.visit.departs - class_papers.TOLD_BEFORE:
        return class_papers.near(scene, found.visit.id, context)
    if local.date() != found.visit.departs - timedelta(days=1) or quiet_hours.quiet(local):
        return scene.turn()
    text = "\n".join(
        [context.t(phrase.LEAVES_TOMORROW, site=sentence_case(found.visit.site)), *_phoneless(scene, found, context)]
    )
    choices = (
        Choice(context.t(phrase.LEAVES_AS_PLANNED), "road.same", found.visit.id),
        Choice(context.t(phrase.STAYS_LONGER), "road.longer", found.visit.id),
    )
    return scene.turn(Ask(text, choices), post=Post("announcement", None, _departure(found, context)))


def _phoneless(scene: Scene, stay: Stay, context: Context) -> list[str]:
    """To a teacher: who of each class has no phone yet, while there is still a day."""
    classes = [one for one in scene.teacher.classes if one.cohort.id in stay.cohorts] if scene.teacher else []
    found = [(one, new_key.phoneless(one, context)) for one in classes]
    return [context.t(phrase.PHONES_OF_GROUP, group=one.cohort.name, names=names) for one, names in found if names]


def same(scene: Scene, argument: str, context: Context) -> Turn | None:
    """It leaves as planned."""
    if _mine(scene, argument) is None:
        return None
    hour = hour_words(school_calendar.GRADUATION.hour * 60, context.gettext)
    return scene.turn(Say(context.t(phrase.LEAVES_NOTED, hour=hour)))


def stay_moved(scene: Scene, event: StayMoved, context: Context) -> Turn:
    """The operator hears that a teacher moved the departure, and can move it back."""
    found = _mine(scene, event.visit)
    if found is None:
        return scene.turn()
    text = context.t(phrase.STAY_MOVED_BY, name=event.name, line=_line(found, context))
    return scene.turn(_sheet(found, context, text), post=classroom.held(None, context))


def dates_changed(scene: Scene, event: DatesChanged, context: Context) -> Turn:
    """A teacher hears the new dates; nothing when they moved again."""
    one = classroom.mine(scene, event.cohort)
    visit = one.cohort.visit if one else None
    if one is None or visit is None:
        return scene.turn()
    if (visit.arrives.isoformat(), visit.departs.isoformat()) != (event.arrives, event.departs):
        return scene.turn()
    return scene.turn(_told(one.cohort, context), post=classroom.held(one.cohort, context))


def told(scene: Scene, context: Context) -> Say:
    """A learner hears the new dates."""
    return _told(scene.cohort, context) if scene.cohort else Say(context.t(phrase.DATES_CHANGED, line=""))


def _told(cohort: Cohort, context: Context) -> Say:
    stay = Stay(cohort.visit, "", (cohort.id,))
    return Say(context.t(phrase.DATES_CHANGED, line=_line(stay, context)))


def health_changed(scene: Scene, event: HealthChanged, context: Context) -> Turn:
    """The operator hears at once, whatever the hour and whatever the clock: nobody else can mend the box."""
    if not event.problems:
        return scene.turn(Say(context.t(phrase.HEALTH_WELL)))
    return scene.turn(Say(context.t(phrase.HEALTH_RED, problems="\n".join(event.problems))))
