"""A report: the same cells on screen, in PDF, XLSX and CSV; and nothing that tells of a few."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from bot.__main__ import yachaski
from bot.core.figures import definition, small_groups
from bot.core.figures.definition import AGES, FIGURES
from bot.core.figures.period import month
from bot.core.figures.table import Column, Report, column, rows
from bot.papers import report_page, spreadsheets
from tests.chat import MONDAY, Town, at, world

pytestmark = pytest.mark.slow

NAMES = ("Ana R.", "Luz Q.", "Kevin R.", "Yeni P.", "Rosa M.", "Toño S.")


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house in which six learners of Elena's did a lesson in March; two of them answered otherwise."""
    town = Town(tmp_path / "town.db", at(MONDAY, 9))
    try:
        town.visit()
        for number, name in enumerate(NAMES):
            learner = town.learner(name)
            learner.taps("Empezar")
            learner.does_lesson(right=number > 1)
    finally:
        town.close()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("YACHASKI_DATABASE", str(tmp_path / "town.db"))
    return tmp_path


def does(*args: str) -> Result:
    return CliRunner().invoke(yachaski, ["report", *args])


OF_ELENA = ("--cohort", "huay tar3", "--from", "2026-03")


def test_every_file_has_the_same_cells(box):
    """CSV and the first sheet row for row, no formula, and the page has the words with their counts."""
    done = does(*OF_ELENA, "--to", "2026-04", "--csv", "f.csv", "--xlsx", "f.xlsx", "--pdf", "f.pdf")
    assert done.exit_code == 0, done.output
    table = [*csv.reader(io.StringIO((box / "f.csv").read_text("utf-8-sig")), delimiter=";")]
    book = CalamineWorkbook.from_path(box / "f.xlsx")
    sheet = [[_text(cell) for cell in row] for row in book.get_sheet_by_index(0).to_python()]
    assert sheet == table
    assert book.sheet_names == ["Cifras", "Qué cuenta cada una"]
    page = _page(box / "f.pdf")
    for word, _, march, april in table[1:7]:
        assert f"{word} {march} {april}" in page
    assert not any(name in page for name in NAMES)


def test_the_screen_shows_the_table(box):
    """Without a file the report is read at once."""
    lines = does(*OF_ELENA).output.splitlines()
    assert lines[0] == "3.º B, colegio San Juan"
    assert ["inscritos", "todos", "6"] in [line.split() for line in lines]
    assert any("4 de 6 bien" in line and "eligi" in line for line in lines)


def _text(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) else str(cell)


def _page(path: Path) -> str:
    reader = pypdf.PdfReader(path)
    assert len(reader.pages) == 1
    return " ".join(reader.pages[0].extract_text().split())


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), "Di de quién son las cifras"),
        (("--programme", "--site", "x"), "con una sola de estas"),
        (("--cohort", "NADIE234"), "No hay un grupo con el código NADIE234"),
        (("--site", "Marte"), "No hay una sede «Marte» en el itinerario. Hay: colegio San Juan."),
        (("--region", "Marte"), "Hay: Huancavelica."),
        (("--programme", "--from", "marzo"), "«marzo» no es un mes"),
        (("--programme", "--from", "2026-13"), "«2026-13» no es un mes"),
        (("--programme", "--from", "2026-05", "--to", "2026-03"), "terminaría antes"),
        (("--programme", "--from", "2090-05"), "todavía no empieza"),
        (("--programme", "--from", "2020-01", "--to", "2026-05"), "en una tabla caben 24"),
        (("--programme", "--from", "2025-10", "--to", "2026-05", "--pdf", "f.pdf"), "En una página caben 6 meses"),
        (("--programme", "--csv", "town.db"), "es la base de datos"),
        (("--programme", "--csv", "."), "es una carpeta"),
        (("--programme", "--csv", "none/f.csv"), "No encuentro la carpeta"),
        (("--programme", "--csv", "f", "--xlsx", "f"), "el mismo nombre"),
    ],
)
def test_what_cannot_be_is_a_sentence(box, args, said):
    """It says what to write instead, and nothing is written."""
    before = {file.name for file in box.glob("*") if not file.name.startswith("town.db-")}
    done = does(*args)
    assert done.exit_code == 1
    assert isinstance(done.exception, SystemExit), done.exception
    assert said in done.output
    assert {file.name for file in box.glob("*") if not file.name.startswith("town.db-")} == before


def test_the_honest_page_says_first_what_it_cannot_show(box):
    """On screen and on one page the same lines, with what nobody could have as «—»."""
    shown = does("--programme", "--honest", "--cost", "600")
    assert shown.exit_code == 0, shown.output
    assert "no hay un grupo de comparación" in shown.output
    assert "empezaron: 6 de 6" in shown.output
    assert "recuerdan, al mes: —" in shown.output
    assert "costo por estudiante que empezó: S/ 100" in shown.output
    written = does("--programme", "--honest", "--cost", "600", "--pdf", "h.pdf")
    assert written.exit_code == 0, written.output
    (page,) = pypdf.PdfReader(box / "h.pdf").pages
    text = " ".join(page.extract_text().split())
    assert "no hay un grupo de comparación" in text
    assert "6 de 6" in text
    assert does("--programme", "--honest", "--csv", "h.csv").exit_code == 1


def test_authors_see_what_each_option_got(box):
    """A row an option; counts of a few are not shown there either."""
    assert does("items", "--csv", "items.csv").exit_code == 0
    table = [*csv.reader(io.StringIO((box / "items.csv").read_text("utf-8-sig")), delimiter=";")]
    assert table[0][0] == "pregunta"
    assert {row[3] for row in table[1:]} == {"6"}
    assert {row[7] for row in table[1:]} == {"no se muestra"}


def test_no_cell_becomes_a_formula():
    """Not in the CSV, and the sheet's are texts."""
    cells: list[list[int | str]] = [["=1+1", "+5", "-5", "@a", "\tb", "Ana", 3]]
    (line,) = csv.reader(io.StringIO(spreadsheets.as_csv(cells).decode("utf-8-sig")), delimiter=";")
    assert line == ["'=1+1", "'+5", "'-5", "'@a", "'\tb", "Ana", "3"]
    assert spreadsheets.as_csv(cells).startswith(b"\xef\xbb\xbf")


def test_the_document_has_the_programs_own_words():
    """`docs/es/cifras.md` is made from the definitions."""
    assert (Path(__file__).parent.parent / "docs/es/cifras.md").read_text("utf-8") == definition.page()


# --- small groups ------------------------------------------------------------------------------------------

MARCH = month(2026, 3)


@st.composite
def counted(draw) -> dict[tuple[str, str], int]:
    """Numbers by age band in which each figure is a part of what it says it is a part of."""
    bands = draw(st.lists(st.sampled_from([*AGES]), unique=True, min_size=1))
    numbers: dict[tuple[str, str], int] = {}
    for figure in FIGURES:
        for band in bands:
            most = numbers[figure.of, band] if figure.of else 40
            numbers[figure.name, band] = draw(st.integers(0, most))
        numbers[figure.name, ""] = sum(numbers[figure.name, band] for band in bands)
    return numbers


@given(counted())
def test_no_published_cell_tells_of_a_few(numbers):
    """No count of 1 to 4, nor by subtracting a figure from what it is a part of, nor of one age from all."""
    shown = small_groups.shown(numbers)
    for name, split in shown:
        assert not 0 < numbers[name, split] < 5
        for whole in definition.above(name):
            if (whole, split) in shown:
                assert not 0 < numbers[whole, split] - numbers[name, split] < 5
    for figure in FIGURES:
        bands = {key for key in shown if key[0] == figure.name and key[1]}
        assert not bands or sum(numbers[band] for band in bands) == numbers[figure.name, ""]


@given(st.lists(counted(), min_size=2, max_size=4))
def test_a_sum_of_sites_tells_of_no_single_one(sites):
    """What a site does not show cannot be had by taking the others away from the programme."""
    keys = set().union(*sites)
    programme = {key: sum(site.get(key, 0) for site in sites) for key in keys}
    for key in small_groups.shown(programme, sites):
        hidden = [site[key] for site in sites if key not in small_groups.shown(site) and site.get(key, 0)]
        assert len(hidden) != 1
        assert not 0 < sum(hidden) < 5


def test_a_group_of_four_is_no_row():
    """It is told that it is small, and nothing else."""
    numbers = {("enrolled", ""): 4, ("lessons", ""): 40}
    small = column(MARCH, numbers, world().course, closed=True, published=True)
    assert rows(Report("Sede", (small,), published=True))[1:] == [["grupo de menos de 5", "", ""]]


def test_the_page_is_one_page_with_every_age_and_six_months():
    """The fullest report there can be."""
    numbers = {(figure.name, band): 25 for figure in FIGURES if figure.people for band in AGES}
    numbers |= {(figure.name, ""): 100 for figure in FIGURES}
    months = tuple(Column(month(2026, n), numbers, closed=True, keys=frozenset(numbers)) for n in range(1, 7))
    made = report_page.pdf(Report("Programa", months, published=True), date(2026, 7, 9) + timedelta())
    assert len(pypdf.PdfReader(io.BytesIO(made)).pages) == 1
