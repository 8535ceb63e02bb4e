"""The stream that a page reads: what the store shows at an address, in order, and nothing but that."""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

from aiohttp import web
from msgspec import Struct, field

from bot.channels.web.pages import POLICY, Calendar, Line, event
from bot.ports.book import Book
from bot.ports.hearing import Bell
from bot.ports.sending import Message
from bot.ports.store import Store

SHOWN_LINES = 40
STREAMS_A_SEAT = 4
STREAMS_AN_ADDRESS = 96
"""Of one network address; a class may share one."""
HEARTBEAT_SECONDS = 15.0
STALLED_SECONDS = 30.0
ANSWER_SECONDS = 2.0
"""How long a page without JavaScript may wait for the answer to what it just sent."""

QUIET_SECONDS = 0.2

_BATCH = 100
_RESET = b"event: reset\ndata:\n\n"
"""What the page shows is no more: it begins anew."""
_AGAIN = b"retry: 100\n\n"
"""The page's key is another by now: it comes back with it at once."""
MOST_MOVED = 1_000
_BYE = b"event: bye\ndata:\n\n"
"""The page has opened too many others: it stays away."""

_Rings = set[asyncio.Task[bool]]


class _News(Struct, frozen=True):
    """What the stream holds after a number; `last` is its newest number, `address` None before the first turn.

    With something `fresh` in it, whatever the page shows was another person's.
    """

    address: str | None
    lines: list[Line]
    last: int
    fresh: bool = False


class _Open(Struct, eq=False):
    """An open stream; `ended` is set to close it, after the `last_word` that tells the page why."""

    ended: asyncio.Event = field(default_factory=asyncio.Event)
    last_word: bytes = b""

    def end(self, last_word: bytes = b"") -> None:
        self.last_word = last_word
        self.ended.set()


class Streams:
    """Every seat's stream of `channel`; at most `most` are open at once.

    `gone` says whether nobody sits there any more; such a page is told to begin anew, a heartbeat later at most.
    """

    def __init__(
        self,
        channel: str,
        store: Store,
        bell: Bell,
        calendar: Calendar,
        *,
        gone: Callable[[str], Awaitable[bool]],
        most: int = 224,
    ) -> None:
        self._channel = channel
        self._store = store
        self._bell = bell
        self._calendar = calendar
        self._gone = gone
        self._most = most
        self._open: dict[str, list[_Open]] = {}
        self.by_address: Counter[str] = Counter()
        self._moved: OrderedDict[str, None] = OrderedDict()

    def full(self, caller: str = "") -> bool:
        """Whether no further stream may be opened now, in all or from this network address (`""`: not counted)."""
        if caller and self.by_address[caller] >= STREAMS_AN_ADDRESS:
            return True
        return sum(map(len, self._open.values())) >= self._most

    def end(self) -> None:
        """Ends everybody's streams; pages come back by themselves."""
        for stream in [stream for seat in self._open.values() for stream in seat]:
            stream.end()

    def leave(self, carrier: str, *, wiped: bool = False) -> None:
        """Ends the seat's streams; with `wiped` pages that are still open begin anew."""
        for stream in self._open.get(carrier, []):
            stream.end(_RESET if wiped else b"")

    def move(self, carrier: str) -> None:
        """The seat's key is another from now on: its pages come back with it in a moment."""
        self._moved[carrier] = None
        if len(self._moved) > MOST_MOVED:
            self._moved.popitem(last=False)
        for stream in self._open.get(carrier, []):
            stream.end(_AGAIN)

    def ring(self, carrier: str) -> None:
        """A turn of the seat committed."""
        self._bell.ring(self._seat(carrier))

    async def last(self, carrier: str) -> int:
        """The newest number of the seat's stream."""
        return (await self.window(carrier, 1))[1]

    async def window(self, carrier: str, before: int | None) -> tuple[list[Line], int]:
        """The lines to render (the latest, or those before a number), and the newest number."""

        def read(book: Book) -> tuple[list[Line], int]:
            address = book.address(self._channel, carrier)
            if address is None:
                return [], 0
            last = book.last_shown(address.id)
            end = last if before is None else before - 1
            rows = book.shown_after(address.id, max(0, end - SHOWN_LINES), SHOWN_LINES)
            return [self._calendar.line(*row) for row in rows if row[0] <= end], last

        return await self._store.read(read)

    async def row(self, carrier: str, number: int) -> tuple[str, Message] | None:
        """The seat's address and the message that its stream shows under the number."""

        def read(book: Book) -> tuple[str, Message] | None:
            address = book.address(self._channel, carrier)
            rows = book.shown_after(address.id, number - 1, 1) if address else []
            return (address.id, rows[0][1]) if address and rows and rows[0][0] == number else None

        return await self._store.read(read)

    async def serve(self, request: web.Request, carrier: str, after: int, caller: str = "") -> web.StreamResponse:
        """Tells the seat everything after the number until the page goes, or the stream is ended."""
        self.by_address[caller] += 1
        try:
            return await self._serve(request, carrier, after)
        finally:
            self.by_address[caller] -= 1
            if not self.by_address[caller]:
                del self.by_address[caller]

    async def _serve(self, request: web.Request, carrier: str, after: int) -> web.StreamResponse:
        if carrier in self._moved:
            return await told_once(request, _AGAIN)
        response = await _begun(request)
        try:
            async with self._opened(carrier) as stream:
                await self._tell(response, carrier, after, stream)
        except TimeoutError:  # it stalled: what it did not take is not kept for it, and it comes back by itself
            if request.transport is not None:
                request.transport.abort()
        except ConnectionError:  # the page is gone, and comes back by itself
            pass
        return response

    @asynccontextmanager
    async def _opened(self, carrier: str) -> AsyncIterator[_Open]:
        """One more stream for the seat; the oldest makes room."""
        streams = self._open.setdefault(carrier, [])
        if len(streams) >= STREAMS_A_SEAT:
            streams.pop(0).end(_BYE)
        stream = _Open()
        streams.append(stream)
        try:
            yield stream
        finally:
            if stream in streams:
                streams.remove(stream)
            if not streams:
                self._open.pop(carrier, None)

    async def _tell(self, response: web.StreamResponse, carrier: str, after: int, stream: _Open) -> None:
        await _write(response, b"retry: 3000\n\n")
        address: str | None = None
        while not stream.ended.is_set():
            if await self._gone(carrier):
                stream.end(_RESET)
                break
            async with self._ringing(carrier, address, HEARTBEAT_SECONDS) as rings:
                news = await self._news(carrier, after)
                if news.last < after or (after and news.fresh):  # erased, and begun anew
                    stream.end(_RESET)
                    break
                if news.lines:
                    await _write(response, b"".join(map(event, news.lines)))
                    after = news.lines[-1].n
                elif news.address == address and not await _first(rings, stream.ended):
                    await _write(response, b":\n\n")
                address = news.address
        if stream.last_word:
            await _write(response, stream.last_word)

    async def _news(self, carrier: str, after: int) -> _News:
        def read(book: Book) -> _News:
            address = book.address(self._channel, carrier)
            if address is None:
                return _News(None, [], 0)
            rows = book.shown_after(address.id, after, _BATCH)
            last = rows[-1][0] if rows else book.last_shown(address.id)
            fresh = any(message.fresh for _, message, _ in rows)
            return _News(address.id, [self._calendar.line(*row) for row in rows], last, fresh)

        return await self._store.read(read)

    @asynccontextmanager
    async def _ringing(self, carrier: str, address: str | None, seconds: float) -> AsyncIterator[_Rings]:
        """The next rings, listened for before the store is read, so that none falls between the two.

        The address rings for what is shown there; the seat itself for a turn, which may have made the address,
        or erased it and made another.
        """
        names = [self._seat(carrier), *([address] if address else [])]
        rings = {asyncio.create_task(self._bell.wait(name, seconds)) for name in names}
        await asyncio.sleep(0)
        try:
            yield rings
        finally:
            for ring in rings:
                ring.cancel()

    async def answered(self, carrier: str, after: int) -> None:
        """Returns when something came after the number and no more follows, or when that takes too long."""
        address: str | None = None
        heard = False
        quiet = 0
        with suppress(TimeoutError):
            async with asyncio.timeout(ANSWER_SECONDS):
                while quiet < 2:
                    async with self._ringing(carrier, address, QUIET_SECONDS if heard else ANSWER_SECONDS) as rings:
                        news = await self._news(carrier, after)
                        if any(not line.retires for line in news.lines):
                            heard = True
                        if news.lines:
                            after, quiet = news.lines[-1].n, 0
                        elif news.address == address:
                            quiet += heard
                            await asyncio.wait(rings, return_when=asyncio.FIRST_COMPLETED)
                        address = news.address

    def _seat(self, carrier: str) -> str:
        """What is rung when a turn of the seat has committed."""
        return f"{self._channel}:{carrier}"


async def begin_anew(request: web.Request) -> web.StreamResponse:
    """A stream for a page of before: all that it tells is to begin anew."""
    return await told_once(request, _RESET)


async def told_once(request: web.Request, word: bytes) -> web.StreamResponse:
    """A stream that ends with its first word."""
    response = await _begun(request)
    with suppress(ConnectionError, TimeoutError):
        await _write(response, word)
    return response


async def _begun(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(
        headers={
            **POLICY,
            "Content-Type": "text/event-stream; charset=utf-8",
            "Cache-Control": "no-store",
            "X-Accel-Buffering": "no",
        }
    )
    await response.prepare(request)
    return response


async def _first(rings: _Rings, ended: asyncio.Event) -> bool:
    """Returns at the first ring, or when the stream is to end; False when nothing of it came for a heartbeat."""
    end = asyncio.create_task(ended.wait())
    waited: list[asyncio.Task[Any]] = [*rings, end]
    try:
        done, _ = await asyncio.wait(waited, return_when=asyncio.FIRST_COMPLETED)
        return any(one.result() for one in done)
    finally:
        end.cancel()


async def _write(response: web.StreamResponse, data: bytes) -> None:
    async with asyncio.timeout(STALLED_SECONDS):
        await response.write(data)
