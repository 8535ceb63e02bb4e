"""Commands that write: run by whoever holds the database, in the same way whether it was asked here or handed over.

`execute(args, office, say)` is the one code path; `say` prints a line to whoever asked.
"""

from __future__ import annotations

import asyncio
import re
import secrets
from collections.abc import Callable, Sequence
from datetime import date, timedelta

import structlog
from msgspec import Struct

from bot import courses
from bot.commands import paper_work, role_work, roster_work
from bot.core.costs import SPENT, Price, money
from bot.core.people import Someone
from bot.core.text.deep_link import prefilled, prefilled_sms
from bot.core.text.wording import called, listed, plain
from bot.itinerary import itinerary
from bot.itinerary.spreadsheet import Row
from bot.ports.book import STOPPED, USERNAME, Book
from bot.ports.clock import Clock
from bot.ports.store import Store
from bot.settings import Settings
from bot.store import signing
from bot.turn.world import new_id

INVITE_KEEPS = timedelta(days=7)
ROLES = {
    "teacher": "profe",
    "operator": "quien lleva el programa",
    "protection": "quien cuida a los estudiantes",
    "responsible": "quien responde por el programa",
}

Say = Callable[[str], None]
log = structlog.get_logger(__name__)
_TITLE = re.compile(r"^(?:(?:la|el) )?(?:profe|profesora?) ")


class Office(Struct, frozen=True):
    """What a writing command works with.

    `told` says that the clock is right, `doubt` why it may not be (`""`: it is believed), `wake` that rows wait.
    """

    settings: Settings
    store: Store
    clock: Clock
    told: Callable[[Book], None]
    wake: Callable[[], None] = lambda: None
    doubt: Callable[[Book], str] = lambda _book: ""


async def execute(args: list[str], office: Office, say: Say) -> int:
    """Runs the command; 0 when it did what was asked."""
    match args:
        case ["itinerary", "apply", rows]:
            done = _apply(office, itinerary.from_json(rows), say)
        case ["invite", role, code, *replaces] if role in ROLES and len(replaces) < 2:
            done = _invite(office, role, code, "".join(replaces), say)
        case ["roles"]:
            done = _roles(office, say)
        case ["role", "end", name]:
            done = _end_role(office, name, say)
        case ["withdraw", mark]:
            done = _withdraw(office, mark, say)
        case ["roster", "enrol", code, roll]:
            done = _roster(office, code, roster_work.read_roll(roll), say)
        case _:
            done = _execute_rare(args, office, say)
    return await done


async def _execute_rare(args: list[str], office: Office, say: Say) -> int:
    match args:
        case ["certificates", code]:
            done = _certificates(office, code, say)
        case ["certificate", "withdraw", number]:
            done = _withdraw_certificate(office, number, say)
        case ["templates", *stops]:
            done = _stop_templates(office, stops)
        case ["price", channel, category, since, micro]:
            done = _set_price(office, Price(channel, category, date.fromisoformat(since), int(micro)), say)
        case ["keys", "void"]:
            done = _void_keys(office, say)
        case ["clock", "trust"]:
            done = _trust(office, say)
        case _:
            say("No conozco ese comando. Escribe: python -m bot --help")
            return 1
    return await done


async def _stop_templates(office: Office, stops: Sequence[str]) -> int:
    """Keeps which of WhatsApp's templates must not be used, `name=why` each (`why` empty: it may)."""

    def keep(book: Book) -> None:
        for name, _, why in (stop.partition("=") for stop in stops):
            book.set_fact(f"{STOPPED}{name}", why)

    await office.store.run(keep)
    return 0


async def _set_price(office: Office, price: Price, say: Say) -> int:
    """What a unit costs from a day on; what was billed since then costs that too."""

    def keep(book: Book) -> None:
        book.set_price(price)
        book.set_fact(SPENT, "")

    await office.store.run(keep)
    say(f"{price.channel} {price.category}: {money(price.micro, 4)} dólares desde el {price.since:%Y-%m-%d}.")
    return 0


async def _apply(office: Office, rows: Sequence[Row], say: Say) -> int:
    """The itinerary that was shown, not a file that may say something else by now."""
    now = office.clock.now()

    def apply(book: Book) -> itinerary.Plan:
        plan = itinerary.compare(rows, book.itinerary())
        return itinerary.apply(book, plan, now, new_id=new_id, timezone=office.settings.timezone)

    plan = await office.store.run(apply)
    office.wake()
    say("Listo, el itinerario quedó así." if plan else "El itinerario ya estaba así: no cambié nada.")
    return 0


async def _invite(office: Office, role: str, code: str, replaces: str, say: Say) -> int:
    token, now = secrets.token_urlsafe(24), office.clock.now()

    def invite(book: Book) -> tuple[str, str, str]:
        cohort = book.cohort_by_code(code) if code else None
        if role == "teacher" and cohort is None:
            return f"No hay un grupo con el código {code}. Mira el itinerario: python -m bot itinerary show", "", ""
        teachers = book.teachers_of(cohort.id) if cohort else []
        old = _named(replaces, teachers) if replaces else None
        if replaces and old is None:
            return _nobody_so_named(replaces, teachers), "", ""
        book.add_invite(
            token, role, cohort.id if cohort else None, now, now + INVITE_KEEPS, replaces=old.id if old else None
        )
        return "", book.fact(USERNAME) or "", office.doubt(book)

    problem, username, doubt = await office.store.run(invite)
    if problem:
        say(problem)
        return 1
    log.info("audit.invited", channel="command", role=role)
    say(f"Enlace para {ROLES[role]}. Sirve una sola vez, hasta dentro de {INVITE_KEEPS.days} días:")
    if username:
        say(f"  https://t.me/{username}?start={token}")
    if number := office.settings.whatsapp_number:
        say(f"  {prefilled(f'https://wa.me/{number}', token)}")
    if number := office.settings.sms_number:
        say(f"  {prefilled_sms(number, token)}")
    say(f"  {office.settings.page}/s/yo/?start={token}")
    if doubt:
        say(f"Ojo: en la caja son las {now:%H:%M} UTC del {now:%Y-%m-%d}, y dudo de esa hora. Cuando sea la buena, el")
        say("enlace puede haber vencido: pon la caja en hora y pídelo otra vez.")
    return 0


def _named(name: str, teachers: list[Someone]) -> Someone | None:
    """The only teacher who is called so, by the whole name or the first one; a title before it does no harm."""
    found = called(teachers, _TITLE.sub("", plain(name)))
    return found[0] if len(found) == 1 else None


def _nobody_so_named(name: str, teachers: list[Someone]) -> str:
    if not teachers:
        return f"En ese grupo todavía no hay un profe a quien reemplazar. Invita sin --replaces {name}."
    names = listed([one.name for one in teachers])
    return f"En ese grupo no hay un solo profe que se llame «{name}». Ahí están: {names}. Escribe el nombre completo."


async def _roles(office: Office, say: Say) -> int:
    now = office.clock.now()
    duties, links = await office.store.run(lambda book: (book.duties(), book.open_links(now)))
    role_work.told(duties, links, ROLES, say)
    return 0


async def _end_role(office: Office, name: str, say: Say) -> int:
    now = office.clock.now()
    problem, told = await office.store.run(lambda book: role_work.ended(book, name, now))
    office.wake()
    done = f"Listo: {name} ya no tiene ningún rol, y a su celular no llega nada más."
    say(problem or (f"{done} Le avisé a otra persona del programa." if told else done))
    return 1 if problem else 0


async def _withdraw(office: Office, mark: str, say: Say) -> int:
    now, short = office.clock.now(), len(mark) < role_work.MARK_SHORTEST
    gone = 0 if short else await office.store.run(lambda book: book.withdraw_link(mark.lower(), now))
    say("Listo: ese enlace ya no abre nada." if gone else "No hay un enlace así sin usar. Mira: python -m bot roles")
    return 0 if gone else 1


async def _roster(office: Office, code: str, roll: roster_work.Roll, say: Say) -> int:
    now = office.clock.now()
    problem = await office.store.run(lambda book: roster_work.enrol(book, office.settings, code, roll, now))
    office.wake()
    if problem:
        say(problem)
    return 1 if problem else 0


async def _void_keys(office: Office, say: Say) -> int:
    keys = await office.store.run(lambda book: book.void_keys())
    say(f"Listo: {keys} claves ya no abren nada, ni los códigos sin usar.")
    say("En su celular, cada estudiante recibe una nueva cuando escriba. A quien no tiene celular, su profe le da un")
    say("código con [Código nuevo], en un papel.")
    return 0


async def _certificates(office: Office, code: str, say: Say) -> int:
    """Issues what the learners of a group may have today; whoever asked sets them for printing."""
    served = await asyncio.to_thread(courses.served, office.settings.courses)
    now = office.clock.now()
    try:
        signer = await asyncio.to_thread(signing.signer, signing.path(office.settings.database))
    except (OSError, ValueError):
        say(paper_work.NO_KEY.format(path=signing.path(office.settings.database)))
        return 1
    if await office.store.read(office.doubt):
        say(paper_work.NO_DATE)
        return 1
    problem, lines = await office.store.run(lambda book: paper_work.issued(book, code, served, signer, now))
    for line in [problem] if problem else lines:
        say(line)
    return 1 if problem else 0


async def _withdraw_certificate(office: Office, number: str, say: Say) -> int:
    now = office.clock.now()
    done = await office.store.run(lambda book: book.withdraw_certificate(number, now))
    log.info("audit.certificate_withdrawn", channel="command", found=done)
    gone = f"Listo: la constancia {number} ya no vale. La página de verificar lo dice desde ahora."
    say(gone if done else paper_work.UNKNOWN.format(number=number))
    return 0 if done else 1


async def _trust(office: Office, say: Say) -> int:
    await office.store.run(office.told)
    office.wake()
    say("Listo: la hora de la caja es la buena. Lo que esperaba sale ahora.")
    return 0
