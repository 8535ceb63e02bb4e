"""The papers from outside: printed for a group, checked, altered, withdrawn; and their codes as a phone reads them."""

from __future__ import annotations

import base64
import io
import os
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
import zxingcpp
from click.testing import CliRunner, Result
from msgspec.structs import replace
from PIL import Image, ImageFilter
from pypdf import PdfReader

from bot.__main__ import yachaski
from bot.core.certificate import Certificate, sealed, unsealed
from bot.papers import certificates, typesetting
from bot.papers.certificates import Issued
from bot.settings import PREFIX
from bot.store import signing
from tests.chat import MONDAY, Town, at
from tests.conversations.test_certificate import passed
from tests.conversations.test_goal import has_done

pytestmark = pytest.mark.slow

DEPARTS = MONDAY + timedelta(days=32)
PAGE = "https://yachaski.example.org"
HOSTILE = ("Ñusta Ćć e\u0301", "<b>Ana</b>", "#set page(fill: red)", "[*Ana*] $x$ @y", "A" * 40, 'Ana "Ñ" \\ `')


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without settings, from which the commands are given."""
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("YACHASKI_DATABASE", "town.db")
    monkeypatch.setenv("YACHASKI_PAGE_URL", PAGE)
    return tmp_path


@pytest.fixture
def class_(box: Path) -> Path:
    """Ana passed the exam, Zoila took part, Beto did nothing."""
    town = Town(box / "town.db", at(MONDAY, 9))
    try:
        town.visit()
        zoila, ana, _beto = town.learner("Zoila"), town.learner("Ana"), town.learner("Beto")
        has_done(town, zoila, 3)
        passed(town, ana)
        town.walks_to(at(DEPARTS, 9))
    finally:
        town.close()
    assert does("clock", "trust").exit_code == 0
    return box


def does(*args: str, types: str = "") -> Result:
    return CliRunner().invoke(yachaski, args, input=types)


def printed(box: Path) -> list[str]:
    """The text of each page of the PDF."""
    return [page.extract_text() for page in PdfReader(box / "constancias.pdf").pages]


def issued(name: str = "Luz Q.", *, box: Path = Path()) -> Issued:
    paper = Certificate("7KQ2-M4TD", "passed", name, "Emprende con lo tuyo", "colegio San Juan", "2027-04-09")
    return Issued(paper, sealed(paper, signing.signer(box / "town.db.signing")))


# --- for the closing ceremony ------------------------------------------------------------------------------


def test_a_group_is_printed_by_name(class_: Path) -> None:
    """A page for whoever has a paper; asked for again, the same ones."""
    done = does("certificate", "print", "HUAYTAR3")
    assert done.exit_code == 0, done.output
    assert "3.º B, colegio San Juan: 1 de aprobación y 1 de participación." in done.output
    first = printed(class_)
    assert ["Ana" in first[0], "Zoila" in first[1]] == [True, True]
    assert "Constancia de participación" in first[1]
    assert "No es nota ni documento oficial del Minedu" in first[0]
    does("certificate", "print", "huaytar3")
    assert printed(class_) == first


def test_on_a_day_that_nobody_knows_nothing_is_issued(class_: Path) -> None:
    """The mend is a command."""
    with closing(sqlite3.connect(class_ / "town.db")) as connection, connection:
        connection.execute("INSERT OR REPLACE INTO fact (name, value) VALUES ('clock.doubt', 'behind')")
    done = does("certificate", "print", "HUAYTAR3")
    assert done.exit_code == 1
    assert "python -m bot clock trust" in done.output


def test_a_group_that_nobody_knows_is_a_sentence(class_: Path) -> None:
    """And nothing is written."""
    done = does("certificate", "print", "NADA1234")
    assert done.exit_code == 1
    assert "No hay un grupo con el código NADA1234" in done.output
    assert not (class_ / "constancias.pdf").exists()


def test_a_paper_never_lies_over_the_database(class_: Path) -> None:
    """The name of the file is refused."""
    done = does("certificate", "print", "HUAYTAR3", "-o", "town.db")
    assert done.exit_code == 1
    assert (class_ / "town.db").read_bytes()[:6] == b"SQLite"


def test_without_the_key_nothing_is_issued(class_: Path) -> None:
    """The sentence names the file."""
    (class_ / "town.db.signing").write_text("broken", encoding="ascii")
    done = does("certificate", "print", "HUAYTAR3")
    assert done.exit_code == 1
    assert "town.db.signing" in done.output


def test_check_says_when_the_key_has_no_copy(class_: Path) -> None:
    """Nothing before the first paper; then that there is none, that there is one, and that it cannot be read."""
    assert "[mira] constancias" not in does("check").output
    done = does("certificate", "copy", "llave")
    assert done.exit_code == 1
    assert "Todavía no se firmó ninguna constancia" in done.output
    does("certificate", "print", "HUAYTAR3")
    assert "[mira] constancias: se firman con town.db.signing, y no hay copia." in does("check").output
    assert does("certificate", "copy", "town.db").exit_code == 1
    assert does("certificate", "copy", "no/llave").exit_code == 1
    assert does("certificate", "copy", "llave").exit_code == 0
    assert (class_ / "llave").read_text() == (class_ / "town.db.signing").read_text()
    assert (class_ / "llave").stat().st_mode & 0o777 == 0o600
    assert "[bien] constancias: se firman con town.db.signing, y hay una copia." in does("check").output
    (class_ / "town.db.signing").write_text("broken", encoding="ascii")
    assert "[MAL ] constancias: no se lee town.db.signing" in does("check").output
    done = does("certificate", "copy", "llave")
    assert done.exit_code == 1
    assert "No pude leer" in done.output


# --- checked -----------------------------------------------------------------------------------------------


def code_of(box: Path) -> str:
    """What the code of the first page holds, as a phone reads it."""
    does("certificate", "print", "HUAYTAR3")
    import sqlite3

    with closing(sqlite3.connect(box / "town.db")) as connection:
        return str(connection.execute("SELECT sealed FROM certificate ORDER BY name").fetchone()[0])


def test_a_good_paper_shows_every_line(class_: Path) -> None:
    """The text alone or the whole link."""
    code = code_of(class_)
    for text in (code, f"{PAGE}/verificar#{code}"):
        done = does("certificate", "verify", text)
        assert done.exit_code == 0, done.output
        assert "Nombre: Ana" in done.output
        assert "Sede: colegio San Juan" in done.output


def test_a_code_that_begins_like_an_option_is_read(box: Path) -> None:
    """One in 64 does."""
    one = next(one for n in range(2_000) if (one := issued(f"Luz {n}", box=box)).sealed.startswith("-"))
    assert does("certificate", "verify", one.sealed).exit_code == 0


def test_an_altered_paper_is_none(class_: Path) -> None:
    """Every line is shown all the same, and that it does not fit its signature."""
    claim = unsealed(code_of(class_))
    assert claim

    payload = claim.payload.replace(b"Ana", b"Eva")
    done = does("certificate", "verify", base64.urlsafe_b64encode(claim.signature + payload).decode())
    assert done.exit_code == 1
    assert "Nombre: Eva" in done.output
    assert "alguien cambió algo" in done.output


def test_a_withdrawn_paper_is_none(class_: Path) -> None:
    """Whoever asks reads it; a second withdrawal finds nothing."""
    code = code_of(class_)
    claim = unsealed(code)
    assert claim
    gone = does("certificate", "withdraw", claim.certificate.number, types="s\n")
    assert gone.exit_code == 0, gone.output
    done = does("certificate", "verify", code)
    assert done.exit_code == 1
    assert "retirada" in done.output
    assert does("certificate", "withdraw", claim.certificate.number, "--yes").exit_code == 1


def test_another_houses_paper_is_not_known(box: Path) -> None:
    """Its key is not ours."""
    other = box / "other"
    other.mkdir()
    foreign = issued(box=other)
    issued(box=box)
    done = does("certificate", "verify", foreign.sealed)
    assert done.exit_code == 1
    assert "otra llave" in done.output


@pytest.mark.parametrize("text", ["", "hola", "####", "AAAA", "[1]", "ñ", "a" * 5000])
def test_what_is_no_paper_is_a_sentence(box: Path, text: str) -> None:
    """Never a traceback."""
    done = does("certificate", "verify", text)
    assert done.exit_code == 1
    assert "Eso no es el texto de una constancia" in done.output


def test_the_public_keys_are_told(box: Path) -> None:
    """Nothing private among them."""
    assert "Todavía no se firmó" in does("certificate", "keys").output
    issued(box=box)
    name, key = does("certificate", "keys").output.split()
    assert signing.public(box / "town.db.signing") == {name: bytes.fromhex(key)}
    assert (box / "town.db.signing").stat().st_mode & 0o777 == 0o600


def test_every_byte_counts(box: Path) -> None:
    """One changed bit anywhere, in the payload or in the signature, and it holds no more."""
    claim, keys = unsealed(issued(box=box).sealed), signing.public(box / "town.db.signing")
    assert claim
    assert signing.holds(claim, keys)

    def changed(data: bytes, n: int) -> bytes:
        return data[:n] + bytes([data[n] ^ 1]) + data[n + 1 :]

    payloads = [replace(claim, payload=changed(claim.payload, n)) for n in range(len(claim.payload))]
    signatures = [replace(claim, signature=changed(claim.signature, n)) for n in range(len(claim.signature))]
    assert not any(signing.holds(one, keys) for one in [*payloads, *signatures])
    assert len(payloads) > 80


# --- as printed --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_printed_as_it_is(box: Path, name: str) -> None:
    """Typst reads data, never code."""
    made = certificates.pdf([issued(name, box=box)], programme="Yachaski", page=PAGE)
    pages = PdfReader(io.BytesIO(made)).pages
    assert len(pages) == 1
    assert len(made) <= 60 * 1024
    said = re.sub(r"\s", "", pages[0].extract_text())
    assert re.sub(r"\s", "", name.replace("e\u0301", "é")) in said.replace("e\u0301", "é")


@dataclass
class Photo:
    """How a phone sees the paper."""

    turned: float = 0.0
    blurred: float = 0.0
    scale: float = 1.0

    def of(self, png: bytes) -> Image.Image:
        picture = Image.open(io.BytesIO(png)).convert("L")
        size = (round(picture.width * self.scale), round(picture.height * self.scale))
        picture = picture.resize(size).rotate(self.turned, expand=True, fillcolor=255)
        return picture.filter(ImageFilter.GaussianBlur(self.blurred))


@pytest.mark.parametrize("photo", [Photo(), Photo(turned=4), Photo(blurred=1.2), Photo(scale=2 / 3)], ids=str)
def test_a_phone_reads_the_code(box: Path, photo: Photo) -> None:
    """Straight, turned, blurred and from further away; what it reads holds."""
    one = issued("Ñusta Q.", box=box)
    said = {"programme": "Yachaski", "papers": [certificates._said(one, PAGE)]}
    png = typesetting.png("certificate", said, dots_an_inch=200)
    found = zxingcpp.read_barcodes(photo.of(png))
    assert [code.text for code in found] == [f"{PAGE}/verificar#{one.sealed}"]
    claim = unsealed(found[0].text)
    assert claim
    assert signing.holds(claim, signing.public(box / "town.db.signing"))
