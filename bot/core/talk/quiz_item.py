"""A quiz item as it is asked and explained, in a lesson, as a review or in an exam."""

from __future__ import annotations

from random import Random

from msgspec.structs import replace

from bot.core import dress, phrase
from bot.core.attempt import Attempt, Kind, option_hash
from bot.core.effect import Graded
from bot.core.people import Learner
from bot.core.reply import LETTERS, Ask, Choice, Prompt, Quiz
from bot.core.route import Action
from bot.core.scene import Context, Scene, Turn
from bot.core.state import Memory, Progress
from bot.core.talk import written_answer
from bot.core.text.names import LABEL_LONGEST
from lessons_es.schema import QuizItem


def review_question(scene: Scene, item_id: str, context: Context) -> Ask:
    """The item asked again in another dress, its options in another order."""
    found = context.course.item(item_id)
    if found is None:
        raise LookupError(f"no quiz item {item_id}")
    learner = scene.the_learner()
    item = dress.another(found[1], learner.progress.memory.get(item_id), context.chance(learner.id, item_id, "dress"))
    lead = context.t(phrase.REVIEW_QUESTION, question=item.question)
    ask, probe = question(scene, item, lead, context, review=True), learner.progress.probe
    if ask.quiz is None or probe is None or item_id not in probe.items:
        return ask
    return replace(ask, quiz=replace(ask.quiz, hint="", month=probe.month))


def asked_once(scene: Scene, item: QuizItem, lead: str, action: str, context: Context) -> Ask:
    """An item outside the lessons (exam, drill), its options in the learner's own order."""
    chance = context.chance(scene.the_learner().id, item.id, 0)
    return asked(item, lead, action, context, chance)


def question(scene: Scene, item: QuizItem, lead: str, context: Context, *, review: bool) -> Ask:
    learner = scene.the_learner()
    memory = learner.progress.memory.get(item.id)
    chance = context.chance(learner.id, item.id, memory.last_at if memory else 0)
    return asked(item, lead, "quiz.answer", context, chance, review=review)


def asked(
    item: QuizItem,
    lead: str,
    action: str,
    context: Context,
    chance: Random,
    *,
    review: bool = False,
    as_written: bool = False,
) -> Ask:
    """The item as a message; what is chosen among options changes places, unless it is to stand `as_written`."""
    if item.shape == "number":
        return written_answer.number(item, lead, action, context, review=review)
    if item.shape == "order":
        return written_answer.order(item, lead, action, context, chance, review=review)
    options = list(item.options)
    if item.shape == "choice" and not as_written:
        chance.shuffle(options)
    lettered = tuple(zip(LETTERS, options, strict=False))
    right = next(letter for letter, option in lettered if option.correct)
    quiz = Quiz(
        item=item.id,
        content_hash=item.content_hash,
        right=right,
        explanations=tuple(option.explained(right, context.course_says(phrase.IT_WAS_THE)) for option in options),
        hint=item.hint,
        review=review,
        shape=item.shape,
    )
    choices = tuple(Choice(letter, action, letter, option.text) for letter, option in lettered)
    return Ask("\n".join([lead, *(f"{letter}. {option.text}" for letter, option in lettered)]), choices, quiz)


def whole(act: Action) -> Action:
    """The same answer to a quiz item, once it is one: a hint for who does not know, each step of an order before."""

    def answered(scene: Scene, argument: str, context: Context) -> Turn | None:
        prompt = scene.prompt
        quiz = prompt.ask.quiz if prompt else None
        if prompt is None or quiz is None or not quiz.answers:
            return act(scene, argument, context)
        ask = _before(prompt, quiz, argument, context)
        if ask:
            return scene.turn(ask)
        if quiz.shape == "order":
            return act(scene, written_answer.answer_of(quiz, argument), context)
        return act(scene, LETTERS[len(quiz.answers)] if argument == written_answer.UNKNOWN else argument, context)

    return answered


def _before(prompt: Prompt, quiz: Quiz, argument: str, context: Context) -> Ask | None:
    """What is asked before the answer is one."""
    if quiz.shape == "order":
        return written_answer.onward(prompt, argument, context)
    return hint(prompt, context) if argument == written_answer.UNKNOWN and not quiz.hinted else None


def hint(prompt: Prompt, context: Context) -> Ask | None:
    """The question again under its hint; what is answered now counts as hinted."""
    quiz = prompt.ask.quiz
    if quiz is None or not quiz.hint:
        return None
    asked_alone = prompt.ask.text.rpartition("\n\n")[2]  # what was gathered above it was read
    text = f"{context.t(phrase.HINT, hint=quiz.hint)}\n{asked_alone}"
    return Ask(text if not quiz.hinted else prompt.ask.text, prompt.ask.choices, replace(quiz, hinted=True))


def awaited(progress: Progress, quiz: Quiz) -> bool:
    """Whether this is the item that the learner is being asked now."""
    if quiz.review:
        return progress.queue[:1] == (quiz.item,)
    return progress.place is not None and quiz.item == f"{progress.place.lesson}-{progress.place.step}"


def explained(quiz: Quiz, letter: str) -> str:
    """The chosen option's own explanation."""
    return quiz.explanations[LETTERS.index(letter)]


def verdict(quiz: Quiz, letter: str, context: Context, *, returns: bool = True) -> str:
    """The chosen option's own explanation, and where it was not the right one, that it is asked again if it is."""
    text = explained(quiz, letter)
    if letter == quiz.right:
        return text
    if text.startswith(context.course_says(phrase.THERE_IS_DANGER)):
        return context.t(phrase.NOT_QUITE_DANGER, explanation=text) if returns else text
    return context.t(phrase.NOT_QUITE if returns else phrase.NOT_QUITE_TRIED, explanation=text)


def graded(scene: Scene, letter: str, kind: Kind, context: Context, memory: Memory | None = None) -> Graded:
    """The answer to the quiz item of the prompt, as a row; without a `memory` it does not come back."""
    learner, prompt = scene.the_learner(), scene.prompt
    quiz = prompt.ask.quiz if prompt else None
    if prompt is None or quiz is None:
        raise LookupError("nothing was asked that can be graded")
    chosen = prompt.choice(letter)
    mark = quiz.marks[LETTERS.index(letter)] if quiz.marks else option_hash(chosen.words) if chosen else ""
    attempt = Attempt(
        learner=learner.id,
        item=quiz.item,
        content_hash=quiz.content_hash,
        chosen=letter,
        option=mark,
        kind=kind,
        cohort=_cohort(learner, quiz),
        right=letter == quiz.right,
        hinted=quiz.hinted,
        at=context.now,
        stability_days=memory.stability_days if memory else 0.0,
        due_at=memory.due_at if memory else 0,
        month=quiz.month,
    )
    return Graded(attempt, prompt.id)


def _cohort(learner: Learner, quiz: Quiz) -> str | None:
    """The one that the answer counts for: of a probe the one that was left with, whatever came after."""
    probe = learner.progress.probe
    if quiz.month and probe and probe.month == quiz.month:
        return probe.cohort
    return learner.cohort.id if learner.cohort else None


def short(text: str) -> str:
    """The text as a button's label: at most 20 characters, cut at a word where half of it stays."""
    if len(text) <= LABEL_LONGEST:
        return text
    cut = text[: LABEL_LONGEST - 1]
    word = cut.rsplit(" ", 1)[0]
    return f"{(word if len(word) > LABEL_LONGEST // 2 else cut).rstrip(' ,.;:¿¡«')}…"
