"""When it is grave: an answer at once, a person who cares, and the learner's own word on who else hears of it.

What was written is kept nowhere: a case says who and which cohort. Only an adult ends it; who teaches the learner hears
of it only when she wishes so. What adults see of a case is in `cases.py`.
"""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from msgspec.structs import replace

from bot.core import phrase
from bot.core.case import GRAVE_STEPS, REPORT_STEPS, CaseKind, LineKind, Of
from bot.core.effect import CaseOpened, CaseSaid
from bot.core.event import CaseStep
from bot.core.reply import AT_ONCE, Ask, Cause, Choice
from bot.core.safety import school_words
from bot.core.scene import Context, Scene, Turn
from bot.core.schedule import retention
from bot.core.state import Alarm
from bot.core.text.layout import Limits
from bot.core.text.wording import first_name, plain

SAME_ALARM = timedelta(minutes=30)
BELIEVED = timedelta(minutes=10)
GATHERED_FOR = 600
"""Seconds for which those who came without any code are told of together."""


class Line(NamedTuple):
    """What opens a case or adds to it: its `kind`, the exchange that it tells of, and what the words said of adults."""

    kind: LineKind
    question: str = ""
    school: bool = False
    named: str = ""


def alarm(scene: Scene, words: str, context: Context) -> Turn:
    """Something grave was written: the help lines now, and the protection contact is told, without the words."""
    known, of, now = scene.conversation.alarm, of_speaker(scene), int(context.now.timestamp())
    school = school_words.of_the_school(words, scene.cohort)
    if known and known.person == of.whose and now - known.at < SAME_ALARM.total_seconds():
        known = replace(known, school=known.school or school)
        again = scene.conversing(replace(scene.conversation, alarm=known))
        grown = (_opened(scene, of, Line("words", school=True), context),) if school else ()
        return again.turn(_answer(again, known.alert, context), writes=grown, post=AT_ONCE)
    case = scene.care.case or context.new_id
    here = scene.conversing(replace(scene.conversation, alarm=Alarm(case, of.whose, now, school=school)))
    turn = here.turn(_answer(here, case, context), post=AT_ONCE)
    return opened(turn, scene, of, Line("words", school=school, named=_named(scene, words)), context)


def opened(turn: Turn, scene: Scene, of: Of, line: Line, context: Context) -> Turn:
    """The same turn; a case is open of whom it is about, and its steps begin."""
    case = _opened(scene, of, line, context)
    steps = GRAVE_STEPS if case.kind == "words" else REPORT_STEPS
    run, about = int(context.now.timestamp()), line.question
    if not of.name and not of.cohort:
        run, about = run - run % GATHERED_FOR, scene.address
    causes = (
        Cause(CaseStep(case.case, what, run, named=line.named), context.now + wait, f"case:{what}:{case.case}:{run}")
        for what, wait in steps.items()
    )
    return replace(turn, causes=(*turn.causes, *causes)).adding(case, CaseSaid(of.whose, line.kind, about))


def sought(scene: Scene, turn: Turn, context: Context) -> Turn:
    """The same turn; somebody wishes to be looked for."""
    return opened(turn, scene, of_speaker(scene), Line("sought"), context)


def _opened(scene: Scene, of: Of, line: Line, context: Context) -> CaseOpened:
    kind: CaseKind = "words" if line.kind == "words" else "sought" if line.kind == "sought" else "report"
    return CaseOpened(scene.care.case or context.new_id, kind, of, line.school)


def _named(scene: Scene, words: str) -> str:
    """The adult who would be told, and whose name stands in the words."""
    said = set(plain(words).split())
    return next((one.id for one in scene.care.adults if plain(first_name(one.name)) in said), "")


def reported(scene: Scene) -> str:
    """What whoever reports an exchange reads: that it goes on, or that nobody is there."""
    return phrase.REPORTED if scene.care.promised else phrase.REPORTED_TO_NOBODY


def _answer(scene: Scene, alert: str, context: Context) -> Ask:
    """The lines, and who hears of it, where somebody does: nobody is promised who cannot be reached.

    Where buttons stand in the text, each a part of what a message costs and holds, there are the lines alone.
    """
    if not context.limits.get(scene.channel, Limits()).buttons:
        return Ask(context.help.short, ())
    choices = [Choice(context.t(phrase.NOT_THAT), "grave.mistake", alert)]
    if scene.care.promised:
        choices.insert(0, Choice(context.t(phrase.NOBODY_ELSE), "grave.nobody", alert))
    else:
        choices.append(_on(context))
    if offered(scene, context):
        choices.insert(0, Choice(context.t(phrase.TO_MY_TEACHER), "grave.teacher", alert))
    return Ask(_lines(scene, context), (*choices, *take_away(scene, context)))


def _lines(scene: Scene, context: Context) -> str:
    """The answer, with who hears of it: at once, once a carrier is heard again, or nobody."""
    if not scene.care.promised:
        return context.help.alone
    return context.help.answer if context.carrier_heard else context.help.unheard


def take_away(scene: Scene, context: Context) -> tuple[Choice, ...]:
    """[Quitar esto]: on a family's phone nothing of it stays. A shared screen keeps nothing after [Salir]."""
    return () if scene.screen else (Choice(context.t(phrase.TAKE_AWAY), "grave.remove"),)


def of_speaker(scene: Scene) -> Of:
    """Whose case it is: a learner's, an adult's, of who came by a code, or of a channel where nobody showed one."""
    learner, teacher, talk = scene.learner, scene.teacher, scene.conversation
    if learner:
        return Of(learner.id, learner.name, learner.cohort.id if learner.cohort else "")
    if teacher:
        return Of(teacher.id, teacher.name, teacher.classes[0].cohort.id)
    if scene.roles and talk.speaker:
        return Of(talk.speaker, next((one.name for one in scene.people if one.id == talk.speaker), ""), "")
    coded = (talk.enrolling.cohort if talk.enrolling else "") or (talk.trial.cohort if talk.trial else "")
    return Of(scene.address, "", coded, talk.trial.ticket if talk.trial else "") if coded else Of(scene.channel, "", "")


def of_question(scene: Scene) -> Of:
    """Of the learner whose question it is."""
    asked = scene.question
    return Of(asked.learner, asked.name, asked.cohort) if asked else of_speaker(scene)


def speaker(scene: Scene) -> str:
    """Who speaks, of several at one address only where it is known."""
    return scene.conversation.speaker or (scene.people[0].id if len(scene.people) == 1 else "")


# --- who wrote it decides ----------------------------------------------------------------------------------


def nobody(scene: Scene, _alert: str, context: Context) -> Turn:
    """«A nadie más»."""
    return scene.turn(Ask(context.t(phrase.NOBODY_ELSE_HEARS), (_on(context),)), post=AT_ONCE)


def _on(context: Context) -> Choice:
    return Choice(context.t(phrase.CONTINUE), "grave.on")


def raised_here(scene: Scene, alert: str) -> bool:
    """Whether the alert is the one that was raised last at this address."""
    alarm = scene.conversation.alarm
    return alarm is not None and alarm.alert == alert


def mistaken(scene: Scene, context: Context) -> Scene:
    """«No era eso»: the alarm is over, and what an adult composes next is believed."""
    until = 0 if scene.learner else int((context.now + BELIEVED).timestamp())
    return scene.conversing(replace(scene.conversation, alarm=None, calm_until=until))


def denied(turn: Turn, scene: Scene) -> Turn:
    """The same turn; the case goes on, and says that somebody at this phone says that it was nothing."""
    return replace(turn, post=AT_ONCE).adding(CaseSaid(of_speaker(scene).whose, "denied"))


def believed(scene: Scene, context: Context) -> bool:
    """An adult who composes said a moment ago that it was nothing grave."""
    return scene.learner is None and scene.conversation.calm_until > int(context.now.timestamp())


# --- a family's word, a hurting word -----------------------------------------------------------------------


def family(context: Context) -> str:
    """What this is, how to stop it, whom to call; nothing about anybody."""
    call = context.call or context.t(phrase.CALL_THE_SCHOOL)
    return context.t(phrase.FOR_THE_FAMILY, call=call)


def offered(scene: Scene, context: Context) -> bool:
    """Whether «A mi profe» stands under the answer."""
    learner, alarm = scene.learner, scene.conversation.alarm
    if learner is None or learner.cohort is None or not learner.cohort.taught or (alarm and alarm.school):
        return False
    return not learner.progress.unproved and not retention.long_silent(learner, context, scene.channel)
