"""In front of the page: how many connections there may be, and how long one may keep silent.

Whoever opens connections and sends nothing must not take what Telegram, the database and the commands need: files
are few on a small box. So connections are counted, in all and for each address; one whose first headers have not
come within 10 seconds is cut; and where all are taken, the oldest that has said nothing makes room for a newcomer.
What happens on a connection that speaks is the web server's affair (aiohttp, which cuts one that is idle).
"""

from __future__ import annotations

import asyncio
import resource
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import cast

from aiohttp import web
from msgspec import Struct

from bot.channels.web.callers import MOST_AN_ADDRESS, Callers, Peer, counted_as

HEADER_SECONDS = 10.0
IDLE_SECONDS = 30.0
STALLED_SECONDS = 30.0
"""How long somebody may not read what is being sent to them."""
BACKLOG = 128
"""So many are accepted at once, before any of them is counted."""
MOST_FILES = 65_536
_END_OF_HEADERS = b"\r\n\r\n"


class Limits(Struct, frozen=True):
    """How many connections there may be, in all and from one address, and the seconds that one may take."""

    most: int = 512
    most_an_address: int = MOST_AN_ADDRESS
    header_seconds: float = HEADER_SECONDS
    stalled_seconds: float = STALLED_SECONDS
    backlog: int = BACKLOG


def within(files: int) -> Limits:
    """The limits of a process that may open so many files: half of them at most are the page's."""
    return Limits(most=min(512, files // 2), backlog=min(BACKLOG, max(1, files // 8)))


def files() -> int:
    """How many files this process may open, after the soft limit was raised to the hard one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return MOST_FILES if soft == resource.RLIM_INFINITY else soft
    with suppress(ValueError, OSError):  # what the system forbids all the same
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        return wanted
    return soft


class Connections:
    """The web server's connections: called for each new one, as `loop.create_server` does."""

    def __init__(
        self, server: Callable[[], asyncio.Protocol], limits: Limits, is_proxy: Callable[[Peer], bool]
    ) -> None:
        self._server = server
        self._limits = limits
        self._is_proxy = is_proxy
        self._by_address: Counter[str] = Counter()
        self._open: set[_Connection] = set()
        self._silent: dict[_Connection, None] = {}

    def __call__(self) -> asyncio.Protocol:
        return _Connection(self, self._server(), self._limits)

    def counted_as(self, peer: Peer) -> str:
        """Under which address it counts; a proxy that is believed speaks for many, whose requests are counted."""
        return "" if self._is_proxy(peer) else counted_as(peer)

    def enters(self, connection: _Connection) -> bool:
        """Counts it in, where there is room or somebody silent makes some."""
        address = connection.address
        if address and self._by_address[address] >= self._limits.most_an_address and not self._makes_room(address):
            return False
        if len(self._open) >= self._limits.most and not self._makes_room():
            return False
        self._open.add(connection)
        self._silent[connection] = None
        self._by_address[address] += 1
        return True

    def speaks(self, connection: _Connection) -> None:
        """Its first headers have come."""
        self._silent.pop(connection, None)

    def leaves(self, connection: _Connection) -> None:
        """Counts it out; said twice changes nothing."""
        self._silent.pop(connection, None)
        if connection in self._open:
            self._open.remove(connection)
            self._by_address[connection.address] -= 1
            if not self._by_address[connection.address]:
                del self._by_address[connection.address]

    def _makes_room(self, address: str | None = None) -> bool:
        """Cuts the oldest connection (of the address) that has said nothing; False where there is none."""
        for silent in self._silent:
            if address is None or silent.address == address:
                silent.cut()
                return True
        return False


class _Connection(asyncio.Protocol):
    """One connection: passes everything on to the web server's, and looks at the clock meanwhile."""

    def __init__(self, connections: Connections, served: asyncio.Protocol, limits: Limits) -> None:
        self._connections = connections
        self._served = served
        self._limits = limits
        self._transport: asyncio.Transport | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._tail = b""
        self._spoke = self._refused = False
        self.address = ""

    def cut(self) -> None:
        """Ends it at once."""
        self._connections.leaves(self)
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self.address = self._connections.counted_as(transport.get_extra_info("peername"))
        self._refused = not self._connections.enters(self)
        if self._refused:
            self._transport.abort()
            return
        self._wait(self._limits.header_seconds)
        self._served.connection_made(transport)

    def data_received(self, data: bytes) -> None:
        if self._refused:
            return
        if not self._spoke:
            self._listen(data)
        self._served.data_received(data)

    def _listen(self, data: bytes) -> None:
        seen = self._tail + data
        self._tail = seen[1 - len(_END_OF_HEADERS) :]
        if _END_OF_HEADERS in seen:
            self._spoke = True
            self._wait(None)
            self._connections.speaks(self)

    def eof_received(self) -> bool | None:
        return None if self._refused else self._served.eof_received()

    def pause_writing(self) -> None:
        if self._spoke:
            self._wait(self._limits.stalled_seconds)
        self._served.pause_writing()

    def resume_writing(self) -> None:
        if self._spoke:
            self._wait(None)
        self._served.resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        self._wait(None)
        self._connections.leaves(self)
        if not self._refused:
            self._served.connection_lost(exc)

    def _wait(self, seconds: float | None) -> None:
        """Cuts it after so many seconds, unless told otherwise meanwhile; None: whenever it ends by itself."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(seconds, self.cut) if seconds is not None else None


async def listen(
    runner: web.AppRunner, host: str, port: int, limits: Limits, callers: Callers | None = None
) -> asyncio.Server:
    """Serves the runner's application within the limits; `close` it before the runner is cleaned up."""
    served = cast(Callable[[], asyncio.Protocol], runner.server)  # there is one, since the runner was set up
    return await asyncio.get_running_loop().create_server(
        Connections(served, limits, (callers or Callers()).is_proxy), host, port, backlog=limits.backlog
    )
