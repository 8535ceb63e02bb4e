"""Keeping and forgetting: the age is asked again as time passes, and after two years whether to keep the data.

Whether to keep them is the day's one message, at the learner's hour; the age is asked in the place of an offer or a
piece. Thirty days without a word after the first erase everything; whoever says another word is asked once more.
"""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from bot.core import consent, phrase
from bot.core.effect import Aged, Consented, Erased
from bot.core.greeting_name import greeting_name
from bot.core.reply import Ask, Choice
from bot.core.scene import Context, Scene, Turn
from bot.core.schedule import hindsight, retention
from bot.core.state import AgeBand
from bot.core.talk import enrol, phone_owner

_OLDER: dict[AgeBand, int] = {"unknown": 0, "under_14": 0, "14_to_17": 1, "adult": 2}


def due(scene: Scene, context: Context) -> Turn:
    """The question of two years, or what follows when it had no answer; the caller makes it the day's message."""
    learner, day = scene.the_learner(), context.today(scene.cohort)
    if learner.progress.keep_asked:
        return _unanswered(scene, day, context)
    return _ask_to_keep(scene, day, context)


# --- two years ---------------------------------------------------------------------------------------------


def _ask_to_keep(scene: Scene, day: date, context: Context) -> Turn:
    asked = scene.progressed(replace(scene.the_learner().progress, keep_asked=day.isoformat()))
    if not retention.long_silent(scene.the_learner(), context, scene.channel):
        return phone_owner.keep_question(asked, context)
    choices = (
        Choice(context.t(phrase.ITS_ME), "account.its_me", phone_owner.KEEPING),
        Choice(context.t(phrase.SOMEBODY_ELSE), "account.somebody_else"),
    )
    return asked.turn(Ask(context.t(phrase.KEEP_DATA_UNKNOWN, n=retention.KEEP_ANSWER_DAYS), choices))


def _unanswered(scene: Scene, day: date, context: Context) -> Turn:
    """Thirty days are over. Another word meanwhile was no answer, but it was not silence either."""
    learner = scene.the_learner()
    last_word = hindsight.last_word(learner.progress.active, day)
    if last_word >= learner.progress.keep_asked:
        return _ask_to_keep(scene, day, context)
    if learner.progress.frozen:
        return _ask_to_keep(scene, day, context)
    if scene.teacher or scene.roles:  # the same person serves the programme: what is theirs stays
        return scene.progressed(replace(learner.progress, kept_from=day.isoformat(), keep_asked="")).turn()
    gone = replace(scene, learner=None)
    return gone.turn(writes=(Erased(learner.id),))


def keep(scene: Scene, _argument: str, context: Context) -> Turn:
    """Two years more."""
    learner = scene.the_learner()
    since = context.today(scene.cohort).isoformat()
    kept = scene.progressed(replace(learner.progress, kept_from=since, keep_asked=""))
    return kept.then(context.t(phrase.KEPT_ON, name=greeting_name(learner, context)))


# --- the age -----------------------------------------------------------------------------------------------


def age_question(scene: Scene, context: Context) -> Ask:
    choices = (
        Choice(context.t(phrase.UNDER_14), "keeping.age", "under_14"),
        Choice(context.t(phrase.FROM_14_TO_17), "keeping.age", "14_to_17"),
        Choice(context.t(phrase.ADULT), "keeping.age", "adult"),
    )
    return Ask(context.t(phrase.AGE_AGAIN, name=greeting_name(scene.the_learner(), context)), choices)


def age(scene: Scene, argument: str, context: Context) -> Turn:
    """Nobody gets younger; who turned 14 consents without a guardian from now on."""
    learner = scene.the_learner()
    band: AgeBand = "adult" if argument == "adult" else "14_to_17"
    if argument == "under_14" or _OLDER[band] <= _OLDER[learner.age_band]:
        return _noted(scene, context)
    older = replace(scene, learner=replace(learner, age_band=band))
    turn = _noted(older, context)
    if _OLDER[learner.age_band] == 0:
        turn = older.turn(_own_consent(context))
    return turn.adding(Aged(learner.id, band))


def _noted(scene: Scene, context: Context) -> Turn:
    return scene.then(context.t(phrase.AGE_NOTED, name=greeting_name(scene.the_learner(), context)))


def _own_consent(context: Context) -> Ask:
    choices = (
        Choice(context.t(phrase.ACCEPT), "keeping.accept"),
        Choice(context.t(phrase.DECLINE), "keeping.decline"),
    )
    return Ask(context.t(phrase.OWN_CONSENT), choices)


# --- what was agreed to, in its newer form -----------------------------------------------------------------


def newer_consent(scene: Scene, context: Context) -> Ask:
    """What changed since the learner agreed, told once."""
    choices = (Choice(context.t(phrase.READ_MORE), "keeping.more"), Choice(context.t(phrase.CONTINUE), "today.proceed"))
    return Ask(context.t(phrase.CONSENT_NEWER, name=greeting_name(scene.the_learner(), context)), choices)


def more(scene: Scene, _argument: str, context: Context) -> Turn:
    """The whole of it, for who learns here already."""
    choices = (Choice(context.t(phrase.CONTINUE), "today.proceed"),)
    return scene.turn(Ask(enrol.consent_in_full(context), choices))


def accept(scene: Scene, _argument: str, context: Context) -> Turn:
    """«Sí, acepto», in the learner's own name."""
    return _noted(scene, context).adding(Consented(scene.the_learner().id, consent.VERSION))


def decline(scene: Scene, _argument: str, context: Context) -> Turn:
    """«No acepto»: everything goes, when the learner says so once more."""
    choices = (
        Choice(context.t(phrase.ERASE_YES), "account.erase_now"),
        Choice(context.t(phrase.ERASE_NO), "account.keep"),
    )
    return scene.turn(Ask(context.t(phrase.OWN_CONSENT_NO), choices))
