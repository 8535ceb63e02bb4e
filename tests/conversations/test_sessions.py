"""Where a learner's place is open, and how it is closed there."""

from __future__ import annotations

from bot.core.event import Left
from tests.chat import Person, Town, key_of


def enters(town: Town, ana: Person) -> Person:
    """Ana's place, opened with her key elsewhere."""
    other = town.person()
    other.says(key_of(ana))
    other.hears_later("¡Hola, Ana!")
    return other


def people(town: Town, one: Person) -> list[str]:
    address = town.book(lambda book: book.address(one.channel, one.carrier_id))
    return [someone.name for someone in town.book(lambda book: book.people_at(address.id))] if address else []


def test_a_learner_sees_where_her_place_is_open_and_closes_it(town: Town, ana: Person):
    """The chat or the page that she lost opens nothing any more, and nothing said to her can be read there."""
    lost = enters(town, ana)
    ana.says("/misdatos")
    ana.taps("Dónde está abierto")
    ana.hears("Además de aquí, tu lugar está abierto en:\n1. Una página, usado hoy")
    ana.sees("Cerrar el 1", "Seguir")
    ana.taps("Cerrar el 1")
    ana.hears_later("Listo, lo cerré.")
    assert people(town, lost) == []
    assert lost.messages() == []
    lost.says("mi avance")
    assert not any("Ana" in text for text in lost.heard())


def test_who_has_one_device_has_none_to_close(ana: Person):
    """It says so, and goes on."""
    ana.says("/misdatos")
    ana.taps("Dónde está abierto")
    ana.hears_later("Tu lugar está abierto solo aquí.")


def test_a_closed_button_pressed_again_closes_nothing_else(town: Town, ana: Person):
    """An old button names its own device alone."""
    first, second = enters(town, ana), enters(town, ana)
    ana.says("/misdatos")
    ana.taps("Dónde está abierto")
    ana.taps("Cerrar el 1")
    ana.taps("Cerrar el 1", which=-2)
    assert sorted([people(town, first), people(town, second)]) == [[], ["Ana R."]]


def test_a_new_key_parts_who_came_with_the_old_one(town: Town, ana: Person):
    """A page that was opened with it shows nothing of hers; a chat of an account stays, and she can close it."""
    thief, phone, who = enters(town, ana), Person(town, "77", "telegram"), ana.id()
    town.book(lambda book: book.add_address("chat", "telegram", "77", town.clock.now()))
    town.book(lambda book: book.reach("chat", who, town.clock.now()))
    ana.says("clave")
    ana.taps("Dame una nueva")
    assert people(town, thief) == []
    assert thief.messages() == []
    assert people(town, ana) == people(town, phone) == ["Ana R."]


def test_who_shares_the_phone_stays(town: Town, ana: Person):
    """Of two at one page, the other's words are left alone."""
    shared = enters(town, ana)
    luz = town.learner("Luz")
    shared.says(key_of(luz))
    ana.says("clave")
    ana.taps("Dame una nueva")
    assert people(town, shared) == ["Luz"]
    assert any("Luz" in message.text for message in shared.messages())


def test_leaving_a_page_ends_it_on_the_box(town: Town, ana: Person):
    """Nobody is there any more: what comes is for whoever enters with the key."""
    town.hears(ana.carrier_id, Left())
    assert people(town, ana) == []
    ana.says("mi avance")
    assert not any("Ana" in text for text in ana.heard())
