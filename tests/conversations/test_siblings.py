"""Two learners on one phone: offers of one hour come in one message, and each begins with a button of their own."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.core.people import Someone
from bot.core.state import Progress, read_progress, write_progress
from bot.ports.book import Book
from bot.turn import turn
from tests.chat import MONDAY, Person, Town, at

TUESDAY = MONDAY + timedelta(days=1)


def joins(phone: Person, name: str, hour: str) -> None:
    """Somebody else enrols on the same phone."""
    phone.says("/start HUAYTAR3")
    phone.taps("Soy otra persona")
    phone.taps("De 14 a 17")
    phone.taps("Sí, acepto")
    phone.says(name)
    phone.taps(hour) if hour in phone.buttons() else phone.says(hour)


@pytest.fixture
def phone(town: Town) -> Person:
    """Luz's phone, from which nobody else writes yet; she is written to at 6 p. m."""
    return town.learner("Luz", hour="6 p. m.")


def whose(town: Town, phone: Person) -> dict[str, str]:
    """The ids of those at the phone, by name."""

    def found(book: Book) -> list[Someone]:
        address = book.address("web", phone.carrier_id)
        return book.people_at(address.id) if address else []

    return {someone.name: someone.id for someone in town.book(found)}


def progress(town: Town, learner: str) -> Progress:
    """The learner's document as it is stored."""
    return read_progress(town.book(lambda book: book.learner(learner)).progress)


def slot_is_free(town: Town, learner: str, day: date) -> bool:
    """Whether the day's one proactive message is still to come (it is not, after this)."""
    return bool(town.book(lambda book: book.take_slot(learner, day, "test", town.clock.now())))


@pytest.mark.parametrize("hour", ["6 p. m.", "6:01 pm", "6:45 pm", "7 p. m."])
def test_hours_within_an_hour_share_one_message(town: Town, phone: Person, hour: str) -> None:
    """At the earlier hour; nothing more that day, and each has a button."""
    joins(phone, "Beto", hour)
    town.walks_to(at(MONDAY, 17, 59))
    phone.listens()
    town.walks_to(at(MONDAY, 21, 30))
    phone.hears("Hola, Luz y Beto. Hoy:\n")
    lesson = "«Lo que sabes hacer». 3 tarjetas, 2 preguntas, 5 minutos."
    assert phone.heard()[0].split("\n")[1:] == [f"Luz: {lesson}", f"Beto: {lesson}", "¿Quién empieza?"]
    phone.sees("Soy Luz", "Soy Beto")


def test_whoever_is_due_first_brings_the_other(town: Town, phone: Person) -> None:
    """It is not the one who came first."""
    joins(phone, "Beto", "5:30 pm")
    town.walks_to(at(MONDAY, 17, 31))
    phone.hears_later("Hola, Beto y Luz. Hoy:")


def test_more_than_an_hour_apart_each_has_a_message(town: Town, phone: Person) -> None:
    """61 minutes are no hour: each is told under the own name, at the own time."""
    joins(phone, "Beto", "7:01 pm")
    phone.listens()
    town.walks_to(at(MONDAY, 19))
    phone.hears("Para Luz:\nHola, Luz. Hoy: ")
    phone.listens()
    town.walks_to(at(MONDAY, 19, 2))
    phone.hears("Para Beto:\nHola, Beto. Hoy: ")


def test_the_message_is_one_row_and_both_slots_are_taken(town: Town, phone: Person) -> None:
    """One delivery for two; both documents know that they were offered, and wait for the next day."""
    joins(phone, "Beto", "7 p. m.")
    town.walks_to(at(MONDAY, 18, 1))
    for name, learner in whose(town, phone).items():
        document = progress(town, learner)
        assert (name, document.offered_on, document.unheard) == (name, MONDAY.isoformat(), 1)
        assert document.offered == "emp-01"
        due = town.book(lambda book, learner=learner: book.learner(learner).next_due_at)
        assert due == at(TUESDAY, document.hour // 60)
        assert not slot_is_free(town, learner, MONDAY)


def test_both_begin_with_a_button_of_their_own(town: Town, phone: Person) -> None:
    """The first tap takes nothing from the other; each goes on under the own name."""
    joins(phone, "Beto", "6 p. m.")
    town.walks_to(at(MONDAY, 18, 1))
    phone.taps("Soy Luz")
    phone.hears("Para Luz:\n1 de 3")
    phone.taps("Soy Beto")
    phone.hears("Para Beto:\n1 de 3")
    phone.taps("Siguiente", which=-2)
    phone.hears("Para Luz:\n2 de 3")
    phone.says("/progreso")
    phone.hears("Para Luz:\n")
    phone.taps("Soy Beto")
    phone.says("/progreso")
    phone.hears("Para Beto:\n")


def test_tapping_twice_in_a_hurry_says_it_once(town: Town, phone: Person) -> None:
    """The card is on its way already."""
    joins(phone, "Beto", "6 p. m.")
    town.walks_to(at(MONDAY, 18, 1))
    phone.taps("Soy Beto")
    phone.hears("Para Beto:\n1 de 3")
    phone.taps("Soy Beto")
    phone.hears_nothing()


@pytest.mark.parametrize("words", ["Soy Beto", "soy beto", "b"])
def test_typing_who_begins_is_as_good_as_tapping(town: Town, phone: Person, words: str) -> None:
    """Not every phone shows buttons."""
    joins(phone, "Beto", "6 p. m.")
    phone.says("soy otra persona")
    phone.taps("Soy Luz")
    town.walks_to(at(MONDAY, 18, 1))
    phone.says(words)
    phone.hears("Para Beto:\n1 de 3")


def test_a_name_typed_where_it_was_asked_is_understood(town: Town, phone: Person) -> None:
    """«¿Quién eres?» has one answer, however it is given."""
    joins(phone, "Beto", "6 p. m.")
    phone.says("soy otra persona")
    phone.says("soy luz")
    phone.hears("Para Luz:\nListo, ahora hablo con Luz.")


def test_later_is_understood_though_no_button_says_it(town: Town, phone: Person) -> None:
    """It stays open, and nothing more is pushed."""
    joins(phone, "Beto", "6 p. m.")
    town.walks_to(at(MONDAY, 18, 1))
    phone.says("más tarde")
    phone.hears("Está bien. Aquí queda, cuando puedas.")


def test_who_rests_is_left_in_peace(town: Town, phone: Person) -> None:
    """Luz's message is hers alone, and nothing is counted for Beto."""
    joins(phone, "Beto", "6:30 pm")
    phone.says("pausa")
    phone.taps("Una semana")
    phone.listens()
    town.walks_to(at(MONDAY, 21))
    phone.hears("Para Luz:\nHola, Luz. Hoy: ")
    assert progress(town, whose(town, phone)["Beto"]).unheard == 0


def test_who_has_done_the_lesson_is_not_named(town: Town, phone: Person) -> None:
    """There is nothing to offer."""
    joins(phone, "Beto", "6:30 pm")
    phone.taps("Empezar")
    phone.does_lesson()
    phone.listens()
    town.walks_to(at(MONDAY, 21))
    phone.hears("Para Luz:\nHola, Luz. Hoy: ")


def test_after_three_messages_without_a_word_the_nudge_comes_alone(town: Town, phone: Person) -> None:
    """The message for two counts for each: a gentle word is for one."""
    joins(phone, "Beto", "6:30 pm")
    for n in range(3):
        town.walks_to(at(MONDAY + timedelta(days=n), 21))
    phone.listens()
    town.walks_to(at(MONDAY + timedelta(days=3), 21))
    phone.hears("Para Luz:\nHola, Luz. Hace unos días no te leo", "Para Beto:\nHola, Beto. Hace unos días no te leo")


def test_one_who_went_quiet_is_not_named_beside_the_other(town: Town, phone: Person) -> None:
    """Beto's gentle word is his own."""
    joins(phone, "Beto", "6:30 pm")
    for n in range(3):
        town.walks_to(at(MONDAY + timedelta(days=n), 20))
        phone.taps("Soy Luz")
    phone.listens()
    town.walks_to(at(MONDAY + timedelta(days=3), 21))
    phone.hears("Para Luz:\nHola, Luz. Hoy: ", "Para Beto:\nHola, Beto. Hace unos días no te leo")


def test_who_was_not_heard_for_90_days_is_not_named(town: Town, phone: Person) -> None:
    """Numbers are reassigned: the name of who went silent is not sent."""
    joins(phone, "Beto", "6:30 pm")
    beto = whose(town, phone)["Beto"]
    long_ago = replace(progress(town, beto), active=((MONDAY - timedelta(days=91)).isoformat(),))
    _stored(town, beto, long_ago)
    phone.listens()
    town.walks_to(at(MONDAY, 21))
    luz, unknown = phone.heard()
    assert luz.startswith("Para Luz:\nHola, Luz. Hoy: ")
    assert "¿Ya hablamos antes?" in unknown


def test_who_has_a_newer_phone_is_written_to_there(town: Town, phone: Person) -> None:
    """Beto passed to a phone of his own: the shared one is Luz's again."""
    joins(phone, "Beto", "6:30 pm")
    phone.says("clave")
    phone.taps("Dame una nueva")
    key = phone.heard()[-1].split("Tu clave es ")[1].split(".")[0]
    own = town.person()
    own.says(key)
    phone.listens()
    own.listens()
    town.walks_to(at(MONDAY, 21))
    phone.hears("Para Luz:\nHola, Luz. Hoy: ")
    own.hears("Hola, Beto. Hoy: ")


def test_who_was_offered_meanwhile_is_not_offered_again(town: Town, phone: Person) -> None:
    """Both struck at one instant: whichever turn is first speaks, the other one says nothing."""
    joins(phone, "Beto", "6 p. m.")
    both = whose(town, phone)
    town.clock.move_to(at(MONDAY, 18))
    phone.listens()
    for learner in both.values():
        town.book(lambda book, learner=learner: turn.due(town.house.inbox.world, book, learner, town.clock.now()))
    town.walks_to(at(MONDAY, 21))
    phone.hears("Hola, Luz y Beto. Hoy:")
    assert {progress(town, learner).unheard for learner in both.values()} == {1}


def test_three_on_one_phone_share_a_message_and_a_fourth_has_one(town: Town, phone: Person) -> None:
    """A message has three buttons; nobody is left out, nobody is told twice."""
    for name in ("Beto", "Iris", "Toño"):
        joins(phone, name, "6 p. m.")
    phone.listens()
    town.walks_to(at(MONDAY, 21))
    together, alone = phone.heard()
    assert together.startswith("Hola, Luz, Beto e Iris. Hoy:")
    assert alone.startswith("Para Toño:\nHola, Toño. Hoy: ")
    assert {progress(town, learner).unheard for learner in whose(town, phone).values()} == {1}


def test_on_the_day_of_departure_each_has_a_farewell(town: Town, phone: Person) -> None:
    """What is said at parting is said to one."""
    joins(phone, "Beto", "6:30 pm")
    town.walks_to(at(MONDAY + timedelta(days=32), 17))
    phone.listens()
    town.walks_to(at(MONDAY + timedelta(days=32), 21))
    assert sorted(text.split(":")[0] for text in phone.heard()) == ["Para Beto", "Para Luz"]


def test_erasing_one_takes_what_named_both(town: Town, phone: Person) -> None:
    """Nothing of who went stays in a message for two."""
    joins(phone, "Beto", "6 p. m.")
    both = whose(town, phone)
    town.walks_to(at(MONDAY, 18, 1))
    town.book(lambda book: book.erase(both["Beto"], town.clock.now()))
    assert not any("Beto" in message.text for message in phone.messages())


def test_a_restart_in_between_tells_nobody_twice(tmp_path: Path) -> None:
    """The power fails after the message was stored and before the other learner's own turn."""
    box = tmp_path / "box.db"
    town = Town(box, at(MONDAY, 9))
    town.visit()
    phone = town.learner("Luz", hour="6 p. m.")
    joins(phone, "Beto", "6:30 pm")
    phone.listens()
    luz = whose(town, phone)["Luz"]
    town.clock.move_to(at(MONDAY, 18))
    town.book(lambda book: turn.due(town.house.inbox.world, book, luz, town.clock.now()))
    assert progress(town, whose(town, phone)["Beto"]).unheard == 0
    town.close()
    later = Town(box, at(MONDAY, 18, 10))
    try:
        again = Person(later, phone.carrier_id)
        later.walks_to(at(MONDAY, 21))
        assert sum("Hoy:" in text for text in again.heard()) == 1
        assert progress(later, whose(later, again)["Beto"]).unheard == 1
    finally:
        later.close()


def _stored(town: Town, learner: str, document: Progress) -> None:
    def write(book: Book) -> None:
        row = book.learner(learner)
        assert row is not None
        book.save_progress(
            learner,
            write_progress(document),
            row.next_due_at,
            heard_at=None,
            lessons_done=0,
            paused=False,
            graduated=False,
        )

    town.book(write)
