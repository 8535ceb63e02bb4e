"""How somebody feels is answered: no list of lessons, no «No sé de eso»."""

from __future__ import annotations

import pytest

from bot.core.text.moods import mood
from lessons_es.catalog import load
from tests.chat import Person, Town


@pytest.mark.parametrize(
    "words",
    ["estoy triste", "toy trizte", "me siento mal", "estoy sola", "tengo miedo", "estoy triste porque no vendí", "😢"],
)
def test_sad_words_are_listened_to(ana: Person, words: str) -> None:
    """Nothing is asked; whom to call, and somebody who seeks her if she wants."""
    ana.says(words)
    ana.hears("Te leo. No tienes que explicar nada.")
    assert ana.buttons()[:2] == ["Que me busquen", "Seguir"]


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("aburrido", "A veces aburre, sí."),
        ("que aburrido es esto", "A veces aburre, sí."),
        ("me aburres", "A veces aburre, sí."),
        ("te odio", "Te leo. Hablemos con calma"),
        ("no sirves", "Te leo. Hablemos con calma"),
        ("eres feo", "Te leo. Hablemos con calma"),
        ("👎", "Te leo. Hablemos con calma"),
        ("no me gusta", "Está bien. Aquí queda"),
        ("no tengo ganas", "Está bien. Aquí queda"),
        ("flojera", "Está bien. Aquí queda"),
        ("estoy enferma", "Que te mejores, Ana."),
        ("me duele la cabeza", "Que te mejores, Ana."),
        ("hoy es mi cumpleaños", "Gracias por escribirme, Ana."),
        ("feliz navidad", "Gracias por escribirme, Ana."),
        ("mmm", "Gracias por escribirme, Ana."),
    ],
)
def test_a_mood_earns_a_word_and_a_next_step(ana: Person, words: str, answer: str) -> None:
    """Short, warm, with something to tap."""
    ana.says(words)
    ana.hears(answer)
    assert ana.buttons()


def test_boredom_is_offered_something_else(ana: Person) -> None:
    """A drill, and the lesson beside it."""
    ana.says("aburrido")
    ana.taps("Practicar engaños")
    assert len(ana.buttons()) > 1


def test_in_the_middle_of_a_quiz_too(town: Town, ana: Person) -> None:
    """The question is not asked again of who is sad; [Seguir] leads back to it."""
    ana.taps("Empezar")
    while ana.buttons()[:1] != ["A"]:
        ana.taps(ana.buttons()[0])
    ana.says("estoy triste")
    ana.hears("Te leo.")
    ana.taps("Seguir")
    assert ana.buttons()[:2] == ["A", "B"]


def test_no_question_of_the_course_is_a_mood() -> None:
    """Of what lessons answer, nothing is taken away."""
    assert [question for question, ids in load().questions if ids and mood(question)] == []
