"""By which name a learner is spoken to."""

from __future__ import annotations

from bot.core import phrase
from bot.core.people import Learner
from bot.core.scene import Context
from bot.core.text.wording import first_name


def greeting_name(learner: Learner, context: Context) -> str:
    """The first name; of whom nobody knows yet that it is she, after a long silence, none that anybody could learn."""
    return context.t(phrase.NO_NAME_YET) if learner.progress.unproved else first_name(learner.name)
