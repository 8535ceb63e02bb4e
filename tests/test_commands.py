"""The operator at the terminal: Spanish everywhere, every mistake a sentence that says what to do, nothing lost."""

from __future__ import annotations

import ast
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import yachaski
from bot.box import check
from bot.commands import terminal
from bot.commands.write_commands import Office, execute
from bot.settings import PREFIX, Settings, load, misspelt
from bot.store.open import open_store
from bot.store.tombstones import append_tombstones
from lessons_es.catalog import load as load_course
from scheduler import clock as clocks
from scheduler.clock import WallClock
from tests.chat import StandingClock, Town

ITINERARY = (
    "site,region,arrives,departs,group,code,teacher\nColegio A,Ica,{year}-03-08,{year}-04-09,3 A,SANJUAN3A,Raúl\n"
)


@pytest.fixture(autouse=True)
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without settings, from which the commands are given."""
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def does(*args: str, types: str = "") -> Result:
    return CliRunner().invoke(yachaski, args, input=types)


def sorry(*args: str) -> str:
    """What a command says that could not do it: a sentence, never a traceback."""
    done = does(*args)
    assert done.exit_code in {1, 2}, done.output
    assert isinstance(done.exception, SystemExit), done.exception
    return done.output


# --- in Spanish --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("nada",), "No hay un comando «nada»."),
        (("check", "--todo"), "No hay una opción «--todo»."),
        (("teacher", "invite"), "Falta la opción '--code'"),
        (("run", "--only", "x"), "«x» no es ninguna de estas: 'bot', 'scheduler'."),
        (("lessons", "check", "nada"), "No encuentro nada. Mira el nombre."),
        (("backup",), "Falta 'ARCHIVO'"),
        (("poster", "A", "B"), "Sobra lo último: B"),
    ],
)
def test_what_was_mistyped_is_said_in_spanish(args, said):
    """And how the command is written."""
    output = sorry(*args)
    assert said in output
    assert "Se escribe así: " in output
    assert not {"Error", "Usage", "Try", "Missing", "Invalid"} & set(output.replace(":", " ").split())


def test_the_librarys_words_are_known():
    """A newer click may say it in other words: then these would be met in English."""
    spoken = {
        constant.value
        for module in terminal._SPEAKING
        for constant in ast.walk(ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8")))
        if isinstance(constant, ast.Constant)
    }
    assert {*terminal._ONE, *terminal._MANY} - spoken == set()


def test_the_version_is_told():
    """`--version`."""
    assert does("--version").output.startswith("Yachaski 0.")


@pytest.mark.parametrize("word", ["s", "sí", "SI", "Sí.", "y"])
def test_yes_is_yes_in_every_way(box, word):
    """«¿Lo hago?» takes what people type."""
    done = load_itinerary(box, f"{word}\n")
    assert "Listo, el itinerario quedó así." in done.output
    assert "SANJUAN3A" in does("itinerary", "show").output


@pytest.mark.parametrize("word", ["n", "no", "", "quizá\nno"])
def test_everything_else_changes_nothing(box, word):
    """What is neither is asked again."""
    done = load_itinerary(box, f"{word}\n")
    assert ("No entendí. Responde s o n." in done.output) == ("quizá" in word)
    assert "No cambié nada." in done.output
    assert not (box / "yachaski.db").exists()


def load_itinerary(box: Path, types: str) -> Result:
    year = WallClock().now().year + 1
    return does("itinerary", "load", write(box, "a.csv", ITINERARY.format(year=year)), types=types)


def write(box: Path, name: str, text: str | bytes) -> str:
    (box / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return name


# --- settings ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("YACHASKI_TITLE=Camión norte\n".encode("cp1252"), ".env:1: aquí hay letras que no se pueden leer."),
        ("YACHASKI_PORT=9000\nYACHASKI_TITLE=Camión".encode("cp1252"), ".env:2: aquí hay letras"),
        ("YACHASKI_PORT=9000\n".encode("utf-16"), ".env:1: está guardado en UTF-16."),
        (b"# nota\n\nYACHASKI_PORT 9000\n", ".env:3: no entiendo «YACHASKI_PORT 9000»."),
        (b'YACHASKI_TITLE="Camion\n', '.env:1: la comilla " de YACHASKI_TITLE no se cierra.'),
        (b"YACHASKI_TELEGRAM_TOKEN=bot123:AAH\n", "YACHASKI_TELEGRAM_TOKEN: escribe la clave como la da @BotFather"),
    ],
)
@pytest.mark.parametrize("command", ["check", "run", "backup x.db", "itinerary show", "poster X"])
def test_a_broken_env_is_named_with_its_line(box, data, said, command):
    """By every command, and no line is passed over in silence."""
    write(box, ".env", data)
    output = sorry(*command.split())
    assert "Hay que cambiar los ajustes:" in output
    assert said in output


def test_an_env_with_its_byte_order_mark_is_read(box):
    """Notepad writes one; the first line counts all the same."""
    write(box, ".env", "YACHASKI_TITLE=Camión norte\nexport YACHASKI_PORT=9000\n".encode("utf-8-sig"))
    assert (load().title, load().port) == ("Camión norte", 9000)


@pytest.mark.slow
def test_a_setting_that_does_not_exist_is_named_with_the_nearest(box, monkeypatch):
    """In `.env` and in the environment; the doctor is red."""
    write(box, ".env", "YACHASKI_SHARED_SCREEN=no\nYACHASKI_BACKUPDIR=/media/usb\nTELEGRAM_TOKEN=1:a\nOTHER=1\n")
    monkeypatch.setenv("YACHASKI_DATABSE", "x")
    assert misspelt() == [
        "No hay un ajuste TELEGRAM_TOKEN: no hace nada. ¿Querías YACHASKI_TELEGRAM_TOKEN?",
        "No hay un ajuste YACHASKI_BACKUPDIR: no hace nada. ¿Querías YACHASKI_BACKUP_DIR?",
        "No hay un ajuste YACHASKI_DATABSE: no hace nada. ¿Querías YACHASKI_DATABASE?",
        "No hay un ajuste YACHASKI_SHARED_SCREEN: no hace nada. ¿Querías YACHASKI_SHARED_SCREENS?",
    ]
    assert "[MAL ] ajustes: No hay un ajuste YACHASKI_BACKUPDIR" in sorry("check")


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_a_setting_that_exists_is_none_of_them(monkeypatch, name):
    """However it is written."""
    monkeypatch.setenv(f"{PREFIX}{name.upper()}", "")
    assert misspelt() == []


# --- the doctor --------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_doctor_finds_no_folder(box, monkeypatch):
    """And goes on to look at the rest."""
    monkeypatch.setenv("YACHASKI_DATABASE", str(box / "nada/yachaski.db"))
    output = sorry("check")
    assert f"[MAL ] disco: no encuentro la carpeta {box / 'nada'}. Créala" in output
    assert "[bien] lecciones: " in output


@pytest.mark.parametrize(
    ("host", "well"), [("127.0.0.1", True), ("0.0.0.0", True), ("203.0.113.9", False), ("no.invalid", False)]
)
def test_the_doctor_tries_the_host(host, well):
    """An address that is not this machine's would stop `run`."""
    found = check.of_host(Settings(_env_file=None, host=host))
    assert found.well == well
    assert well or f"no puede escuchar en {host}" in found.line()


def test_well_is_said_of_what_is_well():
    """What is to be looked at has a mark of its own."""
    assert check.Finding(True, "copias", "no se hacen solas", "Pon una carpeta").line().startswith("[mira] ")
    assert check.Finding(True, "reloj", "va bien").line() == "[bien] reloj: va bien."


@pytest.mark.slow
def test_the_doctor_says_what_a_lawyer_has_not_read(tmp_path: Path):
    """Pieces and the sheet for the family that wait for a lawyer are listed, and nothing fails for it."""
    sheet = tmp_path / "poster.html"
    sheet.write_text("{# abogado: pendiente #}", "utf-8")
    findings = list(check.of_counsel(load_course(), [sheet]))
    assert all(finding.well and finding.line().startswith("[falta] abogado: ") for finding in findings)
    assert any("05_una_feria_en_tu_colegio.md" in finding.what for finding in findings)
    assert "poster.html" in findings[-1].what
    sheet.write_text("", "utf-8")
    assert len(list(check.of_counsel(load_course(), [sheet]))) == len(findings) - 1


@pytest.mark.slow
@pytest.mark.parametrize(
    "command", ["check", "itinerary show", "poster X", "backup x.db", "restore yachaski.db", "run", "chat"]
)
def test_a_file_that_is_no_database_is_a_sentence(box, command):
    """By every command that opens it."""
    write(box, "yachaski.db", b"This is no database." * 500)
    assert "yachaski.db" in sorry(*command.split())


# --- copies ------------------------------------------------------------------------------------------------


@pytest.fixture
def lived(box: Path, town: Town) -> Path:
    """A house that runs, on `town.db` of this folder."""
    return box / "town.db"


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["town.db", "./town.db", "{box}/town.db", "soft.db", "hard.db", "town.db-wal", "town.db.lock"]
)
def test_a_copy_never_goes_over_what_it_copies(lived, box, monkeypatch, name):
    """Whatever the path is called: the file that `run` writes stays the same file."""
    monkeypatch.setenv("YACHASKI_DATABASE", "town.db")
    (box / "soft.db").symlink_to(lived)
    (box / "hard.db").hardlink_to(lived)
    before = lived.stat().st_ino
    assert "es la base de datos misma, o un archivo suyo" in sorry("backup", name.format(box=box))
    assert lived.stat().st_ino == before
    assert not list(box.glob("*.partial"))


def test_where_no_copy_can_be_made_it_says_what_to_do(lived, box, monkeypatch):
    """No folder, a folder in the place of a file, no database."""
    monkeypatch.setenv("YACHASKI_DATABASE", "town.db")
    assert "No encuentro la carpeta /no/dir. Créala, o pon el disco." in sorry("backup", "/no/dir/x")
    assert "es una carpeta. Escribe también el nombre" in sorry("backup", ".")
    assert "No encuentro la copia nothing. Mira el nombre" in sorry("restore", "nothing")
    monkeypatch.setenv("YACHASKI_DATABASE", "other.db")
    assert "No hay una base de datos en" in sorry("backup", "copy.db")


def test_restore_says_that_the_house_runs(lived, box, monkeypatch):
    """It is not handed over: what runs must be stopped first."""
    monkeypatch.setenv("YACHASKI_DATABASE", "town.db")
    assert does("backup", "copy.db").exit_code == 0
    output = sorry("restore", "copy.db")
    assert "Yachaski está corriendo con esa base de datos. Apágalo primero" in output
    assert "se lo pasa" not in output


def test_the_list_of_the_erased_is_for_its_owner(box):
    """Like the database beside which it lies; an older list too."""
    (box / "a.db.erased").touch(0o644)
    append_tombstones(box / "a.db", [("hash", 1)])
    assert (box / "a.db.erased").stat().st_mode & 0o777 == 0o600


async def test_a_link_made_while_the_clock_is_in_doubt_says_so(box):
    """A box that wakes in 1970 makes a link that is past as soon as the clock is right."""
    clock, said = StandingClock(datetime(1970, 1, 1, tzinfo=UTC)), list[str]()
    store = open_store(str(box / "a.db"))
    try:
        office = Office(
            load(), store, clock, lambda book: None, doubt=lambda book: clocks.trust(book, clock.now()).doubt
        )
        assert await execute(["invite", "operator", ""], office, said.append) == 0
    finally:
        await store.close()
    assert "Ojo: en la caja son las 00:00 UTC del 1970-01-01, y dudo de esa hora." in "\n".join(said)
