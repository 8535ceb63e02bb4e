"""A teacher sees how the class gets on: a line a learner, a sheet, and [Escribirle]."""

from __future__ import annotations

from datetime import timedelta

from bot.core.attempt import Attempt
from tests.chat import MONDAY, Town, at, world
from tests.conversations.test_goal import has_done


def test_my_group_says_how_far_it_is(town: Town) -> None:
    """How many began, and where the middle of them is."""
    elena, luz, kevin, _yeni = town.teacher("Elena"), town.learner("Luz"), town.learner("Kevin"), town.learner("Yeni")
    has_done(town, luz, 9)
    has_done(town, kevin, 4)
    elena.says("mi grupo")
    assert "Avance: 2 de 3 empezaron; van por la 4 de 25 (la mitad del grupo)." in elena.heard()[-1]
    elena.sees("Avance", "Anuncio", "Más")


def test_the_class_stands_by_name(town: Town) -> None:
    """Never by result; who waits to be accepted is not in it."""
    elena = town.teacher("Elena")
    for name, lessons in (("Zoila", 9), ("Ana", 2)):
        has_done(town, town.learner(name), lessons)
    town.learner("Beto", accepted=False)
    elena.says("avance")
    lines = elena.heard()[-1].splitlines()
    assert lines[1:3] == ["Ana · 2 de 25 · hoy", "Zoila · 9 de 25 · hoy"]
    assert "Beto" not in elena.heard()[-1]


def test_ten_a_message(town: Town) -> None:
    """[Ver más] has the others."""
    elena = town.teacher("Elena")
    for letter in "ABCDEFGHIJKL":
        town.learner(f"{letter}ana")
    elena.says("avance")
    assert "Jana · " in elena.heard()[-1]
    assert "Kana" not in elena.heard()[-1]
    elena.taps("Ver más")
    assert "Kana · 0 de 25 · hoy" in elena.heard()[-1]
    assert "Ver más" not in elena.buttons()


def test_a_name_opens_the_sheet(town: Town) -> None:
    """What she did, remembers, said last, and that she agreed; it is kept who looked."""
    elena, luz = town.teacher("Elena"), town.learner("Luz")
    luz.taps("Empezar")
    luz.does_lesson()
    elena.says("Luz")
    said = elena.heard()[-1]
    assert "Luz (3.º B) · 1 de 25 lecciones · recuerda bien 2 de 2 · última palabra: hoy" in said
    assert "aceptó el 2 de marzo (de 14 a 17)" in said
    elena.sees("Escribirle", "Clave nueva", "Otro")
    learner = luz.id()
    rows = town.book(lambda book: book.everything(learner))["look"]
    assert [row["what"] for row in rows] == ["sheet"]


def test_two_of_one_name_are_a_choice(town: Town) -> None:
    """Each by how the teacher tells her apart."""
    elena = town.teacher("Elena")
    town.learner("Luz")
    town.learner("Luz")
    elena.says("luz")
    elena.hears("¿De quién?")
    elena.taps(elena.buttons()[1])
    assert "lecciones" in elena.heard()[-1]


def test_what_is_hard_for_her_is_named(town: Town) -> None:
    """Missed on two days, the last time too: the lesson by its title."""
    elena, luz = town.teacher("Elena"), town.learner("Luz")
    learner, item = luz.id(), world().course.lessons[0].items[0]
    cohort = town.book(lambda book: book.cohort_by_code("HUAYTAR3").id)

    def misses(day: int) -> None:
        when = at(MONDAY + timedelta(days=day), 12)
        missed = Attempt(learner, item.id, "hash", "A", "x", "lesson", cohort, right=False, hinted=False, at=when)
        town.book(lambda book: book.add_attempt(f"attempt-{day}", f"prompt-{day}", missed))

    misses(0)
    town.walks_to(at(MONDAY, 13))
    elena.says("luz")
    assert "le cuesta" not in elena.heard()[-1]
    misses(2)
    town.walks_to(at(MONDAY + timedelta(days=2), 13))
    elena.says("luz")
    assert f"le cuesta: «{world().course.lessons[0].title}»" in elena.heard()[-1]


def test_she_is_written_to_once_a_week(town: Town) -> None:
    """By the programme, in the same words for all; the second time says from when."""
    elena, luz = town.teacher("Elena"), town.learner("Luz")
    town.walks_to(at(MONDAY, 12))
    elena.says("luz")
    elena.taps("Escribirle")
    assert elena.heard()[-1].startswith("Listo: le escribo a Luz")
    luz.hears_later("Hola, Luz. Tu profe Elena pregunta por quienes no pudieron entrar.")
    town.walks_to(at(MONDAY + timedelta(days=1), 12))
    elena.says("luz")
    elena.taps("Escribirle")
    assert elena.heard()[-1] == "A Luz ya le escribí esta semana. Puedes otra vez desde el lunes."


def test_nobody_is_written_to_at_night(town: Town) -> None:
    """Seven to seven."""
    elena = town.teacher("Elena")
    town.learner("Luz")
    town.walks_to(at(MONDAY, 21))
    elena.says("luz")
    elena.taps("Escribirle")
    elena.hears("A esta hora no le escribo. Puedes de 7 a. m. a 7 p. m.")


def test_who_asked_not_to_be_written_to_is_not(town: Town) -> None:
    """Nor who rests, nor who has no phone: a person finds them in class."""
    elena, luz, kevin = town.teacher("Elena"), town.learner("Luz"), town.learner("Kevin")
    town.walks_to(at(MONDAY, 12))
    luz.says("BAJA")
    kevin.says("pausa")
    kevin.taps("Un mes")
    elena.says("luz")
    elena.taps("Escribirle")
    elena.hears("Luz pidió no recibir mensajes. Búscale en clase.")
    elena.says("kevin")
    elena.taps("Escribirle")
    elena.hears("Kevin pidió descansar")


def test_the_greeting_is_in_the_place_of_a_nudge(town: Town) -> None:
    """Whoever was asked after hears no second greeting that day."""
    elena, luz = town.teacher("Elena"), town.learner("Luz")
    town.walks_to(at(MONDAY + timedelta(days=4), 12))
    elena.says("luz")
    elena.taps("Escribirle")
    luz.hears_later("Tu profe Elena pregunta")
    luz.listens()
    town.walks_to(at(MONDAY + timedelta(days=5), 12))
    assert not [text for text in luz.heard() if "te espera" in text.lower()]
    assert len(luz.heard()) <= 1


def test_who_is_to_be_called_gets_no_message(town: Town) -> None:
    """A person helps there, and the guide is a button away."""
    elena = town.teacher("Elena")
    town.learner("Kevin")
    town.walks_to(at(MONDAY + timedelta(days=14), 12))
    elena.says("kevin")
    assert "Para llamar: 9 días de clase sin responder." in elena.heard()[-1]
    elena.taps("Escribirle")
    assert "Aquí sirve una persona" in elena.heard()[-1]
    elena.taps("Cómo llamar")
    assert "Aquí sirve" not in elena.heard()[-1]


def test_who_never_began_is_said_so(town: Town) -> None:
    """Three school days after she came."""
    elena, yeni = town.teacher("Elena"), town.learner("Yeni")
    town.walks_to(at(MONDAY + timedelta(days=4), 12))
    yeni.says("hola")
    elena.says("yeni")
    assert "Nunca empezó; entró el lunes 2 de marzo." in elena.heard()[-1]


def test_a_former_teacher_sees_no_sheet(town: Town) -> None:
    """The name that she types is a word like any other."""
    elena, _luz = town.teacher("Elena"), town.learner("Luz")
    elena.says("luz")
    person = elena.id()
    town.book(lambda book: book.end_roles(person, town.clock.now()))
    elena.says("luz")
    assert "lecciones" not in elena.heard()[-1]
