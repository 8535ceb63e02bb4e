"""People change: a teacher is replaced, a cohort is left alone, one person has several roles."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.commands.write_commands import Office, execute
from bot.settings import Settings
from tests.chat import MONDAY, Person, Town, at, key_of


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
    """The old one loses sight at once, the learners read one line above the next message."""
    code, said = commanded(town, "invite", "teacher", "HUAYTAR3", "la profe Elena")
    assert code == 0
    elena.says("/cohorte")
    elena.hears("3.º B, colegio San Juan: 1 estudiante.")
    ana.listens()
    elena.listens()
    raul = opens(town, said[1], "Raúl")
    ana.hears_nothing()
    elena.hears("Desde ahora 3.º B está con Raúl. Gracias, profe Elena, por todo este tiempo.")
    elena.says("/cohorte")
    assert "Ana" not in "".join(elena.heard())
    raul.says("/cohorte")
    raul.hears("3.º B, colegio San Juan: 1 estudiante.")
    ana.waits(days=1)
    ana.hears("Tu profe Elena ya no está en tu grupo. Ahora responde tu profe Raúl.\n\nHola, Ana. Hoy: ")


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
    ana.waits(days=1)
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


def test_the_line_rides_once(town, elena, ana):
    """The message of the day after is alone again."""
    _, said = commanded(town, "invite", "teacher", "HUAYTAR3", "Elena")
    town.walks_to(at(MONDAY, 22))
    opens(town, said[1], "Raúl")
    ana.waits(days=2)
    first, second = ana.heard()
    assert first.startswith("Tu profe Elena ya no está en tu grupo.")
    assert second.startswith("Hola, Ana. Hoy: ")


def test_many_learners_are_told_page_by_page(town, elena, ana, monkeypatch):
    """A cursor goes forward; nobody is told twice."""
    monkeypatch.setattr("bot.turn.fanout.BATCH", 1)
    luz, kevin = town.learner("Luz Q."), town.learner("Kevin R.")
    _, said = commanded(town, "invite", "teacher", "HUAYTAR3", "Elena")
    for learner in (ana, luz, kevin):
        learner.listens()
    opens(town, said[1], "Raúl")
    town.waits(days=1)
    for learner in (ana, luz, kevin):
        learner.hears("Ahora responde tu profe Raúl.")


def planned(teacher: Person, audience: str = "") -> None:
    """An announcement of tomorrow at eight."""
    teacher.says("/anuncio")
    teacher.says("Nos vemos el viernes.")
    if audience:
        teacher.taps(audience)
    teacher.says("mañana a las 8 am")
    teacher.taps("Sí, a esa hora")


def test_what_the_old_teacher_had_planned_does_not_leave(town, elena, ana):
    """Nobody is hers any more: no learner reads it, and no report follows."""
    planned(elena)
    old = elena.id()
    _, said = commanded(town, "invite", "teacher", "HUAYTAR3", "Elena")
    raul = opens(town, said[1], "Raúl")
    for person in (ana, elena, raul):
        person.listens()
    town.walks_to(at(MONDAY + timedelta(days=1), 10))
    assert not any("📣" in text for text in ana.heard())
    elena.hears_nothing()
    raul.hears("Elena tenía un anuncio para este grupo y no salió. Si hace falta, mándalo tú: «Nos vemos el viernes.»")
    raul.sees("Anuncio")
    last = town.book(lambda book: book.latest_announcement(old))
    assert (last.status, last.total) == ("cancelled", 0)


def test_who_keeps_one_of_two_groups_still_reaches_that_one(town, elena, ana):
    """The other group has another voice now; the report counts those who are left."""
    town.visit(site="colegio Santa Rosa", groups=(("3.º A", "HUAYTA3A", "Elena"),))
    person, luz = elena.id(), town.learner("Luz Q.", "HUAYTA3A")
    town.book(lambda book: book.teach("second", person, book.cohort_by_code("HUAYTA3A").id, town.clock.now()))
    planned(elena, "Mis 2 grupos (2)")
    _, said = commanded(town, "invite", "teacher", "HUAYTAR3", "Elena")
    opens(town, said[1], "Raúl")
    for learner in (ana, luz):
        learner.listens()
    town.walks_to(at(MONDAY + timedelta(days=1), 10))
    assert not any("📣" in text for text in ana.heard())
    luz.hears_later("📣 Tu profe Elena:\nNos vemos el viernes.")
    elena.hears_later("Llegó a 1 de 1;")


def test_who_passed_to_another_class_does_not_get_it(town, elena, ana):
    """Page by page, from the stored cursor, whoever is left."""
    town.visit(site="colegio Santa Rosa", groups=(("4.º A", "ROSA4ABC", "Raúl"),))
    luz = town.learner("Luz Q.")
    planned(elena)
    ana.says("ROSA4ABC")
    ana.taps("Soy Ana")
    ana.taps("Sí, paso")
    ana.listens()
    town.walks_to(at(MONDAY + timedelta(days=1), 8, 1))
    assert not any("📣" in text for text in ana.heard())
    luz.hears_later("📣 Tu profe Elena:")


def test_who_blocked_the_chat_meanwhile_is_named_in_the_report(town, elena, ana):
    """The teacher tells them in person."""
    planned(elena)
    town.book(lambda book: book.set_blocked(book.address("web", ana.carrier_id).id, town.clock.now()))
    elena.listens()
    town.walks_to(at(MONDAY + timedelta(days=1), 10))
    elena.hears("Llegó a 0 de 1; todavía nadie tocó «Entendido». A Ana R. no le llegó: ya no tiene un chat abierto.")


def test_without_a_teacher_for_two_weeks_questions_go_to_the_operator(town, ana):
    """Nobody who asks stays unheard."""
    _, said = commanded(town, "invite", "operator", "")
    rosa = opens(town, said[1], "Rosa")
    town.walks_to(at(MONDAY + timedelta(days=14), 10))
    ana.says("profe")
    ana.says("¿Cuándo es la feria?")
    ana.taps("Sí, enviar")
    town.walks_to(at(MONDAY + timedelta(days=15), 7, 1))
    town.says_good_morning()
    rosa.hears_later("¿Cuándo es la feria?")


def test_a_teacher_who_opens_the_poster_may_try_and_counts_nowhere(town, elena):
    """No learner is made of it."""
    before = town.book(lambda book: book.backlog(town.clock.now()).learners)
    elena.says("/start HUAYTAR3")
    elena.hears("Este es el afiche de 3.º B, colegio San Juan.")
    elena.sees("Probar de estudiante", "Mi grupo")
    elena.taps("Probar de estudiante")
    elena.hears("1 de 3")
    elena.does_trial()
    elena.hears("Así lo ven tus estudiantes. Nada de esto se guardó.")
    assert town.book(lambda book: book.backlog(town.clock.now()).learners) == before
    elena.says("hola")
    elena.hears("Hola, profe Elena.")


def test_a_graduate_becomes_a_teacher_and_stays_who_she_is(town, ana):
    """One person, both roles; each menu is asked for by its name."""
    teaches_too(town, ana)
    ana.says("profe")
    ana.hears("Hola, profe Ana.")
    ana.says("estudiante")
    ana.sees("Mi lección", "Mi avance", "Preguntar a mi profe")
    ana.says("/leccion")
    ana.hears("1 de 3")


def teaches_too(town, learner):
    """As in a database of before, where a learner could take the role at her own phone."""
    id, cohort = learner.id(), town.book(lambda book: book.cohort_by_code("HUAYTAR3")).id
    town.book(lambda book: book.teach("teaches-too", id, cohort, town.clock.now()))


def test_a_graduate_who_teaches_keeps_her_own_results_apart(town, ana):
    """Her class counts others only, her lessons count for her only; what she announces does not come back to her."""
    ana.taps("Empezar")
    ana.does_lesson()
    town.walks_to(at(MONDAY + timedelta(days=33), 10))
    teaches_too(town, ana)
    luz = town.learner("Luz Q.")
    ana.says("mi grupo")
    ana.hears("3.º B, colegio San Juan: 1 estudiante.")
    assert "Ana" not in ana.heard()[0]
    ana.says("/anuncio")
    ana.says("Nos vemos el viernes.")
    ana.hears("Le llegará a 1 de 1.")
    ana.taps("Ahora")
    luz.hears_later("📣 Tu profe Ana R.:")
    assert not any("📣 Tu profe Ana R.:\n" in text for text in ana.heard())
    ana.says("mi avance")
    ana.hears("Ana, hiciste 1 de ")
    luz.says("mi avance")
    luz.hears("todavía no empiezas")
    ana.waits(days=7)
    ana.hears_later("Hola, Ana. Esta semana: ")


@pytest.mark.parametrize("role", ["teacher", "operator"])
def test_no_role_opens_where_a_learner_lives(town, ana, role):
    """She may share this chat: the link stays good for another phone."""
    _, said = commanded(town, "invite", role, "HUAYTAR3" if role == "teacher" else "")
    ana.says(f"/start {said[1].rpartition('start=')[2]}")
    ana.hears("Aquí estudia alguien")
    learner = ana.id()
    assert town.book(lambda book: (book.roles(learner), book.teacher(learner))) == ([], None)
    opens(town, said[1], "Carmen")
    assert "Carmen" in str(town.book(lambda book: book.duties()))


def test_no_learners_place_opens_in_a_teachers_chat(town, elena, ana):
    """Neither by her key nor by a code: what is a teacher's is in no chat that a child shares."""
    key, learner = key_of(ana), ana.id()
    elena.says(key)
    elena.hears("Este chat es de una persona del programa: aquí no entra un estudiante.")
    elena.says("Mi grupo")
    elena.hears("3.º B")
    there = town.book(lambda book: book.people_at(book.address("web", elena.carrier_id).id))
    assert learner not in [one.id for one in there]


def test_who_only_tried_as_a_student_is_asked(town):
    """Every teacher scans the poster first: the trial goes, and the role is hers under the same name."""
    carmen = town.learner("Carmen", accepted=False)
    tried = carmen.id()
    _, said = commanded(town, "invite", "teacher", "HUAYTAR3")
    carmen.says(f"/start {said[1].rpartition('start=')[2]}")
    carmen.hears("Carmen, aquí probaste como estudiante. ¿Borro esa prueba y entras como profe?")
    carmen.taps("Sí, borra y entro")
    carmen.hears("Gracias, profe Carmen. Ya llevas 3.º B")
    carmen.says("Mi grupo")
    carmen.hears("3.º B, colegio San Juan: 0 estudiantes.")
    assert town.book(lambda book: book.person(tried)) is None


def test_an_operator_who_teaches_has_both_menus(town, elena):
    """«programa» and «profe»."""
    _, said = commanded(town, "invite", "operator", "")
    elena.says(f"/start {said[1].rpartition('start=')[2]}")
    elena.hears("Gracias, Elena. Desde ahora llevas el programa.")
    elena.says("programa")
    elena.sees("La ruta", "Preguntas")
    elena.says("profe")
    elena.sees("Mi grupo", "Anuncio")


def test_a_link_opened_twice_is_kind(town, elena):
    """Only the first use counts."""
    _, said = commanded(town, "invite", "teacher", "HUAYTAR3", "Elena")
    opens(town, said[1], "Raúl")
    late = town.person()
    late.says(f"/start {said[1].rpartition('start=')[2]}")
    late.hears("Ese enlace ya se usó o venció.")
