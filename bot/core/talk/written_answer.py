"""Quiz items that are answered by writing: a number, or the letters of steps in their order (which taps give too)."""

from __future__ import annotations

import re
from random import Random

from msgspec.structs import replace

from bot.core import phrase
from bot.core.attempt import mark
from bot.core.meaning import Meaning
from bot.core.reply import LETTERS, Ask, Choice, Prompt, Quiz
from bot.core.scene import Context
from bot.core.text import amount
from bot.core.text.pick import LEADING_UP
from bot.core.text.wording import plain
from lessons_es.schema import QuizItem

UNKNOWN = "?"
"""What the button «No lo sé» under a number says."""

_TOKEN = re.compile(r"[a-z0-9]+")
_AROUND = LEADING_UP | frozenset(
    {"queda", "quedan", "sobra", "sobran", "gana", "ganan", "total", "cuesta", "cobra", "vale", "paga", "debe", "falta"}
    | {"faltan", "da", "dan", "sale", "salen", "serian", "son", "cada", "uno", "una", "ya", "solo", "s", "y"}
    | {"soles", "sol", "centimos"}
)
_BETWEEN = frozenset(
    {"y", "primero", "primera", "segundo", "segunda", "tercero", "tercera", "despues", "luego", "entonces", "ultimo"}
    | {"final", "al", "la", "el", "por", "va", "van", "creo", "que", "es", "orden", "letra", "letras", "seria", "asi"}
)


def number(item: QuizItem, lead: str, action: str, context: Context, *, review: bool) -> Ask:
    """A question answered with a number; who does not know has a button."""
    quiz = _quiz(item, "", tuple(map(str, item.amounts)), context.course_says(phrase.THE_ANSWER), review=review)
    text = f"{lead}\n{context.t(phrase.WRITE_NUMBER)}"
    return Ask(text, (Choice(context.t(phrase.DO_NOT_KNOW), action, UNKNOWN),), quiz)


def order(item: QuizItem, lead: str, action: str, context: Context, chance: Random, *, review: bool) -> Ask:
    """Steps, never shown in their right order, answered with letters or by taps one at a time."""
    steps = list(item.steps)
    chance.shuffle(steps)
    steps = steps if tuple(steps) != item.steps else [*steps[1:], steps[0]]
    right = "".join(LETTERS[steps.index(step)] for step in item.steps)
    quiz = _quiz(item, ", ".join(right), (right,), context.course_says(phrase.THE_ORDER), review=review)
    lettered = list(zip(LETTERS, steps, strict=False))
    lines = [lead, *(f"{letter}. {step}" for letter, step in lettered), how(quiz, context)]
    choices = tuple(Choice(letter, action, letter, step) for letter, step in lettered)
    return Ask("\n".join(lines), choices, quiz)


def _quiz(item: QuizItem, shown: str, answers: tuple[str, ...], told: str, *, review: bool) -> Quiz:
    return Quiz(
        item=item.id,
        content_hash=item.content_hash,
        right=LETTERS[0],
        explanations=item.explanations(shown, told),
        hint=item.hint,
        review=review,
        shape=item.shape,
        answers=answers,
        marks=tuple(map(mark, item.options)),
    )


def how(quiz: Quiz, context: Context) -> str:
    """In which form an answer is written."""
    if quiz.shape == "number":
        return context.t(phrase.WRITE_NUMBER_SO)
    letters = LETTERS[: len(quiz.answers[0])]
    example = f"{letters[1]} {letters[0]} {' '.join(letters[2:])}"
    return context.t(phrase.WRITE_ORDER, example=example)


def read(prompt: Prompt, said: Meaning) -> str | None:
    """What the words answer to the item of the prompt, as a button of it would say it; None when they do not."""
    quiz = prompt.ask.quiz
    if quiz is None or said.slash:
        return None
    if quiz.shape == "number":
        cents = _figure(said, prompt.ask.text)
        if cents is None:
            return UNKNOWN if said.plain == LETTERS[0].lower() else None  # its one button, where a list says it
        return _road(quiz, cents)
    return _letters(quiz, _TOKEN.findall(said.plain)) if quiz.shape == "order" else None


def _road(quiz: Quiz, cents: int) -> str:
    """The letter of the answer that was foreseen, or of the one for all others."""
    known = str(cents)
    return LETTERS[quiz.answers.index(known) if known in quiz.answers else len(quiz.answers)]


def _figure(said: Meaning, asked: str) -> int | None:
    """The one sum that the words say, with nothing beside it but what leads up to it or stands in the question."""
    if "?" in said.text or "¿" in said.text:
        return None
    digits = amount.in_digits(said.text.rpartition("=")[2])
    found = amount.amounts(digits)
    if len(found) != 1:
        return None
    beside = _TOKEN.findall(plain(f"{digits[: found[0].start]} {digits[found[0].end :]}"))
    known = _AROUND | frozenset(_TOKEN.findall(plain(asked)))
    return found[0].cents if all(word in known for word in beside) else None


def _letters(quiz: Quiz, tokens: list[str]) -> str | None:
    """`B A C`, `bac`, `2 1 3`, `primero la b, después la a`: the letters in order, the last one being clear."""
    count = len(quiz.answers[0])
    known = {letter.lower(): letter for letter in LETTERS[:count]} | {
        str(n): letter for n, letter in enumerate(LETTERS[:count], 1)
    }
    given: list[str] = []
    for token in tokens:
        joined = len(token) == count - len(quiz.taken) > 1 and set(token) <= set(known)
        if token in known or joined:
            given += [known[sign] for sign in token]
        elif token not in _BETWEEN:
            return None
    taken = f"{quiz.taken}{''.join(given)}" if quiz.taken and len(given) < count - 1 else "".join(given)
    whole = len(given) > 1 and len(set(taken)) == len(taken) >= count - 1
    return taken if whole else None


def onward(prompt: Prompt, given: str, context: Context) -> Ask | None:
    """The steps that are still to be put in order after these letters; None where all are."""
    ask, quiz = prompt.ask, prompt.ask.quiz
    if quiz is None or len(given) >= len(ask.choices) - 1:
        return None
    letters = LETTERS[: len(ask.choices)]
    choices = tuple(
        replace(choice, argument=given.replace(letter, "") if letter in given else f"{given}{letter}")
        for letter, choice in zip(letters, ask.choices, strict=True)
    )
    left = [f"{one.label}. {one.words}" for letter, one in zip(letters, choices, strict=True) if letter not in given]
    lead = context.t(phrase.ORDER_SO_FAR, letters=", ".join(given)) if given else how(quiz, context)
    return Ask("\n".join([lead, *left]), choices, replace(quiz, taken=given))


def answer_of(quiz: Quiz, given: str) -> str:
    """The letter of the answer that these letters in order are."""
    whole = given + "".join(letter for letter in LETTERS[: len(quiz.answers[0])] if letter not in given)
    return LETTERS[0] if whole == quiz.answers[0] else LETTERS[1]
