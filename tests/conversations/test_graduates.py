"""The truck leaves; support tapers, and never just stops."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from bot.core.schedule import school_calendar
from bot.itinerary import itinerary, spreadsheet
from bot.turn.world import new_id
from tests.chat import MONDAY, Person, Town, at

pytestmark = pytest.mark.slow

DEPARTS = MONDAY + timedelta(days=32)


def test_the_farewell_on_departure_day(town: Town, ana: Person) -> None:
    """DIALOGUE §5: what was done, what stays, how to come back, with the next stop by name."""
    town.visit(site="Córdova", arrives=DEPARTS + timedelta(days=3), departs=DEPARTS + timedelta(days=35), groups=())
    ana.taps("Empezar")
    ana.does_lesson()
    town.walks_to(at(DEPARTS, 17, 59))
    ana.says("hola")
    town.walks_to(at(DEPARTS, 18, 1))
    ana.hears_later("Ana, hoy el camión sale para Córdova. Yo me quedo contigo.")
    farewell = ana.heard()[-1]
    assert "Hiciste 1 de " in farewell
    assert "Tu profe Elena sigue aquí para tus preguntas." in farewell
    assert "¿Tienes tu clave anotada?" in farewell
    ana.sees("Seguir mi lección", "Elegir día y hora", "Sí", "Dame una nueva")


def test_what_is_open_stays_open(town: Town, ana: Person) -> None:
    """A graduate goes on with the lessons at her own pace."""
    town.walks_to(at(DEPARTS, 19))
    ana.taps("Seguir mi lección")
    ana.hears("1 de 3")


def test_support_comes_weekly_then_every_two_weeks_then_monthly(town: Town, ana: Person) -> None:
    """Who answers gets 23 messages in the first year: 8, 9 and 6, four of them check-ins."""
    town.walks_to(at(DEPARTS, 19))
    days, check_ins = [], 0
    while town.clock.now() < at(DEPARTS, 19) + timedelta(days=365):
        ana.waits(days=1)
        for text in ana.heard():
            days.append((town.clock.now() - at(DEPARTS, 19)).days)
            check_ins += "¿Cómo va tu negocio?" in text
        if ana.heard():
            ana.says("gracias")
    assert len(days) == 23
    assert check_ins == 4
    assert [later - earlier for earlier, later in pairwise(days)][:7] == [7] * 7


def test_a_graduate_rests_until_she_says_so(town: Town, ana: Person) -> None:
    """«Hasta que avise» is kept: nothing comes for months, and the support goes on when she is back."""
    town.walks_to(at(DEPARTS, 19))
    ana.says("pausa")
    ana.taps("Hasta que avise")
    ana.hears("hasta que me digas «seguir»")
    ana.waits(days=60)
    ana.hears_nothing()
    ana.says("seguir")
    ana.waits(days=14)
    ana.hears_later("Hola, Ana")


def test_silence_is_counted_in_messages_and_never_ends_support(town: Town, ana: Person) -> None:
    """Three unanswered bring the monthly pace, three more leave only the check-ins."""
    town.walks_to(at(DEPARTS, 19))
    sent: list[str] = []
    for _ in range(365):
        ana.waits(days=1)
        sent += ana.heard()
    named = [text for text in sent if "se fue el camión" in text]
    unnamed = [text for text in sent if "¿Ya hablamos antes?" in text]
    assert (len(named), len(unnamed)) == (1, 3)
    assert 6 <= len(sent) <= 9


def test_any_word_restores_the_pace(town: Town, ana: Person) -> None:
    """After silence, one «hola» brings next week's message back."""
    town.walks_to(at(DEPARTS, 19))
    ana.waits(days=50)
    ana.says("hola")
    ana.waits(days=8)
    assert len(ana.heard()) == 1


def test_the_check_in_of_month_three(town: Town, ana: Person) -> None:
    """DIALOGUE §6: not selling is no failure; one thing to do, and a person to ask."""
    town.walks_to(at(DEPARTS, 19))
    while not any("Hace 3 meses" in text for text in ana.heard()):
        ana.says("hola")
        ana.waits(days=1)
    ana.sees("Vendo cada semana", "Vendo a veces", "Ahora no vendo")
    ana.taps("Ahora no vendo")
    ana.hears("Pasa mucho. Lo aprendido sigue siendo tuyo. ¿Qué te frenó?")
    ana.taps("No me compraron")
    ana.hears("pregunta a dos personas a quién le compran y a cuánto")
    ana.taps("Preguntar a mi profe")
    ana.hears("¿Qué le quieres preguntar?")
    learner = ana.id()
    answers = town.book(lambda book: book.everything(learner))["check_in"]
    assert [(row["month"], row["answer"]) for row in answers] == [(3, "buyers")]


def test_a_support_message_is_a_review_and_a_step(town: Town, ana: Person) -> None:
    """Practice before content; the place in the course waits meanwhile."""
    ana.taps("Empezar")
    ana.does_lesson(right=False)
    ana.taps("Ya lo hice")
    ana.taps("Otra lección")
    town.walks_to(at(DEPARTS, 19) + timedelta(days=8))
    assert "repasos y «" in ana.messages()[-1].text
    ana.taps("Empezar")
    ana.hears("Repaso. ")
    ana.answers(right=True)
    ana.taps("Siguiente")
    ana.answers(right=True)
    ana.taps("Ir a la lección")
    ana.does_lesson()
    ana.says("/leccion")
    ana.hears("1 de 3 · El pan de Beto")


def test_a_graduate_chooses_day_and_hour(town: Town, ana: Person) -> None:
    """The message comes on that day of the week, at that hour."""
    town.walks_to(at(DEPARTS, 19))
    ana.taps("Elegir día y hora")
    ana.says("sábado")
    ana.hears("Listo, te escribo los sábados. ¿A qué hora? Puedes escribir otra.")
    ana.says("10 am")
    ana.hears("Los sábados, a las 10 a. m.")
    ana.says("hora")
    ana.hears("Te escribo a las 10 a. m., los sábados.")
    ana.waits(days=9)
    local = town.clock.now()
    assert len(ana.heard()) == 1
    assert school_calendar.at((DEPARTS + timedelta(days=8)), 600, town.house.settings.zone) <= local


def test_a_farewell_that_proves_false_is_corrected_once(town: Town, ana: Person) -> None:
    """The truck stays two weeks more: one message, and the course goes on as before."""
    town.walks_to(at(DEPARTS, 19))
    text = "site,region,arrives,departs,group,code,teacher\n"
    text += f"colegio San Juan,Huancavelica,{MONDAY},{DEPARTS + timedelta(days=14)},3.º B,HUAYTAR3,Elena\n"
    now = town.clock.now()
    rows = spreadsheet.read(text.encode(), "itinerary.csv", now.date()).rows

    def load(book: object) -> None:
        plan = itinerary.compare(rows, book.itinerary())  # type: ignore[attr-defined]
        itinerary.apply(book, plan, now, new_id=new_id, timezone="America/Lima")  # type: ignore[arg-type]

    ana.waits(hours=0)
    town.book(load)
    ana.waits(days=1)
    ana.hears("Ana, una corrección: el camión se queda hasta el viernes 17 de abril.")
    ana.waits(days=2)
    ana.hears("Hola, Ana. Hoy: ")
    town.walks_to(at(DEPARTS + timedelta(days=14), 19))
    ana.hears_later("Yo me quedo contigo.")


def test_a_box_that_was_off_for_weeks_sends_one_message(town: Town, ana: Person) -> None:
    """What was missed is not sent late in a heap."""
    town.walks_to(at(DEPARTS, 19))
    ana.says("hola")
    for _ in range(25):
        town.clock.move_to(town.clock.now() + timedelta(hours=24))
        town.book(lambda book: book.set_fact("clock.seen", str(int(town.clock.now().timestamp()))))
    ana.waits(days=1)
    assert len(ana.heard()) == 1
