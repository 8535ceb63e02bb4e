"""Itineraries as people's programs save them: what is read, what is said of it, and what is refused with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.core.text.days import read_day
from bot.itinerary import itinerary, spreadsheet
from bot.itinerary.spreadsheet import ItineraryFile, Row
from bot.ports.rows import Planned
from bot.tables.reader import TableError
from tests import sheets

TODAY = date(2026, 3, 20)
HEAD = "site,region,arrives,departs,group,code,teacher"
RAUL = "Colegio San Juan,Huancavelica,2026-04-06,2026-05-08,3 A,SANJUAN3A,Raúl"
ELENA = "Colegio San Juan,Huancavelica,2026-04-06,2026-05-08,3 B,SANJUAN3B,Elena"
SPANISH = ("Colegio", "Región", "Fecha de llegada", "Fecha de salida", "Grupo", "Código", "Docente")
FIRST = ("Colegio San Juan", "Huancavelica", date(2026, 4, 6), date(2026, 5, 8), "3 A", "SANJUAN3A", "Raúl")
SECOND = (None, "Huancavelica", date(2026, 4, 6), date(2026, 5, 8), "3 B", "SANJUAN3B", "Elena")


def csv(*rows: str, head: str = HEAD) -> str:
    return "\r\n".join([head, *rows, ""])


def read(data: bytes | str) -> ItineraryFile:
    return spreadsheet.read(data if isinstance(data, bytes) else data.encode(), "visitas", TODAY)


def refused(data: bytes | str) -> str:
    with pytest.raises(TableError) as wrong:
        read(data)
    return str(wrong.value)


def without_lines(rows: tuple[Row, ...]) -> list[tuple[object, ...]]:
    return [(*row.visit, row.region, row.group, row.code, row.teacher) for row in rows]


# --- encodings ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_what_says_its_letters_is_read_without_a_word(encoding):
    """UTF-8 and UTF-16, with a byte order mark and without."""
    found = read(csv(RAUL).replace(",", ";").encode(encoding))
    assert (found.rows[0].teacher, found.notes) == ("Raúl", ())


@pytest.mark.parametrize(
    ("encoding", "name"), [("cp1252", "Windows (ANSI)"), ("cp850", "MS-DOS"), ("mac_roman", "Macintosh")]
)
def test_guessed_letters_are_told(encoding, name):
    """What Excel saves as CSV has no word on its letters: they are guessed, and the operator looks at them."""
    found = read(csv(RAUL, ELENA.replace("Elena", "Begoña Ñahui")).replace(",", ";").encode(encoding))
    assert [row.teacher for row in found.rows] == ["Raúl", "Begoña Ñahui"]
    assert found.notes == (f"Leí el archivo como {name}: mira que las tildes y la ñ estén bien.",)


def test_letters_that_another_program_broke_are_refused():
    """`RaÃºl` is nobody's name."""
    assert "visitas:2: hay letras rotas («RaÃº»)" in refused(csv(RAUL).encode().decode("cp1252"))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7", "es un PDF"),
        (b"<html><table>", "es una página web"),
        (b"PK\x03\x04 no more", "no es una hoja de cálculo que sepa leer"),
        (b"\xd0\xcf\x11\xe0 no more", "no es una hoja de cálculo que sepa leer"),
        (b"\x00\x01\x00\x02\x00\x00\x03", "no es un texto"),
        (b"", "está vacío"),
    ],
)
def test_what_is_no_table_is_named(data, said):
    """Whatever the file is called."""
    assert said in refused(data)


# --- tables ------------------------------------------------------------------------------------------------


def test_the_heads_may_be_spanish_and_below_a_title():
    """And a column that nobody asked for is passed over, and told."""
    head = "N.º;COLEGIO;Región;F. salida;Fecha de llegada;Fecha de salida;Sección;Código;Profesor(a)"
    body = "1;Colegio San Juan;Huancavelica;x;2026-04-06;2026-05-08;3 A;SANJUAN3A;Raúl"
    found = read(f"Itinerario del camión, 2026;;\n\n{head}\n\n{body}\n;;\n")
    assert without_lines(found.rows) == without_lines(read(csv(RAUL)).rows)
    assert found.rows[0].line == 5
    assert found.notes == ("No leí las columnas «N.º» y «F. salida».",)


def test_what_excel_leaves_is_passed_over():
    """`sep=;`, empty cells at the end, a line break in a cell, totals, the heads again."""
    broken = RAUL.replace("Colegio San Juan", '"Colegio\r\nSan Juan"')
    text = csv(f"{broken},,", ",,,,,,", HEAD, f"{ELENA},,,", "TOTAL,,,,2 grupos,,")
    found = read("sep=;\r\n" + text.replace(",", ";"))
    assert without_lines(found.rows) == without_lines(read(csv(RAUL, ELENA)).rows)
    assert [row.line for row in found.rows] == [3, 7]
    assert found.notes == ("No leí la línea 8: es de totales.",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (csv(RAUL + ",Elena", head=HEAD + ",teacher"), "visitas:1: la columna teacher está dos veces: «teacher» y"),
        (csv(RAUL + ",Elena", head=HEAD + ",Docente"), "está dos veces: «teacher» y «Docente». Deja una sola."),
        (csv(RAUL + ",x"), "visitas:2: tiene más celdas que columnas"),
        (csv(ELENA, RAUL.replace("Raúl", '"Raúl')), 'visitas:3: hay una comilla («"») sin su pareja'),
        (csv(RAUL.replace("Raúl", "#REF!")), "visitas:2: teacher dice «#REF!», que es un error de la hoja."),
        (csv(RAUL, "Elaborado por la oficina,,,,,,"), "visitas:3: solo dice «Elaborado por la oficina»."),
    ],
)
def test_what_could_be_two_things_is_refused(text, said):
    """By the line that the person sees."""
    assert said in refused(text)


def test_a_workbook_is_read_as_its_owner_sees_it():
    """The sheet that has the heads, days as days, numbers without a point, merged cells filled downwards."""
    title, legend = ("Itinerario", None), (("Leyenda",), ("Azul: confirmado",))
    data = sheets.xlsx(legend, [title, [], SPANISH, FIRST, SECOND], merged=["A4:A5"])
    found = read(data)
    assert without_lines(found.rows) == without_lines(read(csv(RAUL, ELENA)).rows)
    assert [row.line for row in found.rows] == [4, 5]
    assert found.notes == ("Leí solo la hoja «Hoja2»; el archivo tiene también «Hoja1».",)
    numbered = sheets.xlsx([SPANISH, (*FIRST[:4], 3, 20261, "Raúl")])
    assert [(row.group, row.code) for row in read(numbered).rows] == [("3", "20261")]


def test_other_spreadsheets_are_read_too():
    """ODS has no merged cells for us: what is empty below a visit goes on with it, and this is told."""
    found = read(sheets.ods([SPANISH, FIRST, SECOND]))
    assert without_lines(found.rows) == without_lines(read(csv(RAUL, ELENA)).rows)
    assert found.notes == ("La línea 3 no dice todo de su visita: puse lo de la línea de arriba.",)
    old = (Path(__file__).parent / "samples/itinerary.xls").read_bytes()
    assert without_lines(read(old).rows) == without_lines(read(csv(RAUL, ELENA)).rows)


def test_only_a_line_that_goes_on_with_its_visit_is_filled():
    """Another date, or a site without a region, is somebody's slip."""
    assert "visitas:3: falta site" in refused(
        csv(RAUL, ELENA.replace("Colegio San Juan", "").replace("04-06", "04-07"))
    )
    assert "visitas:3: falta region" in refused(csv(RAUL, ELENA.replace("Huancavelica", "")))


# --- days --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        *("2026-04-06", "2026-4-6", "2026-04-06 00:00:00", "06/04/2026", "6/4/26", "06.04.2026", "6-4-2026"),
        *("46118", "6 de abril de 2026", "lunes 6 de abril del 2026", "06-abr-26", "6 ABRIL 2026"),
    ],
)
def test_a_day_in_every_way(text):
    """Day before month, a spreadsheet's number, words."""
    assert read_day(text) == date(2026, 4, 6)


@pytest.mark.parametrize("text", ["04/27/2026", "31/02/2026", "6 de abrazo de 2026", "1", "abril", "2026-13-01", "1/2"])
def test_what_is_no_day(text):
    """Nothing is made of it."""
    assert read_day(text) is None


def test_days_are_read_day_first_and_told():
    """`08/03/27` has one meaning in Peru; the operator reads it in words."""
    found = read(csv("Colegio A,Ica,08/03/27,09/04/27,3 A,SANJUAN3A,Raúl"))
    assert (found.rows[0].arrives, found.rows[0].departs) == (date(2027, 3, 8), date(2027, 4, 9))
    assert found.notes == ("Leí las fechas como día, mes y año: 08/03/27 es el 8 de marzo de 2027.",)


def test_where_nobody_can_tell_the_mend_is_an_example():
    """A file that has the month first in one line has it perhaps in all: no mend looks like the truth."""
    said = refused(csv(RAUL.replace("2026-04-06", "04/06/2026").replace("2026-05-08", "05/28/2026")))
    assert "visitas:2: arrives dice «04/06/2026», y no sé cuál es el mes" in said
    assert "visitas:2: departs dice «05/28/2026»" in said
    assert said.count("por ejemplo 2027-03-27") == 2


@pytest.mark.parametrize("mark", ["\u200e", "\u200b", "\ufeff", "\u00ad"])
def test_a_mark_that_nobody_sees_is_dropped(mark):
    """It came along when the date was copied from a page."""
    assert without_lines(read(csv(RAUL.replace("2026-04", f"{mark}2026-04"))).rows) == without_lines(
        read(csv(RAUL)).rows
    )


def test_years_that_nobody_means_are_refused():
    """Five years around today, and no visit of more than a year."""
    assert "arrives dice «0026-04-06», que es el año 26, y hoy es 20 de marzo de 2026" in refused(
        csv(RAUL.replace("2026-04-06", "0026-04-06"))
    )
    assert "que es el año 2206" in refused(csv(RAUL.replace("2026-05-08", "2206-05-08")))
    assert "es más de un año" in refused(csv(RAUL.replace("2026-05-08", "2027-05-08")))


# --- visits ------------------------------------------------------------------------------------------------


def test_one_school_written_in_four_ways_is_one_visit():
    """Case, accents, spaces and how they are stored do not make another school; the plan says so."""
    ways = ["Colegio Túpac Amaru", "COLEGIO TUPAC AMARU", "Colegio  Túpac Amaru ", "Colegio Tu\u0301pac Amaru"]
    rows = [RAUL.replace("Colegio San Juan", way).replace("3A", f"3{n}") for n, way in zip("ABCD", ways, strict=True)]
    found = read(csv(*rows))
    assert {row.visit for row in found.rows} == {("Colegio Túpac Amaru", date(2026, 4, 6), date(2026, 5, 8))}
    told = "«Colegio Túpac Amaru» y «COLEGIO TUPAC AMARU» son el mismo lugar y una sola visita"
    assert found.notes == (f"{told}: lo escribo «Colegio Túpac Amaru».",)


def test_a_new_group_finds_the_visit_that_is_stored():
    """However the file spells it, when the visit's other groups are not in the file."""
    one = read(csv(RAUL)).rows[0]
    known = Planned("c", "v", one.site, one.region, one.arrives, one.departs, "America/Lima", "3 A", one.code, "Raúl")
    plan = itinerary.compare(read(csv(ELENA.replace("Colegio San Juan", "colegio san juan"))).rows, [known])
    assert [change.visit for change in plan.changes] == ["v"]
    assert plan.lines()[0] == "Colegio San Juan, 3 B: grupo nuevo, código SANJUAN3B, profe Elena."
    assert "«colegio san juan» ya está, escrito «Colegio San Juan»: es la misma visita." in plan.lines()


def test_visits_of_one_truck_that_overlap_are_said():
    """Nothing is refused: there may be two trucks. To leave on the day of the next arrival is no overlap."""
    other = ELENA.replace("Colegio San Juan", "Colegio Grau")
    (told,) = [line for line in itinerary.compare(read(csv(RAUL, other)).rows, []).lines() if "cruzan" in line]
    assert told.startswith("Se cruzan: Colegio San Juan (del 6 de abril de 2026 al 8 de mayo de 2026) y Colegio Grau")
    later = other.replace("2026-05-08", "2026-06-12").replace("2026-04-06", "2026-05-08")
    assert "cruzan" not in "".join(itinerary.compare(read(csv(RAUL, later)).rows, []).lines())


@pytest.mark.parametrize("code", ["CLASE", "HOLA", "VAMOS", "borrar", "AYUDA", "gracias"])
def test_a_code_that_is_a_word_is_refused_with_another(code):
    """Who types it would be answered as if it were the word."""
    said = refused(csv(RAUL.replace("SANJUAN3A", code)))
    assert f"el código {code.upper()} es una palabra que los estudiantes escriben para otra cosa" in said
    assert f"por ejemplo {code.upper()}2." in said
