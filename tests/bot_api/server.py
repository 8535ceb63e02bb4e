"""A Bot API server for tests: real HTTP on a loopback port, and Telegram's rules.

    async with BotApi(token="424242:TEST", clock=clock, sleep=clock.sleep) as server:
        ana = server.person(id=77, first_name="Ana")
        ana.starts("7K2PQ4MX")
        ...  # a bot whose base URL is server.url
        await ana.waits_for("¿Cómo te llamas?")

It reads no clock and sleeps no second but those that it was given; only a wait of the test's own
(`waits_for`, `until`) is bounded by real time. Left and entered again it has the same address and knows
what it knew: an outage.
"""

import asyncio
import socket
import struct
import time
from collections.abc import Awaitable, Callable
from email.utils import formatdate
from inspect import isawaitable
from types import TracebackType
from typing import Self

from aiohttp import web

from tests.bot_api.chats import SECONDS_TO_WAIT, Group, Person
from tests.bot_api.faults import Fault, Faults, Kind
from tests.bot_api.flood import Limits
from tests.bot_api.methods import METHODS, SPEAKING
from tests.bot_api.record import Call, Json, Refusal, Refused, Sent, Upload, bad
from tests.bot_api.updates import SECOND_POLLER, Updates
from tests.bot_api.world import World

STRICT = Limits()
QUERY_SECONDS = 15.0  # Telegram tells no figure; people report 10 to 20 seconds
_MOST_BYTES = 64 << 20
_METHOD_NAMES = {name.lower(): name for name in METHODS}  # Telegram reads them in any case


class BotApi:
    """The server, and the stage on which people of a test meet one bot.

    `limits=None` lifts flood control; `query_seconds` is how long a tap may be answered;
    `seed` fixes the faults that are drawn by share.
    """

    def __init__(
        self,
        token: str = "424242:TEST",
        *,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        limits: Limits | None = STRICT,
        query_seconds: float = QUERY_SECONDS,
        seed: int = 0,
        port: int = 0,
    ) -> None:
        self.token = token
        self.world = World(token, clock, sleep, limits, query_seconds)
        self.world.webhook.perform = self._performs_answer
        self.faults = Faults(seed)
        self._port = port
        self._runner: web.AppRunner | None = None

    # --- The record ---

    @property
    def url(self) -> str:
        """The base: `url + "/bot" + token + "/sendMessage"` works."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def sent(self) -> list[Sent]:
        """Every outgoing call that was accepted, in order, edits too."""
        return self.world.sent

    @property
    def refused(self) -> list[Refused]:
        """Every call that was answered with an error, in order."""
        return self.world.refused

    @property
    def calls(self) -> list[Call]:
        """Every call with the right token and a known method, in order."""
        return self.world.calls

    @property
    def sends_during_ban(self) -> int:
        """How often the bot went on speaking when it had been told to be silent."""
        return self.world.flood.sends_during_ban

    @property
    def answers(self) -> list[Json]:
        """Taps that were answered in time: `callback_query_id` and `text`."""
        return self.world.answers

    @property
    def commands(self) -> dict[tuple[str, str], list[Json]]:
        """The menus by (scope type, language code); ("default", "") is everyone's."""
        return self.world.commands

    @property
    def updates(self) -> Updates:
        """The queue; `updates.pending` is what the bot has not confirmed."""
        return self.world.updates

    async def until(
        self,
        predicate: Callable[[], object],
        timeout: float = SECONDS_TO_WAIT,  # noqa: ASYNC109 - a test says how long it is patient
    ) -> None:
        """Waits until the predicate holds, looking after every call and update; real seconds at most."""
        await self.world.until(predicate, timeout, lambda: "what the test waits for did not happen")

    # --- The people ---

    def person(self, id: int, first_name: str = "Ana", language_code: str = "es") -> Person:
        """Someone with Telegram, who has not written to the bot yet."""
        person = Person(self.world, id, first_name, language_code)
        self.world.chats[id] = person
        return person

    def group(self, id: int, title: str = "Aula") -> Group:
        """A group that the bot is in; its id is negative."""
        assert id < 0, "ids of groups are negative"
        group = Group(self.world, id, title)
        self.world.chats[id] = group
        return group

    def migrate(self, group: Group, new_id: int) -> Group:
        """Turns a group into a supergroup, which has another id; both service messages are queued."""
        new = Group(self.world, new_id, group.title, "supergroup")
        self.world.chats[new_id] = new
        group.migrated_to = new_id
        owner = {"id": 1, "is_bot": False, "first_name": "Owner"}
        self.updates.push("message", group.write(owner, {"migrate_to_chat_id": new_id}))
        self.updates.push("message", new.write(owner, {"migrate_from_chat_id": group.id}))
        return new

    def push_raw(self, update: Json) -> Json:
        """Queues an update as it stands: undecodable, or a copy of an earlier one."""
        return self.updates.push_raw(update)

    # --- What goes wrong ---

    def fail(
        self,
        kind: Kind,
        method: str | None = None,
        *,
        times: int | None = 1,
        share: float = 1.0,
        accepted: bool = False,
        retry_after: int | None = None,
    ) -> None:
        """The next `times` calls of `method` (None: of any) fail so; with `share`, drawn from the seed.

        `times=None` lasts until `heal`. `accepted` carries the call out first and then keeps its answer.
        """
        self.faults.waiting.append(Fault(kind, method, times, share, accepted, retry_after))

    def heal(self) -> None:
        """Ends every fault."""
        self.faults.waiting.clear()

    # --- HTTP ---

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=_MOST_BYTES)
        app.router.add_route("*", "/bot{token:[^/]+}/{method:[^/]+}", self._hears)
        app.router.add_get("/file/bot{token:[^/]+}/{path:.+}", self._gives_file)
        app.router.add_route("*", "/{rest:.*}", self._knows_nothing)
        app.on_response_prepare.append(self._dates)
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        self._port = self._runner.addresses[0][1]
        self.world.webhook.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.world.webhook.stop()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _hears(self, request: web.Request) -> web.StreamResponse:
        """One call: token, method, fault, rules, answer."""
        if request.match_info["token"] != self.token:
            return _answer(Refusal(401, "Unauthorized").body())
        name = _METHOD_NAMES.get(request.match_info["method"].lower())
        if name is None:
            return _answer(Refusal(404, "Not Found: method not found").body())
        try:
            call = await _read(request, name, self.world.clock())
        except Refusal as refusal:
            return _answer(refusal.body())
        self.calls.append(call)
        fault = self.faults.meets(name)
        if fault is not None and not fault.accepted:
            return await self._fails(fault, call, request)
        body = await self._perform(call)
        if fault is None:
            return _answer(body)
        if call.sent is not None:
            call.sent.answered = False
        return await self._fails(fault, call, request)

    async def _perform(self, call: Call) -> Json:
        """The answer's body, after the method has been carried out or refused."""
        try:
            result = METHODS[call.method](self.world, call)
            if isawaitable(result):
                result = await result
            return {"ok": True, "result": result}
        except Refusal as refusal:
            return self._refuse(call, refusal)
        finally:
            self.world.bell.ring()

    async def _performs_answer(self, params: Json) -> None:
        """A method in a webhook's answer; Telegram tells nobody how it went."""
        name = _METHOD_NAMES.get(str(params.pop("method")).lower())
        if name is not None:
            call = Call(name, params, self.world.clock())
            self.calls.append(call)
            await self._perform(call)

    def _refuse(self, call: Call, refusal: Refusal) -> Json:
        self.refused.append(
            Refused(call.method, call.chat_id, self.world.clock(), refusal.code, refusal.description, call.params)
        )
        return refusal.body()

    async def _fails(self, fault: Fault, call: Call, request: web.Request) -> web.StreamResponse:
        """What the caller meets instead of an answer."""
        self.world.bell.ring()
        if fault.kind == "garbage":
            return web.Response(text="<html><body>Recarga tu saldo</body></html>", content_type="text/html")
        if fault.kind == "hang":
            await asyncio.Event().wait()
        if fault.kind in {"reset", "hang"}:
            _breaks(request)
            return web.Response()
        return _answer(self._refuse(call, self._error(fault, call)))

    def _error(self, fault: Fault, call: Call) -> Refusal:
        if fault.kind == "500":
            return Refusal(500, "Internal Server Error")
        if fault.kind == "502":
            return Refusal(502, "Bad Gateway")
        if fault.kind == "409":
            return Refusal(409, f"Conflict: {SECOND_POLLER}")
        if fault.retry_after is None:
            return Refusal(429, "Too Many Requests")
        if call.method in SPEAKING:
            self.world.flood.ban(fault.retry_after)
        return Refusal(429, f"Too Many Requests: retry after {fault.retry_after}", retry_after=fault.retry_after)

    async def _gives_file(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self.token:
            return _answer(Refusal(401, "Unauthorized").body())
        for kept in self.world.files.values():
            if kept.path == request.match_info["path"] and self.world.clock() < kept.link_until:
                return web.Response(body=kept.data, content_type="application/octet-stream")
        return _answer(Refusal(404, "Not Found").body())

    async def _knows_nothing(self, request: web.Request) -> web.Response:
        return _answer(Refusal(404, "Not Found").body())

    async def _dates(self, request: web.Request, response: web.StreamResponse) -> None:
        response.headers["Date"] = formatdate(self.world.clock(), usegmt=True)


def _answer(body: Json) -> web.Response:
    seconds = body.get("parameters", {}).get("retry_after")
    headers = {"Retry-After": str(seconds)} if seconds else {}
    return web.json_response(body, status=body.get("error_code", 200), headers=headers)


def _breaks(request: web.Request) -> None:
    """Resets the connection, so that the caller learns nothing."""
    transport = request.transport
    if transport is not None:
        connection = transport.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()


async def _read(request: web.Request, method: str, now: float) -> Call:
    """The parameters of a call, from wherever the Bot API lets them stand."""
    params: Json = dict(request.query)
    files: dict[str, Upload] = {}
    if request.content_type == "application/json" and request.can_read_body:
        try:
            params |= await request.json()
        except (ValueError, TypeError):
            raise bad("can't parse JSON object") from None
    else:
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                with value.file:
                    files[name] = Upload(value.filename, value.file.read())
            elif isinstance(value, str):
                params[name] = value
    return Call(method, params, now, files)
