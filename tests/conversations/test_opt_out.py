"""Who does not want to be written to is not, by anybody, until they say so."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.text.opt_out_words import opts
from bot.core.text.wording import plain
from tests.chat import MONDAY, Person, Town, at
from tests.conversations.test_account import the_file
from tests.conversations.test_grave import LINES, WORDS
from tests.conversations.test_questions import asks

OUT = "Ya no te escribo"


def test_one_answer_and_then_nothing_for_years(town: Town, ana: Person) -> None:
    """No lesson, no farewell, no check-in, no question whether to keep the data."""
    ana.waits(days=1)
    ana.listens()
    ana.says("BAJA")
    assert len(ana.heard()) == 1
    ana.hears(OUT)
    ana.listens()
    ana.waits(days=40)
    ana.hears_nothing()
    ana.waits(days=740)
    ana.hears_nothing()


@pytest.mark.parametrize(
    "words", ["Stop", "no quiero más mensajes", "ya no me escribas por favor", "No me manden nada"]
)
def test_it_is_asked_in_many_words(ana: Person, words: str) -> None:
    """Whatever they are, it is at once."""
    ana.says(words)
    ana.hears(OUT)
    ana.listens()
    ana.waits(days=3)
    ana.hears_nothing()


@pytest.mark.parametrize(
    "words", ["el precio baja", "no me mandes la lección hoy", "no me escribas ahora", "no quiero"]
)
def test_other_words_are_not_taken_for_it(words: str) -> None:
    """Who would stop for an hour, or answers, is not silenced."""
    assert opts(plain(words)) == ""


def test_who_writes_is_answered_and_stays_unwritten_to(ana: Person) -> None:
    """An answer is no message of ours."""
    ana.says("baja")
    ana.says("hola")
    ana.hears("Hola")
    ana.listens()
    ana.waits(days=3)
    ana.hears_nothing()


@pytest.mark.parametrize("words", ["ALTA", "HUAYTAR3"])
def test_high_or_any_code_opens_it_again(ana: Person, words: str) -> None:
    """The next evening has its lesson."""
    ana.says("baja")
    ana.says(words)
    ana.waits(days=1)
    ana.listens()
    ana.waits(days=1)
    assert ana.heard()


def test_the_button_opens_it_again(ana: Person) -> None:
    """[Vuelve a escribirme] stands under the one answer."""
    ana.says("baja")
    ana.taps("Vuelve a escribirme")
    ana.hears("Te escribo otra vez")


def test_while_a_question_is_open_it_is_asked(ana: Person) -> None:
    """«baja» may be the answer: [No, seguir] asks the question again."""
    ana.says("lección")
    while "A" not in ana.buttons() and not ana._prompt().ask.quiz:
        ana.taps(ana.buttons()[0])
    question = ana.heard()[-1]
    ana.says("baja")
    ana.hears("¿Ya no te escribo?")
    ana.taps("No, seguir")
    ana.hears(question.splitlines()[-1])
    ana.says("baja")
    ana.taps("Sí")
    ana.hears(OUT)


def test_siblings_are_silenced_with_it_and_read_so(town: Town, ana: Person) -> None:
    """It is the address that is left."""
    ana.says("soy otra persona")
    ana.says("/start HUAYTAR3")
    ana.taps("Soy otra persona")
    ana.taps("De 14 a 17")
    ana.taps("Sí, acepto")
    ana.says("Beto Q.")
    ana.taps("7 p. m.")
    ana.says("baja")
    ana.hears("vale para todos los que lo usan")
    ana.listens()
    ana.waits(days=4)
    ana.hears_nothing()


def test_no_announcement_comes_and_the_teacher_sees_why(town: Town, ana: Person) -> None:
    """What waited for its hour does not come either."""
    elena = town.teacher("Elena")
    beto = town.learner("Beto Q.")
    ana.says("baja")
    ana.listens()
    elena.says("anuncio: mañana traigan su cuaderno")
    elena.hears("Ana R. pidió no recibir: avísale en persona.")
    elena.taps("Ahora")
    beto.hears_later("mañana traigan su cuaderno")
    ana.hears_nothing()
    elena.says("3.º B")
    elena.hears("Pidió no recibir mensajes: Ana R.")


def test_a_teachers_answer_waits_until_she_wants_it(town: Town) -> None:
    """It was asked before; it comes with «alta»."""
    elena, pupil = town.teacher("Elena"), town.learner("Luz Q.")
    asks(pupil, "¿Puedo llevar a mi hermana?")
    pupil.says("no me escribas")
    pupil.listens()
    town.walks_to(at(MONDAY, 17, 1))
    elena.taps("Responder")
    elena.says("Sí, tráela.")
    pupil.hears_nothing()
    pupil.says("alta")
    pupil.hears("Te escribo otra vez")
    assert "Sí, tráela." in pupil.heard()[0]


def test_grave_words_come_before_it(town: Town, ana: Person) -> None:
    """And who left is answered as everybody."""
    town.with_role("protection", "Carmen")
    ana.says("baja")
    ana.says(WORDS)
    ana.hears(LINES)
    ana.says(f"{WORDS}, no quiero más mensajes")
    ana.hears(LINES)


def test_who_protects_is_asked_first_and_the_next_one_is_told(town: Town, ana: Person) -> None:
    """Nobody stops receiving alerts by a word."""
    carmen, rosa = town.with_role("protection", "Carmen"), town.with_role("protection", "Rosa")
    carmen.says("no quiero más mensajes")
    carmen.hears("¿Ya no le escribo?")
    carmen.taps("Sí")
    carmen.listens()
    rosa.listens()
    ana.says(WORDS)
    carmen.hears_nothing()
    rosa.hears("Hay un aviso por atender.")


def test_after_ninety_days_whoever_has_the_phone_is_obeyed(town: Town, ana: Person) -> None:
    """The number may be somebody else's: it is not asked who it is."""
    town.clock.move_to(town.clock.now() + timedelta(days=120))
    ana.says("STOP")
    ana.hears(OUT)
    ana.listens()
    ana.waits(days=60)
    ana.hears_nothing()


def test_a_stranger_who_tried_is_obeyed(luz: Person) -> None:
    """Nobody has to be somebody for it."""
    luz.says("hola")
    luz.says("BAJA")
    luz.hears(OUT)


def test_it_stands_in_what_is_kept_of_her(town: Town, ana: Person) -> None:
    """With the day, and the word that ends it."""
    ana.says("no me escribas")
    ana.says("mis datos")
    assert "Desde el lunes 2 de marzo de 2026 no te escribo, porque lo pediste." in the_file(town, ana)


def test_a_slash_is_as_good(ana: Person) -> None:
    """Telegram makes commands of such words."""
    ana.says("/baja")
    ana.hears(OUT)
    ana.says("/alta")
    ana.hears("Te escribo otra vez")
