"""Who does not want to be written to: at once and for good, on every channel, and it holds for all who use the chat.

Only what is grave is heard before it. After one answer nothing unasked is written there, whoever would write it: no
lesson, no announcement, no farewell, no question. Who writes is still answered; «alta», the button under the answer, or
any code opens the address again.
"""

from __future__ import annotations

from msgspec.structs import replace

from bot.core import phrase, role
from bot.core.effect import OptedIn, OptedOut
from bot.core.reply import Ask, Choice
from bot.core.scene import Context, Scene, Turn
from bot.core.talk import concern, unread_answers
from bot.core.text import opt_out_words


def wished(scene: Scene, context: Context) -> Turn | None:
    """What is answered to «baja», «no me escribas» and «alta»; None for other words."""
    if scene.meaning.command == "opt_in" and scene.left:
        return back(scene, "", context)
    if scene.meaning.command != "opt_out" or concern.exempt(scene):
        return None
    return _sure(scene, context) if _in_doubt(scene) else leave(scene, "", context)


def whoever(scene: Scene, context: Context) -> Turn | None:
    """The same after a long silence, when nobody knows who has the phone: nothing is asked."""
    return leave(scene, "", context) if scene.meaning.command == "opt_out" else None


def _in_doubt(scene: Scene) -> bool:
    """Whether it is asked first: of whom an alert needs, and where the word may answer what is open."""
    if role.contact(scene):
        return True
    if concern.is_adult(scene):
        return bool(scene.conversation.expects)
    asked = scene.latest is not None and not scene.latest.closed and scene.latest.ask.quiz is not None
    return scene.meaning.plain in opt_out_words.SHORT and (asked or bool(scene.conversation.expects))


def _sure(scene: Scene, context: Context) -> Turn:
    choices = (Choice(context.t(phrase.YES), "optout.yes"), Choice(context.t(phrase.OPT_OUT_NO), "optout.no"))
    words = phrase.OPT_OUT_SURE_GUARDIAN if role.contact(scene) else phrase.OPT_OUT_SURE
    return scene.turn(Ask(context.t(words), choices))


def leave(scene: Scene, _argument: str, context: Context) -> Turn:
    """Nothing is written here any more."""
    calm = scene.conversing(replace(scene.conversation, expects="", about=""))
    words = phrase.OPTED_OUT_HERE if scene.shared else phrase.OPTED_OUT
    again = Choice(context.t(phrase.OPT_BACK), "optout.back")
    return calm.turn(Ask(context.t(words), (again,)), writes=(OptedOut(_speaker(scene)),))


def _speaker(scene: Scene) -> str:
    if scene.learner:
        return scene.learner.id
    return scene.teacher.id if scene.teacher else scene.conversation.speaker


def stay(scene: Scene, _argument: str, _context: Context) -> Turn:
    """It was another word: what was open is asked again."""
    return scene.then()


def back(scene: Scene, _argument: str, context: Context) -> Turn:
    """The address is written to again; the answers that waited meanwhile come first."""
    lead = context.t(phrase.OPTED_IN)
    if scene.learner and scene.unread:
        return unread_answers.unread(scene, lead, context).adding(OptedIn())
    return scene.then(lead).adding(OptedIn())


def reopened(scene: Scene, turn: Turn) -> Turn:
    """The same turn; a code, a key or a link that was said here says that somebody wants to be written to."""
    said, written = scene.meaning, any(isinstance(write, OptedIn) for write in turn.writes)
    shown = (scene.found or scene.key_shown or scene.code or scene.invite) and (said.codes or said.token)
    return turn.adding(OptedIn()) if scene.left and shown and not written else turn
