"""The seal on the key that a browser keeps: the box takes its own keys, and nobody else's.

A sealed key is `KEY.DAY.MARK`: 32 random bytes, the day on which it was last handed out, and what only the box can
make of the two. The seal's secret lies in the database (`page.secret`); who has it can seal newcomers' keys and
nothing else, since a key opens only what was opened with it. A key of before there were seals gets a mark of its own
until its browser shows that it has the seal: from then on the bare key, which may be a copy, opens nothing.
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
_SEAL, _EXCHANGED = "seal", "exchanged"
_BARE = re.compile(r"[A-Za-z0-9_-]{43}")


class Sealed(Struct, frozen=True):
    """A key of ours, the day on which it was last handed out, and whether that was the exchange of a bare one."""

    key: str
    day: date
    exchanged: bool = False

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

    def sealed(self, key: str, today: date, *, exchanged: bool = False) -> str:
        """The key, to be kept by a browser."""
        day = str(today.toordinal())
        return f"{key}.{day}.{self._mark(_EXCHANGED if exchanged else _SEAL, key, day)}"

    def opened(self, cookie: str) -> Sealed | None:
        """The key that we sealed; None for whatever we did not."""
        found = _SEALED.fullmatch(cookie)
        if found is None or not int(found[2]):
            return None
        key, day, mark = found.groups()
        for use in (_SEAL, _EXCHANGED):
            if hmac.compare_digest(mark, self._mark(use, key, day)):
                return Sealed(key, date.fromordinal(int(day)), use == _EXCHANGED)
        return None

    def spent(self, key: str) -> str:
        """The fact that says that the bare key opens nothing any more; of whom it was cannot be read from it."""
        return f"page.spent.{self.another('spent', hashed(key))[:22]}"

    def another(self, *parts: str) -> str:
        """The key that follows from these parts: the same for the same, and nobody else can know it."""
        return _written(hmac.digest(self._secret, "\0".join(("another", *parts)).encode(), "sha256"))

    def _mark(self, use: str, key: str, day: str) -> str:
        return _written(hmac.digest(self._secret, f"{use}\0{key}\0{day}".encode(), "sha256")[:16])


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
