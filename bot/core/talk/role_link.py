"""A one-time link of a role, opened: who takes it, under which name."""

from __future__ import annotations

from msgspec.structs import replace

from bot.core import phrase
from bot.core.effect import Erased, RoleClaimed
from bot.core.event import (
    TeacherReplaced,
)
from bot.core.greeting_name import greeting_name
from bot.core.people import Invite, Learner
from bot.core.reply import Ask, Cause, Choice, Say
from bot.core.scene import Context, Scene, Turn
from bot.core.state import Conversation
from bot.core.text.names import read_name
from bot.core.text.wording import first_name, untitled

LOOKS_AFTER = frozenset({"protection", "responsible"})
"""Roles of adults who are told of cases: no phone of a learner's opens their links."""


def claim(scene: Scene, context: Context) -> Turn:
    """A one-time link was opened: whoever is known has the role now, anybody else says a name first."""
    invite = scene.invite
    if invite is None or invite.spent:
        return _spent(scene, context)
    barred = _barred(scene, invite, context)
    if barred:
        return barred
    if scene.teacher:
        return _claimed(scene, invite, scene.teacher.id, "", context)
    if scene.roles and _speaker(scene):
        return _claimed(scene, invite, _speaker(scene), "", context)
    if scene.learner and _only_tried(scene, scene.learner):
        return scene.turn(_tried(scene.learner, invite, context))
    if scene.learner or _learns_here(scene):
        return _lives_here(scene, context)
    asked = scene.conversing(Conversation(expects="teacher.name", about=invite.token))
    return asked.turn(Ask(_name_question(invite, context), ()))


def _only_tried(scene: Scene, learner: Learner) -> bool:
    """Every teacher scans the poster first: alone at this phone, and known to nobody's class."""
    return not learner.accepted and not scene.shared


def _tried(learner: Learner, invite: Invite, context: Context) -> Ask:
    words = phrase.TRIED_AND_TEACHES if invite.role == "teacher" else phrase.TRIED_AND_SERVES
    choices = (
        Choice(context.t(phrase.ERASE_AND_ENTER), "role.instead", invite.token),
        Choice(context.t(phrase.NO), "role.stay"),
    )
    return Ask(context.t(words, name=greeting_name(learner, context)), choices)


def _lives_here(scene: Scene, context: Context) -> Turn:
    """A learner lives here, who may share this chat: one line, and the link stays good."""
    calm = scene.conversing(replace(scene.conversation, expects="", about=""))
    lead = context.t(phrase.ROLE_ELSEWHERE)
    return calm.then(lead, "menu") if scene.learner else calm.turn(Say(lead))


def instead(scene: Scene, _argument: str, context: Context) -> Turn | None:
    """«Sí, borra y entro»: what was tried as a student goes, and the role is taken under the same name."""
    invite, learner = scene.invite, scene.learner
    if invite is None or invite.spent:
        return _spent(scene, context)
    if learner is None or not _only_tried(scene, learner):
        return _lives_here(scene, context)
    turn = _barred(scene, invite, context)
    if turn:
        return turn
    turn = _claimed(scene, invite, context.new_id, learner.name, context)
    return replace(turn, writes=(*turn.writes, Erased(learner.id)))


def stay(scene: Scene, _argument: str, _context: Context) -> Turn:
    """«No»: a student as before; the link stays good."""
    return scene.then()


def _speaker(scene: Scene) -> str:
    return scene.conversation.speaker or (scene.people[0].id if len(scene.people) == 1 else "")


def _spent(scene: Scene, context: Context) -> Turn:
    lead = context.t(phrase.ROLE_LINK_SPENT)
    calm = scene.conversing(replace(scene.conversation, expects="", about=""))
    if scene.teacher:
        return calm.then(lead, "teacher")
    return calm.then(lead, "menu") if scene.learner else calm.turn(Say(lead))


def _barred(scene: Scene, invite: Invite, context: Context) -> Turn | None:
    """Whoever protects the learners is none of them and never their teacher: one line, and the link stays good."""
    calm = scene.conversing(replace(scene.conversation, expects="", about=""))
    if invite.role in LOOKS_AFTER and scene.learner:
        return calm.then(context.t(phrase.ROLE_NOT_LEARNER), "menu")
    if invite.role in LOOKS_AFTER and _learns_here(scene):
        return calm.turn(Say(context.t(phrase.ROLE_NOT_LEARNER)))
    both = {"teacher": "protection" in scene.roles, "protection": scene.teacher is not None}
    return calm.turn(Say(context.t(phrase.ROLE_NOT_BOTH))) if both.get(invite.role) else None


def _learns_here(scene: Scene) -> bool:
    """A child who waits for the signed paper, or one of several people of whom nobody said who it is."""
    tried = scene.conversation.trial
    return bool(tried and tried.cohort) or (scene.shared and not scene.teacher and not scene.roles)


def _name_question(invite: Invite, context: Context) -> str:
    if invite.cohort is None:
        return context.t(phrase.ROLE_NAME)
    visit, example = invite.cohort.visit, untitled(invite.name) or context.t(phrase.ROLE_EXAMPLE)
    return context.t(phrase.ROLE_NAME_TEACHER, group=invite.cohort.name, site=visit.site, example=example)


def name_said(scene: Scene, text: str, context: Context) -> Turn | None:
    """The name of whoever opened the link."""
    invite = scene.invite
    if invite is None or invite.spent:
        return _spent(scene, context)
    barred = _barred(scene, invite, context)
    if barred:
        return barred
    name = read_name(untitled(text))
    if name is None:
        example = untitled(invite.name) or context.t(phrase.ROLE_EXAMPLE)
        return scene.turn(Ask(context.t(phrase.ROLE_NAME_AGAIN, example=example), ()))
    return _claimed(scene, invite, context.new_id, name, context)


def _claimed(scene: Scene, invite: Invite, person: str, name: str, context: Context) -> Turn:
    cohort = invite.cohort
    old = invite.replaces.id if invite.replaces and invite.replaces.id != person else ""
    write = RoleClaimed(invite.token, invite.role, person, cohort.id if cohort else "", name, old)
    here = replace(scene, learner=None).conversing(Conversation(speaker=person))
    called = first_name(name or next((one.name for one in scene.people if one.id == person), ""))
    if invite.role == "teacher" and cohort:
        text = context.t(phrase.ROLE_TEACHER, name=called, group=cohort.name, site=cohort.visit.site)
        causes = (Cause(TeacherReplaced(cohort.id, old, person)),) if old else ()
        return here.then(text, "teacher", writes=(write,), causes=causes)
    if invite.role == "operator":
        road = Choice(context.t(phrase.ROAD), "road.show")
        return here.turn(Ask(context.t(phrase.ROLE_OPERATOR, name=called), (road,)), writes=(write,))
    words = phrase.ROLE_RESPONSIBLE if invite.role == "responsible" else phrase.ROLE_PROTECTION
    return here.turn(Say(context.t(words, name=called)), writes=(write,))
