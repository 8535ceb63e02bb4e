"""One lesson file: what it becomes, and what its author is told."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons_es import markdown
from lessons_es.schema import Card, Option
from tests.lessons.sample import LESSON, line_of

LONG = "pan " * 80

# What is spoilt, with what, what is then said, and a text on the line that is named.
MISTAKES = [
    ("id: abc-01", "id: ABC 1", "La clave «id» no se entiende", "id: ABC"),
    ("id: abc-01", "[id]: abc-01", "no se pueden leer desde aquí", "[id]"),
    ("titulo: El pan de Beto", "titulo:", "La clave «titulo» no se entiende", "titulo:"),
    ("titulo: El pan", "titulo: Hoy: el pan", "no se pueden leer desde aquí", "titulo:"),
    ("dia: 1", "dia: martes", "día, así: «dia: 2»", "dia: martes"),
    ("minutos: 5", "minutos: 50", "La clave «minutos» no se entiende", "minutos: 50"),
    ("minutos: 5", "minutes: 5", "Aquí no se usa la clave «minutes». Escribe «minutos»", "minutes"),
    ("minutos: 5", "minutos: 5\nautor: Eva", "Aquí no se usa la clave «autor»", "autor"),
    ("minutos: 5", "minutos: 5\nminutos: 4", "«minutos» está dos veces", "minutos: 4"),
    ("minutos: 5", "minutos: [[5]]", "La clave «minutos» no se entiende", "minutos: [["),
    ("objetivo: Saber quién compra.\n", "", "Falta la clave «objetivo»", "---"),
    ("claves: [pan, cliente]", "claves: []", "Escribe de 1 a 12 palabras", "claves"),
    ("claves: [", "revisar: mañana\nclaves: [", "«revisar: 2027-03-31»", "revisar"),
    ("---\n## Tarjeta: Uno", "## Tarjeta: Uno", "El archivo no empieza con sus datos", "---"),
    ("---\n## Tarjeta: Uno", "---\nHola\n\n## Tarjeta: Uno", "Hay texto antes del primer título", "Hola"),
    ("## Tarjeta: Uno", "## Carta: Uno", "No conozco el título «Carta: Uno»", "## Carta"),
    ("## Tarjeta: Uno", "### Tarjeta: Uno", "no lleva dos signos «#»", "### Tarjeta"),
    ("## Tarjeta: Uno", "## Tarjeta:", "La tarjeta no tiene título", "## Tarjeta:\n"),
    ("Beto hace pan.\n", "", "La tarjeta está vacía", "## Tarjeta: Uno"),
    ("Beto hace pan.", LONG, "y el máximo es 300", "pan pan"),
    ("Beto hace pan.", "a y " * 35, "La tarjeta tiene 70 palabras", "a y"),
    ("## Tarjeta: Tres\n\nPiensa en ella.\n", "", "Hay 2 tarjetas y tienen que ser 3", "Habla con Irma"),
    (
        "## Pregunta: q1",
        "## Tarjeta: Cuatro\n\nMás.\n\n## Pregunta: q1",
        "Hay 4 tarjetas",
        "## Tarjeta: Cuatro",
    ),
    ("seis panes.", "**seis** panes.", "letra negrita", "**seis**"),
    ("seis panes.", "*seis* panes.", "letra cursiva", "*seis*"),
    ("seis panes.", "6 * 2 panes.", "un asterisco o un acento grave suelto", "6 *"),
    ("seis panes.", "seis `panes`.", "un texto entre acentos graves", "seis `"),
    ("seis panes.", "[seis](pan.html) panes.", "un enlace", "[seis]"),
    ("seis panes.", "seis en www.pan.pe", "un enlace", "seis en"),
    ("seis panes.", "![pan](pan.png)", "una imagen", "![pan]"),
    ("seis panes.", "<b>seis</b> panes.", "una etiqueta o un comentario HTML", "<b>"),
    ("Piensa en ella.", "<p>Piensa</p>", "una etiqueta o un comentario HTML", "<p>"),
    ("Piensa en ella.", "Piensa.\n\n<!-- nota -->", "un comentario HTML", "<!--"),
    ("Piensa en ella.", "Piensa <!-- nota -->", "un comentario HTML", "Piensa <"),
    ("seis panes.", "$$6$$ panes.", "una fórmula (TeX)", "$$6"),
    ("seis panes.", "\\frac{6}{1} panes.", "una fórmula (TeX)", "\\frac"),
    ("- [ ] Todos", "- [ ] Todas las anteriores", "La opción habla de las otras", "- [ ] Todas"),
    ("- [ ] Todos", "- [ ] A y B", "La opción habla de las otras", "- [ ] A y B"),
    ("Piensa en ella.", "| a | b |\n|---|---|\n| c | d |", "una tabla", "| a"),
    ("Piensa en ella.", "- Piensa", "una lista", "- Piensa"),
    ("Piensa en ella.", "1. Piensa", "una lista con números", "1. Piensa"),
    ("Piensa en ella.", "> Piensa", "una cita", "> Piensa"),
    ("Piensa en ella.", "Piensa.\n\n---", "una raya de separación", "---\n\n## Pregunta"),
    ("Piensa en ella.", "    Piensa", "muchos espacios delante", "    Piensa"),
    ("Piensa en ella.", "```\nPiensa\n```", "un bloque de código", "```"),
    ("## Pregunta: q2", "## Pregunta: dos", "La pregunta se llama «dos»", "## Pregunta: dos"),
    ("## Pregunta: q2", "## Pregunta: q1", "«q1» ya está en la línea 24", "## Pregunta: q1\n\n¿Cuánto"),
    ("¿Quién compra?\n", "", "Falta el texto de la pregunta", "## Pregunta: q1"),
    ("¿Quién compra?", "¿Quién?\n\n¿Compra?", "más de un párrafo", "¿Compra?"),
    ("¿Quién compra?", "¿Quién?\n\n1. Irma", "una lista con números", "1. Irma"),
    ("¿Quién compra?", LONG, "La pregunta tiene 319 caracteres", "pan pan"),
    ("- [ ] Todos\n  > Todos no tiene nombre.\n", "", "tiene 1 opciones", "## Pregunta: q1"),
    ("- [ ] Nada", "- [ ] Uno\n  > No.\n- [ ] Nada", "tiene 4 opciones", "- [x] Seis"),
    ("- [ ] Todos", "- Todos", "La opción no dice si es correcta", "- Todos"),
    ("- [ ] Todos", "- [ ] Irma", "Esta opción está dos veces", "- [ ] Irma"),
    ("- [ ] Todos", f"- [ ] {LONG}", "La opción tiene 319 caracteres", "- [ ] pan"),
    ("- [ ] Todos", "- [x] Todos", "Hay otra opción correcta en la línea 28", "- [x] Todos"),
    ("- [x] Irma", "- [ ] Irma", "Ninguna opción está marcada", "## Pregunta: q1"),
    ("  > Todos no tiene nombre.\n", "", "Falta la explicación de esta opción", "- [ ] Todos"),
    ("  > Todos no tiene nombre.\n", "> No tiene nombre.\n", "con «>» está suelta", "> No tiene"),
    ("  > Todos no", "  Todos\n\n  > Todos no", None, ""),
    ("  > Todos no", "  - Todos\n  > Todos no", "algo que no es la explicación", "  - Todos"),
    ("Todos no tiene nombre.", LONG, "La explicación tiene 319 caracteres", "  > pan"),
    ("Todos no tiene nombre.", "Mejor la A.", "nombra una opción por su letra", "  > Mejor"),
    ("Todos no tiene nombre.", "Mejor la {letra}.", "escribe «{correcta}»", "  > Mejor"),
    ("- [ ] Todos", "% [ ] Todos", "quedó pegada a la lista de arriba", "% [ ] Todos"),
    ("Compra seis.\n- [ ] Todos", "Compra seis.J- [ ] Todos", "una casilla «[ ]» en medio", "  > ¡Eso!"),
    ("> Pista: tiene nombre.\n", "", "Falta la pista", "## Pregunta: q1"),
    ("> Pista: tiene nombre.", "> Pista: a.\n\n> Pista: b.", "tiene dos pistas", "> Pista: b"),
    ("## Para hoy\n\nHabla con Irma.\n", "", "Falta la tarea «Para hoy»", "> Pista: mira"),
    ("Habla con Irma.", "Habla.\n\nAnota.", "un párrafo, y uno solo", "## Para hoy"),
    ("Habla con Irma.", LONG, "La tarea tiene 319 caracteres", "pan pan"),
    ("## Para hoy", "## Para hoy\n\nAnota.\n\n## Para hoy", "está dos veces", "## Para hoy\n\nHabla"),
    ("Beto hace", "Beto\u200b hace", "un signo que no se ve (U+200B)", "Beto\u200b"),
]


@pytest.mark.parametrize(("old", "new", "said", "at"), MISTAKES, ids=[case[1][:30] for case in MISTAKES])
def test_each_mistake_is_named_with_its_line(old: str, new: str, said: str | None, at: str) -> None:
    """Whatever is spoilt in a good lesson is named on its own line, with what to write instead."""
    text = LESSON.replace(old, new, 1)
    assert text != LESSON
    reading = markdown.read(text.encode(), "x/01_a.md")
    if said is None:
        assert not reading.mistakes
        return
    assert reading.lesson is None
    found = [mistake for mistake in reading.mistakes if said in str(mistake)]
    assert [mistake.line for mistake in found] == [line_of(text, at)], reading.mistakes


@pytest.mark.parametrize(("old", "new"), [case[:2] for case in MISTAKES])
def test_a_mistake_is_plain_spanish(old: str, new: str) -> None:
    """A mistake reads `path:line: what. mend.` and never says invalid."""
    for mistake in markdown.read(LESSON.replace(old, new, 1).encode(), "x/01_a.md").mistakes:
        assert re.fullmatch(r"x/01_a\.md:\d+: .+[.?!] .+[.]", str(mistake))
        assert "inválid" not in str(mistake).lower()
        assert "invalid" not in str(mistake).lower()


def test_a_good_file_becomes_its_lesson() -> None:
    """Line breaks in a paragraph are spaces, item ids carry the lesson's, a hint can stand alone."""
    lesson = markdown.read(LESSON.encode(), "x/01_a.md").lesson
    assert lesson is not None
    assert lesson.cards[1] == Card("Dos", "Irma compra seis panes.")
    assert [item.id for item in lesson.items] == ["abc-01-q1", "abc-01-q2"]
    assert lesson.items[0].options[1] == Option("Todos", correct=False, explanation="Todos no tiene nombre.")
    assert (lesson.items[0].hint, lesson.task) == ("Tiene nombre.", "Habla con Irma.")


def test_paragraphs_of_a_card_stay_apart() -> None:
    """An empty line inside a card becomes one line break."""
    lesson = markdown.read(LESSON.replace("Beto hace", "Beto.\n\nHace").encode(), "x/01_a.md").lesson
    assert lesson is not None
    assert lesson.cards[0].text == "Beto.\nHace pan."


def test_sources_and_review_day_are_read() -> None:
    """The optional keys reach the lesson."""
    more = (
        "fuentes: [Visita a la feria]\nrevisar: 2027-03-31\nlegibilidad: nombres de plantas\nabogado: pendiente\nclaves"
    )
    lesson = markdown.read(LESSON.replace("claves", more, 1).encode(), "x/01_a.md").lesson
    assert lesson is not None
    assert lesson.sources == ("Visita a la feria",)
    assert lesson.review_by == dt.date(2027, 3, 31)
    assert lesson.readability_note == "nombres de plantas"
    assert lesson.awaits_counsel


def test_all_mistakes_of_a_file_come_together() -> None:
    """A broken head does not hide a broken body."""
    text = LESSON.replace("dia: 1", "dia: x").replace("  > Son más.\n", "").replace("- [x] Irma", "- [ ] Irma")
    lines = [mistake.line for mistake in markdown.read(text.encode(), "x/01_a.md").mistakes]
    assert lines == [line_of(text, part) for part in ("dia: x", "## Pregunta: q1", "- [ ] Dos")]


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_are_read(line_end: str) -> None:
    """A file saved on Windows, with its byte order mark, is the same lesson."""
    data = b"\xef\xbb\xbf" + LESSON.replace("\n", line_end).encode()
    assert markdown.read(data, "x").lesson == markdown.read(LESSON.encode(), "x").lesson


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n  > ", "\n\t> "),
        ("\n- [", "\n-\t["),
        ("\n- [", "\n-\u00a0["),
        ("\n- [", "\n– ["),  # noqa: RUF001 - what a word processor makes of a dash
        ("## ", "##\t"),
        ("\n", "\t\n"),
        ("titulo: El pan de Beto", "titulo: “El pan de Beto”"),
        ("id: abc-01", "# nota\nid: abc-01"),
    ],
)
def test_what_other_programs_write_is_read(old: str, new: str) -> None:
    """Tabs, hard spaces, long dashes and round quotes around a title are the same lesson."""
    text = LESSON.replace(old, new)
    assert text != LESSON
    assert markdown.read(text.encode(), "x").lesson == markdown.read(LESSON.encode(), "x").lesson


def test_split_accents_are_joined() -> None:
    """A file saved with accents as separate characters is the same lesson."""
    data = LESSON.replace("é", "e\u0301").encode()
    assert markdown.read(data, "x").lesson == markdown.read(LESSON.encode(), "x").lesson


def test_letters_of_another_encoding_are_named_with_their_line() -> None:
    """A file that is not UTF-8 names the first line with an accent."""
    (mistake,) = markdown.read(LESSON.encode("latin-1"), "x").mistakes
    assert mistake.line == 8
    assert "UTF-8" in mistake.mend


def test_a_huge_file_is_one_mistake() -> None:
    """A file of a megabyte is refused before it is read."""
    (mistake,) = markdown.read(LESSON.encode() * 2000, "x").mistakes
    assert "64 KB" in mistake.what


@pytest.mark.slow
def test_a_file_cut_anywhere_gives_mistakes() -> None:
    """Wherever a full memory card cut the file, its author reads mistakes."""
    data = LESSON.encode()
    for end in range(len(data.rstrip()) - len("Habla con Irma.")):
        assert markdown.read(data[:end], "x").mistakes, end


@pytest.mark.slow
@pytest.mark.parametrize("flip", [0x01, 0x20, 0x80, 0xFF])
def test_a_flipped_byte_never_raises(flip: int) -> None:
    """Any byte may be damaged: a lesson or its mistakes come back."""
    data = LESSON.encode()
    for place in range(0, len(data), 3):
        reading = markdown.read(data[:place] + bytes([data[place] ^ flip]) + data[place + 1 :], "x")
        assert (reading.lesson is None) == bool(reading.mistakes)


@pytest.mark.slow
@given(st.binary(max_size=400), st.text(max_size=400), st.booleans())
def test_any_bytes_never_raise(data: bytes, text: str, graduate: bool) -> None:
    """Nothing that a file may hold stops the reading."""
    head = LESSON[: LESSON.index("## Tarjeta")].encode()
    for content in (data, head + data, head + text.encode("utf-8", "replace"), b"---\n" + data + b"\n---\n"):
        read = markdown.read(content, "x", graduate=graduate)
        assert (read.lesson is None) == bool(read.mistakes)


@pytest.mark.slow
@pytest.mark.parametrize("nest", ["[", "{", "- ", "> ", "*", "[x](", "<", "&a [*a"])
def test_deep_nesting_never_raises(nest: str) -> None:
    """Thousands of open brackets, quotes or lists are mistakes."""
    for text in (f"---\nid: {nest * 3000}\n---\n", f"---\nid: abc-01\n---\n## Tarjeta: x\n\n{nest * 3000}"):
        assert markdown.read(text.encode(), "x").mistakes


def test_a_graduate_piece_is_shorter() -> None:
    """One card, no question and a task are enough; its place is its order."""
    text = LESSON[: LESSON.index("## Tarjeta: Dos")].replace("semana: 1\ndia: 1", "orden: 3") + "## Para hoy\n\nVe.\n"
    piece = markdown.read(text.encode(), "x", graduate=True).lesson
    assert piece is not None
    assert (piece.is_graduate_piece, piece.day, len(piece.cards), piece.items) == (True, 3, 1, ())
