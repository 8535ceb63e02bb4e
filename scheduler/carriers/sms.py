"""The mouth of SMS: a phone with a SIM, spoken to by the REST API of SMS Gateway for Android.

Our delivery's id is the message's id: the phone keeps it unique and answers 409 to whoever asks twice. So nothing is
ever in doubt here: what got no answer is asked again, and 409 says that the phone has it. What became of it afterwards
is reported (`bot/channels/sms.py`).

Segments are what a plan gives and an operator counts. Beyond the day's number of them what comes by itself waits for
the next morning; what answers somebody, and what is grave, never does.
"""

from __future__ import annotations

import asyncio
import json
from datetime import date, datetime, time, timedelta
from http import HTTPStatus
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from aiohttp import ClientConnectorError, ClientError, ClientSession, ClientTimeout, encode_basic_auth
from msgspec import Struct

from bot.core.text import gsm7
from bot.ports.clock import Clock
from bot.ports.sending import Delivery, Outcome
from bot.ports.store import Store
from scheduler.carriers.pace import Pace

CHANNEL = "sms"
CALL_SECONDS = 20.0
SPENT = "sms.segments"
"""The fact that holds the local day and how many segments left on it."""
MORNING = time(7)
_BY_ITSELF = frozenset({"announcement", "drip"})
_TAKEN = frozenset({HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.ACCEPTED})
_SHUT_OUT = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})
_SHUT_OUT_SECONDS = 60.0
_SHORTEST_TTL = 60
_FIRST_RETRY, _LAST_RETRY = timedelta(seconds=5), timedelta(minutes=1)

_log = structlog.get_logger(__name__)


class Phone(Struct, frozen=True):
    """One gateway. `daily` are the segments that it sends in a local day of `zone`; 0: as many as there are."""

    api: str
    user: str
    password: str
    zone: ZoneInfo
    daily: int = 0


class SmsMouth:
    """Speaks SMS. `open` before the first call, `close` after the last."""

    channel = CHANNEL

    def __init__(self, phone: Phone, pace: Pace, clock: Clock, store: Store, *, seconds: float = CALL_SECONDS) -> None:
        self._phone, self._pace, self._clock, self._store = phone, pace, clock, store
        self._seconds = seconds
        self._session: ClientSession | None = None
        self._counting = asyncio.Lock()
        self._told = False

    async def open(self) -> None:
        """Reads how long the phone is still left alone; calls nobody."""
        await self._pace.load()

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def permit(self, delivery: Delivery) -> None:
        """One permit a segment: the phone sends them one after the other."""
        for _ in range(units(delivery)):
            await self._pace.permit(delivery.carrier_id, rank=delivery.priority)
            self._pace.leaves(delivery.carrier_id)

    async def answers(self) -> bool:
        """Whether the phone itself answers."""
        try:
            async with self._opened().get(f"{self._phone.api}/health") as answer:
                said = json.loads(await answer.read())
        except (ClientError, OSError, ValueError):
            return False
        return isinstance(said, dict) and "status" in said

    async def speak(self, delivery: Delivery) -> Outcome:
        """Asks the phone to send; a message that is too many for today waits."""
        if delivery.message.retires or delivery.message.removes:
            return Outcome("sent")
        if delivery.kind in _BY_ITSELF and not delivery.urgent and (wait := await self._no_room(units(delivery))):
            return Outcome("later", problem="daily segments", not_before=wait)
        try:
            async with self._opened().post(f"{self._phone.api}/messages", json=self._asked(delivery)) as answer:
                status, said = answer.status, _read(await answer.read())
        except ClientConnectorError as fault:
            return self._again(delivery, f"never sent: {type(fault).__name__}")
        except (ClientError, OSError) as fault:
            return self._again(delivery, f"no answer: {type(fault).__name__}")
        return await self._outcome(delivery, status, said)

    def _asked(self, delivery: Delivery) -> dict[str, Any]:
        asked: dict[str, Any] = {
            "id": delivery.id,
            "textMessage": {"text": written(delivery)},
            "phoneNumbers": [delivery.carrier_id],
            "withDeliveryReport": True,
        }
        if delivery.expires_at is not None:
            left = (delivery.expires_at - self._clock.now()).total_seconds()
            asked["ttl"] = max(round(left), _SHORTEST_TTL)
        return asked

    async def _outcome(self, delivery: Delivery, status: int, said: object) -> Outcome:
        """What the phone's answer means; whoever else answers in its place said nothing."""
        theirs = isinstance(said, dict) and ("id" in said or "message" in said)
        if (status == HTTPStatus.CONFLICT and theirs) or (status in _TAKEN and _names(said, delivery.id)):
            await self._spend(units(delivery))
            self._told = False
            return Outcome("sent", message=delivery.id)
        if status in _SHUT_OUT:
            if not self._told:
                _log.error("sms_shut_out", aviso="El teléfono no acepta YACHASKI_SMS_USER y YACHASKI_SMS_PASSWORD")
            self._told = True
            return Outcome("later", problem=str(status), not_before=await self._pace.hold(_SHUT_OUT_SECONDS))
        if status == HTTPStatus.BAD_REQUEST and theirs:
            _log.error("sms_request_refused", status=status)
            return Outcome("failed", problem=str(status))
        return self._again(delivery, f"no answer of the phone: {status}")

    def _again(self, delivery: Delivery, problem: str) -> Outcome:
        """It is asked once more: whether the phone has it, it says itself."""
        now = self._clock.now()
        if delivery.urgent:  # the sender asks first whether the phone is back
            return Outcome("later", problem=problem, not_before=now)
        doublings = min(max(delivery.tries - 1, 0), 10)
        return Outcome("later", problem=problem, not_before=now + min(_FIRST_RETRY * (1 << doublings), _LAST_RETRY))

    # --- the day's segments

    async def _no_room(self, count: int) -> datetime | None:
        """The next morning, where so many segments more are too many for today."""
        today = self._today()
        spent = read_spent(await self._store.read(lambda book: book.fact(SPENT)), today)
        if not self._phone.daily or spent + count <= self._phone.daily:
            return None
        return datetime.combine(today + timedelta(days=1), MORNING, self._phone.zone)

    async def _spend(self, count: int) -> None:
        """Counted when the phone says that it has the message: once, however often it was asked."""
        today = self._today()
        async with self._counting:
            spent = read_spent(await self._store.read(lambda book: book.fact(SPENT)), today)
            await self._store.run(lambda book: book.set_fact(SPENT, f"{today.isoformat()} {spent + count}"))

    def _today(self) -> date:
        return self._clock.now().astimezone(self._phone.zone).date()

    def _opened(self) -> ClientSession:
        if self._session is None:
            login = {"Authorization": encode_basic_auth(self._phone.user, self._phone.password, "utf-8")}
            self._session = ClientSession(headers=login, timeout=ClientTimeout(total=self._seconds))
        return self._session


def written(delivery: Delivery) -> str:
    """What the phone is to send: without what makes a segment less than half as long."""
    return gsm7.fold(delivery.message.text)


def units(delivery: Delivery) -> int:
    """How many segments the delivery is: what it costs."""
    return gsm7.segments(written(delivery)).count


def read_spent(fact: str | None, today: date) -> int:
    """The segments of today; what another day spent is over."""
    day, _, count = (fact or "").partition(" ")
    return int(count) if day == today.isoformat() else 0


def _read(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _names(said: object, id: str) -> bool:
    return isinstance(said, dict) and said.get("id") == id
