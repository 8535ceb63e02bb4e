"""Who says «soy yo» after a long silence learns on; what is hers waits for her key."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.core.people import Learner
from bot.core.schedule import retention
from bot.core.state import Progress
from bot.core.text.layout import Limits
from tests.chat import MONDAY, Person, Town, world
from tests.conversations.test_questions import asks

KEY = "Para eso escribe tu clave. ¿No la tienes? Tu profe o el programa te da un código."


@pytest.fixture
def stranger(town: Town, ana: Person) -> Person:
    """Whoever has Ana's number by now."""
    town.clock.move_to(town.clock.now() + timedelta(days=120))
    ana.says("hola")
    ana.taps("Sí, soy yo")
    return ana


@pytest.mark.parametrize(
    "words",
    [
        "mis datos",
        "borrar",
        "clave",
        "mi cuenta",
        "profe, ¿puedo ir?",
        "constancia",
        "preguntar a mi profe",
        "salir del grupo",
        "mi negocio",
        "borra lo último",
        "vendí 3 chompas a 45",
    ],
)
def test_what_is_hers_needs_the_key(stranger: Person, words: str) -> None:
    """Each time with the way to one, and never with her name."""
    stranger.says(words)
    assert KEY in stranger.heard()[-1] or words == "constancia"
    assert "Ana" not in "".join(stranger.heard())


@pytest.mark.parametrize("words", ["HUAYTAR3", "/start HUAYTAR3"])
def test_a_code_that_hangs_on_a_wall_proves_nothing(town: Town, ana: Person, words: str) -> None:
    """It told the name, and was the word that ended the silence."""
    town.clock.move_to(town.clock.now() + timedelta(days=120))
    ana.says(words)
    ana.hears("¿Ya hablamos antes?")
    ana.taps("Sí, soy yo")
    assert "Ana" not in "".join(ana.heard())
    ana.says("mis datos")
    assert KEY in ana.heard()[-1]


def test_lessons_go_on_without_a_name(stranger: Person) -> None:
    """The whole of one, and a greeting."""
    stranger.says("lección")
    stranger.does_lesson()
    stranger.says("hola")
    stranger.says("progreso")
    assert "Ana" not in "".join(text for text in stranger.heard())


def test_a_code_gives_all_back(town: Town, stranger: Person) -> None:
    """Her key does too."""
    learner, now = stranger.id(), town.clock.now()
    town.book(lambda book: book.add_code("A1B2C3D4E5", learner, "", now, now))
    stranger.says("A1B2C3D4E5")
    stranger.says("mi cuenta")
    stranger.hears("Aquí te llamas Ana R.")


def test_an_answer_waits_for_the_key(town: Town) -> None:
    """It was asked before the silence, by her."""
    elena, pupil = town.teacher("Elena"), town.learner("Luz Q.")
    asks(pupil, "¿Puedo llevar a mi hermana?")
    town.clock.move_to(town.clock.now() + timedelta(days=120))
    pupil.says("hola")
    pupil.taps("Sí, soy yo")
    pupil.listens()
    elena.says("3.º B")
    elena.taps("Preguntas (1)") if "Preguntas (1)" in elena.buttons() else elena.taps(elena.buttons()[0])
    elena.taps("Responder") if "Responder" in elena.buttons() else None
    elena.says("Sí, tráela.")
    assert "tráela" not in "".join(pupil.heard())


def test_where_numbers_are_given_away_sooner_it_is_sooner(town: Town) -> None:
    """The days are the channel's own."""
    days = {"sms": Limits(silent_days=60)}
    context = replace(world().context(town.clock.now() + timedelta(days=61), "es"), limits=days)
    active = Progress(active=(MONDAY.isoformat(),))
    learner = Learner("l", "Ana R.", "14_to_17", active, None, True, "es", town.clock.now())
    assert retention.long_silent(learner, context, "sms")
    assert not retention.long_silent(learner, context, "telegram")
