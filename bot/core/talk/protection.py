"""When it is grave: an answer at once, a person who cares, and the learner's own word on who else hears of it.

What was written is kept nowhere: an alert says who and which cohort. The protection contact is never a teacher
of that cohort; a teacher hears of it only when the learner wishes so.
"""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from bot.core import phrase
from bot.core.effect import AlertAttended, AlertCalmed, AlertRaised
from bot.core.event import AlertTold
from bot.core.people import Alert, Cohort
from bot.core.reply import Ask, Cause, Choice, Post, Say
from bot.core.scene import Context, Scene, Turn
from bot.core.state import Alarm
from bot.core.talk import teacher_wish

ATTENDED_WITHIN = timedelta(hours=24)
SAME_ALARM = timedelta(minutes=30)
BELIEVED = timedelta(minutes=10)
AT_ONCE = Post(urgent=True)


def alarm(scene: Scene, words: str, context: Context) -> Turn:
    """Something grave was written: the help lines now, and the protection contact is told, without the words."""
    known = scene.conversation.alarm
    who, cohort = _who(scene), _cohort(scene)
    now = int(context.now.timestamp())
    if known and known.person == who and now - known.at < SAME_ALARM.total_seconds():
        known = replace(known, school=known.school or teacher_wish.of_the_school(words, scene.cohort))
        again = scene.conversing(replace(scene.conversation, alarm=known))
        return again.turn(_answer(again, known.alert, context), post=AT_ONCE)
    id = context.new_id
    raised_now = Alarm(id, who, now, school=teacher_wish.of_the_school(words, scene.cohort))
    here = scene.conversing(replace(scene.conversation, alarm=raised_now))
    raised = AlertRaised(id, "grave", who, cohort.id if cohort else "")
    return here.turn(_answer(here, id, context), writes=(raised,), causes=causes(id, context), post=AT_ONCE)


def causes(alert: str, context: Context) -> tuple[Cause, ...]:
    """The contact now; the operator a day later, if nobody looks after it."""
    return (
        Cause(AlertTold(alert, "raised"), key=f"alert:{alert}"),
        Cause(AlertTold(alert, "unattended"), context.now + ATTENDED_WITHIN, f"unattended:{alert}"),
    )


def _answer(scene: Scene, alert: str, context: Context) -> Ask:
    choices = [
        Choice(context.t(phrase.NOBODY_ELSE), "grave.nobody", alert),
        Choice(context.t(phrase.NOT_THAT), "grave.mistake", alert),
    ]
    if teacher_wish.offered(scene, context):
        choices.insert(0, Choice(context.t(phrase.TO_MY_TEACHER), "grave.teacher", alert))
    return Ask(context.help.answer, tuple(choices))


def _who(scene: Scene) -> str:
    if scene.learner:
        return scene.learner.id
    return scene.teacher.id if scene.teacher else scene.conversation.speaker if scene.roles else ""


def _cohort(scene: Scene) -> Cohort | None:
    if scene.learner or not scene.teacher:
        return scene.cohort or scene.found
    return scene.teacher.classes[0].cohort


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


def calmed(turn: Turn, alert: str) -> Turn:
    """The same turn; the contact sees that it was nothing."""
    told = Cause(AlertTold(alert, "calmed"), key=f"calmed:{alert}")
    return replace(turn, causes=(*turn.causes, told), post=AT_ONCE).adding(AlertCalmed(alert))


def believed(scene: Scene, context: Context) -> bool:
    """An adult who composes said a moment ago that it was nothing grave."""
    return scene.learner is None and scene.conversation.calm_until > int(context.now.timestamp())


# --- who is told -------------------------------------------------------------------------------------------


def told(scene: Scene, event: AlertTold, context: Context) -> Turn:
    """The contact, the operator or the teacher hears of it, at any hour."""
    alert = scene.alert
    if alert is None:
        return scene.turn()
    if event.what == "wished":
        return scene.turn(Say(context.t(phrase.LEARNER_WISHES, name=alert.name, group=alert.group)), post=AT_ONCE)
    if event.what == "calmed":
        return scene.turn(Say(context.t(phrase.ALERT_CALMED, who=_about(alert, context))), post=AT_ONCE)
    words = phrase.ALERT_UNATTENDED if event.what == "unattended" else _KINDS[alert.kind]
    return scene.turn(_alert(scene, alert, words, context), post=AT_ONCE)


_KINDS = {
    "grave": phrase.ALERT_RAISED,
    "by_learner": phrase.ALERT_BY_LEARNER,
    "by_teacher": phrase.ALERT_BY_TEACHER,
}


def _alert(scene: Scene, alert: Alert, words: str, context: Context) -> Ask:
    lines = [context.t(words, who=_about(alert, context))]
    if alert.kind != "grave" and scene.question:
        lines.append(f"«{scene.question.text}»")
        lines += [f"{scene.question.answered_by}: «{scene.question.answer}»"] if scene.question.answer else []
    return Ask("\n".join(lines), (Choice(context.t(phrase.I_ATTEND), "protection.attend", alert.id),))


def _about(alert: Alert, context: Context) -> str:
    if alert.name and alert.group:
        return context.t(phrase.WHO_IN_GROUP, name=alert.name, group=alert.group)
    if alert.name:
        return alert.name
    return context.t(phrase.SOMEBODY_OF, group=alert.group) if alert.group else context.t(phrase.SOMEBODY)


def menu(scene: Scene, context: Context, lead: str = "") -> Turn:
    """The oldest alert that nobody looks after, else that all is quiet; `lead` stands above."""
    alert = scene.alert
    if alert and not alert.attended_at and not alert.calmed_at:
        shown = _alert(scene, alert, _KINDS[alert.kind], context)
        return scene.turn(replace(shown, text="\n\n".join(filter(None, (lead, shown.text)))))
    return scene.turn(Say("\n\n".join(filter(None, (lead, context.t(phrase.PROTECTION_QUIET))))))


def attend(scene: Scene, argument: str, context: Context) -> Turn | None:
    """«Lo atiendo»."""
    alert = scene.alert
    if alert is None or alert.id != argument:
        return None
    if alert.attended_at:
        return scene.turn(Say(context.t(phrase.ATTENDED_ALREADY, name=alert.attended_by)))
    me = scene.conversation.speaker or (scene.people[0].id if scene.people else "")
    done = Say(context.t(phrase.ATTENDED, who=_about(alert, context)))
    return scene.turn(done, writes=(AlertAttended(alert.id, me),))


# --- a family's word, a hurting word -----------------------------------------------------------------------


def family(context: Context) -> str:
    """What this is, how to stop it, whom to call; nothing about anybody."""
    call = context.call or context.t(phrase.CALL_THE_SCHOOL)
    return context.t(phrase.FOR_THE_FAMILY, call=call)
