"""What is kept about a teacher, an operator or a contact: shown, and erased for good. Learners have `talk.data`."""

from __future__ import annotations

from msgspec.structs import replace

from bot.core import phrase
from bot.core.effect import Erased
from bot.core.event import AdultLeaves
from bot.core.reply import Ask, Cause, Choice, Document, Say
from bot.core.scene import Context, Scene, Turn
from bot.core.schedule.hindsight import ERASURE_WAITS
from bot.core.state import Conversation
from bot.core.text.wording import listed

_ROLES = {"operator": phrase.AS_OPERATOR, "protection": phrase.AS_CONTACT, "responsible": phrase.AS_RESPONSIBLE}


def my_data(scene: Scene, _argument: str, context: Context) -> Turn:
    """What is known, in one message; the rows behind it as a file."""
    text = context.t(phrase.ADULT_DATA, roles=_what_they_are(scene, context))
    choices = (
        Choice(context.t(phrase.MY_DATA_RAW), "adult.data_raw"),
        Choice(context.t(phrase.MY_DEVICES), "devices.show"),
        Choice(context.t(phrase.ADULT_LEAVES), "adult.erase"),
        Choice(context.t(phrase.CONTINUE), "adult.keep"),
    )
    return scene.turn(Ask(text, choices))


def data_raw(scene: Scene, _argument: str, context: Context) -> Turn:
    """The rows, without what others wrote."""
    ask = Ask(context.t(phrase.ADULT_DATA_RAW), (Choice(context.t(phrase.CONTINUE), "adult.keep"),))
    return scene.turn(Document(ask, "misdatos-todo", context.t(phrase.MY_DATA_NO_FILE)))


def erase(scene: Scene, _argument: str, context: Context) -> Turn:
    """Really? Whoever leaves leaves a class or a post."""
    text = context.t(phrase.ADULT_ERASE, roles=_what_they_are(scene, context))
    choices = (
        Choice(context.t(phrase.ERASE_YES), "adult.erase_now"),
        Choice(context.t(phrase.ERASE_NO), "adult.keep"),
    )
    return scene.turn(Ask(text, choices))


def erase_now(scene: Scene, _argument: str, context: Context) -> Turn:
    """A day later, so that nobody disappears with what is being looked into; the others hear of it at once."""
    at, me = context.now + ERASURE_WAITS, _speaker(scene)
    name = next((someone.name for someone in scene.people if someone.id == me), "")
    leaves = AdultLeaves(me, name, _what_they_are(scene, context))
    waits = scene.conversing(replace(scene.conversation, erase_at=int(at.timestamp())))
    causes = (Cause(leaves), Cause(replace(leaves, person=me), at))
    ask = Ask(context.t(phrase.ADULT_ERASED_TOMORROW), (Choice(context.t(phrase.ERASE_NO), "adult.keep"),))
    return waits.turn(ask, causes=causes)


def keep(scene: Scene, _argument: str, _context: Context) -> Turn:
    """Everything stays as it is, and what was to be erased tomorrow does too."""
    return scene.conversing(replace(scene.conversation, erase_at=0)).then()


def left(scene: Scene, event: AdultLeaves, context: Context) -> Turn:
    """The others read who leaves; the one who leaves is erased, unless it was taken back."""
    if event.person != event.by:
        return scene.turn(Say(context.t(phrase.ADULT_LEAVES_TOLD, name=event.name, what=event.what)))
    if not 0 < scene.conversation.erase_at <= context.now.timestamp():
        return scene.turn()
    gone = Scene(scene.address, scene.channel, Conversation())
    return gone.turn(Say(context.t(phrase.ADULT_ERASED)), writes=(Erased(event.by),))


def _speaker(scene: Scene) -> str:
    return scene.teacher.id if scene.teacher else scene.conversation.speaker


def _what_they_are(scene: Scene, context: Context) -> str:
    groups = [one.cohort.name for one in scene.teacher.classes] if scene.teacher else []
    taught = [context.t(phrase.AS_TEACHER, groups=listed(groups, context.gettext))] if groups else []
    return listed([*taught, *(context.t(_ROLES[kind]) for kind in scene.roles if kind in _ROLES)], context.gettext)
