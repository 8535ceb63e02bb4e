"""What an adult writes to children: what is read by somebody first, and what a school says every day."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.safety import grooming

HARMLESS = Path(__file__).parent / "contacts" / "harmless.txt"


@pytest.mark.parametrize(
    "words",
    [
        "no le digas a tu mamá que te escribí",
        "no se lo cuentes a nadie, ¿ya?",
        "es nuestro secreto",
        "esto queda entre tú y yo",
        "que nadie se entere",
        "borra este mensaje",
        "ven sola después de la clase",
        "te espero en el camión, ven solita",
        "quiero hablar contigo, ven a mi cuarto",
        "mándame una foto tuya",
        "pásame un video de ti bailando",
        "quiero verte sin ropa",
        "me gustas mucho",
        "eres muy linda",
        "qué bonita estás hoy",
        "ya no eres una niña",
        "¿tienes enamorado?",
        "te doy 20 soles si vienes",
        "si me mandas la foto te apruebo",
        "tengo un regalo solo para ti sola",
        "si cuentas te va a ir mal",
        "nadie te va a creer",
        "n\u200bo le dig\u00adas a tu papá",
        "no kuentes a nadie, no le digas a nadie",
    ],
)
def test_what_a_person_reads_first(words: str) -> None:
    """A secret, alone, her body, a courtship, a trade, a threat."""
    assert grooming.heard(words)


@pytest.mark.parametrize(
    "words",
    [
        "Manda una foto de tu cuaderno.",
        "Avísale a tu mamá que mañana hay reunión.",
        "Díganles a sus papás que la feria es el sábado.",
        "Ven con tu mamá a firmar la hoja.",
        "Vengan todos al camión a las 3.",
        "Nos vemos el viernes a las 9.",
        "Trabaja sola la lección y después compara.",
        "Muy bonito tu chullo, felicitaciones.",
        "¡Qué lindo trabajo!",
        "Si vienes el sábado, trae tu cuaderno.",
        "Si hablas con tres vecinos, ya tienes clientes.",
        "Te doy otra fecha para el examen.",
        "No cuentes las monedas todavía.",
        "El secreto de un buen queso es la leche fresca.",
        "Borra la pizarra al salir.",
        "Cuéntame en qué lección estás.",
    ],
)
def test_what_goes_unread(words: str) -> None:
    """A teacher's ordinary day."""
    assert not grooming.heard(words)


def test_the_harmless_lines_of_the_filter_go_too() -> None:
    """Not one of two hundred waits for a reader."""
    lines = HARMLESS.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#") and grooming.heard(line)] == []
