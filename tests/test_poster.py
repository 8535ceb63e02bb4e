"""The poster and the sheet for the family: two pages of A4, everything on them true and nothing cut."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from playwright.async_api import Browser, ViewportSize
from pypdf import PdfReader

from bot.__main__ import yachaski
from bot.authoring import data_cost
from bot.core.people import Cohort, Visit
from bot.core.text.wording import read_code, shown_code
from bot.papers import poster
from bot.settings import Settings
from lessons_es import help_lines
from tests.chat import Town

WHATSAPP: dict[str, Any] = {
    "whatsapp_token": "EAAG",
    "whatsapp_phone_id": "1",
    "whatsapp_business_id": "2",
    "whatsapp_number": "51900000001",
    "whatsapp_app_secret": "s",
    "whatsapp_verify_token": "v",
}
A4 = ViewportSize(width=794, height=1123)
VISIT = Visit("v", "colegio San Juan", date(2026, 3, 2), date(2026, 4, 3), "America/Lima")
COHORT = Cohort("c", "3.º B", "HUAYTAR3", VISIT, ("Elena",))
LONG = Cohort(
    "c",
    "5.º de secundaria, sección «José Carlos Mariátegui»",
    "HUAYTAR3",
    Visit(
        "v",
        "Institución Educativa Integrado Nuestra Señora de la Asunción de Huaytará",
        date(2026, 3, 2),
        date(2026, 4, 3),
        "America/Lima",
    ),
    ("María Guadalupe", "Encarnación", "Wilfredo"),
)


def settings(host: str = "127.0.0.1", family_call: str = "") -> Settings:
    return Settings(_env_file=None, host=host, family_call=family_call, YACHASKI_PORT=8080)


def made(cohort: Cohort = COHORT, username: str = "YachaskiBot", **given: str) -> str:
    """The poster as a file holds it."""
    return poster.html([poster.of_cohort(cohort, username, settings(**given))], help_lines.load())


def said(page: str) -> str:
    """What a person reads of it."""
    return re.sub(r"\s+", " ", re.sub(r"<(style|svg).*?</\1>|<[^>]*>", " ", page, flags=re.DOTALL))


def test_the_link_goes_to_telegram_where_the_bot_has_a_name():
    """The QR and the written name lead to the same place."""
    assert poster.of_cohort(COHORT, "YachaskiBot", settings()).link == "https://t.me/YachaskiBot?start=HUAYTAR3"
    assert "O busca en Telegram: @YachaskiBot" in said(made())


def test_whatsapp_is_on_the_poster_alone_or_beside_telegram():
    """Its link carries the code in the text; where both are, each has its QR."""
    at = Settings(_env_file=None, YACHASKI_PORT=8080, **WHATSAPP)
    alone, both = poster.of_cohort(COHORT, "", at), poster.of_cohort(COHORT, "YachaskiBot", at)
    assert alone.link == both.beside == "https://wa.me/51900000001?text=Yachaski%20HUAYTAR3"
    assert both.link == "https://t.me/YachaskiBot?start=HUAYTAR3"
    page = poster.html([both], help_lines.load())
    assert "O escribe por WhatsApp al +51900000001" in said(page)
    assert page.count("<svg") == 2


def test_the_link_goes_to_the_page_where_there_is_no_telegram():
    """At the box's own address; one that no phone can open is told."""
    there = poster.of_cohort(COHORT, "", settings(host="192.168.1.10"))
    assert there.link == "http://192.168.1.10:8080/s/yo/?start=HUAYTAR3"
    assert not there.only_here
    assert poster.of_cohort(COHORT, "", settings()).only_here
    assert "192.168.1.10:8080/s/yo" in said(made(username="", host="192.168.1.10"))


def test_the_poster_has_the_code_in_big_letters():
    """As it is copied by hand, with group, site and dates."""
    text = said(made())
    assert "HUAY-TAR3" in text
    assert "3.º B · colegio San Juan Profe Elena · del 2 de marzo al 3 de abril" in text


def test_the_sheet_tells_a_family_what_it_asks():
    """What it is, who reads it, what it costs, how to stop it, whom to call, the signature."""
    text = said(made(family_call="Rosa, 987 654 321"))
    for question in (
        "¿Qué es?",
        "¿Quién lee lo que se escribe?",
        "¿Cuánto cuesta?",
        "¿Cómo se deja?",
        "¿A quién llamo?",
    ):
        assert question in text
    assert "Para hablar con una persona del programa: Rosa, 987 654 321." in text
    assert "113, opción 5" in text
    assert "100, a toda hora" in text
    assert "105" in text
    assert "Firma y fecha" in text


def test_what_it_costs_is_what_is_measured():
    """23 lesson days of the most that a day may weigh are less than a megabyte."""
    assert f"menos de {data_cost.MOST_A_DAY_BYTES // data_cost.KB} KB" in said(made())
    assert 23 * data_cost.MOST_A_DAY_BYTES < 1_000_000


def test_without_somebody_to_call_the_school_is_named():
    """Nobody reads an empty line."""
    assert "pregunte en la dirección del colegio" in said(made())


def test_the_file_fetches_and_runs_nothing():
    """No script, no font and no picture from elsewhere; a name with a bracket does no harm."""
    page = made(Cohort("c", "<b>3.º & B</b>", "HUAYTAR3", VISIT, ()))
    assert "<script" not in page
    assert not re.search(r"(?:src|href)=|url\(|@import", page)
    assert "&lt;b&gt;3.º &amp; B&lt;/b&gt;" in page


# --- the command


def test_the_command_writes_the_file(tmp_path, town: Town, monkeypatch):
    """`poster CODE`: a PDF in colour; `-o FILE.html`: a page."""
    monkeypatch.setenv("YACHASKI_DATABASE", str(tmp_path / "town.db"))
    target = tmp_path / "afiche.html"
    monkeypatch.chdir(tmp_path)
    paper = CliRunner().invoke(yachaski, ["poster", "huay-tar3"])
    assert "Listo: afiche-HUAYTAR3.pdf. Ábrelo e imprímelo" in paper.output
    assert (tmp_path / "afiche-HUAYTAR3.pdf").read_bytes().startswith(b"%PDF")
    done = CliRunner().invoke(yachaski, ["poster", "huay-tar3", "-o", str(target)])
    assert done.exit_code == 0
    assert "son dos hojas A4" in done.output
    assert "HUAY-TAR3" in target.read_text(encoding="utf-8")


def test_what_the_house_holds_is_not_written_over(tmp_path, town: Town, monkeypatch):
    """By its own name, by a link, or a file of its own: neither a poster nor an export takes its place."""
    held = tmp_path / "town.db"
    monkeypatch.setenv("YACHASKI_DATABASE", str(held))
    (tmp_path / "link.html").symlink_to(held)
    before = held.read_bytes()
    for target in (held, tmp_path / "link.html", tmp_path / "town.db-wal"):
        for command in (["poster", "huay-tar3"], ["lessons", "export", "gift"]):
            done = CliRunner().invoke(yachaski, [*command, "-o", str(target)])
            assert done.exit_code == 1
            assert "Elige otro nombre" in done.output
    assert held.read_bytes() == before


def test_all_posters_of_a_visit_at_once(tmp_path, town: Town, monkeypatch):
    """`poster CODE --visit`: one file, two pages a group."""
    monkeypatch.setenv("YACHASKI_DATABASE", str(tmp_path / "town.db"))
    target = tmp_path / "afiches.html"
    done = CliRunner().invoke(yachaski, ["poster", "HUAYTAR3", "--visit", "-o", str(target)])
    assert done.exit_code == 0, done.output
    known = town.run(town.house.store.read(lambda book: book.itinerary()))
    codes = [one.code for one in known if one.visit == next(row.visit for row in known if row.code == "HUAYTAR3")]
    page = target.read_text(encoding="utf-8")
    assert page.count('<section class="poster">') == len(codes)
    assert all(shown_code(read_code(code)) in page for code in codes)


def test_no_poster_leads_nowhere_while_the_bot_has_no_name(tmp_path, town: Town, monkeypatch):
    """With a token, and Telegram not heard yet, the reason and what to do."""
    monkeypatch.setenv("YACHASKI_DATABASE", str(tmp_path / "town.db"))
    monkeypatch.setenv("YACHASKI_TELEGRAM_TOKEN", "1:a-token")
    done = CliRunner().invoke(yachaski, ["poster", "HUAYTAR3", "-o", str(tmp_path / "a.html")])
    assert done.exit_code == 1
    assert "Todavía no sé cómo se llama el bot" in done.output
    assert not (tmp_path / "a.html").exists()


def test_the_command_says_when_there_is_no_such_group(tmp_path, town: Town, monkeypatch):
    """And where the codes are."""
    monkeypatch.setenv("YACHASKI_DATABASE", str(tmp_path / "town.db"))
    done = CliRunner().invoke(yachaski, ["poster", "NADA2345"])
    assert done.exit_code == 1
    assert "No hay un grupo con el código NADA2345." in done.output


# --- as a paper in colour


def on_paper(*cohorts: Cohort, **given: str) -> list[str]:
    """What each page of the PDF says."""
    made_ = [poster.of_cohort(cohort, "YachaskiBot", settings(**given)) for cohort in cohorts]
    read = PdfReader(io.BytesIO(poster.pdf(made_, help_lines.load())))
    return [re.sub(r"\s+", " ", page.extract_text()) for page in read.pages]


@pytest.mark.parametrize("cohort", [COHORT, LONG], ids=["short", "long"])
def test_the_paper_has_two_pages_and_four_strips(cohort):
    """With the longest names too; each strip has the code and the link, for whoever tears it off."""
    first, second = on_paper(cohort, family_call="Rosa, 987 654 321")
    assert first.count("HUAY-TAR3") == 5
    assert first.count("t.me/YachaskiBot") == 4
    assert "Aprende por mensajes a armar tu negocio" in first
    assert "Firma y fecha" in second
    assert "Rosa, 987 654 321" in second


def test_page_and_paper_say_the_same():
    """The words stand once."""
    sheet = said(made(family_call="Rosa")).partition("Hoja para la familia")[2]
    paper = on_paper(COHORT, family_call="Rosa")[1].replace("- ", "-")
    for sentence in re.findall(r"[A-Z¿][^.?¿]{25,}[.?]", sheet):
        assert sentence.replace(" ", "") in paper.replace(" ", ""), sentence


def test_a_visits_papers_are_in_one_file():
    """Two pages a group; a name with a bracket or a hash is no code there."""
    odd = Cohort("d", "#emph[4.º] <b>A</b>", "TUPAC4A", VISIT, ())
    pages = on_paper(COHORT, odd)
    assert len(pages) == 4
    assert "#emph[4.º] <b>A</b>" in pages[2]


# --- on paper


@pytest.mark.browser
@pytest.mark.parametrize("cohort", [COHORT, LONG], ids=["short", "long"])
async def test_two_pages_and_nothing_cut(chromium: Browser, tmp_path: Path, cohort: Cohort):
    """Printed, with the longest names too."""
    page = await chromium.new_page(viewport=A4)
    await page.set_content(made(cohort, family_call="Rosa Quispe Huamán, 987 654 321"))
    await page.emulate_media(media="print")
    paper = await page.pdf(prefer_css_page_size=True, path=tmp_path / "poster.pdf")
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 2
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_number_for_sms_is_on_the_poster():
    """Beside the others, and where there is no other, its link is in the QR."""
    sms: dict[str, Any] = {
        "sms_api": "http://192.168.1.20:8080",
        "sms_user": "sms",
        "sms_password": "x",
        "sms_number": "51900000009",
    }
    at = Settings(_env_file=None, YACHASKI_PORT=8080, **sms)
    alone, both = poster.of_cohort(COHORT, "", at), poster.of_cohort(COHORT, "YachaskiBot", at)
    assert alone.link == "sms:+51900000009?body=Yachaski%20HUAYTAR3"
    assert both.link == "https://t.me/YachaskiBot?start=HUAYTAR3"
    for one in (alone, both):
        assert "O manda por SMS el código de tu grupo al +51900000009" in said(poster.html([one], help_lines.load()))
