"""A learner's own things: progress, hour, pause, language, data, erasure."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from bot.core.event import Said, to_json
from bot.core.reply import Ask, Document
from bot.core.text.layout import Limits, lay_out
from bot.ports.hearing import Raw
from tests.chat import MONDAY, Person, Town, at


def test_progress_in_words(ana: Person) -> None:
    """Done, remembered, the week's streak with its free rest."""
    ana.taps("Empezar")
    ana.does_lesson()
    ana.says("/progreso")
    ana.hears("Ana, hiciste 1 de ")
    assert "recuerdas bien 2 de 2 preguntas" in ana.heard()[0]
    assert "Esta semana: 1 día. Te queda un descanso libre." in ana.heard()[0]


def test_the_hour_can_be_changed(town: Town, ana: Person) -> None:
    """From then on the offer comes at that hour."""
    ana.says("/hora")
    ana.says("5:30 pm")
    ana.hears("De lunes a viernes, a las 5:30 p. m.")
    town.walks_to(at(MONDAY, 17, 29))
    ana.says("menú")
    town.walks_to(at(MONDAY, 17, 31))
    ana.hears_later("Hola, Ana. Hoy: ")


def test_the_days_can_be_chosen(ana: Person) -> None:
    """Only on those school days."""
    ana.says("/hora")
    ana.taps("6 p. m.")
    ana.taps("Elegir días")
    ana.says("martes y jueves")
    ana.hears("Los martes y jueves, a las 6 p. m.")
    ana.waits(hours=12)
    ana.hears_nothing()
    ana.waits(days=1)
    ana.hears("Hola, Ana. Hoy: ")


def test_days_that_are_none_are_asked_for_again(ana: Person) -> None:
    """Kindly, with an example, until they are days or the learner goes on; nothing is looked up in the lessons."""
    ana.says("/hora")
    ana.taps("6 p. m.")
    ana.taps("Elegir días")
    ana.says("cuando pueda")
    ana.hears("No entendí los días. Escríbelos así: lunes, miércoles y viernes.")
    ana.sees("Seguir")
    ana.says("sábado y domingo")
    ana.hears("Las lecciones van de lunes a viernes.")
    ana.says("lunes")
    ana.hears("Los lunes, a las 6 p. m.")


@pytest.mark.parametrize(("words", "answer"), [("mi avance", "todavía no empiezas"), ("hola", "Hola, Ana.")])
def test_who_asks_for_something_else_gets_that(ana: Person, words: str, answer: str) -> None:
    """A question that is open holds nobody."""
    ana.says("/hora")
    ana.taps("6 p. m.")
    ana.taps("Elegir días")
    ana.says(words)
    ana.hears(answer)


def test_a_day_that_is_none_is_asked_for_again_after_departure(town: Town, ana: Person) -> None:
    """The days to tap are under it."""
    town.walks_to(at(MONDAY + timedelta(days=32), 19))
    ana.taps("Elegir día y hora")
    ana.says("el finde")
    ana.hears("Escríbeme un día de la semana, por ejemplo: sábado.")
    ana.sees("Sábado", "Domingo", "Miércoles")
    ana.says("el jueves")
    ana.hears("¿A qué hora? Puedes escribir otra.")


def test_a_pause_holds_back_what_is_proactive_and_answers_still(ana: Person) -> None:
    """A week of rest; a word is answered; then the offers are back."""
    ana.says("/pausa")
    ana.taps("Una semana")
    ana.hears("Vuelvo a escribirte el lunes 9 de marzo.")
    ana.waits(days=6)
    ana.hears_nothing()
    ana.says("hola")
    ana.hears("Hola, Ana.")
    ana.waits(days=2)
    ana.hears("Hola, Ana. Hoy: ")


def test_seguir_ends_the_pause(ana: Person) -> None:
    """One word is enough."""
    ana.says("parar")
    ana.taps("Hasta que avise")
    ana.waits(days=20)
    ana.hears_nothing()
    ana.says("seguir")
    ana.hears("¡Qué bueno leerte, Ana! Seguimos.")
    ana.waits(days=1.5)
    ana.hears("Hola, Ana. Hoy: ")


def test_language_changes_the_bots_own_sentences(ana: Person) -> None:
    """English is complete; lessons stay in Spanish."""
    ana.says("/idioma")
    ana.taps("English")
    ana.says("/progreso")
    ana.hears("Ana, you have not started yet.")


def the_file(town: Town, person: Person) -> str:
    """What is in the file under the last message."""
    message = person.messages()[-1]
    address = town.book(lambda book: book.address("web", person.carrier_id))
    file = town.run(town.house.files(address.id, message))
    assert file is not None
    return file.content.decode("utf-8-sig")


def test_my_data_is_a_page_that_a_child_can_read(town: Town, ana: Person) -> None:
    """Who, which group, since when, what was agreed to, done, remembered and asked; no table, no number of a clock."""
    town.teacher("Elena")
    ana.taps("Empezar")
    ana.does_lesson(right=False)
    ana.says("profe")
    ana.says("¿Puedo vender en la feria?")
    ana.taps("Sí, enviar")
    ana.says("/misdatos")
    page = the_file(town, ana)
    for words in (
        "Nombre: Ana R.",
        "Grupo: 3.º B, colegio San Juan, profe Elena",
        "Estás aquí desde el lunes 2 de marzo de 2026",
        "Aceptaste tú, el lunes 2 de marzo de 2026",
        "Lo que sabes hacer (lunes 2 de marzo): 0 de 2 respuestas bien",
        "Tu próximo repaso: mañana.",
        "«¿Puedo vender en la feria?»",
        "Todavía sin respuesta.",
    ):
        assert words in page
    assert not re.search(r"\d{7}|emp-01|_at\b|\{", page)
    assert len(page.encode()) < 5_000


def test_the_rows_come_only_when_asked_for_and_without_the_keys(town: Town, ana: Person) -> None:
    """[Todo, en bruto] holds every table; of the question that is open, neither its letter nor why."""
    ana.taps("Empezar")
    while ana.buttons()[:2] != ["A", "B"]:
        ana.taps(ana.buttons()[0])
    why = ana._prompt().ask.quiz.explanations
    ana.says("/misdatos")
    ana.sees("Todo, en bruto", "Dónde está abierto", "Seguir")
    ana.taps("Todo, en bruto")
    rows = the_file(town, ana)
    assert "emp-01-q1" in rows
    assert '"right"' not in rows
    assert not any(text[:40] in rows for text in why)


@pytest.mark.slow
def test_my_data_after_a_year_is_still_a_page(town: Town, ana: Person) -> None:
    """Lessons by name and answers by count: a few KB, however much was done."""
    for _ in range(25):
        ana.says("/leccion")
        ana.does_lesson()
        ana.taps("Ya lo hice")
    ana.says("/misdatos")
    page = the_file(town, ana)
    assert "2 de 2 respuestas bien" in page
    assert len(page.encode()) < 6_000


def test_a_channel_without_files_says_so() -> None:
    """Where no file can be carried, that is said in its place."""
    answer = Document(Ask("Aquí está", ()), "misdatos", "Por aquí no puedo mandarte un archivo.")
    (laid,) = lay_out(answer, Limits(files=False))
    assert laid.text == "Por aquí no puedo mandarte un archivo."
    assert not laid.document


def test_erasure_asks_and_then_leaves_nothing(town: Town, ana: Person) -> None:
    """No row of any table names the learner afterwards; an anonymous count stays."""
    ana.taps("Empezar")
    ana.does_lesson()
    learner = ana.id()
    ana.says("borrar")
    ana.sees("Sí, borrar", "No borrar")
    ana.taps("Sí, borrar")
    ana.hears("Mañana a esta hora borro todo lo tuyo.")
    ana.waits(hours=24)
    assert ana.messages()[0].text.startswith("Listo, borré todo.")
    assert not any(town.book(lambda book: book.everything(learner)).values())
    ana.waits(days=3)
    ana.hears_nothing()
    ana.says("hola")
    ana.hears("Soy Yachaski")


def test_a_late_reply_waits_for_the_morning(town: Town, ana: Person) -> None:
    """What was asked at night while the box was off is answered at 07:00; what is asked now, at once."""
    town.walks_to(at(MONDAY, 23))
    heard = Raw("web", "late", ana.carrier_id, to_json(Said("hola")))
    town.book(lambda book: book.hear([heard], town.clock.now()))
    ana.listens()
    town.clock.move_to(at(MONDAY, 23, 30))
    town.run(town.house.settle())
    ana.hears_nothing()
    town.walks_to(at(MONDAY + timedelta(days=1), 7, 1))
    ana.hears("Hola, Ana.")


def test_who_is_awake_at_night_is_answered_at_night(town: Town, ana: Person) -> None:
    """A word now lets go what was held for the morning: nothing overtakes, and nobody waits."""
    town.walks_to(at(MONDAY, 23))
    heard = Raw("web", "late", ana.carrier_id, to_json(Said("hola")))
    town.book(lambda book: book.hear([heard], town.clock.now()))
    town.clock.move_to(at(MONDAY, 23, 30))
    town.run(town.house.settle())
    ana.says("menú")
    ana.hears("Hola, Ana.", "¿Qué hacemos?")


@pytest.mark.parametrize("words", ["quiero borrar todo", "quiero borrar mis datos", "borrar mi cuenta"])
def test_erasing_is_asked_for_in_many_words(ana, words):
    """Who wants to be erased is not taken for somebody in danger."""
    ana.says(words)
    ana.hears("¿Borro todo lo tuyo")


def test_a_graduates_day_comes_with_its_hour(town: Town, ana: Person) -> None:
    """«domingo a las 5» sets both, and nothing more is asked."""
    town.walks_to(at(MONDAY + timedelta(days=32), 19))
    ana.taps("Elegir día y hora")
    ana.says("domingo a las 5")
    ana.hears("Los domingos, a las 5 p. m.")
    assert ana.buttons()[0] == "Seguir"


@pytest.mark.parametrize("asked", ["Elegir días", ""])
def test_school_days_come_with_their_hour(ana: Person, asked: str) -> None:
    """Whether days or the hour were asked for."""
    ana.says("hora")
    if asked:
        ana.says("6 pm")
        ana.taps(asked)
    ana.says("lunes y jueves a las 5")
    ana.hears("Los lunes y jueves, a las 5 p. m.")
