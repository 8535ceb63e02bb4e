"""A Cloud API server for tests: real HTTP on a loopback port, Meta's rules, and a webhook that is called.

    async with CloudApi(clock=clock) as server:
        server.calls(f"http://127.0.0.1:{port}/whatsapp")
        ana = server.person("PE.ana")
        ana.says("SANJUAN3B")
        await ana.waits_for("¿Cuántos años tienes?")

It takes what Meta takes and refuses what Meta refuses: lengths, one message in six seconds to one person after a
burst, a closed window (told by a `failed` status, after a 200), a user id in the field of a number (taken, and lost).
Every call of the webhook is signed, and repeated until it is answered with 200, three times at most.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from itertools import count
from typing import Any, Self

import aiohttp
from aiohttp import web

from tests.whatsapp_api import rules
from tests.whatsapp_api.people import Person
from tests.whatsapp_api.rules import No

Json = dict[str, Any]

TOKEN, PHONE, BUSINESS = "EAAG-test", "106540352242922", "102290129340398"
SECRET, VERIFY, NUMBER = "app-secret", "verify-me", "51900000001"
VERSION = "v23.0"
HOOKED_AT_MOST = 3


class CloudApi:
    """The server, and the stage on which people of a test meet one number."""

    def __init__(self, *, clock: Callable[[], float] = time.time, window: bool = True, pair: bool = True) -> None:
        self.now = clock
        self.people: dict[str, Person] = {}
        self.templates: dict[str, Json] = {}
        self.calls_seen: list[Json] = []
        self.refused: list[int] = []
        self.lost: list[Json] = []
        self.statuses: list[Json] = []
        self.uploads: dict[str, tuple[str, bytes]] = {}
        self.hooks: list[tuple[Json, int]] = []
        self.news = asyncio.Event()
        self.drops = 0
        self.refuses: list[No] = []
        self.portals: list[int] = []
        self.reports: tuple[str, ...] = ("sent", "delivered")
        self.repeats = 1
        self._windowed, self._pair = window, rules.Pair() if pair else None
        self._numbers = count(1)
        self._hook, self._hooked = "", asyncio.Event()
        self._telling: asyncio.Queue[Json] = asyncio.Queue()
        self._teller: asyncio.Task[None] | None = None
        self._runner: web.AppRunner | None = None
        self._port = 0

    @property
    def url(self) -> str:
        """The base, with the version: `url + "/PHONE/messages"` works."""
        return f"http://127.0.0.1:{self._port}/{VERSION}"

    def calls(self, hook: str) -> None:
        """From now on events are told there."""
        self._hook = hook
        self._hooked.set()

    def person(self, id: str, name: str = "Ana", number: str = "") -> Person:
        """Somebody who has not written yet."""
        self.people[id] = Person(self, id, name, number)
        return self.people[id]

    def approves(self, name: str, body: str, *buttons: str, language: str = "es", category: str = "UTILITY") -> None:
        """A template that may be used."""
        told = {"language": language, "status": "APPROVED", "category": category}
        self.templates[name] = {"body": body, "buttons": list(buttons), **told}

    def new_id(self) -> str:
        return f"wamid.{next(self._numbers)}"

    # --- calling the webhook

    def tell(self, value: Json) -> None:
        """One change, in the order of the calls."""
        self.tell_all([value])

    def tell_all(self, values: list[Json]) -> None:
        """Several changes in one call."""
        about = {"messaging_product": "whatsapp", "metadata": {"phone_number_id": PHONE}}
        self.statuses += [status for value in values for status in value.get("statuses", [])]
        changes = [{"field": "messages", "value": {**about, **value}} for value in values]
        self._telling.put_nowait(
            {"object": "whatsapp_business_account", "entry": [{"id": BUSINESS, "changes": changes}]}
        )

    async def _tell_on(self) -> None:
        async with aiohttp.ClientSession() as session:
            while True:
                body = await self._telling.get()
                await self._hooked.wait()
                answered = 0
                for _ in range(HOOKED_AT_MOST):
                    status = await self._post(session, body)
                    answered += status == 200
                    if answered >= self.repeats:
                        break
                self._telling.task_done()

    async def _post(self, session: aiohttp.ClientSession, body: Json) -> int:
        raw = json.dumps(body).encode()
        try:
            async with session.post(self._hook, data=raw, headers={"X-Hub-Signature-256": signed(raw)}) as answer:
                status = answer.status
        except aiohttp.ClientError:
            status = 0
        self.hooks.append((body, status))
        self.news.set()
        return status

    async def told(self) -> None:
        """Returns when everything was told."""
        await self._telling.join()

    # --- being called

    async def _messages(self, request: web.Request) -> web.Response:
        message = await request.json()
        if self.portals:
            return web.Response(status=self.portals.pop(0), text="<html>Inicia sesión</html>", content_type="text/html")
        self.calls_seen.append(message)
        try:
            answer = self._take(message)
        except No as no:
            self.refused.append(no.code)
            return web.json_response(no.body(), status=no.status)
        if self.drops:
            self.drops -= 1
            assert request.transport is not None
            request.transport.close()
        return web.json_response(answer)

    def _take(self, message: Json) -> Json:
        if self.refuses:
            raise self.refuses.pop(0)
        rules.check(message, self.templates)
        if self._pair is not None:
            self._pair.take(message.get("recipient") or message["to"], self.now())
        id = self.new_id()
        self._deliver(id, message)
        return {"messaging_product": "whatsapp", "contacts": [{"input": "", "wa_id": ""}], "messages": [{"id": id}]}

    def _deliver(self, id: str, message: Json) -> None:
        person = self.people.get(message.get("recipient") or "")
        if not message.get("recipient") and message["to"] in self.people:
            self.lost.append(message)
            return
        if person is None or person.has_left:
            self._report(id, message, "failed", rules.UNDELIVERABLE)
        elif message["type"] != "template" and self._windowed and not self._open(person):
            self._report(id, message, "failed", rules.WINDOW)
        else:
            person.said.append(self._pressable(message))
            self.news.set()
            for status in self.reports:
                self._report(id, message, status)

    def _open(self, person: Person) -> bool:
        return self.now() - person.spoke_at < rules.WINDOW_SECONDS

    def _pressable(self, message: Json) -> Json:
        """A template shows the buttons with which it was approved."""
        if message["type"] != "template":
            return message
        said, titles = message["template"], self.templates[message["template"]["name"]]["buttons"]
        given = {part["index"]: part["parameters"][0]["payload"] for part in said["components"] if "index" in part}
        pressed = [{"title": title, "payload": given.get(str(n), title)} for n, title in enumerate(titles)]
        return {**message, "pressed": pressed}

    def _report(self, id: str, message: Json, status: str, code: int = 0) -> None:
        category = "utility" if message["type"] == "template" else "service"
        about: Json = {"id": id, "status": status, "timestamp": str(int(self.now()))}
        about |= {"recipient_user_id": message.get("recipient", "")}
        if "biz_opaque_callback_data" in message:
            about["biz_opaque_callback_data"] = message["biz_opaque_callback_data"]
        if code:
            about["errors"] = [{"code": code, "title": str(code)}]
        else:
            about["pricing"] = {"pricing_model": "PMP", "category": category, "type": "regular"}
        self.tell({"statuses": [about]})

    async def _upload(self, request: web.Request) -> web.Response:
        form = await request.post()
        file = form["file"]
        assert isinstance(file, web.FileField)
        id = f"media-{next(self._numbers)}"
        self.uploads[id] = (str(form["type"]), file.file.read())
        return web.json_response({"id": id})

    async def _list_templates(self, _: web.Request) -> web.Response:
        return web.json_response({"data": [_listed(name, one) for name, one in self.templates.items()]})

    async def _create_template(self, request: web.Request) -> web.Response:
        asked = await request.json()
        parts = {part["type"]: part for part in asked["components"]}
        buttons = [one["text"] for one in parts.get("BUTTONS", {}).get("buttons", [])]
        self.approves(
            asked["name"],
            parts["BODY"]["text"],
            *buttons,
            language=asked["language"],
            category=asked["category"],
        )
        self.templates[asked["name"]]["status"] = "PENDING"
        return web.json_response({"id": "1", "status": "PENDING", "category": asked["category"]})

    async def _phone(self, _: web.Request) -> web.Response:
        return web.json_response({"id": PHONE, "display_phone_number": f"+{NUMBER}", "verified_name": "Yachaski"})

    async def _media(self, request: web.Request) -> web.Response:
        mime, _ = self.uploads[request.match_info["media"]]
        return web.json_response({"url": f"{self.url}/bytes/{request.match_info['media']}", "mime_type": mime})

    async def _bytes(self, request: web.Request) -> web.Response:
        mime, content = self.uploads[request.match_info["media"]]
        return web.Response(body=content, content_type=mime)

    # --- up and down

    async def __aenter__(self) -> Self:
        app = web.Application(middlewares=[_known])
        app.router.add_post(f"/{VERSION}/{PHONE}/messages", self._messages)
        app.router.add_post(f"/{VERSION}/{PHONE}/media", self._upload)
        app.router.add_get(f"/{VERSION}/{PHONE}", self._phone)
        app.router.add_get(f"/{VERSION}/{BUSINESS}/message_templates", self._list_templates)
        app.router.add_post(f"/{VERSION}/{BUSINESS}/message_templates", self._create_template)
        app.router.add_get(f"/{VERSION}/bytes/{{media}}", self._bytes)
        app.router.add_get(f"/{VERSION}/{{media}}", self._media)
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
    """Whoever has no token learns nothing."""
    if request.headers.get("Authorization") != f"Bearer {TOKEN}":
        return web.json_response(No(rules.TOKEN, "Invalid OAuth access token").body(), status=401)
    response: web.StreamResponse = await handler(request)
    return response


def signed(raw: bytes, secret: str = SECRET) -> str:
    """The signature of a call."""
    return f"sha256={hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()}"


def _listed(name: str, template: Json) -> Json:
    parts: list[Json] = [{"type": "BODY", "text": template["body"]}]
    if template["buttons"]:
        parts.append(
            {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": one} for one in template["buttons"]]}
        )
    known = {key: template[key] for key in ("language", "status", "category")}
    return {"id": name, "name": name, **known, "components": parts}
