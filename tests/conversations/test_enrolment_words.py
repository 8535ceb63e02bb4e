"""Enrolment takes words: an age, a name inside a sentence, a question in between."""

from __future__ import annotations

import pytest

from tests.chat import Person, Town


@pytest.fixture
def asked_age(luz: Person) -> Person:
    """Luz is asked how old she is."""
    luz.says("/start HUAYTAR3")
    return luz


@pytest.fixture
def asked_name(asked_age: Person) -> Person:
    """Luz has accepted, and is asked for her name."""
    asked_age.taps("De 14 a 17")
    asked_age.taps("Sí, acepto")
    return asked_age


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        *("16", "tengo 15 años", "quince", "Dieciséis", "soy mayor de edad", "18 pe", "⑯", "16 añitos", "16a"),
        *("tengo quinse", "15 años y 3 meses", "tengo la edad de 15", "entre 14 y 17"),
        *("nací en 2010", "soy del 2011", "nací el 5 de mayo de 2009", "1-3-2012", "nacida en 2007"),
    ],
)
def test_an_age_may_be_said(asked_age: Person, words: str) -> None:
    """In digits or words, by ear, or by the year or day of birth; what comes next is the consent."""
    asked_age.says(words)
    asked_age.hears("¿Aceptas?")


@pytest.mark.parametrize("words", ["13", "tengo doce", "menos de 14", "nací en 2014", "3/3/2012"])
def test_a_child_says_its_age(asked_age: Person, words: str) -> None:
    """The paper comes first, as with the button."""
    asked_age.says(words)
    asked_age.hears("alguien de tu casa firma primero una hoja")


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        *("mi hermano tiene 16", "casi 14", "no soy mayor", "bla bla", "15 o 16", "120"),
        *("mi hermana nació en 2010", "nací en 2012", "soy del 2008", "2030"),
    ],
)
def test_an_age_of_somebody_else_is_none(asked_age: Person, words: str) -> None:
    """Nor is a year that may be on either side of fourteen or eighteen: asked again, in one line."""
    asked_age.says(words)
    assert asked_age.heard() == ["¿Cuántos años tienes?"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("quién eres?", "Soy Yachaski, un programa"),
        ("cuánto cuesta", "Es gratis"),
        ("¿y qué voy a aprender?", "Eso lo vemos apenas entres."),
        ("jaja", "¿Cuántos años tienes?"),
        ("hola", "¿Cuántos años tienes?"),
        ("q es esto", "Soy Yachaski, un programa"),
        ("¿de qué trata esto?", "Soy Yachaski, un programa"),
        ("soy profe", "A los profes los conozco por un enlace de una sola vez"),
    ],
)
def test_a_question_in_between_is_answered_and_the_age_asked_again(asked_age: Person, words: str, answer: str) -> None:
    """Never the whole greeting again."""
    asked_age.says(words)
    asked_age.hears(answer)
    assert "Te mando una lección corta" not in asked_age.heard()[-1]
    asked_age.sees("Menos de 14", "De 14 a 17", "18 o más")


def test_the_consent_is_not_shown_whole_again(asked_age: Person) -> None:
    """One line and the three buttons; «sí» accepts."""
    asked_age.says("16")
    asked_age.says("ya pues rápido")
    asked_age.hears("Me falta tu respuesta a lo que guardo. ¿Aceptas?")
    asked_age.sees("Sí, acepto", "Leer más", "No acepto")
    asked_age.says("sí")
    asked_age.hears("¿Con qué nombre te escribo?")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Me llamo Ana", "Ana"),
        ("Soy Ana", "Ana"),
        ("hola soy ana", "Ana"),
        ("me llamo rosa", "Rosa"),
        ("Hola, buenas tardes, soy pedro", "Pedro"),
        ("Mi nombre es Ana Quispe", "Ana Quispe"),
        ("María de los Ángeles Q.", "María de los Ángeles Q"),
        ("dime Rosita", "Rosita"),
        ("hola me llamo yuli y tengo 15", "Yuli"),
        ("soy Rosa Quispe del tercero B", "Rosa Quispe"),
        ("ROSA QUISPE", "Rosa Quispe"),
    ],
)
def test_a_name_is_found_in_a_sentence(asked_name: Person, words: str, name: str) -> None:
    """As its owner would like it."""
    asked_name.says(words)
    asked_name.hears(f"Mucho gusto, {name}. ¿A qué hora")


def test_whole_surnames_are_asked_about(asked_name: Person) -> None:
    """«¿Te llamo Rosa Q.?», and only that is kept."""
    asked_name.says("rosa quispe mamani")
    asked_name.hears("¿Te llamo Rosa Q.?")
    asked_name.taps("Otro nombre")
    asked_name.says("ana maría quispe flores")
    asked_name.hears("¿Te llamo Ana María Q.?")
    asked_name.says("sí")
    asked_name.hears("Mucho gusto, Ana María Q. ¿A qué hora")


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        "no quiero",
        "eres una mierda",
        "menú",
        "tengo 15 años",
        "jajaja",
        "hola",
        "no",
        "ya",
        "para qué?",
        "que nombre pongo",
        "te odio",
        "aburrido",
    ],
)
def test_what_is_no_name_is_none(town: Town, asked_name: Person, words: str) -> None:
    """A refusal, an insult, a command, laughter, a question: the name is asked for again."""
    asked_name.says(words)
    asked_name.hears("Escríbeme solo tu nombre")
    address = town.book(lambda book: book.address("web", asked_name.carrier_id))
    assert town.book(lambda book: book.people_at(address.id)) == []


def test_two_of_one_name_on_a_phone_have_two_buttons(town: Town) -> None:
    """By the whole name where the first is the same."""
    rosa = town.learner("Rosa M")
    for act in ("/start HUAYTAR3", "Soy otra persona", "De 14 a 17", "Sí, acepto", "Rosa Q", "6 p. m."):
        rosa.says(act)
    rosa.says("soy otra persona")
    rosa.sees("Soy Rosa M.", "Soy Rosa Q.")


@pytest.fixture
def asked_hour(asked_name: Person) -> Person:
    """Luz has a name, and is asked for her hour."""
    asked_name.says("Luz")
    return asked_name


@pytest.mark.parametrize(
    "words", ["da igual", "a cualquier hora", "cualquiera", "cuando sea", "elige tú", "la que sea"]
)
def test_to_whom_any_hour_will_do_one_is_proposed(asked_hour: Person, words: str) -> None:
    """It is hers to tap."""
    asked_hour.says(words)
    asked_hour.hears("Entonces te propongo las 6 p. m.")
    asked_hour.sees("5 p. m.", "6 p. m.", "7 p. m.")


@pytest.mark.parametrize("words", ["6-7pm", "entre 6 y 7", "de 6 a 7 de la noche", "6 o 7", "18 a 19 horas"])
def test_of_two_hours_it_is_asked_which(asked_hour: Person, words: str) -> None:
    """Each is a button, and the tapped one is kept."""
    asked_hour.says(words)
    asked_hour.hears("¿A las 6 p. m. o a las 7 p. m.?")
    asked_hour.taps("7 p. m.")
    asked_hour.hears("a las 7 p. m., te aviso")


@pytest.mark.parametrize("words", ["cuando llega mi papá", "después de la chacra", "tempranito", "cuando oscurece"])
def test_a_part_of_the_day_is_asked_which_hour(asked_hour: Person, words: str) -> None:
    """It is no question, though it begins like one."""
    asked_hour.says(words)
    asked_hour.hears("¿Y a qué hora es eso, más o menos?")
    asked_hour.says("7 y media")
    asked_hour.hears("a las 7:30 p. m.")
