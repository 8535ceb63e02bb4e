"""A lesson's messages exactly as core says them, without a learner: for whoever writes or counts it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from gettext import NullTranslations
from random import Random
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from bot.core import course_place, phrase
from bot.core.people import Cohort, Learner, Visit
from bot.core.reply import LETTERS, Answer, Ask, Choice, Say
from bot.core.safety.grave_words import Listening
from bot.core.scene import Context, Scene
from bot.core.state import Conversation, Place, Progress
from bot.core.talk import lesson as talk
from bot.core.talk import quiz_item, today
from bot.core.text.layout import units
from lessons_es.catalog import LESSONS_A_WEEK
from lessons_es.help_lines import HelpLines
from lessons_es.schema import Course, Lesson, QuizItem, Unit

NOW = datetime(2026, 3, 2, 23, tzinfo=UTC)

_DAY = NOW.date()
_ZONE = "America/Lima"


class Step(Struct, frozen=True):
    """One message. `when` says what brings it («si toca A»); `chosen` the letter tapped under it, if any."""

    answer: Ask | Say
    when: str = ""
    chosen: str = ""


def every_message(lesson: Lesson) -> tuple[Step, ...]:
    """From the first card to the task, with what each option of each quiz item is told."""
    context = _context(lesson)
    steps: list[Step] = []
    for name in course_place.steps(lesson)[:-1]:
        ask = talk.tried_step(lesson, name, "trial", context)
        steps.append(Step(ask))
        if ask.quiz:
            item = next(item for item in lesson.items if item.id == ask.quiz.item)
            brought = _what_brings(item, ask)
            steps += [
                Step(_verdict(ask, letter, context), when) for letter, when in zip(LETTERS, brought, strict=False)
            ]
            steps += [step for form in item.dresses for step in _in_dress(form, context)]
    return (*steps, *map(Step, _closing(lesson, context)))


def _in_dress(form: QuizItem, context: Context) -> list[Step]:
    """Another form of an item, as a review asks it, and what each answer is told."""
    lead = context.t(phrase.REVIEW_QUESTION, question=form.question)
    ask = quiz_item.asked(form, lead, "quiz.answer", context, context.chance(form.question), as_written=True)
    told = [_verdict(ask, letter, context) for letter in LETTERS[: len(form.options)]]
    return [Step(ask, "en un repaso"), *(map(Step, told, _what_brings(form, ask)))]


def _what_brings(item: QuizItem, ask: Ask) -> list[str]:
    """What a learner does to be told each explanation."""
    if item.shape == "number":
        return [f"si escribe {one.text}" for one in item.options[:-1]] + ["si escribe otro número"]
    if item.shape == "order" and ask.quiz:
        return [f"si responde {' '.join(ask.quiz.answers[0])}", "si responde otro orden"]
    return [f"si toca {letter}" for letter in LETTERS[: len(ask.choices)]]


def gathered(lesson: Lesson) -> int:
    """The units of the cards with the first question, which are one message where messages cost."""
    context = _context(lesson)
    first = next((name for name in course_place.steps(lesson) if not name.startswith("card-")), course_place.DONE)
    names = course_place.steps(lesson)[: course_place.steps(lesson).index(first)]
    wanted = [*names, *([first] if first != course_place.DONE else [])]
    return units("\n\n".join(talk.tried_step(lesson, name, "trial", context).text for name in wanted))


def longest_day(lesson: Lesson) -> tuple[Step, ...]:
    """What a learner hears and taps on the day of the lesson, each answer the one with the longest explanation."""
    context = _context(lesson)
    offered = today.offer(_scene(lesson), context) if lesson.week else None
    steps = [Step(offered, chosen="A")] if offered else []
    for name in course_place.steps(lesson)[:-1]:
        ask = talk.tried_step(lesson, name, "trial", context)
        steps += exchange(ask, context) if ask.quiz else [Step(ask, chosen="A")]
    *closing, last = _closing(lesson, context)
    return (*steps, *(Step(answer) for answer in closing), Step(last, chosen="A"), *_afterwards(lesson, context))


def exchange(ask: Ask, context: Context) -> list[Step]:
    """A quiz item and the longest of its explanations; what is written may be shown again first, under its hint."""
    explanations = ask.quiz.explanations if ask.quiz else ()
    letter = LETTERS[explanations.index(max(explanations, key=len))]
    again = [Step(ask, chosen="A")] if ask.quiz and ask.quiz.answers else []
    return [Step(ask, chosen=letter), *again, Step(_verdict(ask, letter, context), chosen="A")]


def _verdict(ask: Ask, letter: str, context: Context) -> Ask:
    told = quiz_item.verdict(ask.quiz, letter, context) if ask.quiz else ""
    return Ask(told, (Choice(context.t(phrase.NEXT), "lesson.step"),))


def _closing(lesson: Lesson, context: Context) -> list[Ask | Say]:
    if lesson.is_teacher_piece:
        return [Say(lesson.task)]
    return _messages(talk.show(_scene(lesson), Place(lesson.id, course_place.DONE), context).answers)


def _afterwards(lesson: Lesson, context: Context) -> tuple[Step, ...]:
    if lesson.is_teacher_piece:
        return ()
    return tuple(map(Step, _messages(talk.did(_scene(lesson), "", context).answers)))


def _messages(answers: tuple[Answer, ...]) -> list[Ask | Say]:
    return [answer for answer in answers if isinstance(answer, Ask | Say)]


# --- a learner who is nobody -------------------------------------------------------------------------------


def _scene(lesson: Lesson) -> Scene:
    visit = Visit("v", "Huaytará", _DAY, _DAY + timedelta(days=32), _ZONE)
    learner = Learner(
        id="l",
        name="Rosa M.",
        age_band="14_to_17",
        progress=Progress(start=lesson.id),
        cohort=Cohort("c", "3.º B", "HUAYTAR3", visit),
        accepted=True,
        language="es",
        enrolled_at=NOW,
    )
    return Scene("a", "telegram", Conversation(), learner)


def _context(lesson: Lesson) -> Context:
    week = (lesson, *(replace(lesson, id=f"{lesson.id}-{n}") for n in range(1, LESSONS_A_WEEK)))
    unit = Unit(lesson.unit, lesson.unit, lesson.week, week)
    return Context(
        now=NOW,
        course=Course((unit,)) if lesson.week else Course((), (lesson,)),
        course_in=lambda _: Course(()),
        search=lambda _: (),
        holidays=lambda _zone: frozenset(),
        chance=lambda *parts: Random("|".join(map(str, parts))),  # noqa: S311 - guards nothing
        new_id="",
        new_key="",
        new_ticket="",
        new_code="",
        new_token="",
        gettext=str,
        ngettext=lambda one, many, count: one if count == 1 else many,
        language=lambda _code: NullTranslations(),
        place=ZoneInfo,
        timezone=_ZONE,
        ear=Listening(),
        help=HelpLines("", NOW.date()),
    )
