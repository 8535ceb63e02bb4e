"""Programs of a process of their own, so that no side shares the interpreter's lock with whoever measures it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
PATIENCE = 120.0
NOT_OURS = ("YACHASKI_", "PORT", "COV_")


@asynccontextmanager
async def started(
    *command: str, folder: Path, settings: Mapping[str, str] | None = None, told_on_stderr: bool = False
) -> AsyncIterator[asyncio.subprocess.Process]:
    """`python -m COMMAND` with these settings and no others, in `folder`; ended in order, or killed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(NOT_OURS)}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", *command),
        cwd=folder,
        env={**kept, "PYTHONPATH": str(ROOT), **(settings or {})},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT if told_on_stderr else None,
        limit=1 << 24,
    )
    try:
        yield process
    finally:
        await _end(process)


async def line(process: asyncio.subprocess.Process, sign: str = "http://") -> str:
    """The next line that the program prints with the sign in it, from there on."""
    assert process.stdout is not None
    async with asyncio.timeout(PATIENCE):
        async for read in process.stdout:
            text = read.decode().strip()
            if sign in text:
                return text[text.index(sign) :]
    raise RuntimeError(f"the program ended without saying {sign!r}")


async def ended(process: asyncio.subprocess.Process, sign: str) -> str:
    """Stops the program and returns the line with the sign that it leaves."""
    process.send_signal(signal.SIGTERM)
    return await line(process, sign)


async def memory_mb(process: asyncio.subprocess.Process) -> float:
    """The process's resident memory."""
    ps = await asyncio.create_subprocess_exec(
        *("ps", "-o", "rss=", "-p", str(process.pid)), stdout=asyncio.subprocess.PIPE
    )
    said, _ = await ps.communicate()
    return int(said) / 1024


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.send_signal(signal.SIGTERM)
    try:
        async with asyncio.timeout(PATIENCE):
            await process.communicate()
    except TimeoutError:
        process.kill()
        await process.wait()
