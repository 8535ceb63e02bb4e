"""A pooler that lends one session of the server to all who connect, a transaction at a time."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from struct import pack, unpack

import psycopg

GREETING = {"server_version": "16.0", "client_encoding": "UTF8", "server_encoding": "UTF8"}


@contextmanager
def lending(url: str) -> Iterator[str]:
    """The URL of a pooler before the database of `url`."""
    with psycopg.connect(url, autocommit=True) as session, socket.create_server(("127.0.0.1", 0)) as door:
        pooler = _Pooler(socket.socket(fileno=os.dup(session.fileno())))
        threading.Thread(target=pooler.serve, args=(door,), daemon=True).start()
        yield f"postgresql://anybody@127.0.0.1:{door.getsockname()[1]}/{session.info.dbname}"
        door.shutdown(socket.SHUT_RDWR)
        pooler.server.close()


class _Pooler:
    """Each guest is a thread; who is in a transaction has the server."""

    def __init__(self, server: socket.socket) -> None:
        self.server = server
        self.server.setblocking(True)
        self._free = threading.Semaphore()

    def serve(self, door: socket.socket) -> None:
        with suppress(OSError):
            while True:
                guest, _ = door.accept()
                threading.Thread(target=self._talk, args=(guest,), daemon=True).start()

    def _talk(self, guest: socket.socket) -> None:
        with suppress(OSError), closing(guest):
            while len(_read(guest, unpack("!I", _read(guest, 4))[0] - 4)) == 4:  # asks for encryption
                guest.sendall(b"N")
            guest.sendall(_message(b"R", pack("!I", 0)))
            for name, value in GREETING.items():
                guest.sendall(_message(b"S", f"{name}\0{value}\0".encode()))
            guest.sendall(_message(b"K", pack("!II", 1, 1)) + _message(b"Z", b"I"))
            while self._lend(guest):
                pass

    def _lend(self, guest: socket.socket) -> bool:
        """Until the transaction is over; False when the guest goes."""
        kind, whole = _next(guest)
        with self._free:
            while kind != b"X":
                self.server.sendall(whole)
                if kind in b"QS" and self._answer(guest) == b"I":
                    return True
                kind, whole = _next(guest)
        return False

    def _answer(self, guest: socket.socket) -> bytes:
        """What the server says, up to its word on the transaction."""
        while True:
            kind, whole = _next(self.server)
            guest.sendall(whole)
            if kind == b"Z":
                return whole[-1:]


def _message(kind: bytes, body: bytes) -> bytes:
    return kind + pack("!I", len(body) + 4) + body


def _next(speaker: socket.socket) -> tuple[bytes, bytes]:
    kind, length = _read(speaker, 1), _read(speaker, 4)
    return kind, kind + length + _read(speaker, unpack("!I", length)[0] - 4)


def _read(speaker: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        more = speaker.recv(size - len(data))
        if not more:
            raise ConnectionError
        data += more
    return data
