"""The week's message to a teacher: unasked, once, and as she wants it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.core.attempt import Attempt, mark
from bot.core.finish import Finish
from tests.chat import MONDAY, Person, Town, at, world
from tests.conversations.test_clock_leaps import is_right
from tests.conversations.test_people_change import opens

NAMES = ("Luz Q.", "Mateo C.", "Rosa M.", "Toño S.", "Yeni P.")


def day(n: int) -> date:
    """So many days after the Monday on which the truck came."""
    return MONDAY + timedelta(days=n)


@pytest.fixture
def elena(town: Town) -> Person:
    """The teacher of 3.º B."""
    return town.teacher("Elena")


def told(person: Person) -> list[str]:
    """The weeks that the person heard of since the last act."""
    return [text for text in person.heard() if "semana del" in text]


def cohort_of(town: Town, code: str = "HUAYTAR3") -> str:
    found: str = town.book(lambda book: book.cohort_by_code(code).id)
    return found


def writes(town: Town, learner: Person, *days: date, code: str = "HUAYTAR3") -> None:
    id, cohort = learner.id(), cohort_of(town, code)
    for one in days:
        town.book(lambda book, one=one: book.add_active_day(id, cohort, one, "web"))


def misses(town: Town, learner: Person, on: date, *, right: bool = False, channel: str = "A") -> None:
    """The cheese of Toño: his cousins, or whoever bought some."""
    found = world().course.item("emp-02-q2")
    assert found is not None
    id, cohort, item = learner.id(), cohort_of(town), found[1]
    option = next(one for one in item.options if (one.correct if right else "primos" in one.text))
    one = Attempt(
        id, item.id, "hash", channel, mark(option), "lesson", cohort, right=right, hinted=False, at=at(on, 12)
    )
    town.book(lambda book: book.add_attempt(f"attempt-{id}", f"prompt-{id}", one))


def finishes_week_one(town: Town, learner: Person, on: date) -> None:
    id, cohort = learner.id(), cohort_of(town)
    for lesson in world().course.units[0].lessons:
        town.book(lambda book, lesson=lesson: book.add_finish(Finish(id, lesson.id, "lesson", cohort, on), at(on, 12)))


def teaches_too(town: Town, teacher: Person, *groups: tuple[str, str]) -> None:
    town.visit(groups=tuple((name, code, "Elena") for name, code in groups))
    id = teacher.id()
    for _, code in groups:
        cohort = cohort_of(town, code)
        town.book(lambda book, code=code, cohort=cohort: book.teach(code, id, cohort, town.clock.now()))


HARD = (
    "La que más costó: «Toño quiere vender queso. ¿Qué hace primero?». 4 de 5 eligieron «Pregunta a sus primos si les "
    "gusta su queso». Diles: tus primos te quieren y dirán que sí. «Me gusta» no es «te compro». Lo que alguien ya "
    "compró dice más: la «Pregunta a tres vecinos cuánto queso compraron»."
)


def test_monday_at_seven_the_week_is_told(town, elena):
    """Unasked: who wrote, who finished, what cost most with what to say; and the first time, when it is wanted."""
    people = [town.learner(name) for name in NAMES]
    for one in people:
        misses(town, one, day(2), right=one is people[0])
    for one in people[:2]:
        finishes_week_one(town, one, day(4))
    elena.listens()
    town.walks_to(at(day(7), 6, 59))
    assert told(elena) == []
    town.walks_to(at(day(7), 7, 1))
    lines = ["3.º B, semana del 2 al 8 de marzo", "Escribieron 5 de 5.", "Terminaron la semana 1: 2.", HARD]
    assert told(elena) == ["\n".join(lines)]
    assert len(told(elena)[0]) <= 900
    elena.hears_later("¿Cuándo te mando el resumen?")
    elena.sees("Domingo, 6 p. m.", "Lunes, 7 a. m.", "Lunes, 6 p. m.")


def test_who_is_silent_is_named_and_can_be_written_to(town, elena):
    """With the days; the class before is compared with itself only; questions are a button."""
    luz, kevin = town.learner("Luz Q."), town.learner("Kevin R.")
    town.walks_to(at(day(8), 12))
    luz.says("hola")
    town.walks_to(at(day(10), 12))
    luz.says("profe")
    luz.says("¿Cuándo es la feria?")
    luz.taps("Sí, enviar")
    elena.listens()
    town.walks_to(at(day(14), 7, 1))
    lines = (
        "3.º B, semana del 9 al 15 de marzo\nEscribieron 1 de 2. La semana pasada, 2.\n"
        "Sin responder: Kevin R. (14 días).\nTe espera 1 pregunta."
    )
    assert told(elena) == [lines]
    elena.sees("Escribir a Kevin", "Preguntas (1)", "Mi grupo")
    assert kevin.id()


def test_a_holiday_moves_it_to_the_next_school_day(town, elena):
    """Monday 29 June is a feast of the whole country; a tablet's answers count like a phone's."""
    town.walks_to(at(date(2026, 6, 15), 8))
    town.visit(arrives=date(2026, 6, 15), departs=date(2026, 7, 17), groups=(("5.º A", "JUNIO5AB", "Ana"),))
    ana = town.teacher("Ana", "JUNIO5AB")
    town.learner("Luz Q.", "JUNIO5AB")
    town.walks_to(at(date(2026, 6, 22), 7, 1))
    assert len(told(ana)) == 1
    ana.listens()
    town.walks_to(at(date(2026, 6, 29), 20))
    assert told(ana) == []
    town.walks_to(at(date(2026, 6, 30), 7, 1))
    assert len(told(ana)) == 1


def test_the_chosen_hour_is_kept(town, elena):
    """Sunday at six tells the week that ends that day; typed words choose another day and hour."""
    town.learner("Luz Q.")
    town.walks_to(at(day(7), 7, 1))
    elena.taps("Domingo, 6 p. m.")
    elena.hears("Listo. Te mando el resumen los domingos a las 6 p. m. El próximo: el domingo 15 de marzo.")
    town.walks_to(at(day(13), 18, 1))
    assert [text.splitlines()[0].partition(": ")[0] for text in told(elena)] == ["3.º B, semana del 9 al 15 de marzo"]
    elena.says("resumen")
    elena.taps("Otro día u hora")
    elena.says("martes 5 p. m.")
    elena.hears("Listo. Te mando el resumen los martes a las 5 p. m. El próximo: el martes 24 de marzo.")


def test_a_pause_says_when_it_returns(town, elena):
    """Nothing comes in it, and the week is there for who asks; longer than 92 days none can be."""
    town.learner("Luz Q.")
    elena.says("/resumen")
    elena.sees("Otro día u hora", "Pausar hasta…", "Mi grupo")
    elena.taps("Pausar hasta…")
    elena.taps("Dos semanas")
    elena.hears("Listo. El resumen vuelve el lunes 16 de marzo. Puedes pedirlo antes con «resumen».")
    town.walks_to(at(day(10), 12))
    assert told(elena) == []
    elena.says("resumen")
    assert "El resumen está en pausa: vuelve el lunes 16 de marzo." in elena.heard()[0]
    elena.listens()
    town.walks_to(at(day(14), 7, 1))
    assert len(told(elena)) == 1
    elena.says("resumen")
    elena.taps("Pausar hasta…")
    elena.says("31/12")
    elena.hears("Listo. El resumen vuelve el lunes 22 de junio.")


def test_nobody_wrote_is_said_kindly(town, elena):
    """Perhaps the class rests."""
    town.learner("Luz Q.")
    town.walks_to(at(day(7), 7, 1))
    elena.listens()
    town.walks_to(at(day(14), 7, 1))
    kindly = (
        "3.º B, semana del 9 al 15 de marzo: nadie escribió. ¿Hubo fiesta o falta de señal? Si el grupo descansa, "
        "páusalo y no cuenta como silencio."
    )
    assert told(elena) == [kindly]
    elena.sees("Pausar grupo", "Mi grupo")


def test_a_week_of_rest_is_one_line(town, elena):
    """With the day on which the lessons return."""
    town.learner("Luz Q.")
    town.walks_to(at(day(7), 12))
    cohort = cohort_of(town)
    town.book(lambda book: book.pause_cohort(cohort, day(21)))
    elena.listens()
    town.walks_to(at(day(14), 7, 1))
    assert told(elena) == [
        "3.º B, semana del 9 al 15 de marzo: el grupo descansa. Las lecciones vuelven el lunes 23 de marzo."
    ]


def test_three_groups_are_one_message(town, elena):
    """Two lines each, details of the one where fewest wrote."""
    teaches_too(town, elena, ("4.º A", "ROSA4ABC"), ("5.º C", "ROSA5ABC"))
    for code in ("HUAYTAR3", "ROSA4ABC", "ROSA5ABC"):
        for name in ("Luz Q.", "Mateo C."):
            one = town.learner(name, code)
            if name == "Luz Q." or code == "HUAYTAR3":
                writes(town, one, day(8), code=code)
    town.walks_to(at(day(7), 7, 1))
    elena.listens()
    town.walks_to(at(day(14), 7, 1))
    assert len(told(elena)) == 1
    text = told(elena)[0]
    assert text.startswith("Tus grupos, semana del 9 al 15 de marzo\n3.º B: escribieron 2 de 2. La semana pasada, 2.\n")
    assert "4.º A: escribieron 1 de 2. La semana pasada, 2.\n" in text
    elena.sees("3.º B", "4.º A", "Más")
    elena.taps("4.º A")
    assert elena.heard()[0].startswith("4.º A, semana del 9 al 15 de marzo\nEscribieron 1 de 2.")
    elena.taps("Más")
    elena.sees("3.º B", "4.º A", "5.º C", "Otro día u hora", "Pausar hasta…")


def test_a_box_that_was_off_tells_the_newest_week_only(town, elena):
    """Three weeks later, and once."""
    town.learner("Luz Q.")
    town.walks_to(at(day(7), 7, 1))
    elena.listens()
    is_right(town, at(day(29), 9))
    town.walks_to(at(day(29), 10))
    assert len(told(elena)) == 1
    assert "semana del 23 al 29 de marzo" in told(elena)[0]


def test_the_role_passes_on(town, elena):
    """The successor gets the next one, the former teacher none."""
    town.learner("Luz Q.")
    town.walks_to(at(day(7), 12))
    elena.says("mi grupo")
    elena.taps("Más")
    elena.taps("Me reemplaza…")
    rosa = opens(town, elena.heard()[0], "Rosa")
    elena.listens()
    rosa.listens()
    town.walks_to(at(day(14), 8))
    assert told(elena) == []
    assert len(told(rosa)) == 1


def test_after_four_untouched_it_is_two_lines(town, elena):
    """Until the next tap or word."""
    town.learner("Luz Q.")
    town.walks_to(at(day(28), 7, 1))
    assert len(told(elena)) == 4
    luz = town.learner("Ana R.")
    writes(town, luz, day(29))
    elena.listens()
    town.walks_to(at(day(35), 7, 1))
    assert told(elena) == ["3.º B, semana del 30 de marzo al 5 de abril: escribieron 1 de 2.\nToca y te cuento más."]
    elena.taps("Ver el resumen")
    assert "Escribieron 1 de 2." in elena.heard()[0]


def test_graduates_are_told_of_once_a_month(town, elena):
    """In the first one of a month, after the departure."""
    for name in ("Luz Q.", "Mateo C."):
        writes(town, town.learner(name), day(9))
    luz = town.learner("Rosa M.")
    town.walks_to(at(date(2026, 4, 20), 12))
    luz.says("hola")
    town.walks_to(at(date(2026, 5, 3), 12))
    elena.listens()
    town.walks_to(at(date(2026, 5, 31), 12))
    about = [text for text in elena.heard() if text.startswith("Estudiantes de la visita")]
    lines = (
        "Estudiantes de la visita de marzo, colegio San Juan (3): 1 respondió en abril; en marzo, 3.\n"
        "Hace tiempo no escriben: Luz Q. y Mateo C. Una palabra tuya vale más que otro repaso."
    )
    assert about == [lines]
    elena.sees("Escribir a Luz", "Mi grupo")


def test_the_day_of_the_week_has_no_other_bundle(town, elena):
    """It counts what waits; that is not said again at five."""
    town.learner("Luz Q.")
    town.learner("Ana R.", accepted=False)
    town.walks_to(at(day(4), 18))
    elena.listens()
    town.walks_to(at(day(7), 7, 1))
    assert "Te esperan: 1 nuevo." in told(elena)[0]
    elena.listens()
    town.walks_to(at(day(7), 20))
    assert elena.heard() == []


def test_what_comes_after_it_comes_at_its_hour(town, elena):
    """A learner was told so: one bundle more, with all that waits."""
    town.learner("Luz Q.")
    town.learner("Ana R.", accepted=False)
    town.walks_to(at(day(7), 12))
    elena.listens()
    town.learner("Toño S.", accepted=False)
    town.walks_to(at(day(7), 17, 1))
    assert len(elena.heard()) == 1
    elena.hears_later("2 nuevos en 3.º B")


def test_what_a_tablet_heard_is_still_told(town, elena):
    """Answered, left, a week passed, tidied: the option is named."""
    for name in NAMES:
        misses(town, town.learner(name), day(3), right=name == "Luz Q.")
    town.walks_to(at(day(6), 23))
    town.run(town.house.ticker.tick_once())
    elena.listens()
    town.walks_to(at(day(7), 7, 1))
    assert HARD in told(elena)[0]


def test_a_learner_keeps_her_own_summary(town):
    """«resumen» is the lesson's there."""
    luz = town.learner("Luz Q.")
    luz.says("resumen")
    assert not any("semana del" in text for text in luz.heard())


def test_asked_it_tells_this_week_and_the_one_before(town, elena):
    """Whenever; and when it comes by itself."""
    luz = town.learner("Luz Q.")
    town.walks_to(at(day(8), 12))
    luz.says("hola")
    elena.says("resumen")
    both = (
        "3.º B, esta semana (del 9 al 15 de marzo)\nEscribieron 1 de 1. La semana pasada, 1.\n\n"
        "3.º B, semana del 2 al 8 de marzo\nEscribieron 1 de 1.\nTe lo mando los lunes a las 7 a. m."
    )
    assert elena.heard() == [both]


def test_before_anybody_is_there_it_says_so(town, elena):
    """And nothing comes on Monday."""
    elena.says("resumen")
    elena.hears("Todavía no hay nada que contar de tu grupo.")
    town.walks_to(at(day(7), 12))
    assert told(elena) == []


def test_the_operator_hears_of_the_week_with_the_morning(town, elena):
    """Where the truck is and how many wrote, and which group has no teacher; on Tuesday no more of it."""
    hugo = town.operator("Hugo")
    town.visit(site="colegio Santa Rosa", groups=(("4.º A", "ROSA4ABC", "Raúl"),))
    town.learner("Luz Q.")
    hugo.listens()
    town.walks_to(at(day(7), 7, 5))
    town.says_good_morning()
    said = hugo.heard()[-1]
    assert "Semana del 2 al 8 de marzo, donde está el camión:\nColegio San Juan: escribieron 1 de 1.\n" in said
    assert "Colegio Santa Rosa: escribieron 0 de 0.\nSin profe: 4.º A (colegio Santa Rosa)." in said
    assert "Desde ayer salió todo." in said
    hugo.listens()
    town.walks_to(at(day(8), 7, 5))
    town.says_good_morning()
    assert "camión" not in hugo.heard()[-1]
    hugo.says("resumen")
    hugo.hears("Esta semana (del 9 al 15 de marzo), donde está el camión:")
    assert told(elena)
