"""What whoever runs the programme reads in the terminal is Spanish, whole, and names what to do."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import click
import pytest

import bot.commands
from bot.__main__ import COMMANDS, yachaski
from bot.box import check
from bot.commands import copies, terminal
from bot.core.text.days import impossible
from bot.itinerary.spreadsheet import read
from bot.settings import Settings, SettingsError, load
from bot.store.errors import DatabaseBusy
from bot.store.file_lock import hold
from bot.tables.reader import TableError
from tests.test_commands import does, sorry

ENGLISH = re.compile(
    r"\b(?:OPTIONS|COMMAND|ARGS|FILE|FOLDER|CODE|TEXT|FLOAT|INTEGER|No such|Permission)\b|\.\.\.$", re.MULTILINE
)


@pytest.fixture(autouse=True)
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, with nothing set."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def paths(command: click.Command, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The command and all below it."""
    found = [path]
    if isinstance(command, click.Group):
        for name in command.list_commands(click.Context(command)):
            inner = command.get_command(click.Context(command), name)
            assert inner is not None
            found += paths(inner, (*path, name))
    return found


def test_no_help_has_an_english_word_or_is_cut() -> None:
    """Of every command and every group."""
    assert set(COMMANDS) <= {path[0] for path in paths(yachaski)[1:] if len(path) == 1}
    for path in paths(yachaski):
        output = does(*path, "--help").output
        assert not ENGLISH.search(output.replace("COMANDO ...", "COMANDO")), f"{path}: {output}"


@pytest.mark.parametrize(
    "args", [("lessons", "preview", "nada.md"), ("lessons", "import", "nada.gift"), ("itinerary", "load", "nada.csv")]
)
def test_why_the_machine_refused_is_spanish(args: tuple[str, ...]) -> None:
    """A file that is not there."""
    output = sorry(*args)
    assert "no existe" in output
    assert not ENGLISH.search(output)


def test_a_folder_in_the_place_of_a_table_is_called_so() -> None:
    """With its name in quotes."""
    assert "No puedo leer «..»: es una carpeta." in sorry("itinerary", "load", "..")


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("2027-02-30", "febrero de 2027 tiene 28 días"),
        ("29/02/2028", ""),
        ("31/04/27", "abril de 2027 tiene 30 días"),
        ("2027-13-01", "no hay un mes 13"),
    ],
)
def test_a_day_that_does_not_exist_is_told_so(written: str, why: str) -> None:
    """Not only that it is not understood."""
    assert (impossible(written) == why) is bool(why) or written == "29/02/2028"
    if why:
        line = f"site,region,arrives,departs,group,code,teacher\nA,R,{written},2027-12-31,3 B,HUAYTAR3,Elena\n"
        with pytest.raises(TableError, match=why):
            read(line.encode(), "ruta.csv", date(2027, 1, 1))


@pytest.mark.parametrize("url", ["mysql://x", "sqlite:///a.db", "postgre://x"])
def test_an_unknown_kind_of_database_is_refused(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    """And no folder of that name is made."""
    monkeypatch.setenv("YACHASKI_DATABASE", url)
    with pytest.raises(SettingsError, match="empiece con postgresql://"):
        load()


def test_a_port_is_named_as_it_was_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """`PORT` alone, or with our prefix."""
    monkeypatch.setenv("PORT", "abc")
    with pytest.raises(SettingsError, match=r"^PORT: escribe un número"):
        load()
    monkeypatch.setenv("YACHASKI_PORT", "abc")
    with pytest.raises(SettingsError, match=r"^YACHASKI_PORT: escribe un número"):
        load()


def test_a_second_house_is_told_that_one_runs(box: Path) -> None:
    """What to do with the one that is there, and not how commands are given."""
    with hold(box / "a.db"), pytest.raises(DatabaseBusy) as busy:
        hold(box / "a.db")
    assert busy.value.to_runner.startswith(f"Yachaski ya corre con {box / 'a.db'} (proceso ")
    assert "apágalo primero" in busy.value.to_runner


@pytest.mark.parametrize(
    ("settings", "mark"),
    [
        (Settings(_env_file=None), "[mira] página: http://127.0.0.1:8080 se abre solo en esta caja. "),
        (Settings(page_url="http://192.168.1.10:8080", _env_file=None), "[bien] página: los enlaces llevan a "),
        (Settings(host="0.0.0.0", _env_file=None), "[MAL ] página: ningún celular puede abrir "),
    ],
)
def test_a_page_for_the_box_alone_is_not_called_well(settings: Settings, mark: str) -> None:
    """Its links lead nowhere from a phone."""
    assert check.of_page(settings).line().startswith(mark)


def test_a_restore_at_the_terminal_asks_first(box: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it replaces is named; a script, and `--yes`, are not asked."""
    asked: list[str] = []
    monkeypatch.setattr(copies, "is_asked", lambda: True)
    monkeypatch.setattr(terminal, "agrees", asked.append)
    (box / "copy.db").write_bytes(b"x")
    assert does("restore", "copy.db").output == "No cambié nada.\n"
    assert asked == ["La copia queda en el lugar de yachaski.db; lo que hay ahora se guarda aparte. ¿Lo hago?"]
    assert "No se pudo" in sorry("restore", "copy.db", "--yes")


def test_every_question_takes_a_yes_in_spanish() -> None:
    """The library's own asks «[y/N]» and takes no «s»."""
    commands = Path(bot.commands.__file__).parent.glob("*.py")
    assert [path.name for path in commands if "click.confirm" in path.read_text(encoding="utf-8")] == []
