"""Rosters: what schools' lists look like, what is taken of them, and that nothing else of a child comes out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import yachaski
from bot.tables import roster
from bot.tables.alias import aliases, parted
from bot.tables.reader import TableError
from bot.tables.roster import Roster
from tests import sheets

HEAD = "N.º;DNI;Apellidos y Nombres;Sexo;Fecha de nacimiento;Apoderado"
LUZ = "1;71234567;QUISPE MAMANI, Luz María;M;03/05/2011;Juan Quispe"
KEVIN = "2;71234568;DE LA CRUZ ROJAS, Kevin;H;04/05/2011;Rosa Rojas"


def csv(*rows: str, head: str = HEAD) -> bytes:
    return "\r\n".join([head, *rows, ""]).encode()


def read(data: bytes) -> Roster:
    return roster.read(data, "lista")


def names(data: bytes) -> list[str]:
    return [learner.alias for learner in read(data).learners]


def refused(data: bytes) -> str:
    with pytest.raises(TableError) as wrong:
        read(data)
    return str(wrong.value)


def does(*args: str, types: str = "") -> Result:
    return CliRunner().invoke(yachaski, args, input=types)


# --- names -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "first", "alias"),
    [
        ("QUISPE MAMANI, Luz María", True, "Luz Q."),
        ("QUISPE MAMANI LUZ MARIA", True, "Luz Q."),
        ("QUISPE LUZ", True, "Luz Q."),
        ("DE LA CRUZ ROJAS KEVIN", True, "Kevin C."),
        ("HUAMÁN, María de los Ángeles", True, "María H."),
        ("Luz Quispe", False, "Luz Q."),
        ("Luz Quispe Mamani", False, "Luz Q."),
        ("Luz María Quispe", False, "Luz Q."),
        ("Luz María Quispe Mamani", False, "Luz Q."),
        ("3. Ñahui Pérez, Toño", True, "Toño Ñ."),
        ("Luz", False, "Luz"),
        ("O'Higgins Vela, Ana", True, "Ana O."),
    ],
)
def test_of_a_name_the_first_one_and_a_letter_stay(written, first, alias):
    """Surnames first or last, with a comma or without, small words and all."""
    name = parted(written, surnames_first=first)
    assert name
    assert name.alias() == alias


@pytest.mark.parametrize("written", ["Firma del director", "TOTAL", "", "12", "Hombres: 4"])
def test_what_stands_in_the_column_and_is_nobody(written):
    """Signatures and sums below a list are no children."""
    name = parted(written, surnames_first=True)
    assert name is None or not name.alias()


def test_a_second_name_tells_two_apart():
    """Only where two collide; where it tells nothing apart, both keep one alias and are asked for."""
    wholes = [parted(one, surnames_first=True) for one in ("QUISPE, Luz María", "QUINTO, Luz Elena", "ROJAS, Ana Rosa")]
    assert aliases([whole for whole in wholes if whole]) == ["Luz María Q.", "Luz Elena Q.", "Ana R."]
    twins = read(csv(LUZ, LUZ.replace("1;", "2;")))
    assert [[learner.line for learner in same] for same in twins.alike()] == [[2, 3]]


# --- files -------------------------------------------------------------------------------------------------


def test_nothing_but_alias_group_and_sums_comes_out():
    """No surname, number, date or name of a family is in what the reader returns, whatever the file holds."""
    found = read(csv(LUZ, KEVIN))
    assert names(csv(LUZ, KEVIN)) == ["Luz Q.", "Kevin C."]
    assert (found.girls, found.boys) == (1, 1)
    kept = repr(found).casefold()
    assert not [word for word in ("quispe", "mamani", "rojas", "7123", "2011", "juan", "rosa") if word in kept]
    assert "No leí las columnas «N.º», «DNI», «Fecha de nacimiento» y «Apoderado»." in found.notes


def test_a_list_as_the_ministrys_program_prints_it():
    """A title, grade and section in cells of their own above, numbers, who left, a signature and sums below."""
    head = ("N.º", "Apellidos y Nombres", "Sexo", "Situación")
    title: list[list[object]] = [["NÓMINA DE MATRÍCULA 2026"], ["Grado", 3, "Sección", "B", "Situación", "Sexo"], []]
    body: list[tuple[object, ...]] = [
        (1, "QUISPE MAMANI, Luz", "M", "Promovido"),
        (2, "ROJAS TITO, Kevin", "H", "Retirado"),
        (3, "SULCA RAMOS, Yeni", "M", None),
        (4, None, None, None),
        (None, "Firma del director", None, None),
        ("TOTAL", 3, None, None),
    ]
    found = read(sheets.xlsx([*title, head, *body]))
    assert [(learner.line, learner.alias) for learner in found.learners] == [(5, "Luz Q."), (7, "Yeni S.")]
    assert "Dejé fuera la línea 6: dice que ya no está en el grupo." in found.notes
    assert "Dejé fuera las líneas 8 y 9: ahí no encontré un nombre." in found.notes


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("Nombres y apellidos", "Luz Quispe Mamani"),
        ("APELLIDOS Y NOMBRES (Orden Alfabético)", "QUISPE MAMANI LUZ"),
        ("Apellido paterno;Apellido materno;Nombres", "Quispe;Mamani;Luz María"),
        ("Nombre;Apellido", "luz;quispe"),
        ("Alumno(a)", "Quispe Mamani, Luz"),
        ("Full name", "Luz Quispe"),
    ],
)
def test_heads_in_other_words(head, row):
    """In one cell or in three, in Spanish or in English."""
    assert names(csv(row, head=head)) == ["Luz Q."]


def test_where_the_head_does_not_say_the_order_it_is_told():
    """«Estudiante» may be either: the known given names decide, and the operator looks."""
    found = read(csv("QUISPE MAMANI ROSA", "HUAMAN TITO LUIS", head="Estudiante"))
    assert [learner.alias for learner in found.learners] == ["Rosa Q.", "Luis H."]
    assert "En «Estudiante» leí primero los apellidos y después los nombres: mira que sea así." in found.notes


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_the_letters_of_a_list(encoding):
    """As for the itinerary: what was guessed is told."""
    found = read(csv("ÑAHUI PÉREZ, Begoña", head="Apellidos y Nombres").decode().encode(encoding))
    assert [learner.alias for learner in found.learners] == ["Begoña Ñ."]
    assert bool(found.notes) is (encoding == "cp1252")


def test_groups_are_compared_as_people_compare_them():
    """`3ro B` and `3.º b` are one; a group that is written once goes on below, and this is told."""
    rows = ("3ro;B;Quispe, Luz", ";;Rojas, Kevin", "3.º;b;Sulca, Yeni", "4.º;A;Tito, Ana")
    found = read(csv(*rows, head="Grado;Sección;Apellidos y nombres"))
    assert [(group, len(some.learners)) for group, some in found.groups()] == [("3ro B", 3), ("4.º A", 1)]
    assert "La línea 3 no dice su grupo: puse el de arriba." in found.notes


@pytest.mark.parametrize(
    ("said", "sums"),
    [("MH", (1, 1)), ("MF", (1, 1)), ("FF", (2, 0)), ("MM", (0, 0)), ("VM", (1, 1)), ("HH", (0, 2))],
)
def test_a_letter_for_the_sex(said, sums):
    """M is mujer beside H, masculino beside F, and nobody's where it stands alone."""
    found = read(csv(*[f"Quispe, Luz;{letter}" for letter in said], head="Apellidos y nombres;Sexo"))
    assert (found.girls, found.boys) == sums
    assert any("puede ser mujer o masculino" in note for note in found.notes) is (said == "MM")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "lista:1: el archivo está vacío"),
        (csv("2026-03-08;x", head="arrives;site"), "lista:1: no encuentro la fila de los títulos"),
        (csv(head="Apellidos y nombres"), "lista:1: no hay nada debajo"),
        (csv("1", head="Apellidos y nombres"), "debajo de «Apellidos y nombres» no hay estudiantes"),
        (csv(LUZ + ";;x"), "lista:2: tiene más celdas que columnas"),
        (csv(*["Quispe, Luz"] * 5001, head="Apellidos y nombres"), "lista:5001: tiene más de 5000 filas"),
        (csv("x" * 5_000_001, head="Apellidos y nombres"), "pesa más de 5 MB"),
        (csv("#REF!", head="Apellidos y nombres"), "lista:2: Apellidos y nombres dice «#REF!»"),
    ],
)
def test_what_is_no_list_is_refused_by_its_line(data, said):
    """Each mistake with the line that the person sees."""
    assert said in refused(data)


# --- read --------------------------------------------------------------------------------------------------


def test_read_says_what_it_found_and_keeps_nothing(tmp_path: Path, monkeypatch):
    """How many, the aliases, what was left out and why; no database is made."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lista.csv").write_bytes(csv(LUZ, KEVIN, ";;Firma del director;;;"))
    done = does("roster", "read", "lista.csv")
    assert done.exit_code == 0
    assert done.output.startswith("2 estudiantes (1 mujer, 1 hombre).\n  Luz Q.\n  Kevin C.\n")
    assert "Dejé fuera la línea 4: ahí no encontré un nombre." in done.output
    assert "no leo DNI, fechas ni datos de la familia" in done.output
    assert [path.name for path in tmp_path.iterdir()] == ["lista.csv"]


def test_read_ends_with_one_where_the_file_is_no_list(tmp_path: Path, monkeypatch):
    """And so does a file that is not there."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lista.csv").write_bytes(csv("x;y", head="site;region"))
    assert does("roster", "read", "lista.csv").exit_code == 1
    missing = does("roster", "read", "otra.csv")
    assert (missing.exit_code, "No puedo leer «otra.csv»" in missing.output) == (1, True)
    dated = sheets.xlsx([("Apellidos y nombres", "Nació"), ("Quispe, Luz", date(2011, 5, 3))])
    (tmp_path / "lista.xlsx").write_bytes(dated)
    assert "Luz Q." in does("roster", "read", "lista.xlsx").output
