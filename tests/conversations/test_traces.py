"""Grave words leave no trace on a family's phone: [Quitar esto] takes them away, without a question and a «listo»."""

from __future__ import annotations

from tests.chat import Person, Town


def lines_of(person: Person) -> list[str]:
    """What can be read there of the help lines."""
    return [text for text in (message.text for message in person.messages()) if "113" in text]


def test_what_was_answered_goes_and_the_lesson_stays(ana: Person) -> None:
    """The last line is that of the pending lesson."""
    ana.taps("Empezar")
    card = ana.heard()[-1]
    ana.says("ya no quiero vivir")
    assert lines_of(ana)
    ana.taps("Quitar esto")
    assert not lines_of(ana)
    assert card.splitlines()[0] in ana.heard()[-1]
    assert not any("listo" in text.lower() for text in ana.heard())


def test_all_that_followed_goes_too(town: Town, ana: Person) -> None:
    """Also what was tapped under it, and the calm word for the next sad one; what was said before stays."""
    town.with_role("protection", "Rosa")
    before = [message.text for message in ana.messages()]
    ana.says("ya no quiero vivir")
    ana.taps("A nadie más")
    ana.says("nadie me cree")
    ana.taps("Quitar esto")
    after = [message.text for message in ana.messages()]
    assert after[: len(before)] == before
    assert len(after) == len(before) + 1


def test_the_case_stays(town: Town, ana: Person) -> None:
    """What goes is what a family could read; who cares for her knows what she knew."""
    rosa = town.with_role("protection", "Rosa")
    ana.says("ya no quiero vivir")
    ana.taps("Quitar esto")
    rosa.hears_later("Hay un aviso por atender.")
    rosa.taps("Ver")
    rosa.hears("Ana R.")


def test_a_shared_screen_has_no_such_button(town: Town) -> None:
    """[Salir] stands above it always, and leaves nothing."""
    screen = town.screen()
    screen.says("ya no quiero vivir")
    assert "Quitar esto" not in screen.buttons()
