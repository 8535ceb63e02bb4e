"""Every kind of call that the mouth makes is one that Meta describes."""

from __future__ import annotations

import pytest

from bot.ports.sending import Message
from scheduler.carriers.whatsapp import WhatsAppMouth
from tests.whatsapp.test_mouth import ASK, LONG_AGO, OFFER, a_delivery
from tests.whatsapp_api.people import Person
from tests.whatsapp_api.server import CloudApi
from tests.whatsapp_api.shapes import unfit

LIST = Message("¿Cuál?", prompt="p", buttons=tuple((letter, f"Número {letter}") for letter in "ABCDE"))
DELIVERIES = {
    "text": a_delivery("Hola"),
    "buttons": a_delivery(ASK),
    "list": a_delivery(LIST),
    "picture": a_delivery(Message("El afiche", media="m")),
    "document": a_delivery(Message("Tus datos", document="misdatos:ana")),
    "document with buttons": a_delivery(Message("Tus datos", "p", (("A", "Listo"),), document="misdatos:ana")),
    "offer": a_delivery(OFFER, "drip", LONG_AGO),
    "knock": a_delivery("Hola", heard_at=LONG_AGO),
}


@pytest.mark.parametrize("kind", DELIVERIES)
async def test_what_is_sent_fits_metas_description(mouth: WhatsAppMouth, server: CloudApi, ana: Person, kind: str):
    """Its OpenAPI description finds nothing against it."""
    await mouth.speak(DELIVERIES[kind])
    (sent,) = server.calls_seen
    assert unfit(sent) == []


async def test_the_description_tells_right_from_wrong(mouth: WhatsAppMouth, server: CloudApi, ana: Person):
    """A body that is too long, a field too many, one that lacks."""
    await mouth.speak(a_delivery(ASK))
    sent = server.calls_seen[0]
    long = {**sent["interactive"], "body": {"text": "x" * 1025}}
    assert unfit({**sent, "interactive": long})
    assert unfit({**sent, "surprise": 1})
    assert unfit({name: one for name, one in sent.items() if name != "interactive"})
