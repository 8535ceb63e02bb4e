"""A writing command that finds the database held sends its arguments to the holder, which runs it and answers.

One JSON line goes there, `{"args": [...]}`; lines come back, `{"line": "..."}` each, the last `{"exit": 0}`.
Only the owner can reach the socket (0600). Relative paths in the arguments are the holder's: send absolute ones.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import structlog

Run = Callable[[list[str], Callable[[str], None]], Awaitable[int]]

LONGEST_ADDRESS_BYTES = 100
"""Socket addresses end at 104 bytes on macOS and 108 on Linux (man 7 unix): a longer path becomes a link."""
LONGEST_LINE_BYTES = 1 << 20
ASKING_SECONDS = 10
"""Who connects and asks nothing does not hold up the holder's end."""

_log = structlog.get_logger()


class NobodyAnswers(Exception):
    """No process listens there, or it went away before its answer was complete."""


@asynccontextmanager
async def serve(path: Path, run: Run) -> AsyncIterator[None]:
    """Runs what is sent to `path`, as long as the context lasts; whoever calls holds the database's lock.

    `run(args, say)` returns the exit code; each `say(line)` is streamed to the sender.
    """

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, TimeoutError, ValueError, KeyError):  # gone, or no command of ours
            await _answer(reader, writer, run)
        writer.close()

    listening, folder = _listen(path)
    server = await asyncio.start_unix_server(answer, sock=listening, limit=LONGEST_LINE_BYTES)
    try:
        yield
    finally:
        server.close()
        await server.wait_closed()
        _forget(path, folder)


def send(path: Path, args: list[str], say: Callable[[str], None]) -> int:
    """Has the holder run `args`; says its lines as they come and returns the exit code.

    Blocks until the holder has finished. Raises NobodyAnswers.
    """
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        try:
            connection.connect(os.fspath(path.readlink() if path.is_symlink() else path))
            connection.sendall(json.dumps({"args": args}).encode() + b"\n")
            with connection.makefile("rb") as lines:
                for line in lines:
                    answer = json.loads(line)
                    if "exit" in answer:
                        return int(answer["exit"])
                    say(str(answer["line"]))
        except OSError as error:
            raise NobodyAnswers("El programa que tiene la base de datos no responde. Mira si corre bien.") from error
    raise NobodyAnswers("El programa que tiene la base de datos se detuvo. Mira si quedó hecho.")


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, run: Run) -> None:
    def say(line: str) -> None:
        writer.write(json.dumps({"line": line}).encode() + b"\n")

    async with asyncio.timeout(ASKING_SECONDS):
        asked = await reader.readline()
    args = [str(arg) for arg in json.loads(asked)["args"]]
    try:
        code = await run(args, say)
    except Exception:  # noqa: BLE001 - the holder goes on serving whatever a command did
        _log.exception("handed_over_command_failed", command=args[:1])
        say("No se pudo. El registro del programa que corre dice por qué.")
        code = 1
    writer.write(json.dumps({"exit": code}).encode() + b"\n")
    await writer.drain()


def _listen(path: Path) -> tuple[socket.socket, Path | None]:
    """A socket that only its owner can reach, and the private folder where it is when `path` is too long."""
    path.unlink(missing_ok=True)  # of a holder that was killed: we hold the lock
    folder = None
    address = path
    if len(os.fsencode(path)) > LONGEST_ADDRESS_BYTES:
        folder = Path(tempfile.mkdtemp(prefix="yachaski-", dir="/tmp"))
        address = folder / "sock"
        path.symlink_to(address)
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listening.bind(os.fspath(address))
    address.chmod(0o600)  # before anybody is listened to
    return listening, folder


def _forget(path: Path, folder: Path | None) -> None:
    path.unlink(missing_ok=True)
    if folder is not None:
        (folder / "sock").unlink(missing_ok=True)
        folder.rmdir()
