"""The demo: a cohort, a clock that moves, and somebody who answers meanwhile. No token, no account.

Every run has a fresh temporary database. The clock goes forward only, and it walks: to each next due instant,
where it ticks, lets turns and outbox empty, and shows the date. `run` has none of this.
"""

from __future__ import annotations

import asyncio
import errno
import signal
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from msgspec import Struct

from bot.app import House, open_house, serve
from bot.demo import cast
from bot.demo.cast import Elena
from bot.demo.clock_walk import MovableClock, calm, local, next_day_at, walk
from bot.demo.journey import Journey
from bot.demo.pupils import Pupil, Pupils
from bot.demo.site import DemoSite
from bot.settings import NO_CARRIER, Settings
from scheduler.clock import WallClock

__all__ = ["Demo", "MovableClock", "local", "main", "next_day_at", "open_demo", "settings_for", "walk"]

DAY_SECONDS = 0.1
"""How long each day is looked at while the clock walks: five weeks in some seconds, not in a flash."""


class Demo(Struct):
    """A house with a demo in it, not yet running."""

    house: House
    journey: Journey
    site: DemoSite
    pupils: Pupils
    elena: Elena
    classmates: Sequence[Pupil]

    async def assemble(self) -> None:
        """Everybody comes in, an hour passes, and the first morning begins."""
        await cast.assemble(self.house.store, self.pupils, self.elena, self.classmates, self.house.clock.now)
        await self.journey.walk_to(cast.BEGINS)


@asynccontextmanager
async def open_demo(
    settings: Settings, *, day_seconds: float = DAY_SECONDS, classmates: Sequence[Pupil] = cast.CLASSMATES
) -> AsyncIterator[Demo]:
    """The house on its database, with the demo's own pages and clock."""
    wall = WallClock()
    clock = MovableClock(cast.ENROLMENT, wall.steady, wall.sleep)
    async with open_house(settings, clock, wall.steady) as house:
        elena = Elena.new()
        pupils = Pupils(house.store, house.inbox, lambda: calm(house), lambda: local(clock.now(), house))
        journey = Journey(house, clock, lambda: site.answer(pupils), day_seconds)
        site = DemoSite(house, journey, elena, classmates)
        house.web = site.application()
        yield Demo(house, journey, site, pupils, elena, classmates)


def settings_for(folder: str | Path, port: int, host: str) -> Settings:
    """No channel but the page, and a database in `folder`, whatever the environment says."""
    return Settings(
        _env_file=None,
        database=str(Path(folder) / "demo.db"),
        **NO_CARRIER,
        timezone=str(cast.ZONE),
        log_format="text",
        page_url="",
        host=host,
        YACHASKI_PORT=port,
    )


# --- the command -------------------------------------------------------------------------------------------


def main(port: int, host: str) -> int:
    """Runs the demo until Ctrl-C or SIGTERM; 0 when it ended in order, 1 when it could not begin."""
    with tempfile.TemporaryDirectory(prefix="yachaski-demo-") as folder:
        try:
            asyncio.run(_run(settings_for(folder, port, host)))
        except OSError as fault:
            print(_mend(fault, port, host))
            return 1
    print("La demostración terminó. No quedó nada guardado.")
    return 0


async def _run(settings: Settings) -> None:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for ending in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(ending, stop.set)
    async with open_demo(settings) as demo:

        def ready(port: int) -> None:
            print(_welcome(settings.host, port), flush=True)
            demo.site.begin(demo.assemble, stop.set)

        await serve(demo.house, stop, ready=ready)


def _welcome(host: str, port: int) -> str:
    everywhere = host in {"0.0.0.0", "::"}  # noqa: S104 - only compared
    return (
        "Yachaski: la demostración está lista. Ábrela en tu navegador:\n\n"
        f"  http://{'127.0.0.1' if everywhere else host}:{port}\n\n"
        "No pide cuenta ni clave, y lo que hagas se borra al terminar. Para terminar: Ctrl-C."
    )


def _mend(fault: OSError, port: int, host: str) -> str:
    other = port + 1 if port < 65_535 else 8080
    if fault.errno == errno.EADDRINUSE:
        return (
            f"El puerto {port} ya está ocupado, quizá por otra demostración. Ciérrala, o usa otro puerto:\n"
            f"  make run PORT={other}   (o: PORT={other} python -m bot demo)"
        )
    if fault.errno == errno.EACCES:
        return f"Este equipo no deja usar el puerto {port}. Usa uno desde 1024: make run PORT=8080"
    if fault.errno in {errno.ENOSPC, errno.EDQUOT}:
        return "No queda espacio en el disco para la demostración. Libera un poco y prueba otra vez."
    return f"No puedo abrir la página en {host}, puerto {port}. Quita YACHASKI_HOST, o pon 127.0.0.1."
