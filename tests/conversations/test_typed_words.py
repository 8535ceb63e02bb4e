"""What teachers and whoever runs the programme type, in their own words."""

from __future__ import annotations

import pytest

from tests.chat import Person, Town


@pytest.fixture
def elena(town: Town) -> Person:
    """The teacher of 3.º B."""
    return town.teacher("Elena")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("avance", "3.º B. Avance: nadie empezó todavía, de 1."),
        ("¿quién no responde?", "3.º B, colegio San Juan: 1 estudiante."),
        ("preguntas", "Te mando las preguntas juntas"),
        ("anuncio: mañana no abre el camión", "📣 Tu profe Elena: mañana no abre el camión"),
        ("Aviso mañana no abre", "📣 Tu profe Elena: mañana no abre"),
        ("/anuncio mañana no abre", "📣 Tu profe Elena: mañana no abre"),
        ("ayuda", "Aquí ves a tu grupo"),
    ],
)
def test_a_teachers_words_do_something(elena, ana, words, heard):
    """None of them is met with the menu alone."""
    elena.says(words)
    elena.hears(heard)


def test_a_learner_who_asks_about_an_announcement_writes_none(ana):
    """«anuncio …» is a teacher's word."""
    ana.says("anuncio de la feria cuándo es")
    assert not any("📣" in text for text in ana.heard())


def test_help_for_who_runs_the_programme_is_theirs(town):
    """No code of a poster is asked for."""
    olga = town.with_role("operator", "Olga")
    olga.says("ayuda")
    olga.hears("Aquí mueves las visitas y lees las preguntas")
    olga.sees("La ruta", "Preguntas")
    carmen = town.with_role("protection", "Carmen")
    carmen.says("ayuda")
    assert "afiche" not in carmen.heard()[0]


@pytest.mark.parametrize("written", ["Prof. Quispe", "Profesora Quispe", "prof.Quispe", "la profe Quispe"])
def test_a_title_of_the_itinerary_is_not_said_twice(town, luz, written):
    """«profe Quispe»."""
    town.visit(site="colegio Santa Rosa", groups=(("4.º A", "ROSA4ABC", written),))
    luz.says("/start ROSA4ABC")
    luz.hears("profe Quispe. ¿No es")


def test_only_a_teacher_of_hers_is_called_so(town, elena, ana):
    """Somebody of the programme answers by name."""
    olga = town.with_role("operator", "Olga")
    ana.says("profe")
    ana.says("¿Cuándo es la feria?")
    ana.taps("Sí, enviar")
    town.waits(days=4)
    town.says_good_morning()
    olga.taps("Responder 1")
    ana.listens()
    olga.says("El sábado.")
    ana.hears("Olga responde a «¿Cuándo es la feria?»:\nEl sábado.")


def test_the_first_announcement_leads_to_who_waits(town, elena):
    """Nobody is accepted yet: the newcomers are one tap away."""
    for name in ("Ana R.", "Luz Q."):
        town.learner(name, accepted=False)
    elena.says("anuncio")
    elena.hears("Todavía no hay estudiantes en tus grupos.")
    elena.sees("Nuevos (2)", "Mi grupo", "Anuncio")
    elena.taps("Nuevos (2)")
    elena.hears("2 nuevos en 3.º B")


def test_a_report_says_of_what(elena, ana):
    """Of two announcements of one morning."""
    for text in ("Mañana no abre el camión, hay huaico en la pista de Huaytará.", "Traigan «lápiz»."):
        elena.says(f"anuncio {text}")
        elena.taps("Ahora")
    elena.waits(hours=0.6)
    elena.hears(
        "De tu anuncio «Mañana no abre el camión, hay huaico…»:\nLlegó a 1 de 1;",
        "De tu anuncio «Traigan «lápiz».»:\nLlegó a 1 de 1;",
    )
    elena.taps("Ver la lista")
    elena.hears("De tu anuncio «Traigan «lápiz».»:\nLes llegó y no tocaron (1): Ana R.")
