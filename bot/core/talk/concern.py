"""What stands beside an alarm: the word «ayuda», doubt, adults who write of others, and what has its own answer.

Nobody is told of anything here but by the learner's own tap on «Que me busquen».
"""

from __future__ import annotations

import re
from datetime import timedelta

from msgspec.structs import replace

from bot.core import phrase
from bot.core.reply import AT_ONCE, Ask, Choice, Say
from bot.core.scene import Context, Scene, Turn
from bot.core.talk import protection, today
from bot.core.text.wording import plain

OFFERED_EVERY = timedelta(days=7)
CALM_FOR = timedelta(hours=1)
OWN_ANSWERS = {"embarazo": phrase.WITH_CHILD, "trabajo": phrase.WORK_FAR_AWAY, "cita": phrase.MET_ONLINE}
_LOW = re.compile(
    r"(?:(?:ya |pues |pe |es que )*(?:no|nada|nadie|ninguno|nunca)\b.*|(?:ya )?(?:da igual|da lo mismo|que importa|fue)"
    r"|olvida(?:lo|te)|deja(?:lo)?|perdon.*|tengo (?:miedo|pena|verguenza)|estoy (?:mal|triste|sola?|cansad[ao])"
    r"|(?:tal vez|quizas?|creo|puede ser|no se)\b.*|me da (?:miedo|verguenza|pena))"
)
_LOW_LONGEST = 60


def urgent(scene: Scene, words: str, level: str, context: Context) -> Turn | None:
    """What comes before every other answer, whoever has the phone: it names nobody."""
    if level == "sure":
        return protection.alarm(scene, words, context)
    if low(scene, context) or (level and lately_alarmed(scene, context)):
        return calm(scene, context)
    return None


def exempt(scene: Scene) -> bool:
    """Whether the words are an option of what was just asked, or a bare letter or number: nobody means more by them."""
    words, asked = scene.meaning.plain, scene.latest
    if len(words) == 1 or words.isdigit():
        return True
    if not words or asked is None or asked.closed:
        return False
    return any(words in {plain(choice.label), plain(choice.words)} for choice in asked.ask.choices)


def is_adult(scene: Scene) -> bool:
    """Whether a teacher or somebody with a role writes, who does not learn here."""
    return scene.learner is None and bool(scene.teacher or scene.roles)


# --- in doubt ----------------------------------------------------------------------------------------------


def offered(scene: Scene, turn: Turn, context: Context) -> Turn:
    """The ordinary turn; its message says once in seven days that there is the word «ayuda».

    Also to who is still enrolling, or only looks; an adult who serves the programme has other words for it.
    """
    now = int(context.now.timestamp())
    learner, said = turn.progress if scene.learner else None, turn.conversation.help_offered
    last = learner.help_offered if learner else said
    spoken = [n for n, answer in enumerate(turn.answers) if isinstance(answer, Say | Ask)]
    if is_adult(scene) or not spoken or now - last < OFFERED_EVERY.total_seconds():
        return turn
    answers = list(turn.answers)
    answers[spoken[-1]] = _with_last_line(answers[spoken[-1]], context.t(phrase.IF_WORRIED))
    turn = replace(turn, answers=tuple(answers))
    if learner:
        return replace(turn, progress=replace(learner, help_offered=now))
    return replace(turn, conversation=replace(turn.conversation, help_offered=now))


def _with_last_line(answer: object, line: str) -> Say | Ask:
    if not isinstance(answer, Say | Ask):
        raise TypeError("only what is said has a last line")
    return replace(answer, text=f"{answer.text}\n\n{line}")


def help_(scene: Scene, words: str, context: Context) -> Ask:
    """The ordinary help, with the lines and «Que me busquen» beside it."""
    menu = today.menu(scene, context)
    return with_lines(replace(menu, text=words), context)


def with_lines(ask: Ask, context: Context) -> Ask:
    """The same, with the lines below and «Que me busquen» before its first two buttons."""
    return Ask(f"{ask.text}\n\n{context.t(phrase.THE_LINES)}", (_seek(context), *ask.choices[:2]))


def help_without_a_place(scene: Scene, context: Context) -> str:
    """«ayuda» of who does not learn here: what this is, for a stranger, and the lines for everybody."""
    what = phrase.KNOWN_WHAT if scene.conversation.enrolling else phrase.HELP_STRANGER
    told = () if scene.teacher or scene.roles else (context.t(what),)
    return "\n\n".join((*told, context.t(phrase.THE_LINES)))


def sought(scene: Scene, _argument: str, context: Context) -> Turn:
    """«Que me busquen»: a case opens, and the protection contact is told by day."""
    words = phrase.SOUGHT if scene.care.promised else phrase.SOUGHT_BY_NOBODY
    ask = Ask(context.t(words), (_on(context),))
    return protection.sought(scene, scene.turn(ask, post=AT_ONCE), context)


def _seek(context: Context) -> Choice:
    return Choice(context.t(phrase.SEEK_ME), "grave.seek")


def _on(context: Context) -> Choice:
    return Choice(context.t(phrase.CONTINUE), "grave.on")


# --- an adult writes ---------------------------------------------------------------------------------------


def about_whom(scene: Scene, context: Context) -> Turn:
    """What an adult writes raises no alarm about its writer: it is asked."""
    choices = (
        Choice(context.t(phrase.ABOUT_ME), "grave.mine"),
        Choice(context.t(phrase.ABOUT_A_STUDENT), "grave.student"),
        Choice(context.t(phrase.NOT_THAT), "grave.not_that"),
    )
    return scene.turn(Ask(context.t(phrase.ABOUT_WHOM), choices))


def composed(turn: Turn, context: Context) -> Turn:
    """What an adult composes goes on and is not lost; its message says whom to call."""
    said = [n for n, answer in enumerate(turn.answers) if isinstance(answer, Say | Ask)]
    if not said:
        return turn
    answers = list(turn.answers)
    answers[said[-1]] = _with_last_line(answers[said[-1]], context.t(phrase.IF_A_STUDENT))
    return replace(turn, answers=tuple(answers))


def mine(scene: Scene, _argument: str, context: Context) -> Turn:
    """«Sobre mí»: then it is an alarm like any other."""
    return protection.alarm(scene, "", context)


def student(scene: Scene, _argument: str, context: Context) -> Turn:
    """«Sobre un estudiante»: what to do first, and whom to call."""
    return scene.turn(Ask(context.t(phrase.STUDENT_IN_DANGER), (_on(context),)), post=AT_ONCE)


# --- the hour after an alarm -------------------------------------------------------------------------------


def low(scene: Scene, context: Context) -> bool:
    """Whether an alarm was raised here within the hour, and the words are sad, negating or unsure."""
    words = scene.meaning.plain
    return lately_alarmed(scene, context) and len(words) <= _LOW_LONGEST and _LOW.fullmatch(words) is not None


def lately_alarmed(scene: Scene, context: Context) -> bool:
    """Whether an alarm was raised here within the hour."""
    alarm = scene.conversation.alarm
    return alarm is not None and int(context.now.timestamp()) - alarm.at < CALM_FOR.total_seconds()


def calm(scene: Scene, context: Context) -> Turn:
    """One calm register: nothing is asked, nobody is hurried."""
    words = phrase.NO_HURRY_SCREEN if scene.screen else phrase.NO_HURRY
    choices = (_on(context), *protection.take_away(scene, context))
    return scene.turn(Ask(context.t(words), choices), post=AT_ONCE)


def listened(scene: Scene, context: Context) -> Turn:
    """Sad words outside any alarm: the same calm, and somebody to be asked for; nobody is told."""
    words = phrase.NO_HURRY_SCREEN if scene.screen else phrase.NO_HURRY
    choices = (_seek(context), _on(context), *protection.take_away(scene, context))
    return scene.turn(Ask(context.t(words), choices), post=AT_ONCE)


# --- what has its own answer -------------------------------------------------------------------------------


def own_answer(scene: Scene, text: str, context: Context) -> Turn | None:
    """Pregnancy, work far away, somebody from the internet: a reviewed answer; nobody is told."""
    if scene.learner is None or scene.conversation.expects or text.strip().startswith("/"):
        return None
    words = OWN_ANSWERS.get(context.ear.topic(text))
    if words is None:
        return None
    choices = (_seek(context), _on(context), *protection.take_away(scene, context))
    return scene.turn(Ask(context.t(words), choices), post=AT_ONCE)
