"""How SMS is heard: whose call counts, what the phone repeats, and nobody's number kept but where we answer."""

from __future__ import annotations

import io
import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession

from bot.app import House
from bot.channels import sms_update as update
from bot.channels.sms import SmsEar
from bot.ports.store import StoreFailed
from tests.sms.phone import SmsPhone, called, settings_for
from tests.sms_api.server import NUMBER, SmsGateway, signed
from tests.test_channels import served

ANA = "+51987000001"


class Place:
    """A house that is called, and somebody who calls it."""

    def __init__(self, house: House, base: str, session: ClientSession, gateway: SmsGateway, folder: Path) -> None:
        self.house, self.base, self.session, self.gateway, self.folder = house, base, session, gateway, folder

    async def posts(self, body: Any, at: float | None = None, **headers: str) -> int:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        now = self.house.clock.now().timestamp() if at is None else at
        given = signed(raw, now) | {name.replace("_", "-"): one for name, one in headers.items()}
        async with self.session.post(f"{self.base}/sms", data=io.BytesIO(raw), headers=given) as answer:
            return answer.status

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.folder / "x.db")) as reading:
            return reading.execute(query).fetchall()

    @property
    def ear(self) -> SmsEar:
        ear = self.house.heard["sms"]
        assert isinstance(ear, SmsEar)
        return ear


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    async with (
        SmsGateway() as gateway,
        served(settings_for(gateway, tmp_path)) as house,
        called(house, gateway) as base,
        ClientSession() as session,
    ):
        yield Place(house, base, session, gateway, tmp_path)


def a_hook(text: str = "hola", who: str = ANA, at: str = "2027-01-15T12:00:00.000-05:00") -> dict[str, Any]:
    told = {"messageId": "m", "message": text, "phoneNumber": who, "receivedAt": at}
    return {"event": "sms:received", "id": "h1", "payload": told}


async def test_only_a_call_with_the_phones_own_signature_counts(place: Place):
    """A wrong or old one, or none, learns nothing; what is no hook is refused, what is about something else taken."""
    assert await place.posts(a_hook(), X_Signature="0" * 64) == 403
    assert await place.posts(a_hook(), X_Signature="") == 403
    assert await place.posts(a_hook(), at=1_000_000_000) == 403
    assert await place.posts(b"[]") == 400
    assert await place.posts(b"{" * 300_000) == 413
    assert await place.posts({"event": "system:ping", "payload": {}}) == 200
    assert place.rows("SELECT COUNT(*) FROM inbox") == [(0,)]


async def test_the_same_sms_three_times_is_one(place: Place):
    """Under another id each time; the same word a second later is another."""
    for _ in range(3):
        assert await place.posts(a_hook("B")) == 200
    assert await place.posts(a_hook("B", at="2027-01-15T12:00:01.000-05:00")) == 200
    assert place.rows("SELECT COUNT(*) FROM inbox") == [(2,)]


async def test_a_number_is_kept_where_we_answer_and_nowhere_else(place: Place):
    """After its turn no column but the address' own holds it."""
    ana = SmsPhone(place.gateway.person(ANA), place.house, place.gateway)
    await ana.says("hola")
    await ana.hears("Soy Yachaski")
    await place.gateway.told()
    await place.house.inbox.drain()
    holding = []
    for (table,) in place.rows("SELECT name FROM sqlite_master WHERE type = 'table'"):
        for column in place.rows(f"SELECT name FROM pragma_table_info('{table}')"):
            found = place.rows(f"SELECT 1 FROM {table} WHERE CAST({column[0]} AS text) LIKE '%87000001%'")
            holding += [(table, column[0])] if found else []
    assert holding == [("address", "carrier_id")]


async def test_a_report_needs_no_turn(place: Place):
    """`delivered` is kept beside the delivery, whatever the order; a hook that repeats it changes nothing."""
    place.gateway.repeats = 2
    ana = SmsPhone(place.gateway.person(ANA), place.house, place.gateway)
    await ana.says("hola")
    await ana.hears("Soy Yachaski")
    await place.gateway.told()
    assert set(place.rows("SELECT status, told FROM delivery")) == {("sent", "delivered")}


async def test_what_could_not_be_stored_is_not_confirmed(place: Place, monkeypatch: pytest.MonkeyPatch):
    """The phone repeats it; who wrote something grave reads the help lines meanwhile, once."""

    async def fails(_raws: object) -> None:
        raise StoreFailed

    monkeypatch.setattr(place.house.inbox, "hear", fails)
    for _ in range(2):
        assert await place.posts(a_hook("me quiero morir")) == 503
    assert [("113" in text) for text in place.gateway.person(ANA).hears] == [True]


async def test_the_inbox_is_asked_where_the_phone_does_not_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Everything since the last time, once, also what came while nobody asked; two equal words are two."""
    monkeypatch.setattr("bot.channels.sms.PAGE", 1)
    async with SmsGateway() as gateway, served(settings_for(gateway, tmp_path, sms_secret="")) as house:
        ear = house.heard["sms"]
        assert isinstance(ear, SmsEar)
        ana = gateway.person(ANA)
        await ear.read_inbox()
        ana.says("hola")
        ana.says("hola")
        gateway.receives("Claro", "Recarga hoy y gana")
        for _ in range(3):
            await ear.read_inbox()
        await house.inbox.drain()
        with closing(sqlite3.connect(tmp_path / "x.db")) as reading:
            assert reading.execute("SELECT COUNT(*) FROM inbox").fetchone() == (2,)


async def test_what_the_phone_does_not_get_on_with_is_in_doubt_after_ten_minutes(place: Place):
    """It is not said twice; when the phone sends it after all, that is believed."""
    place.gateway.stuck, place.gateway.repeats = 9, 1
    ana = SmsPhone(place.gateway.person(ANA), place.house, place.gateway)
    await ana.says("hola")
    await place.gateway.told()
    await place.house.inbox.drain()
    while not place.rows("SELECT 1 FROM delivery WHERE status = 'sent'"):
        place.gateway.news.clear()
        await place.house.clock.sleep(1)
    started = place.house.clock.now()
    for minutes, status in ((2, "sent"), (11, "uncertain")):
        place.ear._clock = _Ahead(place.house.clock, started, minutes)
        await place.ear.look()
        assert {row[0] for row in place.rows("SELECT status FROM delivery")} == {status}
    place.gateway.stuck = 0
    for id in list(place.gateway.messages):
        place.gateway.unsticks(id)
    await place.gateway.told()
    assert set(place.rows("SELECT status, told FROM delivery")) == {("sent", "delivered")}


class _Ahead:
    """The house's clock, some minutes later."""

    def __init__(self, clock: Any, since: Any, minutes: int) -> None:
        self.sleep, self._at = clock.sleep, since + timedelta(minutes=minutes)

    def now(self) -> Any:
        return self._at


@pytest.mark.parametrize(
    ("told", "number"),
    [
        ("+51 987 654 321", "+51987654321"),
        ("987654321", "+51987654321"),
        ("51987654321", "+51987654321"),
        ("0051987654321", "+51987654321"),
        ("+593991234567", "+593991234567"),
        ("Claro", ""),
        ("2020", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_a_number_is_written_one_way(told: str, number: str):
    """With the country's code of our own; a name or a short code is nobody who could be answered."""
    assert update.number(told, NUMBER) == number


def test_our_own_number_is_answered_by_nobody():
    """A phone that writes to itself would go on for ever."""
    assert update.raw(NUMBER, "2027-01-15T12:00:00Z", "hola", NUMBER) is None


@pytest.mark.parametrize("body", [None, [], {}, {"event": "sms:received"}, {"payload": 1}, "x", 7])
def test_what_is_no_hook_is_none(body: object):
    """Whatever JSON it is."""
    assert update.hook(body, NUMBER) is None
