"""The hour at which a learner is written to, and the question about it."""

from __future__ import annotations

from bot.core import phrase
from bot.core.reply import Ask, Choice
from bot.core.scene import Context, Scene
from bot.core.schedule import message_days
from bot.core.text.wording import hour_words, weekdays_words

HOURS = (17 * 60, 18 * 60, 19 * 60)


def hour_question(scene: Scene, context: Context, chosen_day: int | None = None) -> Ask:
    """When to write: three hours to tap, any other to type; `chosen_day` is the day of the week just chosen."""
    learner = scene.the_learner()
    text = context.t(
        phrase.CHANGE_HOUR,
        hour=hour_words(learner.progress.hour, context.gettext),
        days=message_days.written_on(learner.progress, context).lower(),
    )
    if chosen_day is not None:
        text = context.t(phrase.DAY_CHOSEN, day=weekdays_words(chosen_day, context.gettext))
    return Ask(
        text, tuple(Choice(hour_words(minutes, context.gettext), "account.at", str(minutes)) for minutes in HOURS)
    )
