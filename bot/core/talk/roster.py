"""A school's list that was sent into a chat: it names families, so it is not opened, and goes."""

from __future__ import annotations

from bot.core import phrase, role
from bot.core.event import Attached
from bot.core.reply import Remove, Say
from bot.core.scene import Context, Scene, Turn


def sent(scene: Scene, event: Attached, context: Context) -> Turn | None:
    """An adult sent a table; None for anything else."""
    if event.kind != "table" or not role.adult(scene):
        return None
    limits = context.limits.get(scene.channel)
    if limits is None or limits.removes is None:
        return scene.turn(Say(context.t(phrase.ROSTER_STAYS)))
    removed = Remove((event.message,), context.now, context.t(phrase.ROSTER_NOT_REMOVED))
    return scene.turn(removed, Say(context.t(phrase.ROSTER_REMOVED)))
