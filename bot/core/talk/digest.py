"""The week's message to a teacher, without being asked and when asked; when it comes, and its pause."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from msgspec.structs import replace

from bot.core import phrase
from bot.core.effect import DigestChosen, DigestPlanned, DigestSent
from bot.core.event import DigestDue
from bot.core.figures.week import Week, Weekly
from bot.core.people import Class, Cohort
from bot.core.reply import Ask, Choice
from bot.core.scene import Context, Scene, Turn
from bot.core.schedule import digest_days
from bot.core.schedule.digest_days import Digest
from bot.core.schedule.message_days import dated
from bot.core.talk import classroom, digest_text, group_pause
from bot.core.text import reading
from bot.core.text.hours import read_hour
from bot.core.text.names import labels
from bot.core.text.wording import hour_words, plain, sentence_case, weekday_words, weekdays_words

UNTOUCHED = 4
"""So many without a tap or a word, and the next ones are two lines."""
EARLIEST, LATEST = 7 * 60, 20 * 60
MINUTES_A_DAY = 24 * 60
ARRIVES_SOON = timedelta(days=14)
AFTER_DEPARTURE = timedelta(days=14)
"""Of a month with so many days after the departure it is told what graduates did."""
LISTED_MOST = 8


def cohort_of(scene: Scene) -> Cohort | None:
    """Whose clock the teacher's week goes by: the first class's."""
    classes = scene.teacher.classes if scene.teacher else ()
    return classes[0].cohort if classes else None


# --- unasked -----------------------------------------------------------------------------------------------


def due(scene: Scene, event: DigestDue, context: Context) -> Turn:
    """What is due, if anything is; and when to look again."""
    weekly = scene.weekly
    if weekly is None or not (scene.teacher and scene.teacher.classes):
        return scene.turn(writes=(DigestPlanned(event.person, None),))
    ask = _told(scene, weekly, context) if weekly.day else None
    if ask is None or weekly.day is None:
        return scene.turn(writes=(DigestPlanned(event.person, _next(scene, weekly.wish, context)),))
    next_at = _next(scene, replace(weekly.wish, sent_on=weekly.day), context)
    sent = DigestSent(event.person, weekly.day, context.today(cohort_of(scene)))
    writes = (DigestPlanned(event.person, next_at), sent)
    first = not weekly.sent and weekly.wish == Digest(event.person)
    asked_ = (_ask_when(context.t(phrase.DIGEST_WHEN), context),) if first else ()
    return scene.turn(ask, *asked_, writes=writes, post=classroom.held(cohort_of(scene), context))


def _next(scene: Scene, wish: Digest, context: Context) -> datetime:
    cohort = cohort_of(scene)
    holidays = context.free_days(cohort) if cohort else frozenset()
    return digest_days.following(wish, context.now.astimezone(context.zone(cohort)), holidays).astimezone(UTC)


def _told(scene: Scene, weekly: Weekly, context: Context) -> Ask | None:
    """The message; None where there is nothing to tell."""
    classes = scene.the_teacher().classes
    weeks = {id: of[0] for id, of in weekly.weeks.items() if of}
    told = [one for one in classes if one.cohort.id in weeks and _is_told(one, weeks[one.cohort.id])]
    left = [one for one in classes if one not in told] if weekly.months else []
    graduates = digest_text.graduates(_long_gone(left, weekly), weekly.months, weekly.day or date.min, context)
    if told and digest_days.untouched(weekly.sent, weekly.wish) >= UNTOUCHED:
        return digest_text.short(told, weeks, context)
    ask = _full(told, weeks, context) if told else None
    if ask is None:
        return Ask("\n".join(graduates), digest_text.graduates_buttons(left, context)) if graduates else None
    return Ask("\n".join((ask.text, *graduates)), ask.choices)


def _is_told(one: Class, week: Week) -> bool:
    """Not after the departure, nor of a class in which nobody is, unless its truck comes soon."""
    visit = one.cohort.visit
    if visit.arrives > week.last:
        return visit.arrives - week.last <= ARRIVES_SOON
    return bool(week.enrolled) and week.first <= visit.departs


def _long_gone(left: list[Class], weekly: Weekly) -> list[Class]:
    first = (weekly.day or date.min).replace(day=1)
    return [one for one in left if one.cohort.visit.departs + AFTER_DEPARTURE < first]


def _full(told: list[Class], weeks: dict[str, Week], context: Context) -> Ask:
    """About the only class that was there, with a line of each other; else two lines a class."""
    if len(told) == 1:
        return _one(told[0], weeks[told[0].cohort.id], context)
    there = [one for one in told if not digest_text.aside(one, weeks[one.cohort.id], context)]
    if len(there) != 1:
        return digest_text.many_classes(told, weeks, context)
    ask = _one(there[0], weeks[there[0].cohort.id], context)
    others = [digest_text.aside(one, weeks[one.cohort.id], context) for one in told if one is not there[0]]
    return Ask("\n".join((ask.text, *others[: digest_text.GROUPS_TOLD])), ask.choices)


def _one(one: Class, week: Week, context: Context) -> Ask:
    ask = digest_text.one_class(one, week, context)
    if digest_text.nobody_wrote(one, week, context):
        return Ask(ask.text, digest_text.nobody_buttons(one, context))
    return ask


# --- when asked --------------------------------------------------------------------------------------------


def asked(scene: Scene, _argument: str, context: Context) -> Turn:
    """`/resumen`: the present week so far and the one before; when it comes, and how to change that."""
    weekly, classes = scene.weekly, scene.teacher.classes if scene.teacher else ()
    weeks = weekly.weeks if weekly else {}
    told = [one for one in classes if one.cohort.id in weeks and _is_shown(one, *weeks[one.cohort.id])]
    if weekly is None or not told:
        return scene.then(context.t(phrase.DIGEST_NOTHING_YET), "teacher")
    comes = _comes(scene, weekly.wish, context)
    if len(told) == 1:
        now, before = weeks[told[0].cohort.id]
        text = _two_weeks(told[0], now, before, comes, context)
        last = Choice(context.t(phrase.MY_GROUP), "teacher.cohort", told[0].cohort.id)
    else:
        present = {one.cohort.id: weeks[one.cohort.id][0] for one in told}
        text = f"{digest_text.many_classes(told, present, context, now=True).text}\n{comes}"
        last = Choice(context.t(phrase.MORE_OF_GROUP), "digest.more")
    return scene.turn(Ask(text, (*_changes(scene, weekly.wish, context), last)))


def _two_weeks(one: Class, now: Week, before: Week, comes: str, context: Context) -> str:
    present = digest_text.lines_of(one, now, context, now=True) if _is_told(one, now) else []
    past = digest_text.lines_of(one, before, context, waits=False) if _past_told(one, before) else []
    lines = [*present, *([""] if present and past else []), *past, comes]
    return digest_text.short_enough(lines)


def _is_shown(one: Class, now: Week, before: Week) -> bool:
    return _is_told(one, now) or _past_told(one, before)


def _past_told(one: Class, week: Week) -> bool:
    return _is_told(one, week) and one.cohort.visit.arrives <= week.last


def _comes(scene: Scene, wish: Digest, context: Context) -> str:
    today = context.today(cohort_of(scene))
    if wish.paused_until and wish.paused_until > today:
        return context.t(phrase.DIGEST_PAUSED, day=_next_words(scene, wish, context))
    return context.t(
        phrase.DIGEST_COMES,
        day=weekdays_words(wish.weekday, context.gettext),
        hour=hour_words(wish.minutes, context.gettext),
    )


def _next_words(scene: Scene, wish: Digest, context: Context) -> str:
    day = _next(scene, wish, context).astimezone(context.zone(cohort_of(scene))).date()
    return dated(day, context.today(cohort_of(scene)), context)


def _changes(scene: Scene, wish: Digest, context: Context) -> tuple[Choice, ...]:
    rests = wish.paused_until and wish.paused_until > context.today(cohort_of(scene))
    pause = (phrase.DIGEST_RESUME, "digest.resume") if rests else (phrase.DIGEST_PAUSE, "digest.pause")
    return (Choice(context.t(phrase.DIGEST_OTHER_TIME), "digest.when"), Choice(context.t(pause[0]), pause[1]))


def group(scene: Scene, argument: str, context: Context) -> Turn | None:
    """One class of several: its last whole week, or the present one where it is the first."""
    one = classroom.mine(scene, argument)
    weeks = scene.weekly.weeks.get(argument, ()) if scene.weekly else ()
    if one is None or not weeks:
        return None
    week = next((week for week in reversed(weeks) if _past_told(one, week)), weeks[0])
    ask = _one(one, week, context)
    if len(scene.the_teacher().classes) > 1:
        others = Choice(context.t(phrase.MORE_OF_GROUP), "digest.more")
        ask = Ask(ask.text, (*ask.choices[:-1], others))
    return scene.turn(ask)


def more(scene: Scene, _argument: str, context: Context) -> Turn:
    """Every class by name, and when it comes."""
    classes = scene.the_teacher().classes[:LISTED_MOST]
    names = labels([one.cohort.name for one in classes])
    groups = [Choice(name, "digest.group", one.cohort.id) for name, one in zip(names, classes, strict=True)]
    wish = scene.weekly.wish if scene.weekly else Digest(scene.the_teacher().id)
    return scene.turn(Ask(context.t(phrase.DIGEST_WHICH), (*groups, *_changes(scene, wish, context))))


# --- when it comes -----------------------------------------------------------------------------------------


def _ask_when(text: str, context: Context) -> Ask:
    choices = (
        Choice(_when_words(weekday, minutes, context), "digest.at", f"{weekday}:{minutes}")
        for weekday, minutes in digest_days.CHOICES
    )
    return Ask(text, tuple(choices))


def _when_words(weekday: int, minutes: int, context: Context) -> str:
    day = sentence_case(weekday_words(weekday, context.gettext))
    return context.t(phrase.DIGEST_WHEN_BUTTON, day=day, hour=hour_words(minutes, context.gettext))


def when(scene: Scene, _argument: str, context: Context) -> Turn | None:
    """[Otro día u hora]."""
    wish = scene.weekly.wish if scene.weekly else None
    if wish is None:
        return None
    asked_ = scene.conversing(replace(scene.conversation, expects="digest.when", about=""))
    values = {"day": weekdays_words(wish.weekday, context.gettext), "hour": hour_words(wish.minutes, context.gettext)}
    return asked_.turn(_ask_when(context.t(phrase.DIGEST_WHEN_NOW, **values), context))


def chosen(scene: Scene, argument: str, context: Context) -> Turn | None:
    """A day and an hour were tapped."""
    weekday, _, minutes = argument.partition(":")
    day, at = reading.number(weekday, digest_days.SUNDAY), reading.number(minutes, MINUTES_A_DAY - 1)
    return None if day is None or at is None else _chosen(scene, day, at, context)


def when_said(scene: Scene, text: str, context: Context) -> Turn | None:
    """A day, an hour or both were typed; None where neither is meant."""
    wish = scene.weekly.wish if scene.weekly else None
    if wish is None or classroom.elsewhere(text):
        return None
    words = plain(text).split()
    names = [plain(weekday_words(day, context.gettext)) for day in range(7)]
    named = [
        names.index(name)
        for word in words
        if (name := f"{word.removesuffix('s')}s") in names or (name := word) in names
    ]
    rest = " ".join(word for word in words if word not in names and f"{word.removesuffix('s')}s" not in names)
    minutes = read_hour(rest.removeprefix("los ").removeprefix("el ").strip()) if rest else None
    if not named and minutes is None:
        return None
    at = wish.minutes if minutes is None else minutes
    if len(named) > 1 or not EARLIEST <= at <= LATEST or (minutes is None and rest):
        return scene.turn(_ask_when(context.t(phrase.DIGEST_WHEN_AGAIN), context))
    return _chosen(scene, named[0] if named else wish.weekday, at, context)


def _singular(word: str) -> str:
    """`domingo` of `domingos`; the other days end in an s anyway."""
    return word.removesuffix("s") if word in {"domingos", "sabados"} else word


def _chosen(scene: Scene, weekday: int, minutes: int, context: Context) -> Turn | None:
    if scene.weekly is None:
        return None
    wish = replace(scene.weekly.wish, weekday=weekday, minutes=minutes)
    values = {
        "day": weekdays_words(weekday, context.gettext),
        "hour": hour_words(minutes, context.gettext),
        "next": _next_words(scene, wish, context),
    }
    return _changed(scene, wish, context.t(phrase.DIGEST_CHANGED, **values), context)


def _changed(scene: Scene, wish: Digest, text: str, context: Context) -> Turn:
    done = scene.conversing(replace(scene.conversation, expects="", about=""))
    write = DigestChosen(wish, _next(scene, wish, context))
    return done.then(text, "teacher", writes=(write,))


# --- its pause ---------------------------------------------------------------------------------------------


def pause(scene: Scene, _argument: str, context: Context) -> Turn:
    """Until when?"""
    asked_ = scene.conversing(replace(scene.conversation, expects="digest.pause_until", about=""))
    today = context.today(cohort_of(scene))
    choices = tuple(
        Choice(context.t(label), "digest.pause_days", (today + timedelta(weeks=weeks)).isoformat())
        for label, weeks in ((phrase.ONE_WEEK, 1), (phrase.TWO_WEEKS, 2))
    )
    return asked_.turn(Ask(context.t(phrase.DIGEST_UNTIL_WHEN), choices))


def pause_days(scene: Scene, argument: str, context: Context) -> Turn | None:
    """A length was tapped; once that day is past, it is asked again."""
    day = reading.day(argument)
    if day is None or scene.weekly is None:
        return None
    return _paused(scene, day, context) if day > context.today(cohort_of(scene)) else pause(scene, "", context)


def pause_said(scene: Scene, text: str, context: Context) -> Turn | None:
    """A day was typed."""
    if scene.weekly is None or classroom.elsewhere(text):
        return None
    day = group_pause.read_day(text, context.today(cohort_of(scene)))
    return scene.turn(Ask(context.t(phrase.DAY_NOT_READ), ())) if day is None else _paused(scene, day, context)


def _paused(scene: Scene, day: date, context: Context) -> Turn | None:
    if scene.weekly is None:
        return None
    until = digest_days.paused(day, context.today(cohort_of(scene)))
    wish = replace(scene.weekly.wish, paused_until=until)
    text = context.t(phrase.DIGEST_PAUSED_NOW, day=_next_words(scene, wish, context))
    return _changed(scene, wish, text, context)


def resume(scene: Scene, _argument: str, context: Context) -> Turn | None:
    """The pause is over."""
    if scene.weekly is None:
        return None
    wish = replace(scene.weekly.wish, paused_until=None)
    return _changed(scene, wish, context.t(phrase.DIGEST_RESUMED, day=_next_words(scene, wish, context)), context)
