"""What is measured, and how: 64 callers at once, sides by turns, medians."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TypeVar

from bench.size import Size

T = TypeVar("T")

IN_FLIGHT = 64


@dataclass(slots=True)
class Figure:
    """One row: what each round gave for our side and for the one beside it (none: the goal is absolute).

    A ratio is ours by theirs, whatever the unit; the goal says whether more or less of it is better.
    """

    name: str
    unit: str
    ours: list[float] = field(default_factory=list)
    beside: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        """Of the medians; without a rival, our median itself, in the goal's unit."""
        return median(self.ours) / median(self.beside) if self.beside else median(self.ours)

    @property
    def rounds(self) -> int:
        return len(self.ours)


@dataclass(frozen=True, slots=True)
class Bench:
    """What a work needs: how much, a folder that is removed afterwards, a PostgreSQL, and a word for the screen."""

    size: Size
    folder: Path
    postgres: Callable[[], AbstractAsyncContextManager[str]]
    tell: Callable[[str], None]


async def rate(items: Iterable[T], run: Callable[[T], Awaitable[object]], in_flight: int = IN_FLIGHT) -> float:
    """How many items a second `run` gets done, so many at once."""
    waiting = iter(list(items))
    done = 0

    async def work() -> None:
        nonlocal done
        for item in waiting:
            await run(item)
            done += 1

    began = perf_counter()
    await asyncio.gather(*(work() for _ in range(in_flight)))
    return done / (perf_counter() - began)
