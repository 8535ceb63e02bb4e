"""What the desk shows, and to whom: the looker's own classes, as they are at this moment, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from aiohttp.test_utils import TestServer
from markupsafe import escape

from bot.core.attempt import Attempt, option_hash
from bot.core.figures.aftermath import CANNOT
from bot.ports.book import Book
from lessons_es.schema import Option, QuizItem
from tests.chat import Person, Town, world
from tests.desk.looking import Looking
from tests.web.payloads import PAYLOADS

KINDS = ("xlsx", "pdf", "csv")


@pytest.fixture
def two(town: Town) -> Town:
    """Another group beside Elena's, at another school."""
    town.visit(site="colegio Túpac Amaru", groups=(("4.º A", "TUPAC4A", "Raúl"),))
    return town


def asks(person: Person, text: str) -> None:
    """A question to the teacher, stored as one."""
    learner, cohort_, now = person.id(), cohort(person.town, "HUAYTAR3"), person.town.clock.now()
    person.town.book(lambda book: book.add_question(f"q-{learner}", learner, cohort_, text, now))
    person.says("hola")


def tries(town: Town, learner: str, item: QuizItem, option: Option) -> None:
    """The learner's first answer to the item."""
    group, now = cohort(town, "HUAYTAR3"), town.clock.now()
    first = Attempt(
        learner=learner,
        item=item.id,
        content_hash=item.content_hash,
        chosen="A",
        option=option_hash(option.text),
        right=option.correct,
        hinted=False,
        kind="lesson",
        cohort=group,
        stability_days=1.0,
        due_at=int(now.timestamp()),
        at=now,
    )
    town.book(lambda book: book.add_attempt(f"a-{learner}", f"p-{learner}", first))


def cohort(town: Town, code: str) -> str:
    found = town.book(lambda book: book.cohort_by_code(code))
    return str(found.id)


def test_today_says_who_needs_help_and_why(town: Town, looking: Looking):
    """In words and by name, who is to be called first; beside it the weeks and the open questions."""
    elena, kevin, ana = town.teacher("Elena"), town.learner("Kevin R."), town.learner("Ana P.")
    town.waits(days=15)
    asks(ana, "¿Mi prima puede venir el sábado?")
    looking.enters(elena)
    page = looking.gets("/panel").text
    assert "<h1>Hoy · 3.º B</h1>" in page
    assert f'<a href="/panel/estudiante/{kevin.id()}">Kevin R.</a> Para llamar: 10 días de clase sin responder.' in page
    assert "Ana P.</a> Nunca empezó; entró el lunes 2 de marzo." in page
    assert page.index("Kevin R.") < page.index("Ana P.")
    assert "«¿Mi prima puede venir el sábado?»" in page
    assert "escribe en tu chat" in page
    assert page.count("— sin datos".replace("— ", '—</span><span class="soft"> ')) == 5


def test_the_class_is_sorted_by_links(town: Town, looking: Looking):
    """By name unless another column is asked for; another order than these is no page."""
    elena, zoe, ana = town.teacher("Elena"), town.learner("Zoe A."), town.learner("Ana P.")
    looking.enters(elena)
    group = f"/panel/grupo/{cohort(town, 'HUAYTAR3')}"
    page = looking.gets(group).text
    assert page.index("Ana P.") < page.index("Zoe A.")
    assert 'aria-sort="ascending"><a href="?orden=nombre">' in page
    assert looking.gets(f"{group}?orden=palabra").status == 200
    assert looking.gets(f"{group}?orden=x").status == 404
    assert zoe.id() in page
    assert ana.id() in page


def test_a_sheet_shows_one_learner(town: Town, looking: Looking):
    """How far she is, the days on which she wrote, her questions."""
    elena, ana = town.teacher("Elena"), town.learner("Ana P.")
    looking.enters(elena)
    page = looking.gets(f"/panel/estudiante/{ana.id()}").text
    assert "<h1>Ana P.</h1>" in page
    for fact in ("0 de 25 lecciones", "última palabra: hoy", "aceptó el 2 de marzo (de 14 a 17)"):
        assert f"<li>{fact}</li>" in page
    assert '<th scope="row">Esta</th><td class="n">1</td>' in page
    learner, person = ana.id(), elena.id()
    looks = town.book(lambda book: book.everything(learner))["look"]
    assert [(look["viewer"], look["what"]) for look in looks] == [(person, "page")]


def test_the_items_that_cost_most_with_what_to_say(town: Town, looking: Looking):
    """Options with their shares, and the commonest wrong one's own explanation; under five tries nothing is said."""
    elena = town.teacher("Elena")
    lesson = world().course.lessons[0]
    item = next(step for step in lesson.items)
    wrong = next(option for option in item.options if not option.correct)
    looking.enters(elena)
    page = f"/panel/preguntas/{cohort(town, 'HUAYTAR3')}"
    for n, option in enumerate([wrong, wrong, wrong, item.right, item.right]):
        assert "Todavía no hay preguntas con 5 respuestas" in looking.gets(page).text
        tries(town, town.learner(f"Ana {chr(65 + n)}.").id(), item, option)
    text = looking.gets(page).text
    assert f"<h2>{escape(item.question)}</h2>" in text
    assert "<td>3 (60 %)</td>" in text
    assert "<td>2 (40 %)</td>" in text
    assert escape(" ".join(wrong.explanation.split()[:6])) in text


def test_today_tells_of_the_last_announcement(town: Town, looking: Looking):
    """As the chat does: first that it waits, then how far it came."""
    elena, _ana = town.teacher("Elena"), town.learner("Ana P.")
    looking.enters(elena)
    assert "Tu último anuncio" not in looking.gets("/panel").text
    elena.says("anuncio: mañana no hay clase")
    elena.taps("Ahora")
    town.waits(hours=0.1)
    page = unescape(looking.gets("/panel").text)
    assert "Tu último anuncio" in page
    assert "«mañana no hay clase»" in page
    assert "Llegó a 1 de 1" in page


# --- the report


def cells(csv: str) -> list[list[str]]:
    return [row.split(";") for row in csv.lstrip("\ufeff").splitlines()]


def test_page_and_files_hold_the_same_cells(town: Town, looking: Looking):
    """What the page shows, CSV and XLSX hold cell for cell, and the PDF has its words."""
    elena, _ = town.teacher("Elena"), town.learner("Ana P.")
    looking.enters(elena)
    way = f"/panel/informe/{cohort(town, 'HUAYTAR3')}"
    page = looking.gets(f"{way}?desde=2026-03").text
    held = cells(looking.gets(f"{way}/csv?desde=2026-03").text)
    table = page.partition("<table>")[2].partition("</table>")[0]
    words = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in table.split("</tr>")[:-1]]
    shown = [[unescape(re.sub(r"<[^>]+>", "", cell)).removesuffix(" sin datos") for cell in row] for row in words]
    assert shown == held
    assert ["inscritos", "todos", "1"] in held
    for kind, begins in (("xlsx", "PK"), ("pdf", "%PDF")):
        answer = looking.gets(f"{way}/{kind}?desde=2026-03")
        assert (answer.status, answer.text[: len(begins)]) == (200, begins)
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_period_that_is_none_earns_a_sentence(town: Town, looking: Looking):
    """And the way back."""
    looking.enters(town.teacher("Elena"))
    way = f"/panel/informe/{cohort(town, 'HUAYTAR3')}"
    for query in ("?desde=marzo", "?desde=2026-03&hasta=2026-01", "?desde=2031-01"):
        answer = looking.gets(f"{way}{query}")
        assert (answer.status, "Volver a Hoy" in answer.text) == (404, True)
    assert looking.gets(f"{way}/doc").status == 404


def test_the_programme_is_for_who_runs_it(two: Town, server: TestServer):
    """By region and site; of fewer than five nothing is said. A teacher finds no such page."""
    two.learner("Ana P.")
    olga, elena = Looking(two, server), Looking(two, server)
    olga.enters(two.operator("Olga"))
    elena.enters(two.teacher("Elena"))
    for query in ("?desde=2026-03", "?region=Huancavelica&desde=2026-03", "?sede=colegio+San+Juan&desde=2026-03"):
        page = olga.gets(f"/panel/programa{query}")
        assert (page.status, "grupo de menos de 5" in page.text) == (200, True)
        assert "Ana P." not in page.text
        assert elena.gets(f"/panel/programa{query}").status == 404
    assert olga.gets("/panel/programa?sede=nada").status == 404
    assert olga.gets("/panel/programa/csv").status == 200
    assert elena.gets("/panel/programa/csv").status == 404


def test_what_became_of_learners_is_a_page_and_its_pdf(two: Town, server: TestServer):
    """What it cannot show comes first; the page and the paper say the same, and a teacher finds neither."""
    two.learner("Ana P.")
    olga, elena = Looking(two, server), Looking(two, server)
    olga.enters(two.operator("Olga"))
    elena.enters(two.teacher("Elena"))
    assert "/panel/logros" in olga.gets("/panel/programa").text
    for query in ("", "?sede=colegio+San+Juan"):
        page = olga.gets(f"/panel/logros{query}")
        assert page.status == 200
        assert CANNOT in unescape(page.text)
        assert page.text.index(CANNOT[:20]) < page.text.index("inscritos")
        assert olga.gets(f"/panel/logros/pdf{query}").status == 200
        assert elena.gets(f"/panel/logros{query}").status == 404
        assert elena.gets(f"/panel/logros/pdf{query}").status == 404
    assert olga.gets("/panel/logros?sede=nada").status == 404


# --- to whom


def pages(town: Town, code: str, learner: str) -> list[str]:
    group = cohort(town, code)
    own = [f"/panel/grupo/{group}", f"/panel/estudiante/{learner}"]
    report = f"/panel/informe/{group}"
    sheets = [f"/panel/grupo/{group}/xlsx", *(f"{report}/{kind}" for kind in KINDS)]
    return [f"/panel?grupo={group}", *own, f"/panel/preguntas/{group}", report, *sheets]


def test_each_role_sees_the_pages_of_its_own_classes_alone(two: Town, server: TestServer):
    """The whole table: who looks, at which page, of whose class. What is not theirs is as what is not there."""
    ana, rosa = two.learner("Ana P."), two.learner("Rosa T.", "TUPAC4A")
    own = {"HUAYTAR3": ana.id(), "TUPAC4A": rosa.id()}
    lookers = {
        "HUAYTAR3": two.teacher("Elena"),
        "TUPAC4A": two.teacher("Raúl", "TUPAC4A"),
        "": two.operator("Olga"),
    }
    for mine, person in lookers.items():
        browser = Looking(two, server)
        assert browser.enters(person).status == 303
        nowhere = browser.gets("/panel/grupo/nada").text
        for code, learner in own.items():
            for path in pages(two, code, learner):
                seen = browser.gets(path)
                assert seen.status == (200 if code == mine else 404 if mine or "grupo=" not in path else 200), path
                if code != mine:
                    assert not [name for name in ("Ana P.", "Rosa T.") if name in seen.text]
                if seen.status == 404:
                    assert seen.text == nowhere
    stranger = Looking(two, server)
    for code, learner in own.items():
        assert {stranger.gets(path).status for path in pages(two, code, learner)} == {403}


def test_who_protects_or_answers_for_learners_has_no_desk(town: Town, looking: Looking):
    """Their work is in the chat."""
    for role in ("protection", "responsible"):
        person = town.with_role(role, "Pilar")
        person.says("/panel")
        assert "/panel/" not in "".join(person.heard())


def test_a_newcomer_is_in_no_page(town: Town, looking: Looking):
    """Nobody accepted them yet: perhaps they are of another class."""
    elena, ana = town.teacher("Elena"), town.learner("Ana P.", accepted=False)
    looking.enters(elena)
    assert looking.gets(f"/panel/estudiante/{ana.id()}").status == 404
    assert not [path for path in pages(town, "HUAYTAR3", "x")[:2] if "Ana P." in looking.gets(path).text]


@pytest.mark.parametrize("how", ["stopped", "ended", "erased"])
def test_sight_ends_with_the_role(town: Town, looking: Looking, how):
    """At the next page: a successor took the class, the role was ended, or the person was erased."""
    elena, ana = town.teacher("Elena"), town.learner("Ana P.")
    looking.enters(elena)
    page, person, group, now = f"/panel/estudiante/{ana.id()}", elena.id(), cohort(town, "HUAYTAR3"), town.clock.now()
    assert looking.gets(page).status == 200
    ends: dict[str, Callable[[Book], None]] = {
        "stopped": lambda book: book.stop_teaching(person, group, now),
        "ended": lambda book: book.end_roles(person, now),
        "erased": lambda book: book.erase(person, now),
    }
    town.book(ends[how])
    seen = looking.gets(page)
    assert (seen.status, "Ana P." in seen.text) == (403, False)


# --- names that are code


def test_a_name_that_is_code_is_text_on_every_page(town: Town, looking: Looking):
    """Names, groups, sites and questions, by a hundred of the ways in which a page was ever made to run something."""
    elena, ana = town.teacher("Elena"), town.learner("Ana P.")
    looking.enters(elena)
    learner = ana.id()
    assert len(PAYLOADS) > 80
    for payload in PAYLOADS:
        town.book(lambda book, payload=payload: book.rename(learner, payload))
        for path in pages(town, "HUAYTAR3", learner)[1:3]:
            text = looking.gets(path).text
            assert str(escape(payload)) in text
            assert payload not in text or escape(payload) == payload


def test_a_group_and_a_site_that_are_code_are_text(town: Town, looking: Looking):
    """They come from a spreadsheet."""
    town.visit(site="<b>colegio</b>", groups=(("<i>4.º</i>", "TUPAC4A", "Raúl"),))
    looking.enters(town.teacher("Raúl", "TUPAC4A"))
    for path in pages(town, "TUPAC4A", "x")[:2]:
        text = looking.gets(path).text
        assert "<i>4" not in text
        assert "&lt;i&gt;4.º&lt;/i&gt;" in text
