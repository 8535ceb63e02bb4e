"""What whoever runs the programme asks for in words of their own, answered."""

from __future__ import annotations

from bot.core import phrase, role
from bot.core.scene import Context, Scene, Turn
from bot.core.talk import visits
from bot.core.text import operator_question
from bot.core.text.operator_question import Subject
from bot.core.text.wording import first_name

_SAID: dict[Subject, str] = {
    "help": phrase.OPERATOR_HELP,
    "invite": phrase.OPERATOR_INVITES,
    "new_visit": phrase.OPERATOR_NEW_VISIT,
    "news": phrase.OPERATOR_NEWS,
    "week": phrase.OPERATOR_WEEK,
}
SHORTEST = 2
"""Words from which what nobody understands is told so; a word alone gets the menu."""


def answer(scene: Scene, text: str, context: Context) -> Turn | None:
    """The answer above the menu; None for a greeting, and for who does not run the programme."""
    said = scene.meaning
    if not role.operator(scene) or scene.learner or scene.teacher or said.slash or said.greets:
        return None
    if said.thanks:
        name = next((one.name for one in scene.people if one.id == scene.conversation.speaker), "")
        return scene.then(context.t(phrase.OPERATOR_THANKS, name=first_name(name)))
    subject = operator_question.subject(text, said.plain)
    if subject == "road":
        return visits.show(scene, "", context)
    if subject:
        return scene.then(context.t(_SAID[subject]))
    if len(said.plain.split()) < SHORTEST or said.command:
        return None
    lead = f"{context.t(phrase.TEACHER_NOT_KNOWN)}\n\n{context.t(phrase.OPERATOR_HELP)}"
    return scene.then(lead)
