"""From a shared screen to a phone of one's own: a one-time link, shown as a picture and opened on the phone."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from bot.core import phrase
from bot.core.effect import PhoneInvited, PhoneLinked
from bot.core.reply import Ask, Choice, Scan
from bot.core.scene import Context, Scene, Turn
from bot.core.state import Conversation
from bot.core.talk import account, entered, opening, quiz_item, today
from bot.core.text.wording import first_name, hour_words, starting

LINK_KEEPS = timedelta(minutes=15)
_MARK = "cel-"
"""What the token of such a link begins with, so that an old one is still told from a role's."""


def is_link(token: str) -> bool:
    """Whether the token is of a link to a phone."""
    return token.startswith(_MARK)


def passing(scene: Scene, _argument: str, context: Context) -> Turn:
    """[Pasar a mi celular]: the link and its picture; on a phone, whether the key is written down."""
    learner = scene.the_learner()
    if not scene.screen:
        lead = context.t(phrase.PHONE_KNOWN)
        turn = account.key(scene, "", context)
        return replace(turn, answers=tuple(quiz_item.led(answer, lead) for answer in turn.answers))
    token = f"{_MARK}{context.new_key}-{context.new_id}"
    link = starting(context.share, token)
    text = context.t(phrase.PHONE_LINK, link=link, n=int(LINK_KEEPS.total_seconds()) // 60)
    ask = Ask(text, (Choice(context.t(phrase.CONTINUE), "today.proceed"),))
    return scene.turn(Scan(ask, token), writes=(PhoneInvited(token, learner.id, context.now + LINK_KEEPS),))


def opened(scene: Scene, context: Context) -> Turn | None:
    """The link was opened on a phone: the learner is written to here from now on. None when it is good no more."""
    invite, learner = scene.invite, scene.learner
    if invite is None or learner is None or learner.id != invite.learner:
        return None
    if invite.spent:
        return today.resume(scene, context, context.t(phrase.WELCOME_BACK, name=first_name(learner.name)))
    here = scene.conversing(Conversation(speaker=learner.id, tries=scene.conversation.tries))
    lead = _from_now_on(scene, context)
    choices = (
        Choice(context.t(phrase.CONTINUE), "today.proceed"),
        Choice(context.t(phrase.CHANGE_HOUR_LABEL), "account.hour"),
    )
    turn = opening.waits(here, lead, context) or here.turn(Ask(lead, choices))
    linked = turn.adding(PhoneLinked(invite.token, learner.id))
    return replace(linked, causes=(*linked.causes, *entered.causes(scene, context)))


def _from_now_on(scene: Scene, context: Context) -> str:
    learner = scene.the_learner()
    progress, name = learner.progress, first_name(learner.name)
    if progress.support or learner.cohort is None:
        return context.t(phrase.PHONE_HERE_PLAIN, name=name)
    days = today.days_words(progress.days, context).lower()
    return context.t(phrase.PHONE_HERE, name=name, days=days, hour=hour_words(progress.hour))
