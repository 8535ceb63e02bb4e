"""Commands that run the house: the demo, a lesson in the terminal, the real thing."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from typing import Any

import click
import structlog

from bot.box import logs
from bot.commands import database, remote
from bot.commands.write_commands import execute
from bot.os_reason import reason
from bot.ports.book import PAGE
from bot.settings import NO_CARRIER, Settings, load, misspelt
from bot.store.errors import DatabaseBusy, DatabaseGone, DatabaseProblem

ENROLMENT_CLOSED = (
    "Todavía nadie puede inscribirse: falta quien reciba los avisos de quienes piden ayuda, o una segunda persona "
    "adulta. Qué falta lo dice: python -m bot check"
)
WITHOUT_TELEGRAM = (
    "Sin clave de Telegram corre la página y el horario. Para Telegram: escribe a @BotFather, manda /newbot, y pon "
    "la clave en .env: YACHASKI_TELEGRAM_TOKEN=..."
)

LEAVE_STOPPED = 78
"""The exit code after which nobody should start the house by itself (`RestartPreventExitStatus` in the unit)."""


def log_as(settings: Settings) -> None:
    from scheduler.clock import WallClock

    logs.begin(settings.log_format, WallClock().steady)


# --- running -----------------------------------------------------------------------------------------------


@click.command(help="Abre la demostración en el navegador. No pide nada.")
def demo() -> None:
    from bot.demo import command as showing

    settings = load(database=":demo:", **NO_CARRIER)
    log_as(settings)
    sys.exit(showing.main(settings.port, settings.host))


@click.command(help="Una lección aquí, en la terminal.")
def chat() -> None:
    settings = load(**NO_CARRIER)
    sys.exit(until_stopped(_chat(settings)))


async def _chat(settings: Settings) -> int:
    from bot.app import open_house
    from bot.channels.console import ConsoleEar
    from scheduler.clock import WallClock

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    clock = WallClock()
    async with open_house(settings, clock, clock.steady, console=True) as house:
        ear = ConsoleEar(house.inbox, house.store, house.bell, house.files)
        house.inbox.listen({"console": ear, "web": house.page})
        house.ticker.start()
        sending = asyncio.create_task(house.sender.run())
        try:
            await ear.run()
        finally:
            await house.ticker.stop()
            await house.inbox.stop()
            await house.sender.stop()
            await sending
    return 0


@click.command(help="Lo de verdad: todos los canales y el horario.")
@click.option("--only", type=click.Choice(["bot", "scheduler"]), help="Solo una mitad (con PostgreSQL).")
def run(only: str | None) -> None:
    settings = load()
    log_as(settings)
    click.echo("".join(f"{word}\n" for word in misspelt()), err=True, nl=False)
    if only and "://" not in settings.database:
        click.echo(
            "Con SQLite un solo proceso escribe: corre «python -m bot run» sin --only. Las dos mitades por separado "
            "necesitan PostgreSQL: YACHASKI_DATABASE=postgresql://...",
            err=True,
        )
        sys.exit(1)
    sys.exit(until_stopped(_run(settings, only or "both")))


async def _run(settings: Settings, half: Any) -> int:
    from bot.app import open_house, serve
    from bot.turn import care
    from scheduler.clock import WallClock

    clock, stop = WallClock(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    if not settings.real:
        click.echo(WITHOUT_TELEGRAM, err=True)

    def ready(port: int) -> None:
        click.echo(f"Yachaski corre en http://{settings.host}:{port}", err=True)

    address = settings.page
    async with AsyncExitStack() as stack:
        house = await stack.enter_async_context(open_house(settings, clock, clock.steady, half=half, guarded=True))
        await _answer_commands(stack, settings, house, clock)
        world = house.inbox.world
        if not await house.store.read(lambda book: care.enrolment_open(world, book, None, clock.now())):
            click.echo(ENROLMENT_CLOSED, err=True)
        if half != "scheduler":
            await house.store.run(lambda book: book.set_fact(PAGE, address))
        await serve(house, stop, half=half, ready=ready)
    return 0


async def _answer_commands(stack: AsyncExitStack, settings: Settings, house: Any, clock: Any) -> None:
    """Writing commands of other processes are run here, where the database is held."""
    if "://" in settings.database:
        return

    office = database.office(settings, house.store, clock, house.inbox.pump_soon)

    async def answer(args: list[str], say: Callable[[str], None]) -> int:

        return await execute(args, office, say)

    await stack.enter_async_context(remote.serve(database.socket(settings), answer))


def until_stopped(work: Coroutine[Any, Any, int]) -> int:
    """Runs it; what the operator can mend is a sentence."""
    from lessons_es.mistake import CourseError

    try:
        return asyncio.run(work)
    except DatabaseGone as gone:
        click.echo(str(gone), err=True)
        return LEAVE_STOPPED
    except DatabaseBusy as busy:
        click.echo(busy.to_runner, err=True)
    except (DatabaseProblem, CourseError) as problem:
        click.echo(str(problem), err=True)
    except OSError as problem:
        click.echo(f"No se pudo: {reason(problem)}. ¿Otro programa usa esa dirección o ese archivo?", err=True)
    except KeyboardInterrupt:
        pass
    return 1
