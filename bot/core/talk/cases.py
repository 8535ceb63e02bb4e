"""What adults see of a case: that one waits, what is known of it, what to do first, and how it ends.

What is pushed to a phone names nobody: a lock screen shows it. Only an adult ends a case, by a list and never in free
words; nothing about it is ever said to a child.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec.structs import replace

from bot.core import phrase, role
from bot.core.case import ASKED_AFTER, LATE_AFTER, OUTCOMES, Case, CaseLine
from bot.core.effect import CaseClosed, CaseTaken, CaseTold
from bot.core.event import AlertTold, CaseStep, PlaceFreed, WatchAsked
from bot.core.reply import AT_ONCE, Ask, Cause, Choice, Post, Say
from bot.core.scene import Context, Scene, Turn
from bot.core.talk import lettered_list
from bot.core.talk.protection import speaker
from bot.core.text.wording import day_words, hour_words, listed

SHOWN = 9
"""Cases of a list: the tenth letter is for older ones."""
LINES_SHOWN = 8
GATHERED_WITHIN = timedelta(minutes=10)
_WAITS = {
    "raised": phrase.CASE_WAITS,
    "more": phrase.CASE_HAS_MORE,
    "asked": phrase.CASE_ASKED,
    "late": phrase.CASE_LATE,
}
_SAID = {
    "words": phrase.CASE_WORDS,
    "sought": phrase.CASE_SOUGHT,
    "by_learner": phrase.CASE_BY_LEARNER,
    "by_teacher": phrase.CASE_BY_TEACHER,
    "entered": phrase.CASE_ENTERED,
    "announcement": phrase.CASE_ANNOUNCEMENT,
    "denied": phrase.CASE_DENIED,
    "erase": phrase.CASE_ERASE,
    "erased": phrase.CASE_ERASED,
    "wished": phrase.CASE_WISHED,
    "told": phrase.CASE_TOLD,
    "taken": phrase.CASE_TAKEN,
}
_OUTCOMES = {
    "seen": phrase.OUTCOME_SEEN,
    "line": phrase.OUTCOME_LINE,
    "police": phrase.OUTCOME_POLICE,
    "school": phrase.OUTCOME_SCHOOL,
    "nothing": phrase.OUTCOME_NOTHING,
}


# --- who is told -------------------------------------------------------------------------------------------


def told(scene: Scene, event: AlertTold, context: Context) -> Turn:
    """An adult hears that there is something, without a name; the teacher whom the learner chose, who it is."""
    case, words = scene.case, _WAITS.get(event.what)
    if case is None:
        return scene.turn()
    if event.what == "wished":
        return scene.turn(Say(context.t(phrase.LEARNER_WISHES, name=case.name, group=case.group)), post=AT_ONCE)
    if words is None or case.closed_at:
        return scene.turn()
    ask = Ask(context.t(words), (Choice(context.t(phrase.VIEW), "case.show", case.id),))
    return scene.turn(ask, writes=(CaseTold(case.whose, event.person),), post=AT_ONCE if case.coded else Post())


def asked(scene: Scene, _event: WatchAsked, context: Context) -> Turn:
    """Once a month of silence: whether they still look after it."""
    return scene.turn(Ask(context.t(phrase.STILL_WATCHING), (Choice(context.t(phrase.WATCHING_YES), "case.still"),)))


def still(scene: Scene, _argument: str, context: Context) -> Turn:
    """«Sí, sigo»; the list of cases is not the operator's."""
    if not role.contact(scene):
        return scene.turn(Ask(context.t(phrase.STILL_THANKS), ()))
    return menu(scene, context, context.t(phrase.STILL_THANKS))


# --- what is seen ------------------------------------------------------------------------------------------


def show(scene: Scene, argument: str, context: Context) -> Turn | None:
    """«Ver»: who and where, what came since, and what to do first."""
    case = scene.case
    if case is None or case.id != argument:
        return None
    return scene.turn(_opened(case, speaker(scene), context))


def _opened(case: Case, me: str, context: Context, lead: str = "") -> Ask:
    lines = [line for line in case.lines if line.kind in _SAID or line.kind == "closed"][-LINES_SHOWN:]
    told = [_line(line, context) for line in lines]
    texts = [lead, about(case, context), *told, case.announced, *_reported(case)]
    if not case.closed_at:
        texts += [context.help.first]
    return Ask("\n".join(filter(None, texts)), _choices(case, me, context))


def _choices(case: Case, me: str, context: Context) -> tuple[Choice, ...]:
    all_ = Choice(context.t(phrase.SEE_CASES), "case.list")
    if case.closed_at:
        return (all_,)
    if case.taken_by and case.taken_by == me:
        return Choice(context.t(phrase.CLOSE_CASE), "case.close", case.id), all_
    return Choice(context.t(phrase.I_ATTEND), "case.take", f"{case.id}:{case.taken_by}"), all_


def about(case: Case, context: Context) -> str:
    """Whom it is about, and where."""
    if not case.coded:
        return _strangers(case, context)
    name = case.name or context.t(phrase.SOMEBODY)
    ticket = context.t(phrase.WITH_TICKET, ticket=case.ticket) if case.ticket else ""
    said = ", ".join(filter(None, (name, case.group, case.site, ticket)))
    teachers = (
        context.t(phrase.CASE_TEACHER, names=listed(list(case.teachers), context.gettext)) if case.teachers else ""
    )
    return " ".join(filter(None, (f"{said}.", teachers)))


def _strangers(case: Case, context: Context) -> str:
    """Who came without any code: how many, from where, since when."""
    heard = [line for line in case.lines if line.kind in {"words", "sought"}]
    since = heard[-1].at - GATHERED_WITHIN if heard else case.opened_at
    several = len({line.about or line.at.isoformat() for line in heard if line.at >= since})
    return context.n(phrase.STRANGERS, max(several, 1), where=_where(case.whose, context))


def _where(channel: str, context: Context) -> str:
    limits = context.limits.get(channel)
    return limits.called if limits else channel


def _line(line: CaseLine, context: Context) -> str:
    what = (
        f"{line.name}: {context.t(_OUTCOMES.get(line.about, phrase.OUTCOME_BEFORE))}"
        if line.kind == "closed"
        else context.t(_SAID[line.kind], name=line.name)
    )
    return f"{_when(line.at, context)}: {what}"


def _when(at: datetime, context: Context) -> str:
    local = at.astimezone(context.zone(None))
    return f"{day_words(local.date(), context.gettext)}, {hour_words(local.hour * 60 + local.minute, context.gettext)}"


def _reported(case: Case) -> list[str]:
    said = []
    for question in case.reported:
        said.append(f"«{question.text}»")
        said += [f"{question.answered_by}: «{question.answer}»"] if question.answer else []
    return said


def menu(scene: Scene, context: Context, lead: str = "") -> Turn:
    """What waits, else that all is quiet; `lead` stands above."""
    if any(case.closed_at is None for case in scene.cases):
        turn = list_(scene, "", context)
        return turn if not lead else replace(turn, answers=(_led(turn, lead),))
    quiet = "\n\n".join(filter(None, (lead, context.t(phrase.PROTECTION_QUIET))))
    past = (Choice(context.t(phrase.SEE_CASES), "case.list"),) if scene.cases else ()
    return scene.turn(Ask(quiet, past) if past else Say(quiet))


def _led(turn: Turn, lead: str) -> Ask | Say:
    first = turn.answers[0]
    if not isinstance(first, Ask | Say):
        raise TypeError("a list of cases is asked or said")
    return replace(first, text=f"{lead}\n\n{first.text}")


def list_(scene: Scene, argument: str, context: Context) -> Turn:
    """«avisos»: the open ones, then the past ones; without names, which are one tap further."""
    begin = int(argument) if argument.isdigit() else 0
    page, more = scene.cases[begin : begin + SHOWN], scene.cases[begin + SHOWN :]
    if not page:
        return scene.turn(Say(context.t(phrase.PROTECTION_QUIET)))
    named = [(_entry(case, context), case.id) for case in page]
    ask = lettered_list.lettered(context.t(phrase.CASES), "case.show", named)
    if more:
        older = Choice("J", "case.list", str(begin + SHOWN), context.t(phrase.OLDER_CASES))
        ask = Ask(f"{ask.text}\nJ. {older.words}", (*ask.choices, older))
    return scene.turn(ask)


def _entry(case: Case, context: Context) -> str:
    where = ", ".join(filter(None, (case.group, case.site))) or context.t(phrase.WITHOUT_GROUP)
    if case.closed_at:
        state = context.t(phrase.CASE_IS_CLOSED)
    else:
        state = context.t(phrase.CASE_IS_TAKEN, name=case.taker) if case.taken_at else context.t(phrase.CASE_IS_OPEN)
    return f"{_when(case.opened_at, context)}, {where}: {state}"


# --- how it ends -------------------------------------------------------------------------------------------


def take(scene: Scene, argument: str, context: Context) -> Turn | None:
    """«Yo me encargo»; where another one was quicker, that is said first."""
    id, _, seen = argument.partition(":")
    case, me = scene.case, speaker(scene)
    if case is None or case.id != id or not me:
        return None
    if case.closed_at or case.taken_by == me:
        return scene.turn(_opened(case, me, context))
    if case.taken_at and case.taken_by != seen:
        return scene.turn(_opened(case, me, context, context.t(phrase.ATTENDED_ALREADY, name=case.taker)))
    run = int(context.now.timestamp())
    mine = replace(case, taken_by=me, taken_at=context.now)
    causes = (
        Cause(CaseStep(case.id, "asked", run), context.now + ASKED_AFTER, f"case:asked:{case.id}:{run}"),
        Cause(CaseStep(case.id, "late", run), context.now + LATE_AFTER, f"case:late:{case.id}:{run}"),
    )
    ask = _opened(mine, me, context, context.t(phrase.ATTENDED))
    return scene.turn(ask, writes=(CaseTaken(case.id, case.whose, me),), causes=causes)


def close(scene: Scene, argument: str, context: Context) -> Turn | None:
    """«Cerrado»: what was done, from a list."""
    case = scene.case
    if case is None or case.id != argument:
        return None
    named = [(context.t(_OUTCOMES[outcome]), f"{case.id}:{outcome}") for outcome in OUTCOMES]
    return scene.turn(lettered_list.lettered(context.t(phrase.WHAT_WAS_DONE), "case.closed", named))


def closed(scene: Scene, argument: str, context: Context) -> Turn | None:
    """It has ended, by this adult's word."""
    id, _, outcome = argument.partition(":")
    case, me = scene.case, speaker(scene)
    if case is None or case.id != id or outcome not in _OUTCOMES or not me:
        return None
    if case.closed_at:
        return scene.turn(_opened(case, me, context))
    text = context.t(phrase.CASE_CLOSED, what=context.t(_OUTCOMES[outcome]))
    ask = Ask(text, (Choice(context.t(phrase.SEE_CASES), "case.list"),))
    freed = any(line.kind == "entered" for line in case.lines)
    causes = (Cause(PlaceFreed(case.whose)),) if freed else ()
    return scene.turn(ask, writes=(CaseClosed(case.id, case.whose, me, outcome),), causes=causes)
