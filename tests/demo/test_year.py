"""The demo's year after the truck: everything that is asked is answered, and nothing is said over and over."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby

import pytest

from bot.core.reply import read_ask
from bot.demo import year
from bot.ports.book import Book
from tests.demo.conftest import Running, Seat, enrols

FOURTEEN_MONTHS = timedelta(days=425)


async def asked(demo: Running) -> list[str]:
    """The text of every message with buttons that the visitor ever got, in order."""

    def read(book: Book) -> list[str]:
        (visitor,) = demo.demo.site.visitors
        address = book.address("web", visitor)
        assert address is not None
        rows = book.everything(book.people_at(address.id)[0].id)["prompt"]
        return [read_ask(str(row["body"])).text for row in rows]

    return await demo.demo.house.store.read(read)


async def departed(demo: Running) -> Seat:
    """The truck has left, and the visitor did nothing until then; from now on the demo answers."""
    luz = await enrols(demo.learner)
    await demo.posts("/reloj", {"responder": "no"})
    await demo.walks("partida")
    await demo.posts("/reloj", {"responder": "si"})
    return luz


@pytest.mark.slow
async def test_the_year_goes_on_and_nothing_is_said_over_and_over(alone: Running) -> None:
    """Fourteen months: no message with buttons three times running, and at least ten of the graduates' pieces."""
    await departed(alone)
    await alone.demo.journey.walk_to(alone.demo.house.clock.now() + FOURTEEN_MONTHS)
    texts = await asked(alone)
    assert max(len(list(same)) for _, same in groupby(texts)) < 3
    pieces = {piece.title for piece in alone.demo.house.inbox.world.course.graduate_pieces}
    offered = {title for title in pieces if any(title in text for text in texts if "Esta semana:" in text)}
    assert len(offered) >= 10
    (visitor,) = alone.demo.site.visitors
    dots = await alone.demo.house.store.read(lambda book: year.dots(book, visitor))
    assert "hoy el camión sale" in dots[0].text
    assert len(dots) >= 20
    assert any("¿Cómo va tu negocio?" in dot.text for dot in dots)


async def test_the_farewell_stays_in_sight_until_the_visitor_goes_on(alone: Running) -> None:
    """No lesson pushes it away on that day, and no step of the clock goes past it."""
    luz = await enrols(alone.learner)
    await alone.posts("/reloj", {"responder": "no"})
    await alone.walks("semana", "semana", "semana", "semana", "semana")
    await alone.posts("/reloj", {"responder": "si"})
    assert alone.demo.journey.now().date().isoformat() == "2026-04-01"
    assert "hoy el camión sale para Córdova" in (await luz.messages())[-1].text
    await alone.walks("semana")
    assert "hoy el camión sale para Córdova" not in (await luz.messages())[-1].text
