"""What the programme knows by itself, answered at once: the truck, the day, the teacher, the cost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.core import course_place, phrase
from bot.core.people import Cohort
from bot.core.reply import Ask, Choice, Say
from bot.core.scene import Context, Scene, Turn
from bot.core.schedule import plan, school_calendar
from bot.core.schedule.message_days import dated
from bot.core.state import OPEN_END
from bot.core.talk import progress, protection, teacher_button
from bot.core.text import known_question
from bot.core.text.known_question import Subject
from bot.core.text.wording import day_words, hour_words, listed

Answer = Callable[[Scene, str, Context], Ask | None]


def answer(scene: Scene, subject: Subject, text: str, context: Context) -> Turn | None:
    """A learner's question answered, with a next step; None where the fact is not at hand."""
    if subject == "family":
        return scene.turn(Say(protection.family(context)))
    if subject == "progress":
        return progress.progress(scene, "", context)
    told = _ANSWERS[subject](scene, text, context)
    return scene.turn(told) if told else None


def lead(scene: Scene, subject: Subject, text: str, context: Context) -> str:
    """What somebody hears who is no learner yet, above the pending step; `""` where it is for learners."""
    if subject == "number":
        return context.t(phrase.KNOWN_NUMBER_STRANGER)
    if subject == "family":
        return protection.family(context)
    if subject not in FOR_ALL or (subject in OF_A_GROUP and _group(scene) is None):
        return ""
    told = _ANSWERS[subject](scene, text, context)
    return told.text if told else ""


FOR_ALL: frozenset[Subject] = frozenset(
    {"another", "class", "cost", "date", "length", "medium", "robot", "scam", "teacher", "truck"}
)
OF_A_GROUP: frozenset[Subject] = frozenset({"class", "teacher", "truck"})


def _group(scene: Scene) -> Cohort | None:
    """The learner's group, or the one whose code was just said."""
    return scene.learner.cohort if scene.learner else scene.found


def _on(context: Context) -> Choice:
    return Choice(context.t(phrase.CONTINUE), "today.proceed")


def _told(scene: Scene, text: str, asked: str, context: Context) -> Ask:
    """The fact, and the teacher for what it leaves open."""
    return Ask(text, (_on(context), *teacher_button.about(asked, scene.learner, context)))


def _truck(scene: Scene, text: str, context: Context) -> Ask | None:
    group = _group(scene)
    if group is None:
        return None
    visit, today = group.visit, context.today(group)
    said = phrase.KNOWN_TRUCK_HERE if visit.arrives <= today else phrase.KNOWN_TRUCK_COMES
    if context.now >= school_calendar.departure(group, context.zone(group)):
        gone = context.t(phrase.KNOWN_TRUCK_GONE, day=dated(visit.departs, today, context), site=visit.site)
        return _told(scene, gone, text, context)
    comes, goes = dated(visit.arrives, today, context), dated(visit.departs, today, context)
    lines = [context.t(said, day=comes, until=goes, site=visit.site)]
    if visit.next_site:
        lines.append(context.t(phrase.KNOWN_TRUCK_NEXT, site=visit.next_site))
    return _told(scene, " ".join(lines), text, context)


def _message(scene: Scene, _text: str, context: Context) -> Ask:
    learner = scene.the_learner()
    today, hour = context.today(scene.cohort), hour_words(learner.progress.hour, context.gettext)
    if scene.phoneless:
        pass_ = Choice(context.t(phrase.PASS_TO_PHONE), "phone.pass")
        return Ask(context.t(phrase.SCREEN_NO_HOUR), (_on(context), pass_))
    if scene.cohort is None:
        return Ask(context.t(phrase.KNOWN_MESSAGE_NO_GROUP), (_on(context),))
    change = Choice(context.t(phrase.CHANGE_HOUR_LABEL), "account.hour")
    if learner.progress.paused_until > today.isoformat():
        return _resting(learner.progress.paused_until, today, context)
    due = plan.of_course(learner, context)
    if due is None or not (course_place.ahead(learner, context) or learner.progress.support):
        return Ask(context.t(phrase.KNOWN_MESSAGE_LATER, hour=hour), (_on(context), change))
    at = due.at.astimezone(context.zone(scene.cohort))
    hour = hour_words(at.hour * 60 + at.minute, context.gettext)
    day = dated(at.date(), today, context)
    return Ask(context.t(phrase.KNOWN_MESSAGE, day=day, hour=hour), (_on(context), change))


def _resting(until: str, today: date, context: Context) -> Ask:
    resume = Choice(context.t(phrase.RESUME), "account.resume")
    if until == OPEN_END:
        return Ask(context.t(phrase.ALREADY_PAUSED), (resume,))
    day = dated(date.fromisoformat(until), today, context)
    return Ask(context.t(phrase.KNOWN_MESSAGE_REST, day=day), (resume,))


def _class(scene: Scene, text: str, context: Context) -> Ask | None:
    group = _group(scene)
    if group is None:
        return None
    today = context.today(group)
    free = context.free_days(group)
    coming = known_question.next_free(text, today, free)
    if coming:
        return _told(scene, context.t(phrase.KNOWN_NEXT_HOLIDAY, day=dated(coming, today, context)), text, context)
    if "vacaciones" in scene.meaning.plain:
        return None  # no calendar of ours knows them
    day = known_question.day_asked(text, today, free)
    named = {0: phrase.TODAY_IS, 1: phrase.TOMORROW_IS}.get((day - today).days, phrase.THAT_DAY)
    said, until = _school_day(day, group, context)
    words = context.t(
        said, day=context.t(named, day=day_words(day, context.gettext)), until=dated(until, today, context)
    )
    return _told(scene, words, text, context)


def _school_day(day: date, group: Cohort, context: Context) -> tuple[str, date]:
    """Whether there is class, or why not; and the day that the reason names."""
    if day > group.visit.departs:
        return phrase.KNOWN_NO_CLASS_AFTER, group.visit.departs
    if day < group.visit.arrives:
        return phrase.KNOWN_NO_CLASS_BEFORE, group.visit.arrives
    if day.weekday() not in school_calendar.SCHOOL_WEEKDAYS:
        return phrase.KNOWN_NO_CLASS_WEEKEND, day
    if day in context.free_days(group):
        return phrase.KNOWN_NO_CLASS_HOLIDAY, day
    if group.paused_until and day < group.paused_until:
        return phrase.KNOWN_NO_CLASS_PAUSE, group.paused_until
    return phrase.KNOWN_CLASS, day


def _teacher(scene: Scene, _text: str, context: Context) -> Ask | None:
    group = _group(scene)
    if group is None:
        return None
    if not group.teachers:
        return Ask(context.t(phrase.KNOWN_NO_TEACHER), (_on(context),))
    words = context.n(phrase.KNOWN_TEACHER, len(group.teachers), teacher=listed(list(group.teachers), context.gettext))
    return Ask(words, (_on(context), *teacher_button.to_write(scene.learner, context)))


def _robot(scene: Scene, _text: str, context: Context) -> Ask:
    words, teacher = [context.t(phrase.KNOWN_ROBOT)], teacher_button.to_write(scene.learner, context)
    if teacher and scene.cohort:
        words.append(
            context.t(phrase.KNOWN_ROBOT_TEACHER, teacher=listed(list(scene.cohort.teachers), context.gettext))
        )
    return Ask(" ".join(words), (_on(context), *teacher))


def _cost(_scene: Scene, _text: str, context: Context) -> Ask:
    return Ask(context.t(phrase.KNOWN_COST), (_on(context),))


def _another(_scene: Scene, _text: str, context: Context) -> Ask:
    return Ask(context.t(phrase.KNOWN_ANOTHER), (_on(context),))


def _length(_scene: Scene, _text: str, context: Context) -> Ask:
    return Ask(context.n(phrase.KNOWN_LENGTH, len(context.course.lessons)), (_on(context),))


def _medium(_scene: Scene, _text: str, context: Context) -> Ask:
    return Ask(context.t(phrase.KNOWN_MEDIUM), (_on(context),))


def _credit(_scene: Scene, _text: str, context: Context) -> Ask:
    return Ask(context.t(phrase.KNOWN_CREDIT), (_on(context),))


def _moved(_scene: Scene, _text: str, context: Context) -> Ask:
    change = Choice(context.t(phrase.CHANGE_HOUR_LABEL), "account.hour")
    return Ask(context.t(phrase.KNOWN_MOVED), (_on(context), change))


def _number(_scene: Scene, _text: str, context: Context) -> Ask:
    key = Choice(context.t(phrase.SEE_MY_KEY), "account.key")
    return Ask(context.t(phrase.KNOWN_NUMBER), (key, _on(context)))


def _scam(_scene: Scene, _text: str, context: Context) -> Ask:
    practise = Choice(context.t(phrase.PRACTISE_SCAMS), "drill.begin")
    return Ask(context.t(phrase.KNOWN_SCAM), (_on(context), practise))


def _date(scene: Scene, _text: str, context: Context) -> Ask:
    local = context.now.astimezone(context.zone(_group(scene)))
    hour = hour_words(local.hour * 60 + local.minute, context.gettext)
    return Ask(context.t(phrase.KNOWN_DATE, day=day_words(local.date(), context.gettext), hour=hour), (_on(context),))


_ANSWERS: dict[Subject, Answer] = {
    "another": _another,
    "class": _class,
    "cost": _cost,
    "credit": _credit,
    "date": _date,
    "message": _message,
    "length": _length,
    "medium": _medium,
    "moved": _moved,
    "number": _number,
    "robot": _robot,
    "scam": _scam,
    "teacher": _teacher,
    "truck": _truck,
}
