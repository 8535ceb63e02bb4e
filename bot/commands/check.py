"""The doctor's command."""

from __future__ import annotations

import asyncio
import sys
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import click

from bot import courses
from bot.box import check as doctor
from bot.box import health
from bot.box.backups import newest
from bot.commands import database
from bot.settings import Settings, load, misspelt
from bot.store.errors import DatabaseProblem


@click.command(help="Dice todo lo que está mal, y cómo se arregla.")
def check() -> None:
    from scheduler.clock import WallClock

    findings = _findings(load(), WallClock().now())
    for finding in findings:
        click.echo(finding.line())
    sys.exit(0 if all(finding.well for finding in findings) else 1)


def _findings(settings: Settings, now: datetime) -> list[Any]:
    from bot.app import language
    from bot.authoring import words
    from bot.carriers import CARRIERS
    from bot.store import signing
    from bot.turn import watch
    from lessons_es import catalog, sentences
    from lessons_es.mistake import CourseError
    from scheduler import clock as clocks

    served = courses.folders(settings.courses) or [courses.OURS]
    findings = [*doctor.of_names(misspelt())]
    for folder in served:
        findings += doctor.of_lessons(catalog.check(folder), now.date())
    findings.append(doctor.of_disk(settings.database))
    findings.append(doctor.of_copies(settings, newest(Path(settings.backup_dir) if settings.backup_dir else None), now))
    key = signing.path(settings.database)
    findings += doctor.of_signing(key, signing.state(key))
    findings += [doctor.of_host(settings), doctor.of_page(settings), doctor.of_desk(settings)]

    try:
        for folder in served:
            findings += doctor.of_help(courses.open_course(folder, language).help.review_by, now.date())
        findings.append(doctor.of_signature(doctor.signature()))
        findings += doctor.of_listener(words.load().hash, sentences.hash_of())
    except CourseError as wrong:
        findings += [doctor.Finding(False, "lecciones", str(one).rstrip(".")) for one in wrong.mistakes]

    carriers = [carrier.name for carrier in CARRIERS if carrier.configured(settings)]

    def look(book: Any) -> Any:
        state = watch.watch(book, carriers or ["web"])
        return doctor.Seen(
            book.backlog(now),
            clocks.trust(book, now).doubt,
            book.unread(),
            tuple(book.without_teacher()),
            state.contacts,
            state.second,
            state.lost(now, watch.SAID_AFTER),
            book.protection_late(now),
            tuple((problem.what, problem.mend) for problem in health.deaf(book, carriers)),
            book.behind(now),
            book.keyless(),
        )

    try:
        seen = database.read(settings, look)
        if seen is None:
            findings.append(doctor.Finding(True, "base de datos", "todavía no hay; «run» la crea"))
        else:
            findings += doctor.of_server(settings.database)
            findings += doctor.of_database(seen, now)
            findings += doctor.of_keys(seen)
            findings += doctor.of_protection(settings, seen)
    except (DatabaseProblem, OSError) as problem:
        findings.append(doctor.Finding(False, "base de datos", str(problem).rstrip(".")))
    findings.append(asyncio.run(doctor.of_token(settings, partial(username, settings))))
    findings += asyncio.run(doctor.of_whatsapp(settings, partial(of_meta, settings)))
    findings += asyncio.run(doctor.of_sms(settings, partial(of_phone, settings)))
    return findings


async def username(settings: Settings) -> str:
    from aiogram import Bot
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer

    async with Bot(
        settings.telegram_token,
        session=AiohttpSession(api=TelegramAPIServer.from_base(settings.telegram_api), timeout=10),
    ) as bot:
        return (await bot.me()).username or ""


async def of_meta(settings: Settings) -> tuple[str, list[str]]:
    """The number's name at Meta, and which templates may not be used, each with its reason."""
    from bot.commands.whatsapp import asked, line
    from scheduler.carriers.whatsapp_templates import Meta

    given = (settings.whatsapp_token, settings.whatsapp_api)
    async with Meta(*given, settings.whatsapp_business_id, settings.whatsapp_phone_id) as meta:
        number = await meta.number()
    standings = await asked(settings, submit=False)
    return number, [line(one).rstrip(".") for one in standings if one.state != "approved"]


async def of_phone(settings: Settings) -> str:
    """What is wrong with the phone of the SMS; `""` where it answers, and lets us in."""
    from aiohttp import ClientError, ClientSession, ClientTimeout, encode_basic_auth

    login = {"Authorization": encode_basic_auth(settings.sms_user, settings.sms_password, "utf-8")}
    try:
        async with (
            ClientSession(headers=login, timeout=ClientTimeout(total=10)) as session,
            session.get(f"{settings.sms_api}/inbox", params={"limit": "1"}) as answer,
        ):
            status, said = answer.status, await answer.json(content_type=None)
    except (ClientError, OSError, ValueError) as fault:
        return f"el teléfono no responde ({type(fault).__name__})"
    if status in {401, 403}:
        return "el teléfono no acepta el usuario o la contraseña"
    return "" if isinstance(said, list) else "lo que responde ahí no es el teléfono"
