"""What each of Meta's error codes means for a message: data, one row a meaning.

The code decides, not the HTTP status; a refusal comes as an answer, or hours later as a `failed` report.
https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

What = Literal["slower", "later", "closed", "failed", "held", "left", "gone", "bug"]


class Meaning(Struct, frozen=True):
    """What is to be done with the message.

    `slower`: this person alone, and longer each time. `later`: nobody, for so many `seconds`. `closed`: only a template
    may go there now. `failed`: never. `held`: it waits until the person has spoken. `left`: the person wants no
    more of ours, as if by «BAJA». `gone`: never, and the third time
    in a row the address is unreachable. `bug`: our own request is wrong.
    `operator` is what whoever runs the box is told, once.
    """

    what: What
    seconds: float = 0.0
    operator: str = ""


_KEY = "WhatsApp no acepta la clave. Revisa YACHASKI_WHATSAPP_TOKEN y los permisos de la aplicación de Meta."
_TEMPLATE = "Una plantilla de WhatsApp falta o está detenida. Corre: python -m bot whatsapp templates"
_PAYMENT = "Meta pide un medio de pago para seguir enviando por WhatsApp. Míralo en el Administrador de WhatsApp."
_ACCOUNT = "Meta cerró la cuenta o el número de WhatsApp. Míralo en el Administrador de WhatsApp."
_SPAM = "Meta frena los mensajes de WhatsApp por calidad. Míralo en el Administrador de WhatsApp."

ROWS: tuple[tuple[tuple[int, ...], Meaning], ...] = (
    ((131056,), Meaning("slower")),
    ((4, 80007, 130429), Meaning("later", 5)),
    ((131048, 131064), Meaning("later", 3600, _SPAM)),
    ((1, 2, 131000, 131016, 131057, 133004), Meaning("later", 30)),
    ((131047,), Meaning("closed")),
    ((131026, 131021), Meaning("gone")),
    ((131049, 130472), Meaning("failed")),
    ((131050,), Meaning("left")),
    ((132000, 132005, 132008, 132012, 132018, 131008, 131009, 100), Meaning("bug")),
    ((132001, 132007, 132015, 132016), Meaning("held", 0, _TEMPLATE)),
    ((0, 3, 10, 190, *range(200, 300)), Meaning("later", 60, _KEY)),
    ((131042,), Meaning("later", 3600, _PAYMENT)),
    ((131031, 368, 131045, 133010, 33), Meaning("later", 600, _ACCOUNT)),
    ((131051, 131052), Meaning("bug")),
    ((131053,), Meaning("later", 30)),
    ((130497,), Meaning("failed", 0, "Meta no entrega por WhatsApp en el país de algunas personas.")),
)

MEANINGS = {code: meaning for codes, meaning in ROWS for code in codes}
UNKNOWN = Meaning("failed")
PASSING = Meaning("later", 30)


def meaning(code: int, *, passing: bool = False) -> Meaning:
    """What the code means; one that we do not know is a no, unless Meta says that it will pass."""
    return MEANINGS.get(code, PASSING if passing else UNKNOWN)
