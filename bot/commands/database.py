"""How a command reaches the database: by itself, or through the house that holds it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import click

from bot.commands import remote
from bot.commands.write_commands import Office, execute
from bot.settings import Settings
from bot.store.errors import DatabaseProblem
from bot.store.file_lock import beside, is_of, resolved

# --- commands that write -----------------------------------------------------------------------------------


def socket(settings: Settings) -> Path:
    return beside(resolved(settings.database), ".sock")


def refuse_own(settings: Settings, target: Path) -> None:
    """Ends the command where what it would write over is the database, or a file of its own."""
    if "://" not in settings.database and is_of(target, resolved(settings.database)):
        click.echo(f"{target} es la base de datos, o un archivo suyo. Elige otro nombre.", err=True)
        sys.exit(1)


def office(settings: Settings, store: Any, clock: Any, wake: Callable[[], None] = lambda: None) -> Any:
    from scheduler import clock as clocks

    def doubt(book: Any) -> str:
        return clocks.trust(book, clock.now()).doubt

    return Office(settings, store, clock, lambda book: clocks.told(book, clock.now()), wake, doubt)


def write(settings: Settings, *args: str) -> int:
    """Runs the writing command here, or has the process that holds the database run it."""
    from bot.store.errors import DatabaseBusy

    try:
        return unless_busy(_write_here(settings, list(args)))
    except DatabaseBusy as busy:
        try:
            return remote.send(socket(settings), list(args), click.echo)
        except remote.NobodyAnswers:
            click.echo(str(busy), err=True)
            return 1


def unless_busy(work: Coroutine[Any, Any, int]) -> int:
    from bot.store.errors import DatabaseBusy

    try:
        return asyncio.run(work)
    except DatabaseBusy:
        raise
    except DatabaseProblem as problem:
        click.echo(str(problem), err=True)
        return 1


async def _write_here(settings: Settings, args: list[str]) -> int:
    from bot.store.open import open_store
    from scheduler.clock import WallClock

    clock = WallClock()
    store = open_store(settings.database)
    try:
        return await execute(args, office(settings, store, clock), click.echo)
    finally:
        await store.close()


def read(settings: Settings, work: Callable[[Any], Any]) -> Any:
    """Looks into the database beside whoever writes it; None where there is none yet."""
    from bot.store.errors import DatabaseEmpty
    from bot.store.open import open_reading

    if "://" not in settings.database and not Path(settings.database).exists():
        return None

    async def look() -> Any:
        reading = open_reading(settings.database)
        try:
            return await reading.read(work)
        finally:
            await reading.close()

    try:
        return asyncio.run(look())
    except DatabaseEmpty:
        return None
