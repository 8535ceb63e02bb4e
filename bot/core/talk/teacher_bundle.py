"""What waits for a teacher comes once a day, at the hour that the teacher chose: newcomers, papers, questions together.

On Monday it holds whatever still waits, also where nothing is new; no other day says again what was said. On the day of
the week's message, which counts what waits, there is none, unless something came after it: that keeps its hour.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from bot.core import phrase
from bot.core.event import NewcomersWait, QuestionAsked, QuestionsWait
from bot.core.event_key import unnamed
from bot.core.people import Class, Cohort, Question
from bot.core.reply import Ask, Cause, Choice
from bot.core.scene import Context, Scene, Turn
from bot.core.schedule import digest_days, question_hours, school_calendar
from bot.core.talk import classroom, lettered_list, membership, teacher, teacher_menu

LIST_LONGEST = 10
A_WEEK = timedelta(days=7)


def newcomers_wait(scene: Scene, event: NewcomersWait, context: Context) -> Turn:
    """Somebody waits to be recognised, or for a paper: until the teacher's hour."""
    one = classroom.mine(scene, event.cohort)
    return scene.turn(causes=_gathered(scene, one, context)) if one else scene.turn()


def question_asked(scene: Scene, _event: QuestionAsked, context: Context) -> Turn:
    """A learner's question waits for the teacher's hour, with all the others."""
    question = scene.question
    one = classroom.mine(scene, question.cohort) if question else None
    return scene.turn(causes=_gathered(scene, one, context)) if one else scene.turn()


def _gathered(scene: Scene, one: Class, context: Context) -> tuple[Cause, ...]:
    return (_at(scene, question_hours.questions_at(one.cohort, context)),)


def _at(scene: Scene, at: datetime) -> Cause:
    id = scene.the_teacher().id
    return Cause(QuestionsWait(id), at, f"questions:{unnamed(id)}:{at:%Y-%m-%dT%H:%M}")


def due(scene: Scene, _event: QuestionsWait, context: Context) -> Turn:
    """The teacher's hour: all that waits, in one message; later, when the teacher moved the hour meanwhile."""
    waiting = [one for one in scene.teacher.classes if _waits(one)] if scene.teacher else []
    if not waiting:
        return scene.turn()
    one = waiting[0]
    local = context.now.astimezone(context.zone(one.cohort))
    if local.hour * 60 + local.minute < one.cohort.answers_at:
        return scene.turn(causes=_gathered(scene, one, context))
    monday = _at(scene, _on_monday(one.cohort, local.date(), context))
    told_at = _told_today(scene, local, context)
    if told_at and not _came_since(told_at, waiting):
        return scene.turn(causes=(monday,))
    return scene.turn(_ask(waiting, context), causes=(monday,), post=classroom.held(one.cohort, context))


def _told_today(scene: Scene, local: datetime, context: Context) -> datetime | None:
    """When the week's message told what waits, or will: the same day has no other."""
    weekly = scene.weekly
    if weekly is None:
        return None
    wish, today = weekly.wish, local.date()
    said_at = datetime.combine(today, time(wish.minutes // 60, wish.minutes % 60), local.tzinfo)
    if today in weekly.sent:
        return said_at
    there = [one for one in scene.the_teacher().classes if _is_there(one, today)]
    holidays = context.free_days(there[0].cohort) if there else frozenset()
    return said_at if there and digest_days.following(wish, local, holidays) == said_at else None


def _is_there(one: Class, today: date) -> bool:
    """Whether there is a week to tell of."""
    visit = one.cohort.visit
    return visit.arrives + A_WEEK <= today <= visit.departs and any(member.accepted for member in one.members)


def _came_since(told_at: datetime, waiting: list[Class]) -> bool:
    came = [question.asked_at for one in waiting for question in one.questions]
    came += [child.opened_at for one in waiting for child in one.waiting]
    came += [member.joined for one in waiting for member in classroom.newcomers_of(one)]
    return max(came) > told_at


def _waits(one: Class) -> bool:
    return bool(one.questions or one.waiting or classroom.newcomers_of(one))


def _on_monday(cohort: Cohort, day: date, context: Context) -> datetime:
    """The teacher's hour on the next Monday; where that is a holiday, on the day after it."""
    day += timedelta(days=7 - day.weekday())
    while not question_hours.weekday(day, cohort, context):
        day += timedelta(days=1)
    return school_calendar.at(day, cohort.answers_at, context.zone(cohort)).astimezone(UTC)


# --- how it is said ----------------------------------------------------------------------------------------


def _ask(waiting: list[Class], context: Context) -> Ask:
    """Questions alone with their words, one class's newcomers and papers with their names; else how many of each."""
    asked = [(one, question) for one in waiting for question in one.questions]
    others = [one for one in waiting if one.waiting or classroom.newcomers_of(one)]
    if asked and not others:
        return _questions(asked, context)
    if asked:
        return _counted(waiting, context)
    alone = membership.waiting(others[0], context) if len(others) == 1 else _first_newcomers(waiting, context)
    return alone or _counted(waiting, context)


def _first_newcomers(waiting: list[Class], context: Context) -> Ask | None:
    """How many wait in each class, and the first newcomers with their buttons; the others follow those."""
    ask = next(filter(None, (membership.waiting_newcomers(one, context) for one in waiting)), None)
    text = "\n".join((context.t(phrase.WAITS_FOR_TEACHER), *_lines(waiting, context)))
    return Ask(f"{text}\n{ask.text}", ask.choices) if ask else None


def _lines(waiting: list[Class], context: Context) -> list[str]:
    return [
        context.t(phrase.WAITS_IN_GROUP, group=one.cohort.name, things=teacher_menu.things(one, context))
        for one in waiting
    ]


def _questions(asked: list[tuple[Class, Question]], context: Context) -> Ask:
    if len(asked) == 1:
        one, first = asked[0]
        return teacher.asked_now(one, first, (), context)
    return _together(asked[:LIST_LONGEST], context)


def _together(asked: list[tuple[Class, Question]], context: Context) -> Ask:
    lines = [context.t(phrase.QUESTIONS_TOGETHER, n=len(asked))]
    for n, (one, question) in enumerate(asked, 1):
        group = one.cohort.name
        lines.append(context.t(phrase.QUESTION_LINE, n=n, name=question.name, group=group, text=question.text))
    choices = (
        Choice(context.t(phrase.ANSWER_N, n=n), "teacher.question", question.id)
        for n, (_one, question) in enumerate(asked, 1)
    )
    return Ask("\n".join(lines), tuple(choices))


def _counted(waiting: list[Class], context: Context) -> Ask:
    told = _lines(waiting, context)
    if len(waiting) == 1:
        return Ask(told[0], tuple(teacher_menu.work(waiting[0], context)))
    named = [(line, one.cohort.id) for line, one in zip(told, waiting, strict=True)]
    return lettered_list.lettered(context.t(phrase.WAITS_FOR_TEACHER), "teacher.cohort", named[:LIST_LONGEST])
