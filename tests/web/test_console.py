"""A keyboard converses as a page does; a script may too, line by line."""

from __future__ import annotations

import io
import os
import pty
from pathlib import Path

import pytest

from bot.channels.console import ConsoleEar
from bot.core.event import Said, Tapped
from tests.web.programme import Programme


async def converse(programme: Programme, *lines: str, greeting: str = "") -> str:
    """What the screen shows after the lines were piped in."""
    reading, writing = os.pipe()
    os.write(writing, "".join(f"{line}\n" for line in lines).encode())
    os.close(writing)
    screen = io.StringIO()
    with os.fdopen(reading, encoding="utf-8") as source:
        ear = ConsoleEar(
            programme, programme.store, programme.bell, programme.files, greeting=greeting, source=source, screen=screen
        )
        programme.add(ear)
        await ear.run()
    return screen.getvalue()


async def test_each_line_waits_for_its_answer(programme: Programme):
    """A script says the next line only when it has seen the answer."""
    screen = await converse(programme, "uno", "", "dos", "tres")
    assert screen.split("\n\n") == ["Dijiste: uno", "Dijiste: dos", "Dijiste: tres", ""]


async def test_a_letter_or_the_words_of_a_button_are_a_tap(programme: Programme):
    """Nobody needs a mouse; capitals do not matter."""
    screen = await converse(programme, "/start HUAYTAR3", "de 14 a 17", "a", "hola")
    assert "[A] Menos de 14  [B] De 14 a 17  [C] 18 o más" in screen
    letters = [event.letter for event in programme.turns if isinstance(event, Tapped)]
    assert letters == ["B", "A"]
    assert programme.turns[-1] == Said("hola")


async def test_letters_go_to_the_newest_question(programme: Programme):
    """An older question keeps its own buttons for its own words."""
    await converse(programme, "/start X", "pregunta", "b", "18 o más")
    first, second = [event.prompt for event in programme.turns if isinstance(event, Tapped)]
    assert first != second


async def test_a_figure_under_a_sum_is_an_answer_and_no_button(programme: Programme):
    """«1» would be [No lo sé] else; the button's words are the button."""
    await converse(programme, "cuenta", "1", "cuenta", "no lo sé")
    assert programme.turns[1] == Said("1")
    assert isinstance(programme.turns[3], Tapped)


async def test_the_last_words_are_shown_again(programme: Programme):
    """Who comes back sees where the conversation stands, and its buttons work."""
    await converse(programme, "pregunta")
    screen = await converse(programme, "c", greeting="/start")
    assert screen.startswith("Pregunta 1 de 2.")
    assert isinstance(programme.turns[-1], Tapped)


async def test_a_newcomer_is_greeted(programme: Programme):
    """The first word is said for who has nothing on the screen yet."""
    screen = await converse(programme, "salir", "nunca", greeting="/start DEMO")
    assert screen.startswith("Hola. Soy Yachaski")
    assert programme.turns == [Said("/start DEMO")]


async def test_a_document_is_saved_where_the_person_is(
    programme: Programme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Only she may read it."""
    monkeypatch.chdir(tmp_path)
    screen = await converse(programme, "misdatos")
    file = tmp_path / "misdatos José.json"
    assert str(file) in screen
    assert file.read_bytes() == b'{"nombre": "Luz Q."}'
    assert file.stat().st_mode & 0o077 == 0


async def test_a_terminal_may_type_ahead(programme: Programme):
    """A person is never made to wait for the screen; `salir` ends the conversation."""
    ours, theirs = pty.openpty()
    screen = io.StringIO()
    with os.fdopen(theirs, encoding="utf-8") as source, os.fdopen(ours, "wb") as keyboard:
        ear = ConsoleEar(
            programme, programme.store, programme.bell, programme.files, greeting="", source=source, screen=screen
        )
        programme.add(ear)
        keyboard.write("hola ñandú\nsalir\n".encode())
        keyboard.flush()
        await ear.run()
    assert programme.turns in ([], [Said("hola ñandú")])


async def test_who_was_erased_begins_anew(programme: Programme):
    """The screen goes on where the new address begins."""
    await converse(programme, "uno", "dos", "tres")
    await programme.forget()
    assert (await converse(programme, "hola")).startswith("Dijiste: hola")


async def test_digits_are_buttons_too(programme: Programme):
    """The second button is `2` as well as `b`."""
    await converse(programme, "/start HUAYTAR3", "2")
    assert [event.letter for event in programme.turns if isinstance(event, Tapped)] == ["B"]
