"""What is written is read in one order, and always answered with one message."""

from __future__ import annotations

import pytest

from bot.core.text.wording import filled
from tests.chat import Person, Town


@pytest.fixture
def asked(ana: Person) -> Person:
    """Ana is at her first quiz item."""
    ana.taps("Empezar")
    for _ in range(3):
        ana.taps(ana.buttons()[0])
    assert ana.buttons()[:2] == ["A", "B"]
    return ana


@pytest.mark.slow
@pytest.mark.parametrize("words", ["b", "B", "la b", "La B.", "opción b", "es la b", "2"])
def test_the_letter_is_an_answer_however_it_is_written(asked: Person, words: str) -> None:
    """First of all, words are an answer to what was just asked."""
    asked.says(words)
    asked.sees("Siguiente")


def test_the_options_own_words_are_an_answer(asked: Person) -> None:
    """Typing the option is choosing it."""
    option = asked.messages()[-1].text.split("\nB. ")[1].split("\n")[0]
    asked.says(option.lower())
    asked.sees("Siguiente")


@pytest.mark.slow
@pytest.mark.parametrize("words", ["ya", "listo", "ok", "dale", "siguiente", "sí"])
def test_a_word_that_means_go_on_goes_on(ana: Person, words: str) -> None:
    """«ya» after a card shows the next one."""
    ana.taps("Empezar")
    ana.says(words)
    ana.hears("2 de 3")


@pytest.mark.parametrize("words", ["pista", "no sé", "ayuda"])
def test_a_hint_is_given_when_asked_for(asked: Person, words: str) -> None:
    """The same question under its hint."""
    asked.says(words)
    asked.hears("Pista: ")
    assert asked.buttons()[:2] == ["A", "B"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("menú", "¿Qué hacemos?"),
        ("cuánto me falta", "todavía no empiezas"),
        ("borrar", "¿Borro todo lo tuyo"),
        ("mi hora", "¿A qué hora quieres?"),
        ("/ayuda", "Puedo darte tu lección"),
        ("Pausa", "¿Hasta cuándo descansas?"),
        ("idioma", "¿En qué idioma te hablo?"),
        ("mis datos", "Aquí está todo lo que guardo de ti."),
        ("repaso", "Hoy no tienes repasos."),
        ("gracias", "¡De nada, Ana!"),
        ("Buenas tardes", "Hola, Ana."),
    ],
)
def test_everyday_names_of_commands(ana: Person, words: str, answer: str) -> None:
    """Nobody needs to remember a slash."""
    ana.says(words)
    ana.hears(answer)


def test_a_question_finds_lessons_in_spite_of_typos(ana: Person) -> None:
    """Never an automatic answer: lessons as buttons, and the teacher."""
    ana.says("komo se kien me compra mi keso")
    ana.hears("Quizá te sirve una de estas lecciones:")
    assert ana.buttons()[-1] == "Preguntar a mi profe"
    assert 2 <= len(ana.buttons()) <= 4


def test_after_two_misses_the_menu(town: Town, ana: Person) -> None:
    """What nobody taught is said kindly, and kept for those who write lessons, without a name."""
    ana.says("qwrtz pfghk")
    ana.hears("¿Se lo pregunto a tu profe?")
    ana.says("xxyyzz wwvv")
    ana.sees("Mi lección", "Mi avance", "Preguntar a mi profe")


def test_a_question_is_shown_before_it_leaves_and_the_answer_comes_back(town: Town, ana: Person) -> None:
    """To the teacher and back, each step seen by the learner."""
    elena = town.teacher("Elena")
    ana.says("preguntar a mi profe")
    ana.hears("Escribe tu pregunta para tu profe Elena.")
    ana.says("¿puedo traer a mi hermana?")
    ana.hears("¿Se lo mando así a tu profe Elena?")
    ana.taps("Sí, enviar")
    ana.hears("Listo, ya salió.")
    elena.waits(hours=9)
    elena.hears_later("¿puedo traer a mi hermana?")
    elena.taps("Responder")
    elena.says("Sí, tráela el viernes.")
    ana.hears_later("Sí, tráela el viernes.")


def test_a_newcomer_cannot_ask_until_the_teacher_knows_her(town: Town) -> None:
    """Until then a newcomer learns, and is told why."""
    rosa = town.learner("Rosa M", accepted=False)
    rosa.says("preguntar a mi profe")
    rosa.hears("Tu profe todavía no te reconoce en su lista.")


@pytest.mark.slow
@pytest.mark.parametrize(
    "words", ["\u202eabc", "<b>hola</b>", "_*[", "😀" * 50, "a" * 4096, "\x00", "'; DROP TABLE person"]
)
def test_odd_text_is_answered_like_any_other(ana: Person, words: str) -> None:
    """One message, with a button."""
    ana.says(words)
    assert len(ana.heard()) == 1
    assert ana.buttons()


def test_a_title_in_quotes_has_inner_ones(ana: Person) -> None:
    """«“Ya te yapeé”», whatever stands in the sentence's own quotes."""
    assert filled("Hoy: «{title}».", {"title": "«Ya te yapeé»"}) == "Hoy: «“Ya te yapeé”»."
    assert filled("{title}.", {"title": "«Ya te yapeé»"}) == "«Ya te yapeé»."


def test_what_somebody_wrote_stays_as_written(ana: Person) -> None:
    """Their quotes too, within ours."""
    ana.says("preguntar a mi profe")
    ana.says("¿Qué es »capital« y «activo»?")
    ana.hears("«¿Qué es »capital« y «activo»?»")


def test_titles_stand_whole_and_their_buttons_are_letters(ana: Person) -> None:
    """No label is a title that was cut; the words of one choose it too."""
    ana.says("lista")
    ana.taps("Semana 1")
    ana.hears("A. Lo que sabes hacer\nB. ¿Quién te compra?")
    ana.sees("A", "B", "C", "D", "E")
    ana.says("quién te compra")
    ana.hears("1 de 3 · El pan de Beto")
