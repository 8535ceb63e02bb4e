"""`whatsapp templates`: what Meta has approved of the course's templates, and what to do where it has not."""

from __future__ import annotations

import asyncio
import sys

import click

from bot.commands import database, terminal
from bot.settings import Settings, load
from lessons_es import message_templates
from scheduler.carriers.whatsapp_templates import Meta, Standing, compared

SAID = {
    "approved": "aprobada",
    "waits": "espera la respuesta de Meta",
    "missing": "no está en Meta. Para mandarla: python -m bot whatsapp templates --submit",
    "other": "en Meta dice otra cosa. Cámbiala allá, o ponle otro nombre en lessons_es/plantillas",
    "marketing": "Meta la cobra como publicidad: no se usa hasta que digas --accept {name}",
    "stopped": "Meta la detuvo ({status}). Míralo en el Administrador de WhatsApp",
}
NOT_SET = "WhatsApp no está puesto. Mira docs/es/whatsapp.md"
UNREACHED = "Meta no responde ({fault}). Mira YACHASKI_WHATSAPP_TOKEN, YACHASKI_WHATSAPP_API y si hay internet"


@click.group(cls=terminal.Group, help="Lo que WhatsApp pide aparte.")
def whatsapp() -> None:
    pass


@whatsapp.command("templates", help="Las plantillas: cuáles aprobó Meta, y cómo se cobran.")
@click.option("--submit", is_flag=True, help="Manda a Meta las que faltan.")
@click.option("--accept", "accepted", default="", help="Usa esta plantilla aunque Meta la cobre como publicidad.")
def templates(submit: bool, accepted: str) -> None:
    settings = load()
    if not settings.whatsapp_token:
        click.echo(NOT_SET, err=True)
        sys.exit(1)
    try:
        standings = asyncio.run(asked(settings, submit=submit))
    except Exception as fault:  # noqa: BLE001 - whatever it is, the operator reads what to do
        click.echo(UNREACHED.format(fault=type(fault).__name__), err=True)
        sys.exit(1)
    for standing in standings:
        click.echo(line(standing))
    stops = [f"{one.template.name}={_stopped(one, accepted)}" for one in standings]
    database.write(settings, "templates", *stops)
    sys.exit(0 if all(one.state == "approved" or one.template.name == accepted for one in standings) else 1)


async def asked(settings: Settings, *, submit: bool) -> list[Standing]:
    """How Meta has the course's templates; with `submit` the missing ones are sent first."""
    ours = message_templates.load()
    given = (settings.whatsapp_token, settings.whatsapp_api)
    async with Meta(*given, settings.whatsapp_business_id, settings.whatsapp_phone_id) as meta:
        standings = compared(ours, await meta.templates())
        missing = [one.template for one in standings if one.state == "missing"] if submit else []
        for template in missing:
            await meta.submit(template)
        return compared(ours, await meta.templates()) if missing else standings


def line(standing: Standing) -> str:
    """As the operator reads it."""
    name = standing.template.name
    price = f", se cobra como {standing.category}" if standing.category else ""
    return f"{name}: {SAID[standing.state].format(name=name, status=standing.status)}{price}."


def _stopped(standing: Standing, accepted: str) -> str:
    """Why it must not be used; `""` where it may. What Meta has not approved yet, Meta itself refuses."""
    if standing.template.name == accepted:
        return ""
    return {"marketing": "marketing", "stopped": "paused"}.get(standing.state, "")
