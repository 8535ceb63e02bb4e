"""Rosters: what schools' lists look like, what is taken of them, and that nothing else of a child comes out."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import yachaski
from bot.commands import roster_work
from bot.core.one_use_code import ON_CARD, Code, opens
from bot.tables import roster
from bot.tables.alias import aliases, parted
from bot.tables.reader import TableError
from bot.tables.roster import Roster
from scheduler.clock import WallClock
from tests import sheets
from tests.chat import Town

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


# --- load --------------------------------------------------------------------------------------------------

VISITS = (
    "site,region,arrives,departs,group,code,teacher\nColegio A,Ica,{year}-03-08,{year}-04-09,3.º B,HUAYTAR3,Elena\n"
)


@pytest.fixture
def box(tmp_path: Path, monkeypatch) -> Path:
    """A folder with a database where 3.º B has the code HUAYTAR3, and a list of three."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("YACHASKI_DATABASE", str(tmp_path / "town.db"))
    (tmp_path / "visitas.csv").write_text(VISITS.format(year=WallClock().now().year), encoding="utf-8")
    (tmp_path / "lista.csv").write_bytes(csv(LUZ, KEVIN, KEVIN.replace("Kevin", "Yeni")))
    assert does("itinerary", "load", "visitas.csv", "--yes").exit_code == 0
    return tmp_path


def kept(box: Path, query: str) -> list[str]:
    with closing(sqlite3.connect(box / "town.db")) as database:
        return [" ".join(map(str, row)) for row in database.execute(query)]


def enrolled(box: Path) -> list[str]:
    return kept(box, "SELECT name, age_band FROM person JOIN learner ON learner.person = person.id ORDER BY name")


def test_load_asks_for_each_and_enrols_who_has_a_paper(box: Path):
    """Nobody is enrolled by a word for all: the paper of each, then the age; the cards are in a file of one's own."""
    done = does("roster", "load", "HUAYTAR3", "lista.csv", types="s\n2\nn\ns\n1\ns\n")
    assert done.exit_code == 0, done.output
    assert "Encontré 3 estudiantes de 3.º B (1 mujer, 2 hombres)." in done.output
    assert "2 de 3. Kevin C. (línea 3): ¿tienes su hoja firmada? (s/n)" in done.output
    assert "Entran a 3.º B: Luz Q. y Yeni C." in done.output
    assert enrolled(box) == ["Luz Q. 14_to_17", "Yeni C. under_14"]
    assert (box / "tarjetas.pdf").read_bytes().startswith(b"%PDF")
    assert (box / "tarjetas.pdf").stat().st_mode & 0o077 == 0
    assert kept(box, "SELECT girls, boys, total FROM roster_sum") == ["1 2 3"]
    assert kept(box, "SELECT given_by, channel FROM consent") == ["guardian paper"] * 2


def test_a_list_that_comes_twice_enrols_nobody_twice(box: Path):
    """Who is there already is asked for; another one of that name is called otherwise. The old cards stay."""
    assert does("roster", "load", "HUAYTAR3", "lista.csv", types="s\n2\nn\nn\ns\n").exit_code == 0
    again = does("roster", "load", "HUAYTAR3", "lista.csv", types="s\nn\nn\n")
    assert "1 de 3. Luz Q. (línea 2): en el grupo ya está Luz Q." in again.output
    assert (again.exit_code, enrolled(box)) == (0, ["Luz Q. 14_to_17"])
    other = does("roster", "load", "HUAYTAR3", "lista.csv", types="n\nLuz Q.\nLuz M.\ns\n3\nn\nn\ns\n")
    assert "una letra que no tenga otro" in other.output
    assert enrolled(box) == ["Luz M. adult", "Luz Q. 14_to_17"]
    assert sorted(path.name for path in box.glob("*.pdf")) == ["tarjetas-2.pdf", "tarjetas.pdf"]


def test_two_equal_names_are_asked(box: Path):
    """One child written twice enters once; two children get a name each."""
    (box / "lista.csv").write_bytes(csv(LUZ, LUZ, LUZ))
    done = does("roster", "load", "HUAYTAR3", "lista.csv", types="s\n2\ns\nn\nLuz M.\ns\n2\ns\n")
    assert "se llama igual que en la línea 2" in done.output
    assert enrolled(box) == ["Luz M. 14_to_17", "Luz María Q. 14_to_17"]


@pytest.mark.parametrize(
    ("code", "rows", "types", "said"),
    [
        ("NADA2345", (LUZ,), "", "No hay un grupo con el código NADA2345."),
        ("HUAYTAR3", (), "", "lista.csv:1: no hay nada debajo"),
        ("HUAYTAR3", (LUZ, KEVIN), "s\n2\n", "Cancelado: no cambié nada."),
    ],
)
def test_what_is_not_done_leaves_the_database_as_it_was(box: Path, code, rows, types, said):
    """It ends with 1; nobody is enrolled, and no card is left behind."""
    (box / "lista.csv").write_bytes(csv(*rows))
    before = kept(box, "SELECT COUNT(*) FROM person") + kept(box, "SELECT COUNT(*) FROM invite")
    done = does("roster", "load", code, "lista.csv", types=types)
    assert done.exit_code == 1
    assert said in done.output
    assert kept(box, "SELECT COUNT(*) FROM person") + kept(box, "SELECT COUNT(*) FROM invite") == before
    assert not [path for path in box.iterdir() if "tarjetas" in path.name]


def test_only_the_groups_own_lines_are_taken(box: Path):
    """Lines of another group are told; a list of another group alone is refused."""
    (box / "lista.csv").write_bytes(csv("3ro;B;Quispe, Luz", "4to;A;Rojas, Ana", head="Grado;Sección;Estudiante"))
    done = does("roster", "load", "HUAYTAR3", "lista.csv", types="n\n")
    assert "Encontré 1 estudiante de 3.º B." in done.output
    assert "Dejé fuera la línea 3: es de otro grupo." in done.output
    (box / "lista.csv").write_bytes(csv("4to;A;Rojas, Ana", head="Grado;Sección;Estudiante"))
    refused = does("roster", "load", "HUAYTAR3", "lista.csv")
    assert (refused.exit_code, "En la lista no hay nadie de 3.º B: dice 4to A." in refused.output) == (1, True)


def test_where_nobody_protects_the_learners_no_list_is_loaded(box: Path, monkeypatch):
    """As nobody enrols by a code there."""
    monkeypatch.setenv("YACHASKI_TELEGRAM_TOKEN", "1:a-token")
    done = does("roster", "load", "HUAYTAR3", "lista.csv")
    assert (done.exit_code, "falta quien cuide a los estudiantes" in done.output) == (1, True)


def test_a_code_on_a_card_opens_days_later_and_once(town: Town):
    """On the truck's screen too, where a dictated one ends after a quarter of an hour; the key is shown there."""
    card = roster_work.Newcomer("Luz Q.", "14_to_17", "ABCDE23456", "123")
    settings, now = town.house.settings, town.clock.now()
    roll = roster_work.Roll((card,), 1, 0, 1)
    assert town.book(lambda book: roster_work.enrol(book, settings, "HUAYTAR3", roll, now)) == ""
    cohort = town.book(lambda book: book.cohort_by_code("HUAYTAR3").id)
    assert town.book(lambda book: book.tickets(cohort)) == ["123"]
    town.waits(days=6)
    luz = town.screen()
    luz.says("ABCDE-23456")
    luz.hears("Hola, Luz. Sigues donde estabas. Cuando termines, toca [Salir].\nTu clave es ")
    other = town.screen()
    other.says("ABCDE-23456")
    assert "Luz" not in "".join(other.heard())
    assert not opens(Code("luz", "", "", "", "", "", now, now, "", now + ON_CARD), screen=True, now=now + 2 * ON_CARD)
