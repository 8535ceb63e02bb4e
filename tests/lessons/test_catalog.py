"""A folder of lessons: the course, or everything that is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessons_es.catalog import check, load
from lessons_es.mistake import CourseError
from tests.lessons.sample import LESSON, UNIT, lesson, write_course


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A course without mistakes, in a folder named as the real one."""
    return write_course(tmp_path / "lessons_es")


def said(folder: Path) -> str:
    """Everything that the report says is wrong."""
    return "\n".join(map(str, check(folder).mistakes))


def spoil(folder: Path, file: str, old: str, new: str) -> None:
    """Replace one text of a file."""
    path = folder / "1_ventas" / file
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")


def test_a_good_folder_is_a_course(folder: Path) -> None:
    """Lessons come by day, with the path that their author knows."""
    course = load(folder)
    assert [found.id for found in course.lessons] == ["abc-01", "abc-02", "abc-03", "abc-04", "abc-05"]
    assert course.lessons[2].path == "lessons_es/1_ventas/03_leccion.md"
    assert (course.units[0].id, course.units[0].title, course.units[0].week) == ("ventas", "Ventas", 1)


def test_mistakes_of_all_files_come_at_once(folder: Path) -> None:
    """One error lists what is wrong in every file, each on its line."""
    spoil(folder, "02_leccion.md", "minutos: 5", "minutos: cinco")
    spoil(folder, "04_leccion.md", "- [x] Irma", "- [ ] Irma")
    with pytest.raises(CourseError) as error:
        load(folder)
    assert [mistake.path[-13:] for mistake in error.value.mistakes] == ["02_leccion.md", "04_leccion.md"]
    assert str(error.value).startswith("lessons_es/1_ventas/02_leccion.md:7: La clave «minutos»")
    assert "lessons_es/1_ventas/04_leccion.md:24: Ninguna" in str(error.value)


def test_an_id_is_used_once(folder: Path) -> None:
    """A copied lesson keeps its id: the second file is told whose it is, even with other mistakes in it."""
    spoil(folder, "05_leccion.md", "id: abc-05\ntitulo: El pan de Beto", "titulo:\nid: abc-02")
    assert "05_leccion.md:3: El id «abc-02» ya es de lessons_es/1_ventas/02_leccion.md." in said(folder)


def test_a_missing_lesson_is_noticed(folder: Path) -> None:
    """A unit has five lessons."""
    (folder / "1_ventas/05_leccion.md").unlink()
    assert said(folder) == "lessons_es/1_ventas:1: Falta la lección 5. Crea el archivo «05_su_titulo.md»."


def test_a_day_has_one_lesson(folder: Path) -> None:
    """Two files for one day are named, and which one holds the place."""
    text = lesson(5).replace("abc-05", "abc-06")
    (folder / "1_ventas/05_otra.md").write_text(text, "utf-8")
    expected = "05_otra.md:6: Este lugar (semana y día) ya es de lessons_es/1_ventas/05_leccion.md."
    assert expected in said(folder)


@pytest.mark.parametrize(
    ("old", "new", "line"), [("dia: 2", "dia: 3", 6), ("semana: 1", "semana: 2", 5), ("ventas", "lana", 4)]
)
def test_a_file_is_where_it_says(folder: Path, old: str, new: str, line: int) -> None:
    """Day, week and unit agree with the file's number and its folder."""
    spoil(folder, "02_leccion.md", old, new)
    assert f"02_leccion.md:{line}: Aquí dice" in said(folder)


def test_units_have_weeks_of_their_own(folder: Path) -> None:
    """Two units with one id or week are both named."""
    write_course(folder / "x")
    (folder / "x/1_ventas").rename(folder / "2_otra")
    assert said(folder).count("Hay dos unidades con «semana: 1»") == 2
    assert said(folder).count("Hay dos unidades con «id: ventas»") == 2


def test_a_missing_week_is_noticed(folder: Path) -> None:
    """A course whose only unit is the second week lacks the first."""
    for path in (folder / "1_ventas").iterdir():
        path.write_text(path.read_text("utf-8").replace("semana: 1", "semana: 2"), "utf-8")
    assert "Falta la unidad de la semana 1" in said(folder)


def test_a_unit_has_its_name_file(folder: Path) -> None:
    """A folder without `unidad.md` is told to write one, and how."""
    (folder / "1_ventas/unidad.md").unlink()
    assert said(folder).startswith("lessons_es/1_ventas/unidad.md:1: Falta este archivo")


def test_the_name_file_is_checked(folder: Path) -> None:
    """Mistakes in `unidad.md` have lines too."""
    spoil(folder, "unidad.md", UNIT, UNIT.replace("titulo: Ventas", "nombre: Ventas"))
    assert "unidad.md:3: Aquí no se usa la clave «nombre»" in said(folder)
    assert "unidad.md:1: Falta la clave «titulo»" in said(folder)


def test_a_file_of_another_name_is_not_dropped(folder: Path) -> None:
    """A lesson saved under a name that is not read is reported, never left out in silence."""
    (folder / "1_ventas/6 leccion.markdown").write_text(LESSON, "utf-8")
    assert "6 leccion.markdown:1: Este nombre no es de una lección." in said(folder)


def test_other_folders_are_left_alone(folder: Path) -> None:
    """Whatever else is kept beside the units is not a lesson."""
    (folder / "fotos").mkdir()
    (folder / "fotos/notas.md").write_text("Hola", "utf-8")
    assert check(folder).mistakes == ()


def test_an_empty_folder_says_where_to_begin(tmp_path: Path) -> None:
    """No lessons, or no folder at all, is one mistake and no traceback."""
    assert "Aquí no hay ninguna lección" in said(tmp_path)
    assert "Aquí no hay ninguna lección" in said(tmp_path / "nada")


def test_a_folder_named_as_a_lesson_is_a_mistake(folder: Path) -> None:
    """What cannot be opened is a mistake of that path."""
    (folder / "1_ventas/05_leccion.md").unlink()
    (folder / "1_ventas/05_leccion.md").mkdir()
    assert "05_leccion.md:1: El archivo no empieza" in said(folder)


def test_graduate_pieces_have_a_folder_of_their_own(folder: Path) -> None:
    """Pieces come by order, are found by id and are not lessons of the five weeks."""
    (folder / "6_graduados").mkdir()
    for order in (2, 1):
        text = lesson(order).replace("abc", "gra").replace("semana: 1\ndia", "orden").replace("ventas", "graduados")
        text = text.replace("## Tarjeta: Tres\n\nPiensa en ella.\n", "")
        text = text[: text.index("## Pregunta: q2")] + text[text.index("## Para hoy") :]
        (folder / f"6_graduados/{order:02}_pieza.md").write_text(text, "utf-8")
    course = load(folder)
    assert [piece.id for piece in course.graduate_pieces] == ["gra-01", "gra-02"]
    assert len(course.lessons) == 5


def test_a_long_sentence_is_a_warning(folder: Path) -> None:
    """Over 20 words it is worth a look; the course stands."""
    spoil(folder, "01_leccion.md", "Beto hace pan.", "Él va y " * 8 + "ve.")
    report = check(folder)
    assert report.course is not None
    assert [(warning.line, warning.what[-17:]) for warning in report.warnings] == [(13, "tiene 25 palabras")]


def test_an_unreadable_sentence_is_a_mistake(folder: Path) -> None:
    """Over 30 words nobody reads it to the end."""
    spoil(folder, "01_leccion.md", "Beto hace pan.", "Él va y " * 11 + "ve.")
    assert "01_leccion.md:13: La frase que empieza «Él va y" in said(folder)


HARD = "Considerablemente administraciones internacionales responsabilizan, electrodomésticos. " * 3
HARDISH = "Organizaciones comunitarias desarrollan. " * 3


def test_hard_words_are_a_mistake_on_the_hardest_line(folder: Path) -> None:
    """Under INFLESZ 60 the lesson is not ready."""
    spoil(folder, "01_leccion.md", "Piensa en ella.", HARD)
    assert "01_leccion.md:22: Se lee con esfuerzo: INFLESZ" in said(folder)


def test_a_course_that_is_hard_to_read_is_served(folder: Path) -> None:
    """It is right, if not well written: learners lose no lesson for it, and `check` says what to mend."""
    spoil(folder, "01_leccion.md", "Piensa en ella.", HARD)
    assert check(folder).course is None
    assert load(folder).lessons[0].cards[2].text == HARD.strip()


@pytest.mark.parametrize("opening", ["claves: " + "[" * 30_000, "claves: " + "{" * 30_000, "claves:\n" + "- " * 30_000])
def test_data_without_end_are_a_mistake(folder: Path, opening: str) -> None:
    """Lists inside lists inside lists: the file is told, and the rest of the course is read."""
    spoil(folder, "01_leccion.md", "claves: [pan, cliente]", opening)
    (mistake,) = check(folder).mistakes
    assert str(mistake).startswith("lessons_es/1_ventas/01_leccion.md:2: Los datos de arriba no se pueden leer")


def test_a_reason_allows_words_somewhat_hard(folder: Path) -> None:
    """Between 60 and 70 is a warning, and none with a reason in `legibilidad`."""
    spoil(folder, "01_leccion.md", "Piensa en ella.", HARDISH)
    report = check(folder)
    assert [warning.line for warning in report.warnings] == [22], report
    spoil(folder, "01_leccion.md", "minutos: 5", "minutos: 5\nlegibilidad: nombres de instituciones")
    assert check(folder).warnings == ()
