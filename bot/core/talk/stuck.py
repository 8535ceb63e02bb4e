"""Who does not understand, in the middle of a lesson: a hint, the words of the glossary, the teacher; and who goes."""

from __future__ import annotations

from msgspec.structs import replace

from bot.core import phrase
from bot.core.greeting_name import greeting_name
from bot.core.reply import Ask, Choice, Prompt
from bot.core.scene import Context, Scene, Turn
from bot.core.talk import quiz_item, teacher_button
from bot.core.text import reading


def helped(scene: Scene, prompt: Prompt, context: Context, *, read: bool) -> Turn | None:
    """Help with what is being asked, or `read`, for who does not know; None when something else was said."""
    words = scene.meaning.plain
    if not reading.wants_hint(words):
        return None
    if prompt.ask.quiz:
        return _with_question(scene, prompt, context)
    return scene.turn(_with_card(scene, prompt, context)) if read and not reading.asks_for_help(words) else None


def _with_question(scene: Scene, prompt: Prompt, context: Context) -> Turn | None:
    """The quiz item under its hint; after that, that a guess does no harm. «ayuda» again is another kind of help."""
    hinted = bool(prompt.ask.quiz and prompt.ask.quiz.hinted)
    if hinted and reading.asks_for_help(scene.meaning.plain):
        return None
    shown = None if hinted else quiz_item.hint(prompt, context)
    written = prompt.ask.quiz is not None and bool(prompt.ask.quiz.answers)
    guess = context.t(phrase.GUESS_WRITTEN if written else phrase.GUESS)
    return scene.turn(shown or replace(prompt.ask, text=guess))


def _with_card(scene: Scene, prompt: Prompt, context: Context) -> Ask:
    """To read it again, ask for a word, or ask the teacher; the buttons of before stay."""
    choices = tuple(dict.fromkeys((*prompt.ask.choices, *teacher_button.to_write(scene.learner, context))))
    return Ask(context.t(phrase.READ_SLOWLY), choices[:3])


def goodbye(scene: Scene, _argument: str, context: Context) -> Turn:
    """Who goes is told that nothing is lost."""
    text = context.t(phrase.GOODBYE, name=greeting_name(scene.the_learner(), context))
    return scene.turn(Ask(text, (Choice(context.t(phrase.CONTINUE), "today.proceed"),)))
