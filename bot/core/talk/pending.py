"""What was asked and is not understood is asked again, in one sentence with the form of an answer."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from bot.core import phrase
from bot.core.reply import LETTERS, Ask, Choice, Prompt
from bot.core.scene import Context, Scene, Turn
from bot.core.talk import enrol, enrol_doubt, message_hour, teacher, written_answer
from bot.core.text import pick, reading
from bot.core.text.hours import part_of_day, two_hours, whenever
from bot.core.text.wording import hour_words

WAITS = timedelta(hours=2)
"""How long a quiz item is what odd words were meant for; letters answer it whenever they come."""
HOUR_WORDS_MOST = 3
"""What is longer was no try at an hour."""


def again(scene: Scene, text: str, context: Context) -> Turn | None:
    """The pending question, for words that are none of its answers; None for a question of their own, or a courtesy."""
    enrolling = enrol_doubt.explained(scene, context) or enrol.said_meanwhile(scene, text, context)
    if enrolling:
        return enrolling
    if scene.meaning.something_else:
        return _hour_again(scene, text, context) if _tells_when(scene, text) else None
    return _hour_again(scene, text, context) or _letter_again(scene, context) or _letter_late(scene)


def which(scene: Scene, prompt: Prompt, context: Context) -> Turn | None:
    """«sí» and «dale» under a list choose nothing yet: which one, with its buttons; None where there is no list."""
    listed = [choice for choice in prompt.ask.choices if choice.words]
    if prompt.ask.quiz or not listed or not reading.assents(scene.meaning.plain):
        return None
    letters = _letters(len(listed), context)
    return scene.turn(replace(prompt.ask, text=context.t(phrase.WHICH_LETTER, letters=letters)))


def _letter_late(scene: Scene) -> Turn | None:
    """A letter where nothing lettered stands: the question that it was meant for, again, else the next step."""
    if scene.learner is None or not pick.names_a_letter(scene.meaning.plain):
        return None
    return scene.then()


def _hour_again(scene: Scene, text: str, context: Context) -> Turn | None:
    expects = scene.conversation.expects
    if _asks_hour(scene) and scene.learner:
        asked = enrol.hour_question if expects.startswith("enrol.") else message_hour.hour_question
        return scene.turn(_which_hour(text, asked(scene, context), context))
    short = len(scene.meaning.plain.split()) <= HOUR_WORDS_MOST
    if expects == "teacher.questions_hour" and scene.teacher and short:
        return scene.turn(teacher.questions_hour_again(context))
    return None


def _asks_hour(scene: Scene) -> bool:
    """Whether the hour of the day's message was asked, at the enrolment or later."""
    return scene.conversation.expects.endswith(".hour") and scene.teacher is None


def _tells_when(scene: Scene, text: str) -> bool:
    """Whether an hour was asked, and «cuando llega mi papá» is no question but a part of the day."""
    said = scene.meaning
    if not _asks_hour(scene) or "?" in text or said.command or said.greets or said.thanks:
        return False
    return part_of_day(text) or whenever(text)


def _which_hour(text: str, asked: Ask, context: Context) -> Ask:
    """The two that were told, one that is proposed, or the form of an answer."""
    ends = two_hours(text)
    if ends and all(enrol.EARLIEST_HOUR <= minutes <= enrol.LATEST_HOUR for minutes in ends):
        first, second = map(hour_words, ends)
        action = asked.choices[0].action
        choices = tuple(Choice(hour_words(minutes, context.gettext), action, str(minutes)) for minutes in ends)
        return Ask(context.t(phrase.HOUR_OF_TWO, first=first, second=second), choices)
    if whenever(text):
        return replace(asked, text=context.t(phrase.HOUR_PROPOSED, hour=asked.choices[1].label))
    return replace(asked, text=context.t(phrase.HOUR_WHICH if part_of_day(text) else phrase.HOUR_AGAIN))


def _letter_again(scene: Scene, context: Context) -> Turn | None:
    """The quiz item that is open, whole the first time and then by its buttons alone."""
    prompt = scene.latest
    if prompt is None or prompt.closed or not prompt.ask.quiz or context.now - prompt.opened_at > WAITS:
        return None
    quiz, count = prompt.ask.quiz, len(prompt.ask.choices)
    chosen = phrase.CHOOSE_LETTER
    lead = written_answer.how(quiz, context) if quiz.answers else context.t(chosen, letters=_letters(count, context))
    repeated = prompt.ask.text.startswith(lead)
    return scene.turn(Ask(lead if repeated else f"{lead}\n{prompt.ask.text}", prompt.ask.choices, prompt.ask.quiz))


def _letters(count: int, context: Context) -> str:
    first, last = ", ".join(LETTERS[: count - 1]), LETTERS[count - 1]
    return context.t(phrase.ONE_OR_OTHER, first=first, last=last) if first else last
