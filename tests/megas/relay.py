"""A wire of one's own: a TCP relay on a loopback port that counts what passes, in both directions."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass

READ_BYTES = 65_536
PACKET_BYTES = 1_400


@dataclass(slots=True)
class Counted:
    """What has passed: bytes, and the packets that they fill at least (each thing sent begins one)."""

    size: int = 0
    packets: int = 0

    def add(self, data: bytes) -> None:
        self.size += len(data)
        self.packets += -(-len(data) // PACKET_BYTES)


@asynccontextmanager
async def relayed(port: int, counted: Counted) -> AsyncIterator[int]:
    """A port that leads to the other one while it counts."""
    lines: set[asyncio.Task[None]] = set()

    async def joined(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there_reader, there_writer = await asyncio.open_connection("127.0.0.1", port)
        for come, go in ((reader, there_writer), (there_reader, writer)):
            line = asyncio.create_task(_carry(come, go, counted))
            lines.add(line)
            line.add_done_callback(lines.discard)

    server = await asyncio.start_server(joined, "127.0.0.1", 0)
    try:
        yield int(server.sockets[0].getsockname()[1])
    finally:
        server.close()
        for line in lines:
            line.cancel()
        await asyncio.gather(*lines, return_exceptions=True)


async def _carry(come: asyncio.StreamReader, go: asyncio.StreamWriter, counted: Counted) -> None:
    with suppress(ConnectionError), closing(go):
        while data := await come.read(READ_BYTES):
            counted.add(data)
            go.write(data)
            await go.drain()
