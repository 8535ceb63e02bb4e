"""After a long silence «Sí, soy yo» is only said: lessons go on, and whatever is the learner's own waits for the key.

Numbers are given to others. Until a key or a one-use code is shown nobody here reads a name, data, papers or a
teacher's answer, and gets no new key.
"""

from __future__ import annotations

from msgspec.structs import replace

from bot.core import phrase
from bot.core.scene import Context, Scene, Turn


def wanted(scene: Scene, context: Context) -> Turn | None:
    """The key first, with the way to one; None where it is known who has the phone."""
    if not scene.the_learner().progress.unproved:
        return None
    calm = scene.conversing(replace(scene.conversation, expects="", about="", misses=0))
    return calm.then(context.t(phrase.KEY_PROVES))
