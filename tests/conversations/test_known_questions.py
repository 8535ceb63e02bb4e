"""What the programme knows by itself is told at once: the truck, the day, the teacher, the cost."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.core.text.known_question import subject
from lessons_es.catalog import load
from tests.chat import MONDAY, Person, Town, at

DATA = Path(__file__).parent.parent / "lessons"

ASKED = [tuple(line.split("\t")) for line in (DATA / "asked_known.tsv").read_text(encoding="utf-8").splitlines()]
"""A subject (`-`: none of ours) and a way of asking about it."""


@pytest.mark.parametrize(("about", "words"), ASKED)
def test_it_is_recognised_however_it_is_written(about: str, words: str) -> None:
    """Without accents, by ear, with a slip of the finger; «¿cuánto cuesta el queso?» is left to the lessons."""
    assert (subject(words) or "-") == about


@pytest.mark.slow
def test_no_question_of_the_courses_subjects_is_taken_away() -> None:
    """Of the questions that lessons answer, none is heard as one of these."""
    assert [question for question, ids in load().questions if ids and subject(question)] == []


@pytest.mark.slow
def test_the_truck_is_told_from_the_itinerary(town: Town, ana: Person) -> None:
    """Until when it stays, where it goes, and after that, that it left; each with a next step."""
    ana.says("cuando se va el kamion?")
    ana.hears("El camión se queda hasta el viernes 3 de abril (colegio San Juan).")
    ana.sees("Seguir", "Preguntar a mi profe")
    town.walks_to(at(MONDAY + timedelta(days=33), 9))
    ana.says("cuando viene el camion")
    ana.hears("El camión se fue ayer (colegio San Juan). Yo sigo contigo por aquí.")


def test_before_the_truck_is_there_its_days_are_told(tmp_path: Path) -> None:
    """Somebody who enrols early hears when it comes."""
    town = Town(tmp_path / "town.db", at(MONDAY, 9))
    town.visit(arrives=MONDAY + timedelta(days=7), departs=MONDAY + timedelta(days=39))
    luz = town.learner("Luz")
    luz.says("cuando llega el camion")
    luz.hears("El camión llega el lunes 9 de marzo (colegio San Juan) y se queda hasta el viernes 10 de abril.")
    luz.says("hay clase mañana?")
    luz.hears("Mañana, martes 3 de marzo, todavía no: el camión llega el lunes 9 de marzo.")
    town.close()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("day", "words", "answer"),
    [
        (MONDAY, "hay clase mañana?", "Mañana, martes 3 de marzo, sí hay clase"),
        (MONDAY, "hoy tenemos clase", "Hoy, lunes 2 de marzo, sí hay clase"),
        (MONDAY, "el sabado hay clase?", "El sábado 7 de marzo, no hay clase: es fin de semana."),
        (MONDAY + timedelta(days=30), "mañana hay clases?", "Mañana, jueves 2 de abril, no hay clase: es feriado."),
        (MONDAY, "hay clases el jueves santo", "El jueves 2 de abril, no hay clase: es feriado."),
        (MONDAY, "hay clase el viernes santo?", "El viernes 3 de abril, no hay clase: es feriado."),
        (MONDAY, "hay clase el 1 de mayo", "El viernes 1 de mayo, ya no hay clase con el camión"),
        (MONDAY, "hay clase el 11 de marzo?", "El miércoles 11 de marzo, sí hay clase"),
        (MONDAY, "cuándo es feriado", "El próximo feriado, según mi calendario, es el jueves 2 de abril."),
        (MONDAY, "cuando son vacaciones", "¿Se lo pregunto a tu profe?"),
    ],
)
def test_whether_there_is_class_is_told_from_the_calendar(
    town: Town, ana: Person, day: date, words: str, answer: str
) -> None:
    """Of today, of tomorrow, of a weekday; with the reason where there is none."""
    town.walks_to(at(day, 10))
    ana.says(words)
    ana.hears(answer)


def test_the_next_message_is_told_with_day_and_hour(ana: Person) -> None:
    """From the learner's own hour; a rest is told as one."""
    ana.says("a q hora me llega la leccion")
    ana.hears("Mi próximo mensaje te llega hoy, a las 7 p. m. Si quieres, seguimos ahora.")
    ana.sees("Seguir", "Cambiar hora")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "answer", "button"),
    [
        ("quien es mi profe?", "Tu profe es Elena.", "Preguntar a mi profe"),
        ("eres un robot", "Soy Yachaski, un programa que enseña por mensajes; no soy una persona.", "Seguir"),
        ("cuanto cuesta", "Es gratis: aquí nadie te cobra.", "Seguir"),
        ("no tengo saldo", "tu avance está guardado", "Seguir"),
        ("ya me fui a lima", "Tu avance va contigo", "Cambiar hora"),
        ("es estafa?", "No pido plata, ni claves de banco, ni DNI", "Practicar engaños"),
        ("que dia es hoy", "Hoy es lunes 2 de marzo, 9 a. m.", "Seguir"),
        ("q tal voy", "Ana", "Mi lección"),
    ],
)
def test_what_the_programme_knows_is_no_search(ana: Person, words: str, answer: str, button: str) -> None:
    """One short answer, and a button that goes on."""
    ana.says(words)
    ana.hears(answer)
    assert button in ana.buttons()


def test_a_new_number_leads_to_the_key(ana: Person) -> None:
    """«Cambié de número»: the key opens the same place elsewhere."""
    ana.says("cambie de numero")
    ana.taps("Mi clave")
    ana.hears("¿Tienes tu clave anotada?")
    ana.taps("Dame una nueva")
    ana.hears("Tu clave es ")


def test_somebody_who_enrols_is_answered_and_asked_again(town: Town) -> None:
    """Whoever asks in the middle of enrolling is no name and no hour."""
    luz = town.person()
    luz.says("/start HUAYTAR3")
    luz.says("cuanto cuesta?")
    luz.hears("Es gratis: aquí nadie te cobra.")
    assert "¿Cuántos años tienes?" in luz.heard()[0]
    luz.taps("De 14 a 17")
    luz.taps("Sí, acepto")
    luz.says("eres un robot?")
    assert "no soy una persona" in luz.heard()[0]
    assert "Escríbeme solo tu nombre" in luz.heard()[0]
    luz.says("Luz Q")
    luz.hears("Mucho gusto, Luz Q.")


def test_a_mother_hears_what_this_is(ana: Person) -> None:
    """«Soy su mamá»: what this is and how to end it; nothing about anybody."""
    ana.says("soy la mama de ana")
    ana.hears("Es gratis y no vendo nada.")


@pytest.mark.slow
def test_the_button_carries_what_was_asked(town: Town, ana: Person) -> None:
    """A later sentence does not change what an older button asks the teacher."""
    town.teacher("Elena")
    ana.says("qwrtz pfghk")
    ana.hears("No sé de eso. ¿Se lo pregunto a tu profe?")
    ana.says("cuando se va el camion")
    ana.taps("Preguntar a mi profe", which=-2)
    ana.hears("«qwrtz pfghk»")


def test_after_an_announcement_the_teacher_is_asked(town: Town, ana: Person) -> None:
    """«¿Hay clase mañana?» may be about what she has just written, and the calendar does not know that."""
    elena = town.teacher("Elena")
    elena.says("anuncio")
    elena.says("Chicos, hay huaico en la pista.")
    elena.taps("Ahora")
    ana.waits(hours=0.1)
    ana.says("hay clase mañana?")
    ana.hears("«hay clase mañana?»")
    ana.says("eres un robot?")
    ana.hears("no soy una persona")
