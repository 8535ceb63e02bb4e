"""A shared screen: «¿Quién eres?», one person at a time, and nothing of anybody once they went away.

It opens a learner's place by the key, and enrols by a code; roles and links belong on a phone of one's own.
"""

from __future__ import annotations

from msgspec.structs import replace

from bot.core import phrase
from bot.core.effect import Parted
from bot.core.event import Left
from bot.core.greeting_name import greeting_name
from bot.core.people import Cohort
from bot.core.reply import Ask, Choice
from bot.core.scene import Context, Scene, Turn
from bot.core.state import Conversation
from bot.core.text.wording import listed, shown_key


def who_are_you(scene: Scene, context: Context, lead: str = "") -> Turn:
    """Nobody is here: the key, or the code of the poster."""
    who = context.t(phrase.SCREEN_WHO)
    text = f"{lead}\n{who}" if lead else f"{context.t(phrase.SCREEN_HELLO)} {who}"
    return scene.turn(Ask(text, choices(context)))


def choices(context: Context) -> tuple[Choice, ...]:
    """What somebody can do who has neither at hand."""
    return (
        Choice(context.t(phrase.FORGOT_KEY), "screen.forgot"),
        Choice(context.t(phrase.NO_CODE), "enrol.no_code"),
        Choice(context.t(phrase.TRY_LESSON), "trial.start"),
    )


def forgot(scene: Scene, _argument: str, context: Context) -> Turn:
    """Who can give another key."""
    lesson = Choice(context.t(phrase.TRY_LESSON), "trial.start")
    return scene.turn(Ask(context.t(phrase.FORGOT_KEY_ANSWER), (lesson,)))


def parted(scene: Scene, but: str = "") -> tuple[Parted, ...]:
    """At a screen, everybody who was there before the person `but` goes."""
    return tuple(Parted(someone.id) for someone in scene.people if scene.screen and someone.id != but)


def emptied(scene: Scene) -> Scene:
    """The screen with nobody at it; wrong tries still count."""
    conversation = Conversation(tries=scene.conversation.tries)
    return replace(scene, learner=None, people=(), conversation=conversation, phoneless=False)


def out(scene: Scene, _argument: str, context: Context) -> Turn:
    """The person says that they go: the next one is asked who they are."""
    return who_are_you(emptied(scene), context).adding(*parted(scene))


def left(scene: Scene, _event: Left, _context: Context) -> Turn:
    """The person went away: nothing is said, nobody is left here."""
    return emptied(scene).turn(writes=parted(scene)) if scene.screen else scene.turn()


# --- enrolling ---------------------------------------------------------------------------------------------


def enrolled(scene: Scene, context: Context, question: Ask | None = None) -> Ask:
    """The learner exists: the key is what brings them back, so it is shown now; `question` may come under it."""
    learner = scene.the_learner()
    text = context.t(phrase.SCREEN_ENROLLED, name=greeting_name(learner, context), key=shown_key(context.new_key))
    begin: tuple[Choice, ...] = (Choice(context.t(phrase.START), "today.start"),)
    if question:
        text, begin = f"{text}\n{question.text}", question.choices
    return Ask(text, (*begin, Choice(context.t(phrase.PASS_TO_PHONE), "phone.pass")))


def under_14(scene: Scene, cohort: Cohort, context: Context) -> Turn:
    """The youngest are enrolled by the teacher, who holds the paper: no number is kept for a screen."""
    text = context.t(phrase.SCREEN_UNDER_14, teacher=listed(list(cohort.teachers), context.gettext))
    return emptied(scene).turn(Ask(text, (Choice(context.t(phrase.TRY_LESSON), "trial.start"),)))
