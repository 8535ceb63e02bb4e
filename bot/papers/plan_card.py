"""A learner's plan as one picture, to be kept in the phone or shown."""

from __future__ import annotations

from bot.core.greeting_name import greeting_name
from bot.core.people import Learner
from bot.core.scene import Context
from bot.core.talk.own_plan import page
from bot.papers import typesetting


def png(learner: Learner, context: Context) -> bytes:
    """The lines of the plan, and the minute under them."""
    title, *lines = page(learner.progress.kept, greeting_name(learner, context), context)
    cut = lines.index("") if "" in lines else len(lines)
    data = {"title": title, "lines": lines[:cut], "minute": lines[cut + 1 :]}
    return typesetting.png("plan", data, dots_an_inch=80)
