"""Ordinary days: another name, another class, a brother's phone, a number that was reassigned."""

from __future__ import annotations

from datetime import timedelta

import pytest
from click.testing import CliRunner

from bot.__main__ import yachaski
from bot.core.event import Blocked, Tapped, Unblocked
from bot.core.talk import lesson
from bot.ports.hearing import Raw
from bot.turn.world import new_id
from lessons_es.schema import Lesson
from tests.chat import MONDAY, Person, Town, at, world
from tests.conversations.test_grave import rows


@pytest.fixture
def shared(town: Town, ana: Person) -> Person:
    """Ana's phone, which her brother Kevin uses too; Ana is speaking."""
    ana.says("/start HUAYTAR3")
    ana.taps("Soy otra persona")
    ana.taps("De 14 a 17")
    ana.taps("Sí, acepto")
    ana.says("Kevin")
    ana.taps("5 p. m.")
    ana.says("soy otra persona")
    ana.taps("Soy Ana")
    return ana


def test_each_message_on_a_shared_phone_says_whose_it_is(shared: Person) -> None:
    """Both get their offer, each under the right name, and each button acts for its own learner."""
    shared.waits(hours=12)
    kevin, ana = shared.heard()
    assert kevin.startswith("Para Kevin:")
    assert ana.startswith("Para Ana:")
    shared.taps("Empezar", which=-2)
    shared.hears("Para Kevin:\n1 de 3")


@pytest.mark.slow
def test_on_a_shared_phone_data_and_erasure_ask_for_the_key(town: Town, shared: Person) -> None:
    """A brother cannot read or erase; whoever has the key can, and has a day to change her mind."""
    shared.says("clave")
    shared.taps("Dame una nueva")
    key = shared.heard()[-1].split("Tu clave es ")[1].split(".")[0]
    shared.says("mis datos")
    shared.hears("Escribe la clave de Ana para seguir.")
    shared.says("AAAA-1111")
    assert not any(message.document for message in shared.messages())
    shared.says("borrar")
    shared.says(key)
    shared.hears("Mañana a esta hora borro todo lo tuyo.")
    shared.taps("No borrar")
    shared.waits(days=2)
    address = _address(town, shared)
    assert len(town.book(lambda book: book.people_at(address))) == 2


def test_erasure_on_a_shared_phone_is_done_after_a_day(town: Town, shared: Person) -> None:
    """Without a word to the contrary, one of the two goes and the other stays."""
    shared.says("clave")
    shared.taps("Dame una nueva")
    key = shared.heard()[-1].split("Tu clave es ")[1].split(".")[0]
    shared.says("borrar")
    shared.says(key)
    shared.waits(days=1.1)
    address = _address(town, shared)
    people = town.book(lambda book: book.people_at(address))
    assert [someone.name for someone in people] == ["Kevin"]


def test_help_says_plainly_who_can_read(ana: Person) -> None:
    """No promise that a shared phone cannot keep."""
    ana.says("ayuda")
    ana.hears("Quien usa este celular puede leer este chat.")


@pytest.mark.slow
def test_after_90_days_of_silence_not_even_the_name_is_sent(town: Town, ana: Person) -> None:
    """Numbers are reassigned: whoever holds the phone says first who they are."""
    town.walks_to(at(MONDAY + timedelta(days=32), 19))
    ana.listens()
    ana.waits(days=110)
    last = ana.heard()[-1]
    assert last == "Hola. Soy Yachaski, el programa de mensajes del camión. ¿Ya hablamos antes?"
    ana.says("quién habla?")
    ana.hears("¿Ya hablamos antes?")
    ana.taps("No, otra persona")
    ana.hears("Soy Yachaski")
    ana.waits(days=60)
    ana.hears_nothing()


def test_who_is_the_same_goes_on(town: Town, ana: Person) -> None:
    """«Sí, soy yo» goes on with the lessons, without a name: numbers are given to others."""
    town.walks_to(at(MONDAY + timedelta(days=32), 19))
    ana.waits(days=120)
    ana.says("hola")
    ana.sees("Sí, soy yo", "No, otra persona")
    ana.taps("Sí, soy yo")
    ana.hears("¡Qué bueno leerte, Estudiante! Seguimos.")


def test_a_new_name_is_shown_with_the_former_one(town: Town, ana: Person) -> None:
    """The teacher still knows who it is."""
    elena = town.teacher("Elena")
    ana.says("mi cuenta")
    ana.taps("Cambiar nombre")
    ana.says("Anita Q")
    ana.hears("Listo, Anita.")
    ana.waits(days=12)
    elena.says("/cohorte")
    assert "Anita Q. (antes Ana R.)" in elena.heard()[-1]


def test_another_class_takes_the_progress_along(town: Town, ana: Person) -> None:
    """«¿Pasas de 3.º B a 4.º A?»; the old teacher loses sight; nothing learnt is lost."""
    town.visit(site="colegio Santa Rosa", groups=(("4.º A", "ROSA4ABC", "Raúl"),))
    elena = town.teacher("Elena")
    ana.taps("Empezar")
    ana.does_lesson()
    ana.says("ROSA4ABC")
    ana.taps("Soy Ana")
    ana.hears("¿Pasas de 3.º B a 4.º A? Tu avance va contigo.")
    ana.taps("Sí, paso")
    ana.hears("ahora estás en 4.º A")
    ana.sees("Repasar", "Ir a lo nuevo")
    elena.says("/cohorte")
    assert "Ana R." not in elena.heard()[-1]
    ana.says("/progreso")
    ana.hears("hiciste 1 de ")


def test_who_leaves_the_group_goes_on_alone(town: Town, ana: Person) -> None:
    """The lessons stay open; the teacher loses sight; no drip comes."""
    ana.says("salir del grupo")
    ana.taps("Seguir por mi cuenta")
    ana.hears("sigues por tu cuenta")
    ana.waits(days=2)
    ana.hears_nothing()
    ana.says("/leccion")
    ana.hears("1 de 3")


def test_an_old_poster_gives_the_sample_lesson(town: Town) -> None:
    """The code closes 14 days after departure; the operator sees how many came, and not who."""
    town.walks_to(at(MONDAY + timedelta(days=32 + 15), 9))
    luz = town.person()
    luz.says("/start HUAYTAR3")
    luz.hears("Ese grupo ya terminó su curso.")
    luz.sees("Probar una lección", "No tengo código")
    town.person().says("/start HUAYTAR3")
    shown = CliRunner(env={"YACHASKI_DATABASE": town.house.settings.database}).invoke(yachaski, ["itinerary", "show"])
    assert "código HUAYTAR3  profe Elena  (con el código ya cerrado: 2)" in shown.output


def test_three_wrong_codes_still_earn_an_example_and_two_ways_on(luz: Person) -> None:
    """Never «incorrecto»: how a code looks, where to ask for it, a lesson to try."""
    for code in ("ZZZZ9999", "YYYY8888", "XXXX7777"):
        luz.says(code)
        luz.hears("No encuentro ese código. Mira tu afiche: son letras y números juntos, como HUAY-TAR3.")
        luz.sees("Probar una lección", "No tengo código")
    luz.taps("No tengo código")
    luz.hears("El código está en el afiche del salón o lo tiene tu profe.")
    luz.taps("Probar una lección")
    luz.hears("1 de 3")


def tells(town: Town, person: Person, event: Blocked | Unblocked) -> None:
    """The carrier tells what somebody did with the chat."""
    raw, now = Raw("web", new_id(), person.carrier_id, ""), town.clock.now()
    row = town.book(lambda book: book.hear([raw], now)[0])
    person.listens()
    town.run(town.house.inbox.turn(row, person.carrier_id, event))
    town.run(town.house.settle())


def test_who_blocked_and_comes_back_reads_one_line_with_one_item(town: Town, ana: Person) -> None:
    """No heap, though a week went by and both items of the lesson are due."""
    ana.taps("Empezar")
    ana.does_lesson(right=False)
    tells(town, ana, Blocked())
    ana.waits(days=8)
    ana.hears_nothing()
    tells(town, ana, Unblocked())
    ana.hears("¡Qué bueno leerte, Ana! Seguimos.\n\nRepaso. ")
    assert ana.buttons()[:2] == ["A", "B"]
    ana.answers(right=True)
    ana.sees("Ir a la lección")
    ana.waits(days=1)
    ana.hears("Hola, Ana. Hoy: ")


def test_the_start_that_carriers_send_with_it_says_nothing_twice(town: Town, ana: Person) -> None:
    """In either order; a start on another day is answered as ever."""
    ana.taps("Empezar")
    ana.does_lesson()
    tells(town, ana, Blocked())
    tells(town, ana, Unblocked())
    ana.hears("¡Qué bueno leerte, Ana! Seguimos.\n\nRepaso. ")
    ana.says("/start")
    ana.hears_nothing()
    ana.waits(hours=1)
    ana.says("/start")
    ana.hears("Repaso. ")
    tells(town, ana, Blocked())
    ana.says("/start")
    ana.hears("¡Qué bueno leerte, Ana! Seguimos.\n\nRepaso. ")
    tells(town, ana, Unblocked())
    ana.hears_nothing()


@pytest.mark.slow
def test_who_had_answered_nothing_yet_comes_back_to_the_menu(town: Town, ana: Person) -> None:
    """Where there is no item there is a button."""
    tells(town, ana, Blocked())
    tells(town, ana, Unblocked())
    ana.hears("¡Qué bueno leerte, Ana! Seguimos.")
    ana.sees("Mi lección", "Mi avance", "Preguntar a mi profe")


def test_who_comes_back_after_90_days_says_first_who_it_is(town: Town, ana: Person) -> None:
    """The number may be another's by now."""
    tells(town, ana, Blocked())
    town.walks_to(at(MONDAY + timedelta(days=100), 10))
    tells(town, ana, Unblocked())
    ana.hears("¿Ya hablamos antes?")
    assert "Ana" not in ana.heard()[0]


def test_a_stranger_who_comes_back_reads_nothing_unasked(town: Town, luz: Person) -> None:
    """Whoever opens the chat again says «start», and that is answered."""
    luz.says("hola")
    tells(town, luz, Blocked())
    tells(town, luz, Unblocked())
    luz.hears_nothing()
    luz.says("/start")
    luz.hears("Hola. Soy Yachaski")


def test_what_was_done_is_told_and_not_learnt(town: Town, ana: Person) -> None:
    """[Ya lo hice]: one line, one more in a count without names; memory and progress stay as they were."""
    ana.taps("Empezar")
    ana.does_lesson()
    learner = ana.id()
    before = town.book(lambda book: book.learner(learner)).progress
    ana.taps("Ya lo hice")
    ana.hears("¡Qué bien! Lo que se prueba se aprende. ¿Seguimos?")
    assert "\n" not in ana.heard()[0]
    assert town.book(lambda book: book.learner(learner)).progress == before
    assert lesson.DID_COUNTED in rows(town)


def test_an_insult_is_answered_with_the_pending_button(ana: Person) -> None:
    """One calm line over the open card; the lesson waits where it was."""
    ana.taps("Empezar")
    buttons = ana.buttons()
    ana.says("eres una mierda")
    ana.hears("Te leo. Hablemos con calma, aquí seguimos.\n\n1 de 3")
    assert ana.buttons() == buttons


def test_a_lesson_can_be_kept_for_days_without_signal(ana: Person) -> None:
    """[Guardar resumen]: one message of at most 600 characters."""
    ana.taps("Empezar")
    ana.does_lesson()
    ana.taps("Guardar resumen")
    ana.hears("Mira lo que falta cerca: En su pueblo, a muchos se les rompía la mochila. … Lo que sabes hacer, más un")
    assert len(ana.heard()[0]) <= lesson.SUMMARY_LONGEST
    ana.sees("Ya lo hice", "Lo hago mañana", "Otra lección")
    ana.taps("Ya lo hice")
    ana.hears("¡Qué bien!")


@pytest.mark.parametrize("one", [*world().course.lessons, *world().course.graduate_pieces], ids=lambda one: one.id)
def test_every_lessons_summary_fits(one: Lesson) -> None:
    """No summary is cut."""
    points = "\n".join(lesson.points_of(one))
    assert len(f"Resumen: {one.title}\n{points}\nPara hacer: {one.task}") <= lesson.SUMMARY_LONGEST


def test_sharing_gives_the_sample_lessons_link_and_never_the_code(town: Town, ana: Person) -> None:
    """A friend may try; the group stays closed."""
    ana.says("compartir")
    assert "start=probar" in ana.heard()[0]
    assert "HUAYTAR3" not in ana.heard()[0]
    friend = town.person()
    friend.says("/start probar")
    friend.hears("1 de 3")


def test_a_forwarded_button_does_nothing_for_somebody_else(town: Town, ana: Person) -> None:
    """A tap belongs to the address where it was asked."""
    ana.taps("Empezar")
    prompt = ana.messages()[-1].prompt
    stranger = town.person()
    town.hears(stranger.carrier_id, Tapped(prompt, "A"))
    stranger.hears("Soy Yachaski")


def test_homework_as_a_photo_is_welcome_and_not_kept(ana: Person) -> None:
    """«Guárdala en tu celular; yo no guardo fotos.» [Ya lo hice]"""
    ana.taps("Empezar")
    ana.does_lesson()
    ana.sends("photo")
    ana.hears("¡Qué bien! Guárdala en tu celular; yo no guardo fotos.")
    ana.sees("Ya lo hice")
    ana.taps("Ya lo hice")
    ana.hears("¡Qué bien!")


def test_later_stays_open_and_is_not_pushed_again_that_day(ana: Person) -> None:
    """[Más tarde]: tomorrow's offer replaces it."""
    ana.waits(hours=11)
    ana.taps("Más tarde")
    ana.hears("Aquí queda, cuando puedas.")
    ana.waits(hours=4)
    ana.hears_nothing()
    ana.waits(days=1)
    assert len(ana.heard()) == 1


def _address(town: Town, person: Person) -> str:
    address = town.book(lambda book: book.address("web", person.carrier_id))
    return str(address.id)
