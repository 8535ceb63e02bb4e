"""The store: transactions, one after the other, and what may go wrong with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, Protocol, TypeVar

from bot.ports.book import Book

T = TypeVar("T")


Trouble = Literal["", "token", "elsewhere", "away"]
"""Why a carrier is not heard: it refused our token, another program hears in our place, or nothing is known."""


class Pulse(Protocol):
    """Told by an ear of each call by which it hears."""

    def beat(self) -> None:
        """A call succeeded."""
        ...

    def missed(self, trouble: Trouble) -> None:
        """A call failed."""
        ...


class StoreFailed(Exception):
    """The commit failed: nothing of the work is stored. The store mends itself; trying again later is right."""


class StoreFull(StoreFailed):
    """As `StoreFailed`, because the disk is full: somebody must make room."""


class Store(Protocol):
    """Memory: many turns, one commit.

    `refused` says that a work was not stored, perhaps for want of room on the disk, and nothing as large was since:
    whoever looks after the box sets it back.
    """

    refused: bool

    async def run(self, work: Callable[[Book], T], *, key: str = "") -> T:
        """Runs `work` on the writer, in a transaction that may be shared; returns when it is durable.

        `work` may be run twice (a neighbour failed) and must have no effect outside the book. Works with one
        `key` run one after the other.
        """
        ...

    async def read(self, work: Callable[[Book], T]) -> T:
        """Runs `work`, which only reads, beside the writer."""
        ...

    async def close(self) -> None: ...
