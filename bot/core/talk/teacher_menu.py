"""What waits for a teacher: the menu, and what each class has."""

from __future__ import annotations

from datetime import timedelta

from bot.core import phrase
from bot.core.people import Announcement, Class
from bot.core.reply import Ask, Choice
from bot.core.scene import Context, Scene
from bot.core.talk import (
    classroom,
)
from bot.core.text.wording import first_name

CORRECTION_WITHIN = timedelta(hours=24)


def menu(scene: Scene, context: Context, lead: str = "") -> Ask:
    """What a teacher does now, under `lead` or a greeting: the class, an announcement, and what is urgent."""
    teacher = scene.teacher
    classes = teacher.classes if teacher else ()
    name = first_name(teacher.name) if teacher else ""
    group = phrase.MY_GROUP if len(classes) < 2 else phrase.MY_GROUPS
    choices = [
        Choice(context.t(group), "teacher.cohorts"),
        Choice(context.t(phrase.ANNOUNCE), "announce.begin"),
        *_urgent(scene, context),
    ]
    return Ask(lead or context.t(phrase.TEACHER_MENU, name=name), tuple(choices[:3]))


def _urgent(scene: Scene, context: Context) -> list[Choice]:
    """An announcement that can still be stopped or put right, then questions."""
    last = scene.announcement
    mine = last if last and scene.teacher and last.teacher == scene.teacher.id else None
    found = [_amending(mine, context)] if mine else []
    if scene.scheduled and [one.id for one in scene.scheduled] != [mine.id if mine else ""]:
        found = [Choice(context.t(phrase.SCHEDULED_BUTTON, n=len(scene.scheduled)), "announce.scheduled")]
    classes = scene.teacher.classes if scene.teacher else ()
    asked = next((one for one in classes if one.questions), None)
    if asked:
        label = context.t(phrase.QUESTIONS_BUTTON, n=len(asked.questions))
        found.append(Choice(label, "teacher.questions", asked.cohort.id))
    return [choice for choice in found if choice]


def _amending(last: Announcement, context: Context) -> Choice | None:
    if last.status in {"held", "waiting"}:
        return Choice(context.t(phrase.CANCEL_ANNOUNCEMENT), "announce.cancel", last.id)
    if last.status != "cancelled" and context.now - last.send_at < CORRECTION_WITHIN:
        return Choice(context.t(phrase.CORRECTION), "announce.correction", last.id)
    return None


def things(one: Class, context: Context) -> str:
    """What waits in a class, counted: `2 nuevos, 1 pregunta`; `""` where nothing does."""
    counts = (
        (phrase.N_NEWCOMERS, len(classroom.newcomers_of(one))),
        (phrase.N_PAPERS, len(one.waiting)),
        (phrase.N_QUESTIONS, len(one.questions)),
    )
    return ", ".join(context.n(words, count) for words, count in counts if count)


def work(one: Class, context: Context) -> list[Choice]:
    """The buttons of what waits in a class."""
    counts = (
        (phrase.NEWCOMERS_BUTTON, "teacher.newcomers", len(classroom.newcomers_of(one))),
        (phrase.QUESTIONS_BUTTON, "teacher.questions", len(one.questions)),
        (phrase.PAPERS_BUTTON, "teacher.papers", len(one.waiting)),
    )
    return [Choice(context.t(label, n=n), action, one.cohort.id) for label, action, n in counts if n]
