"""Somebody entered with a learner's key: her other phones are told, and a «no» freezes what is hers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.chat import MONDAY, Person, Town, at, key_of

TOLD = "Alguien entró con tu clave. Si no fuiste tú, avisa."
WAITS = "Por ahora eso espera. Tus lecciones siguen."


@pytest.fixture
def rosa(town: Town) -> Person:
    """Who protects the learners."""
    return town.with_role("protection", "Rosa")


def enters(town: Town, learner: Person) -> Person:
    """Somebody with the learner's key, on another phone."""
    phone = town.person()
    phone.says(key_of(learner))
    phone.hears_later("¡Hola, Ana!")
    return phone


def told(person: Person) -> bool:
    return any(TOLD in text for text in person.heard())


def test_the_other_phones_are_told_the_next_day(town: Town, ana: Person) -> None:
    """By day, with no hour and no phone; not the one that entered, nor a tablet of the truck."""
    other, tablet = enters(town, ana), town.screen()
    tablet.says(key_of(ana))
    assert not told(ana)
    for person in (ana, other):
        person.listens()
    town.waits(days=1.2)
    assert [text for text in ana.heard() if TOLD in text] == [TOLD]
    assert not told(other)


def test_who_enrolled_there_is_told_of_nobody(town: Town, ana: Person) -> None:
    """And who says her own key on her own phone entered nowhere."""
    ana.says(key_of(ana))
    ana.listens()
    town.waits(days=1.2)
    assert not told(ana)


def test_nothing_is_told_while_a_case_is_open(town: Town, ana: Person, rosa: Person) -> None:
    """The new phone may be her safe one, the old one the aggressor's."""
    other = enters(town, ana)
    other.says("ya no quiero vivir")
    ana.listens()
    town.waits(days=1.2)
    assert not told(ana)


def test_a_no_freezes_what_is_hers_on_every_phone(town: Town, ana: Person, rosa: Person) -> None:
    """Data, erasure and the teacher's thread; lessons go on, and no phone is parted."""
    town.teacher("Elena")
    other = enters(town, ana)
    town.waits(days=1.2)
    rosa.listens()
    ana.taps("Avisar")
    ana.hears("Tus lecciones siguen.")
    rosa.hears_later("Hay un aviso por atender.")
    rosa.taps("Ver")
    assert "Ana R., 3.º B" in rosa.heard()[-1]
    assert "dice que otra persona entró con su clave" in rosa.heard()[-1]
    for phone in (ana, other):
        for words in ("mis datos", "borrar", "preguntar a mi profe"):
            phone.says(words)
            phone.hears(WAITS)
        phone.says("lección")
        assert WAITS not in phone.heard()[-1]


def test_the_end_of_the_case_gives_all_back(town: Town, ana: Person, rosa: Person) -> None:
    """By an adult who saw her; no tap of a child's phone does."""
    enters(town, ana)
    town.waits(days=1.2)
    ana.taps("Avisar")
    for label in ("Ver", "Yo me encargo", "Cerrado", "A"):
        rosa.taps(label)
    ana.says("mis datos")
    ana.hears("Aquí está todo lo que guardo de ti.")


def test_data_wait_a_day_at_a_new_phone(town: Town, ana: Person) -> None:
    """Who took the key for an hour reads nothing that she wrote."""
    town.waits(hours=1)
    other = enters(town, ana)
    other.says("mis datos")
    other.hears("tus datos se ven aquí mañana a esta hora")
    ana.says("mis datos")
    ana.hears("Aquí está todo lo que guardo de ti.")
    town.waits(days=1.1)
    other.says("mis datos")
    other.hears("Aquí está todo lo que guardo de ti.")


def test_a_reply_goes_to_the_phone_that_asked(town: Town, ana: Person) -> None:
    """And to no other: not when it comes, nor when somebody opens the place later."""
    elena = town.teacher("Elena")
    for words in ("preguntar a mi profe", "¿Puedo hablar con otra persona?", "Sí, enviar"):
        ana.says(words)
    other = enters(town, ana)
    elena.says("Mi grupo")
    elena.taps("Preguntas (1)")
    elena.taps("Responder")
    ana.listens()
    other.says("menú")
    elena.says("Sí, mañana en la dirección")
    ana.hears_later("Sí, mañana en la dirección")
    third = enters(town, ana)
    assert not any("dirección" in text for text in (*other.heard(), *third.heard()))


def test_who_entered_cannot_erase_her_before_she_is_told(town: Town, ana: Person) -> None:
    """Nor take her place by a new key: at a new phone both wait a day, and then she has read it."""
    town.waits(hours=1)
    other = enters(town, ana)
    for words in ("borrar", "clave"):
        other.says(words)
        if words == "clave":
            other.taps("Dame una nueva")
        other.hears("eso se puede aquí mañana a esta hora")
    ana.says("borrar")
    ana.hears("¿")
    town.waits(days=1.1)
    assert told(ana)


def test_an_erasure_waits_until_she_was_told(town: Town, ana: Person) -> None:
    """Her own hour is seven: the message of that day came first, and the notice is the next day's."""
    ana.says("cambiar hora")
    ana.says("7 de la mañana")
    town.walks_to(at(MONDAY, 8))
    other = enters(town, ana)
    ana.listens()
    town.walks_to(at(MONDAY + timedelta(days=1), 8, 30))
    other.says("borrar")
    other.taps("Sí, borrar")
    town.walks_to(at(MONDAY + timedelta(days=2), 10, 5))
    assert told(ana)
    ana.taps("Avisar")
    town.waits(days=3)
    ana.says("mi avance")
    assert "Ana" in "".join(ana.heard())
