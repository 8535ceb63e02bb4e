"""After the truck: the farewell, support that tapers, check-ins, and a person to ask."""

from __future__ import annotations

from msgspec.structs import replace

from bot.core import course_place, goal, phrase, probe
from bot.core.effect import CheckedIn
from bot.core.greeting_name import greeting_name
from bot.core.people import Learner
from bot.core.reply import Ask, Choice
from bot.core.scene import Context, Scene, Turn
from bot.core.schedule import lesson_day, message_days
from bot.core.state import Place, Probe, Support
from bot.core.talk import ask, drill, message_hour, teacher_button
from bot.core.text import reading
from bot.core.text.weekdays import read_weekdays
from bot.core.text.wording import listed, turned, weekday_words
from lessons_es.schema import Drill, Lesson

MONTHS_A_YEAR = 12
LAST_MONTH = 100 * MONTHS_A_YEAR
LAST_WEEKDAY = 6
REVIEWS_A_MESSAGE = 2
PIECES_A_DRILL = 2
DAYS_A_WEEK = 7


def farewell(scene: Scene, context: Context) -> Ask:
    """Departure day: what was done, what stays, how to come back. It promises only what exists."""
    learner = scene.the_learner()
    lines = [_leaving(learner, context), _how_far(learner, context), context.t(phrase.FAREWELL_SUPPORT)]
    if learner.cohort and learner.cohort.teachers and learner.accepted:
        lines.append(context.t(phrase.FAREWELL_TEACHER, teacher=listed(list(learner.cohort.teachers), context.gettext)))
    lines.append(context.t(phrase.FAREWELL_KEY))
    first = Choice(context.t(phrase.CONTINUE_LESSON), "today.start")
    if course_place.ahead(learner, context) is None:
        first = Choice(context.t(phrase.READ_AGAIN), "lesson.weeks")
    choices = (
        first,
        Choice(context.t(phrase.CHOOSE_DAY), "graduate.choose"),
        Choice(context.t(phrase.YES), "today.proceed"),
        Choice(context.t(phrase.GIVE_ME_A_KEY), "account.new_key"),
    )
    return Ask("\n".join(lines), choices)


def _leaving(learner: Learner, context: Context) -> str:
    name = greeting_name(learner, context)
    next_site = learner.cohort.visit.next_site if learner.cohort else ""
    if next_site:
        return context.t(phrase.FAREWELL, name=name, next=next_site)
    return context.t(phrase.FAREWELL_NOWHERE, name=name)


def _how_far(learner: Learner, context: Context) -> str:
    done, total = course_place.lessons_done(learner.progress, context), len(context.course.lessons)
    if done == total:
        all_done = context.t(phrase.FAREWELL_ALL, total=total)
        return f"{all_done} {context.t(phrase.EXAM_OPEN)}" if goal.waits(learner, context) else all_done
    open_ones = context.n(phrase.FAREWELL_OPEN, total - done, done=done, total=total)
    if goal.waits(learner, context):
        return f"{open_ones} {context.t(phrase.EXAM_OPEN)}"
    missing = goal.missing(learner, context)
    return f"{open_ones} {context.n(phrase.EXAM_AFTER, missing)}" if context.course.exam and missing else open_ones


def not_gone(scene: Scene, context: Context) -> Ask:
    """The farewell proved false: the truck is still here, and so is the course."""
    learner = scene.the_learner()
    today_ = context.today(learner.cohort)
    day = message_days.dated(learner.cohort.visit.departs, today_, context) if learner.cohort else ""
    text = context.t(phrase.NOT_GONE, name=greeting_name(learner, context), day=day)
    return Ask(text, (Choice(context.t(phrase.MY_LESSON), "today.start"),))


def piece(scene: Scene, context: Context) -> Ask:
    """A message of the support: a short review and one step for the learner's own business."""
    learner = scene.the_learner()
    reviews = lesson_day.due_reviews(learner, context)[:REVIEWS_A_MESSAGE]
    practice = _practice_now(learner, context)
    if practice:
        return _drill_offer(learner, practice, context)
    step = _piece_now(learner, context)
    start = Choice(context.t(phrase.START), "graduate.start", _offered(reviews, step))
    later = Choice(context.t(phrase.LATER), "today.later")
    what = _what(reviews, step, context)
    if not what:
        week = context.today(learner.cohort).toordinal() // DAYS_A_WEEK
        line = phrase.SUPPORTS_PLAIN[week % len(phrase.SUPPORTS_PLAIN)]
        again = Choice(context.t(phrase.READ_AGAIN), "lesson.weeks")
        return Ask(context.t(line, name=greeting_name(learner, context)), (again, later))
    words = turned(phrase.SUPPORT, phrase.SUPPORTS_AGAIN, _unanswered_before(learner))
    return Ask(context.t(words, name=greeting_name(learner, context), what=what), (start, later))


def _unanswered_before(learner: Learner) -> int:
    """How many messages of the support had no answer before the one that is being written."""
    support = learner.progress.support
    return max(0, support.unanswered - 1) if support else 0


def _piece_now(learner: Learner, context: Context) -> Lesson | None:
    """A piece not read yet: after silence another one than last time."""
    done = learner.progress.done
    unread = [piece for piece in context.course.graduate_pieces if piece.id not in done]
    return unread[_unanswered_before(learner) % len(unread)] if unread else None


def _practice_now(learner: Learner, context: Context) -> Drill | None:
    """The drill whose turn it is, what was missed before what is new; in silence it alternates with pieces."""
    times = _unanswered_before(learner)
    left = drill.returned(learner, context)
    if next_practice(learner, context):
        left += [practice for practice in context.course.drills if practice.id not in learner.progress.done]
    return left[times // 2 % len(left)] if left and times % 2 == 0 else None


def _offered(reviews: tuple[str, ...], step: Lesson | None) -> str:
    """What the button under the message opens, whenever it is pressed: `item,item:piece`."""
    return f"{','.join(reviews)}:{step.id if step else ''}"


def _what(reviews: tuple[str, ...], step: Lesson | None, context: Context) -> str:
    counted = context.n(phrase.REVIEWS, len(reviews))
    if step is None:
        minutes = context.n(phrase.MINUTES, len(reviews))
        return context.t(phrase.OFFER_REVIEWS, reviews=counted, minutes=minutes) if reviews else ""
    minutes = context.n(phrase.MINUTES, step.minutes + len(reviews))
    if reviews:
        return context.t(phrase.SUPPORT_BOTH, reviews=counted, title=step.title, minutes=minutes)
    return context.t(phrase.SUPPORT_PIECE, title=step.title, minutes=minutes)


def next_piece(learner: Learner, context: Context) -> Lesson | None:
    """The first piece not read yet."""
    done = learner.progress.done
    return next((piece for piece in context.course.graduate_pieces if piece.id not in done), None)


def next_practice(learner: Learner, context: Context) -> Drill | None:
    """A scam drill after every second piece, as long as there are any."""
    done = learner.progress.done
    pieces = sum(1 for piece in context.course.graduate_pieces if piece.id in done)
    drills = sum(1 for one in context.course.drills if one.id in done)
    return drill.next_drill(learner, context) if drills < pieces // PIECES_A_DRILL else None


def _drill_offer(learner: Learner, practice: Drill, context: Context) -> Ask:
    words = phrase.SUPPORT_DRILL_AGAIN if practice.id in learner.progress.done else phrase.SUPPORT_DRILL
    text = context.t(words, name=greeting_name(learner, context), title=practice.title)
    choices = (
        Choice(context.t(phrase.START), "drill.begin", practice.id),
        Choice(context.t(phrase.LATER), "today.later"),
    )
    return Ask(text, choices)


def start(scene: Scene, argument: str, context: Context) -> Turn:
    """What the message offered, reviews and then the piece; the place in the course waits meanwhile.

    When all of it is done, the message of today, which says what it opens.
    """
    learner = scene.the_learner()
    progress, step, due = learner.progress, next_piece(learner, context), lesson_day.due_reviews(learner, context)
    items, _, wanted = (argument or _offered(due[:REVIEWS_A_MESSAGE], step)).partition(":")
    left = tuple(item for item in due if item in items.split(","))
    place = progress.place
    inside = context.course.lesson(place.lesson) if place else None
    if not left and wanted in progress.done and not (inside and inside.id == wanted):
        return scene.turn(piece(scene, context))
    unread = any(piece.id == wanted and wanted not in progress.done for piece in context.course.graduate_pieces)
    if unread and not (inside and inside.is_graduate_piece):
        progress = replace(progress, place=Place(wanted, "card-1"), parked=place)
    progress = replace(progress, queue=left)
    return scene.progressed(progress).then(step="onward")


# --- check-ins ---------------------------------------------------------------------------------------------


def check_in(scene: Scene, month: int, context: Context) -> Ask:
    """How is your business? The answer feeds the report."""
    since = context.n(phrase.SINCE_MONTHS, month)
    if month % MONTHS_A_YEAR == 0:
        since = context.n(phrase.SINCE_YEARS, month // MONTHS_A_YEAR)
    choices = (
        Choice(context.t(phrase.SELL_WEEKLY), "graduate.sells", f"{month}:weekly"),
        Choice(context.t(phrase.SELL_SOMETIMES), "graduate.sells", f"{month}:sometimes"),
        Choice(context.t(phrase.SELL_NOT), "graduate.sells_not", f"{month}:not"),
    )
    name = greeting_name(scene.the_learner(), context)
    return Ask(context.t(phrase.CHECK_IN, name=name, since=since), choices)


def sells(scene: Scene, argument: str, context: Context) -> Turn | None:
    """Sells each week, or sometimes; None when the button names no month."""
    month, answer = _answered(argument)
    if month is None:
        return None
    text = phrase.SELLS_WEEKLY if answer == "weekly" else phrase.SELLS_SOMETIMES
    turn = scene.turn(Ask(context.t(text), _after_check_in(scene, month, context)))
    return turn.adding(CheckedIn(scene.the_learner().id, month, answer))


def _answered(argument: str) -> tuple[int | None, str]:
    """The month of a check-in and what was answered; no month when the button names none."""
    month, _, answer = argument.partition(":")
    return reading.number(month, LAST_MONTH), answer


def sells_not(scene: Scene, argument: str, context: Context) -> Turn | None:
    """Does not sell now: what stopped you?"""
    month, answer = _answered(argument)
    if month is None:
        return None
    choices = tuple(
        Choice(context.t(label), "graduate.stopped", f"{month}:{why}") for why, (label, _) in STOPPED.items()
    )
    turn = scene.turn(Ask(context.t(phrase.WHAT_STOPPED), choices))
    return turn.adding(CheckedIn(scene.the_learner().id, month, answer))


STOPPED = {
    "time": (phrase.NO_TIME, phrase.AFTER_NO_TIME),
    "buyers": (phrase.NO_BUYERS, phrase.AFTER_NO_BUYERS),
    "money": (phrase.NO_MONEY, phrase.AFTER_NO_MONEY),
}


def stopped(scene: Scene, argument: str, context: Context) -> Turn | None:
    """What stopped the learner, and one thing to do about it."""
    month, why = _answered(argument)
    if month is None or why not in STOPPED:
        return None
    _label, advice = STOPPED[why]
    turn = scene.turn(Ask(context.t(advice), _after_check_in(scene, month, context)))
    return turn.adding(CheckedIn(scene.the_learner().id, month, why))


def _after_check_in(scene: Scene, month: int, context: Context) -> tuple[Choice, ...]:
    practise_ = Choice(context.t(phrase.YES_TWO_MINUTES), "graduate.practise", str(month))
    another_day_ = Choice(context.t(phrase.ANOTHER_DAY), "graduate.another_day")
    if not teacher_button.can_ask(scene.learner):
        return practise_, another_day_
    return practise_, another_day_, Choice(context.t(phrase.ASK_TEACHER), "graduate.person")


def practise(scene: Scene, argument: str, context: Context) -> Turn:
    """Two items now: the month's probe of what is remembered, else what is due, else what is due next."""
    learner, month = scene.the_learner(), reading.number(argument, LAST_MONTH)
    asked_long_ago = probe.drawn(learner, month, context) if month else ()
    if month and asked_long_ago and learner.cohort:
        probed = Probe(month, asked_long_ago, learner.cohort.id)
        there = scene.progressed(replace(learner.progress, queue=asked_long_ago, probe=probed))
        return there.then(context.n(phrase.PROBE, len(asked_long_ago)))
    due = lesson_day.due_reviews(learner, context)
    known = sorted((memory.due_at, item) for item, memory in learner.progress.memory.items())
    items = (due or tuple(item for _, item in known if context.course.item(item)))[:REVIEWS_A_MESSAGE]
    return scene.progressed(replace(learner.progress, queue=items)).then(step="onward")


def another_day(scene: Scene, _argument: str, context: Context) -> Turn:
    """Nothing is held against anyone."""
    return scene.then(context.t(phrase.ANOTHER_DAY_ANSWER), "menu")


def person(scene: Scene, _argument: str, context: Context) -> Turn:
    """Whoever answers now, even if it is not the teacher of those five weeks."""
    cohort = scene.cohort
    if cohort is None or not cohort.teachers or not scene.the_learner().accepted:
        return scene.then(context.t(phrase.NO_PERSON_TO_ASK), "menu")
    lead = context.t(phrase.PERSON_TO_ASK, teacher=listed(list(cohort.teachers), context.gettext))
    return ask.writing(scene, lead, context)


# --- the day of the support --------------------------------------------------------------------------------


def choose(scene: Scene, _argument: str, context: Context) -> Turn:
    """Which day of the week to write on; the hour is asked after it."""
    asked = scene.conversing(replace(scene.conversation, expects="graduate.day"))
    return asked.turn(_which_day(phrase.WHICH_DAY, context))


def _which_day(words: str, context: Context) -> Ask:
    days = tuple(Choice(weekday_words(day, context.gettext).capitalize(), "graduate.on", str(day)) for day in (5, 6, 2))
    return Ask(context.t(words), days)


def on(scene: Scene, argument: str, context: Context) -> Turn | None:
    """A day was tapped; None when the button names none."""
    weekday = reading.number(argument, LAST_WEEKDAY)
    return None if weekday is None else _chosen(scene, weekday, context)


def day_said(scene: Scene, text: str, context: Context) -> Turn | None:
    """A day was typed; what is none is asked for again, unless it is something else altogether."""
    found = read_weekdays(text)
    if len(found) != 1:
        return None if reading.something_else(text) else scene.turn(_which_day(phrase.DAY_AGAIN, context))
    return _chosen(scene, found[0], context)


def _chosen(scene: Scene, weekday: int, context: Context) -> Turn:
    progress = scene.the_learner().progress
    support = replace(progress.support or Support(""), weekday=weekday)
    if progress.support is None:
        return scene.then()
    asked = scene.progressed(replace(progress, support=support)).conversing(
        replace(scene.conversation, expects="account.hour")
    )
    return asked.turn(message_hour.hour_question(asked, context, weekday))
