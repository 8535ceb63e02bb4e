"""An entry of a notebook in words: `vendiste 3 chompas, 45 soles en total`."""

from __future__ import annotations

from bot.core import phrase
from bot.core.logbook import Entry
from bot.core.people import Learner
from bot.core.scene import Context
from bot.core.text.amount import sol_words
from bot.core.text.entry_words import Kind
from bot.core.text.wording import day_words

WORDS: dict[Kind, tuple[str, str]] = {
    "sold": (phrase.YOU_SOLD_THING, phrase.YOU_SOLD),
    "spent": (phrase.YOU_SPENT_THING, phrase.YOU_SPENT),
    "saved": (phrase.YOU_SAVED_THING, phrase.YOU_SAVED),
    "owed": (phrase.THEY_OWE_THING, phrase.THEY_OWE),
    "paid": (phrase.THEY_PAID_THING, phrase.THEY_PAID),
    "swapped": (phrase.YOU_SWAPPED, phrase.YOU_SWAPPED),
}
"""With the thing, and where none was named."""


def words(entry: Entry, learner: Learner, context: Context) -> str:
    """What was noted, with its day where that is not today."""
    amount = sol_words(entry.cents)
    counted = f"{entry.quantity} {entry.thing}" if entry.quantity and entry.thing else entry.thing
    with_thing, alone = WORDS[entry.kind]
    text = context.t(with_thing, thing=counted, sum=amount) if counted else context.t(alone, sum=amount)
    if entry.local_date == context.today(learner.cohort):
        return text
    return context.t(phrase.LOGBOOK_DATED, what=text, day=day_words(entry.local_date, context.gettext))
