"""«informe»: a page and a sheet of the class, for its teacher; of the programme, for who runs it."""

from __future__ import annotations

import io

import pypdf
import pytest
from python_calamine import CalamineWorkbook

from bot.core.talk.report_files import KILOBYTES
from tests.chat import Person, Town


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
