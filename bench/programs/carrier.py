"""A Bot API server that accepts everything and counts, as fast as aiohttp goes: not it is measured, but who calls.

`GET /until?count=N` answers when so many messages have arrived, with the instant of the Nth (monotonic).
"""

from __future__ import annotations

import asyncio
import json
import time

from aiohttp import web

from bench.programs.running import stopped

ME = {"id": 424242, "is_bot": True, "first_name": "Yachaski", "username": "yachaski_bot"}


class Carrier:
    """The instants of what has arrived."""

    def __init__(self) -> None:
        self._arrived: list[float] = []
        self._bell = asyncio.Event()

    async def hears(self, request: web.BaseRequest) -> web.Response:
        method = request.path.rpartition("/")[2]
        if method == "until":
            return await self._until(int(request.query["count"]))
        if method == "sendMessage":
            return await self._message(request)
        return _answer(ME if method == "getMe" else True)

    async def _message(self, request: web.BaseRequest) -> web.Response:
        given = await (request.json() if request.content_type == "application/json" else request.post())
        chat = {"id": int(str(given["chat_id"])), "type": "private", "first_name": "Ana"}
        self._arrived.append(time.monotonic())
        self._bell.set()
        number = len(self._arrived)
        return _answer({"message_id": number, "date": 1_800_000_000, "chat": chat, "from": ME, "text": given["text"]})

    async def _until(self, count: int) -> web.Response:
        while len(self._arrived) < count:
            self._bell.clear()
            await self._bell.wait()
        return web.json_response({"at": self._arrived[count - 1] if count else 0, "count": len(self._arrived)})


def _answer(result: object) -> web.Response:
    return web.Response(body=json.dumps({"ok": True, "result": result}).encode(), content_type="application/json")


async def main() -> None:
    stop = stopped()
    runner = web.ServerRunner(web.Server(Carrier().hears, access_log=None))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(f"http://127.0.0.1:{runner.addresses[0][1]}", flush=True)
    await stop.wait()
    await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(main())
