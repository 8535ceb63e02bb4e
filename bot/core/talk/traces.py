"""Grave words leave no trace on a family's phone: [Quitar esto] takes them and what was answered away.

Without a question and without a «listo»: what stands last is the line of what was pending.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from msgspec.structs import replace

from bot.core import phrase
from bot.core.event import Attached, Edited, Event, Said
from bot.core.reply import Remove
from bot.core.scene import Context, Scene, Turn
from bot.core.talk import protection

MOST = 20


def kept(turn: Turn, event: Event, context: Context) -> Turn:
    """The turn that answered something grave, and remembers how the carrier finds what was written."""
    if not turn.post.urgent or not isinstance(event, Said | Edited | Attached):
        return turn
    talk = turn.conversation
    found = (*talk.traces, event.message)[-MOST:] if event.message else talk.traces
    since = talk.traced_at or int(context.now.timestamp())
    return replace(turn, conversation=replace(talk, traces=found, traced_at=since))


def remove(scene: Scene, _argument: str, context: Context) -> Turn:
    """«Quitar esto»: what stands last is the line of what was pending."""
    return removed(scene, context, lambda clean, _context: clean.then())


def removed(scene: Scene, context: Context, last: Callable[[Scene, Context], Turn]) -> Turn:
    """What is grave goes, and the `last` line is said."""
    talk = scene.conversation
    opened = scene.prompt.opened_at if scene.prompt else context.now
    since = datetime.fromtimestamp(talk.traced_at, UTC) if talk.traced_at else opened
    clean = scene.conversing(replace(talk, traces=(), traced_at=0))
    turn = last(clean, context)
    gone = Remove(talk.traces, since, context.t(phrase.CANNOT_TAKE_AWAY))
    return replace(turn, answers=(gone, *turn.answers))


# --- back to what was pending ------------------------------------------------------------------------------


def after_grave(scene: Scene, _argument: str, _context: Context) -> Turn:
    """After something grave: back to what was pending, whenever the person likes."""
    return scene.then()


def mistaken(scene: Scene, alert: str, context: Context) -> Turn | None:
    """«No era eso»: back to the lesson, and the case says so; None for an alert that was not raised here."""
    if not protection.raised_here(scene, alert):
        return None
    return protection.denied(not_that(scene, "", context), scene)


def not_that(scene: Scene, _argument: str, context: Context) -> Turn:
    """An adult says that nothing grave was meant: what comes next is believed."""
    return protection.mistaken(scene, context).then(context.t(phrase.GRAVE_MISTAKE))
