"""Teachers are learners too: short pieces for them, read card by card; nothing is stored of their answers."""

from __future__ import annotations

from bot.core import course_place, phrase
from bot.core.reply import Ask, Choice
from bot.core.scene import Context, Scene, Turn
from bot.core.talk import lesson, lettered_list, quiz_item
from lessons_es.schema import Lesson


def pieces(scene: Scene, _argument: str, context: Context) -> Turn:
    """The pieces, to pick one."""
    found = context.course.teacher_pieces
    if not found:
        return scene.then(step="teacher")
    titles = [(piece.title, f"{piece.id}:card-1") for piece in found]
    return scene.turn(lettered_list.lettered(context.t(phrase.FOR_TEACHERS), "training.step", titles))


def step(scene: Scene, argument: str, context: Context) -> Turn | None:
    """One step of a piece."""
    piece_id, _, wanted = argument.partition(":")
    piece = context.course.lesson(piece_id)
    if piece is None:
        return None
    wanted = course_place.nearest(piece, wanted)
    if wanted == course_place.DONE:
        return scene.turn(_end(piece, context))
    return scene.turn(lesson.tried_step(piece, wanted, "training", context))


def answer(scene: Scene, letter: str, context: Context) -> Turn | None:
    """The chosen option's explanation."""
    quiz = scene.prompt.ask.quiz if scene.prompt else None
    piece_id, _, item = quiz.item.rpartition("-") if quiz else ("", "", "")
    piece = context.course.lesson(piece_id)
    if quiz is None or piece is None:
        return None
    then = course_place.following(piece, course_place.nearest(piece, item))
    choice = Choice(context.t(phrase.NEXT), "training.step", f"{piece.id}:{then}")
    return scene.turn(Ask(quiz_item.explained(quiz, letter), (choice,)))


def _end(piece: Lesson, context: Context) -> Ask:
    choices = (
        Choice(context.t(phrase.ANOTHER_PIECE), "training.pieces"),
        Choice(context.t(phrase.MY_GROUP), "teacher.cohorts"),
    )
    return Ask(context.t(phrase.FOR_THIS_WEEK, task=piece.task), choices)
