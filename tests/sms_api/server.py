"""SMS Gateway for Android as its source and its issues describe it, on loopback: a phone with one SIM.

It enforces the rules: a message's id is unique (409), every call has the phone's user and password, states go from
Pending to Processed to Sent to Delivered or Failed, a recipient each. Its hooks are signed, and the same SMS is hooked
several times under other ids; an answer can be lost after the message was taken.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from typing import Any, Self

import aiohttp
from aiohttp import web

Json = dict[str, Any]

USER, PASSWORD, SECRET, NUMBER = "sms", "clave-del-telefono", "firma-del-telefono", "51900000009"
STATES = ("Pending", "Processed", "Sent", "Delivered")
LONGEST_ID = 36
HOOKED_AT_MOST = 40
SECONDS_TO_WAIT = 10.0
_NUMBER = re.compile(r"\+?\d{4,15}")


class Person:
    """Somebody with any phone: she writes text, and reads text."""

    def __init__(self, gateway: SmsGateway, number: str) -> None:
        self.number = number
        self.hears: list[str] = []
        self._gateway = gateway

    def says(self, text: str) -> Json:
        return self._gateway.receives(self.number, text)

    async def waits_for(self, fragment: str, timeout: float = SECONDS_TO_WAIT) -> str:  # noqa: ASYNC109
        """The newest message with the fragment."""

        def found() -> str:
            return next((text for text in reversed(self.hears) if fragment in text), "")

        async with asyncio.timeout(timeout):
            while not found():
                self._gateway.news.clear()
                await self._gateway.news.wait()
        return found()


class SmsGateway:
    """The phone. `drops` answers are lost after the message was taken; `refuses` are statuses with which it answers
    instead; `stuck` messages stay Processed, `fails` are never sent. Each hook is told `repeats` times."""

    def __init__(self, *, clock: Callable[[], float] = time.time) -> None:
        self.now = clock
        self.people: dict[str, Person] = {}
        self.messages: dict[str, Json] = {}
        self.inbox: list[Json] = []
        self.asked: list[str] = []
        self.hooks: list[tuple[Json, int]] = []
        self.news = asyncio.Event()
        self.drops = self.stuck = self.fails = 0
        self.repeats = 1
        self.refuses: list[int] = []
        self.portals: list[int] = []
        self._numbers = count(1)
        self._hook, self._hooked = "", asyncio.Event()
        self._telling: asyncio.Queue[Json] = asyncio.Queue()
        self._teller: asyncio.Task[None] | None = None
        self._runner: web.AppRunner | None = None
        self._port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def calls(self, hook: str) -> None:
        """From now on events are told there; without a hook nothing is."""
        self._hook = hook
        self._hooked.set()

    def person(self, number: str) -> Person:
        return self.people.setdefault(number, Person(self, number))

    # --- an SMS comes in

    def receives(self, number: str, text: str) -> Json:
        at = _iso(self.now() + next(self._numbers) / 1000)  # no two in the same millisecond
        id = f"text:{hash((number, text, at))}"
        kept = {"type": "SMS", "recipient": None, "simNumber": 1, "contentPreview": text}
        self.inbox.append({"id": id, "sender": number, **kept, "createdAt": at})
        self._tell("sms:received", {"messageId": id, "message": text, "phoneNumber": number, "receivedAt": at})
        return self.inbox[-1]

    def _tell(self, event: str, payload: Json) -> None:
        if self._hook:
            self._telling.put_nowait({"event": event, "payload": payload, "deviceId": "d", "webhookId": "w"})

    async def _tell_on(self) -> None:
        async with aiohttp.ClientSession() as session:
            while True:
                body = await self._telling.get()
                await self._hooked.wait()
                answered = 0
                for _ in range(HOOKED_AT_MOST):
                    status = await self._post(session, {**body, "id": f"hook-{next(self._numbers)}"})
                    answered += status == 200
                    if answered >= self.repeats:
                        break
                self._telling.task_done()

    async def _post(self, session: aiohttp.ClientSession, body: Json) -> int:
        raw = json.dumps(body).encode()
        try:
            async with session.post(self._hook, data=raw, headers=signed(raw, self.now())) as answer:
                status = answer.status
        except aiohttp.ClientError:
            status = 0
        self.hooks.append((body, status))
        self.news.set()
        return status

    async def told(self) -> None:
        """Returns when everything was told."""
        await self._telling.join()

    # --- an SMS goes out

    async def _take(self, request: web.Request) -> web.Response:
        if self.portals:
            return web.Response(status=self.portals.pop(0), text="<html>Inicia sesión</html>", content_type="text/html")
        asked = {"id": f"theirs-{next(self._numbers)}", **await request.json()}
        self.asked.append(asked["id"])
        if self.refuses:
            return web.json_response({"message": "no"}, status=self.refuses.pop(0))
        if (problem := _wrong(asked)) is not None:
            return web.json_response({"message": problem}, status=400)
        if asked["id"] in self.messages:
            return web.json_response({"message": "Message with this ID already exists"}, status=409)
        kept = {**asked, "state": "Pending"}
        self.messages[asked["id"]] = kept
        self._send(kept)
        if self.drops:
            self.drops -= 1
            assert request.transport is not None
            request.transport.close()
        return web.json_response(_shown(kept), status=202)

    def _send(self, kept: Json) -> None:
        """At once, as far as the phone gets."""
        (number,) = kept["phoneNumbers"]
        if self.stuck:
            self.stuck -= 1
            kept["state"] = "Processed"
            return
        if self.fails:
            self.fails -= 1
            self._reach(kept, "Failed")
            return
        self.person(number).hears.append(kept["textMessage"]["text"])
        self.news.set()
        for state in STATES[2:]:
            self._reach(kept, state)

    def _reach(self, kept: Json, state: str) -> None:
        kept["state"] = state
        about = {
            "messageId": kept["id"],
            "phoneNumber": kept["phoneNumbers"][0],
            f"{state.lower()}At": _iso(self.now()),
        }
        more = {"reason": "RESULT_ERROR_GENERIC_FAILURE"} if state == "Failed" else {}
        self._tell(f"sms:{state.lower()}", about | more)

    def unsticks(self, id: str) -> None:
        """What stood still goes out after all."""
        kept = self.messages[id]
        kept["state"] = "Pending"
        self._send(kept)

    async def _state(self, request: web.Request) -> web.Response:
        kept = self.messages.get(request.match_info["id"])
        if kept is None:
            return web.json_response({"message": "not found"}, status=404)
        return web.json_response(_shown(kept))

    async def _inbox(self, request: web.Request) -> web.Response:
        since = request.query.get("from", "")
        limit, offset = int(request.query.get("limit", "50")), int(request.query.get("offset", "0"))
        if not 1 <= limit <= 500:
            return web.json_response({"message": "limit must be between 1 and 500"}, status=400)
        found = [one for one in reversed(self.inbox) if one["createdAt"] >= since]
        return web.json_response(found[offset : offset + limit], headers={"X-Total-Count": str(len(found))})

    async def _health(self, _: web.Request) -> web.Response:
        return web.json_response({"status": "pass", "version": "1.30.0"})

    # --- up and down

    async def __aenter__(self) -> Self:
        app = web.Application(middlewares=[_known])
        app.router.add_post("/messages", self._take)
        app.router.add_get("/messages/{id}", self._state)
        app.router.add_get("/inbox", self._inbox)
        app.router.add_get("/health", self._health)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        self._port = self._runner.addresses[0][1]
        self._teller = asyncio.create_task(self._tell_on())
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._teller is not None
        assert self._runner is not None
        self._teller.cancel()
        await asyncio.wait({self._teller})
        await self._runner.cleanup()


@web.middleware
async def _known(request: web.Request, handler: Any) -> web.StreamResponse:
    """Whoever has not the phone's password learns nothing; whether it lives is told to all."""
    login = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
    if request.path != "/health" and request.headers.get("Authorization") != f"Basic {login}":
        return web.json_response({"message": "Unauthorized"}, status=401)
    response: web.StreamResponse = await handler(request)
    return response


def signed(raw: bytes, at: float, secret: str = SECRET) -> dict[str, str]:
    """The two headers of a hook."""
    timestamp = str(int(at))
    signature = hmac.new(secret.encode(), raw + timestamp.encode(), hashlib.sha256).hexdigest()
    return {"X-Signature": signature, "X-Timestamp": timestamp, "Content-Type": "application/json"}


def _wrong(asked: Json) -> str | None:
    numbers = asked.get("phoneNumbers")
    if not 0 < len(asked["id"]) <= LONGEST_ID:
        return "id must be 1 to 36 characters"
    if not asked.get("textMessage", {}).get("text"):
        return "Text message is empty"
    if not isinstance(numbers, list) or not numbers or not all(_NUMBER.fullmatch(one) for one in numbers):
        return "Invalid phone number"
    return None


def _shown(kept: Json) -> Json:
    state = kept["state"]
    recipients = [{"phoneNumber": one, "state": state, "error": None} for one in kept["phoneNumbers"]]
    return {"id": kept["id"], "state": state, "recipients": recipients, "isEncrypted": False, "states": {}}


def _iso(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
