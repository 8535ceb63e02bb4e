"""`python -m bot lessons ...`: what whoever looks after the course types, and reads."""

from __future__ import annotations

import csv
import io
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import yachaski
from bot.authoring import channel_preview, data_cost, drafts, lesson_walk, moodle, translation
from bot.authoring.course_report import of_course
from bot.carriers import LIMITS
from bot.channels.web.pages import Line, event
from bot.core.text import gsm7
from bot.core.text.layout import lay_out
from lessons_es import catalog
from lessons_es.schema import Course, Option, QuizItem
from tests import sheets
from tests.chat import Person
from tests.lessons import sample

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
QUECHUA = ROOT / "lessons_qu"
BETO = ROOT / "lessons_es/1_emprendimiento/02_quien_te_compra.md"


def lessons(*args: object) -> Result:
    return CliRunner().invoke(yachaski, ["lessons", *map(str, args)])


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A folder with one unit of five lessons and no mistakes."""
    return sample.write_course(tmp_path / "curso")


# --- check -------------------------------------------------------------------------------------------------


def test_the_course_is_clean() -> None:
    """Every lesson with its score and its weight, where the right answers lie, what a month costs."""
    done = lessons("check")
    assert done.exit_code == 0, done.output
    assert "\nemp-02 " in done.output
    assert "la correcta está en A" in done.output
    assert "Sin leer la pregunta" in done.output
    assert "AVISO" not in done.output
    assert "S/ 0.10 por MB es un supuesto" in done.output
    assert "Está bien: 25 lecciones" in done.output


def test_every_mistake_with_file_line_and_mend(course: Path) -> None:
    """Two mistakes in two files are two lines, and the command fails."""
    for name, old, new in (("01", "semana: 1", "semana: ocho"), ("03", "> Pista: tiene nombre.", "")):
        file = course / f"1_ventas/{name}_leccion.md"
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    done = lessons("check", course)
    assert done.exit_code == 1
    assert "MAL   curso/1_ventas/01_leccion.md:5: " in done.output
    assert "MAL   curso/1_ventas/03_leccion.md:24: Falta la pista. Escribe" in done.output


def test_facts_to_check_again_are_listed_from_their_day_on(course: Path) -> None:
    """`revisar` before today; on the day itself not yet. It is no mistake."""
    file = course / "1_ventas/02_leccion.md"
    file.write_text(file.read_text(encoding="utf-8").replace("dia: 2", "dia: 2\nrevisar: 2027-03-31"), encoding="utf-8")
    late = of_course(course, date(2027, 4, 1), 0.1)
    assert late.well
    assert "REVISAR curso/1_ventas/02_leccion.md: sus datos vencieron el 2027-03-31." in "\n".join(late.lines)
    assert "REVISAR" not in "\n".join(of_course(course, date(2027, 3, 31), 0.1).lines)


def test_a_letter_that_is_always_right_is_told(course: Path) -> None:
    """More than half of the right answers at one place, or the longest ones, can be guessed."""
    for file in course.glob("*/0*.md"):
        text = (
            file.read_text(encoding="utf-8").replace("- [ ] Nada", "- [x] Nada", 1).replace("- [x] Seis", "- [ ] Seis")
        )
        file.write_text(text, encoding="utf-8")
    done = lessons("check", course)
    assert "la correcta está en A 10 (100%)" in done.output
    assert "AVISO Lecciones: una letra tiene más de la mitad." in done.output


def test_options_that_give_themselves_away_are_told(course: Path) -> None:
    """Forty pieces where each wrong option gives a reason and the right one none, and an exam that is too thin."""
    whole = sample.LESSON
    second = whole[whole.index("## Pregunta: q2") : whole.index("## Para hoy")]
    piece = whole.replace(second, "").replace("## Tarjeta: Tres\n\nPiensa en ella.\n", "")
    piece = piece.replace("semana: 1\ndia: 1", "orden: 1").replace("unidad: ventas", "unidad: graduados")
    piece = piece.replace("- [ ] Todos", "- [ ] Todos, porque todos comen")
    (course / "2_graduados").mkdir()
    for number in range(1, 41):
        text = piece.replace("abc-01", f"gra-{number:02}").replace("orden: 1", f"orden: {number}")
        (course / f"2_graduados/{number:02}_pieza.md").write_text(text, encoding="utf-8")
    (course / "examen").mkdir()
    bank = "".join(
        f"## Pregunta: ex-abc-0{number} (abc-01)\n\n¿Y {number}?\n\n- [x] Seis\n  > Sí.\n- [ ] Dos\n  > No.\n\n"
        for number in range(1, 5)
    )
    (course / "examen/01_ventas.md").write_text(f"---\nunidad: ventas\n---\n{bank}", encoding="utf-8")
    told = lessons("check", course).output
    assert "AVISO piezas y simulacros: la correcta se adivina por cómo está escrita" in told
    assert "AVISO Examen: menos de 3 preguntas sobre abc-02, abc-03, abc-04, abc-05." in told


def test_a_month_costs_what_the_operator_says() -> None:
    """The price of a megabyte is an option; the bytes stay."""
    cheap, dear = (lessons("check", "--price-per-mb", price).output for price in ("0", "2"))
    assert "S/ 0.00." in cheap
    assert "S/ 2.00 por MB" in dear


def test_what_is_weighed_is_what_is_said(ana: Person) -> None:
    """The day that `check` weighs has the messages of a real conversation, in order."""
    course = ana.town.house.inbox.world.course
    weighed = lesson_walk.longest_day(course.lessons[0])
    ana.taps("Empezar")
    ana.does_lesson()
    lived = [message.text.split("\n")[0] for message in ana.messages()][-8:]
    said = [step.answer.text.split("\n")[0] for step in weighed][1:9]  # behind the offer
    assert (lived[:4], lived[5], lived[7]) == (said[:4], said[5], said[7])  # between them, what each answer is told


def test_the_page_is_weighed_by_its_own_events() -> None:
    """The bytes of a message are those that the page's stream would write."""
    (laid,) = lay_out(lesson_walk.longest_day(catalog.load().lessons[0])[0].answer, LIMITS["web"])
    line = Line(100_000, laid.text, data_cost._DAY_SHOWN, data_cost._HOUR_SHOWN, "0" * 36, laid.buttons)
    assert len(data_cost.body(laid, data_cost.PAGE)) == len(event(line))


# --- a second language -------------------------------------------------------------------------------------


def test_a_second_language_may_be_partial() -> None:
    """One lesson in Quechua, marked as a draft; the others are read in Spanish."""
    done = lessons("check", QUECHUA, "--partial")
    assert done.exit_code == 0, done.output
    assert "BORRADOR" in done.output
    spanish = catalog.load()
    quechua = translation.load(QUECHUA, spanish)
    assert quechua.lessons[1].title == "¿Pitaq rantisunki?"
    assert [lesson.id for lesson in quechua.lessons] == [lesson.id for lesson in spanish.lessons]
    assert quechua.lessons[0] == spanish.lessons[0]
    assert {item.id for item in quechua.lessons[1].items} == {item.id for item in spanish.lessons[1].items}


def test_a_translation_keeps_ids_places_and_right_answers(tmp_path: Path) -> None:
    """Memory hangs on ids: another id, or another right answer, is a mistake."""
    shutil.copytree(QUECHUA, tmp_path / "qu")
    (file,) = (tmp_path / "qu").glob("*/*.md")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("## Pregunta: q2", "## Pregunta: q3"), encoding="utf-8")
    assert "Sus preguntas no son las de" in lessons("check", tmp_path / "qu", "--partial").output
    file.write_text(text.replace("id: emp-02", "id: emp-99"), encoding="utf-8")
    assert "No hay lección «emp-99»" in lessons("check", tmp_path / "qu", "--partial").output


# --- preview -----------------------------------------------------------------------------------------------


def test_a_preview_on_three_carriers() -> None:
    """Bubbles with their buttons, what each option is told, WhatsApp's limits, SMS with and without folding."""
    done = lessons("preview", BETO)
    assert done.exit_code == 0
    assert "│ 1 de 3 · El pan de Beto\n" in done.output
    assert "  [A] [B] [C]\n\n(si toca A)\n" in done.output
    assert "Semana 1 · 1 de 5" in done.output
    assert "Cabe todo: 20 mensajes." in done.output
    assert "2 segmentos sin tildes (GSM-7), 4 tal cual (UCS-2)" in done.output


def test_a_file_with_mistakes_shows_them_instead(tmp_path: Path) -> None:
    """And one that is not there is a sentence."""
    file = tmp_path / "mala.md"
    file.write_text("hola", encoding="utf-8")
    assert "mala.md:1: El archivo no empieza" in lessons("preview", file).output
    assert "No se pudo con" in lessons("preview", tmp_path / "nada.md").output


@pytest.mark.parametrize(
    ("text", "count", "coding"),
    [
        ("a" * 160, 1, "GSM-7"),
        ("a" * 161, 2, "GSM-7"),
        ("a" * 306, 2, "GSM-7"),
        ("a" * 307, 3, "GSM-7"),
        ("ñéü¿¡", 1, "GSM-7"),
        ("€" * 80, 1, "GSM-7"),
        ("€" * 81, 2, "GSM-7"),
        ("€" * 153, 3, "GSM-7"),  # 76 whole ones a segment: an escape is not torn from its sign
        ("á" * 70, 1, "UCS-2"),
        ("á" * 71, 2, "UCS-2"),
        ("á" * 135, 3, "UCS-2"),
        ("😀" * 35, 1, "UCS-2"),
        ("😀" * 67, 3, "UCS-2"),  # 33 whole ones a segment
    ],
)
def test_segments(text: str, count: int, coding: str) -> None:
    """160 septets alone, 153 joined; 70 and 67 where one sign is not GSM-7."""
    measured = gsm7.segments(text)
    assert (measured.count, measured.coding) == (count, coding)


def test_folding_keeps_what_gsm_has() -> None:
    """á í ó ú lose their accent, é ñ ü ¿ ¡ stay."""
    assert gsm7.fold("¿Qué pasó? ¡Ñandú «así»…!") == '¿Qué paso? ¡Ñandu "asi"...!'


# --- new ---------------------------------------------------------------------------------------------------


def test_five_new_lessons_are_a_unit_that_passes(tmp_path: Path) -> None:
    """The template has neither mistakes nor warnings, in a folder that was not there."""
    folder = tmp_path / "curso/1_mis_ventas"
    for _ in range(5):
        assert lessons("new", folder).exit_code == 0
    report = catalog.check(tmp_path / "curso")
    assert [str(mistake) for mistake in (*report.mistakes, *report.warnings)] == []
    assert report.course
    assert [lesson.id for lesson in report.course.lessons] == [f"mis-0{day}" for day in range(1, 6)]
    assert "ya hay 5 lecciones" in lessons("new", folder).output
    assert lessons("check", tmp_path / "curso").output.count("BORRADOR curso/1_mis_ventas/") == 5


def test_a_new_lesson_takes_the_free_day_and_an_unused_id(course: Path) -> None:
    """The day of a removed lesson is free again, its id never."""
    (course / "1_ventas/03_leccion.md").unlink()
    assert drafts.new(course / "1_ventas").name == "03_nueva_leccion.md"
    report = catalog.check(course)
    assert report.course
    assert report.course.lessons[2].id == "abc-06"


@pytest.mark.parametrize("name", ["6_graduados", "docentes"])
def test_a_new_piece(tmp_path: Path, name: str) -> None:
    """Pieces for graduates and for teachers have their own shape."""
    assert lessons("new", tmp_path / name).exit_code == 0
    assert catalog.check(tmp_path).mistakes == ()


def test_only_a_folder_of_lessons_gets_one(tmp_path: Path) -> None:
    """Anything else is said with the mend."""
    assert "Llámala así" in lessons("new", tmp_path / "fotos").output


# --- export and import -------------------------------------------------------------------------------------


def test_export_to_a_file_and_import_into_drafts(tmp_path: Path) -> None:
    """Every item of the course becomes a draft that `check` reads, and the second time changes nothing."""
    file, into = tmp_path / "curso.gift", tmp_path / "importadas"
    assert lessons("export", "gift", "-o", file).exit_code == 0
    items = [item for group in moodle.groups(catalog.load()).values() for item in group]
    done = lessons("import", file, "--into", into)
    assert done.exit_code == 0, done.output
    assert f"{len(items)} nuevas en" in done.output
    report = catalog.check(into)
    assert report.mistakes == ()
    assert _contents(report.course) == [(i.question, i.options) for i in items]
    before = {path: path.read_bytes() for path in into.rglob("*.md")}
    again = lessons("import", file, "--into", into)
    assert f"0 nuevas en {into}, {len(items)} ya estaban, 0 no entran." in again.output
    assert {path: path.read_bytes() for path in into.rglob("*.md")} == before


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_what_went_out_as_a_table_comes_back_the_same(tmp_path: Path, kind: str) -> None:
    """All that is chosen among options, through a spreadsheet: questions, options, right ones, explanations."""
    file, into = tmp_path / f"curso.{kind}", tmp_path / "importadas"
    lessons("export", "csv", "-o", tmp_path / "curso.csv")
    if kind != "csv":
        rows = list(csv.reader(io.StringIO((tmp_path / "curso.csv").read_text("utf-8-sig"))))
        file.write_bytes(sheets.xlsx(rows) if kind == "xlsx" else sheets.ods(rows))
    every = [item for group in moodle.groups(catalog.load()).values() for item in group]
    items = [item for item in every if item.shape == "choice"]
    done = lessons("import", file, "--into", into)
    assert f"{len(items)} nuevas en" in done.output, done.output
    assert _contents(catalog.check(into).course) == [(i.question, i.options) for i in items]
    assert f"0 nuevas en {into}, {len(items)} ya estaban" in lessons("import", file, "--into", into).output


def test_an_authors_own_table_is_read_as_the_itinerary_is(tmp_path: Path) -> None:
    """Other heads, a title above them, Windows' letters, the right one by its words; what does not fit, by its row."""
    file = tmp_path / "mias.csv"
    text = (
        "Mis preguntas;;;;;\nEnunciado;Respuesta correcta;Opción 1;Explicación 1;Opción 2;Explicación 2\n"
        "¿Quién compra más piñas?;Toña;Raúl;No, mira la B.;Toña;Sí.\n;A;x;y;z;w\n"
        "¿Y?;C;Sí;Sí.;No;No.\n¿Y?;A;Sí;;No;No.\n"
    )
    file.write_bytes(text.encode("cp1252"))
    said = lessons("import", file, "--into", tmp_path / "b").output
    for line in (
        "Leí el archivo como Windows",
        "mias.csv:4: Falta la pregunta",
        "mias.csv:5: «C» no dice cuál",
        "mias.csv:6: La opción «Sí» no tiene explicación",
        "1 nuevas en",
        "3 no entran.",
    ):
        assert line in said, said
    (draft,) = (tmp_path / "b").rglob("*.md")
    assert "¿Quién compra más piñas?" in draft.read_text(encoding="utf-8")


def _contents(course: Course | None) -> list[tuple[str, tuple[Option, ...]]]:
    assert course
    return [(item.question, item.options) for piece in course.graduate_pieces for item in piece.items]


def test_drafts_that_were_mended_are_left_alone(tmp_path: Path) -> None:
    """An author's own words are never overwritten, and the question does not come twice."""
    file, into = tmp_path / "a.gift", tmp_path / "b"
    file.write_text("::a::¿Quién compra? {=Irma#Sí. ~Todos#No.}\n", encoding="utf-8")
    lessons("import", file, "--into", into)
    (path,) = into.rglob("*.md")
    path.write_text(path.read_text(encoding="utf-8").replace("¿Quién compra?", "¿Quién te compra?"), encoding="utf-8")
    mended = path.read_bytes()
    done = lessons("import", file, "--into", into)
    assert "donde ya la cambiaste: no la toqué" in done.output
    assert [path.read_bytes() for path in into.rglob("*.md")] == [mended]


def test_what_cannot_be_imported_is_told_by_line(tmp_path: Path) -> None:
    """What our lessons cannot show is refused too, and what was changed on the way is said."""
    file = tmp_path / "a.gift"
    file.write_text(
        "// nota\n\nCuenta. {}\n\n::b::¿Sí? {=Sí#Mira https\\://x.pe ~No#No.}\n\n"
        f"::c::{'muy ' * 70}largo? {{=Sí#Sí. ~No#No.}}\n\n::d::[html]¿<b>Sí</b>? {{=Sí#Sí. ~No#No.}}\n",
        encoding="utf-8",
    )
    done = lessons("import", file, "--into", tmp_path / "b")
    assert done.exit_code == 0
    for line in (
        "NO ENTRA a.gift:3: Pide una respuesta larga, escrita.",
        "NO ENTRA a.gift:5: Aquí hay un enlace.",
        "NO ENTRA a.gift:7: La pregunta tiene 286 caracteres y el máximo es 250.",
        "venía con letra negrita",
        "no traía pista",
        "No guardé los comentarios (//) de las líneas 1.",
        "1 nuevas en",
        "3 no entran.",
    ):
        assert line in done.output


def test_a_course_is_no_place_for_drafts(course: Path, tmp_path: Path) -> None:
    """Drafts have a folder of their own; a file in another encoding, or none, is a sentence."""
    file = tmp_path / "a.gift"
    file.write_bytes("¿Quién? {=Irma#Sí ~Beto#No}".encode("latin-1"))
    assert "Esta carpeta es de un curso" in lessons("import", file, "--into", course).output
    assert "No se pudo con" in lessons("import", tmp_path / "nada.gift", "--into", tmp_path / "b").output
    assert "no es un texto" in _imported(tmp_path, b"PK\0\0\0\0")


def _imported(folder: Path, data: bytes) -> str:
    file = folder / "a.gift"
    file.write_bytes(data)
    return lessons("import", file, "--into", folder / "b").output


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252", "cp850"])
def test_questions_come_in_any_letters(tmp_path: Path, encoding: str) -> None:
    """As an editor saved them; where the letters were guessed, this is said."""
    said = _imported(tmp_path, "::a::¿Quién vendió más piñas?{=Toña#Sí. ~Raúl#No.}\r\n".encode(encoding))
    assert "1 nuevas en" in said
    assert ("Leí el archivo como" in said) == encoding.startswith("cp")
    (draft,) = (tmp_path / "b").rglob("*.md")
    assert "¿Quién vendió más piñas?" in draft.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("option", "fits"),
    [
        *((option, False) for option in ("Todas las anteriores", "Ninguna de las anteriores", "A y B", "Solo A y C")),
        *((option, False) for option in ("La opción B", "Ambas son correctas", "Ninguna opción", "Lo anterior")),
        *((option, True) for option in ("Todas", "La semana anterior", "Ninguna de las vecinas", "A Beto y a Ana")),
    ],
)
def test_an_option_speaks_of_no_other(tmp_path: Path, option: str, fits: bool) -> None:
    """Options change places: what names a place would mean something else for the next learner."""
    said = _imported(tmp_path, f"¿Qué conviene?{{={option}#Sí. ~Preguntar quién es#No basta.}}".encode())
    assert ("1 nuevas en" in said) == fits
    assert ("NO ENTRA a.gift:1: La opción habla de las otras" in said) == (not fits)


@pytest.mark.parametrize("formula", [r"$$\frac\{1\}\{2\}$$ de S/ 10", r"\\(x^2\\)", r"\\sqrt\{4\}"])
def test_a_formula_is_no_words(tmp_path: Path, formula: str) -> None:
    """It would be read as it stands; said once, though it stands in two places of a question."""
    said = _imported(tmp_path, f"¿Cuánto es {formula}?{{=5 soles#La mitad ~2 soles#Es menos}}".encode())
    assert "NO ENTRA a.gift:1: Aquí hay una fórmula (TeX). Escríbela con palabras" in said


def test_questions_are_counted_and_not_lines(tmp_path: Path) -> None:
    """A question may have reasons on three lines not to fit, and is one all the same."""
    said = _imported(tmp_path, b"a?{\n=Uno\n~Dos\n~Tres\n}\n\nb?{=Uno#s ~Dos#n}\n")
    assert said.count("NO ENTRA") == 3
    assert "1 nuevas en" in said
    assert "1 no entran." in said


def test_a_table_that_runs_no_formula() -> None:
    """UTF-8 with its mark for spreadsheets; a cell that begins as a formula gets an apostrophe."""
    done = CliRunner().invoke(yachaski, ["lessons", "export", "csv"])
    rows = list(csv.DictReader(io.StringIO(done.stdout_bytes.decode("utf-8-sig"))))
    assert next(row["correcta"] for row in rows if row["id"] == "emp-02-q1") == "C"
    assert done.stdout_bytes.startswith(b"\xef\xbb\xbf")
    item = QuizItem("a-01-q1", "=1+1", (Option("-5 soles", True, "@x"), Option("\tuno", False, "+2")), "p")
    cells = [moodle._safe(cell) for cell in moodle._row("g", item)]
    assert cells[2:] == ["'=1+1", "p", "A", "'-5 soles", "'@x", "'\tuno", "'+2 Era la A."]


def test_which_lessons_are_one_message_where_messages_cost():
    """By the same limit as the channel's: which fit, and which are two."""
    limits = LIMITS["whatsapp"]
    assert (limits.asked, limits.question) == (channel_preview.WHATSAPP_BODY, channel_preview.WHATSAPP_BODY - 64)
    course = catalog.load()
    said = "\n".join(of_course(None, date(2027, 3, 31), 0.1).lines)
    fitting = [lesson for lesson in course.lessons if lesson_walk.gathered(lesson) <= limits.question]
    assert f"WhatsApp: en {len(fitting)} de {len(course.lessons)} lecciones" in said
    assert all(lesson.id in said.partition("Son dos")[2] for lesson in course.lessons if lesson not in fitting)
