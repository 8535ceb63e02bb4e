"""The secret beside the database: keys and codes are kept as hashes that mean nothing without it.

`DATABASE.secret` is made when it is first needed, its owner's alone. A server's lies in the folder from which Yachaski
is started. Who steals the database without it has nobody's key; who restores a copy without it gives new keys.
"""

from __future__ import annotations

import hmac
import os
import secrets
from contextlib import suppress
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from bot.store.file_lock import beside

SUFFIX = ".secret"
SERVER = Path("yachaski.secret")
"""Where the secret of a server's database lies."""
_BYTES = 32
_MARK = "yachaski"


class Secret:
    """The secret in a file, read or made with the first thing that is hashed."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def hashed(self, words: str) -> str:
        """What is kept in the place of a key or a code."""
        return hmac.new(self._bytes, words.encode(), sha256).hexdigest()

    @property
    def mark(self) -> str:
        """By which a database knows again the secret that its hashes were made with."""
        return self.hashed(_MARK)[:16]

    @cached_property
    def _bytes(self) -> bytes:
        with suppress(FileExistsError):
            self._make()
        return bytes.fromhex(self.path.read_text(encoding="ascii").strip())

    def _make(self) -> None:
        """A new file, whole from the moment that it has its name, and only where there is none."""
        if self.path.exists():
            return
        partial = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        with os.fdopen(os.open(partial, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
            file.write(f"{secrets.token_hex(_BYTES)}\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(partial, self.path)
        finally:
            partial.unlink()


def of_file(database: Path) -> Secret:
    """The secret of a database that is a file."""
    return Secret(beside(database, SUFFIX))


def of_server() -> Secret:
    """The secret of a server's database."""
    return Secret(SERVER)
