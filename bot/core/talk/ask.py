"""A question in free words: three lessons, or the teacher."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from bot.core import phrase
from bot.core.case import Of
from bot.core.effect import AnswerSeen, Asked, Missed
from bot.core.event import QuestionAsked, QuestionWaited
from bot.core.reply import LETTERS, Ask, Cause, Choice
from bot.core.scene import Context, Scene, Turn
from bot.core.schedule import question_hours
from bot.core.schedule.message_days import dated
from bot.core.talk import composed_text, entered, proof, protection, refusal, teacher_button, unread_answers
from bot.core.text import reading
from bot.core.text.wording import hour_words, listed
from lessons_es.schema import Drill, Lesson

MISSES_BEFORE_MENU = 2
A_DAY = 5
SCHOOL_DAYS_WAITED = 3


def search(scene: Scene, text: str, context: Context) -> Turn:
    """Never an automatic answer: up to two lessons and the teacher as buttons; after two misses, the menu."""
    found = context.search(text)
    if not found:
        return _missed(scene, text, context)
    letters = tuple(zip(LETTERS, found, strict=False))
    lines = [f"{letter}. {one.title}" for letter, one in letters]
    choices = [_opens(letter, one) for letter, one in letters]
    kept = scene.conversing(replace(scene.conversation, misses=0))
    choices += teacher_button.about(text, scene.learner, context)
    return kept.turn(Ask("\n".join([context.t(phrase.THESE_LESSONS), *lines]), tuple(choices)))


def _opens(letter: str, one: Lesson | Drill) -> Choice:
    if isinstance(one, Drill):
        return Choice(letter, "drill.begin", one.id, one.title)
    return Choice(letter, "lesson.read", f"{one.id}:card-1", one.title)


def _missed(scene: Scene, text: str, context: Context) -> Turn:
    misses = scene.conversation.misses + 1
    missed = (Missed(text, scene.learner.id if scene.learner else ""),)
    if misses >= MISSES_BEFORE_MENU:
        calm = scene.conversing(replace(scene.conversation, misses=0))
        return calm.then(context.t(phrase.NOTHING_FOUND_ALONE)).adding(*missed)
    kept = scene.conversing(replace(scene.conversation, misses=misses))
    teacher = teacher_button.about(text, scene.learner, context)
    words = phrase.NOTHING_FOUND if teacher else phrase.NOTHING_FOUND_ALONE
    choices = (*teacher, Choice(context.t(phrase.CONTINUE), "today.proceed"))
    return kept.turn(Ask(context.t(words), choices), writes=missed)


def write(scene: Scene, _argument: str, context: Context) -> Turn:
    """The learner wants to ask and has not written it yet."""
    barred = _barred(scene, context)
    if barred:
        return barred
    return writing(scene, context.t(phrase.WRITE_QUESTION, teacher=_teachers(scene, context)), context)


def writing(scene: Scene, lead: str, context: Context) -> Turn:
    """What is typed next is the question."""
    no_more = Choice(context.t(phrase.DO_NOT_SEND), "ask.drop")
    return scene.conversing(replace(scene.conversation, expects="ask.question")).turn(Ask(lead, (no_more,)))


def this(scene: Scene, typed: str, context: Context) -> Turn:
    """What had been typed when the button was shown is the question."""
    return said(scene, typed, context)


def said(scene: Scene, text: str, context: Context) -> Turn:
    """The question is shown before it leaves."""
    barred = _barred(scene, context)
    if barred:
        return barred
    if not text.strip():
        return write(scene, "", context)
    if reading.drops(text):
        return drop(scene.conversing(replace(scene.conversation, expects="")), "", context)
    writing_it = scene.conversing(replace(scene.conversation, expects="ask.question"))
    refused = composed_text.refused(writing_it, text, refusal.LONGEST, context)
    if refused:
        return refused
    why = refusal.refusal(scene, text, context)
    if why:
        return writing(scene, why, context)
    calm = scene.conversing(replace(scene.conversation, expects="", misses=0))
    return calm.turn(_preview(scene, text, context))


def _preview(scene: Scene, text: str, context: Context) -> Ask:
    """The question as it will leave, and to whom; [Sí, enviar] carries the text that it shows."""
    hour = hour_words(scene.cohort.answers_at, context.gettext) if scene.cohort else ""
    choices = (
        Choice(context.t(phrase.SEND_YES), "ask.send", text),
        Choice(context.t(phrase.CHANGE), "ask.write"),
        Choice(context.t(phrase.NO), "ask.drop"),
    )
    return Ask(context.t(phrase.SEND_THIS, teacher=_teachers(scene, context), hour=hour, text=text), choices)


def send(scene: Scene, text: str, context: Context) -> Turn:
    """The question leaves as it was shown; where it would be shown otherwise by now, it is shown again."""
    barred = _barred(scene, context)
    if barred or not text or scene.cohort is None:
        return barred or scene.then()
    shown = scene.prompt.ask.text if scene.prompt else ""
    changed = not shown.startswith(_preview(scene, text, context).text)  # «ayuda» may have been offered beneath it
    if changed or refusal.why(scene, text, context):
        return said(scene, text, context)
    asked = Asked(context.new_id, scene.the_learner().id, scene.cohort.id, text)
    sent = _counted(scene, context)
    at = question_hours.questions_at(scene.cohort, context).astimezone(context.zone(scene.cohort))
    day, hour = (
        dated(at.date(), context.today(scene.cohort), context),
        hour_words(at.hour * 60 + at.minute, context.gettext),
    )
    words = phrase.SCREEN_QUESTION_SENT if scene.phoneless else phrase.QUESTION_SENT
    turn = sent.then(context.t(words, day=day, hour=hour))
    waited = question_hours.after_school_days(SCHOOL_DAYS_WAITED, scene.cohort, context)
    causes = (Cause(QuestionAsked(asked.question, "")), Cause(QuestionWaited(asked.question), waited))
    return replace(turn, causes=causes).adding(asked)


def _counted(scene: Scene, context: Context) -> Scene:
    progress, day = scene.the_learner().progress, context.today(scene.cohort).isoformat()
    asked = progress.asked + 1 if progress.asked_on == day else 1
    return scene.progressed(replace(progress, asked_on=day, asked=asked))


def report(scene: Scene, argument: str, context: Context) -> Turn:
    """«Reportar»: it goes to who protects the learners, and to nobody else."""
    learner = scene.the_learner()
    of = Of(learner.id, learner.name, scene.cohort.id if scene.cohort else "")
    turn = scene.then(context.t(protection.reported(scene)))
    return protection.opened(turn, scene, of, protection.Line("by_learner", argument), context)


def drop(scene: Scene, _argument: str, context: Context) -> Turn:
    """The question stays here."""
    return scene.then(context.t(phrase.QUESTION_DROPPED))


def answered(scene: Scene, context: Context) -> Turn:
    """A teacher's answer comes back to the learner who asked; without a phone it waits until the place is opened."""
    question = scene.question
    waits = scene.learner is not None and (scene.learner.progress.frozen or scene.learner.progress.unproved)
    if question is None or not scene.address or waits:
        return scene.turn()
    return scene.turn(unread_answers._told((question,), scene.cohort, context), writes=(AnswerSeen(question.id),))


def _teachers(scene: Scene, context: Context) -> str:
    return listed(list(scene.cohort.teachers), context.gettext) if scene.cohort else ""


def _barred(scene: Scene, context: Context) -> Turn | None:
    """Why the learner cannot ask now, said kindly; None when they can."""
    here = scene.conversing(replace(scene.conversation, expects="", misses=0))
    frozen = entered.frozen(here, context)
    if frozen:
        return frozen
    unproved = proof.wanted(scene, context)
    if unproved:
        return unproved
    if not scene.cohort or not scene.cohort.teachers:
        return here.then(context.t(phrase.NO_TEACHER))
    if not scene.the_learner().accepted:
        return here.then(context.t(phrase.NOT_YET_ACCEPTED))
    lead = _enough(scene, context)
    return here.then(lead) if lead else None


def _enough(scene: Scene, context: Context) -> str:
    """Five a day, and none while the teacher paused them."""
    progress, day = scene.the_learner().progress, context.today(scene.cohort).isoformat()
    if progress.no_questions_until > day:
        until = date.fromisoformat(progress.no_questions_until)
        return context.t(phrase.QUESTIONS_PAUSED, day=dated(until, context.today(scene.cohort), context))
    return context.t(phrase.ASKED_ENOUGH, n=A_DAY) if progress.asked_on == day and progress.asked >= A_DAY else ""
