"""The channels that there are: what is true of one is told here, in one row, and nowhere else.

A page needs no more than its limits. A carrier (a channel with a network behind it) is a folder of ears and a mouth,
and a row of `CARRIERS`. What it is made of is imported when it is made: nobody loads a library that is not configured.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from msgspec import Struct

from bot.box.health import EarPulse
from bot.core.text.deep_link import prefilled, prefilled_sms
from bot.core.text.layout import Limits
from bot.papers.attachments import Files
from bot.ports.carrying import CarrierEar, CarrierMouth
from bot.ports.clock import Clock
from bot.ports.store import Store
from bot.settings import Settings
from bot.turn import template_trouble
from bot.turn.inbox import Inbox


class Joint(Struct, frozen=True):
    """What a carrier is joined to."""

    settings: Settings
    clock: Clock
    steady: Callable[[], float]
    store: Store
    inbox: Inbox
    files: Files
    pulse: EarPulse


class Carrier(Struct, frozen=True):
    """One carrier: whether the settings name it, what a message of it holds, and how ear and mouth are made.

    Where it is `guarded`, real children write: nobody enrols before somebody protects them. `called_at_home` says
    that the carrier calls the box at a path of its web application; `link` begins a chat, given the bot's name there,
    and ends where a code or token follows. One that `reports` says later what became of a delivery; one that is
    `repeatable` knows it by our id, and a call that is made again is one message. `owner` is whose it is, as a consent
    names it, and `at_home` says that it carries them inside the country.
    """

    name: str
    configured: Callable[[Settings], bool]
    limits: Limits
    ear: Callable[[Joint], CarrierEar]
    mouth: Callable[[Joint], CarrierMouth]
    called_at_home: Callable[[Settings], bool]
    link: Callable[[str], str]
    guarded: bool = True
    reports: bool = False
    repeatable: bool = False
    owner: str = ""
    at_home: bool = False


def _telegram_ear(joint: Joint) -> CarrierEar:
    from bot.channels.telegram import TelegramEar

    settings = joint.settings
    ear = TelegramEar(
        settings.telegram_token,
        settings.telegram_api,
        joint.inbox,
        joint.clock,
        pulse=joint.pulse,
        webhook_url=settings.telegram_webhook_url,
        webhook_secret=settings.telegram_webhook_secret,
    )
    ear.help.lines = joint.inbox.lines
    return ear


def _telegram_mouth(joint: Joint) -> CarrierMouth:
    from scheduler.carriers.pace import Pace
    from scheduler.carriers.telegram import TelegramMouth

    store = joint.store
    return TelegramMouth(
        joint.settings.telegram_token,
        joint.settings.telegram_api,
        Pace(store, joint.clock, joint.steady),
        joint.clock,
        carrier_message=lambda prompt: store.read(lambda book: book.carrier_message(prompt)),
        file=joint.files.of_delivery,
    )


def _whatsapp_ear(joint: Joint) -> CarrierEar:
    from bot.channels.whatsapp import Line, WhatsAppEar
    from scheduler.carriers.whatsapp_errors import meaning

    settings = joint.settings
    line = Line(
        settings.whatsapp_token,
        settings.whatsapp_phone_id,
        settings.whatsapp_number,
        settings.whatsapp_api,
        settings.whatsapp_app_secret,
        settings.whatsapp_verify_token,
    )

    async def changed(template: str, stopped: str) -> None:
        now = joint.clock.now()
        if await joint.store.run(lambda book: template_trouble.kept(book, template, stopped, now)):
            joint.inbox.pump_soon()

    ear = WhatsAppEar(
        line,
        joint.inbox,
        joint.clock,
        pulse=joint.pulse,
        means=lambda code: meaning(code).what,
        changed=changed,
    )
    ear.help.lines = joint.inbox.lines
    return ear


def _whatsapp_mouth(joint: Joint) -> CarrierMouth:
    from lessons_es import message_templates
    from scheduler.carriers.pace import Pace
    from scheduler.carriers.whatsapp import Account, WhatsAppMouth

    settings = joint.settings
    account = Account(
        settings.whatsapp_token,
        settings.whatsapp_phone_id,
        settings.whatsapp_api,
        message_templates.load(),
        settings.zone,
        settings.whatsapp_daily,
    )
    pace = Pace(joint.store, joint.clock, joint.steady, name="whatsapp")
    return WhatsAppMouth(account, pace, joint.clock, joint.store, file=joint.files.of_delivery)


def _sms_ear(joint: Joint) -> CarrierEar:
    from bot.channels.sms import Gateway, SmsEar

    settings = joint.settings
    given = (settings.sms_api, settings.sms_user, settings.sms_password, settings.sms_number, settings.sms_secret)
    ear = SmsEar(Gateway(*given), joint.inbox, joint.store, joint.clock, pulse=joint.pulse)
    ear.help.lines = joint.inbox.lines
    return ear


def _sms_mouth(joint: Joint) -> CarrierMouth:
    from scheduler.carriers.pace import Pace
    from scheduler.carriers.sms import Phone, SmsMouth

    settings = joint.settings
    phone = Phone(settings.sms_api, settings.sms_user, settings.sms_password, settings.zone, settings.sms_daily)
    return SmsMouth(phone, Pace(joint.store, joint.clock, joint.steady, name="sms"), joint.clock, joint.store)


CARRIERS = (
    Carrier(
        "telegram",
        configured=lambda settings: bool(settings.telegram_token),
        limits=Limits(
            removes=timedelta(hours=48), called="Telegram"
        ),  # https://core.telegram.org/bots/api#deletemessage
        ear=_telegram_ear,
        mouth=_telegram_mouth,
        called_at_home=lambda settings: bool(settings.telegram_webhook_url),
        link=lambda name: f"https://t.me/{name}?start=",
    ),
    Carrier(
        "whatsapp",
        configured=lambda settings: bool(settings.whatsapp_token),
        limits=Limits(edits=False, asked=1024, thrifty=True, called="WhatsApp"),
        ear=_whatsapp_ear,
        mouth=_whatsapp_mouth,
        called_at_home=lambda settings: bool(settings.whatsapp_token),
        link=lambda name: prefilled(f"https://wa.me/{name}", ""),
        reports=True,
        owner="WhatsApp, de Meta",
    ),
    Carrier(
        "sms",
        configured=lambda settings: bool(settings.sms_api),
        limits=Limits(
            text=612, edits=False, files=False, buttons=False, thrifty=True, silent_days=60, called="SMS"
        ),  # four segments; an operator gives a number that is silent for 60 days to somebody else
        ear=_sms_ear,
        mouth=_sms_mouth,
        called_at_home=lambda settings: bool(settings.sms_secret),
        link=lambda name: prefilled_sms(name, ""),
        reports=True,
        repeatable=True,
        at_home=True,
    ),
)

PAGES = {
    "web": Limits(caption=4096, retires=True, removes=timedelta.max, called="la página"),
    "screen": Limits(caption=4096, retires=True, removes=timedelta.max, called="una pantalla compartida"),
    "console": Limits(caption=4096, edits=False, called="la terminal"),
}
LIMITS = PAGES | {carrier.name: carrier.limits for carrier in CARRIERS}
