"""The ears of SMS: the phone calls at `/sms`; where it does not sign its calls, its inbox is asked every few seconds.

Either way an SMS is stored before the phone is told that we have it, and what became of our own messages is kept in
one commit, without a turn. What the phone does not report by itself is asked after a minute; what it still has after
ten is in doubt: nobody knows whether it went out, and it is not said twice.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from http import HTTPStatus

import structlog
from aiohttp import ClientError, ClientSession, ClientTimeout, encode_basic_auth, web
from msgspec import Struct

from bot.channels import sms_update as update
from bot.channels.help_lines import HelpLines
from bot.channels.sms_update import Hook, Unreadable
from bot.core.event import Said
from bot.ports.clock import Clock
from bot.ports.hearing import Raw, ReportedHearing, Waiting
from bot.ports.sending import Report
from bot.ports.store import Pulse, Store

CHANNEL = update.CHANNEL
PATH = "/sms"
INBOX_SECONDS = 5.0
LOOK_SECONDS = 60.0
ASKED_AFTER = timedelta(minutes=1)
DOUBTED_AFTER = timedelta(minutes=10)
ASKED_UNTIL = timedelta(days=1)
ASKED_AT_ONCE = 50
PAGE = 200
OVERLAP = timedelta(minutes=10)
"""So far back the inbox is read again: two SMS may come out of order."""
READ_TO = "sms.inbox"
MOST_HOOK_BYTES = 1 << 18
OLDEST_SIGNATURE = timedelta(days=3)
"""The phone signs a call when it makes it, and repeats one for two days; older is somebody's copy."""

_log = structlog.get_logger(__name__)


class Gateway(Struct, frozen=True):
    """How the phone is asked, and known when it calls; without a `secret` it does not call."""

    api: str
    user: str
    password: str
    number: str
    secret: str = ""


class SmsEar:
    """Hears one phone. `help` answers where grave words cannot be stored."""

    channel = CHANNEL

    def __init__(self, gateway: Gateway, hearing: ReportedHearing, store: Store, clock: Clock, *, pulse: Pulse) -> None:
        self._gateway, self._hearing, self._store, self._clock, self._pulse = gateway, hearing, store, clock, pulse
        self.help = HelpLines(CHANNEL, clock, self._say_lines, (ClientError, OSError, TimeoutError))
        self._session: ClientSession | None = None

    # --- being called --------------------------------------------------------------------------------------

    def register(self, app: web.Application) -> None:
        app.router.add_post(PATH, self._hear_hook)

    async def _hear_hook(self, request: web.Request) -> web.Response:
        """200 when it is stored, and not before; the phone repeats what is not answered so."""
        raw = await request.content.read(MOST_HOOK_BYTES + 1)
        while len(raw) <= MOST_HOOK_BYTES and (more := await request.content.read(MOST_HOOK_BYTES)):
            raw += more
        if len(raw) > MOST_HOOK_BYTES:
            return web.Response(status=413)
        if not self._is_signed(request, raw):
            return web.Response(status=403)
        try:
            found = update.hook(json.loads(raw), self._gateway.number)
        except (ValueError, RecursionError):
            found = None
        if found is None:
            return web.Response(status=400)
        try:
            await self._keep(found)
        except Exception as fault:  # noqa: BLE001 - whatever it is, the phone keeps it and calls again
            _log.error("sms_not_stored", fault=type(fault).__name__)
            return web.Response(status=503)
        return web.Response()

    def _is_signed(self, request: web.Request, raw: bytes) -> bool:
        at = request.headers.get("X-Timestamp", "")
        ours = signature(self._gateway.secret, raw, at)
        given = request.headers.get("X-Signature", "")
        if not self._gateway.secret or not hmac.compare_digest(given.encode(errors="surrogateescape"), ours.encode()):
            return False
        return at.isascii() and at.isdigit() and self._is_of_now(float(at))

    def _is_of_now(self, at: float) -> bool:
        return abs(self._clock.now().timestamp() - at) <= OLDEST_SIGNATURE.total_seconds()

    async def _keep(self, found: Hook) -> None:
        if found.report is not None:
            await self._hearing.told(CHANNEL, [found.report])
        if found.raw is not None:
            await self._store_heard([found.raw])

    async def _store_heard(self, raws: Sequence[Raw]) -> None:
        try:
            await self._hearing.hear(raws)
        except Exception:
            for raw in raws:
                await self._help(raw.body)
            raise

    # --- reading back --------------------------------------------------------------------------------------

    async def feed(self, row: Waiting) -> None:
        """Reads a stored SMS back."""
        try:
            found = update.happened(row.body, row.received_at)
        except Unreadable as why:
            await self._hearing.set_aside(row, f"SMS: {why}")
            return
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
        asked = {"textMessage": {"text": lines}, "phoneNumbers": [who]}
        async with self._opened().post(f"{self._gateway.api}/messages", json=asked) as answer:
            answer.raise_for_status()

    # --- asking --------------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Asks the inbox where the phone does not call, and what became of what it took."""
        looked = self._clock.now() - timedelta(seconds=LOOK_SECONDS)
        while True:
            if not self._gateway.secret:
                await self._quietly(self.read_inbox)
            if self._gateway.secret or self._clock.now() - looked >= timedelta(seconds=LOOK_SECONDS):
                looked = self._clock.now()
                await self._quietly(self.look)
            await self._clock.sleep(LOOK_SECONDS if self._gateway.secret else INBOX_SECONDS)

    async def _quietly(self, work: Callable[[], Awaitable[None]]) -> None:
        """A phone or store that fails now may work in a few seconds."""
        try:
            await work()
        except (ClientError, OSError, ValueError):
            self._pulse.missed("away")
        except Exception as fault:  # noqa: BLE001 - the ear lives on
            _log.error("sms_not_read", fault=type(fault).__name__)

    async def read_inbox(self) -> None:
        """Everything that came since the last time, stored before it counts as read."""
        now, known = self._clock.now(), await self._store.read(lambda book: book.fact(READ_TO))
        read_to = min(update.instant(known) or now, now)
        asked = {"type": "SMS", "limit": str(PAGE), "from": f"{read_to - OVERLAP:%Y-%m-%dT%H:%M:%S}.000Z"}
        pages: list[object] = []
        while not pages or (isinstance(pages[-1], list) and len(pages[-1]) == PAGE):
            pages.append(await self._get("inbox", {**asked, "offset": str(len(pages) * PAGE)}))
        found = [one for page in pages if isinstance(page, list) for one in page]
        raws = update.inbox(found, self._gateway.number)
        if raws:
            await self._store_heard(raws)
        newest = max(read_to, min(update.newest(found) or read_to, now))
        if newest != read_to or known is None:
            await self._store.run(lambda book: book.set_fact(READ_TO, newest.isoformat()))

    async def look(self) -> None:
        """Whether the phone answers, and what became of what it has not told of."""
        await self._get("health")
        now = self._clock.now()
        waiting = await self._store.read(
            lambda book: book.untold(CHANNEL, now - ASKED_UNTIL, now - ASKED_AFTER, ASKED_AT_ONCE)
        )
        reports, doubted = [], []
        for delivery, sent_at in waiting:
            told = update.state(await self._get(f"messages/{delivery}"))
            if told in {"sent", "delivered", "failed"}:
                reports.append(Report(delivery, told, problem="sms" if told == "failed" else ""))
            elif now - sent_at >= DOUBTED_AFTER:
                doubted.append(delivery)
        if reports:
            await self._hearing.told(CHANNEL, reports)
        if doubted and (new := await self._store.run(lambda book: book.doubted(CHANNEL, doubted))):
            _log.warning("sms_stuck_in_the_phone", count=new)

    async def _get(self, path: str, asked: dict[str, str] | None = None) -> object:
        """What the phone says; raises ValueError where somebody else answers in its place."""
        async with self._opened().get(f"{self._gateway.api}/{path}", params=asked) as answer:
            if answer.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
                self._pulse.missed("token")
                return None
            said: object = json.loads(await answer.read())
        self._pulse.beat()
        return said

    async def introduce(self, known: Callable[[str], Awaitable[None]]) -> None:
        """The number is a setting: nobody need be asked."""
        await known(self._gateway.number)

    async def server_time(self) -> datetime | None:
        """A phone's clock is set by whoever holds it: it says nothing of ours."""
        return None

    async def fetch(self, ref: str) -> bytes:
        """Nobody sends a file by SMS."""
        raise FileNotFoundError(ref)

    def _opened(self) -> ClientSession:
        if self._session is None:
            login = {"Authorization": encode_basic_auth(self._gateway.user, self._gateway.password, "utf-8")}
            self._session = ClientSession(headers=login, timeout=ClientTimeout(total=20))
        return self._session

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


def signature(secret: str, raw: bytes, at: str) -> str:
    """What stands over a call of the phone's."""
    return hmac.new(secret.encode(), raw + at.encode(errors="surrogateescape"), hashlib.sha256).hexdigest()
