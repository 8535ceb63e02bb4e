"""Enrolment: five messages, nothing personal before «Sí, acepto», and a way in for everybody else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.talk import enrol
from tests.chat import MONDAY, Person, Town


def test_the_same_code_again_is_no_wrong_one(luz: Person) -> None:
    """Who scans the poster twice reads the pending question again."""
    for _ in range(7):
        luz.says("/start HUAYTAR3")
        luz.hears("¿Cuántos años tienes?")


def test_a_greeting_is_no_name(luz: Person) -> None:
    """«Hola» earns the question again."""
    luz.says("/start HUAYTAR3")
    luz.taps("De 14 a 17")
    luz.taps("Sí, acepto")
    luz.says("hola")
    luz.hears("Escríbeme solo tu nombre")


def test_luz_enrols_in_five_messages(luz: Person) -> None:
    """DIALOGUE: a QR code, four answers, and the first lesson is offered."""
    luz.says("/start HUAYTAR3")
    luz.hears("Este código es de 3.º B, colegio San Juan, profe Elena.")
    luz.sees("Menos de 14", "De 14 a 17", "18 o más")
    luz.taps("De 14 a 17")
    luz.hears("Lo guardo dos años. Escribe «borrar» y lo borro antes.")
    luz.sees("Sí, acepto", "Leer más", "No acepto")
    luz.taps("Sí, acepto")
    luz.hears("¿Con qué nombre te escribo?")
    luz.says("luz q")
    luz.hears("Mucho gusto, Luz Q. ¿A qué hora tienes el celular?")
    luz.taps("7 p. m.")
    luz.hears("Listo, Luz. De lunes a viernes, a las 7 p. m., te aviso que hay lección.")
    luz.sees("Empezar", "Hoy a las 7 p. m.")


@pytest.mark.parametrize("code", ["huaytar3", "HUAY TAR3", "huay-tar3", " Huaytar3 "])
def test_a_code_is_understood_as_people_type_it(luz: Person, code: str) -> None:
    """Case, spaces and dashes do not matter."""
    luz.says(code)
    luz.hears("Este código es de 3.º B")


def test_o_and_zero_are_the_same_in_a_code(town: Town) -> None:
    """A poster's O may be read as 0, an I as 1."""
    town.visit(site="colegio Santa Rosa", groups=(("4.º A", "ROSA2O1I", "Raúl"),), arrives=MONDAY + timedelta(weeks=8))
    luz = town.person()
    luz.says("r0sa201i")
    luz.hears("Este código es de 4.º A")


def test_nothing_personal_is_stored_before_consent(town: Town, luz: Person) -> None:
    """«No acepto» leaves no learner, no name and no age band."""
    luz.says("/start HUAYTAR3")
    luz.taps("De 14 a 17")
    luz.taps("No acepto")
    luz.hears("De lo que dijiste no guardo nada.")
    luz.sees("Probar una lección", "Cambié de idea")
    address = town.book(lambda book: book.address("web", luz.carrier_id))
    assert '"age_band"' not in address.conversation
    assert town.book(lambda book: book.people_at(address.id)) == []


def test_consent_has_at_most_eighty_words() -> None:
    """What is agreed to can be read."""
    from bot.core import phrase

    assert len(phrase.CONSENT.split()) <= 80


def test_a_child_under_14_tries_until_the_paper_is_signed(town: Town, luz: Person) -> None:
    """Only the place is kept; when the teacher holds the paper, the child says a name and goes on."""
    luz.says("/start HUAYTAR3")
    luz.taps("Menos de 14")
    luz.hears("alguien de tu casa firma primero una hoja")
    luz.taps("Probar una lección")
    luz.hears("1 de 3")
    elena = town.teacher("Elena")
    elena.says("/cohorte")
    elena.taps("Hojas (1)")
    elena.taps("Papel firmado")
    luz.hears_later("Tu profe ya tiene tu hoja firmada.")
    luz.says("Luz Q")
    luz.hears("Mucho gusto, Luz Q. ¿A qué hora")


def test_a_trial_is_forgotten_after_14_days(town: Town, luz: Person) -> None:
    """A child whose paper never came leaves nothing."""
    luz.says("/start HUAYTAR3")
    luz.taps("Menos de 14")
    luz.waits(days=enrol.TRIAL_DAYS + 1)
    address = town.book(lambda book: book.address("web", luz.carrier_id))
    assert address is None


def test_without_a_code_there_is_a_lesson_to_try(luz: Person) -> None:
    """Whoever writes anything hears what this is, where the code is, and may try."""
    luz.says("hola, qué es esto?")
    luz.hears("Soy Yachaski")
    luz.taps("Probar una lección")
    luz.does_trial()
    luz.hears("escribe el código de tu afiche")


def test_a_wrong_code_says_where_the_right_one_is(luz: Person) -> None:
    """Never an error: an example, and a lesson to try."""
    luz.says("/start ZZZZ9999")
    luz.hears("No encuentro ese código.")
    luz.sees("Probar una lección", "No tengo código")


def test_codes_cannot_be_guessed_for_long(luz: Person) -> None:
    """After five wrong codes in an hour even the right one waits."""
    for n in range(5):
        luz.says(f"ZZZZ999{n}")
    luz.says("HUAYTAR3")
    luz.hears("Espera una hora")
    luz.waits(hours=1.1)
    luz.says("HUAYTAR3")
    luz.hears("Este código es de 3.º B")


def test_who_joins_late_chooses_where_to_begin(town: Town) -> None:
    """In week 2 a newcomer begins at the beginning or with the class."""
    town.waits(days=7)
    tono = town.person()
    tono.says("/start HUAYTAR3")
    tono.taps("18 o más")
    tono.taps("Sí, acepto")
    tono.says("Toño")
    tono.taps("6 p. m.")
    tono.hears("Tu grupo ya va en la semana 2.")
    tono.sees("Desde el inicio", "Con mi grupo")
    tono.taps("Con mi grupo")
    tono.hears("¿Hacemos la primera?")


def test_siblings_share_a_phone(ana: Person) -> None:
    """The second one enrols on the same phone; from then on each message says whose it is."""
    ana.says("/start HUAYTAR3")
    ana.hears("En este celular ya está Ana. ¿Quién eres?")
    ana.taps("Soy otra persona")
    ana.taps("De 14 a 17")
    ana.taps("Sí, acepto")
    ana.says("Kevin")
    ana.taps("6 p. m.")
    ana.hears("Para Kevin:")
    ana.says("soy otra persona")
    ana.taps("Soy Ana")
    ana.hears("Para Ana:\nListo, ahora hablo con Ana.")


def test_a_typed_hour_is_as_good_as_a_tapped_one(luz: Person) -> None:
    """«a las 6 y media» is not understood, «6:30 pm» is; 11 at night is not offered."""
    luz.says("/start HUAYTAR3")
    luz.taps("De 14 a 17")
    luz.taps("Sí, acepto")
    luz.says("Rosa M")
    luz.says("11 de la noche")
    luz.hears("desde las 7 a. m. hasta las 8 p. m.")
    luz.says("6:30 pm")
    luz.hears("a las 6:30 p. m.")


def test_the_key_opens_the_place_on_another_phone(town: Town, ana: Person) -> None:
    """A lost phone loses nothing: the key finds the learner again."""
    ana.says("clave")
    ana.taps("Dame una nueva")
    key = ana.heard()[-1].split("Tu clave es ")[1].split(".")[0]
    other = town.person()
    other.says(key.lower())
    other.hears("¡Hola, Ana! Ya te encontré.")
