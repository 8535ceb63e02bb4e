"""The day's offer, reviews, and the next step: what a learner does now."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from bot.core import course_place, goal, phrase
from bot.core.greeting_name import greeting_name
from bot.core.people import Learner
from bot.core.reply import Ask, Choice
from bot.core.scene import Context, Scene, Turn
from bot.core.schedule import lesson_day, message_days, school_calendar
from bot.core.state import Conversation, Place
from bot.core.talk import lesson, quiz_item, teacher_button
from bot.core.text.names import firsts, labels
from bot.core.text.wording import listed, turned

JUST_NOW = timedelta(seconds=10)
TOGETHER_MOST = 3
"""How many share one message: each has a button."""


def _still_there(queue: tuple[str, ...], context: Context) -> tuple[str, ...]:
    """The items of a sitting that the course still has."""
    return tuple(item for item in queue if context.course.item(item))


def offer(scene: Scene, context: Context) -> Ask | None:
    """The proactive message of a school day; None when today's lesson is done and nothing is to be repeated."""
    learner = scene.the_learner()
    items = lesson_day.due_reviews(learner, context)
    what = _what(learner, context, len(items))
    if not what:
        return None
    words = turned(phrase.OFFER, phrase.OFFERS_AGAIN, learner.progress.unheard)
    text = context.t(words, name=greeting_name(learner, context), what=what)
    second = Choice(context.t(phrase.LATER), "today.later")
    if items and course_place.ahead(learner, context):
        second = Choice(context.t(phrase.ONLY_REVIEW), "today.reviews", ",".join(items))
    return Ask(text, (Choice(context.t(phrase.START), "today.start", offered(learner, context)), second))


def offered(learner: Learner, context: Context) -> str:
    """What the button under an offer opens, whenever it is pressed: `item,item:lesson`, as the offer says it."""
    ahead = lesson_day.lesson(learner, context)
    return f"{','.join(lesson_day.due_reviews(learner, context))}:{ahead.id if ahead else ''}"


def offer_together(learners: tuple[Learner, ...], context: Context) -> Ask:
    """The proactive message of several who share a phone: a line each, and whoever is there begins."""
    names = firsts([learner.name for learner in learners])
    lines = [
        context.t(phrase.OFFER_LINE, name=name, what=what(learner, context))
        for name, learner in zip(names, learners, strict=True)
    ]
    choices = tuple(
        Choice(label, "today.mine", f"{learner.id}:{offered(learner, context)}")
        for label, learner in zip(labels(names, context.gettext(phrase.I_AM)), learners, strict=True)
    )
    words = turned(phrase.OFFER_TOGETHER, phrase.OFFERS_TOGETHER_AGAIN, learners[0].progress.unheard)
    return Ask(context.t(words, names=listed(names, context.gettext), lines="\n".join(lines)), choices)


def mine(scene: Scene, argument: str, context: Context) -> Turn | None:
    """One of several begins, and is the one who speaks now; None when the button is somebody else's."""
    learner = scene.the_learner()
    whose, _, what_ = argument.partition(":")
    if learner.id != whose:
        return None
    here = Conversation(speaker=learner.id, tries=scene.conversation.tries)
    return start(scene.conversing(here), what_, context)


def what(learner: Learner, context: Context) -> str:
    """What the day has for the learner, in words; `""` when nothing."""
    return _what(learner, context, len(lesson_day.due_reviews(learner, context)))


def _what(learner: Learner, context: Context, reviews: int) -> str:
    ahead = lesson_day.lesson(learner, context)
    if ahead:
        minutes = context.n(phrase.MINUTES, ahead.minutes + reviews)
        if reviews:
            return context.t(
                phrase.OFFER_BOTH, reviews=context.n(phrase.REVIEWS, reviews), title=ahead.title, minutes=minutes
            )
        return context.t(
            phrase.OFFER_LESSON,
            title=ahead.title,
            cards=context.n(phrase.CARDS, len(ahead.cards)),
            items=context.n(phrase.ITEMS, len(ahead.items)),
            minutes=minutes,
        )
    if not reviews:
        return ""
    return context.t(
        phrase.OFFER_REVIEWS, reviews=context.n(phrase.REVIEWS, reviews), minutes=context.n(phrase.MINUTES, reviews)
    )


def nudge(scene: Scene, context: Context) -> Ask:
    """One gentle word after silence: nothing is held against anyone."""
    learner = scene.the_learner()
    name, ahead = greeting_name(learner, context), course_place.ahead(learner, context)
    opens = f":{ahead.id}" if ahead else offered(learner, context)
    choices = (Choice(context.t(phrase.START), "today.start", opens), Choice(context.t(phrase.LATER), "today.later"))
    if ahead is None:
        return Ask(context.t(phrase.NUDGE_REVIEWS, name=name), choices)
    minutes = context.n(phrase.MINUTES, ahead.minutes)
    return Ask(context.t(phrase.NUDGE, name=name, title=ahead.title, minutes=minutes), choices)


def start(scene: Scene, argument: str, context: Context) -> Turn:
    """Reviews first, then the lesson; under an offer, what it `offered`, though more is due by now."""
    learner = scene.the_learner()
    items = lesson_day.due_reviews(learner, context)
    if argument:
        return _as_offered(scene, argument, items, context)
    if not items or learner.progress.place:
        return proceed(scene, "", context)
    return proceed(scene.progressed(replace(learner.progress, queue=items)), "", context)


def _as_offered(scene: Scene, argument: str, due: tuple[str, ...], context: Context) -> Turn:
    """What was offered and is not done yet; when all of it is, today's offer, which says what it opens."""
    learner = scene.the_learner()
    items, _, wanted = argument.partition(":")
    left = tuple(item for item in items.split(",") if item in due)
    ahead = course_place.ahead(learner, context)
    if not left and (ahead is None or ahead.id != wanted):
        return scene.turn(offer(scene, context) or menu(scene, context))
    return proceed(scene.progressed(replace(learner.progress, queue=left)), "", context)


def reviews(scene: Scene, argument: str, context: Context) -> Turn:
    """Only what comes back today (`/repaso`), or what was offered of it."""
    learner = scene.the_learner()
    due, wanted = lesson_day.due_reviews(learner, context), argument.split(",")
    items = _still_there(learner.progress.queue, context) or due
    if argument:
        items = tuple(item for item in due if item in wanted)
    if not items:
        return scene.turn(menu(scene, context, _nothing_to_review(learner, context)))
    asked = scene.progressed(replace(learner.progress, queue=items))
    return asked.turn(quiz_item.review_question(asked, items[0], context))


def _nothing_to_review(learner: Learner, context: Context) -> str:
    lines = [context.t(phrase.NOTHING_TO_REVIEW)]
    if learner.progress.memory:
        lines.append(context.t(phrase.NEXT_REVIEW, when=message_days.next_review(learner, context)))
    return " ".join(lines)


def later(scene: Scene, _argument: str, context: Context) -> Turn:
    """It stays open; nothing more is pushed today."""
    return scene.turn(Ask(context.t(phrase.LATER_ANSWER), (Choice(context.t(phrase.START), "today.start"),)))


def proceed(scene: Scene, _argument: str, context: Context) -> Turn:
    """What comes next: a review of this sitting, the place in the lesson, a new lesson, or the menu."""
    progress = scene.the_learner().progress
    queue = _still_there(progress.queue, context)
    scene = scene.progressed(replace(progress, queue=queue))
    if queue:
        return scene.turn(quiz_item.review_question(scene, queue[0], context))
    if progress.place:
        return lesson.show(scene, progress.place, context)
    ahead = course_place.ahead(scene.the_learner(), context)
    if ahead is None:
        return scene.turn(menu(scene, context, context.t(phrase.ALL_LESSONS_DONE)))
    return lesson.show(scene, Place(ahead.id, "card-1"), context)


def resume(scene: Scene, context: Context, lead: str = "") -> Turn:
    """The pending step again, or the menu: what anyone gets who sends something that is not an answer."""
    progress = scene.the_learner().progress
    if not progress.queue and not progress.place:
        return scene.turn(menu(scene, context, lead))
    return proceed(scene, "", context).led(lead)


def came_back(scene: Scene, context: Context) -> Turn:
    """Who blocked the chat is here again: one line, and one item to begin with, whatever else is due."""
    learner = scene.the_learner()
    progress, lead = learner.progress, context.t(phrase.RESUMED, name=greeting_name(learner, context))
    soonest = (item for _, item in sorted((memory.due_at, item) for item, memory in progress.memory.items()))
    items = (*progress.queue, *lesson_day.due_reviews(learner, context), *soonest)
    return resume(scene.progressed(replace(progress, queue=_still_there(items, context)[:1])), context, lead)


def just_came_back(scene: Scene, context: Context) -> bool:
    """Whether the line for who came back is on its way: a carrier tells of the coming back, and then says «start»."""
    latest, learner = scene.latest, scene.the_learner()
    lead = context.t(phrase.RESUMED, name=greeting_name(learner, context))
    fresh = latest is not None and context.now - latest.opened_at <= JUST_NOW and not latest.closed
    return latest is not None and fresh and latest.ask.text.startswith(lead)


def menu(scene: Scene, context: Context, lead: str = "") -> Ask:
    """Three things to do now, under `lead` or «¿Qué hacemos?»."""
    learner = scene.the_learner()
    first, second = (
        Choice(context.t(phrase.MY_LESSON), "today.start"),
        Choice(context.t(phrase.MY_PROGRESS), "account.progress"),
    )
    if course_place.ahead(learner, context) is None:
        first = Choice(context.t(phrase.READ_AGAIN), "lesson.weeks")
        first = goal.button(context) if goal.offered(learner, context) else first
    elif goal.offered(learner, context):
        second = goal.button(context)
    (third,) = teacher_button.to_write(learner, context) or (_instead_of_teacher(scene, context),)
    if lesson_day.due_reviews(learner, context):
        third = Choice(context.t(phrase.REVIEW), "today.reviews")
    if phone_is_missed(scene, context):
        third = Choice(context.t(phrase.PASS_TO_PHONE), "phone.pass")
        lead = "\n".join(filter(None, [lead, _before_leaving(learner, context)]))
    return Ask(lead or context.t(phrase.MENU), (first, second, third))


def _instead_of_teacher(scene: Scene, context: Context) -> Choice:
    """What the menu has where nobody can be asked yet."""
    learner = scene.the_learner()
    if scene.screen or (learner.progress.done and course_place.ahead(learner, context) is not None):
        return Choice(context.t(phrase.READ_AGAIN), "lesson.weeks")
    return Choice(context.t(phrase.CHANGE_HOUR_LABEL), "account.hour")


def phone_is_missed(scene: Scene, context: Context) -> bool:
    """Whether the truck with its screens leaves soon, and the learner who is at one has no phone yet."""
    if not scene.phoneless or scene.cohort is None or scene.the_learner().progress.support:
        return False
    return school_calendar.leaves_soon(scene.cohort, context.today(scene.cohort))


def _before_leaving(learner: Learner, context: Context) -> str:
    departs = learner.cohort.visit.departs if learner.cohort else context.today(None)
    return context.t(
        phrase.PHONE_BEFORE_LEAVING, day=message_days.dated(departs, context.today(learner.cohort), context)
    )
