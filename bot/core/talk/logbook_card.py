"""The week of a learner's notebook, what can be mended in it, and all of it as files: for her alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from msgspec.structs import replace

from bot.core import entry_wording, phrase
from bot.core import logbook as notes
from bot.core.effect import EntryVoided
from bot.core.logbook import Entry
from bot.core.reply import LETTERS, Ask, Choice, Document
from bot.core.scene import Context, Scene, Turn
from bot.core.talk import entered, logbook, own_key
from bot.core.text import reading
from bot.core.text.amount import signed
from bot.core.text.wording import day_words

MENDED_MOST = 8
SHEET, TABLE = "cuaderno-xlsx", "cuaderno-csv"


# --- the card ----------------------------------------------------------------------------------------------


def show(scene: Scene, _argument: str, context: Context) -> Turn:
    """«mi negocio»: this week beside the one before, for her alone."""
    return _guarded(scene, "logbook.key", context) or _shown(scene, context)


def week(scene: Scene, argument: str, context: Context) -> Turn | None:
    """[Ver] under the message of the support: the week that is over; None when the button names none."""
    first = reading.day(argument)
    if first is None:
        return None
    return _guarded(scene, "logbook.key", context) or scene.turn(_card(scene, first, context, asked=False))


def key_said(scene: Scene, _text: str, context: Context) -> Turn | None:
    """The key was typed; None when it is another word, or somebody else's key."""
    return _with_key(scene, _shown, context)


def _guarded(scene: Scene, expects: str, context: Context) -> Turn | None:
    """The key first, where somebody else may hold this; the wait of a place that was opened just now."""
    waits = entered.data_wait(scene, context)
    if waits:
        return waits
    return own_key.ask_key(scene, expects, context) if scene.guarded else None


def _with_key(scene: Scene, wanted: Callable[[Scene, Context], Turn], context: Context) -> Turn | None:
    """What was wanted before the key was asked; None when what was typed is not her key."""
    if not own_key.is_own_key(scene):
        return None
    known = scene.conversing(replace(scene.conversation, expects="", about=""))
    return entered.frozen(known, context) or wanted(known, context)


def _shown(scene: Scene, context: Context) -> Turn:
    return scene.turn(_whole(scene, context))


def _whole(scene: Scene, context: Context) -> Ask:
    if not scene.entries:
        return Ask(context.t(phrase.LOGBOOK_EMPTY), logbook.kinds(context)[:3])
    return _card(scene, notes.monday(context.today(scene.cohort)), context, asked=True)


def _card(scene: Scene, first: date, context: Context, *, asked: bool) -> Ask:
    """The week's lines, each where there is something; what was saved and what is owed only where it was `asked`."""
    now, before = (notes.of_week(scene.entries, day) for day in (first, first - notes.WEEK))
    last = first + notes.WEEK - date.resolution
    lines = [context.t(phrase.LOGBOOK_WEEK, first=_from(first, last, context), last=_day_of_month(last, context))]
    lines += [
        _beside(line, mine, then, context)
        for line, mine, then in (
            (phrase.LOGBOOK_SOLD, now.sold, before.sold),
            (phrase.LOGBOOK_SPENT, now.spent, before.spent),
        )
        if mine or then
    ]
    if now.sold and now.spent:
        left = phrase.LOGBOOK_LEFT if now.left >= 0 else phrase.LOGBOOK_SHORT
        lines.append(context.t(left, sum=signed(abs(now.left))))
    if asked and now.saved:
        lines.append(context.t(phrase.LOGBOOK_SAVED, sum=signed(now.saved)))
    if asked and notes.owed(scene.entries):
        lines.append(context.t(phrase.LOGBOOK_OWED, sum=signed(notes.owed(scene.entries))))
    if now.best:
        lines.append(context.t(phrase.LOGBOOK_BEST, thing=now.best[0], n=now.best[1]))
    if len(lines) == 1:
        lines.append(context.t(phrase.LOGBOOK_NOTHING))
    choices = (
        Choice(context.t(phrase.LOGBOOK_NOTE), "logbook.note"),
        Choice(context.t(phrase.LOGBOOK_MEND), "logbook.mend"),
        Choice(context.t(phrase.LOGBOOK_FILES), "logbook.files"),
    )
    return Ask("\n".join(lines), choices)


def _beside(line: str, mine: int, then: int, context: Context) -> str:
    text = context.t(line, sum=signed(mine))
    return f"{text} {context.t(phrase.LOGBOOK_BEFORE, sum=signed(then))}" if then else text


def _day_of_month(day: date, context: Context) -> str:
    return day_words(day, context.gettext).partition(" ")[2]


def _from(first: date, last: date, context: Context) -> str:
    """`4` where the week ends in the same month, else `27 de abril`."""
    return str(first.day) if first.month == last.month else _day_of_month(first, context)


def announced(scene: Scene, ask: Ask, context: Context) -> Ask:
    """The message of the support, with the week's notebook while there is one: no sum, for the phone is a family's."""
    progress, day = scene.the_learner().progress, context.today(scene.cohort)
    warm = (day - notes.KEPT_WARM).isoformat()
    if progress.logbook != logbook.ON or progress.noted_on < warm:
        return ask
    first = notes.monday(day) - notes.WEEK
    view = Choice(context.t(phrase.VIEW), "logbook.week", first.isoformat())
    return replace(ask, text=f"{ask.text} {context.t(phrase.LOGBOOK_READY)}", choices=(*ask.choices, view))


# --- mending, files, the end -------------------------------------------------------------------------------


def mend(scene: Scene, _argument: str, context: Context) -> Turn:
    """[Cambiar algo]: what was noted in the last seven days, to pick from."""
    return _guarded(scene, "logbook.mend_key", context) or _mendable(scene, context)


def mend_key_said(scene: Scene, _text: str, context: Context) -> Turn | None:
    """The key was typed for [Cambiar algo]; None when it is another word, or somebody else's key."""
    return _with_key(scene, _mendable, context)


def _mendable(scene: Scene, context: Context) -> Turn:
    recent = _recent(scene, context)
    if not recent:
        return scene.turn(Ask(context.t(phrase.LOGBOOK_NOTHING_TO_MEND), logbook.kinds(context)[:3]))
    lettered = [
        (letter, one.id, entry_wording.words(one, scene.the_learner(), context))
        for letter, one in zip(LETTERS, recent, strict=False)
    ]
    lines = [f"{letter}. {told}" for letter, _, told in lettered]
    choices = tuple(Choice(letter, "logbook.pick", id, told) for letter, id, told in lettered)
    return scene.turn(Ask("\n".join([context.t(phrase.LOGBOOK_WHICH), *lines]), choices))


def _recent(scene: Scene, context: Context) -> list[Entry]:
    """The newest first."""
    since = context.now - notes.MENDED_WITHIN
    return [entry for entry in reversed(scene.entries) if entry.made_at >= since][:MENDED_MOST]


def _found(scene: Scene, id: str, context: Context) -> Entry | None:
    return next((entry for entry in _recent(scene, context) if entry.id == id), None)


def pick(scene: Scene, argument: str, context: Context) -> Turn | None:
    """One of them: away with it, or told anew; None when it is not there any more."""
    entry = _found(scene, argument, context)
    if entry is None:
        return None
    choices = (
        Choice(context.t(phrase.LOGBOOK_TAKE_OUT), "logbook.void", entry.id),
        Choice(context.t(phrase.LOGBOOK_TELL_ANEW), "logbook.change", f"{entry.kind}:{entry.id}"),
        Choice(context.t(phrase.LOGBOOK_LEAVE), "today.proceed"),
    )
    return scene.turn(
        Ask(
            context.t(phrase.LOGBOOK_PICKED, what=entry_wording.words(entry, scene.the_learner(), context)),
            choices,
        )
    )


def void(scene: Scene, argument: str, context: Context) -> Turn | None:
    """The entry counts no more; None when it is not there any more."""
    entry = _found(scene, argument, context)
    if entry is None:
        return None
    lead = context.t(phrase.LOGBOOK_TAKEN_OUT, what=entry_wording.words(entry, scene.the_learner(), context))
    return scene.then(lead).adding(EntryVoided(entry.id, scene.the_learner().id))


def undo(scene: Scene, _argument: str, context: Context) -> Turn:
    """«borra lo último»: the newest entry of the last seven days."""
    return _guarded(scene, "logbook.undo_key", context) or _undone(scene, context)


def undo_key_said(scene: Scene, _text: str, context: Context) -> Turn | None:
    """The key was typed for «borra lo último»; None when it is another word, or somebody else's key."""
    return _with_key(scene, _undone, context)


def _undone(scene: Scene, context: Context) -> Turn:
    recent = _recent(scene, context)
    turn = void(scene, recent[0].id, context) if recent else None
    return turn or scene.then(context.t(phrase.LOGBOOK_NOTHING_TO_MEND))


def off(scene: Scene, _argument: str, context: Context) -> Turn:
    """«apaga mi cuaderno»: nothing is announced or asked any more; what was noted stays hers."""
    there = scene.progressed(replace(scene.the_learner().progress, logbook=logbook.OFF))
    return there.then(context.t(phrase.LOGBOOK_OFF))


def files(scene: Scene, _argument: str, context: Context) -> Turn:
    """[Mi cuaderno]: all of it as a sheet and as a table."""
    return _guarded(scene, "logbook.files_key", context) or _sent(scene, context)


def files_key_said(scene: Scene, _text: str, context: Context) -> Turn | None:
    """The key was typed for [Mi cuaderno]; None when it is another word, or somebody else's key."""
    return _with_key(scene, _sent, context)


def _sent(scene: Scene, context: Context) -> Turn:
    instead = context.t(phrase.MY_DATA_NO_FILE)
    onward = (Choice(context.t(phrase.CONTINUE), "today.proceed"),)
    sheet = Document(Ask(context.t(phrase.LOGBOOK_SHEET), ()), SHEET, instead)
    return scene.turn(sheet, Document(Ask(context.t(phrase.LOGBOOK_TABLE), onward), TABLE, instead))
