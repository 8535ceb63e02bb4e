"""Names, hours and courtesies as people type them."""

from __future__ import annotations

import pytest

from bot.core.meaning import read
from bot.core.text import known_question, reading
from bot.core.text.hours import read_hour
from bot.core.text.names import read_name, shorter
from bot.core.text.wording import plain


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("rosita :)", "Rosita"),
        ("Luz ;-)", "Luz"),
        ("beto xD", "Beto"),
        ("ponme Lucho", "Lucho"),
        ("póngame Lucho", "Lucho"),
        ("mi mamá me puso Wilber", "Wilber"),
        ("me pusieron Yeni", "Yeni"),
        ("me conocen como Chepe", "Chepe"),
        ("soy de Huancavelica", None),
        ("cállate", None),
        ("depende", None),
        ("q", None),
        ("y tú?", None),
        ("Flor de María", "Flor de María"),
        ("Ñ", None),
        ("mi nombre completo es Yesenia Paucar Ramos", "Yesenia Paucar Ramos"),
        ("Nombre: Rosa Quispe", "Rosa Quispe"),
        ("mi nombre es: Flor", "Flor"),
        ("me llamo Saúl pues", "Saúl"),
        ("Flor Mamani (Florcita)", "Flor Mamani"),
        ("Quispe Mamani, Rosa", "Rosa Quispe Mamani"),
        ("mi casa está en la loma del cerro", None),
        ("estoy triste", None),
    ],
)
def test_a_name_as_it_is_typed(said: str, name: str | None) -> None:
    """With a face behind it, as somebody calls her; a place, an order or a letter is none."""
    assert read_name(said) == name


@pytest.mark.parametrize(
    ("name", "alias"),
    [
        ("María del Carmen Huamán Ccori", "María del Carmen H."),
        ("Rosa Quispe Mamani", "Rosa Q."),
        ("Kevin de la Cruz Rojas", "Kevin C."),
        ("José Luis de la Cruz Rojas", "José Luis C."),
        ("José Luis De la Cruz", "José Luis C."),
        ("Flor de María Quispe Rojas", "Flor de María Q."),
        ("Flor de María", "Flor de María"),
        ("Rosa Quispe", "Rosa Quispe"),
        ("Rosa Luz Q.", "Rosa Luz Q."),
        ("Brayan Kevin Yoel Sullca Taipe", "Brayan Kevin S."),
        ("María Fernanda de los Ángeles Huamán Rua", "María Fernanda H."),
        ("Juan de Dios Huamaní Ccente", "Juan de Dios H."),
        ("Ñusta Killa Mamani Choque", "Ñusta Killa M."),
        ("Wilber Ccente Ñahui", "Wilber C."),
    ],
)
def test_whole_surnames_become_a_letter(name: str, alias: str) -> None:
    """Whatever small words stand between them."""
    assert shorter(name) == alias


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("1930", 19 * 60 + 30),
        ("a las veinte", 20 * 60),
        ("a las dieciocho", 18 * 60),
        ("ocho menos diez", 19 * 60 + 50),
        ("8 menos veinte de la noche", 19 * 60 + 40),
        ("cuarto para las 7", 18 * 60 + 45),
        ("diez para las ocho", 19 * 60 + 50),
        ("a las 7 de la nochecita", 19 * 60),
        ("siete y media", 19 * 60 + 30),
        ("2010", 20 * 60 + 10),
        ("99", None),
        ("1999", None),
    ],
)
def test_an_hour_as_it_is_said(said: str, minutes: int | None) -> None:
    """In words, run together, or before the hour."""
    assert read_hour(said) == minutes


@pytest.mark.parametrize(
    "said", ["ok profe", "kkk", "asu", "manya", "te extraño", "eres bien chévere", "quiero ser tu amigo", "ya pe"]
)
def test_a_sign_of_life_is_no_question(said: str) -> None:
    """Whoever is called with it."""
    assert reading.warm(said, plain(said))


@pytest.mark.parametrize(
    "said", ["miss buenas tardes", "ola k ase", "hola profe", "buenos días maestra", "hola buenas tardes profe"]
)
def test_a_greeting_calls_somebody_too(said: str) -> None:
    """It is no question to the teacher."""
    assert reading.greets(plain(said))


@pytest.mark.parametrize(
    "said",
    [
        "gracias profe",
        "muchas gracias miss",
        "gracias amigo",
        "gracias yachaski eres lo máximo",
        "gracias por la lección",
    ],
)
def test_thanks_call_somebody_too(said: str) -> None:
    """They are thanks, and nothing to search for."""
    assert reading.thanks(plain(said))


def test_whom_is_called_alone_is_called() -> None:
    """«profe» is no courtesy."""
    assert not reading.warm("profe", "profe")
    assert not reading.greets("profe")


@pytest.mark.parametrize("said", ["voy a faltar profe", "hoy no puedo ir miss", "mañana no voy a ir, profesora"])
def test_who_tells_a_teacher_something_is_heard_for_her(said: str) -> None:
    """Called at the end of the sentence."""
    assert reading.calls_teacher(plain(said))


@pytest.mark.parametrize(
    ("said", "subject"),
    [
        ("cuánto me va a costar", "cost"),
        ("¿y si no tengo plata?", "cost"),
        ("cuándo me vas a escribir otra vez", "message"),
        ("quién te hizo", "robot"),
        ("cuántos años tienes", "robot"),
        ("dónde estás", "robot"),
        ("quiero hablar con una persona", "robot"),
        ("cuánto dura esto?", "length"),
        ("cuántas lecciones son", "length"),
        ("mándame un audio", "medium"),
        ("tienes videos?", "medium"),
        ("mi hermano quiere entrar también", "another"),
        ("mi amiga quiere aprender cómo hago", "another"),
        ("estoy en el cerro no hay señal", "credit"),
        ("quiero vender con mi hermana", None),
        ("cuánto demora el queso", None),
        ("qué foto pongo en mi aviso", None),
    ],
)
def test_what_the_programme_knows_is_recognised(said: str, subject: str | None) -> None:
    """It is no search among lessons."""
    assert known_question.subject(said) == subject


@pytest.mark.parametrize(
    ("said", "command"),
    [
        ("quiero otra lección", "lesson"),
        ("dame la siguiente lección por favor", "lesson"),
        ("cuál es mi clave", "key"),
        ("puedo hacerlo mañana?", "later"),
        ("dónde veo mi avance", "progress"),
        ("quiero hacer el examen", "exam"),
        ("necesito ayuda", "help"),
        ("cambia mi hora a las 8 pm", "hour"),
        ("escríbeme a las siete de la noche", "hour"),
        ("no quiero que me escribas los viernes", "days"),
        ("escríbeme solo lunes y jueves", "days"),
        ("escríbeme el lunes", ""),
        ("quiero vender queso", ""),
        ("quiero un negocio", ""),
        ("no quiero mi clave", ""),
        ("me escribió un señor a las 8 de la noche", ""),
    ],
)
def test_a_command_is_wished_for_in_a_sentence(said: str, command: str) -> None:
    """With the words around it that people use."""
    assert read(said).command == command
