"""The first week: lessons in order at the learner's own pace, offered at the learner's hour."""

from __future__ import annotations

from datetime import date

import pytest

from bot.app import holidays_in
from tests.chat import MONDAY, Person, Town, at


def test_a_whole_lesson_as_in_the_dialogues(ana: Person) -> None:
    """Three cards, two quiz items, an explanation at once, one thing to do, progress in a line."""
    ana.taps("Empezar")
    ana.does_lesson()
    ana.taps("Ya lo hice")
    ana.taps("Otra lección")
    ana.hears("1 de 3 · El pan de Beto")
    ana.taps("Siguiente")
    ana.hears("2 de 3 · Un cliente con nombre")
    ana.taps("Siguiente")
    ana.hears("3 de 3 · Ahora tú")
    ana.taps("Ir a las preguntas")
    ana.hears("Pregunta 1 de 2. Maribel teje chullos.")
    ana.answers(right=True)
    ana.hears("¡Eso! Don Justo tiene nombre, lugar y día.")
    ana.taps("Siguiente")
    ana.answers(right=False)
    ana.hears("Casi. ")
    ana.hears("Te la pregunto otro día.")
    ana.taps("Siguiente")
    ana.hears("Semana 1 · 2 de 5")
    ana.sees("Ya lo hice", "Lo hago mañana", "Guardar resumen")


def test_one_new_lesson_is_offered_each_school_day_at_the_learners_hour(town: Town, ana: Person) -> None:
    """7 p. m. local; nothing at the weekend; what was offered and not done is offered again, never two."""
    ana.taps("Empezar")
    ana.does_lesson()
    town.walks_to(at(MONDAY, 20))
    for day in ("martes", "miércoles", "jueves"):
        ana.waits(days=1)
        assert "«¿Quién te compra?»" in ana.heard()[0], day
        ana.taps("Más tarde")
    ana.waits(days=1)
    ana.waits(days=2)
    ana.hears_nothing()


def test_the_offer_waits_for_who_did_a_lesson_today_alone(town: Town, ana: Person) -> None:
    """Whoever asked for more at noon is not pushed in the evening."""
    ana.taps("Empezar")
    ana.does_lesson()
    ana.waits(hours=12)
    ana.hears_nothing()


def test_after_three_unanswered_offers_one_nudge_and_then_one_a_week(town: Town, ana: Person) -> None:
    """Silence is met gently: Monday to Wednesday offers, Thursday a nudge, then Mondays only."""
    town.walks_to(at(MONDAY, 20))
    heard = []
    for _ in range(11):
        ana.waits(days=1)
        heard.append(ana.heard())
    week = [bool(texts) for texts in heard]
    assert week == [True, True, True, False, False, False, True, False, False, False, False]
    assert "Hace unos días no te leo" in heard[2][0]


def test_any_word_brings_the_daily_offer_back(town: Town, ana: Person) -> None:
    """Whoever answers after silence goes on as before, with nothing held against them."""
    ana.waits(days=8)
    ana.says("hola")
    ana.hears("Hola, Ana. ¿Qué hacemos?")
    ana.waits(days=1)
    ana.hears("Hola, Ana. Hoy: ")


def test_a_double_tap_is_one_answer(town: Town, ana: Person) -> None:
    """The second tap on the same option scores nothing and repeats nothing."""
    ana.taps("Empezar")
    for _ in range(3):
        ana.taps(ana.buttons()[0])
    ana.answers(right=True)
    ana.taps("A", which=-2)  # the newest A is the button after the answer
    ana.hears_nothing()
    assert len(_attempts(town, ana)) == 1


def test_an_old_button_gives_the_present_step(town: Town, ana: Person) -> None:
    """A tap on yesterday's card shows where the learner is now, and scores nothing."""
    ana.taps("Empezar")
    ana.taps("Siguiente")
    ana.waits(hours=1)
    ana.taps("Siguiente", which=-2)
    ana.hears("2 de 3")
    assert _attempts(town, ana) == []


def test_anything_at_all_gets_the_next_step(ana: Person) -> None:
    """A voice note, a sticker, a photo: the line once, then a short one; never the end of the lesson."""
    ana.taps("Empezar")
    ana.sends("voice")
    ana.hears("Todavía no entiendo audios. Escríbeme en pocas palabras.")
    ana.sees("Siguiente", "Palabras")
    ana.sends("sticker")
    ana.sees("Siguiente", "Palabras")
    ana.sends("photo")
    ana.hears("Aquí sigo. ¿Seguimos?")
    ana.sees("Siguiente", "Palabras")


def test_an_off_topic_sentence_does_not_end_the_lesson(ana: Person) -> None:
    """A question in the middle of a quiz item is answered, and `/leccion` goes on at the same place."""
    ana.taps("Empezar")
    ana.says("cuanto cuesta un burro en marte zzz")
    ana.says("/leccion")
    ana.hears("1 de 3")


def test_reading_again_scores_nothing(town: Town, ana: Person) -> None:
    """A list of weeks and lessons; cards only; the place in the course stays."""
    ana.taps("Empezar")
    ana.does_lesson()
    before = len(_attempts(town, ana))
    ana.says("leer de nuevo")
    ana.sees(*[f"Semana {unit.week}" for unit in town.house.inbox.world.course.units])
    ana.taps("Semana 1")
    ana.taps(ana.buttons()[0])
    ana.hears("1 de 3")
    for _ in range(3):
        ana.taps("Siguiente")
    ana.hears("¿Seguimos?")
    assert len(_attempts(town, ana)) == before


def test_holidays_are_no_school_days(town: Town, ana: Person) -> None:
    """On Holy Thursday and Friday nobody is written to."""
    town.walks_to(at(MONDAY.replace(month=4, day=2), 9))
    ana.says("hola")
    ana.waits(hours=14)
    ana.hears_nothing()


def test_elsewhere_the_holidays_are_that_countrys(town: Town, ana: Person) -> None:
    """In France there is class on Peru's Holy Thursday."""
    town.walks_to(at(MONDAY.replace(month=4, day=2), 9))
    for one in town.book(lambda book: book.itinerary()):
        where = (one.visit, one.site, one.region, one.arrives, one.departs, "Europe/Paris")
        town.book(lambda book, where=where: book.save_visit(*where))
    ana.says("hola")
    ana.waits(hours=14)
    ana.hears("Hola, Ana. Hoy: ")


@pytest.mark.parametrize(
    ("zone", "free"),
    [
        ("America/Lima", {date(2026, 7, 28), date(2026, 4, 2)}),
        ("Europe/Paris", {date(2026, 7, 14)}),
        ("America/La_Paz", {date(2026, 8, 6)}),
        ("UTC", {date(2026, 7, 28), date(2026, 4, 2)}),
    ],
)
def test_a_time_zone_has_the_holidays_of_its_country(zone: str, free: set[date]) -> None:
    """Peru's where it is in none."""
    asked = {date(2026, 7, 28), date(2026, 4, 2), date(2026, 7, 14)}
    assert holidays_in(zone) >= free
    assert asked & holidays_in(zone) == asked & free


def _attempts(town: Town, person: Person) -> list[object]:
    learner = person.id()
    return list(town.book(lambda book: book.everything(learner)).get("attempt", []))
