"""Keeps the box: copies of the database by themselves, and a word to the operator when it is not well.

`look` is one round and safe to repeat; `run` looks every minute. A copy is due when 20 hours have passed since the
last verified one. The copies' own names say when they were made, so that another disk gets its copy at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog

from bot.box import morning
from bot.box.check import DOUBTS
from bot.box.health import Health
from bot.box.month_close import Closing
from bot.core.event import HealthChanged, to_json
from bot.ports.book import Book
from bot.ports.clock import Clock
from bot.ports.store import Store
from bot.store.backup import backup
from bot.store.errors import DatabaseGone
from bot.store.file_lock import beside, identity, resolved
from scheduler import clock as clocks

EVERY = timedelta(hours=20)
AGAIN = timedelta(hours=1)
"""A copy that failed is tried again after this."""
KEPT = 14
LOOK_SECONDS = 60.0
MONEY = "costs"
"""The lane of what is reckoned of the month's money."""
RED = "health.red"
_NAME = "yachaski-%Y%m%dT%H%M%SZ.db"

log = structlog.get_logger(__name__)


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def copies(folder: Path) -> list[tuple[datetime, Path]]:
    """The copies in the folder with when they were made, the newest first. Raises OSError without the folder."""
    return sorted(((at, path) for path in folder.iterdir() if (at := _made_at(path))), reverse=True)


def newest(folder: Path | None) -> datetime | None:
    """When the newest copy was made; None where there is none, or no folder."""
    try:
        made = copies(folder) if folder else []
    except OSError:
        return None
    return made[0][0] if made else None


def _made_at(path: Path) -> datetime | None:
    """When a copy was made, by its name; None for any other file."""
    try:
        return datetime.strptime(path.name, _NAME).replace(tzinfo=UTC)
    except ValueError:
        return None


class Keeper:
    """`folder` is where copies go (None: nowhere); `settle` takes up what waits in the inbox.

    `watch` looks after those who look after learners: what the operator must hear, though the house is ready for work.
    `money` says whether somebody is to be told what messages cost.
    In `zone` it is 07:00 when the operator is told how the box stands (None: never).
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        health: Health,
        *,
        database: str,
        folder: Path | None,
        new_id: Callable[[], str],
        settle: Callable[[], Awaitable[object]],
    ) -> None:
        self._store, self._clock, self._health = store, clock, health
        self._database, self._folder = database, folder
        self._new_id, self._settle = new_id, settle
        self.watch: Callable[[Book], list[str]] = lambda _book: []
        self.money: Callable[[Book], bool] = lambda _book: False
        self.zone: ZoneInfo | None = None
        self.closing: Closing | None = None
        self._failed_at: datetime | None = None
        self._problem = ""
        self._file = None if "://" in database else identity(resolved(database))

    async def run(self) -> None:
        """Looks every minute, until it is cancelled. Raises DatabaseGone: that, waiting makes only worse."""
        while True:
            self._same_file()
            try:
                await self.look()
            except Exception as fault:  # noqa: BLE001 - what fails now may work in a minute; the house lives on
                log.warning("keeper.failed", fault=type(fault).__name__)
            await self._clock.sleep(LOOK_SECONDS)

    def _same_file(self) -> None:
        """Everything goes on well with a file that was removed or replaced, and is gone at the next start."""
        if self._file is None or identity(resolved(self._database)) == self._file:
            return
        log.error("keeper.database_gone")
        raise DatabaseGone(
            f"El archivo {resolved(self._database)} ya no es la base de datos con la que arranqué: alguien lo borró o "
            "lo cambió. Me detengo, para no escribir donde se pierde. Devuélvelo a su sitio, o trae la última copia "
            "con «python -m bot restore», y vuelve a arrancar."
        )

    async def look(self) -> None:
        """One round: a copy when it is due and the clock is believed, and a word when the health has changed."""
        doubt = await self._store.read(lambda book: clocks.trust(book, self._clock.now()).doubt)
        if not doubt:
            await self._copy_when_due()
        problems = [f"{one.what}. {one.mend}." for one in await self._health.problems()]
        if doubt:
            problems.append(f"{DOUBTS[doubt]}. Ponla en hora, o di en la caja que es la buena.")
        if self._problem:
            problems.append(self._problem)
        problems += await self._store.run(self.watch)
        if await self._store.run(self.money, key=MONEY):
            await self._settle()
        await self._tell(tuple(problems))
        if self.zone and not doubt:
            await self._good_morning(self.zone)
        if self.closing and not doubt:
            await self.closing.due()

    # --- health

    async def _tell(self, problems: tuple[str, ...]) -> None:
        """Once when it turns red, once when it is well again, whatever happens between."""
        now = self._clock.now()

        def changed(book: Book) -> bool:
            if bool(problems) == bool(book.fact(RED)):
                return False
            book.set_fact(RED, "1" if problems else "")
            book.cause(self._new_id(), "health", to_json(HealthChanged(problems)), now, now)
            return True

        if await self._store.run(changed):
            await self._settle()

    async def _good_morning(self, zone: ZoneInfo) -> None:
        """The operator's message of the day."""
        now, copied_at = self._clock.now(), newest(self._folder)
        if await self._store.run(lambda book: morning.begun(book, now, zone, copied_at, self._new_id())):
            await self._settle()

    # --- copies

    async def _copy_when_due(self) -> None:
        now = self._clock.now()
        if self._folder is None or (self._failed_at and now < self._failed_at + AGAIN):
            return
        try:
            await asyncio.to_thread(self._copy, self._folder, now)
        except Exception as fault:  # noqa: BLE001 - a full disk, a broken one, one that is gone: the operator is told
            log.warning("keeper.not_copied", fault=type(fault).__name__)
            self._failed_at = now
            mend = "Mira si el disco está puesto y tiene sitio."
            self._problem = f"No pude copiar la base de datos en {self._folder}. {mend}"
        else:
            self._failed_at, self._problem = None, ""

    def _copy(self, folder: Path, now: datetime) -> None:
        """Makes a copy when it is due; the folder is never made: a disk that is not there is a problem to tell."""
        self._keep_tombstones(folder)
        made = [at for at, _ in copies(folder) if at <= now]
        if made and now < made[0] + EVERY:
            return
        copy = backup(self._database, folder / now.astimezone(UTC).strftime(_NAME))
        log.info("keeper.copied", rows=sum(copy.rows.values()), size_bytes=copy.size_bytes)
        for _, path in copies(folder)[KEPT:]:
            path.unlink(missing_ok=True)

    def _keep_tombstones(self, folder: Path) -> None:
        """Who was erased since the copy must be known to whoever restores it: the list goes along at once."""
        if "://" in self._database:
            return
        listed = beside(resolved(self._database), ".erased")
        kept = folder / listed.name
        said = _content(listed)
        if said != _content(kept):
            partial = kept.with_name(f"{kept.name}.partial")
            partial.touch(0o600)
            partial.write_bytes(said)
            partial.replace(kept)
