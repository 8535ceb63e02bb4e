"""The way to the desk: a link of one use in the chat, and an end to all that it opened."""

from __future__ import annotations

from bot.core import phrase
from bot.core.desk_access import LINK_KEEPS, LINKS_AN_HOUR
from bot.core.effect import DeskClosed, DeskLinkMade
from bot.core.reply import Ask, Choice, Say
from bot.core.scene import Context, Scene, Turn
from bot.core.talk import protection


def asked(scene: Scene, _text: str, context: Context) -> Turn | None:
    """`/panel`: a link where the network is safe, else why there is none."""
    person = _adult(scene)
    if not person:
        return None
    if not context.desk:
        return scene.turn(Say(context.t(phrase.DESK_NOT_HERE)))
    if scene.desk_links >= LINKS_AN_HOUR:
        return scene.turn(Say(context.t(phrase.DESK_MANY, n=LINKS_AN_HOUR)))
    close = context.t(phrase.DESK_CLOSE)
    link, minutes = f"{context.desk}{context.new_token}", int(LINK_KEEPS.total_seconds()) // 60
    text = context.t(phrase.DESK_LINK, link=link, n=minutes, close=close)
    return scene.turn(Ask(text, (Choice(close, "desk.close"),)), writes=(DeskLinkMade(context.new_token, person),))


def close(scene: Scene, _argument: str, context: Context) -> Turn | None:
    """[Cerrar mis sesiones]: every browser is out at its next page."""
    person = _adult(scene)
    if not person:
        return None
    return scene.turn(Say(context.t(phrase.DESK_CLOSED)), writes=(DeskClosed(person),))


def _adult(scene: Scene) -> str:
    """Who speaks, where they teach or run the programme and nobody learns at this place; else `""`."""
    if scene.screen or scene.learner is not None:
        return ""
    if scene.teacher:
        return scene.teacher.id
    return protection.speaker(scene) if "operator" in scene.roles else ""
