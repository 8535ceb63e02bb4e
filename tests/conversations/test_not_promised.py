"""What cannot be is not promised: without a signal nobody is told yet, and a fault of ours still says whom to call."""

from __future__ import annotations

from msgspec.structs import replace

from bot.box.health import EarPulse, heard_lately
from tests.chat import Person, Town


def test_without_a_signal_nobody_is_promised(town: Town, ana: Person) -> None:
    """The lines, and an adult whom she chooses herself: no name, it may be his."""
    town.with_role("protection", "Rosa")
    town.house.inbox.world = replace(town.house.inbox.world, carrier_heard=lambda: False)
    ana.says("ya no quiero vivir")
    (told,) = ana.heard()
    assert "113, opción 5" in told
    assert "Ahora no tengo señal: cuando haya, le aviso a quien cuida a los estudiantes" in told
    assert "Si quieres hablar ya, elige tú a una persona adulta de confianza." in told
    town.house.inbox.world = replace(town.house.inbox.world, carrier_heard=lambda: True)
    ana.says("ya no quiero vivir")
    ana.hears("Aviso a quien cuida a los estudiantes")


def test_two_minutes_without_a_word_are_no_signal() -> None:
    """Of the carrier, by a clock that does not leap."""
    seconds = [0.0]
    pulse = EarPulse("telegram", lambda: seconds[0])
    seconds[0] = 119
    assert heard_lately(pulse)
    seconds[0] = 121
    assert not heard_lately(pulse)
    pulse.beat()
    assert heard_lately(pulse)


def test_a_fault_of_ours_says_the_lines_and_opens_the_case(town: Town, ana: Person) -> None:
    """Her document cannot be read: whatever failed, she reads whom to call and somebody is told."""
    rosa, learner = town.with_role("protection", "Rosa"), ana.id()
    spoilt = {"lessons_done": 0, "paused": False, "graduated": False, "heard_at": None}
    town.book(lambda book: book.save_progress(learner, "{", None, **spoilt))
    rosa.listens()
    ana.says("hola")
    ana.hears("Algo falló de mi lado y no de tu lado.")
    assert "113" not in ana.heard()[0]
    ana.says("ya no quiero vivir")
    ana.hears("Si piensas en hacerte daño: 113, opción 5.")
    rosa.hears_later("Hay un aviso por atender.")
    rosa.taps("Ver")
    rosa.hears("Ana R., 3.º B")
