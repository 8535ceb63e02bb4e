"""One delivery, one SMS: by our own id, so that asking twice is sending once."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.core.reply import PRIORITY
from bot.ports.sending import Delivery, Message, Outcome
from scheduler.carriers.sms import SPENT, SmsMouth, units
from tests.scheduler.box import Box
from tests.scheduler.clock import NOON, HandClock
from tests.sms_api.server import SmsGateway

ANA = "+51987000001"
LONG = "Cuenta lo que te queda. " * 20


def a_delivery(text: str = "Hola", kind: str = "reply", id: str = "d1", **more: Any) -> Delivery:
    message = more.pop("message", None) or Message(text)
    given: dict[str, Any] = {"carrier_id": ANA, "tries": 1, "priority": PRIORITY[kind]} | more  # type: ignore[index]
    return Delivery(1, id, "a1", "sms", person=None, kind=kind, message=message, **{"expires_at": None} | given)


async def test_a_message_goes_by_our_own_id(mouth: SmsMouth, gateway: SmsGateway):
    """Folded to GSM-7, to that number alone."""
    outcome = await mouth.speak(a_delivery("¿Qué pasó «ahí», Ñusta?"))
    assert outcome == Outcome("sent", message="d1")
    assert gateway.person(ANA).hears == ['¿Qué paso "ahi", Ñusta?']


async def test_a_lost_answer_is_asked_again_and_sent_once(mouth: SmsMouth, gateway: SmsGateway, box: Box):
    """409 says that the phone has it; its segments are charged once."""
    gateway.drops = 1
    first = await mouth.speak(a_delivery())
    assert (first.status, first.not_before) == ("later", NOON + timedelta(seconds=5))
    assert await mouth.speak(a_delivery(tries=2)) == Outcome("sent", message="d1")
    assert gateway.person(ANA).hears == ["Hola"]
    assert await box.fact(SPENT) == "2027-01-15 1"


async def test_what_is_not_the_phones_answer_is_asked_again(mouth: SmsMouth, gateway: SmsGateway):
    """A portal's page, whatever its status; and no connection at all."""
    gateway.portals = [200, 202, 400, 409, 502]
    assert {(await mouth.speak(a_delivery())).status for _ in range(5)} == {"later"}
    await gateway.__aexit__()
    assert (await mouth.speak(a_delivery())).status == "later"
    assert not await mouth.answers()
    await gateway.__aenter__()
    assert await mouth.answers()
    assert gateway.messages == {}


async def test_a_wrong_password_is_told_once(mouth: SmsMouth, gateway: SmsGateway):
    """Nothing is lost: it waits until the operator has mended it."""
    gateway.refuses = [401, 401]
    with capture_logs() as logs:
        outcomes = [await mouth.speak(a_delivery()) for _ in range(2)]
    assert [outcome.status for outcome in outcomes] == ["later", "later"]
    assert [entry["aviso"] for entry in logs if entry["log_level"] == "error"] == [
        "El teléfono no acepta YACHASKI_SMS_USER y YACHASKI_SMS_PASSWORD"
    ]
    assert not any(ANA in str(entry) for entry in logs)


async def test_what_the_phone_refuses_has_failed(mouth: SmsMouth, gateway: SmsGateway):
    """An id or number that it takes never."""
    assert (await mouth.speak(a_delivery(carrier_id="Claro"))).status == "failed"
    assert gateway.messages == {}


async def test_over_the_days_segments_what_comes_by_itself_waits(mouth: SmsMouth, gateway: SmsGateway, box: Box):
    """Until seven of the next morning; who wrote is answered, and what is grave goes."""
    await box.store.run(lambda book: book.set_fact(SPENT, "2027-01-15 10"))
    for kind in ("drip", "announcement"):
        outcome = await mouth.speak(a_delivery(kind=kind, id=kind))
        assert (outcome.status, outcome.not_before) == ("later", NOON + timedelta(hours=19))
    assert (await mouth.speak(a_delivery(id="reply"))).status == "sent"
    assert (await mouth.speak(a_delivery(kind="announcement", id="grave", priority=-1))).status == "sent"
    assert await box.fact(SPENT) == "2027-01-15 12"


async def test_each_day_begins_with_all_its_segments(mouth: SmsMouth, box: Box, clock: HandClock):
    """And a message that fits no more waits, though a shorter one still goes."""
    await box.store.run(lambda book: book.set_fact(SPENT, "2027-01-15 8"))
    assert units(a_delivery(LONG)) == 4
    assert (await mouth.speak(a_delivery(LONG, "drip", "long"))).status == "later"
    assert (await mouth.speak(a_delivery("Hola", "drip", "short"))).status == "sent"
    clock.advance(86_400)
    assert (await mouth.speak(a_delivery(LONG, "drip", "long", tries=2))).status == "sent"
    assert await box.fact(SPENT) == "2027-01-16 4"


async def test_buttons_are_not_taken_away(mouth: SmsMouth, gateway: SmsGateway):
    """There are none."""
    assert await mouth.speak(a_delivery(message=Message("", retires="p1"))) == Outcome("sent")
    assert gateway.asked == []


async def test_what_expires_is_not_sent_afterwards(mouth: SmsMouth, gateway: SmsGateway):
    """The phone is told how long it may try."""
    await mouth.speak(a_delivery(expires_at=NOON + timedelta(hours=2)))
    assert gateway.messages["d1"]["ttl"] == 7200


@pytest.mark.parametrize(("text", "seconds"), [("Hola", 5), (LONG, 20)])
async def test_a_segment_in_five_seconds(mouth: SmsMouth, clock: HandClock, text: str, seconds: int):
    """As long as a message has, so much later the next one goes; what is urgent waits for none of it."""
    began = clock.steady()
    await _permitted(mouth, clock, a_delivery(text))
    await _permitted(mouth, clock, a_delivery("Grave", priority=-1, carrier_id="+51987000002"))
    assert clock.steady() - began < max(seconds - 4, 1) + 1
    await _permitted(mouth, clock, a_delivery("Luz", carrier_id="+51987000003"))
    assert round(clock.steady() - began) == seconds


async def _permitted(mouth: SmsMouth, clock: HandClock, delivery: Delivery) -> None:
    permit = asyncio.ensure_future(mouth.permit(delivery))
    await clock.settles()
    while not permit.done():
        await clock.jump()
        await clock.settles()
