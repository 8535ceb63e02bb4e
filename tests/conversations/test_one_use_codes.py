"""A lost key: the teacher gives a code, the child says «Sí» where she has a phone, and reads a key of her own."""

from __future__ import annotations

import pytest

from tests.chat import Person, Town, key_of


@pytest.fixture
def elena(town: Town) -> Person:
    """Ana's teacher."""
    return town.teacher("Elena")


@pytest.fixture
def olga(town: Town) -> Person:
    """Who runs the programme, and teaches nobody."""
    return town.operator("Olga")


def code_for(elena: Person, name: str) -> str:
    """The code as the teacher reads it."""
    for act in ("Mi grupo", "Más", "Clave nueva", name):
        elena.says(act)
    elena.taps("Sí, dame el código")
    return elena.heard()[0].partition(" es ")[2][:11]


def phoneless(town: Town, elena: Person) -> str:
    """Yeni P., whom the teacher registered; her id."""
    for act in ("Mi grupo", "Más", "Sin celular", "Yeni P.", "De 14 a 17"):
        elena.says(act)
    teacher = elena.id()
    members = town.book(lambda book: book.teacher(teacher)).classes[0].members
    return str(next(member.learner for member in members if member.name == "Yeni P."))


def test_a_teacher_is_asked_once_more(town: Town, elena: Person, ana: Person) -> None:
    """A slip of the finger stops nobody's key."""
    for act in ("Mi grupo", "Más", "Clave nueva", "ana"):
        elena.says(act)
    elena.hears("Te doy un código para Ana R., de 3.º B.")
    elena.sees("Sí, dame el código", "No")
    elena.taps("No")
    learner = ana.id()
    assert town.book(lambda book: book.code_of(learner, town.clock.now())) is None


def test_a_code_waits_for_the_childs_yes(town: Town, elena: Person, ana: Person) -> None:
    """Until then it opens nothing, least of all on the teacher's second phone."""
    code, second = code_for(elena, "ana"), town.person()
    ana.hears_later("Tu profe Elena pidió un código")
    second.says(code)
    second.hears("Ese código todavía espera un «Sí».")
    ana.taps("No fui yo")
    elena.hears_later("El código de Ana R. ya no sirve.")
    second.says(code)
    assert not any("Ana" in text for text in second.heard())


def test_the_key_is_read_by_the_child_alone(town: Town, elena: Person, ana: Person) -> None:
    """Where the code is said; the one before stops, also for who sits somewhere by it, and the code is used up."""
    old, thief, tablet = key_of(ana), town.screen(), town.screen()
    thief.says(old)
    code = code_for(elena, "ana")
    ana.taps("Sí, fui yo")
    elena.hears_later("El código de Ana R. ya sirve, una vez")
    tablet.says(code)
    tablet.hears("Hola, Ana.")
    key = tablet.heard()[0].partition("Tu clave es ")[2][:11]
    assert not any(key in text for text in (*elena.heard(), *ana.heard()))
    thief.says("menú")
    thief.hears("¿Quién eres?")
    thief.says(code)
    thief.hears("No encuentro esa clave ni ese código.")
    thief.says(key)
    thief.hears("Hola, Ana.")


def test_a_code_is_good_for_minutes_on_a_screen_and_for_days_on_a_phone(town: Town, elena: Person) -> None:
    """Who has no phone confirms nothing."""
    yeni = phoneless(town, elena)
    code, screen, phone = code_for(elena, "yeni"), town.screen(), town.person()
    town.waits(hours=0.3)
    screen.says(code)
    screen.hears("Ese código ya no sirve en una pantalla.")
    town.waits(hours=47)
    phone.says(code)
    phone.hears("¡Hola, Yeni!")
    assert phone.id() == yeni
    late = code_for(elena, "yeni")
    town.waits(hours=49)
    other = town.person()
    other.says(late)
    assert not any("Yeni" in text for text in other.heard())


def test_a_silent_phone_is_stood_in_for(town: Town, elena: Person, ana: Person, olga: Person) -> None:
    """After 24 hours a second adult is asked, who never is the teacher."""
    code = code_for(elena, "ana")
    olga.listens()
    town.waits(hours=25)
    olga.hears_later("Elena pidió un código para Ana R., de 3.º B.")
    olga.taps("Sí, dale el código")
    elena.hears_later("El código de Ana R. ya sirve")
    phone = town.person()
    phone.says(code)
    phone.hears("¡Hola, Ana!")


def test_a_lost_phone_is_not_waited_for(town: Town, elena: Person, ana: Person, olga: Person) -> None:
    """The second adult is asked at once, and may say no."""
    code = code_for(elena, "ana")
    elena.taps("Perdió su celular")
    olga.taps("No")
    elena.hears_later("El código de Ana R. ya no sirve.")
    phone = town.person()
    phone.says(code)
    assert not any("Ana" in text for text in phone.heard())


def test_who_writes_is_not_silent(town: Town, elena: Person, ana: Person, olga: Person) -> None:
    """She was heard and did not say yes: nobody says it in her place."""
    code_for(elena, "ana")
    town.waits(hours=2)
    ana.says("menú")
    olga.listens()
    town.waits(hours=23)
    assert not any("pidió un código" in text for text in olga.heard())
