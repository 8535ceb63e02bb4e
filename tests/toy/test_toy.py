"""Another carrier is one folder and one row: a whole conversation over slips of paper, asserted byte for byte."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from msgspec.structs import replace

from bot.app import House, open_house
from bot.carriers import CARRIERS
from bot.settings import Settings
from tests.chat import world
from tests.end_to_end.test_telegram import HurriedClock
from tests.test_channels import _open_visit
from tests.toy.carrier import NAME, SLIPS, SlipEar, SlipMouth


class Hand:
    """Somebody who writes slips and reads what comes back."""

    def __init__(self, house: House) -> None:
        ear, mouth = house.heard[NAME], house.spoken[NAME]
        assert isinstance(ear, SlipEar)
        assert isinstance(mouth, SlipMouth)
        self.house, self.ear, self.wire = house, ear, mouth.wire

    async def writes(self, text: str) -> str:
        """The answer to a slip, whole."""
        before = len(self.wire)
        await self.ear.slip("ana", text)
        await self.house.settle()
        return b"\n\n".join(self.wire[before:]).decode()


@pytest.fixture
async def ana(tmp_path, monkeypatch) -> AsyncIterator[Hand]:
    """Ana, at a box that has the row."""
    monkeypatch.setattr("bot.app.CARRIERS", (*CARRIERS, SLIPS))
    settings, clock = Settings(_env_file=None, database=str(tmp_path / "x.db")), HurriedClock()
    async with open_house(settings, clock, clock.steady, world=world()) as house:
        await house.store.run(lambda book: _open_visit(book, house))
        yield Hand(house)


async def enrols(ana: Hand) -> str:
    asked = await ana.writes("HUAYTAR3")
    assert "\nA. " in asked, asked
    await ana.writes("De 14 a 17")
    await ana.writes("Sí, acepto")
    await ana.writes("Ana")
    return await ana.writes("7 p. m.")


async def test_a_learner_enrols_on_paper(ana: Hand):
    """Each button stands in the text with its letter, and is typed."""
    told = await enrols(ana)
    assert "\nA. " in told
    assert "1 de 3" in await ana.writes("mi lección"), ana.wire
    assert ana.house.telegram is None


async def test_a_file_is_found_at_the_pages_link(ana: Hand):
    """«mis datos» on paper: what cannot be carried, and where it is; the wire has these bytes and no file."""
    await enrols(ana)
    told = await ana.writes("/misdatos")
    assert f"\n{ana.house.settings.page}/s/yo/\n" in told
    assert told.encode() == b"\n\n".join(ana.wire[-1:])


async def test_real_children_are_guarded_where_the_row_says_so(tmp_path, monkeypatch):
    """Then enrolment waits for somebody who protects them."""
    monkeypatch.setattr("bot.app.CARRIERS", (replace(SLIPS, guarded=True),))
    settings, clock = Settings(_env_file=None, database=str(tmp_path / "x.db")), HurriedClock()
    async with open_house(settings, clock, clock.steady, world=world()) as house:
        assert house.inbox.world.guarded
        assert house.inbox.world.carriers == (NAME,)
