"""What a learner keeps of the tasks comes back in later lessons, and on day 25 as her own plan."""

from __future__ import annotations

from typing import Any

import pytest

from bot.core import kept
from bot.core.state import Progress, read_progress
from lessons_es.schema import KEPT
from tests.chat import Person, Town, key_of
from tests.conversations.test_certificate import file

BY_LESSON = {
    "¿Quién te compra?": "la señora Irma",
    "¿Qué día te compran?": "domingo, en la feria",
    "¿Cuánto te cuesta hacer uno?": "1.30",
    "¿Cuántos vas a hacer": "cinco",
    "¿Cuántos se vendieron?": "4",
    "¿A cuánto lo vendes": "S/ 2",
    "¿Cuánto te queda después": "dos soles con ochenta",
}


def progress(person: Person) -> Progress:
    learner = person.id()
    row: Any = person.town.book(lambda book: book.learner(learner))
    return read_progress(row.progress)


def does_the_next_lesson(person: Person) -> list[str]:
    """To its end, [Ya lo hice], and what the task asks, answered; all that was read."""
    person.says("/leccion")
    read = person.heard()
    while "Ya lo hice" not in person.buttons():
        if person.is_asked():
            person.answers(right=True)
        else:
            person.taps(person.buttons()[0])
        read += person.heard()
    person.taps("Ya lo hice")
    answer = next((words for asked, words in BY_LESSON.items() if asked in person.heard()[-1]), "")
    if answer:
        person.says(answer)
        person.hears("Guardado.")
    return read


def keeps(person: Person, lessons: int) -> list[str]:
    return [text for _ in range(lessons) for text in does_the_next_lesson(person)]


def test_her_own_figures_come_back_on_day_25(ana: Person) -> None:
    """Who buys, which day, what one costs, the price and what is left, as she wrote them, and her minute."""
    keeps(ana, 24)
    ana.says("/leccion")
    while "Mi plan" not in ana.buttons():
        if ana.is_asked():
            ana.answers(right=True)
        else:
            ana.taps(ana.buttons()[0])
    ana.taps("Mi plan")
    ana.hears(
        "Ana, tu plan en una página:\nTe compra: la señora Irma.\nDía: domingo, en la feria.\nUno te cuesta: S/ 1.30.\n"
        "Lo vendes a: S/ 2.\nHaces para probar: 5.\nVendiste: 4.\nTe queda: S/ 2.80.\nCada uno te deja: S/ 0.70.\n"
        "\nTu minuto, para decirlo con reloj:\n«Buenas. Vendo con mi familia.\nMe compra la señora Irma."
    )


def test_the_plan_is_a_card_too(town: Town, ana: Person) -> None:
    """One picture of what the message says, lighter than its button tells."""
    keeps(ana, 4)
    ana.says("mi plan")
    ana.taps("Como tarjeta, 40 KB")
    ana.hears("Aquí está tu plan.")
    name, content = file(town, ana)
    assert (name, content[:4]) == ("mi-plan.png", b"\x89PNG")
    assert len(content) <= 40 * 1024


def test_a_later_lesson_goes_on_with_what_was_kept(ana: Person) -> None:
    """The price lesson tells what one costs her; the others read as they were."""
    read = keeps(ana, 15)
    assert [text.rpartition("\n")[2] for text in read if "Lo tuyo: Uno te cuesta" in text] == [
        "Lo tuyo: Uno te cuesta: S/ 1.30."
    ]


def test_who_kept_nothing_reads_the_examples(ana: Person) -> None:
    """[Ahora no] keeps nothing, and the lesson has the example's figures alone."""
    for _ in range(4):
        ana.says("/leccion")
        ana.does_lesson()
        ana.taps("Ya lo hice")
        if ana.buttons() == ["Ahora no"]:
            ana.taps("Ahora no")
    assert progress(ana).kept == {}
    ana.says("mi plan")
    ana.hears("Tu plan se llena con lo que anotas en «Para hoy»")
    ana.sees("Empezar mi plan", "Seguir")


def test_a_value_is_mended_and_all_of_it_erased(ana: Person) -> None:
    """By its line; and erasing the plan leaves the lessons."""
    keeps(ana, 4)
    ana.says("mi plan")
    ana.taps("Cambiar algo")
    ana.hears("C. Uno te cuesta: S/ 1.30.")
    ana.taps("C")
    ana.says("mucho")
    ana.hears("Escríbelo con números, así: 12 o 1.30.")
    ana.says("un sol con cincuenta")
    ana.hears("Guardado. Uno te cuesta: S/ 1.50.")
    ana.says("mi plan")
    ana.taps("Borrar mi plan")
    ana.taps("Sí, borrarlo")
    ana.hears("Listo, borré tu plan.")
    assert progress(ana).kept == {}
    assert len(progress(ana).done) == 4


def test_it_is_hers_alone(town: Town, ana: Person) -> None:
    """Her teacher's view of her has none of it; a shared screen asks for the key first."""
    elena = town.teacher("Elena")
    keeps(ana, 4)
    elena.says("Ana")
    assert "1.30" not in str(elena.heard())
    seat = town.screen()
    seat.says(key_of(ana))
    seat.says("mi plan")
    assert "1.30" not in str(seat.heard())
    seat.says(key_of(ana))
    seat.hears_later("Uno te cuesta: S/ 1.30.")


def test_it_stands_among_her_data(town: Town, ana: Person) -> None:
    """«mis datos» tells it line by line."""
    keeps(ana, 4)
    ana.says("mis datos")
    while not ana.messages()[-1].document:
        ana.taps(ana.buttons()[0])
    _, content = file(town, ana)
    assert "LO QUE GUARDASTE DE TUS TAREAS\n- Te compra: la señora Irma." in content.decode("utf-8-sig")


@pytest.mark.parametrize(
    ("name", "words", "value"),
    [
        ("costo_uno", "1,30", "130"),
        ("costo_uno", "0.05", None),
        ("costo_uno", "como dos o tres", None),
        ("hechos", "5", "5"),
        ("hechos", "2.5", None),
        ("vendidos", "0", "0"),
        ("quien_compra", "la señora Irma.", "la señora Irma"),
        ("quien_compra", "llámala al 987654321", None),
        ("que_dia", " ", None),
    ],
)
def test_only_what_fits_is_kept(name: str, words: str, value: str | None) -> None:
    """A sum, a number of pieces, or short words without anybody's telephone number."""
    assert kept.read(name, words) == value


def test_every_value_has_a_lesson_that_keeps_it(town: Town) -> None:
    """And none is recalled before it could have been kept."""
    known: set[str] = set()
    for lesson in town.house.inbox.world.course.lessons:
        assert set(lesson.uses) <= known, lesson.id
        known |= {lesson.keeps} - {""}
    assert known == set(KEPT) == set(kept.KINDS)
