"""The phone may have another owner: who has it, and whether what was kept is still wanted."""

from __future__ import annotations

from bot.core import phrase
from bot.core.greeting_name import greeting_name
from bot.core.reply import Ask, Choice
from bot.core.scene import Context, Scene, Turn
from bot.core.schedule import retention


def who_has_the_phone(context: Context, check_in: int = 0) -> Ask:
    """After 90 days of silence nothing personal is sent, not even the name: numbers are reassigned.

    `check_in` is the month that is asked about once it is the learner; each has its own words.
    """
    choices = (
        Choice(context.t(phrase.ITS_ME), "account.its_me", str(check_in or "")),
        Choice(context.t(phrase.SOMEBODY_ELSE), "account.somebody_else"),
    )
    words = (phrase.DID_WE_TALK, *phrase.DID_WE_TALK_AGAIN)
    return Ask(context.t(words[check_in // HALF_A_YEAR % len(words)]), choices)


KEEPING = "keep"
"""What `its_me` goes on with when it was about keeping the data."""


def keep_question(scene: Scene, context: Context) -> Turn:
    """Two years are over: are the data to be kept?"""
    name = greeting_name(scene.the_learner(), context)
    choices = (
        Choice(context.t(phrase.KEEP_YES), "keeping.keep"),
        Choice(context.t(phrase.KEEP_NO), "account.erase"),
    )
    return scene.turn(Ask(context.t(phrase.KEEP_DATA, name=name, n=retention.KEEP_ANSWER_DAYS), choices))


HALF_A_YEAR = 6
