"""What is kept about a learner: shown, and erased for good."""

from __future__ import annotations

from msgspec.structs import replace

from bot.core import phrase
from bot.core.effect import CaseSaid, Erased
from bot.core.event import ErasureDue
from bot.core.reply import Ask, Cause, Choice, Document, Say
from bot.core.scene import Context, Scene, Turn
from bot.core.schedule.hindsight import ERASURE_WAITS
from bot.core.state import Conversation
from bot.core.talk import entered, own_key

# --- data and erasure --------------------------------------------------------------------------------------


def my_data(scene: Scene, _argument: str, context: Context) -> Turn:
    """What is known, as a page; where somebody else may hold this, for who knows the learner's key."""
    waits = entered.data_wait(scene, context)
    if waits:
        return waits
    if scene.guarded:
        return own_key.ask_key(scene, "account.data_key", context)
    return scene.turn(statement_page(context))


def statement_page(context: Context) -> Document:
    raw = Choice(context.t(phrase.MY_DATA_RAW), "account.data_raw")
    devices = Choice(context.t(phrase.MY_DEVICES), "devices.show")
    ask = Ask(context.t(phrase.MY_DATA), (raw, devices, Choice(context.t(phrase.CONTINUE), "today.proceed")))
    return Document(ask, "misdatos", context.t(phrase.MY_DATA_NO_FILE))


def no_key(scene: Scene, _argument: str, context: Context) -> Turn:
    """The learner's key is not at hand: whoever knows the learner can give it."""
    return scene.then(context.t(phrase.KEY_ASK_TEACHER))


def data_key_said(scene: Scene, _text: str, context: Context) -> Turn | None:
    """The key was typed, for the data; None when it is another word, or somebody else's key."""
    if not own_key.is_own_key(scene):
        return None
    known = scene.conversing(replace(scene.conversation, expects="", about=""))
    return entered.frozen(known, context) or known.turn(statement_page(context))


def erase(scene: Scene, _argument: str, context: Context) -> Turn:
    """Really? It cannot be undone. Who asked before may take it back."""
    waits = entered.frozen(scene, context) or entered.new_here(scene, context)
    if waits:
        return waits
    if scene.the_learner().progress.erase_at:
        return scene.turn(Ask(context.t(phrase.ERASE_SOON), (_keep(context),)))
    if scene.guarded:
        return own_key.ask_key(scene, "account.erase_key", context)
    choices = (
        Choice(context.t(phrase.ERASE_YES), "account.erase_now"),
        _keep(context),
    )
    return scene.turn(Ask(context.t(phrase.ERASE), choices))


def erase_key_said(scene: Scene, _text: str, context: Context) -> Turn | None:
    """The key was typed, for erasure."""
    if not own_key.is_own_key(scene):
        return None
    known = scene.conversing(replace(scene.conversation, expects="", about=""))
    return entered.frozen(known, context) or _erased_tomorrow(known, context)


def _erased_tomorrow(scene: Scene, context: Context) -> Turn:
    """It is done after 24 hours, for everybody and always: a wait of some only would tell something of them.

    At each of the learner's addresses it can be taken back meanwhile.
    """
    learner, at = scene.the_learner(), context.now + ERASURE_WAITS
    waiting = scene.progressed(replace(learner.progress, erase_at=int(at.timestamp())))
    ask = Ask(context.t(phrase.ERASE_TOMORROW), (_keep(context),))
    said = CaseSaid(learner.id, "erase")
    return waiting.turn(ask, writes=(said,), causes=(Cause(ErasureDue(learner.id), at),))


def _keep(context: Context) -> Choice:
    return Choice(context.t(phrase.ERASE_NO), "account.keep")


def erase_now(scene: Scene, _argument: str, context: Context) -> Turn:
    """Tomorrow at this hour everything goes. Where somebody else may hold this, after the key."""
    guarded = scene.guarded or scene.newly_here or scene.the_learner().progress.frozen
    return erase(scene, "", context) if guarded else _erased_tomorrow(scene, context)


def _erased(scene: Scene, context: Context) -> Turn:
    erased = Erased(scene.the_learner().id)
    gone = replace(scene, learner=None, conversation=Conversation())
    return gone.turn(Say(context.t(phrase.ERASED)), writes=(erased,))


def erasure_due(scene: Scene, context: Context) -> Turn:
    """The 24 hours are over; nothing where it was taken back, later where she is to read that somebody entered."""
    learner = scene.learner
    if learner is None or not 0 < learner.progress.erase_at <= context.now.timestamp():
        return scene.turn()
    if learner.progress.frozen or entered.is_to_be_told(learner, context):
        return scene.turn(causes=(Cause(ErasureDue(learner.id), context.now + ERASURE_WAITS),))
    return _erased(scene, context)


def keep(scene: Scene, _argument: str, context: Context) -> Turn:
    """Nothing is erased, and what was to be erased tomorrow is not."""
    kept = scene.progressed(replace(scene.the_learner().progress, erase_at=0))
    return kept.then(context.t(phrase.ERASE_KEPT))
