"""The tests' Bot API server, which keeps Telegram's limits to the letter: 30 in any second, 1 a second in a chat.

Told to end, it prints when each message was accepted, and how many calls it refused.
"""

from __future__ import annotations

import asyncio
import json
import sys

from bench.programs.running import stopped
from tests.bot_api.server import BotApi


async def main(token: str, chats: list[int]) -> None:
    stop = stopped()
    async with BotApi(token) as server:
        for chat in chats:
            server.person(id=chat).starts()
        server.updates.clear()
        print(server.url, flush=True)
        await stop.wait()
        times = [sent.time for sent in server.sent if sent.method == "sendMessage"]
        report = {"times": times, "chats": len({sent.chat_id for sent in server.sent}), "refused": len(server.refused)}
        print(json.dumps(report), flush=True)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], list(map(int, sys.argv[2].split(",")))))
