"""Cards, quiz items, well done: one lesson, step by step, at the learner's own pace.

A place is lesson id + step id (`card-1`, `q1`, `done`). What is graded is what the place awaits, as the prompt
showed it; anything older earns the next step and no score."""

from __future__ import annotations

import re
from datetime import timedelta

from msgspec.structs import replace

from bot.core import course_place, goal, phrase, probe, review
from bot.core.attempt import Kind
from bot.core.effect import Counted
from bot.core.greeting_name import greeting_name
from bot.core.people import Learner
from bot.core.reply import Ask, Choice, Quiz
from bot.core.scene import Context, Scene, Turn
from bot.core.schedule import message_days
from bot.core.state import Memory, Place
from bot.core.talk import gathering, kept_value, lettered_list, quiz_item, teacher_button
from bot.core.text.wording import weekday_words
from lessons_es.schema import Lesson, QuizItem

DID_COUNTED = "task told as done"
SUMMARY_LONGEST = 600
POINT_LONGEST = 100
WORDS_SHOWN = 8
WEEK_DAYS = 7


def step(scene: Scene, argument: str, context: Context) -> Turn | None:
    """The button to the next step; None when it is not the learner's next step any more."""
    lesson_id, _, wanted = argument.partition(":")
    lesson, place = context.course.lesson(lesson_id), scene.the_learner().progress.place
    if lesson is None or place is None or place.lesson != lesson_id:
        return None
    known = course_place.steps(lesson)
    if known.index(course_place.nearest(lesson, wanted)) < known.index(course_place.nearest(lesson, place.step)):
        return None
    return show(scene, Place(lesson_id, wanted), context)


def show(scene: Scene, place: Place, context: Context) -> Turn:
    """The step of the place, which becomes the learner's place."""
    lesson = context.course.lesson(place.lesson)
    progress = scene.the_learner().progress
    if lesson is None:
        begin = course_place.next_lesson(progress, context)
        lesson, place = begin or context.course.lessons[0], Place((begin or context.course.lessons[0]).id, "card-1")
    place = Place(lesson.id, course_place.nearest(lesson, place.step))
    if place.step == course_place.DONE:
        return _finish(scene, lesson, context)
    if place.step.startswith("card-") and gathering.thrifty(scene, context):
        return _gathered(scene, lesson, place.step, context)
    there = scene.progressed(replace(progress, place=place))
    if place.step.startswith("card-"):
        card = _recalling(scene, _card(lesson, place.step, "lesson.step", context), lesson, place.step, context)
        return there.turn(_with_words(card, lesson, place.step, context))
    return there.turn(_lesson_question(there, lesson, place.step, context))


def _gathered(scene: Scene, lesson: Lesson, step: str, context: Context) -> Turn:
    """The cards from this one on, and the question after them, which becomes the learner's place."""
    known = course_place.steps(lesson)
    cards = [one for one in known[known.index(step) :] if one.startswith("card-")]
    asks = [_recalling(scene, _card(lesson, one, "lesson.step", context), lesson, one, context) for one in cards]
    text, then = "\n\n".join(ask.text for ask in asks), course_place.following(lesson, cards[-1])
    if then == course_place.DONE:
        there = scene.progressed(replace(scene.the_learner().progress, place=Place(lesson.id, cards[-1])))
        return there.turn(replace(asks[-1], text=text))
    return gathering.before(show(scene, Place(lesson.id, then), context), text, gathering.limits(scene, context))


def _card(lesson: Lesson, step: str, action: str, context: Context) -> Ask:
    number = int(step.removeprefix("card-"))
    card, then = lesson.cards[number - 1], course_place.following(lesson, step)
    label = (
        phrase.NEXT
        if then.startswith("card-")
        else phrase.TO_TASK
        if then == course_place.DONE
        else phrase.TO_QUESTIONS
    )
    text = context.t(phrase.CARD, n=number, total=len(lesson.cards), title=card.title, text=card.text)
    if lesson.draft and number == 1:
        text = f"{context.t(phrase.DRAFT_LESSON)}\n{text}"
    return Ask(text, (Choice(context.t(label), action, f"{lesson.id}:{then}"),))


def _recalling(scene: Scene, card: Ask, lesson: Lesson, step: str, context: Context) -> Ask:
    """The last card also tells what of the learner's own the lesson goes on with."""
    own = kept_value.recalled(scene, lesson, context) if step == f"card-{len(lesson.cards)}" else ""
    return replace(card, text=f"{card.text}\n{own}") if own else card


def _with_words(card: Ask, lesson: Lesson, step: str, context: Context) -> Ask:
    """The first card also offers the words of the glossary that the lesson uses."""
    if step != "card-1" or not context.course.glossary.of(lesson.id):
        return card
    return replace(card, choices=(*card.choices, Choice(context.t(phrase.WORDS), "lesson.words", lesson.id)))


def words(scene: Scene, lesson_id: str, context: Context) -> Turn | None:
    """The words of a lesson, one plain sentence each; the place stays. Asked for by name, of the lesson at hand."""
    place = scene.the_learner().progress.place
    terms = context.course.glossary.of(lesson_id or (place.lesson if place else ""))
    if not terms or place is None:
        onward = Choice(context.t(phrase.CONTINUE), "today.proceed")
        return None if lesson_id else scene.turn(Ask(context.t(phrase.NO_HARD_WORDS), (onward,)))
    lines = [f"{term.word}: {term.meaning}" for term in terms[:WORDS_SHOWN]]
    lesson = context.course.lesson(place.lesson)
    then = course_place.following(lesson, course_place.nearest(lesson, place.step)) if lesson else place.step
    return scene.turn(Ask("\n".join(lines), (Choice(context.t(phrase.NEXT), "lesson.step", f"{place.lesson}:{then}"),)))


# --- quiz items --------------------------------------------------------------------------------------------


def _lesson_question(scene: Scene, lesson: Lesson, step: str, context: Context) -> Ask:
    item, lead = _item(lesson, step, context)
    return quiz_item.question(scene, item, lead, context, review=False)


def _item(lesson: Lesson, step: str, context: Context) -> tuple[QuizItem, str]:
    item = next(item for item in lesson.items if item.id == f"{lesson.id}-{step}")
    number = lesson.items.index(item) + 1
    return item, context.t(phrase.QUESTION_N, n=number, total=len(lesson.items), question=item.question)


def tried_step(lesson: Lesson, step: str, route: str, context: Context) -> Ask:
    """A card or quiz item that is only tried: its buttons lead to `route`.step and `route`.answer."""
    if step.startswith("card-"):
        return _card(lesson, step, f"{route}.step", context)
    item, lead = _item(lesson, step, context)
    return quiz_item.asked(item, lead, f"{route}.answer", context, context.chance(item.id), as_written=True)


def answer(scene: Scene, letter: str, context: Context) -> Turn | None:
    """Grades the answer as the prompt showed it; None when the item is not the one asked now."""
    prompt, learner = scene.prompt, scene.the_learner()
    quiz = prompt.ask.quiz if prompt else None
    if prompt is None or quiz is None or not quiz_item.awaited(learner.progress, quiz):
        return None
    before = learner.progress.memory.get(quiz.item)
    right, today = letter == quiz.right, context.today(learner.cohort)
    memory = review.remember(
        before, right=right, hinted=quiz.hinted, now=context.now, today=today, form=quiz.content_hash
    )
    remembered = replace(
        learner.progress,
        memory={**learner.progress.memory, quiz.item: memory},
        probe=probe.without(learner.progress.probe, quiz.item),
    )
    told = scene.progressed(remembered)
    turn = (
        _after_review(told, quiz, letter, before, context) if quiz.review else _after_item(told, quiz, letter, context)
    )
    kind: Kind = "probe" if quiz.month else "review" if quiz.review else "lesson"
    return turn.adding(quiz_item.graded(scene, letter, kind, context, memory))


def _after_item(scene: Scene, quiz: Quiz, letter: str, context: Context) -> Turn:
    learner = scene.the_learner()
    progress, place = learner.progress, learner.progress.place
    lesson = context.course.lesson(place.lesson) if place else None
    if place is None or lesson is None:
        return scene.turn(Ask(quiz_item.explained(quiz, letter), (Choice(context.t(phrase.NEXT), "today.proceed"),)))
    then = course_place.following(lesson, course_place.nearest(lesson, place.step))
    done = progress.done
    if then == course_place.DONE:
        done = {**done, lesson.id: done.get(lesson.id, context.today(learner.cohort).isoformat())}
    moved = scene.progressed(replace(progress, place=Place(lesson.id, then), done=done))
    text = quiz_item.verdict(quiz, letter, context)
    if gathering.thrifty(scene, context):
        return gathering.before(show(moved, Place(lesson.id, then), context), text, gathering.limits(scene, context))
    return moved.turn(Ask(text, (Choice(context.t(phrase.NEXT), "lesson.step", f"{lesson.id}:{then}"),)))


def _after_review(scene: Scene, quiz: Quiz, letter: str, before: Memory | None, context: Context) -> Turn:
    learner = scene.the_learner()
    progress, today = learner.progress, context.today(learner.cohort)
    already = progress.reviewed if progress.reviewed_on == today.isoformat() else 0
    counted = replace(progress, queue=progress.queue[1:], reviewed_on=today.isoformat(), reviewed=already + 1)
    after = scene.progressed(counted)
    text = _review_words(quiz, letter, before, after, context)
    return after.turn(Ask(text, _after_review_choices(after, context, right=letter == quiz.right)))


def _review_words(quiz: Quiz, letter: str, before: Memory | None, scene: Scene, context: Context) -> str:
    learner, explanation = scene.the_learner(), quiz_item.explained(quiz, letter)
    zone = context.zone(learner.cohort)
    if letter != quiz.right:
        return context.t(phrase.REVIEW_WRONG, explanation=explanation, when=_seen_again(learner, quiz.item, context))
    if before is None or before.last_right:
        return explanation
    doubted = context.local(before.last_at, zone).date()
    if (context.today(learner.cohort) - doubted).days < WEEK_DAYS:
        return context.t(phrase.REVIEW_RIGHT_AGAIN, day=weekday_words(doubted.weekday(), context.gettext))
    return context.t(phrase.REVIEW_RIGHT_AFTER_LONG, explanation=explanation)


def _seen_again(learner: Learner, item: str, context: Context) -> str:
    """The day on which the item comes back by itself, as a sentence begins."""
    today = context.today(learner.cohort)
    due = context.local(learner.progress.memory[item].due_at, context.zone(learner.cohort)).date()
    day = message_days.next_day(learner, max(due, today + timedelta(days=1)), context)
    words = message_days.when_words(day, today, context) if day else context.t(phrase.ANOTHER_TIME)
    return words[:1].upper() + words[1:]


def _after_review_choices(scene: Scene, context: Context, *, right: bool) -> tuple[Choice, ...]:
    learner = scene.the_learner()
    if learner.progress.queue:
        first = Choice(context.t(phrase.NEXT), "today.proceed")
    elif course_place.ahead(learner, context) is not None:
        first = Choice(context.t(phrase.TO_LESSON), "today.proceed")
    else:
        first = Choice(context.t(phrase.MY_PROGRESS), "account.progress")
    return (first,) if right else (first, *teacher_button.to_write(learner, context))


# --- the end of a lesson -----------------------------------------------------------------------------------


def _finish(scene: Scene, lesson: Lesson, context: Context) -> Turn:
    learner = scene.the_learner()
    progress = learner.progress
    done = {lesson.id: context.today(learner.cohort).isoformat(), **progress.done}
    ended = scene.progressed(replace(progress, place=progress.parked, parked=None, done=done))
    choices = (
        Choice(context.t(phrase.DID_IT), "lesson.did", lesson.id),
        Choice(context.t(phrase.DO_IT_TOMORROW), "lesson.tomorrow"),
        Choice(context.t(phrase.MY_PLAN), "plan.page")
        if lesson in context.course.lessons[-1:]
        else Choice(context.t(phrase.SAVE_SUMMARY), "lesson.summary", lesson.id),
    )
    text = _finished_words(lesson, done, context)
    if not lesson.is_graduate_piece and course_place.next_lesson(ended.the_learner().progress, context) is None:
        return ended.turn(_course_done(ended, Ask(text, choices), context))
    if not lesson.is_graduate_piece and course_place.lessons_done(ended.the_learner().progress, context) == goal.needed(
        context.course
    ):
        return ended.turn(_exam_opens(ended, Ask(text, choices), context))
    return ended.turn(Ask(text, choices))


def _exam_opens(scene: Scene, finished: Ask, context: Context) -> Ask:
    """The lesson that opens the exam says so, and leads there."""
    if not goal.offered(scene.the_learner(), context):
        return finished
    did, _tomorrow, save = finished.choices
    return Ask("\n".join([finished.text, context.t(phrase.EXAM_OPEN)]), (goal.button(context), did, save))


def _course_done(scene: Scene, finished: Ask, context: Context) -> Ask:
    """The last lesson's end, celebrated; the exam takes the place of «lo hago mañana» where it may be offered."""
    learner, total = scene.the_learner(), len(context.course.lessons)
    said = context.t(phrase.COURSE_DONE, name=greeting_name(learner, context), total=total)
    lines = [said, finished.text]
    did, _tomorrow, save = finished.choices
    if not goal.offered(learner, context):
        return replace(finished, text="\n".join(lines))
    choices = (goal.button(context), did, save)
    return replace(finished, text="\n".join([*lines, context.t(phrase.EXAM_OPEN)]), choices=choices)


def _finished_words(lesson: Lesson, done: dict[str, str], context: Context) -> str:
    task = lesson.task[:1].lower() + lesson.task[1:]
    if lesson.is_graduate_piece:
        return context.t(phrase.FINISHED_PIECE, task=task)
    unit = next(unit for unit in context.course.units if unit.id == lesson.unit)
    count = sum(1 for sibling in unit.lessons if sibling.id in done)
    if count == len(unit.lessons):
        return context.t(phrase.FINISHED_WEEK, week=unit.week, task=task)
    return context.t(phrase.FINISHED, task=task, week=unit.week, done=count, total=len(unit.lessons))


def did(scene: Scene, lesson_id: str, context: Context) -> Turn:
    """The learner says that the task is done: counted as told, not as learnt. What it keeps is asked for then."""
    lesson = context.course.lesson(lesson_id or _newest_done(scene.the_learner()))
    if lesson and lesson.keeps and lesson.keeps not in scene.the_learner().progress.kept:
        return kept_value.asked(scene, lesson.keeps, context).adding(Counted(DID_COUNTED))
    share_too = Choice(context.t(phrase.SHARE), "lesson.share")
    told = Ask(context.t(phrase.DONE_TOLD), (*_onward(scene, context), share_too))
    return scene.turn(told, writes=(Counted(DID_COUNTED),))


def summary(scene: Scene, lesson_id: str, context: Context) -> Turn | None:
    """One message to keep for days without signal, at most 600 characters."""
    lesson = context.course.lesson(lesson_id or _newest_done(scene.the_learner()))
    if lesson is None:
        return None
    text = context.t(phrase.SUMMARY, title=lesson.title, points="\n".join(points_of(lesson)), task=lesson.task)
    choices = (
        Choice(context.t(phrase.DID_IT), "lesson.did", lesson.id),
        Choice(context.t(phrase.DO_IT_TOMORROW), "lesson.tomorrow"),
        _onward(scene, context)[0],
    )
    return scene.turn(Ask(text, choices))


def _newest_done(learner: Learner) -> str:
    """The lesson that was finished last; `""` when none was."""
    return max(learner.progress.done.items(), key=lambda done: done[1], default=("", ""))[0]


def points_of(lesson: Lesson) -> list[str]:
    """Where the cards say it: a story at its end, the idea at both ends, what to do now at its beginning."""
    story, *ideas, now = [(card.title, _sentences(card.text)) for card in lesson.cards]
    points = [(story[0], _fitting(story[1][::-1], last=True))]
    for title, (first, *more) in ideas:
        end = _fitting(more[::-1], last=True)
        short_ = len(first) <= POINT_LONGEST
        points.append((title, (" … " if len(more) > 1 else " ").join(filter(None, [first if short_ else "", end]))))
    points.append((now[0], _fitting(now[1], last=False)))
    return [f"{title}: {words}" for title, words in points]


def _sentences(text: str) -> list[str]:
    """The whole sentences of a text; what somebody says in it («…») is never taken apart."""
    found: list[str] = []
    for part in re.split(r"(?<=[.?!»])\s+(?=[¿¡«A-ZÁÉÍÓÚÑ0-9])", text.strip()):
        if found and found[-1].count("«") > found[-1].count("»"):
            found[-1] = f"{found[-1]} {part}"
        else:
            found.append(part)
    return found


def _fitting(sentences: list[str], *, last: bool) -> str:
    """As many of the sentences as fit into 100 characters, at least the first; `last` turns their order round."""
    kept = sentences[:1]
    for sentence in sentences[1:]:
        if len(" ".join([*kept, sentence])) > POINT_LONGEST:
            break
        kept.append(sentence)
    return " ".join(kept[::-1] if last else kept)


def share(scene: Scene, _argument: str, context: Context) -> Turn:
    """The link of the sample lesson, never the group's code."""
    return scene.turn(Ask(context.t(phrase.SHARE_THIS, link=context.share), _onward(scene, context)))


def tomorrow(scene: Scene, _argument: str, context: Context) -> Turn:
    """The task waits until tomorrow."""
    return scene.turn(Ask(context.t(phrase.DONE_TOMORROW), _onward(scene, context)))


def _onward(scene: Scene, context: Context) -> tuple[Choice, ...]:
    progress = Choice(context.t(phrase.MY_PROGRESS), "account.progress")
    offered = goal.offered(scene.the_learner(), context)
    if course_place.next_lesson(scene.the_learner().progress, context) is None:
        first = goal.button(context) if offered else Choice(context.t(phrase.READ_AGAIN), "lesson.weeks")
        return (first, progress)
    return (Choice(context.t(phrase.ANOTHER_LESSON), "today.start"), goal.button(context) if offered else progress)


# --- reading again, which scores nothing -------------------------------------------------------------------


def weeks(scene: Scene, _argument: str, context: Context) -> Turn:
    """The weeks, to pick one for reading again."""
    choices = tuple(
        Choice(context.t(phrase.WEEK_LABEL, n=unit.week), "lesson.list", unit.id) for unit in context.course.units
    )
    return scene.turn(Ask(context.t(phrase.WEEKS), choices))


def lessons_of(scene: Scene, unit_id: str, context: Context) -> Turn:
    """The lessons of one week, to pick one."""
    unit = next((unit for unit in context.course.units if unit.id == unit_id), context.course.units[0])
    titles = [(lesson.title, f"{lesson.id}:card-1") for lesson in unit.lessons]
    return scene.turn(lettered_list.lettered(context.t(phrase.LESSONS_OF, title=unit.title), "lesson.read", titles))


def read(scene: Scene, argument: str, context: Context) -> Turn:
    """One card of a lesson read again; the learner's place and memory stay as they are."""
    lesson_id, _, wanted = argument.partition(":")
    lesson = context.course.lesson(lesson_id)
    if lesson is None:
        return weeks(scene, "", context)
    if not wanted.startswith("card-"):
        return scene.turn(
            Ask(
                f"{lesson.task}\n{context.t(phrase.READING_DONE)}",
                (
                    Choice(context.t(phrase.MY_LESSON), "today.start"),
                    Choice(context.t(phrase.READ_AGAIN), "lesson.list", lesson.unit),
                ),
            )
        )
    card = _card(lesson, course_place.nearest(lesson, wanted), "lesson.read", context)
    return scene.turn(replace(card, choices=tuple(replace(c, label=context.t(phrase.NEXT)) for c in card.choices)))
