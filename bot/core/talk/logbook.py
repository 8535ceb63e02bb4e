"""«Mi negocio»: what a learner sold, spent and saved, noted only after her «Sí», and shown to nobody else."""

from __future__ import annotations

import re
from datetime import date

from msgspec.structs import replace

from bot.core import entry_wording, logbook, phrase
from bot.core.effect import EntryMade
from bot.core.logbook import Entry
from bot.core.reply import Ask, Choice
from bot.core.safety.contact_filter import withheld
from bot.core.scene import Context, Scene, Turn
from bot.core.talk import proof
from bot.core.text import entry_words, reading
from bot.core.text.amount import digits, is_a_sum, read
from bot.core.text.entry_words import Kind, Noted

KINDS: dict[str, tuple[str, str]] = {
    "sold": (phrase.I_SOLD, "vendí"),
    "spent": (phrase.I_SPENT, "gasté"),
    "saved": (phrase.I_SAVED, "ahorré"),
    "owed": (phrase.THEY_OWE_ME, "me deben"),
}
"""What a button may begin, and the verb that then goes without saying."""
ON, OFF = "on", "off"


# --- what was said -----------------------------------------------------------------------------------------


def heard(scene: Scene, text: str, context: Context) -> Turn | None:
    """A sale was told in words; None when it is something else, or she wants no notebook."""
    learner = scene.learner
    may_be = learner and learner.progress.logbook != OFF and entry_words.may_be(scene.meaning.plain)
    noted = entry_words.read(text) if may_be else None
    return (proof.wanted(scene, context) or _asked(scene, noted, "", context)) if noted else None


def said(scene: Scene, text: str, context: Context) -> Turn | None:
    """What was sold, or for how much, after a button; None when it is something else altogether."""
    kind_, _, replaces = scene.conversation.about.partition(":")
    noted = entry_words.read(text) or _of_kind(kind_, text)
    if noted is None:
        if reading.something_else(text):
            return None
        return _again(scene, kind_, replaces, context.t(phrase.LOGBOOK_HOW_MUCH), context)
    answered = scene.conversing(replace(scene.conversation, expects="", about=""))
    return _asked(answered, noted, replaces, context)


def _of_kind(kind: str, text: str) -> Noted | None:
    """The words under the verb of the button that was pressed, or a sum alone."""
    if kind not in KINDS:
        return None
    alone = read(text)
    return Noted(_kind(kind), alone) if alone else entry_words.read(f"{KINDS[kind][1]} {text}")


def _kind(name: str) -> Kind:
    return next(kind for kind in entry_wording.WORDS if kind == name)


def _asked(scene: Scene, noted: Noted, replaces: str, context: Context) -> Turn:
    """Whether it is right; before the first one, whether she wants a notebook at all."""
    day = logbook.day_of(noted.when, context.today(scene.cohort))
    if day is None:
        return _again(scene, noted.kind, replaces, context.t(phrase.LOGBOOK_NOT_YET), context)
    if noted.cents is None:
        return _again(scene, noted.kind, replaces, _what_and_how_much(noted, context), context)
    thing = "" if withheld(noted.thing, context.numbers) else noted.thing
    count = noted.quantity or 0
    total = noted.cents * count if noted.each and count else noted.cents
    if noted.kind != "swapped" and not is_a_sum(total):
        return _again(scene, noted.kind, replaces, context.t(phrase.LOGBOOK_SUM_BOUNDS), context)
    entry = Entry(context.new_id, "", noted.kind, total, count, thing, day, context.now, replaces)
    other = _meant_otherwise(entry, noted)
    if not scene.the_learner().progress.logbook:
        return scene.turn(_consent("\n".join(carried(one) for one in (entry, other) if one), context))
    return scene.turn(_confirmation(scene, entry, other, context))


def _what_and_how_much(noted: Noted, context: Context) -> str:
    if not noted.thing:
        return context.t(phrase.LOGBOOK_WHAT, n=noted.quantity)
    return context.t(phrase.LOGBOOK_PRICE, n=noted.quantity, thing=noted.thing)


def _again(scene: Scene, name: str, replaces: str, text: str, context: Context) -> Turn:
    """The question once more, open to words and to the buttons."""
    expecting = replace(scene.conversation, expects="logbook.words", about=f"{name}:{replaces}")
    return scene.conversing(expecting).turn(Ask(text, kinds(context, replaces)))


def kinds(context: Context, replaces: str = "") -> tuple[Choice, ...]:
    """[Vendí], [Gasté] and the rest; where an entry is told anew they carry which."""
    return tuple(Choice(context.t(label), "logbook.kind", f"{kind}:{replaces}") for kind, (label, _) in KINDS.items())


def _confirmation(scene: Scene, entry: Entry, other: Entry | None, context: Context) -> Ask:
    """What will be noted, as it will be noted; where the sum may be meant the other way, that too."""
    choices = [Choice(context.t(phrase.YES), "logbook.yes", carried(entry))]
    if other:
        each = phrase.LOGBOOK_EACH_A if re.search(r"as?\b", entry.thing) else phrase.LOGBOOK_EACH_O
        label = each if other.cents > entry.cents else phrase.LOGBOOK_IN_ALL
        said = context.t(label, sum=digits(min(entry.cents, other.cents)))
        choices.append(Choice(said, "logbook.yes", carried(other)))
    choices.append(Choice(context.t(phrase.CHANGE), "logbook.change", f"{entry.kind}:{entry.replaces}"))
    return Ask(
        context.t(phrase.LOGBOOK_CONFIRM, what=entry_wording.words(entry, scene.the_learner(), context)),
        tuple(choices),
    )


def _meant_otherwise(entry: Entry, noted: Noted) -> Entry | None:
    """The entry with the sum for each where it was taken for all, or for all where for each."""
    if noted.whole or noted.cents is None or entry.quantity <= 1 or entry.kind in {"saved", "paid", "swapped"}:
        return None
    cents = noted.cents if noted.each else noted.cents * entry.quantity
    return replace(entry, cents=cents) if is_a_sum(cents) else None


# --- what a button carries ---------------------------------------------------------------------------------


def carried(entry: Entry) -> str:
    """The entry as a button carries it: `kind:cents:quantity:day:replaces:thing`."""
    day = entry.local_date.isoformat()
    return f"{entry.kind}:{entry.cents}:{entry.quantity}:{day}:{entry.replaces}:{entry.thing}"


def _entry(scene: Scene, argument: str, context: Context) -> Entry | None:
    parts = argument.split(":", maxsplit=5)
    if len(parts) != 6:
        return None
    kind, cents, quantity, day, replaces, thing = parts
    if kind not in entry_wording.WORDS:
        return None
    on = date.fromisoformat(day)
    made = (context.new_id, scene.the_learner().id, _kind(kind), int(cents), int(quantity), thing, on, context.now)
    return Entry(*made, replaces=replaces)


# --- buttons -----------------------------------------------------------------------------------------------


def agree(scene: Scene, argument: str, context: Context) -> Turn | None:
    """She wants a notebook; what was told before, in both readings of its sum, is asked now."""
    told, _, otherwise = argument.partition("\n")
    entry = _entry(scene, told, context)
    kept = scene.progressed(replace(scene.the_learner().progress, logbook=ON))
    if entry is None:
        return kind(kept, argument, context)
    return kept.turn(_confirmation(kept, entry, _entry(scene, otherwise, context), context))


def decline(scene: Scene, _argument: str, context: Context) -> Turn:
    """No notebook: what she tells of sales is not asked about any more."""
    off = scene.progressed(replace(scene.the_learner().progress, logbook=OFF))
    return off.then(context.t(phrase.LOGBOOK_DECLINED))


def yes(scene: Scene, argument: str, context: Context) -> Turn | None:
    """It is right: noted. None for a button that carries no entry."""
    entry = _entry(scene, argument, context)
    if entry is None:
        return None
    day = context.today(scene.cohort).isoformat()
    noted = scene.progressed(replace(scene.the_learner().progress, logbook=ON, noted_on=day))
    lead = context.t(phrase.LOGBOOK_NOTED, what=entry_wording.words(entry, scene.the_learner(), context))
    return noted.then(lead).adding(EntryMade(entry))


def change(scene: Scene, argument: str, context: Context) -> Turn:
    """It was read wrongly, or is told anew: once more, in words. The argument is `kind:entry that it replaces`."""
    name, _, replaces = argument.partition(":")
    return _again(scene, name, replaces, context.t(phrase.LOGBOOK_HOW_MUCH), context)


def note(scene: Scene, _argument: str, context: Context) -> Turn:
    """[Anotar]: what kind of thing, or all of it in words."""
    return change(scene, "", context)


def kind(scene: Scene, argument: str, context: Context) -> Turn:
    """[Vendí] and the like: for how much; before the first entry, whether she wants a notebook."""
    name, _, replaces = argument.partition(":")
    if name not in KINDS:
        return change(scene, "", context)
    if scene.the_learner().progress.logbook != ON:
        return scene.turn(_consent(argument, context))
    expecting = replace(scene.conversation, expects="logbook.words", about=f"{name}:{replaces}")
    return scene.conversing(expecting).turn(Ask(context.t(phrase.LOGBOOK_SUM), _back(context)))


def _consent(argument: str, context: Context) -> Ask:
    choices = (
        Choice(context.t(phrase.LOGBOOK_KEEP_ONE), "logbook.agree", argument),
        Choice(context.t(phrase.NO), "logbook.decline"),
    )
    return Ask(context.t(phrase.LOGBOOK_CONSENT), choices)


def _back(context: Context) -> tuple[Choice, ...]:
    return (Choice(context.t(phrase.CANCEL), "today.proceed"),)
