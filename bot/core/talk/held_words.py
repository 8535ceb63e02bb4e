"""An adult's words that did not leave: what the filter held is told, what sounds grave or like grooming is read first.

The second adult reads what the filter held, at once. What sounds worse waits for who protects the learners, who alone
lets it go: the adult who wrote it can not, whatever other role that person has.
"""

from __future__ import annotations

from bot.core import announcement, phrase
from bot.core.effect import AnnouncementCancelled, AnnouncementReleased, Answered
from bot.core.event import QuestionAnswered, WordsHeld
from bot.core.reply import AT_ONCE, Ask, Cause, Choice, Say
from bot.core.safety import grooming
from bot.core.scene import Context, Scene, Turn
from bot.core.text.wording import listed


def doubted(text: str, context: Context) -> bool:
    """Whether an adult's words to children are read by somebody before they leave."""
    return grooming.heard(text) or context.ear.level(text) == "sure"


def told(scene: Scene, text: str) -> tuple[Cause, ...]:
    """What the filter held, for the second adult."""
    return (Cause(_words(scene, text)),)


def read_first(scene: Scene, text: str, *, waiting: str = "", question: str = "", group: str = "") -> tuple[Cause, ...]:
    """What waits for the word of who protects the learners."""
    return (Cause(_words(scene, text, waiting, question, group)),)


def _words(scene: Scene, text: str, waiting: str = "", question: str = "", group: str = "") -> WordsHeld:
    classes = scene.teacher.classes if scene.teacher else ()
    me = speaker(scene)
    name = scene.teacher.name if scene.teacher else next((one.name for one in scene.people if one.id == me), "")
    group = group or listed([one.cohort.name for one in classes])
    return WordsHeld(me, name, group, text, waiting, question)


def speaker(scene: Scene) -> str:
    """The adult who writes."""
    if scene.teacher:
        return scene.teacher.id
    return scene.conversation.speaker or (scene.people[0].id if scene.people else "")


# --- who reads them ----------------------------------------------------------------------------------------


def shown(scene: Scene, event: WordsHeld, context: Context) -> Turn:
    """The words, by whom; and where they wait, whether they go."""
    who = f"{event.name} ({event.group})" if event.group else event.name
    if not event.waits:
        return scene.turn(Say(context.t(phrase.FILTER_HELD, who=who, text=event.text)), post=AT_ONCE)
    about = f"a:{event.announcement}" if event.announcement else f"q:{event.question}:{event.by}:{event.text}"
    choices = (
        Choice(context.t(phrase.DOES_NOT_LEAVE), "held.stop", about),
        Choice(context.t(phrase.LET_IT_LEAVE), "held.let", about),
    )
    return scene.turn(Ask(context.t(phrase.WAITS_FOR_YOU, who=who, text=event.text), choices), post=AT_ONCE)


def let(scene: Scene, argument: str, context: Context) -> Turn | None:
    """«Que salga»: by anybody who may but the one who wrote it."""
    kind, _, rest = argument.partition(":")
    if kind == "q":
        return _let_answer(scene, rest, context)
    found = scene.announcement
    if found is None or found.id != rest or found.teacher == speaker(scene):
        return None
    if found.status != "held":
        return scene.turn(Say(context.t(phrase.DECIDED_ALREADY)))
    at = max(found.send_at, context.now)
    causes = announcement.leaves(found.id, found.teacher, at)
    return scene.turn(Say(context.t(phrase.IT_LEAVES)), writes=(AnnouncementReleased(found.id),), causes=causes)


def _let_answer(scene: Scene, rest: str, context: Context) -> Turn | None:
    id, by, text = rest.split(":", 2)
    asked = scene.question
    if asked is None or asked.id != id or by == speaker(scene):
        return None
    if asked.answer:
        return scene.turn(Say(context.t(phrase.DECIDED_ALREADY)))
    cause = Cause(QuestionAnswered(id, asked.learner), key=f"answered:{id}")
    return scene.turn(Say(context.t(phrase.IT_LEAVES)), writes=(Answered(id, text, by),), causes=(cause,))


def stop(scene: Scene, argument: str, context: Context) -> Turn | None:
    """«No sale»: it never does; whoever wrote it is told nothing by us."""
    kind, _, rest = argument.partition(":")
    found = scene.announcement
    if kind == "q":
        return scene.turn(Say(context.t(phrase.IT_STAYS)))
    if found is None or found.id != rest:
        return None
    if found.status != "held":
        return scene.turn(Say(context.t(phrase.DECIDED_ALREADY)))
    return scene.turn(Say(context.t(phrase.IT_STAYS)), writes=(AnnouncementCancelled(found.id),))
