"""Words are read once, before anything is loaded; whoever answers looks at what they meant."""

from __future__ import annotations

import sys
from collections import Counter
from types import FrameType
from typing import Any

import pytest

from bot.core import meaning
from bot.core.engine import respond
from bot.core.event import Said
from bot.core.text.letters import seen
from bot.ports.book import Book
from bot.turn.scene_loader import scene_of_words
from tests.chat import Person, Town


def normalised(town: Town, who: Person, text: str) -> Counter[str]:
    """How often the words were brought to their plain form in one turn, by the module that asked for it."""
    asked: Counter[str] = Counter()

    def watch(frame: FrameType, event: str, _argument: Any) -> None:
        if event == "call" and frame.f_code is seen.__code__ and frame.f_locals["text"].casefold() == text.casefold():
            assert frame.f_back is not None
            asked[frame.f_back.f_globals["__name__"]] += 1

    def answered(book: Book) -> None:
        address, said, now = book.address(who.channel, who.carrier_id), Said(text), town.clock.now()
        assert address is not None
        sys.setprofile(watch)
        try:
            respond(*_swapped(scene_of_words(town.house.inbox.world, book, address, said, now), said))
        finally:
            sys.setprofile(None)

    town.book(answered)
    return asked


def _swapped(loaded: tuple[Any, Any], said: Said) -> tuple[Any, Said, Any]:
    scene, context = loaded
    return scene, said, context


@pytest.mark.parametrize("text", ["Hola", "Gracias", "Menú", "Mi progreso", "Ya"])
def test_a_learners_word_is_normalised_once(town: Town, ana: Person, text: str) -> None:
    """But for the listener, whose normal form is its own: grave, another topic, a family's, an insult."""
    asked = normalised(town, ana, text)
    listener = asked.pop("bot.core.safety.clauses")
    assert asked == {"bot.core.text.wording": 1}
    assert listener <= 4


@pytest.mark.parametrize(
    ("text", "command", "argument", "codes", "token"),
    [
        ("lección", "lesson", "", (), ""),
        ("/start SANJUAN3B", "start", "SANJUAN3B", ("SANJUAN3B",), ""),
        ("/start k7qm4t2d-0123456789", "start", "k7qm4t2d-0123456789", (), "k7qm4t2d-0123456789"),
        ("mi código es SANJUAN3B", "", "", ("SANJUAN3B",), ""),
        ("hola", "", "", (), ""),
    ],
)
def test_what_words_mean(text: str, command: str, argument: str, codes: tuple[str, ...], token: str) -> None:
    """A command, a code or a link's token, each in its place."""
    said = meaning.read(text)
    assert (said.command, said.argument, said.codes, said.token) == (command, argument, codes, token)
