"""People change: a teacher is replaced, a cohort is left alone, one person has several roles."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.office import Office, execute
from bot.settings import Settings
from tests.chat import MONDAY, Person, Town, at


def commanded(town: Town, *args: str) -> tuple[int, list[str]]:
    """A writing command, as the box runs it: its exit code and what it says."""
    said: list[str] = []
    settings = Settings(database=":none:", _env_file=None)
    office = Office(settings, town.house.store, town.clock, lambda book: None)
    return town.run(execute(list(args), office, said.append)), said


def opens(town: Town, link: str, name: str) -> Person:
    """Somebody new opens a one-time link and says a name."""
    person = town.person()
    person.says(f"/start {link.rpartition('start=')[2].strip()}")
    person.says(name)
    return person


@pytest.fixture
def elena(town: Town) -> Person:
    """The teacher of 3.º B."""
    return town.teacher("Elena")


def test_a_new_teacher_takes_the_place_of_the_old_one(town, elena, ana):
    """The old one loses sight at once, the learners read one line."""
    code, said = commanded(town, "invite", "teacher", "HUAYTAR3", "la profe Elena")
    assert code == 0
    elena.says("/cohorte")
    elena.hears("3.º B, colegio San Juan: 1 estudiante.")
    ana.listens()
    elena.listens()
    raul = opens(town, said[1], "Raúl")
    ana.hears("Tu profe Elena ya no está en tu grupo. Ahora responde tu profe Raúl.")
    elena.hears("Desde ahora 3.º B está con Raúl. Gracias, profe Elena, por todo este tiempo.")
    elena.says("/cohorte")
    assert "Ana" not in "".join(elena.heard())
    raul.says("/cohorte")
    raul.hears("3.º B, colegio San Juan: 1 estudiante.")


def test_a_name_that_nobody_has_is_said_with_those_who_are_there(town, elena):
    """Nothing is written."""
    code, said = commanded(town, "invite", "teacher", "HUAYTAR3", "Carmen")
    assert code == 1
    assert "Ahí están: Elena." in said[0]


def test_without_a_teacher_there_is_nobody_to_replace(town):
    """The plain invitation is enough."""
    code, said = commanded(town, "invite", "teacher", "HUAYTAR3", "Elena")
    assert code == 1
    assert "todavía no hay un profe a quien reemplazar" in said[0]


def test_a_teacher_hands_the_group_over_in_the_chat(town, elena, ana):
    """[Me reemplaza…] is a link; nothing changes before it is opened."""
    elena.says("/cohorte")
    elena.taps("Más")
    elena.taps("Me reemplaza…")
    elena.hears("Reenvía este enlace solo a quien te reemplaza.")
    link = elena.heard()[0].splitlines()[-1]
    elena.says("/cohorte")
    elena.hears("3.º B, colegio San Juan: 1 estudiante.")
    ana.listens()
    opens(town, link, "Raúl")
    ana.hears("Ahora responde tu profe Raúl.")


def test_open_questions_pass_on(town, elena, ana):
    """Whoever comes answers what was asked before."""
    ana.says("profe")
    ana.says("¿Cuándo es la feria?")
    ana.taps("Sí, enviar")
    _, said = commanded(town, "invite", "teacher", "HUAYTAR3", "Elena")
    raul = opens(town, said[1], "Raúl")
    raul.waits(days=1)
    raul.says("/cohorte")
    raul.taps("Preguntas (1)")
    raul.hears("¿Cuándo es la feria?")


def test_the_line_waits_for_the_morning(town, elena, ana):
    """In the quiet hours it is held."""
    _, said = commanded(town, "invite", "teacher", "HUAYTAR3", "Elena")
    town.walks_to(at(MONDAY, 22))
    ana.listens()
    opens(town, said[1], "Raúl")
    ana.hears_nothing()
    town.walks_to(at(MONDAY + timedelta(days=1), 7, 5))
    ana.hears("Ahora responde tu profe Raúl.")


def test_many_learners_are_told_page_by_page(town, elena, ana, monkeypatch):
    """A cursor goes forward; nobody is told twice."""
    monkeypatch.setattr("bot.spreading.BATCH", 1)
    luz, kevin = town.learner("Luz Q."), town.learner("Kevin R.")
    _, said = commanded(town, "invite", "teacher", "HUAYTAR3", "Elena")
    for learner in (ana, luz, kevin):
        learner.listens()
    opens(town, said[1], "Raúl")
    for learner in (ana, luz, kevin):
        learner.hears("Ahora responde tu profe Raúl.")


def test_without_a_teacher_for_two_weeks_questions_go_to_the_operator(town, ana):
    """Nobody who asks stays unheard."""
    _, said = commanded(town, "invite", "operator", "")
    rosa = opens(town, said[1], "Rosa")
    town.walks_to(at(MONDAY + timedelta(days=14), 10))
    ana.says("profe")
    ana.says("¿Cuándo es la feria?")
    ana.taps("Sí, enviar")
    rosa.hears_later("¿Cuándo es la feria?")


def test_a_teacher_who_opens_the_poster_may_try_and_counts_nowhere(town, elena):
    """No learner is made of it."""
    before = town.book(lambda book: book.backlog(town.clock.now()).learners)
    elena.says("/start HUAYTAR3")
    elena.hears("Este es el afiche de 3.º B, colegio San Juan.")
    elena.sees("Probar de estudiante", "Soy otra persona", "Mi grupo")
    elena.taps("Probar de estudiante")
    elena.hears("1 de 3")
    elena.does_trial()
    elena.hears("Así lo ven tus estudiantes. Nada de esto se guardó.")
    assert town.book(lambda book: book.backlog(town.clock.now()).learners) == before
    elena.says("hola")
    elena.hears("Hola, profe Elena.")


def test_a_graduate_becomes_a_teacher_and_stays_who_she_is(town, ana):
    """One person, both roles; each menu is asked for by its name."""
    _, said = commanded(town, "invite", "teacher", "HUAYTAR3")
    learner = ana.id()
    ana.says(f"/start {said[1].rpartition('start=')[2]}")
    ana.hears("En este celular ya está Ana. ¿Quién recibe este enlace?")
    ana.taps("Soy Ana")
    ana.hears("Gracias, profe Ana. Ya llevas 3.º B")
    assert ana.id() == learner
    ana.says("profe")
    ana.hears("Hola, profe Ana.")
    ana.says("estudiante")
    ana.sees("Mi lección", "Mi avance", "Preguntar a mi profe")
    ana.says("/leccion")
    ana.hears("1 de 3")


def test_somebody_else_on_the_same_phone_takes_the_role(town, ana):
    """The mother of a learner teaches: she says her own name."""
    _, said = commanded(town, "invite", "teacher", "HUAYTAR3")
    ana.says(f"/start {said[1].rpartition('start=')[2]}")
    ana.taps("Soy otra persona")
    ana.says("Carmen")
    ana.hears_later("Gracias, profe Carmen.")


def test_an_operator_who_teaches_has_both_menus(town, elena):
    """«programa» and «profe»."""
    _, said = commanded(town, "invite", "operator", "")
    elena.says(f"/start {said[1].rpartition('start=')[2]}")
    elena.hears("Gracias, Elena. Desde ahora llevas el programa.")
    elena.says("programa")
    elena.sees("La ruta")
    elena.says("profe")
    elena.sees("Mi grupo", "Anuncio")


def test_a_link_opened_twice_is_kind(town, elena):
    """Only the first use counts."""
    _, said = commanded(town, "invite", "teacher", "HUAYTAR3", "Elena")
    opens(town, said[1], "Raúl")
    late = town.person()
    late.says(f"/start {said[1].rpartition('start=')[2]}")
    late.hears("Ese enlace ya se usó o venció.")
