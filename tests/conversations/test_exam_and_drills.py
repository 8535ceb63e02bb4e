"""The exam, scam drills, the words of the course, and the teachers' own pieces, met in the chat."""

from __future__ import annotations

from datetime import timedelta

from bot.core.state import Progress, read_progress, write_progress
from tests.chat import MONDAY, Person, Town, at, world


def test_the_exam_opens_when_four_fifths_of_the_lessons_are_done(ana: Person) -> None:
    """Until then the learner reads how many are missing."""
    ana.says("examen")
    ana.hears("Para el examen te faltan 20 lecciones.")


def test_twenty_items_at_ones_own_pace(town: Town, ana: Person) -> None:
    """Each is explained at once; a pause changes nothing; the result is told in words."""
    _has_done_everything(town, ana)
    ana.says("examen")
    ana.hears("ya puedes dar el examen: 20 preguntas")
    ana.taps("Empezar")
    for number in range(1, 21):
        ana.hears(f"Examen, {number} de 20.")
        if number == 10:
            ana.says("hola")
            ana.says("examen")
            ana.hears("Examen, 10 de 20.")
        ana.answers(right=number != 3)
        ana.taps("Siguiente")
    ana.hears("¡Lo lograste, Ana! Respondiste bien 19 de 20.")


def test_who_does_not_pass_may_try_again(town: Town, ana: Person) -> None:
    """Other items, no shame."""
    _has_done_everything(town, ana)
    ana.says("examen")
    ana.taps("Empezar")
    for _ in range(20):
        ana.answers(right=False)
        ana.taps("Siguiente")
    ana.hears("Acertaste 0 y se aprueba con 14. Mira otra vez estas 3 lecciones, y mañana lo intentas.")
    asked = _items(town, ana)
    ana.says("examen")
    ana.hears("y mañana lo intentas.")
    town.walks_to(at(MONDAY + timedelta(days=1), 8))
    ana.says("examen")
    ana.hears("ya puedes dar el examen: 20 preguntas")
    assert not asked & _items(town, ana)
    ana.taps("Empezar")
    for answered in range(20):
        ana.answers(right=answered < 14)
        ana.taps("Siguiente")
    ana.hears("¡Lo lograste, Ana! Respondiste bien 14 de 20.")


def test_what_was_missed_most_is_read_again(town: Town, ana: Person) -> None:
    """A button of the result leads to the lesson."""
    _has_done_everything(town, ana)
    ana.says("examen")
    ana.taps("Empezar")
    for _ in range(20):
        ana.answers(right=False)
        ana.taps("Siguiente")
    named = ana.heard()[-1].splitlines()[1].removeprefix("A. ")
    ana.taps("A")
    assert any(one.title == named and one.cards[0].title in ana.heard()[-1] for one in world().course.lessons)


def test_the_twentieth_lesson_opens_it(town: Town, ana: Person) -> None:
    """Said where the lesson ends; after the nineteenth it is not."""
    _has_done(town, ana, 18)
    ana.says("/leccion")
    ana.does_lesson()
    assert "Dar el examen" not in ana.buttons()
    ana.says("/leccion")
    ana.does_lesson()
    ana.hears("El examen ya está abierto")
    ana.taps("Dar el examen")
    ana.hears("ya puedes dar el examen")


def test_an_exam_item_is_scored_once(town: Town, ana: Person) -> None:
    """An old button of the exam gives the present step."""
    _has_done_everything(town, ana)
    ana.says("examen")
    ana.taps("Empezar")
    ana.answers(right=True)
    ana.waits(hours=1)
    ana.taps("A", which=-2)
    learner = ana.id()
    assert len(town.book(lambda book: book.everything(learner))["attempt"]) == 1


def test_a_drill_is_labelled_and_says_what_gave_it_away(ana: Person) -> None:
    """An invented scam, what to do, the signs, and what to do if it happened."""
    ana.says("simulacro")
    assert "SIMULACRO" in ana.heard()[0]
    ana.answers(right=True)
    assert "Qué lo delató:" in ana.heard()[0]
    assert "Si ya te pasó:" in ana.heard()[0]
    ana.taps("Otro simulacro")
    assert "SIMULACRO" in ana.heard()[0]


def test_not_every_message_is_a_scam(ana: Person) -> None:
    """Among the first drills one is honest: its signs say why, and nobody is asked whether it happened."""
    ana.says("simulacro")
    for _ in range(2):
        ana.answers(right=True)
        ana.taps("Otro simulacro")
    ana.answers(right=True)
    told = ana.heard()[0]
    assert "Por qué era de verdad:" in told
    assert "Para otra vez:" in told
    assert "Qué lo delató:" not in told


def test_graduates_practise_against_scams(town: Town, ana: Person) -> None:
    """After every second piece a drill comes in its place."""
    town.walks_to(at(MONDAY + timedelta(days=32), 19))
    drills = pieces = 0
    for _ in range(70):
        ana.waits(days=1)
        for text in ana.heard():
            drills += "Es un simulacro" in text
            pieces += "Esta semana: " in text
        if ana.heard() and ana.buttons()[0] == "Empezar":
            _does_it(ana)
    assert drills >= 2
    assert pieces >= 4


def test_a_word_of_the_course_is_explained_when_asked(ana: Person) -> None:
    """«¿qué es …?» gets one plain sentence, and the next step."""
    term = world().course.glossary.terms[0]
    ana.says(f"¿qué es {term.word}?")
    ana.hears(f"{term.word}: {term.meaning}")


def test_the_first_card_offers_the_lessons_words(ana: Person) -> None:
    """The place stays; the next card follows."""
    lesson = next(one for one in world().course.lessons if world().course.glossary.of(one.id))
    while True:
        ana.says("/leccion")
        if lesson.cards[0].title in ana.heard()[0]:
            break
        ana.does_lesson()
    ana.taps("Palabras")
    assert world().course.glossary.of(lesson.id)[0].word in ana.heard()[0]
    ana.taps("Siguiente")
    ana.hears("2 de 3")


def test_teachers_have_pieces_of_their_own(town: Town) -> None:
    """Read card by card; one thing to do this week."""
    elena = town.teacher("Elena")
    elena.says("guía")
    elena.hears("Para ti, profe")
    elena.taps(elena.buttons()[0])
    for _ in range(8):
        if "Otra pieza" in elena.buttons():
            break
        elena.taps(elena.buttons()[0])
    elena.hears("Para esta semana: ")


def _does_it(person: Person) -> None:
    """Taps on until nothing is asked any more."""
    for _ in range(15):
        labels = person.buttons()
        if labels[0] in {"Ya lo hice", "Mi lección", "Leer de nuevo", "Seguir"}:
            return
        if person.is_asked():
            person.answers(right=True)
        else:
            person.taps(labels[0])


def _has_done_everything(town: Town, person: Person) -> None:
    """As after five weeks."""
    _has_done(town, person, 25)


def _items(town: Town, person: Person) -> set[str]:
    """What the present sitting asks."""
    learner = person.id()
    row = town.book(lambda book: book.learner(learner))
    assert row
    exam = read_progress(row.progress).exam
    assert exam
    return set(exam.items)


def _has_done(town: Town, person: Person, lessons: int) -> None:
    learner = person.id()
    done = {one.id: "2026-03-02" for one in world().course.lessons[:lessons]}
    document = write_progress(Progress(done=done, active=("2026-03-02",)))

    def save(book: object) -> None:
        book.save_progress(  # type: ignore[attr-defined]
            learner, document, None, heard_at=None, lessons_done=lessons, paused=False, graduated=False
        )

    town.book(save)
