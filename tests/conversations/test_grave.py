"""Something grave is answered at once, a person is told, and the words are kept nowhere."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from secrets import token_urlsafe

import pytest

from bot.core.event import Said, to_json
from bot.ports.hearing import Raw
from bot.turn.world import new_id
from tests.chat import MONDAY, Person, Town, at

WORDS = "ya no kiero vivir"
WAITS = "Hay un aviso por atender."
LINES = "Si piensas en hacerte daño: 113, opción 5. Si alguien te hace daño: 100, a toda hora, también en quechua."


@pytest.fixture
def carmen(town: Town) -> Person:
    """Who protects the learners."""
    return town.with_role("protection", "Carmen")


def rows(town: Town) -> str:
    """Everything that is stored, as text."""
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(next(Path(town.house.settings.database).parent.glob("*.db")))) as base:
        return "\n".join(base.iterdump())


def test_the_answer_comes_at_once(ana, carmen):
    """Word for word, with three ways to go on."""
    ana.says(WORDS)
    ana.hears("Gracias por contármelo. Soy un programa; hay personas que pueden ayudarte hoy, gratis. " + LINES)
    assert "Si hay peligro ahora: 105.\nAviso a quien cuida a los estudiantes en el programa" in ana.heard()[0]
    assert ana.heard()[0].endswith("sin contarle lo que escribiste. ¿Aviso a alguien más?")
    ana.sees("A nadie más", "No era eso", "Quitar esto")


def test_at_any_hour_and_even_when_it_was_heard_late(town, ana, carmen):
    """Other late replies wait for the morning; this one does not."""
    town.walks_to(at(MONDAY, 23))
    heard = Raw("web", "late", ana.carrier_id, to_json(Said(WORDS)))
    town.book(lambda book: book.hear([heard], town.clock.now()))
    ana.listens()
    carmen.listens()
    town.clock.move_to(at(MONDAY, 23, 40))
    town.run(town.house.settle())
    ana.hears(LINES)
    carmen.hears("Hay un aviso por atender.")


def test_it_was_nothing_of_the_kind(town, ana, carmen):
    """Back to the lesson, at the same place; the case goes on all the same, and says so."""
    ana.taps("Empezar")
    ana.taps("Siguiente")
    ana.says("me quiero matar")
    ana.taps("No era eso")
    ana.hears("Está bien, gracias por aclararlo.\n\n2 de 3")
    carmen.taps("Ver")
    carmen.hears("dice que no era eso; puede que otra persona tenga el celular")
    carmen.sees("Yo me encargo", "Ver avisos")


def test_the_teacher_is_told_only_if_the_learner_says_so(town, carmen):
    """And even then not why."""
    elena = town.teacher("Elena")
    ana = town.learner("Ana R.")
    elena.listens()
    ana.says("mi padrastro me toca")
    ana.sees("A mi profe", "A nadie más", "No era eso", "Quitar esto")
    ana.taps("A nadie más")
    ana.hears("Está bien, no aviso a nadie más.")
    elena.waits(days=2)
    assert not any("grave" in text or "hablar contigo" in text for text in elena.heard())
    ana.says("me pega")
    ana.taps("A mi profe")
    ana.hears("¿A cuál?")
    ana.taps("Elena")
    ana.hears("¿Le aviso a tu profe Elena que quieres hablar? No le cuento lo que escribiste.")
    ana.taps("Sí, avísale")
    ana.hears("Le aviso ahora a tu profe Elena que quieres hablar, sin contarle lo que escribiste.")
    elena.hears_later("Ana R. (3.º B) quiere hablar contigo y me pidió avisarte.")


def test_of_two_teachers_the_learner_says_which(town, carmen):
    """And the other one hears nothing."""
    elena, raul = town.teacher("Elena"), town.teacher("Raúl")
    ana = town.learner("Ana R.")
    elena.listens()
    raul.listens()
    ana.says("mi padrastro me toca")
    ana.taps("A mi profe")
    ana.hears("¿A cuál?\nA. Elena\nB. Raúl")
    ana.taps("B")
    ana.sees("Sí, avísale", "A nadie más")
    ana.taps("Sí, avísale")
    raul.hears_later("Ana R. (3.º B) quiere hablar contigo y me pidió avisarte.")
    assert not any("hablar contigo" in text for text in elena.heard())


@pytest.mark.parametrize(
    "words",
    [
        "mi profe me toca",
        "el director me toca",
        "el auxiliar me pega",
        "me violaron en el colegio",
        "Elena me toca y me pega",
    ],
)
def test_a_teacher_is_not_offered_where_the_school_is_meant(town, carmen, words):
    """Nor beside later words of the same half hour."""
    town.teacher("Elena")
    ana = town.learner("Ana R.")
    ana.says("me quiero morir")
    ana.sees("A mi profe", "A nadie más", "No era eso", "Quitar esto")
    ana.says(words)
    ana.hears(LINES)
    ana.sees("A nadie más", "No era eso", "Quitar esto")
    ana.says("me quiero morir")
    ana.sees("A nadie más", "No era eso", "Quitar esto")


def test_the_lesson_waits_at_its_place(ana, carmen):
    """«Seguir» goes on where she was."""
    ana.taps("Empezar")
    ana.taps("Siguiente")
    ana.says(WORDS)
    ana.taps("A nadie más")
    ana.taps("Seguir")
    ana.hears("2 de 3")


@pytest.mark.parametrize("steps", [(), ("/start HUAYTAR3",), ("/start HUAYTAR3", "De 14 a 17", "Sí, acepto")])
def test_in_every_state_of_a_stranger(luz, carmen, steps):
    """Before the first word, at the age, where a name is asked: and then it goes on where it was."""
    for step in steps:
        luz.says(step) if step.startswith("/") else luz.taps(step)
    luz.says("me llamo Luz y mi papá me pega")
    luz.hears(LINES)
    carmen.hears_later(WAITS)
    luz.taps("No era eso")
    luz.hears("Está bien, gracias por aclararlo.")
    if len(steps) == 3:
        luz.says("Luz Q")
        luz.hears("Mucho gusto, Luz Q.")


def test_in_a_question_and_in_a_caption(town, ana, carmen):
    """The question is not sent, and the picture is not praised."""
    ana.says("profe")
    ana.says("¿qué hago si mi tío me toca?")
    ana.hears(LINES)
    ana.waits(hours=1)
    ana.sends("photo", caption="me corto los brazos")
    ana.hears(LINES)


def test_a_teacher_composes_and_nothing_is_lost(town, ana, carmen):
    """It is shown as it will look, nobody is told yet, and its message says whom to call."""
    elena = town.teacher("Elena")
    carmen.listens()
    elena.says("/anuncio")
    elena.says("Charla el viernes: si tu papá te dice que me pega, avisa")
    elena.hears("Se verá así")
    assert elena.heard()[0].endswith("Si es sobre ti o sobre un estudiante en peligro: 100, gratis, a toda hora.")
    carmen.hears_nothing()


def test_an_adult_is_asked_whom_it_is_about(town, ana, carmen):
    """Only «Sobre mí» is an alarm; of a student, what to do first."""
    elena = town.teacher("Elena")
    carmen.listens()
    elena.says("mi alumna dice que su padrastro la viola")
    elena.hears("¿Es sobre ti o sobre un estudiante?")
    carmen.hears_nothing()
    elena.taps("Sobre un estudiante")
    elena.hears("Escúchale a solas y créele.")
    elena.says("mi esposo me pega")
    elena.taps("Sobre mí")
    elena.hears(LINES)
    carmen.taps("Ver")
    carmen.hears("Elena, 3.º B, colegio San Juan.")


def test_an_adult_meant_nothing_of_the_kind(town):
    """«No era eso»: back to the menu, and what comes next is believed."""
    elena = town.teacher("Elena")
    elena.says("me quiero morir")
    elena.taps("No era eso")
    elena.hears("Está bien, gracias por aclararlo.")
    elena.says("me quiero morir")
    assert "¿Es sobre ti" not in elena.heard()[0]


def test_twice_in_half_an_hour_is_one_alert(town, ana, carmen):
    """Each time the lines; the contact once."""
    ana.says(WORDS)
    carmen.listens()
    ana.says("me quiero morir")
    ana.hears(LINES)
    carmen.hears_nothing()


def test_the_words_are_kept_nowhere(town, ana, carmen):
    """Not in the inbox, not among the misses, not in any row."""
    ana.says("kiero morirme zarzamora")
    town.waits(hours=1)
    assert "zarzamora" not in rows(town)


def test_who_teaches_a_class_is_not_its_contact(town):
    """At the claim, and when somebody is chosen."""
    elena = town.teacher("Elena")
    ana = town.learner("Ana R.")
    token, now = token_urlsafe(24), town.clock.now()
    town.book(lambda book: book.add_invite(token, "protection", None, now, now + timedelta(days=7)))
    elena.says(f"/start {token}")
    elena.hears("Quien cuida a los estudiantes no puede ser su profe.")
    teacher = elena.id()
    town.book(lambda book: book.grant(new_id(), teacher, "protection", now))
    elena.listens()
    ana.says(WORDS)
    assert not any("aviso" in text for text in elena.heard())


def test_enrolment_is_closed_while_nobody_protects(tmp_path):
    """Where real children write; it says why, and opens by itself once a second adult is there too."""
    from msgspec.structs import replace

    town = Town(tmp_path / "guarded.db", at(MONDAY, 9))
    town.house.inbox.world = replace(town.house.inbox.world, guarded=True)
    town.visit()
    luz = town.person()
    luz.says("/start HUAYTAR3")
    luz.hears("Todavía no puedo inscribirte: en el programa falta la persona que cuida a los estudiantes.")
    luz.sees("Probar una lección")
    town.with_role("protection", "Carmen")
    luz.says("/start HUAYTAR3")
    luz.hears("Todavía no puedo inscribirte")
    town.with_role("operator", "Olga")
    luz.says("/start HUAYTAR3")
    luz.hears("¿Cuántos años tienes?")
    town.close()


def test_an_insult_earns_one_calm_line(town, ana, carmen):
    """Told to nobody, kept nowhere."""
    carmen.listens()
    ana.says("eres una mierda")
    ana.hears("Te leo. Hablemos con calma, aquí seguimos.")
    carmen.hears_nothing()
    assert "mierda" not in rows(town)


def test_a_mother_writes(ana):
    """What this is, how to stop it, whom to call; nothing about the learner."""
    ana.says("soy su mamá, quién es usted")
    ana.hears("un programa educativo que enseña por mensajes")
    heard = ana.heard()[0]
    assert "«pausa»" in heard
    assert "«borrar»" in heard
    assert "dirección del colegio" in heard
    assert not any(word in heard for word in ("Ana", "3.º B", "San Juan", "Elena"))


def test_consent_says_that_somebody_is_told():
    """In words that a child agrees to."""
    from bot.core import phrase

    assert "Si me cuentas algo grave, aviso a quien cuida a los estudiantes." in phrase.CONSENT
