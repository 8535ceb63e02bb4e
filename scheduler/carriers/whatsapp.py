"""The mouth of WhatsApp (pywa): one delivery, one call, one outcome; nothing here waits or retries.

Meta reports what became of a call by our delivery's id (`biz_opaque_callback_data`). So whatever is neither its typed
refusal nor a connection that never was is in doubt, and waits for the report. Where the person has not written for a
day only a template may go: one that says the whole message, or a knock, after which the message is held until she
writes. A file is uploaded first; only the second call is seen by anybody.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

import httpx
import structlog
from msgspec import Struct
from pywa_async.client import WhatsApp
from pywa_async.errors import WhatsAppError

from bot.ports.book import STOPPED
from bot.ports.clock import Clock
from bot.ports.sending import REPORT_WITHIN, Delivery, File, Knocked, Outcome, Report
from bot.ports.store import Store
from lessons_es.message_templates import MessageTemplate
from scheduler.carriers.pace import Pace
from scheduler.carriers.whatsapp_errors import Meaning, meaning
from scheduler.carriers.whatsapp_message import KNOCK, Shape, filled, knock, shape, stands_for

CHANNEL = "whatsapp"
CALL_SECONDS = 30.0
OPEN = timedelta(hours=24) - timedelta(minutes=5)
"""So long after the person's word we may write freely; the five minutes are for clocks that differ."""
DAY = timedelta(hours=24)
MEDIA_KEPT = timedelta(days=29)
_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_FIRST_RETRY, _LAST_RETRY = timedelta(seconds=5), timedelta(minutes=1)
_SLOWEST = 1024.0

_log = structlog.get_logger(__name__)


class Account(Struct, frozen=True):
    """One number at Meta, and the course's `templates`. `daily` are the people to whom we may write first in 24 hours;
    a local day is one of `zone`."""

    token: str
    phone: str
    api: str
    templates: tuple[MessageTemplate, ...]
    zone: ZoneInfo
    daily: int = 250


class WhatsAppMouth:
    """Speaks WhatsApp. `file(delivery)` makes what a document or photo needs. `open` before the first call, `close`
    after the last."""

    channel = CHANNEL

    def __init__(
        self,
        account: Account,
        pace: Pace,
        clock: Clock,
        store: Store,
        *,
        file: Callable[[Delivery], Awaitable[File]],
        client: httpx.AsyncClient | None = None,
    ) -> None:
        for name in ("pywa", "httpx"):  # what they log has words and numbers of people in it
            logging.getLogger(name).setLevel(logging.ERROR)
        self._account, self._pace, self._clock, self._store = account, pace, clock, store
        self._templates = {template.purpose: template for template in account.templates}
        self._file = file
        self._client = client or httpx.AsyncClient(timeout=CALL_SECONDS, limits=httpx.Limits(max_connections=None))
        self._api = WhatsApp(phone_id=account.phone, token=account.token, session=self._client, server=None).api
        self._client.base_url = account.api
        self._told: set[str] = set()
        self._reaching = asyncio.Lock()

    async def open(self) -> None:
        """Reads how long the carrier still wants silence; calls nobody."""
        await self._pace.load()

    async def close(self) -> None:
        await self._client.aclose()

    async def permit(self, delivery: Delivery) -> None:
        await self._pace.permit(delivery.carrier_id, rank=delivery.priority)

    async def answers(self) -> bool:
        """Whether Meta itself answers."""
        try:
            await self._api.send_raw_request("GET", f"/{self._account.phone}", params={"fields": "id"})
        except WhatsAppError as no:
            return not _is_no_answer(no)
        except Exception:  # noqa: BLE001 - a portal's page, a lost line: whatever it is, it is not Meta's answer
            return False
        return True

    async def speak(self, delivery: Delivery) -> Outcome:
        """Makes the one call that the delivery is, or what can be said instead where nobody may write freely."""
        try:
            if delivery.message.retires or delivery.message.removes:
                return Outcome("sent")
            if not delivery.closed and self._clock.now() - delivery.heard_at < OPEN:
                return await self._freely(delivery)
            return await self._outside(delivery)
        except FileNotFoundError:
            return Outcome("failed", problem="file gone")
        finally:
            self._pace.leaves(delivery.carrier_id)

    async def _freely(self, delivery: Delivery) -> Outcome:
        """The message as it is; what goes wrong before its call left nothing with Meta."""
        try:
            said = await self._shape(delivery)
        except WhatsAppError as no:
            outcome = await self._refused(delivery, no)
            if outcome.status != "uncertain":
                return outcome
            return Outcome("later", problem=outcome.problem, not_before=self._retry_at(delivery))
        except (httpx.HTTPError, ValueError, KeyError) as fault:
            return Outcome("later", problem=f"no upload: {type(fault).__name__}", not_before=self._retry_at(delivery))
        return await self._say(delivery, said)

    # --- outside the window

    async def _outside(self, delivery: Delivery) -> Outcome:
        """A template, where one may go now; one address after the other, so that the day's people are counted."""
        purpose = "urgent" if delivery.urgent else delivery.kind
        found = self._templates.get(cast(Any, purpose)) or self._templates.get("reply")
        whole = found is not None and stands_for(found, delivery.message)
        template = found if found and (whole or found.places == 0) else self._templates.get("reply")
        if template is None or await self._stopped(template.name):
            return Outcome("held", problem="no template")
        async with self._reaching:
            return await self._reach(delivery, template, whole=whole)

    async def _stopped(self, name: str) -> bool:
        return bool(await self._store.read(lambda book: book.fact(f"{STOPPED}{name}")))

    async def _reach(self, delivery: Delivery, template: MessageTemplate, *, whole: bool) -> Outcome:
        now, address = self._clock.now(), delivery.address
        known = await self._store.read(lambda book: book.knocked(CHANNEL, address, now - DAY))
        if not whole and not delivery.urgent and self._knocked_today(known, now):
            return Outcome("held", problem="window")
        if not delivery.urgent and (wait := self._no_room(known, now)):
            return Outcome("later", problem="daily people", not_before=wait)
        said = filled(template, delivery.message) if whole else knock(template)
        outcome = await self._say(delivery, said, "" if whole else KNOCK)
        if outcome.status in {"sent", "uncertain"}:
            await self._store.run(lambda book: book.knock(address, now))
            return outcome if whole else Outcome("held", problem="window")
        return outcome

    def _knocked_today(self, known: Knocked, now: datetime) -> bool:
        """Whether a template went there on this local day."""
        last = known.last
        return (
            last is not None and last.astimezone(self._account.zone).date() == now.astimezone(self._account.zone).date()
        )

    def _no_room(self, known: Knocked, now: datetime) -> datetime | None:
        """When the first of the day's people leaves the 24 hours; None where there is room for one more."""
        counted = known.last is not None and known.last > now - DAY
        if counted or known.others < self._account.daily:
            return None
        return (known.first or now) + DAY + timedelta(seconds=1)

    # --- the call

    async def _say(self, delivery: Delivery, said: Shape, before: str = "") -> Outcome:
        """One message to one person."""
        until = self._pace.silent_until()
        if until is not None and not delivery.urgent:
            return Outcome("later", problem="silence", not_before=until)
        self._pace.leaves(delivery.carrier_id)
        try:
            answer = await self._api.send_message(
                sender=self._account.phone,
                to=None,
                recipient=delivery.carrier_id,
                recipient_type="individual",
                typ=said.kind,
                msg=said.content,
                biz_opaque_callback_data=f"{before}{delivery.id}",
            )
            self._told.clear()
            return Outcome("sent", message=str(answer["messages"][0]["id"]))
        except WhatsAppError as no:
            return await self._refused(delivery, no)
        except _NEVER_SENT as fault:
            return Outcome("later", problem=f"never sent: {type(fault).__name__}", not_before=self._retry_at(delivery))
        except Exception as fault:  # noqa: BLE001 - Meta may have it, whatever went wrong afterwards
            return self._doubt(type(fault).__name__)

    def _doubt(self, problem: str) -> Outcome:
        return Outcome("uncertain", problem=problem, not_before=self._clock.now() + REPORT_WITHIN)

    async def _refused(self, delivery: Delivery, no: WhatsAppError) -> Outcome:
        """What the table says of the code."""
        if _is_no_answer(no):
            return self._doubt(f"not an answer of Meta: {no.code}")
        found, problem = meaning(no.code, passing=bool(no.is_transient)), str(no.code)
        self._tell(found, no.code)
        match found.what:
            case "slower":
                seconds = min(4.0 ** max(delivery.tries, 1), _SLOWEST)
                return Outcome("later", problem, not_before=await self._pace.hold(seconds, delivery.carrier_id))
            case "later":
                return Outcome("later", problem=problem, not_before=await self._pace.hold(found.seconds))
            case "closed" | "held":
                return Outcome("held", problem=problem)
        if found.what in {"left", "gone"}:
            await self._lost(delivery, problem, found.what)
        return Outcome("failed", problem=problem)

    async def _lost(self, delivery: Delivery, problem: str, what: str) -> None:
        """The person told the carrier what others tell us with «BAJA», or cannot be reached there: as if reported."""
        left, now = what == "left", self._clock.now()
        report = Report(delivery.id, "failed", problem=problem, left=left, gone=not left)
        await self._store.run(lambda book: book.told(CHANNEL, [report], now))

    def _tell(self, found: Meaning, code: int) -> None:
        """The operator reads what to mend, once and not with every message; our own mistakes are counted."""
        if found.what == "bug":
            _log.error("whatsapp_request_refused", code=code)
        elif found.operator and found.operator not in self._told:
            self._told.add(found.operator)
            _log.error("whatsapp_trouble", code=code, aviso=found.operator)

    def _retry_at(self, delivery: Delivery) -> datetime:
        if delivery.urgent:  # the sender asks first whether the network is back
            return self._clock.now()
        doublings = min(max(delivery.tries - 1, 0), 10)
        return self._clock.now() + min(_FIRST_RETRY * (1 << doublings), _LAST_RETRY)

    # --- files

    async def _shape(self, delivery: Delivery) -> Shape:
        message = delivery.message
        if not (message.document or message.media):
            return shape(message)
        file = await self._file(delivery)
        return shape(message, await self._uploaded(file), file.mime, file.name)

    async def _uploaded(self, file: File) -> str:
        """The id under which Meta keeps the bytes: a class's picture is uploaded once, and not once a learner."""
        fact = f"whatsapp.media.{hashlib.sha256(file.content).hexdigest()[:32]}"
        now, known = self._clock.now(), await self._store.read(lambda book: book.fact(fact))
        id, _, until = (known or "").partition(" ")
        if id and float(until) > now.timestamp():
            return id
        uploaded = await self._api.upload_media(self._account.phone, file.content, file.mime, file.name)
        id = str(uploaded["id"])
        kept = f"{id} {(now + MEDIA_KEPT).timestamp():.0f}"
        await self._store.run(lambda book: book.set_fact(fact, kept))
        return id


def _is_no_answer(no: WhatsAppError) -> bool:
    """Whether somebody between us and Meta spoke: pywa makes the HTTP status a code of its own."""
    return no.code == no.status_code and "type" not in no.raw
