"""The ears of WhatsApp: Meta calls at `/whatsapp`; every message is stored before it is told that we have it.

What a call holds is read in `whatsapp_update.py`. Statuses of our own messages need no turn: they are kept in one
commit. Meta repeats for days what is not answered with 200, so that a refusal (503) loses nothing. The calls made here
say nothing to anybody, but for the help lines, once an hour a person, where something grave cannot be stored.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import urlsplit

import structlog
from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout, web
from msgspec import Struct

from bot.channels import whatsapp_update as update
from bot.channels.help_lines import HelpLines
from bot.channels.whatsapp_update import Post, Status, Unreadable
from bot.core.event import Said
from bot.ports.clock import Clock
from bot.ports.hearing import ReportedHearing, Waiting
from bot.ports.sending import Report
from bot.ports.store import Pulse

CHANNEL = update.CHANNEL
PATH = "/whatsapp"
MOST_POST_BYTES = 3 << 20
MOST_FILE_BYTES = 10 << 20
LOOK_SECONDS = 60.0
_SIGNATURE = "X-Hub-Signature-256"
_THEIRS = (".facebook.com", ".fbsbx.com", ".whatsapp.net")
"""Where Meta keeps what people sent: our token goes to no other place."""

_log = structlog.get_logger(__name__)


class Unfetched(Exception):
    """The file could not be had."""


class Line(Struct, frozen=True):
    """How Meta is asked, and known when it calls."""

    token: str
    phone: str
    number: str
    api: str
    app_secret: str
    verify_token: str


class WhatsAppEar:
    """Hears one number. `means(code)` says of a failed message that it is `closed` (a template may say it) or that the
    person has `left`; `changed(name, stopped)` keeps what Meta did to a template; `help` answers where grave words
    cannot be stored."""

    channel = CHANNEL

    def __init__(
        self,
        line: Line,
        hearing: ReportedHearing,
        clock: Clock,
        *,
        pulse: Pulse,
        means: Callable[[int], str],
        changed: Callable[[str, str], Awaitable[None]],
    ) -> None:
        self._line, self._hearing, self._clock, self._pulse = line, hearing, clock, pulse
        self._means, self._changed = means, changed
        self.help = HelpLines(CHANNEL, clock, self._say_lines, (ClientError, OSError, TimeoutError))
        self._session: ClientSession | None = None

    # --- being called --------------------------------------------------------------------------------------

    def register(self, app: web.Application) -> None:
        """The webhook's two routes."""
        app.router.add_get(PATH, self._verify, allow_head=False)
        app.router.add_post(PATH, self._hear_post)

    async def _verify(self, request: web.Request) -> web.Response:
        """Meta asks once whether the address is ours."""
        asked = request.query
        given, ours = asked.get("hub.verify_token", ""), self._line.verify_token
        if asked.get("hub.mode") != "subscribe" or not _same(given, ours):
            return web.Response(status=403)
        return web.Response(text=asked.get("hub.challenge", ""))

    async def _hear_post(self, request: web.Request) -> web.Response:
        """200 when everything is stored, and not before; whoever has not the secret learns nothing."""
        raw = await _read(request, MOST_POST_BYTES)
        if raw is None:
            return web.Response(status=413)
        if not _same(request.headers.get(_SIGNATURE, ""), signature(self._line.app_secret, raw)):
            return web.Response(status=403)
        try:
            post = update.read(json.loads(raw))
        except (ValueError, RecursionError):
            post = None
        if post is None:
            return web.Response(status=400)
        try:
            await self._store(post)
        except Exception as fault:  # noqa: BLE001 - whatever it is, Meta keeps it and calls again
            _log.error("whatsapp_not_stored", messages=len(post.raws), fault=type(fault).__name__)
            return web.Response(status=503)
        return web.Response()

    async def _store(self, post: Post) -> None:
        """What people said, what Meta reports, what it did to templates."""
        reports = [self._report(status) for status in post.statuses if status.tracked]
        if reports:
            await self._hearing.told(CHANNEL, reports)
        for change in post.templates:
            await self._changed(change.name, change.stopped)
        if not post.raws:
            return
        try:
            await self._hearing.hear(post.raws)
        except Exception:
            for raw in post.raws:
                await self._help(raw.body)
            raise

    def _report(self, status: Status) -> Report:
        meant = self._means(status.code) if status.told == "failed" else ""
        problem = str(status.code) if status.code else ""
        closed, left, gone = meant == "closed", meant == "left", meant == "gone"
        return Report(status.tracked, status.told, status.message, problem, closed, left, gone, status.category)

    # --- reading back --------------------------------------------------------------------------------------

    async def feed(self, row: Waiting) -> None:
        """Reads a stored message back."""
        try:
            found = update.happened(row.body, row.received_at)
        except Unreadable as why:
            await self._hearing.set_aside(row, f"WhatsApp: {why}")
            return
        if found.moved_to:
            await self._hearing.moved(row, found.carrier_id, found.moved_to)
        elif found.event is None:
            await self._hearing.set_aside(row, "")
        else:
            try:
                await self._hearing.turn(row, found.carrier_id, found.event, found.said_at)
            except Exception:
                await self._help(row.body)
                raise

    async def _help(self, body: str) -> None:
        """The help lines for what could not be stored, where it can be read at all."""
        with suppress(Unreadable):
            found = update.happened(body, self._clock.now())
            await self.help.answer(found.carrier_id, found.event.text if isinstance(found.event, Said) else "")

    async def _say_lines(self, who: str, lines: str) -> None:
        told = {"messaging_product": "whatsapp", "recipient": who, "type": "text", "text": {"body": lines}}
        async with self._opened().post(self._at(f"{self._line.phone}/messages"), json=told) as answer:
            answer.raise_for_status()

    # --- asking --------------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Looks every minute whether Meta still knows us: nobody who calls says when they stop."""
        while True:
            await self._look()
            await self._clock.sleep(LOOK_SECONDS)

    async def _look(self) -> None:
        try:
            async with self._opened().get(self._at(self._line.phone), params={"fields": "id"}) as answer:
                status = answer.status
        except (ClientError, OSError, TimeoutError):
            self._pulse.missed("away")
            return
        if status == HTTPStatus.OK:
            self._pulse.beat()
        else:
            self._pulse.missed("token" if status in {400, 401, 403} else "away")

    async def introduce(self, known: Callable[[str], Awaitable[None]]) -> None:
        """The number is a setting: nobody need be asked."""
        await known(self._line.number)

    async def server_time(self) -> datetime | None:
        """Meta's time, to the second; None where it is not Meta that answers."""
        try:
            async with self._opened().get(self._at(self._line.phone), params={"fields": "id"}) as answer:
                said = json.loads(await _bounded(answer, MOST_POST_BYTES))
                date = parsedate_to_datetime(answer.headers["Date"])
        except (ClientError, OSError, ValueError, KeyError, Unfetched):
            return None
        return date if isinstance(said, dict) and said.get("id") == self._line.phone else None

    async def fetch(self, ref: str) -> bytes:
        """The content of a file that somebody sent; raises `Unfetched`."""
        try:
            async with self._opened().get(self._at(ref), allow_redirects=False) as answer:
                url = str(json.loads(await _bounded(answer, MOST_POST_BYTES))["url"])
            if not self._is_theirs(url):
                raise Unfetched("elsewhere")
            async with self._opened().get(url, allow_redirects=False) as answer:
                if answer.status != HTTPStatus.OK:
                    raise Unfetched(str(answer.status))
                return await _bounded(answer, MOST_FILE_BYTES)
        except (ClientError, OSError, ValueError, KeyError, TypeError) as fault:
            raise Unfetched(type(fault).__name__) from None

    def _is_theirs(self, url: str) -> bool:
        asked, api = urlsplit(url), urlsplit(self._line.api)
        same = (asked.scheme, asked.netloc) == (api.scheme, api.netloc)
        return same or (asked.scheme == "https" and f".{asked.hostname or ''}".endswith(_THEIRS))

    def _at(self, path: str) -> str:
        return f"{self._line.api}/{path}"

    def _opened(self) -> ClientSession:
        if self._session is None:
            headers = {"Authorization": f"Bearer {self._line.token}"}
            self._session = ClientSession(headers=headers, timeout=ClientTimeout(total=30))
        return self._session

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


def signature(secret: str, raw: bytes) -> str:
    """What stands over a call of Meta's."""
    return f"sha256={hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()}"


def _same(given: str, ours: str) -> bool:
    return bool(ours) and hmac.compare_digest(given.encode(errors="surrogateescape"), ours.encode())


async def _read(request: web.Request, most_bytes: int) -> bytes | None:
    """The body, or None where it is longer."""
    if (request.content_length or 0) > most_bytes:
        return None
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > most_bytes:
            return None
    return bytes(body)


async def _bounded(response: ClientResponse, most_bytes: int) -> bytes:
    content = bytearray()
    async for chunk in response.content.iter_any():
        content += chunk
        if len(content) > most_bytes:
            raise Unfetched("too heavy")
    return bytes(content)
