"""Somebody entered with a learner's key or code at a new address: the others are told, and a «no» freezes what is hers.

Theory of operation: the opening turn causes `PlaceEntered` for the next day; then each other address of the learner
reads one line with [Avisar], but for where a case is open (the old phone may be the aggressor's). [Avisar] freezes her
data, erasure and the teacher's thread at every address, parts none of them, and opens a case: an adult asks her in
person, and the end of the case gives all back. For 24 hours «mis datos» waits at the new address itself. Shared screens
are aside.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from bot.core import phrase
from bot.core.event import EnteredTold, PlaceEntered, PlaceFreed
from bot.core.people import Learner
from bot.core.reply import Ask, Cause, Choice
from bot.core.scene import Context, Scene, Turn
from bot.core.schedule import allowance
from bot.core.talk import classroom, protection

KIND = "entered"


def causes(scene: Scene, context: Context) -> tuple[Cause, ...]:
    """What follows where the learner's place opens at an address that is new to her."""
    learner = scene.the_learner()
    if scene.screen or any(someone.id == learner.id for someone in scene.people):
        return ()
    zone = context.zone(learner.cohort)
    day = context.now.astimezone(zone).date() + timedelta(days=1)
    at = datetime.combine(day, allowance.UNASKED_AT, zone).astimezone(UTC)
    return (Cause(PlaceEntered(learner.id, scene.address), at),)


def told(scene: Scene, event: EnteredTold, context: Context) -> Turn:
    """No hour, no phone: only that somebody entered. It is the day's message."""
    if scene.learner is None:
        return scene.turn()
    taken = allowance.taken(scene.learner, KIND, context)
    if taken is None:
        return allowance.put_off(scene, KIND, event, context)
    ask = Ask(context.t(phrase.SOMEBODY_ENTERED), (Choice(context.t(phrase.TELL_ABOUT_IT), "entered.tell"),))
    return scene.progressed(taken).turn(ask, post=classroom.held(scene.cohort, context))


def tell(scene: Scene, _argument: str, context: Context) -> Turn:
    """[Avisar]: frozen everywhere, and a contact asks the learner in person."""
    learner = scene.the_learner()
    frozen = scene.progressed(replace(learner.progress, frozen=True))
    lead = context.t(phrase.ENTERED_TOLD)
    if learner.progress.frozen:
        return frozen.then(lead, "menu")
    turn = frozen.then(lead, "menu")
    return protection.opened(turn, scene, protection.of_speaker(scene), protection.Line("entered"), context)


def freed(scene: Scene, _event: PlaceFreed, _context: Context) -> Turn:
    """Nothing is said: whoever asks again is answered."""
    if scene.learner is None:
        return scene.turn()
    return scene.progressed(replace(scene.learner.progress, frozen=False)).turn()


# --- what waits --------------------------------------------------------------------------------------------


def frozen(scene: Scene, context: Context) -> Turn | None:
    """Data, erasure and the teacher's thread wait until somebody has spoken with her; None where nothing is frozen."""
    if not scene.the_learner().progress.frozen:
        return None
    calm = scene.conversing(replace(scene.conversation, expects="", about=""))
    return calm.then(context.t(phrase.FROZEN), "menu")


def new_here(scene: Scene, context: Context) -> Turn | None:
    """What would silence her waits a day at a new phone: an erasure, a new key; None where it can be done."""
    if not scene.newly_here or scene.screen:
        return None
    calm = scene.conversing(replace(scene.conversation, expects="", about=""))
    return calm.then(context.t(phrase.NEW_HERE_TOMORROW), "menu")


def is_to_be_told(learner: Learner, context: Context) -> bool:
    """Whether the learner reads today or later that somebody entered."""
    kind, _, day = learner.progress.reserved.partition(":")
    return kind == KIND and day >= context.today(learner.cohort).isoformat()


def data_wait(scene: Scene, context: Context) -> Turn | None:
    """Why the data cannot be seen here now; None where they can."""
    waits = frozen(scene, context)
    if waits or not scene.newly_here:
        return waits
    return scene.then(context.t(phrase.DATA_TOMORROW), "menu")
