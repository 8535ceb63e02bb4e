"""From a shared screen to a phone of one's own: a one-time link, shown as a picture and opened on the phone."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

from msgspec.structs import replace

from bot.core import phrase
from bot.core.effect import PhoneInvited, PhoneLinked, PhoneRefused
from bot.core.greeting_name import greeting_name
from bot.core.people import Learner
from bot.core.reply import Ask, Choice, Say, Scan
from bot.core.scene import Context, Scene, Turn
from bot.core.schedule import message_days
from bot.core.state import Conversation
from bot.core.talk import account, entered, opening
from bot.core.text.wording import hour_words, starting

LINK_KEEPS = timedelta(minutes=3)
WORDS_OFFERED = 4
_MARK = "cel-"
"""What the token of such a link begins with, so that an old one is still told from a role's."""


def is_link(token: str) -> bool:
    """Whether the token is of a link to a phone."""
    return token.startswith(_MARK)


def passing(scene: Scene, _argument: str, context: Context) -> Turn:
    """[Pasar a mi celular]: the link and its picture; on a phone, whether the key is written down."""
    learner = scene.the_learner()
    if not scene.screen:
        return account.key(scene, "", context).led(context.t(phrase.PHONE_KNOWN))
    token = f"{_MARK}{context.new_key}-{context.new_id}"
    link = starting(context.share, token)
    word = _words(context)[_right(token, learner.id, context)]
    text = context.t(phrase.PHONE_LINK, link=link, word=word, n=int(LINK_KEEPS.total_seconds()) // 60)
    ask = Ask(text, (Choice(context.t(phrase.CONTINUE), "today.proceed"),))
    return scene.turn(Scan(ask, token), writes=(PhoneInvited(token, learner.id, context.now + LINK_KEEPS),))


def opened(scene: Scene, context: Context) -> Turn | None:
    """The link was opened on a phone: first the word that the screen shows. None when it is good no more.

    Whose place it is is said to nobody who does not see the screen.
    """
    invite, learner = scene.invite, scene.learner
    if invite is None or learner is None or learner.id != invite.learner:
        return None
    if invite.spent:
        return scene.then(context.t(phrase.WELCOME_BACK, name=greeting_name(learner, context)))
    ask = _asked(invite.token, learner.id, context)
    return replace(replace(scene, learner=None).turn(ask), shared=True)


def _words(context: Context) -> list[str]:
    return context.t(phrase.PHONE_WORDS).split(", ")


def _right(token: str, learner: str, context: Context) -> int:
    """Which word is the link's: it follows from the learner's id too, which no link tells."""
    return sha256(f"{token} {learner}".encode()).digest()[0] % len(_words(context))


def _asked(token: str, learner: str, context: Context) -> Ask:
    words, chance = _words(context), context.chance("phone.word", token, learner)
    right = _right(token, learner, context)
    others = chance.sample([number for number in range(len(words)) if number != right], WORDS_OFFERED - 1)
    offered = chance.sample([right, *others], WORDS_OFFERED)
    choices = tuple(Choice(words[number], "phone.word", f"{token}:{number}") for number in offered)
    return Ask(context.t(phrase.PHONE_WORD), choices)


def word(scene: Scene, argument: str, context: Context) -> Turn:
    """The same word, and the learner is written to here from now on; another one, and the link is spent."""
    invite, learner = scene.invite, scene.learner
    token, _, number = argument.partition(":")
    if invite is None or learner is None or invite.token != token or learner.id != invite.learner:
        return scene.then(context.t(phrase.PHONE_LINK_GONE))
    if invite.spent:
        return scene.then(context.t(phrase.WELCOME_BACK, name=greeting_name(learner, context)))
    if number != str(_right(token, learner.id, context)):
        there = any(someone.id == learner.id for someone in scene.people)
        stranger = scene if there else replace(scene, learner=None)
        return stranger.turn(Say(context.t(phrase.PHONE_WORD_WRONG))).adding(PhoneRefused(token, learner.id))
    return _linked(scene, learner, token, context)


def _linked(scene: Scene, learner: Learner, token: str, context: Context) -> Turn:
    here = scene.conversing(Conversation(speaker=learner.id, tries=scene.conversation.tries))
    lead = _from_now_on(scene, context)
    choices = (
        Choice(context.t(phrase.CONTINUE), "today.proceed"),
        Choice(context.t(phrase.CHANGE_HOUR_LABEL), "account.hour"),
    )
    turn = opening.waits(here, lead, context) or here.turn(Ask(lead, choices))
    linked = turn.adding(PhoneLinked(token, learner.id))
    return replace(linked, causes=(*linked.causes, *entered.causes(scene, context)))


def _from_now_on(scene: Scene, context: Context) -> str:
    learner = scene.the_learner()
    progress, name = learner.progress, greeting_name(learner, context)
    if progress.support or learner.cohort is None:
        return context.t(phrase.PHONE_HERE_PLAIN, name=name)
    days = message_days.days_words(progress.days, context).lower()
    return context.t(phrase.PHONE_HERE, name=name, days=days, hour=hour_words(progress.hour, context.gettext))
