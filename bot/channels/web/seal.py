"""The seal on the key that a browser keeps: the box takes its own keys, and nobody else's.

A sealed key is `KEY.DAY.MARK`: 32 random bytes, the day on which it was last handed out, and what only the box can
make of the two. The seal's secret lies in the database (`page.secret`); who has it can seal newcomers' keys and
nothing else, since a key opens only what was opened with it.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from base64 import urlsafe_b64encode
from datetime import date, timedelta

from msgspec import Struct

from bot.ports.book import Book

KEEPS = timedelta(days=90)
"""So long a key opens its place after it was last used."""
FACT = "page.secret"
_SEALED = re.compile(r"([A-Za-z0-9_-]{43})\.(\d{1,6})\.([A-Za-z0-9_-]{22})")
_BARE = re.compile(r"[A-Za-z0-9_-]{43}")


class Sealed(Struct, frozen=True):
    """A key of ours, and the day on which it was last handed out."""

    key: str
    day: date

    def is_over(self, today: date) -> bool:
        """Whether nobody used it for too long."""
        return today - self.day > KEEPS


def new_key() -> str:
    """A key for a newcomer: 32 random bytes."""
    return secrets.token_urlsafe(32)


def bare(cookie: str) -> str:
    """A key as it was kept before there were seals; `""` for anything else."""
    return cookie if _BARE.fullmatch(cookie) else ""


class Seal:
    """Seals keys and knows its own."""

    def __init__(self, secret: bytes = b"") -> None:
        self._secret = secret or secrets.token_bytes(32)

    def sealed(self, key: str, today: date) -> str:
        """The key, to be kept by a browser."""
        day = str(today.toordinal())
        return f"{key}.{day}.{self._mark(key, day)}"

    def opened(self, cookie: str) -> Sealed | None:
        """The key that we sealed; None for whatever we did not."""
        found = _SEALED.fullmatch(cookie)
        if found is None or not hmac.compare_digest(found[3], self._mark(found[1], found[2])):
            return None
        ordinal = int(found[2])
        return Sealed(found[1], date.fromordinal(ordinal)) if ordinal else None

    def another(self, *parts: str) -> str:
        """The key that follows from these parts: the same for the same, and nobody else can know it."""
        return _written(hmac.digest(self._secret, "\0".join(("another", *parts)).encode(), "sha256"))

    def _mark(self, key: str, day: str) -> str:
        return _written(hmac.digest(self._secret, f"seal\0{key}\0{day}".encode(), "sha256")[:16])


def _written(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


def of_box(book: Book) -> Seal:
    """The box's own seal; its secret is made the first time."""
    secret = book.fact(FACT)
    if not secret:
        secret = secrets.token_hex(32)
        book.set_fact(FACT, secret)
    return Seal(bytes.fromhex(secret))


def hashed(key: str) -> str:
    """Who holds the key, sealed or not, as the carrier's id: the database holds no key."""
    return hashlib.sha256(key.partition(".")[0].encode()).hexdigest()
