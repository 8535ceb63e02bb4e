"""A teacher and the cohort: who went quiet, newcomers, papers, no phone, a rest, questions, the role."""

from __future__ import annotations

import pytest

from tests.chat import MONDAY, Person, Town, at


@pytest.fixture
def elena(town: Town) -> Person:
    """The teacher of 3.º B."""
    return town.teacher("Elena")


def test_the_cohort_says_who_went_quiet(town, elena, ana):
    """By name and since when; after seven school days, whom to call."""
    town.waits(days=9)
    elena.says("/cohorte")
    elena.hears(
        "3.º B, colegio San Juan: 1 estudiante.\nAvance: nadie empezó todavía, de 1.\n"
        "Sin responder:\nAna R.: hace 9 días"
    )
    elena.waits(days=4)
    elena.says("/cohorte")
    elena.hears("Para llamar:\nAna R.: hace 13 días")


def test_newcomers_are_accepted_together(town, elena):
    """At the teacher's hour, in one message; the button accepts those who were named."""
    town.learner("Luz Q.", accepted=False)
    town.learner("Beto M.", accepted=False)
    town.walks_to(at(MONDAY, 17, 1))
    elena.hears_later("2 nuevos en 3.º B: Luz Q. y Beto M. ¿Son de tu grupo?")
    late = town.learner("Caro S.", accepted=False)
    elena.taps("Son de mi grupo")
    elena.hears("Listo, 2 más en 3.º B. 1 nuevo en 3.º B: Caro S. ¿Es de tu grupo?")
    elena.says("/anuncio")
    elena.says("Hola")
    elena.hears("Les llegará a 2 de 2.")
    late.says("profe")
    late.hears_later("todavía no te reconoce")


def test_who_is_not_of_the_group_hears_it_kindly(town, elena):
    """One by one; the learner keeps everything and may say another code."""
    luz = town.learner("Luz Q.", accepted=False)
    elena.says("/cohorte")
    elena.taps("Nuevos (1)")
    elena.taps("Revisar")
    elena.hears("Luz Q. llegó hoy. ¿Es de 3.º B?")
    luz.says("hola")
    elena.taps("No es de mi grupo")
    elena.hears("Listo, ya no hay nuevos por revisar en 3.º B.")
    luz.hears_later("Luz, tu profe dice que no eres de 3.º B.")


def test_signed_papers_open_the_enrolment(town, elena):
    """The teacher knows the child by a number only."""
    nico = town.person()
    nico.says("/start HUAYTAR3")
    nico.taps("Menos de 14")
    elena.says("/cohorte")
    elena.taps("Hojas (1)")
    elena.taps("Papel firmado")
    elena.hears("Listo. Le aviso para que siga con su inscripción.")
    nico.hears_later("Tu profe ya tiene tu hoja firmada.")
    nico.says("Nico")
    nico.hears("Mucho gusto, Nico.")


def test_a_learner_without_a_phone_gets_a_code(town, elena):
    """With it the place is theirs on a phone, and the key is read there alone."""
    elena.says("/cohorte")
    elena.taps("Más")
    elena.taps("Sin celular")
    elena.says("yeni p")
    elena.hears("¿Cuántos años tiene Yeni P.?")
    elena.taps("Menos de 14")
    elena.hears("Listo, Yeni P. está en 3.º B. Escribe el número ")
    code = elena.heard()[0].split("código es ")[1].split(".")[0]
    elena.taps("Inscribir a otro")
    elena.says("Yeni P.")
    elena.hears("Ya hay alguien que se llama Yeni P. en 3.º B.")
    phone = town.person()
    phone.says(code)
    phone.hears_later("¡Hola, Yeni!")
    assert "Tu clave es " in phone.heard()[0]
    assert code not in phone.heard()[0]
    learner = phone.id()
    assert town.book(lambda book: book.learner(learner)).age_band == "under_14"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("viernes", "viernes 6 de marzo"),
        ("20/03", "viernes 20 de marzo"),
        ("20 de marzo", "viernes 20 de marzo"),
        ("una semana", "lunes 9 de marzo"),
        ("hasta el lunes", "lunes 9 de marzo"),
    ],
)
def test_a_group_rests_until_a_day(elena, ana, typed, day):
    """As a teacher would write it."""
    elena.says("/cohorte")
    elena.taps("Más")
    elena.taps("Pausar grupo")
    elena.says("algún día")
    elena.hears("Escríbeme un día de los próximos tres meses")
    elena.says(typed)
    elena.hears(f"3.º B descansa; las lecciones vuelven el {day}.")
    elena.taps("Seguir con lecciones")
    elena.hears("siguen desde hoy")


def test_no_lesson_is_offered_while_the_group_rests(town, elena, ana):
    """And then it is."""
    elena.says("/cohorte")
    elena.taps("Más")
    elena.taps("Pausar grupo")
    elena.says("viernes")
    ana.waits(days=3)
    ana.hears_nothing()
    ana.waits(days=2)
    ana.hears_later("Hola, Ana")


def test_a_question_is_answered(town, elena, ana):
    """It reaches the teacher, and the answer comes back with the teacher's name."""
    ana.says("profe")
    ana.says("¿Puedo llevar a mi hermana?")
    ana.taps("Sí, enviar")
    elena.waits(hours=9)
    elena.hears_later("Ana R. (3.º B) pregunta:\n«¿Puedo llevar a mi hermana?»")
    elena.taps("Responder")
    elena.hears("Escribe tu respuesta para Ana R.")
    elena.says("Claro que sí.")
    elena.hears("Listo, se la mando a Ana R.")
    ana.hears_later("Tu profe Elena responde a «¿Puedo llevar a mi hermana?»:\nClaro que sí.")


def test_a_question_put_off_stays_on_the_list(town, elena, ana):
    """«Después» loses nothing."""
    ana.says("profe")
    ana.says("¿Cuándo es la feria?")
    ana.taps("Sí, enviar")
    elena.waits(hours=9)
    elena.taps("Después")
    elena.hears("Queda en tu lista")
    elena.taps("Preguntas (1)")
    elena.hears("¿Cuándo es la feria?")


# --- the role


def test_a_one_time_link_makes_a_teacher(town):
    """The name is asked once; the second use of the link earns kind words."""
    elena = town.teacher("la profe Elena")
    elena.hears("Gracias, profe Elena. Ya llevas 3.º B, colegio San Juan.")
    elena.sees("Mi grupo", "Anuncio")
    stranger = town.person()
    stranger.says("/start 0190f3a2-0000-7000-8000-000000000000")
    stranger.hears("Ese enlace ya se usó o venció.")
