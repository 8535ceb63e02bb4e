"""Doors and guards: who may come in where, what the programme's page says, and that `run` has none of it."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

from bot.app import open_house
from bot.demo.command import settings_for
from scheduler.clock import WallClock
from tests.chat import world
from tests.demo.conftest import Running, Seat, enrols
from tests.web.visit import buttons, shown

pytestmark = pytest.mark.slow


async def test_three_doors(demo: Running) -> None:
    """What this is, and three ways in."""
    page = await demo.gets("/")
    assert "siguen cuando el camión se va" in page
    assert re.findall(r"<b>(Soy .*?|Llevo .*?)</b>", page) == ["Soy estudiante", "Soy profe", "Llevo el programa"]


async def test_elena_is_known_at_her_seat(demo: Running) -> None:
    """No name to say and no link to open: her classes and what she can do are there."""
    page = await demo.teacher.enters()
    assert any(text.startswith("Listo, 4 más en 3.º B.") for text in shown(page))
    assert ("A", "Mi grupo") in buttons(page)


async def test_the_teachers_address_alone_is_her_seat_too(demo: Running) -> None:
    """Nobody is greeted there as a student."""
    async with demo.session.get("/s/profe/") as response:
        page = await response.text()
        assert response.url.path == "/s/profe/"
    assert any(text.startswith("Listo, 4 más en 3.º B.") for text in shown(page))


async def test_the_learners_door_remembers(demo: Running, luz: Seat) -> None:
    """Who has begun finds the conversation, and no code to begin again."""
    page = await luz.enters()
    assert "Te escribo a esa hora" in shown(page)[-1]
    assert "HUAYTAR3" not in page


async def test_nothing_is_inline_and_nothing_comes_from_outside(demo: Running) -> None:
    """The policy allows neither, and the pages need neither."""
    for path in ("/", "/programa"):
        async with demo.session.get(path) as response:
            page, policy = await response.text(), response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script>|https?://", page)


@pytest.mark.parametrize("path", ["/reloj", "/programa/queda"])
async def test_another_sites_page_moves_nothing(demo: Running, path: str) -> None:
    """A form that came from elsewhere is refused, and the clock stands."""
    fields = {"paso": "semana"}
    assert (await demo.posts(path, fields, Origin="http://example.org")).status == 403
    assert (await demo.posts(path, fields, Sec_Fetch_Site="cross-site")).status == 403
    assert demo.demo.journey.share() is None
    assert demo.demo.journey.now().date().isoformat() == "2026-03-02"


async def test_an_unclear_form_is_told_so(demo: Running) -> None:
    """Neither a step nor a switch: a sentence, and nothing happens."""
    response = await demo.posts("/reloj", {"responder": "quizá"})
    assert response.status == 400
    assert "No entendí" in await response.text()


async def test_the_programme_at_a_glance(demo: Running) -> None:
    """Visits, groups with their codes, learners, messages, health."""
    page = await demo.gets("/programa")
    for words in ("Colegio San Juan", "Córdova", "HUAY-TAR3", "del 2 de marzo al 1 de abril de 2026", "Todo funciona"):
        assert words in page
    assert "<b>6</b> estudiantes" in page


@pytest.mark.slow
async def test_the_truck_stays_and_a_farewell_is_corrected(alone: Running) -> None:
    """One button: the visit is a week longer, and whoever was told goodbye is told so, on a day of its own."""
    luz = await enrols(alone.learner)
    await alone.walks("partida")
    assert (await alone.posts("/programa/queda", {})).status == 303
    await alone.walks("manana", "manana")
    await luz.hears("Luz, una corrección: el camión se queda hasta el miércoles 8 de abril.")
    page = await alone.gets("/programa")
    assert "del 2 de marzo al 8 de abril" in page
    assert "del 13 de abril al 15 de mayo" in page


async def test_the_truck_cannot_stay_once_it_is_long_gone(alone: Running) -> None:
    """A week later the button is gone, and pressing it changes nothing."""
    await alone.walks("partida", "semana")
    assert "se queda una semana" not in await alone.gets("/programa")
    await alone.posts("/programa/queda", {})
    assert "del 2 de marzo al 1 de abril" in await alone.gets("/programa")


def test_run_has_no_clock_to_move(tmp_path: Path) -> None:
    """The real house serves neither the demo's pages nor its doors."""

    async def paths() -> set[str]:
        clock = WallClock()
        async with open_house(settings_for(tmp_path, 0, "127.0.0.1"), clock, clock.steady, world=world()) as house:
            return {resource.canonical for resource in house.web.router.resources()}

    found = asyncio.run(paths())
    assert "/healthz" in found
    own = {path for path in found if not path.startswith("/panel")}
    assert not {path for path in own if re.search(r"reloj|programa|entrar|demo", path)}
