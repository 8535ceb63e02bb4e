"""The final exam: twenty items drawn for one learner, each explained at once, none of them reviewed later."""

from __future__ import annotations

from msgspec.structs import replace

from bot.core import dress, goal, phrase
from bot.core.greeting_name import greeting_name
from bot.core.reply import Ask, Choice
from bot.core.scene import Context, Scene, Turn
from bot.core.state import Exam
from bot.core.talk import quiz_item
from bot.core.talk.lettered_list import lettered
from lessons_es.schema import draw, exam_size


def asked(scene: Scene, _argument: str, context: Context) -> Turn:
    """`examen`, «constancia»: where it stands; whoever passed is told so, and may do it again."""
    learner = scene.the_learner()
    exam = learner.progress.exam
    if exam is None or not goal.passed(exam):
        return begin(scene, "", context)
    name = greeting_name(learner, context)
    text = context.t(phrase.EXAM_PASSED_BEFORE, name=name, right=exam.right, total=len(exam.items))
    again = Choice(context.t(phrase.EXAM_REPEAT), "exam.begin")
    return scene.turn(Ask(text, (Choice(context.t(phrase.READ_AGAIN), "lesson.weeks"), again)))


def onward(scene: Scene, argument: str, context: Context) -> Turn:
    """«¿y ahora?», «ya terminé»: what stands open; where nothing does, how far the exam is."""
    progress = scene.the_learner().progress
    return scene.then() if progress.place or progress.queue else asked(scene, argument, context)


def begin(scene: Scene, _argument: str, context: Context) -> Turn:
    """`examen`: what is missing until it opens, the open one, or a new one."""
    learner = scene.the_learner()
    missing = goal.missing(learner, context)
    if missing or not context.course.exam:
        return scene.then(context.n(phrase.EXAM_MISSING, missing, items=exam_size(context.course)), "menu")
    exam = learner.progress.exam
    if exam and exam.at < len(exam.items):
        return question(scene, "", context)
    if exam and exam.ended_on == context.today(learner.cohort).isoformat() and not goal.passed(exam):
        return scene.turn(_missed(exam, context))
    attempt = (exam.attempt if exam else 0) + 1
    drawn = draw(context.course, learner.id, context.chance, attempt, exam.items if exam else ())
    fresh = Exam(tuple(entry.item.id for entry in drawn), attempt=attempt)
    ready = scene.progressed(replace(learner.progress, exam=fresh))
    n = len(fresh.items)
    text = context.t(phrase.EXAM_READY, name=greeting_name(learner, context), n=n, needed=goal.to_pass(n))
    choices = (Choice(context.t(phrase.START), "exam.next"), Choice(context.t(phrase.LATER), "today.later"))
    return ready.turn(Ask(text, choices))


def question(scene: Scene, _argument: str, context: Context) -> Turn:
    """The next item; one that left the bank is passed over."""
    learner = scene.the_learner()
    exam = learner.progress.exam
    if exam is None:
        return begin(scene, "", context)
    while exam.at < len(exam.items) and context.course.exam_item(exam.items[exam.at]) is None:
        exam = replace(exam, items=(*exam.items[: exam.at], *exam.items[exam.at + 1 :]))
    there = scene.progressed(replace(learner.progress, exam=exam))
    entry = context.course.exam_item(exam.items[exam.at]) if exam.at < len(exam.items) else None
    if entry is None:
        return there.turn(_result(there, exam, context))
    item = dress.of_sitting(entry.item, exam.attempt, context.chance(learner.id, entry.item.id, "dress"))
    lead = context.t(phrase.EXAM_QUESTION, n=exam.at + 1, total=len(exam.items), question=item.question)
    return there.turn(quiz_item.asked_once(there, item, lead, "exam.answer", context))


def answer(scene: Scene, letter: str, context: Context) -> Turn | None:
    """Grades the item asked now; None for an older one."""
    learner, prompt = scene.the_learner(), scene.prompt
    exam, quiz = learner.progress.exam, prompt.ask.quiz if prompt else None
    if exam is None or quiz is None or prompt is None or exam.items[exam.at : exam.at + 1] != (quiz.item,):
        return None
    right = letter == quiz.right
    counted = replace(
        exam,
        at=exam.at + 1,
        right=exam.right + right,
        missed=exam.missed if right else (*exam.missed, quiz.item),
        ended_on=context.today(learner.cohort).isoformat(),
    )
    told = scene.progressed(replace(learner.progress, exam=counted))
    ask = Ask(quiz_item.explained(quiz, letter), (Choice(context.t(phrase.NEXT), "exam.next"),))
    return told.turn(ask).adding(quiz_item.graded(scene, letter, "exam", context))


def _result(scene: Scene, exam: Exam, context: Context) -> Ask:
    if not goal.passed(exam):
        return _missed(exam, context)
    name = greeting_name(scene.the_learner(), context)
    text = context.t(phrase.EXAM_PASSED, name=name, right=exam.right, total=len(exam.items))
    read = Choice(context.t(phrase.READ_AGAIN), "lesson.weeks")
    return Ask(text, (read, Choice(context.t(phrase.MY_PROGRESS), "account.progress")))


def _missed(exam: Exam, context: Context) -> Ask:
    """How far it was to passing, and what to read again until tomorrow."""
    weakest, needed = goal.weakest(exam, context.course), goal.to_pass(len(exam.items))
    if not weakest:
        text = context.t(phrase.EXAM_AGAIN, right=exam.right, needed=needed)
        return Ask(text, (Choice(context.t(phrase.READ_AGAIN), "lesson.weeks"),))
    lead = context.n(phrase.EXAM_READ_THESE, len(weakest), right=exam.right, needed=needed)
    return lettered(lead, "lesson.read", [(one.title, f"{one.id}:card-1") for one in weakest])
