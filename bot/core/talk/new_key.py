"""A learner's key is lost or known to others: a teacher of the class gives another one, and the old one stops."""

from __future__ import annotations

from msgspec.structs import replace

from bot.core import audience_list, phrase
from bot.core.effect import KeyIssued
from bot.core.event import KeyChanged
from bot.core.name_labels import own_name
from bot.core.people import Class, Member
from bot.core.reply import Ask, Cause, Choice, Say
from bot.core.scene import Context, Scene, Turn
from bot.core.talk import classroom, quiz_item
from bot.core.text.names import labels
from bot.core.text.wording import called, plain, shown_key

LIST_LONGEST = 10


def new(scene: Scene, argument: str, context: Context) -> Turn | None:
    """[Clave nueva]: for whom?"""
    one = classroom.mine(scene, argument)
    if one is None:
        return None
    asked = scene.conversing(replace(scene.conversation, expects="teacher.key", about=one.cohort.id))
    return asked.turn(Ask(context.t(phrase.NEW_KEY_FOR), ()))


def named(scene: Scene, text: str, context: Context) -> Turn | None:
    """A name was typed: whole, or the first name where it is enough."""
    one = classroom.mine(scene, scene.conversation.about)
    if one is None or classroom.elsewhere(text):
        return None
    found = _called(one, text)
    if len(found) == 1:
        return _given(scene, one, found[0], context)
    if not found:
        again = context.t(phrase.NEW_KEY_AGAIN, name=quiz_item.short(text.strip()), group=one.cohort.name)
        return scene.turn(Ask(again, ()))
    shown = found[:LIST_LONGEST]
    choices = tuple(
        Choice(label, "teacher.key_for", f"{one.cohort.id}:{member.learner}")
        for member, label in zip(shown, labels([member.name for member in shown]), strict=True)
    )
    return scene.turn(Ask(context.t(phrase.NEW_KEY_WHICH, group=one.cohort.name), choices))


def _called(one: Class, text: str) -> list[Member]:
    """Who of the class is meant, by the name of her own or as she is told apart; newcomers are not of it yet."""
    words, members = plain(text), [member for member in one.members if member.accepted]
    own = [member for member in members if plain(own_name(member)) == words]
    return own or called(members, words)


def for_one(scene: Scene, argument: str, context: Context) -> Turn | None:
    """One of several who have that name."""
    cohort, learners = classroom.split(argument)
    one = classroom.mine(scene, cohort)
    found = [member for member in one.members if member.accepted and member.learner in learners] if one else []
    return _given(scene, one, found[0], context) if one and found else None


def _given(scene: Scene, one: Class, member: Member, context: Context) -> Turn:
    key = context.new_key
    done = scene.conversing(replace(scene.conversation, expects="", about=""))
    text = context.t(phrase.NEW_KEY_GIVEN, name=member.name, key=shown_key(key))
    told = Cause(KeyChanged(member.learner))
    return done.turn(
        Ask(text, classroom.onward(one, context)), writes=(KeyIssued(member.learner, key),), causes=(told,)
    )


def changed(scene: Scene, _event: KeyChanged, context: Context) -> Turn:
    """The learner hears of it, where they have a phone; the key itself is not sent unasked."""
    if scene.learner is None:
        return scene.turn()
    return scene.turn(Say(context.t(phrase.KEY_CHANGED)), post=classroom.held(scene.cohort, context))


# --- after a theft -----------------------------------------------------------------------------------------


def replaced(scene: Scene, turn: Turn, context: Context) -> Turn:
    """Every key was made void: at the learner's next word on a phone, a new one stands below the answer."""
    learner = scene.learner
    stays = turn.progress is not None and not any(isinstance(write, KeyIssued) for write in turn.writes)
    said = [n for n, answer in enumerate(turn.answers) if isinstance(answer, Say | Ask)]
    if learner is None or not learner.keyless or scene.screen or turn.post.urgent or not stays or not said:
        return turn
    answers = list(turn.answers)
    last = answers[said[-1]]
    if not isinstance(last, Say | Ask):
        return turn
    line = context.t(phrase.KEY_NOW, key=shown_key(context.new_key))
    answers[said[-1]] = replace(last, text=f"{last.text}\n\n{line}")
    return replace(turn, answers=tuple(answers)).adding(KeyIssued(learner.id, context.new_key))


# --- before the truck leaves -------------------------------------------------------------------------------


def phoneless(one: Class, context: Context) -> str:
    """The names of who has no phone yet; `""` when everybody has one."""
    names = [member.name for member in one.members if member.accepted and member.reach == "no_phone"]
    return audience_list.named(names, context) if names else ""
