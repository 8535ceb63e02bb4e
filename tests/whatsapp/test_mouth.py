"""One delivery, one call, one outcome; and what may be said to somebody who has not written for a day."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.core.reply import PRIORITY
from bot.ports.sending import REPORT_WITHIN, Delivery, Message, Outcome
from scheduler.carriers import whatsapp_errors
from scheduler.carriers.whatsapp import WhatsAppMouth
from tests.scheduler.box import Box
from tests.scheduler.clock import NOON, HandClock
from tests.whatsapp_api.people import Person, buttons_of
from tests.whatsapp_api.rules import No
from tests.whatsapp_api.server import CloudApi

pytestmark = pytest.mark.slow

ASK = Message("¿Cuánto pone?", prompt="0199-q1", buttons=(("A", "A"), ("B", "B"), ("C", "C")))
OFFER = Message("Ana, hoy tienes\ntu lección.", prompt="p1", buttons=(("A", "Empezar"), ("B", "Más tarde")))
LONG_AGO = NOON - timedelta(hours=30)


def a_delivery(
    message: Message | str = "Hola",
    kind: str = "reply",
    heard_at: datetime = NOON,
    address: str = "a1",
    urgent: bool = False,
    **more: Any,
) -> Delivery:
    said = message if isinstance(message, Message) else Message(message)
    priority = PRIORITY["urgent" if urgent else kind]  # type: ignore[index]
    given: dict[str, Any] = {"carrier_id": "PE.ana", "priority": priority, "heard_at": heard_at, "tries": 1} | more
    return Delivery(1, "d1", address, "whatsapp", person=None, kind=kind, message=said, expires_at=None, **given)


# --- in the window ----------------------------------------------------------------------------------------


async def test_text_goes_to_the_user_id_and_carries_ours(mouth: WhatsAppMouth, server: CloudApi, ana: Person):
    """By `recipient`, since a user id in `to` is taken and never arrives; a report finds our delivery."""
    outcome = await mouth.speak(a_delivery("*2* < 3 https://example.org"))
    assert outcome == Outcome("sent", message="wamid.1")
    (sent,) = server.calls_seen
    assert (sent["recipient"], sent.get("to"), sent["biz_opaque_callback_data"]) == ("PE.ana", None, "d1")
    assert (ana.hears, server.lost) == (["*2* < 3 https://example.org"], [])


@pytest.mark.parametrize(("count", "kind"), [(1, "button"), (3, "button"), (4, "list"), (10, "list")])
async def test_buttons_up_to_three_are_a_list_above(mouth: WhatsAppMouth, ana: Person, count: int, kind: str):
    """Each carries prompt and letter."""
    letters = "ABCDEFGHIJ"[:count]
    ask = Message("¿Cuál?", prompt="p", buttons=tuple((letter, f"Número {letter}") for letter in letters))
    assert (await mouth.speak(a_delivery(ask))).status == "sent"
    assert ana.said[0]["interactive"]["type"] == kind
    assert buttons_of(ana.said[0]) == [(f"v1:p:{letter}", f"Número {letter}") for letter in letters]


async def test_a_picture_is_uploaded_once(mouth: WhatsAppMouth, server: CloudApi, ana: Person):
    """And not once a learner; its words stand under it."""
    for _ in range(3):
        assert (await mouth.speak(a_delivery(Message("El afiche", media="m")))).status == "sent"
    assert len(server.uploads) == 1
    assert ana.hears == ["El afiche"] * 3


async def test_a_document_with_buttons(mouth: WhatsAppMouth, ana: Person):
    """It stands over the question."""
    asked = Message("Tus datos", prompt="p", buttons=(("A", "Listo"),), document="misdatos:ana")
    assert (await mouth.speak(a_delivery(asked))).status == "sent"
    assert ana.said[0]["interactive"]["header"]["document"]["filename"] == "datos.txt"
    gone = await mouth.speak(a_delivery(Message("Tus datos", document="gone")))
    assert gone == Outcome("failed", problem="file gone")


async def test_a_lost_answer_is_in_doubt_and_waits_for_the_report(mouth: WhatsAppMouth, server: CloudApi, ana: Person):
    """Meta has it; nobody asks again before it could have said so."""
    server.drops = 1
    outcome = await mouth.speak(a_delivery())
    assert (outcome.status, outcome.not_before) == ("uncertain", NOON + REPORT_WITHIN)
    assert len(ana.said) == 1


async def test_what_never_left_is_tried_again(mouth: WhatsAppMouth, server: CloudApi):
    """No connection: it is not in doubt."""
    await server.__aexit__()
    assert (await mouth.speak(a_delivery())).status == "later"
    assert not await mouth.answers()
    await server.__aenter__()


OUTCOMES = {
    "slower": "later",
    "later": "later",
    "closed": "held",
    "held": "held",
    "failed": "failed",
    "left": "failed",
    "gone": "failed",
    "bug": "failed",
}


@pytest.mark.parametrize("code", sorted(whatsapp_errors.MEANINGS))
async def test_the_table_of_errors_row_by_row(mouth: WhatsAppMouth, server: CloudApi, ana: Person, code: int):
    """The code decides; the operator is told where there is something to mend."""
    server.refuses = [No(code, "no")]
    with capture_logs() as logs:
        outcome = await mouth.speak(a_delivery())
    found = whatsapp_errors.MEANINGS[code]
    assert outcome.status == OUTCOMES[found.what], outcome
    told = [entry.get("aviso", "") for entry in logs if entry["log_level"] == "error"]
    assert told == ([found.operator] if found.operator else [""] if found.what == "bug" else [])


async def test_a_no_that_is_not_metas_is_in_doubt(mouth: WhatsAppMouth, server: CloudApi):
    """A portal's page says nothing about the message; a code of Meta's that nobody knows is a no."""
    server.portals = [200, 502, 404]
    assert [(await mouth.speak(a_delivery())).status for _ in range(3)] == ["uncertain"] * 3
    server.refuses = [No(999_999, "new")]
    assert (await mouth.speak(a_delivery())).status == "failed"


async def test_too_fast_to_one_person_slows_that_person_alone(
    mouth: WhatsAppMouth, server: CloudApi, ana: Person, clock: HandClock
):
    """Four seconds, then sixteen; nobody else waits."""
    server.refuses = [No(131056, "pair rate")]
    outcome = await mouth.speak(a_delivery(tries=2))
    assert outcome.not_before == NOON + timedelta(seconds=16)
    luz = server.person("PE.luz")
    luz.spoke_at = server.now()
    assert (await mouth.speak(a_delivery(carrier_id="PE.luz"))).status == "sent"


async def test_ten_at_once_and_then_one_in_six_seconds(mouth: WhatsAppMouth, clock: HandClock):
    """A burst borrows from what comes after, and stays far from Meta's own limit."""
    at = []
    for _ in range(12):
        permit = asyncio.ensure_future(mouth.permit(a_delivery()))
        await clock.settles()
        while not permit.done():
            await clock.jump()
            await clock.settles()
        at.append(clock.steady())
    assert at[9] < 1
    assert [round(one) for one in at[10:]] == [6, 12]


# --- outside ----------------------------------------------------------------------------------------------


async def test_the_days_offer_goes_as_its_template(mouth: WhatsAppMouth, ana: Person):
    """With our own button in it: who taps begins the lesson."""
    outcome = await mouth.speak(a_delivery(OFFER, "drip", LONG_AGO))
    assert outcome.status == "sent"
    assert "Ana, hoy tienes tu lección." in ana.hears[0]
    assert buttons_of(ana.said[0]) == [("v1:p1:A", "Empezar")]


async def test_anything_else_knocks_once_a_day_and_is_held(mouth: WhatsAppMouth, box: Box, ana: Person, clock):
    """One knock a local day; the messages leave when she has spoken."""
    address = await box.address("PE.ana", "whatsapp")
    for _ in range(3):
        held = await mouth.speak(a_delivery("Sí, tráelo", heard_at=LONG_AGO, address=address))
        assert held.status == "held"
    assert ana.hears == ["Tienes un mensaje de tu profe en Yachaski. Toca «Leer» para verlo."]
    clock.advance(86_400)
    await mouth.speak(a_delivery("Y esto", heard_at=LONG_AGO, address=address))
    assert len(ana.hears) == 2


async def test_what_meta_refused_afterwards_goes_as_if_long_ago(mouth: WhatsAppMouth, ana: Person):
    """Our clock said open, Meta's said closed."""
    assert (await mouth.speak(a_delivery("Hola", closed=True))).status == "held"
    assert ana.said[0]["template"]["name"] == "tienes_mensaje"


async def test_an_alert_has_its_own_template_always(mouth: WhatsAppMouth, box: Box, ana: Person):
    """No name and no word of it on a lock screen; also where one knocked today."""
    address = await box.address("PE.ana", "whatsapp")
    for _ in range(2):
        alert = a_delivery("Un aviso de Luz", heard_at=LONG_AGO, address=address, urgent=True)
        assert (await mouth.speak(alert)).status == "held"
    assert ana.hears == ["Hay un aviso por atender en Yachaski. Toca «Ver» para leerlo."] * 2


async def test_the_days_people_are_counted(mouth: WhatsAppMouth, server: CloudApi, box: Box, clock: HandClock):
    """Who is one too many waits for the hour in which the first leaves the 24; who was reached is not counted twice."""
    addresses = []
    for name in ("ana", "luz", "rosa"):
        server.person(f"PE.{name}")
        addresses.append(await box.address(f"PE.{name}", "whatsapp"))
    statuses = []
    for name, address in zip(("ana", "luz", "rosa", "ana"), (*addresses, addresses[0]), strict=True):
        offer = a_delivery(OFFER, "drip", LONG_AGO, address, carrier_id=f"PE.{name}")
        outcome = await mouth.speak(offer)
        statuses.append(outcome.status)
        if name == "rosa":
            assert outcome.not_before == NOON + timedelta(hours=24, seconds=1)
    assert statuses == ["sent", "sent", "later", "sent"]


async def test_a_template_that_was_stopped_is_not_used(mouth: WhatsAppMouth, box: Box, server: CloudApi, ana: Person):
    """By Meta's word, or because it costs more now: what needs it is held."""
    await box.store.run(lambda book: book.set_fact("whatsapp.template.leccion_lista", "marketing"))
    assert (await mouth.speak(a_delivery(OFFER, "drip", LONG_AGO))).status == "held"
    server.templates["tienes_mensaje"]["status"] = "PAUSED"
    assert (await mouth.speak(a_delivery("Hola", heard_at=LONG_AGO))).status == "held"
    assert ana.hears == []
