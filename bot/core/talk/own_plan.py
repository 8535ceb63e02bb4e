"""What a learner keeps of the tasks of the course, and her plan on one page that it becomes; for her alone."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from bot.core import kept, phrase
from bot.core.greeting_name import greeting_name
from bot.core.kept import Plan
from bot.core.reply import Ask, Choice, Document
from bot.core.scene import Context, Scene, Turn
from bot.core.talk import entered, own_key
from bot.core.talk.kept_value import ASKED, LINES, asked, shown
from bot.core.talk.lettered_list import lettered
from bot.core.text.amount import signed
from lessons_es.schema import KEPT

CARD = "mi-plan"
"""What the document of the card is called."""


# --- keeping one -------------------------------------------------------------------------------------------


def said(scene: Scene, text: str, context: Context) -> Turn | None:
    """What was typed, kept; asked once more where it is no such value."""
    name = scene.conversation.about
    if name not in ASKED:
        return None
    value = kept.read(name, text)
    if value is None:
        again = phrase.KEEP_WORDS_AGAIN if kept.KINDS[name] == "words" else phrase.KEEP_NUMBER_AGAIN
        later = Choice(context.t(phrase.KEEP_NOT_NOW), "plan.later")
        return scene.turn(Ask(context.t(again), (later,)))
    progress = scene.the_learner().progress
    known = scene.conversing(replace(scene.conversation, expects="", about=""))
    there = known.progressed(replace(progress, kept=kept.with_value(progress.kept, name, value)))
    text = context.t(phrase.KEEP_DONE, line=shown(name, value, context))
    choices = (Choice(context.t(phrase.CONTINUE), "today.start"), Choice(context.t(phrase.MY_PLAN), "plan.page"))
    return there.turn(Ask(text, choices))


def later(scene: Scene, _argument: str, _context: Context) -> Turn:
    """Nothing is kept now; the lesson goes on."""
    known = scene.conversing(replace(scene.conversation, expects="", about=""))
    return known.then()


# --- the page ----------------------------------------------------------------------------------------------


def show(scene: Scene, _argument: str, context: Context) -> Turn:
    """«mi plan»: all that was kept on one page, and the minute; the key first where somebody else may hold this."""
    waits = entered.data_wait(scene, context)
    if waits:
        return waits
    if scene.guarded:
        return own_key.ask_key(scene, "plan.key", context)
    return scene.turn(_page(scene, context))


def key_said(scene: Scene, _text: str, context: Context) -> Turn | None:
    """The key was typed; None when it is another word, or somebody else's key."""
    if not own_key.is_own_key(scene):
        return None
    known = scene.conversing(replace(scene.conversation, expects="", about=""))
    return entered.frozen(known, context) or known.turn(_page(known, context))


def _page(scene: Scene, context: Context) -> Ask:
    values = scene.the_learner().progress.kept
    if not values:
        change = Choice(context.t(phrase.PLAN_BEGIN), "plan.pick")
        return Ask(context.t(phrase.PLAN_EMPTY), (change, Choice(context.t(phrase.CONTINUE), "today.start")))
    choices = (
        Choice(context.t(phrase.PLAN_CHANGE), "plan.pick"),
        Choice(context.t(phrase.PLAN_ERASE), "plan.erase"),
        Choice(context.t(phrase.PLAN_CARD), "plan.card"),
    )
    return Ask("\n".join(page(values, greeting_name(scene.the_learner(), context), context)), choices)


def card(scene: Scene, _argument: str, context: Context) -> Turn:
    """The same as a picture, because it was asked for."""
    waits = entered.data_wait(scene, context)
    if waits:
        return waits
    if scene.guarded or not scene.the_learner().progress.kept:
        return show(scene, "", context)
    ask = Ask(context.t(phrase.PLAN_CARD_HERE), (Choice(context.t(phrase.CONTINUE), "today.start"),))
    return scene.turn(Document(ask, CARD, context.t(phrase.PLAN_CARD_NOT_HERE)))


def page(values: Mapping[str, str], name: str, context: Context) -> list[str]:
    """The plan and the minute, line by line."""
    plan = Plan(values)
    lines = [context.t(phrase.PLAN_TITLE, name=name), *(shown(one, value, context) for one, value in values.items())]
    if plan.left_of_one is not None and plan.left_of_one > 0:
        lines.append(context.t(phrase.PLAN_LEFT_OF_ONE, value=signed(plan.left_of_one)))
    missing = [context.t(LINES[one], value="____") for one in KEPT if one not in values]
    minute = _minute(plan, context)
    return [*lines, *missing, *(["", context.t(phrase.PLAN_MINUTE), *minute] if minute else [])]


def _minute(plan: Plan, context: Context) -> list[str]:
    """The pitch of a minute, of what is known."""
    values, cents = plan.values, plan.cents
    lines = []
    if "quien_compra" in values:
        lines.append(context.t(phrase.MINUTE_WHO, who=values["quien_compra"]))
    if "que_dia" in values:
        lines.append(context.t(phrase.MINUTE_DAY, day=values["que_dia"]))
    price, left = cents("precio"), plan.left_of_one
    if price is not None:
        lines.append(context.t(phrase.MINUTE_PRICE, value=signed(price)))
    if left is not None and left > 0:
        lines.append(context.t(phrase.MINUTE_LEFT, value=signed(left)))
    if "vendidos" in values:
        lines.append(context.t(phrase.MINUTE_SOLD, n=values["vendidos"]))
    return [context.t(phrase.MINUTE_BEGIN), *lines, context.t(phrase.MINUTE_END)] if lines else []


def pick(scene: Scene, _argument: str, context: Context) -> Turn:
    """Which of the values is to be written or mended."""
    values = scene.the_learner().progress.kept
    named = [
        (shown(one, values[one], context) if one in values else context.t(LINES[one], value="____"), one)
        for one in KEPT
    ]
    return scene.turn(lettered(context.t(phrase.PLAN_WHICH), "plan.ask", named))


def ask(scene: Scene, name: str, context: Context) -> Turn | None:
    """One of the values, asked anew."""
    return asked(scene, name, context) if name in ASKED else None


def erase(scene: Scene, argument: str, context: Context) -> Turn:
    """All of it goes, once that was confirmed; the lessons stay."""
    if argument != "yes":
        yes = Choice(context.t(phrase.PLAN_ERASE_YES), "plan.erase", "yes")
        return scene.turn(Ask(context.t(phrase.PLAN_ERASE_SURE), (yes, Choice(context.t(phrase.NO), "plan.page"))))
    gone = scene.progressed(replace(scene.the_learner().progress, kept={}))
    choices = (Choice(context.t(phrase.CONTINUE), "today.start"),)
    return gone.turn(Ask(context.t(phrase.PLAN_ERASED), choices))
