"""A teacher pauses a cohort until a day, and takes it up again."""

from __future__ import annotations

import re
from datetime import date, timedelta

from msgspec.structs import replace

from bot.core import phrase
from bot.core.effect import CohortPaused
from bot.core.event import CohortWoken
from bot.core.reply import Ask, Cause, Choice
from bot.core.scene import Context, Scene, Turn
from bot.core.schedule.message_days import dated
from bot.core.talk import classroom
from bot.core.text import reading
from bot.core.text.wording import plain, weekday_words

LONGEST_DAYS = 92
MONTHS = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "setiembre",
    "octubre",
    "noviembre",
    "diciembre",
)
_NUMBERS = {"un": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4}
_UNITS = {"dia": 1, "semana": 7, "mes": 30}
_DATE = re.compile(r"^(?:el )?(?:\w+ )?(\d{1,2})(?:\s*/\s*(\d{1,2})| de (\w+))(?:\s*/\s*\d{4}| (?:de |del )?\d{4})?$")
_SPAN = re.compile(r"^(?:por |en )?(\d{1,2}|un|una|dos|tres|cuatro) (dia|semana|mes)(?:s|es)?$")


def read_day(text: str, today: date) -> date | None:
    """The day after today that `viernes`, `20/03`, `20 de marzo`, `mañana` or `una semana` means."""
    words = re.sub(r"^(?:hasta |desde )?(?:el )?", "", plain(text))
    if words == "manana":
        return today + timedelta(days=1)
    return _weekday(words, today) or _span(words, today) or _dated(words, today)


def _weekday(words: str, today: date) -> date | None:
    names = [plain(weekday_words(day)) for day in range(7)]
    name = words.removeprefix("proximo ").removesuffix(" que viene")
    if name not in names:
        return None
    return today + timedelta(days=(names.index(name) - today.weekday() - 1) % 7 + 1)


def _span(words: str, today: date) -> date | None:
    found = _SPAN.match(words)
    if not found:
        return None
    count = int(found[1]) if found[1].isdigit() else _NUMBERS[found[1]]
    return today + timedelta(days=count * _UNITS[found[2]])


def _dated(words: str, today: date) -> date | None:
    found = _DATE.match(words)
    if not found:
        return None
    name = (found[3] or "").replace("septiembre", "setiembre")
    month = int(found[2]) if found[2] else MONTHS.index(name) + 1 if name in MONTHS else 0
    return _next(today, month, int(found[1]))


def _next(today: date, month: int, day: int) -> date | None:
    """That day of the year, the next time it comes."""
    for year in (today.year, today.year + 1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found > today:
            return found
    return None


def pause(scene: Scene, argument: str, context: Context) -> Turn | None:
    """Until when?"""
    one = classroom.mine(scene, argument)
    if one is None:
        return None
    asked = scene.conversing(replace(scene.conversation, expects="teacher.pause_until", about=one.cohort.id))
    today = context.today(one.cohort)
    choices = tuple(
        Choice(context.t(label), "teacher.pause_days", f"{one.cohort.id}:{today + timedelta(weeks=weeks)}")
        for label, weeks in ((phrase.ONE_WEEK, 1), (phrase.TWO_WEEKS, 2))
    )
    return asked.turn(Ask(context.t(phrase.UNTIL_WHEN, group=one.cohort.name), choices))


def pause_days(scene: Scene, argument: str, context: Context) -> Turn | None:
    """A length was tapped: until the day that it meant when it was shown; once that is past, it is asked again."""
    cohort, _, until = argument.partition(":")
    one, day = classroom.mine(scene, cohort), reading.day(until)
    if one is None or day is None or day > context.today(one.cohort) + timedelta(days=LONGEST_DAYS):
        return None
    return _paused(scene, cohort, day, context) if day > context.today(one.cohort) else pause(scene, cohort, context)


def pause_until(scene: Scene, text: str, context: Context) -> Turn | None:
    """A day was typed."""
    one = classroom.mine(scene, scene.conversation.about)
    if one is None or classroom.elsewhere(text):
        return None
    today = context.today(one.cohort)
    day = read_day(text, today)
    if day is None or day > today + timedelta(days=LONGEST_DAYS):
        return scene.turn(Ask(context.t(phrase.DAY_NOT_READ), ()))
    return _paused(scene, one.cohort.id, day, context)


def _paused(scene: Scene, cohort: str, day: date, context: Context) -> Turn | None:
    one = classroom.mine(scene, cohort)
    if one is None:
        return None
    text = context.t(phrase.GROUP_PAUSED, group=one.cohort.name, day=dated(day, context.today(one.cohort), context))
    choices = (Choice(context.t(phrase.RESUME_GROUP), "teacher.resume", cohort), *classroom.onward(one, context))
    return _changed(scene, cohort, day, Ask(text, choices))


def resume(scene: Scene, argument: str, context: Context) -> Turn | None:
    """The rest is over."""
    one = classroom.mine(scene, argument)
    if one is None:
        return None
    text = context.t(phrase.GROUP_RESUMED, group=one.cohort.name)
    return _changed(scene, one.cohort.id, None, Ask(text, classroom.onward(one, context)))


def _changed(scene: Scene, cohort: str, until: date | None, ask: Ask) -> Turn:
    done = scene.conversing(replace(scene.conversation, expects="", about=""))
    return done.turn(ask, writes=(CohortPaused(cohort, until),), causes=(Cause(CohortWoken(cohort)),))
