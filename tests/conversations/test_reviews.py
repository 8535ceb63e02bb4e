"""Missed items come back on the memory model's day; nobody is buried under them."""

from __future__ import annotations

from bot.core import review
from tests.chat import Person, Town


def test_a_missed_item_returns_with_the_next_drip(town: Town, ana: Person) -> None:
    """DIALOGUES §3: a review and the next lesson, options in another order, praise that is earned."""
    ana.taps("Empezar")
    ana.does_lesson(right=False)
    ana.waits(days=1.5)
    ana.hears("Hola, Ana. Hoy: 2 repasos y «¿Quién te compra?». 7 minutos.")
    ana.sees("Empezar", "Solo el repaso")
    ana.taps("Empezar")
    ana.hears("Repaso. ")
    ana.answers(right=True)
    ana.hears("¡Bien! El lunes dudaste y hoy lo sabías. Más adelante te la pregunto otra vez.")
    ana.taps("Siguiente")
    ana.answers(right=False)
    ana.hears("Todavía no, y está bien.")
    ana.sees("Ir a la lección", "Preguntar a mi profe")
    ana.taps("Ir a la lección")
    ana.hears("1 de 3")


def test_only_the_review_when_there_is_no_time(ana: Person) -> None:
    """The lesson stays open."""
    ana.taps("Empezar")
    ana.does_lesson(right=False)
    ana.waits(days=1.5)
    ana.taps("Solo el repaso")
    ana.answers(right=True)
    ana.taps("Siguiente")
    ana.answers(right=True)
    ana.sees("Ir a la lección")


def test_never_more_than_five_reviews_a_day(ana: Person) -> None:
    """Three lessons missed at once are asked again over several days."""
    ana.taps("Empezar")
    for _ in range(3):
        ana.does_lesson(right=False)
        ana.taps("Ya lo hice")
        ana.taps("Otra lección")
    ana.waits(days=2)
    ana.says("/repaso")
    answered = 0
    while ana.buttons()[:2] == ["A", "B"]:
        ana.answers(right=True)
        answered += 1
        if ana.buttons()[0] == "Siguiente":
            ana.taps("Siguiente")
    assert answered == review.MOST_A_DAY
    ana.says("/repaso")
    ana.hears("Hoy no tienes repasos.")


def test_the_hint_makes_a_right_answer_come_back_sooner(town: Town, ana: Person) -> None:
    """Right with the hint is Hard, right alone is Good."""
    ana.taps("Empezar")
    for _ in range(3):
        ana.taps(ana.buttons()[0])
    ana.says("pista")
    ana.answers(right=True)
    ana.taps("Siguiente")
    ana.answers(right=True)
    learner = ana.id()
    hinted, alone = town.book(lambda book: book.everything(learner))["attempt"]
    assert (hinted["hinted"], alone["hinted"]) == (1, 0)
    assert hinted["due_at"] <= alone["due_at"]
    assert hinted["stability_days"] < alone["stability_days"]
