"""Many turns, one commit: a thread that gathers what waits and hands it to one writer together.

While a commit is being made durable, the next works queue up; the busier the box, the larger the groups. What comes
while a group is run may still join it. The results of a group reach their callers in one wake-up of the event loop.
"""

from __future__ import annotations

import asyncio
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import NamedTuple, Protocol, TypeVar, cast

from bot.ports.store import StoreFailed
from bot.store.book import SqlBook

T = TypeVar("T")
Work = Callable[[SqlBook], object]


class Done(NamedTuple):
    """What became of one work: its result, or its error."""

    result: object
    error: BaseException | None = None


class Writer(Protocol):
    """One connection, used by the one thread that owns it."""

    def commit(self, works: Iterable[Work]) -> list[Done]:
        """Runs the works (one at least) in their order and returns when they are durable, a `Done` for each taken.

        `works` yields what waits, and then what has come meanwhile. Never raises: errors are results.
        """
        ...

    def close(self) -> None: ...


class _Waiting(NamedTuple):
    work: Work
    future: asyncio.Future[object]
    loop: asyncio.AbstractEventLoop


_Settled = list[tuple["asyncio.Future[object]", Done]]


class Group:
    """The thread before one writer. Works of one group run one after the other, in the order of their coming."""

    def __init__(self, name: str, writer: Writer, at_once: int) -> None:
        self._writer = writer
        self._at_once = at_once
        self._queue: SimpleQueue[_Waiting | None] = SimpleQueue()
        self._closed = False
        self._thread = threading.Thread(target=self._serve, name=name, daemon=True)
        self._thread.start()

    async def run(self, work: Callable[[SqlBook], T]) -> T:
        """Returns when the work's transaction is durable; raises what the work raised, or `StoreFailed`."""
        if self._closed:
            raise StoreFailed("the store is closed")
        loop = asyncio.get_running_loop()
        future: asyncio.Future[object] = loop.create_future()
        self._queue.put(_Waiting(work, future, loop))
        return cast(T, await future)

    async def close(self) -> None:
        """Finishes what was handed in, then closes the writer; nothing is accepted meanwhile."""
        if not self._closed:
            self._closed = True
            self._queue.put(None)
        await asyncio.to_thread(self._thread.join)

    def _serve(self) -> None:
        closing = False
        while not closing:
            first = self._queue.get()
            closing = first is None
            if first is not None:
                batch = [first]
                done = self._writer.commit(self._coming(batch))
                _deliver(batch, done)
        self._writer.close()

    def _coming(self, batch: list[_Waiting]) -> Iterator[Work]:
        """The batch's works, which grows by whatever waits when its end is reached."""
        yield batch[0].work
        with suppress(Empty):
            while len(batch) < self._at_once:
                waiting = self._queue.get_nowait()
                if waiting is None:
                    self._queue.put(None)  # closing: after this commit
                    return
                batch.append(waiting)
                yield waiting.work


def _deliver(batch: Sequence[_Waiting], done: Sequence[Done]) -> None:
    loops: dict[asyncio.AbstractEventLoop, _Settled] = defaultdict(list)
    for waiting, outcome in zip(batch, done, strict=True):
        loops[waiting.loop].append((waiting.future, outcome))
    for loop, settled in loops.items():
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(_settle, settled)


def _settle(settled: _Settled) -> None:
    for future, (result, error) in settled:
        if future.done():  # its caller gave up waiting
            continue
        if error is None:
            future.set_result(result)
        elif isinstance(error, StopIteration):  # a future cannot carry it
            future.set_exception(RuntimeError(f"the work raised {error!r}"))
        else:
            future.set_exception(error)
