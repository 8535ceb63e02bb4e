"""In doubt nobody is told: there is the word «ayuda», and whoever needs it decides."""

from __future__ import annotations

import pytest

from tests.chat import Person, Town
from tests.conversations.test_grave import LINES, WORDS

IN_DOUBT = "quiero desaparecer"
OFFER = "Si algo te preocupa, escribe «ayuda»."


@pytest.fixture
def carmen(town: Town) -> Person:
    """Who protects the learners."""
    return town.with_role("protection", "Carmen")


def test_in_doubt_the_word_is_offered_once_in_seven_days(ana, carmen):
    """Under the ordinary answer, without a number that a family would read; nobody is told."""
    carmen.listens()
    ana.says(IN_DOUBT)
    assert ana.heard()[0].endswith(OFFER)
    ana.says(IN_DOUBT)
    assert OFFER not in ana.heard()[0]
    ana.waits(days=8)
    ana.says(IN_DOUBT)
    assert ana.heard()[0].endswith(OFFER)
    assert not any("grave" in text for text in carmen.heard())


def test_help_has_the_lines_and_somebody_to_look_for_her(ana, carmen):
    """Beside the ordinary help; «Que me busquen» tells the contact, as grave words do."""
    carmen.listens()
    ana.says("ayuda")
    ana.hears("Puedo darte tu lección")
    assert "Si alguien te hace daño: 100." in ana.heard()[0]
    carmen.hears_nothing()
    ana.taps("Que me busquen")
    ana.hears("Le aviso a quien cuida a los estudiantes para que te busque.")
    carmen.hears_later("Hay un aviso por atender.")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("estoy embarazada", "no se lo digo a nadie. En el centro de salud"),
        ("me ofrecen trabajo en Lima", "1818, gratis."),
        ("voy a ver a un amigo de internet", "que sea de día, con gente"),
    ],
)
def test_what_has_its_own_answer_is_told_to_nobody(ana, carmen, words, answer):
    """Unless she taps «Que me busquen»."""
    carmen.listens()
    ana.says(words)
    ana.hears(answer)
    ana.sees("Que me busquen", "Seguir", "Quitar esto")
    carmen.hears_nothing()


@pytest.mark.parametrize("words", ["no", "ya no importa", "nadie me cree", "no sé", "olvídalo"])
def test_for_an_hour_low_words_are_met_calmly(ana, carmen, words):
    """After an alarm; an hour later they are words like any other."""
    ana.says(WORDS)
    ana.says(words)
    ana.hears("Te leo. No tienes que explicar nada.")
    ana.waits(hours=1)
    ana.says(words)
    assert not any("Te leo. No tienes" in text for text in ana.heard())


def test_a_brother_who_says_hello_reads_no_help_line(ana, carmen):
    """«hola», commands and taps get the ordinary answer in that hour too."""
    ana.says(WORDS)
    for words in ("hola", "lección", "menú"):
        ana.says(words)
        assert not any("113" in text for text in ana.heard())


def test_an_option_of_what_was_asked_is_only_an_answer(ana):
    """A label typed, a letter, a number: no alarm."""
    ana.says(WORDS)
    ana.says("No era eso")
    ana.hears("Está bien, gracias por aclararlo.")


def test_grave_words_within_the_hour_get_the_lines_again(ana, carmen):
    """The calm register is for low words only."""
    ana.says(WORDS)
    ana.says("me quiero morir")
    ana.hears(LINES)


def test_in_doubt_who_is_still_enrolling_reads_it_too(luz, carmen):
    """Once in seven days, and what was asked stays asked."""
    luz.says("/start HUAYTAR3")
    luz.says(IN_DOUBT)
    assert luz.heard()[-1].endswith(OFFER)
    luz.sees("Menos de 14", "De 14 a 17", "18 o más")
    luz.says(IN_DOUBT)
    assert OFFER not in luz.heard()[-1]


@pytest.mark.parametrize("who", ["stranger", "enrolling", "teacher", "operator", "protection"])
def test_help_has_the_lines_for_everybody(town, who):
    """Also for who does not learn here."""
    if who == "teacher":
        person = town.teacher("Elena")
    else:
        person = town.person() if who in {"stranger", "enrolling"} else town.with_role(who, "Olga")
    if who == "enrolling":
        person.says("/start HUAYTAR3")
    person.says("ayuda")
    assert any("Si alguien te hace daño: 100." in text for text in person.heard()), person.heard()
