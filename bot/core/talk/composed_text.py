"""What is typed for somebody else: taken whole, or refused with a word; never cut.

A client cuts a text that does not fit one message of its carrier, and sends the rest at once as a message of its own.
"""

from __future__ import annotations

from msgspec.structs import replace

from bot.core import phrase
from bot.core.reply import Ask
from bot.core.scene import Context, Scene, Turn
from bot.core.text.layout import units

FULL = 4000
"""UTF-16 units from which a client may have cut the text; it cuts at 4096, or at a space before that."""
REST_WITHIN_SECONDS = 10


def refused(scene: Scene, text: str, most: int, context: Context) -> Turn | None:
    """Why the text is not taken: too long, or the rest of one that a client cut. None when it is."""
    now, cut_at = int(context.now.timestamp()), scene.conversation.cut_at
    rest = bool(cut_at) and now - cut_at <= REST_WITHIN_SECONDS
    if len(text) <= most and not rest:
        return None
    told = context.t(phrase.TOO_LONG, n=len(text), most=most)
    if rest:
        told = context.t(phrase.REST_OF_LONG, most=most)
    noted = replace(scene.conversation, cut_at=now if units(text) >= FULL else cut_at)
    return scene.conversing(noted).turn(Ask(told, ()))
