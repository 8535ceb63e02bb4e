"""«informe»: a page and a sheet of the class, for its teacher; of the programme, for who runs it."""

from __future__ import annotations

import io
import zipfile

import pypdf
import pytest
from msgspec.structs import replace
from python_calamine import CalamineWorkbook

from bot.core.talk.class_progress import KILOBYTES as LIST_KILOBYTES
from bot.core.talk.report_files import KILOBYTES
from bot.papers import class_list
from bot.papers.spreadsheets import as_text
from tests.chat import Person, Town, world
from tests.web.payloads import PAYLOADS


@pytest.fixture
def elena(town: Town) -> Person:
    return town.teacher("Elena")


def files(town: Town, person: Person) -> list[tuple[str, bytes]]:
    """Name and bytes of the files under the last two messages."""
    address = town.book(lambda book: book.address("web", person.carrier_id))
    found = [town.run(town.house.files(address.id, message)) for message in person.messages()[-2:]]
    return [(one.name, one.content) for one in found if one]


def test_a_teacher_gets_a_page_and_a_sheet(town: Town, elena: Person, ana: Person) -> None:
    """Their weight is said before; they have the same counts, and nobody's name."""
    ana.taps("Empezar")
    ana.does_lesson()
    elena.says("/informe")
    elena.hears("una página para imprimir (PDF, hasta 60 KB) y una hoja de cálculo (hasta 12 KB). ¿De qué días?")
    elena.taps("Este mes")
    (page, pdf), (sheet, xlsx) = files(town, elena)
    assert (page, sheet) == ("informe.pdf", "informe.xlsx")
    assert [len(pdf) <= KILOBYTES[0] * 1024, len(xlsx) <= KILOBYTES[1] * 1024] == [True, True]
    (only,) = pypdf.PdfReader(io.BytesIO(pdf)).pages
    text = " ".join(only.extract_text().split())
    rows = CalamineWorkbook.from_filelike(io.BytesIO(xlsx)).get_sheet_by_index(0).to_python()
    for word, _, n in rows[1:7]:
        assert f"{word} {int(float(str(n)))}" in text
    assert "inscritos 1" in text
    assert "Ana" not in text


def test_a_class_by_name_is_for_its_own_teacher_alone(town: Town, elena: Person, ana: Person) -> None:
    """As the sheet of [Avance]: by name, days as days, and a last line that says not to pass it on."""
    ana.taps("Empezar")
    ana.does_lesson()
    elena.says("avance")
    elena.taps("Lista (12 KB)")
    elena.hears("Avance de 3.º B, por nombre. Son datos de menores: no se reenvía.")
    ((name, content),) = files(town, elena)
    assert (name, len(content) <= LIST_KILOBYTES * 1024) == ("avance.xlsx", True)
    head, *learners, last = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert head == ["estudiante", "lecciones", "de", "última palabra", "sin celular"]
    assert learners == [["Ana R.", 1, 25, town.clock.now().date(), ""]]
    assert last[0] == "Son datos de menores: no se reenvía."
    message, person = elena.messages()[-1], elena.id()
    town.book(lambda book: book.stop_teaching(person, book.cohort_by_code("HUAYTAR3").id, town.clock.now()))
    address = town.book(lambda book: book.address("web", elena.carrier_id))
    assert town.run(town.house.files(address.id, message)) is None


def test_a_name_that_is_code_is_a_word_of_the_list(town: Town, elena: Person, ana: Person) -> None:
    """A hundred of them: each stands in its cell as text, and none is a formula."""
    person = elena.id()
    (one,) = town.book(lambda book: book.teacher(person)).classes
    names = [*PAYLOADS, "=1+1", "@SUM(A1)", "-2", "+51"]
    hostile = replace(one, members=tuple(replace(one.members[0], name=name) for name in names))
    made = class_list.xlsx(hostile, world().context(town.clock.now(), "es"))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(made)).get_sheet_by_index(0).to_python()
    assert sorted(row[0] for row in rows[1:-1]) == sorted(str(as_text(name)) for name in names)
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


def test_whole_visit_and_last_month(town: Town, elena: Person, ana: Person) -> None:
    """Every choice of days leads to two files."""
    for days in ("El mes pasado", "Toda la visita"):
        elena.says("informe")
        elena.taps(days)
        assert [name for name, _ in files(town, elena)] == ["informe.pdf", "informe.xlsx"]


def test_of_several_classes_one_is_chosen(town: Town, elena: Person) -> None:
    """And of the programme, where she runs it too."""
    me = elena.id()
    town.book(lambda book: book.grant("role-elena", me, "operator", town.clock.now()))
    elena.says("informe")
    elena.hears("¿Qué grupo?")
    elena.taps("Todo el programa")
    assert "Toda la visita" not in elena.buttons()
    elena.taps("Este mes")
    assert [name for name, _ in files(town, elena)] == ["informe.pdf", "informe.xlsx"]


def test_who_teaches_the_class_no_more_gets_nothing(town: Town, elena: Person, ana: Person) -> None:
    """Neither by an old button nor by an old message."""
    elena.says("informe")
    elena.taps("Este mes")
    elena.says("informe")
    me = elena.id()

    def ends(book):
        cohort = book.cohort_by_code("HUAYTAR3").id
        book.stop_teaching(me, cohort, town.clock.now())

    before = list(elena.messages())
    town.book(ends)
    address = town.book(lambda book: book.address("web", elena.carrier_id))
    assert [town.run(town.house.files(address.id, message)) for message in before if message.document] == [None, None]
    elena.taps("El mes pasado")
    assert files(town, elena) == []


def test_a_learner_who_asks_for_it_gets_no_figures(town: Town, ana: Person) -> None:
    """It is answered as any other word."""
    ana.says("/informe")
    assert not any(message.document for message in ana.messages())
