"""People change: another teacher takes over, a grown-up opens the poster's link, one person has several roles."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from msgspec.structs import replace

from bot.core import phrase
from bot.core.effect import Invited
from bot.core.event import RoleEnded, TeacherChanged
from bot.core.reply import Ask, Choice, Post, Say
from bot.core.scene import Context, Scene, Turn
from bot.core.talk import classroom
from bot.core.text.wording import first_name, listed, starting

LINK_KEEPS = timedelta(days=7)
_TEACHER = frozenset({"profe", "mi profe"})
"""For a learner these words ask the teacher; for who teaches, they are the name of the menu."""


# --- somebody else teaches ---------------------------------------------------------------------------------


def replaced(scene: Scene, argument: str, context: Context) -> Turn | None:
    """[Me reemplaza…]: a link for one person, who takes the group over by opening it."""
    one = classroom.mine(scene, argument)
    if one is None:
        return None
    token = f"{context.new_key}-{context.new_id}"
    write = Invited(token, one.cohort.id, scene.the_teacher().id, context.now + LINK_KEEPS)
    link = starting(context.share, token)
    text = context.t(phrase.REPLACED_BY_LINK, n=LINK_KEEPS.days, group=one.cohort.name, link=link)
    return scene.turn(Ask(text, classroom.onward(one, context)), writes=(write,))


def teacher_changed(scene: Scene, event: TeacherChanged, context: Context) -> Turn:
    """One line of thanks to the former teacher."""
    old, new = first_name(event.old), first_name(event.new)
    return scene.turn(
        Say(context.t(phrase.GROUP_HANDED_OVER, group=event.group, new=new, old=old)), post=Post("announcement")
    )


def role_ended(scene: Scene, event: RoleEnded, context: Context) -> Turn:
    """A second adult sees that somebody has no role any more."""
    kinds = listed([context.t(_KINDS[kind]) for kind in event.kinds if kind in _KINDS], context.gettext)
    text = context.t(phrase.ROLE_ENDED, name=event.name, kinds=kinds)
    return scene.turn(Say(text), post=classroom.held(None, context))


_KINDS = {
    "teacher": phrase.KIND_TEACHER,
    "operator": phrase.KIND_OPERATOR,
    "protection": phrase.KIND_PROTECTION,
    "responsible": phrase.KIND_RESPONSIBLE,
}


# --- one person, several roles -----------------------------------------------------------------------------


def menu_named(scene: Scene) -> Literal["", "teacher", "student"]:
    """Which of the person's menus the words name."""
    named, words = scene.meaning.command, scene.meaning.plain
    if scene.teacher and (named == "teacher" or words.removeprefix("/") in _TEACHER):
        return "teacher"
    return "student" if scene.learner and named == "student" else ""


# --- the poster's link -------------------------------------------------------------------------------------


def grown_up(scene: Scene) -> bool:
    """Whether somebody with a role, who is no learner, speaks here."""
    return scene.learner is None and bool(scene.teacher or scene.roles)


def poster_opened(scene: Scene, context: Context) -> Turn:
    """A teacher looks at what students see; it counts nowhere."""
    cohort = scene.found
    if cohort is None:
        return scene.turn()
    choices = [Choice(context.t(phrase.TRY_AS_STUDENT), "trial.start")]
    if scene.teacher:
        choices.append(Choice(context.t(phrase.MY_GROUP), "teacher.cohorts"))
    text = context.t(phrase.POSTER_OF_TEACHER, group=cohort.name, site=cohort.visit.site)
    return scene.turn(Ask(text, tuple(choices)))


def no_learner_here(scene: Scene, context: Context) -> Turn:
    """A learner's place does not open in the chat of somebody with a role: neither shows the other's."""
    lead = context.t(phrase.NO_LEARNER_HERE)
    here = scene.conversing(replace(scene.conversation, expects="", about=""))
    return here.turn(Say(lead))
