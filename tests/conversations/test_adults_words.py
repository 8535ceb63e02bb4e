"""What a teacher and an operator type in words of their own does something, and nothing is sent by it alone."""

from __future__ import annotations

import pytest

from tests.chat import Person, Town


@pytest.fixture
def elena(town: Town, ana: Person) -> Person:
    """Ana's teacher."""
    return town.teacher("Elena")


@pytest.fixture
def rosa(town: Town, ana: Person) -> Person:
    """Who runs the programme."""
    return town.operator("Rosa")


@pytest.mark.parametrize(
    ("said", "heard", "button"),
    [
        ("quién no escribe", "3.º B, colegio San Juan: 1 estudiante.", "Avance"),
        ("cómo van mis estudiantes", "Ana R. · 0 de 25", "Anuncio"),
        ("quiero mandar un mensaje", "¿Qué quieres avisar?", "No enviar"),
        ("el código de mi grupo", "HUAYTAR3", "Mi grupo"),
        ("cómo agrego un estudiante", "HUAYTAR3", "Sin celular"),
        ("un alumno no tiene celular", "en la pantalla del camión", "Sin celular"),
        ("un alumno perdió su clave", "un código nuevo", "Clave nueva"),
        ("eliminar a un estudiante", "«salir del grupo»", "Mi grupo"),
        ("ya no soy profe de este grupo", "te doy un enlace", "Me reemplaza…"),
        ("cuándo se va el camión", "Salida: el viernes 3 de abril", "Mi grupo"),
        ("quién más ve lo que escribo", "Una persona del programa", "Mi grupo"),
        ("me equivoqué de grupo", "quien lleva el camión", "Mi grupo"),
        ("imprimir el afiche", "los imprime quien lleva el programa", "Mi grupo"),
        ("qué puedo hacer", "Aquí ves a tu grupo", "Mi grupo"),
        ("gracias", "De nada, profe Elena.", "Mi grupo"),
        ("sí", "No hay nada por enviar", "Anuncio"),
        ("resumen semanal", "esta semana", "Otro día u hora"),
        ("me puedes decir la capital del Perú", "De eso no sé.", "Mi grupo"),
        ("qué hago con Ana que no viene", "¿De quién?", "Ana R."),
    ],
)
def test_a_teacher_is_understood(elena: Person, said: str, heard: str, button: str) -> None:
    """The talk that was meant, or the fact, and a next step."""
    elena.says(said)
    elena.hears(heard)
    assert button in elena.buttons()


def test_a_sentence_may_be_news_and_is_shown_before_it_leaves(town: Town, ana: Person, elena: Person) -> None:
    """«mañana no hay clase» is asked, shown, and leaves with [Ahora] alone; «sí» under it chooses nothing."""
    elena.says("mañana no hay clase por la fiesta")
    elena.hears("¿Es un anuncio para tu grupo?")
    elena.taps("Sí, muéstrame")
    elena.hears("Tu profe Elena: mañana no hay clase por la fiesta")
    elena.says("sí")
    elena.sees("Ahora", "A otra hora", "Corregir")
    town.waits(hours=1)
    assert not any("fiesta" in text for text in ana.heard())
    elena.taps("Ahora")
    town.waits(hours=1)
    assert any("fiesta" in text for text in ana.heard())
    elena.says("¿llegó mi mensaje?")
    elena.hears("ya salió")


def test_avisa_a_todos_is_shown_at_once(elena: Person) -> None:
    """Without the words that ask for it; «no» drops it."""
    elena.says("avisa a todos que mañana hay reunión a las 5")
    elena.hears("Tu profe Elena: mañana hay reunión a las 5")
    elena.says("no")
    elena.hears("no mandé nada")
    elena.says("¿ya se envió?")
    elena.hears("No hay")


def test_a_sentence_under_the_question_for_an_hour_is_read_as_one(elena: Person) -> None:
    """The hour of questions is asked again for what may be one, and for nothing else."""
    elena.says("preguntas")
    elena.says("a la tardecita")
    elena.hears("Escríbeme la hora así")
    elena.says("un alumno perdió su clave")
    assert "Clave nueva" in elena.buttons()


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("qué hago", "Aquí mueves las visitas"),
        ("cómo va el programa", "Escribe «resumen»"),
        ("cuántos estudiantes hay", "Escribe «resumen»"),
        ("copias", "Escribe «resumen»"),
        ("agregar una parada", "con el archivo de la ruta"),
        ("cambiar la fecha de salida", "Colegio San Juan: el camión está ahí"),
        ("invitar a un profe", "se hacen en la caja"),
        ("quiero mandar un aviso a todos", "Cada profe anuncia a su grupo"),
        ("cuál es la capital del Perú", "De eso no sé."),
        ("gracias", "De nada, Rosa."),
    ],
)
def test_an_operator_is_understood(rosa: Person, said: str, heard: str) -> None:
    """And is asked for no poster's code."""
    rosa.says(said)
    rosa.hears(heard)
