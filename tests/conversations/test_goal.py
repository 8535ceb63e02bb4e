"""After the last lesson: said and celebrated, and the exam is at hand wherever somebody asks what comes now."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.state import Progress, write_progress
from tests.chat import MONDAY, Person, Town, at, world

DEPARTS = MONDAY + timedelta(days=32)


def all_but_one(town: Town, person: Person) -> None:
    """Every lesson but the last, which is where the person stands."""
    has_done(town, person, len(world().course.lessons) - 1)


def has_done(town: Town, person: Person, lessons: int) -> None:
    """So many lessons from the first on."""
    before = world().course.lessons[:lessons]
    progress = Progress(done={lesson.id: MONDAY.isoformat() for lesson in before})
    learner, now = person.id(), town.clock.now()
    town.book(
        lambda book: book.save_progress(
            learner,
            write_progress(progress),
            now,
            heard_at=now,
            lessons_done=len(before),
            paused=False,
            graduated=False,
        )
    )


def passes(person: Person) -> None:
    while person.is_asked():
        person.answers(right=True)
        person.taps("Siguiente")


def test_the_last_lesson_is_celebrated_and_leads_to_the_exam(town: Town, ana: Person) -> None:
    """[Dar el examen] stands where the last lesson ends, and opens it."""
    all_but_one(town, ana)
    ana.says("/leccion")
    ana.does_lesson()
    ana.hears_later("¡Lo lograste, Ana: hiciste las 25 lecciones!")
    ana.sees("Dar el examen", "Ya lo hice", "Mi plan")
    ana.taps("Dar el examen")
    ana.hears("ya puedes dar el examen: 20 preguntas, sin tiempo. Apruebas con 14.")


def test_on_the_day_of_farewell_only_the_farewell_speaks_of_it(town: Town, ana: Person) -> None:
    """No button that day; the farewell carries the line."""
    town.walks_to(at(DEPARTS, 9))
    all_but_one(town, ana)
    ana.says("/leccion")
    ana.does_lesson()
    ana.hears_later("hiciste las 25 lecciones")
    assert "Dar el examen" not in ana.buttons()
    town.walks_to(at(DEPARTS, 18, 1))
    ana.hears_later("El examen ya está abierto")
    assert "Dar el examen" not in ana.buttons()


@pytest.mark.parametrize("words", ["constancia", "certificado", "¿y ahora?", "examen"])
def test_whoever_asks_what_comes_now_is_led_to_the_exam(town: Town, ana: Person, words: str) -> None:
    """Before it is open, with how much is missing; then to the exam itself; after it, with how it went."""
    ana.says(words)
    ana.hears("Para el examen te faltan 20 lecciones.")
    all_but_one(town, ana)
    ana.says("/leccion")
    ana.does_lesson()
    ana.says(words)
    ana.hears("ya puedes dar el examen: 20 preguntas, sin tiempo. Apruebas con 14.")
    ana.taps("Empezar")
    passes(ana)
    ana.says(words)
    ana.hears("Ana, tengo tu constancia" if words in {"constancia", "certificado"} else "Ana, ya aprobaste el examen")


def test_progress_shows_how_far_the_exam_is(town: Town, ana: Person) -> None:
    """Missing lessons, then open with its button, then passed."""
    has_done(town, ana, 19)
    ana.says("/progreso")
    ana.hears("Para el examen te falta 1 lección.")
    ana.says("/leccion")
    ana.does_lesson()
    ana.says("/progreso")
    ana.hears("El examen ya está abierto")
    ana.taps("Dar el examen")
    ana.taps("Empezar")
    passes(ana)
    ana.says("/progreso")
    ana.hears("Examen: 20 de 20. ¡Aprobado!")
