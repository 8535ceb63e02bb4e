"""The documents are true: settings, commands, targets, files, the example of the itinerary, and the translations."""

from __future__ import annotations

import ast
import re
import runpy
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from bot.__main__ import yachaski
from bot.itinerary import spreadsheet
from bot.settings import PREFIX, Settings
from tests.chat import Person

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *ROOT.glob("docs/**/*.md")])
READERS = [ROOT / "README.md", ROOT / "docs/es/LEEME.md"]
LOCALE = ROOT / "bot/locale"
BUTTON_LONGEST = 20


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def everything() -> str:
    """All documents in one."""
    return "\n".join(text(path) for path in DOCUMENTS)


def blocks(path: Path, language: str) -> list[str]:
    """The fenced blocks of one language, without the indent that a list gives them."""
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```", text(path), re.MULTILINE | re.DOTALL)
    return [re.sub(rf"^{indent}", "", block, flags=re.MULTILINE) for indent, block in found]


# --- settings ----------------------------------------------------------------------------------------------


def rows_of_settings() -> dict[str, list[str]]:
    """The table of docs/settings.md: the cells of each row by the setting's name."""
    lines = re.findall(rf"^\| `{PREFIX}(\w+)`(.*)\|$", text(ROOT / "docs/settings.md"), re.MULTILINE)
    return {name.lower(): rest.split(" | ") for name, rest in lines}


def test_every_setting_is_documented():
    """docs/settings.md has each setting, and none that is gone."""
    assert rows_of_settings().keys() == Settings.model_fields.keys()


@pytest.mark.parametrize("name", Settings.model_fields)
def test_a_setting_is_documented_with_its_default_its_meaning_and_an_example(name):
    """The row says what the code says."""
    _, default, meaning, example = (cell.strip() for cell in rows_of_settings()[name])
    said = str(Settings.model_fields[name].default)
    assert default == (f"`{said}`" if said else "*(empty)*")
    assert len(meaning) > len("Where it is.")
    assert "`" in example


def test_no_document_names_a_setting_that_does_not_exist():
    """A reader who copies a setting from anywhere sets something."""
    named = set(re.findall(rf"\b{PREFIX}([A-Z_]+)\b", everything()))
    known = {name.upper() for name in Settings.model_fields}
    assert {name for name in named - known if not name.startswith("TEST_")} == set()


# --- commands and targets ----------------------------------------------------------------------------------


def beneath(group: click.Group) -> dict[str, click.Command | None]:
    """The commands of a group by their names; those of the program are loaded when they are asked for."""
    context = click.Context(group)
    return {name: group.get_command(context, name) for name in group.list_commands(context)}


def commands(group: click.Group = yachaski, above: str = "") -> Iterator[str]:
    """Every command in full: `itinerary load`."""
    for name, command in beneath(group).items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{above}{name} ")
        if not isinstance(command, click.Group) or command.invoke_without_command:
            yield f"{above}{name}"


@pytest.mark.parametrize("command", list(commands()))
def test_every_command_is_documented(command):
    """Somewhere a reader finds `python -m bot COMMAND`."""
    assert re.search(rf"python -m bot {command}\b", everything())


def test_no_document_names_a_command_that_does_not_exist():
    """What a reader copies, the program knows."""
    words = {word for command in commands() for word in command.split()}
    named = set(re.findall(r"python -m bot ([a-z]+)(?: ([a-z]+))?", everything()))
    assert {first for first, _ in named} <= words
    groups = {name for name, command in beneath(yachaski).items() if isinstance(command, click.Group)}
    assert {f"{first} {second}".strip() for first, second in named if first in groups} <= set(commands())


@pytest.mark.parametrize("document", READERS, ids=lambda path: path.name)
def test_readme_names_targets_that_exist(document):
    """Every `make ...` of the README is in the Makefile, and the two that matter are on the first screen."""
    targets = set(re.findall(r"^([a-z-]+):(?!=)", text(ROOT / "Makefile"), re.MULTILINE))
    code = re.findall(r"`[^`\n]+`|^make .*$", text(document), re.MULTILINE)
    named = {target for said in code for target in re.findall(r"\bmake ([a-z-]+)", said)}
    assert named <= targets
    first_screen = "\n".join(text(document).splitlines()[:20])
    assert "make run" in first_screen
    assert "make test" in first_screen


# --- what can be tried -------------------------------------------------------------------------------------


@pytest.mark.parametrize("document", READERS, ids=lambda path: path.name)
def test_the_itinerary_of_the_readme_can_be_loaded(document):
    """The example has every column, and nothing wrong in it."""
    (example,) = blocks(document, "csv")
    rows = spreadsheet.read(example.encode(), document.name, date(2026, 11, 30)).rows
    assert example.splitlines()[0].split(",") == [column.name for column in spreadsheet.COLUMNS if column.required]
    assert len({row.visit for row in rows}) == 2


def test_the_conversation_of_the_readme_is_a_test_that_passes(ana: Person, tmp_path: Path) -> None:
    """What README shows as a test runs as one."""
    (example,) = blocks(ROOT / "README.md", "python")
    file = tmp_path / "example.py"
    file.write_text(example, encoding="utf-8")
    (shown,) = [value for name, value in runpy.run_path(str(file)).items() if name.startswith("test_")]
    shown(ana)


# --- files and links ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_a_document_names_is_there(document):
    """Links lead somewhere, headings included, and every file of ours that is named exists."""
    said = text(document)
    links = [link for link in re.findall(r"(?<!!)\[[^\]]+\]\(([^)]+)\)", said) if "://" not in link]
    named = re.findall(r"`((?:bot|scheduler|lessons_es|tests|docs)/[\w./]*)`", said)
    gone = [name for name in named if not (ROOT / name).exists()]
    for link in links:
        path, _, heading = link.partition("#")
        there = document.parent / path if path else document
        if not there.exists() or (heading and heading not in _headings(there)):
            gone.append(link)
    assert gone == []


def _headings(document: Path) -> set[str]:
    """The anchors of a document's headings, as they are made from their words."""
    heads = re.findall(r"^#+ (.+)$", text(document), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def test_the_readmes_know_each_other():
    """The first line of each leads to the other language."""
    first = [text(document).splitlines()[0] for document in READERS]
    assert "(docs/es/LEEME.md)" in first[0]
    assert "(../../README.md)" in first[1]


# --- translations ------------------------------------------------------------------------------------------


def messages(language: str) -> list[Message]:
    """Every sentence of a language's catalog."""
    with (LOCALE / language / "LC_MESSAGES/messages.po").open("rb") as source:
        catalog: Catalog = read_po(source, locale=language)
    return [message for message in catalog if message.id]


def forms(said: Any) -> tuple[str, ...]:
    """A sentence, or its singular and plural."""
    return (said,) if isinstance(said, str) else tuple(said)


def places(said: str) -> set[str]:
    """The placeholders of a sentence: `{name}` or `%(name)s`."""
    return set(re.findall(r"\{\w*\}|%\(\w+\)s", said))


def sentences() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every sentence of bot/core/phrase.py: its name, and the words (of a pair, singular and plural)."""
    for node in ast.parse(text(ROOT / "bot/core/phrase.py")).body:
        match node:
            case ast.Assign([ast.Name(name)], ast.Call(ast.Name("_" | "_n"), words)):
                yield name, tuple(map(ast.literal_eval, words))


def test_no_two_sentences_share_a_name():
    """The second would be said in the place of the first."""
    assert [name for name, count in Counter(name for name, _ in sentences()).items() if count > 1] == []


@pytest.mark.parametrize("language", ["en", "qu"])
def test_catalogs_know_singular_and_plural(language):
    """`_n` is collected too; where it is not, «5 minutos» stays Spanish in every language."""
    known = {forms(message.id) for message in messages(language)}
    assert [name for name, said in sentences() if said not in known] == [], "run `make messages`"


@pytest.mark.parametrize("language", ["en", "qu"])
def test_no_translation_is_a_guess(language):
    """A fuzzy entry is not compiled: its reader would get another language without anybody knowing."""
    assert [message.id for message in messages(language) if message.fuzzy] == []


def test_english_is_complete():
    """Every sentence, in the singular and in the plural."""
    assert [message.id for message in messages("en") if not all(forms(message.string))] == []


@pytest.mark.parametrize("language", ["en", "qu"])
def test_translations_fill_in_what_the_original_fills_in(language):
    """The same placeholders, none lost and none invented."""
    wrong = []
    for message in messages(language):
        ids, said = forms(message.id), forms(message.string)
        known = {place for one in ids for place in places(one)}
        needed = set.intersection(*(places(one) for one in ids))
        wrong += [one for one in said if one and not needed <= places(one) <= known]
    assert wrong == []


@pytest.mark.parametrize("language", ["en", "qu"])
def test_translations_keep_the_shape_of_the_original(language):
    """As many lines, the same ends, and a button's label no longer than a button."""
    wrong = []
    for message in messages(language):
        original = forms(message.id)[0]
        for one in filter(None, forms(message.string)):
            as_short = not _is_label(original) or len(re.sub(r"\{\w+\}", "", one)) <= BUTTON_LONGEST
            if one.count("\n") != original.count("\n") or one != one.strip() or not as_short:
                wrong.append(one)
    assert wrong == []


def _is_label(original: str) -> bool:
    """A short text without a full stop may be a button."""
    return len(original) <= BUTTON_LONGEST and original[-1] not in ".:?!»"
