"""A key is lost or known to others: a teacher gives a one-use code, and with it the learner has a new key.

Theory of operation: the teacher asks for a code and is shown it (`give`). It is good at once for who has no phone; else
after a «Sí» on that phone (`mine`), or of a second adult where it stays silent for 24 hours or is lost (`second_yes`).
Where it is said it opens the place once, the old key stops, and a new one is shown there and nowhere else (`opened`).
"""

from __future__ import annotations

from msgspec.structs import replace

from bot.core import audience_list, phrase
from bot.core.effect import CodeConfirmed, CodeDropped, CodeIssued, CodeSpent, Joined, KeyIssued
from bot.core.event import CodeAsked, CodeDoubted, CodeSettled, CodeUnanswered
from bot.core.greeting_name import greeting_name
from bot.core.name_labels import own_name
from bot.core.one_use_code import SILENT, Code, opens
from bot.core.people import Class, Member
from bot.core.reply import Ask, Cause, Choice, Say
from bot.core.scene import Context, Scene, Turn
from bot.core.state import Conversation
from bot.core.talk import classroom, entered, opening, quiz_item, screen
from bot.core.text.names import labels
from bot.core.text.wording import called, plain, shown_key

LIST_LONGEST = 10


# --- the teacher -------------------------------------------------------------------------------------------


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
        return _sure(scene, one, found[0], context)
    if not found:
        again = context.t(phrase.NEW_KEY_AGAIN, name=quiz_item.short(text.strip()), group=one.cohort.name)
        return scene.turn(Ask(again, ()))
    shown = found[:LIST_LONGEST]
    choices = tuple(
        Choice(label, "teacher.key_for", _whose(one, member))
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
    found = _found(scene, argument)
    return _sure(scene, *found, context) if found else None


def _whose(one: Class, member: Member) -> str:
    return f"{one.cohort.id}:{member.learner}"


def _found(scene: Scene, argument: str) -> tuple[Class, Member] | None:
    """The class and the learner of it whom a button names; None where the speaker does not teach her."""
    cohort, learners = classroom.split(argument)
    one = classroom.mine(scene, cohort)
    found = [member for member in one.members if member.accepted and member.learner in learners] if one else []
    return (one, found[0]) if one and found else None


def _sure(scene: Scene, one: Class, member: Member, context: Context) -> Turn:
    """Once more: whose key is about to stop."""
    calm = scene.conversing(replace(scene.conversation, expects="", about=""))
    text = context.t(phrase.NEW_KEY_SURE, name=classroom.known_as(member, context), group=one.cohort.name)
    choices = (
        Choice(context.t(phrase.NEW_KEY_YES), "teacher.key_give", _whose(one, member)),
        Choice(context.t(phrase.NO), "teacher.cohort", one.cohort.id),
    )
    return calm.turn(Ask(text, choices))


def give(scene: Scene, argument: str, context: Context) -> Turn | None:
    """«Sí, dale un código»: good at once for who has no phone, else after a «Sí» on it."""
    found = _found(scene, argument)
    if found is None:
        return None
    one, member = found
    phoneless = member.reach == "no_phone"
    issued = CodeIssued(context.new_code, member.learner, scene.the_teacher().id, confirmed=phoneless)
    values = {"name": member.name, "code": shown_key(context.new_code)}
    onward = classroom.onward(one, context)
    if phoneless:
        return scene.turn(Ask(context.t(phrase.CODE_GIVEN, **values), onward), writes=(issued,))
    lost = Choice(context.t(phrase.PHONE_LOST), "teacher.key_lost", argument)
    causes = (
        Cause(CodeAsked(member.learner)),
        Cause(CodeUnanswered(member.learner), context.now + SILENT),
    )
    return scene.turn(Ask(context.t(phrase.CODE_WAITS, **values), (lost, *onward)), writes=(issued,), causes=causes)


def lost(scene: Scene, argument: str, context: Context) -> Turn | None:
    """«Perdió su celular»: a second adult is asked at once."""
    found, code = _found(scene, argument), scene.code
    if found is None:
        return None
    one, member = found
    onward = classroom.onward(one, context)
    if code is None or code.learner != member.learner or code.confirmed_at:
        return scene.turn(Ask(context.t(phrase.CODE_OVER, name=member.name), onward))
    causes = (Cause(CodeDoubted(member.learner)),)
    return scene.turn(Ask(context.t(phrase.CODE_ASKED_OTHER, name=member.name), onward), causes=causes)


def settled(scene: Scene, event: CodeSettled, context: Context) -> Turn:
    """The teacher hears whether the code is good."""
    name = _known_name(scene, event.learner)
    if not name:
        return scene.turn()
    return scene.turn(Say(context.t(phrase.CODE_GOOD if event.good else phrase.CODE_OVER, name=name)))


def _known_name(scene: Scene, learner: str) -> str:
    classes = scene.teacher.classes if scene.teacher else ()
    return next((member.name for one in classes for member in one.members if member.learner == learner), "")


# --- the learner's phone -----------------------------------------------------------------------------------


def asked(scene: Scene, _event: CodeAsked, context: Context) -> Turn:
    """On the learner's phone: is it for her?"""
    code, learner = scene.code, scene.learner
    if code is None or learner is None or code.confirmed_at:
        return scene.turn()
    choices = (
        Choice(context.t(phrase.CODE_MINE), "code.mine", learner.id),
        Choice(context.t(phrase.CODE_NOT_MINE), "code.not_mine", learner.id),
    )
    text = context.t(phrase.CODE_ASKED, teacher=code.asker)
    return scene.turn(Ask(text, choices), post=classroom.held(scene.cohort, context))


def unanswered(scene: Scene, _event: CodeUnanswered, _context: Context) -> Turn:
    """The phone was silent for 24 hours: a second adult is asked. Who wrote there meanwhile may still answer."""
    code, learner = scene.code, scene.learner
    if code is None or learner is None or code.confirmed_at:
        return scene.turn()
    heard = learner.heard_at is not None and learner.heard_at > code.asked_at
    return scene.turn() if heard else scene.turn(causes=(Cause(CodeDoubted(learner.id)),))


def mine(scene: Scene, argument: str, context: Context) -> Turn | None:
    """«Sí, es para mí»."""
    return _answered(scene, argument, context, good=True)


def not_mine(scene: Scene, argument: str, context: Context) -> Turn | None:
    """«No»: the code opens nothing."""
    return _answered(scene, argument, context, good=False)


def _answered(scene: Scene, argument: str, context: Context, *, good: bool) -> Turn | None:
    code, learner = scene.code, scene.the_learner()
    if code is None or code.learner != learner.id or argument != learner.id or code.confirmed_at or scene.screen:
        return None
    lead = context.t(phrase.CODE_CONFIRMED if good else phrase.CODE_REFUSED)
    write = CodeConfirmed(learner.id) if good else CodeDropped(learner.id)
    told = Cause(CodeSettled(learner.id, code.asked_by, good))
    return scene.then(lead, "menu", writes=(write,), causes=(told,))


# --- the second adult --------------------------------------------------------------------------------------


def doubted(scene: Scene, event: CodeDoubted, context: Context) -> Turn:
    """A second adult is asked in the place of a phone that is silent or lost."""
    code = scene.code
    if code is None or code.confirmed_at or not event.person:
        return scene.turn()
    choices = (
        Choice(context.t(phrase.SECOND_GIVE), "code.second_yes", code.learner),
        Choice(context.t(phrase.NO), "code.second_no", code.learner),
    )
    text = context.t(phrase.CODE_DOUBTED, teacher=code.asker, name=code.name, group=code.group)
    return scene.turn(Ask(text, choices), post=classroom.held(None, context))


def second_yes(scene: Scene, argument: str, context: Context) -> Turn | None:
    """«Sí, dale el código»."""
    return _judged(scene, argument, context, good=True)


def second_no(scene: Scene, argument: str, context: Context) -> Turn | None:
    """«No»."""
    return _judged(scene, argument, context, good=False)


def _judged(scene: Scene, argument: str, context: Context, *, good: bool) -> Turn | None:
    """Never by who teaches the learner, or asked for the code."""
    code = scene.code
    if code is None or code.learner != argument or code.confirmed_at:
        return scene.turn(Say(context.t(phrase.CODE_DONE_ALREADY)))
    if classroom.mine(scene, code.cohort) or (scene.teacher and scene.teacher.id == code.asked_by):
        return None
    write = CodeConfirmed(argument) if good else CodeDropped(argument)
    told = Cause(CodeSettled(argument, code.asked_by, good))
    said = Say(context.t(phrase.CODE_GOOD if good else phrase.CODE_OVER, name=code.name))
    return scene.turn(said, writes=(write,), causes=(told,))


# --- where the code is said --------------------------------------------------------------------------------


def opened(scene: Scene, code: Code, context: Context) -> Turn:
    """The place opens, the old key stops, and the new one is shown here, once."""
    learner = scene.learner
    if learner is None or learner.id != code.learner or not opens(code, screen=scene.screen, now=context.now):
        words = phrase.CODE_NOT_YET if code.confirmed_at is None else phrase.CODE_TOO_OLD
        return scene.turn(Say(context.t(words)))
    here = scene.conversing(Conversation(speaker=learner.id, tries=scene.conversation.tries))
    words = phrase.SCREEN_RECOGNISED if scene.screen else phrase.KEY_RECOGNISED
    lead = f"{context.t(words, name=greeting_name(learner, context))}\n{_now(context)}"
    turn = opening.opened(here, lead, context)
    issued = KeyIssued(learner.id, context.new_key, pages_stay=True)  # a code parts nobody from her own phone
    spent = CodeSpent(code.text, learner.id)
    joined = turn.adding(spent, *screen.parted(scene, but=learner.id), issued, Joined(learner.id))
    return replace(joined, causes=(*joined.causes, *entered.causes(scene, context)))


def _now(context: Context) -> str:
    return context.t(phrase.KEY_NOW, key=shown_key(context.new_key))


# --- after a theft -----------------------------------------------------------------------------------------


def replaced(scene: Scene, turn: Turn, context: Context) -> Turn:
    """Every key was made void: at the learner's next word on a phone, a new one stands below the answer."""
    learner = scene.learner
    stays = turn.progress is not None and not any(isinstance(write, KeyIssued) for write in turn.writes)
    said = [n for n, answer in enumerate(turn.answers) if isinstance(answer, Say | Ask)]
    if learner is None or not learner.keyless or scene.screen or turn.post.urgent or not stays or not said:
        return turn
    if turn.progress is not None and turn.progress.unproved:
        return turn
    answers = list(turn.answers)
    last = answers[said[-1]]
    if not isinstance(last, Say | Ask):
        return turn
    answers[said[-1]] = replace(last, text=f"{last.text}\n\n{_now(context)}")
    return replace(turn, answers=tuple(answers)).adding(KeyIssued(learner.id, context.new_key))


# --- before the truck leaves -------------------------------------------------------------------------------


def phoneless(one: Class, context: Context) -> str:
    """The names of who has no phone yet; `""` when everybody has one."""
    names = [member.name for member in one.members if member.accepted and member.reach == "no_phone"]
    return audience_list.named(names, context) if names else ""
