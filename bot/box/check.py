"""The doctor: what is wrong with settings, database, lessons, token, clock and disk, each with its mend."""

from __future__ import annotations

import re
import shutil
import socket
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

from msgspec import Struct

from bot.ports.rows import Backlog, Untaught
from bot.settings import Settings
from bot.store.signing import State
from lessons_es.catalog import Report
from lessons_es.schema import Course

ONLY_HERE = {"127.0.0.1", "localhost", "::1"}
ROOM = 500 * 1024 * 1024
TO_BE_SIGNED = Path(__file__).parents[2] / "docs" / "es" / "proteccion.md"
OF_THE_LAW = (
    Path(__file__).parents[1] / "papers" / "templates" / "poster.html",
    TO_BE_SIGNED.with_name("ley.md"),
)
"""The sheet that families sign, and what the programme has to do."""
UNTAUGHT = timedelta(days=14)
COPY_OLD = timedelta(hours=48)
LATE = timedelta(minutes=10)
BEHIND = timedelta(days=2)
"""A box that was off for a day has not caught up at once."""
DOUBTS = {
    "behind": "La hora de la caja va atrás de la última que guardé",
    "leapt": "La hora de la caja saltó más de 36 horas",
    "carrier": "La hora de la caja no es la de Telegram",
}


class Finding(Struct, frozen=True):
    """One thing looked at. `mend` is what to do; a finding that is not `well` makes the check fail.

    What is well and has a mend all the same is only to be looked at; what is `lacking` is somebody's signature.
    """

    well: bool
    about: str
    what: str
    mend: str = ""
    lacking: bool = False

    def line(self) -> str:
        """As the operator reads it."""
        mark = ("falta" if self.lacking else "mira" if self.mend else "bien") if self.well else "MAL "
        end = "" if self.what.endswith("?") else "."
        return f"[{mark}] {self.about}: {self.what}{end}" + (f" {self.mend}." if self.mend else "")


class Seen(Struct, frozen=True):
    """What the database says: `doubt` of the clock (`""`: none), the updates that could not be read, and the cohorts
    that nobody teaches; `protected` says that somebody accepted to protect the learners and wrote, `second` that there
    is another adult, `lost` that nobody of them can be reached, `late` that a case waits too long; `deaf` what is not
    heard, each with its mend; `behind` for how long something old should have been thrown away; `keyless` how many
    learners have no key since all were made void."""

    backlog: Backlog
    doubt: str
    unread: int
    untaught: tuple[Untaught, ...] = ()
    protected: bool = True
    second: bool = True
    lost: bool = False
    late: bool = False
    deaf: tuple[tuple[str, str], ...] = ()
    behind: timedelta = timedelta(0)
    keyless: int = 0


def of_lessons(report: Report, today: date) -> Iterator[Finding]:
    """Every mistake with file and line; facts whose day to be checked again has come."""
    for mistake in report.mistakes:
        yield Finding(False, "lecciones", str(mistake).rstrip("."))
    if report.course is None:
        return
    yield Finding(True, "lecciones", f"{len(report.course.lessons)} lecciones, {len(report.warnings)} avisos")
    for piece in report.course.dated:
        if piece.review_by and piece.review_by < today:
            yield Finding(True, "lecciones", f"{piece.path}: hay datos por revisar", "Revísalos y cambia la fecha")
    yield from of_counsel(report.course)


def of_counsel(course: Course, papers: Iterable[Path] = OF_THE_LAW) -> Iterator[Finding]:
    """What touches the law and no lawyer has read: lessons and pieces, and the papers of the programme."""
    paths = [lesson.path for lesson in course.for_counsel]
    paths += [paper.name for paper in papers if paper.exists() and "abogado: pendiente" in paper.read_text("utf-8")]
    for path in paths:
        what = f"{path}: habla de lo que pide la ley, y no lo leyó un abogado"
        yield Finding(True, "abogado", what, "Que lo lea, y borra «abogado: pendiente»", lacking=True)


def of_disk(database: str) -> Finding:
    """Room where the database is."""
    folder = Path(database).absolute().parent if "://" not in database else Path()
    if not folder.is_dir():
        return Finding(False, "disco", f"no encuentro la carpeta {folder}", "Créala, o cambia YACHASKI_DATABASE")
    free = shutil.disk_usage(folder).free
    return Finding(
        free >= ROOM,
        "disco",
        f"quedan {free // (1024 * 1024)} MB",
        "" if free >= ROOM else "Borra lo que sobre: con el disco lleno no se guarda nada",
    )


def of_copies(
    settings: Settings,
    newest: datetime | None,
    now: datetime,
    device: Callable[[Path], int] = lambda path: path.stat().st_dev,
) -> Finding:
    """Whether there is a fresh copy on another disk; where no carrier is configured, nothing of it is wrong.

    `newest` is when the newest copy was made (None: there is none). `device` tells disks apart.
    """
    if not settings.backup_dir:
        mend = "Pon YACHASKI_BACKUP_DIR en .env: una carpeta de otro disco"
        return Finding(True, "copias", "no se hacen solas", mend)
    folder, real = Path(settings.backup_dir), settings.real
    if not folder.is_dir():
        return Finding(not real, "copias", f"no encuentro {folder}", "Pon el disco, o cambia YACHASKI_BACKUP_DIR")
    if newest is None or now - newest > COPY_OLD:
        age = "no hay ninguna" if newest is None else f"la última es de hace {(now - newest).days} días"
        return Finding(not real, "copias", age, "Mira si corre «run» y si hay sitio en el disco")
    if "://" not in settings.database and device(folder) == device(Path(settings.database).absolute().parent):
        mend = "Si la caja se malogra, se pierden las dos: pon YACHASKI_BACKUP_DIR en una memoria USB"
        return Finding(not real, "copias", "están en el mismo disco que la base de datos", mend)
    return Finding(True, "copias", f"la última es de {newest:%Y-%m-%d %H:%M} UTC")


def of_signing(key: Path, state: State) -> Iterator[Finding]:
    """The key with which papers are signed, once there is one: without it no more can be made."""
    about, name = "constancias", key.name
    if state == "broken":
        yield Finding(False, about, f"no se lee {name}, con que se firman", "Pon en su lugar la copia que guardaste")
    elif state == "alone":
        mend = "Llévala a otro lugar: python -m bot certificate copy ARCHIVO"
        yield Finding(True, about, f"se firman con {name}, y no hay copia", mend)
    elif state == "copied":
        yield Finding(True, about, f"se firman con {name}, y hay una copia")


def of_server(database: str) -> Iterator[Finding]:
    """What a PostgreSQL server was asked before it was read: whoever reaches this line was answered well."""
    if "://" in database:
        yield Finding(True, "servidor", "guarda en UTF8, deja escribir y da una sesión a cada uno")


def of_database(seen: Seen, now: datetime) -> Iterator[Finding]:
    """What waits too long, what could not be read, and whether the clock is believed."""
    yield Finding(True, "base de datos", f"{seen.backlog.learners} estudiantes")
    for channel, at in seen.backlog.oldest.items():
        if at < now - LATE:
            minutes = int((now - at).total_seconds() // 60)
            yield Finding(
                False, "mensajes", f"por {channel} esperan desde hace {minutes} minutos", "Mira si corre «run»"
            )
    for what, mend in seen.deaf:
        whose = next((name for name in ("WhatsApp", "SMS") if name in what), "Telegram")
        yield Finding(False, whose, what, mend)
    for one in seen.untaught:
        if one.since < now - UNTAUGHT:
            what = f"{one.name}, {one.site}: sin profe desde hace {(now - one.since).days} días"
            yield Finding(True, "grupos", what, "Sus preguntas van a quien lleva el programa. Invita a un profe")
    if seen.unread:
        yield Finding(True, "mensajes", f"{seen.unread} que llegaron no se pudieron leer", "Se guardan 7 días")
    if seen.behind > BEHIND:
        what = f"hay datos viejos que debían borrarse hace {seen.behind.days} días"
        yield Finding(False, "limpieza", what, "Se borran solos mientras corre «run»: mira si corre")
    else:
        yield Finding(True, "limpieza", "al día: los mensajes se borran a los 30 días")
    if seen.doubt:
        yield Finding(False, "reloj", DOUBTS[seen.doubt], "Ponla en hora y escribe: python -m bot clock trust")
    else:
        yield Finding(True, "reloj", f"{now:%Y-%m-%d %H:%M} UTC")


def of_keys(seen: Seen) -> Iterator[Finding]:
    """Who has no key that opens anything, since all were made void."""
    if seen.keyless:
        what = f"{seen.keyless} estudiantes sin clave, desde que todas se anularon"
        mend = "En su celular reciben una nueva cuando escriban; a los demás, su profe les da un código"
        yield Finding(True, "claves", what, mend)


def of_protection(settings: Settings, seen: Seen) -> Iterator[Finding]:
    """Where real children write, somebody has to be there for them; how many cases there are is not told here."""
    real = settings.real
    if seen.protected:
        yield Finding(True, "protección", "hay quien cuida a los estudiantes")
    else:
        what = "nadie aceptó cuidar a los estudiantes, o no ha escrito todavía; por eso nadie puede inscribirse"
        yield Finding(not real, "protección", what, "Escribe: python -m bot protection invite")
    if real and not settings.responsible:
        what = "el consentimiento no nombra a quien responde por los datos: dice «el programa de tu colegio»"
        yield Finding(True, "ley", what, "Pon YACHASKI_RESPONSIBLE en .env", lacking=True)
    if not seen.second:
        what = "falta una segunda persona adulta que no les enseñe; por eso nadie puede inscribirse"
        yield Finding(not real, "protección", what, "Escribe: python -m bot operator invite, o protection invite")
    if seen.protected and seen.lost:
        yield Finding(False, "protección", "quien cuida a los estudiantes no responde desde hace tres días", LOST)
    if seen.late:
        yield Finding(False, "protección", "atrasada", "Quien cuida a los estudiantes lo ve si escribe «avisos»")
    else:
        yield Finding(True, "protección", "al día")


LOST = "Habla con esa persona, o invita a otra: python -m bot protection invite"


def of_help(review_by: date, today: date) -> Iterator[Finding]:
    """Help lines and phrases whose day to be checked again has come."""
    if review_by < today:
        what = "ayuda.md: toca revisar las líneas de ayuda y las frases"
        yield Finding(True, "protección", what, "Revísalas con un profesional y cambia la fecha")


def signature(document: Path = TO_BE_SIGNED) -> str:
    """Who signed what protects the learners, and when, of the head of its document; `""` until both are there."""
    try:
        head = document.read_text(encoding="utf-8").split("---", 2)[1]
    except (OSError, IndexError):
        return ""
    fields = dict(re.findall(r"^(aprobado_por|fecha):[ \t]*(.*?)[ \t]*$", head, re.MULTILINE))
    return f"{fields['aprobado_por']}, {fields['fecha']}" if len(fields) == 2 and all(fields.values()) else ""


def of_signature(signed: str) -> Finding:
    """Whether somebody who knows of child protection approved what a child in danger reads."""
    if signed:
        return Finding(True, "protección", f"aprobado por {signed}")
    what = "ningún profesional firmó lo que se oye y lo que se responde"
    return Finding(True, "protección", what, "Que lea y firme docs/es/proteccion.md", lacking=True)


def of_listener(learned: str, sentences: str) -> Iterator[Finding]:
    """Whether the table of grave words was learned from the sentences that are there."""
    if learned != sentences:
        what = "la tabla de lo que es grave no se aprendió de las frases que hay"
        yield Finding(False, "protección", what, "Corre: python -m bot words learn")


def of_page(settings: Settings) -> Finding:
    """Whether the links that people get lead anywhere."""
    if settings.page_is_nowhere:
        mend = f"Pon en .env la de la caja, así: YACHASKI_PAGE_URL=http://192.168.1.10:{settings.port}"
        return Finding(False, "página", f"ningún celular puede abrir {settings.page}", mend)
    if not settings.page_url and settings.host in ONLY_HERE:
        mend = f"Para celulares y otras tablets, pon YACHASKI_HOST=0.0.0.0 y {mend_of_page(settings)}"
        return Finding(True, "página", f"{settings.page} se abre solo en esta caja", mend)
    return Finding(True, "página", f"los enlaces llevan a {settings.page}")


def of_desk(settings: Settings) -> Finding:
    """Whether the desk opens: it shows data of minors, so only where nobody reads along."""
    if settings.page.startswith("https://"):
        return Finding(True, "panel", f"se abre en {settings.page}/panel, con el enlace que da el chat")
    mend = (
        "Pon un proxy con TLS delante (Caddy o nginx), su dirección en YACHASKI_PAGE_URL=https://… y la del proxy en "
        "YACHASKI_PROXIES"
    )
    return Finding(True, "panel", "sin https se abre solo en esta misma máquina", mend)


def mend_of_page(settings: Settings) -> str:
    """How the page's own address is written."""
    return f"YACHASKI_PAGE_URL=http://192.168.1.10:{settings.port}, con la dirección de la caja"


def of_host(settings: Settings) -> Finding:
    """Whether this machine has the address on which the page is to listen; a port that `run` has taken is no fault."""
    try:
        found = socket.getaddrinfo(settings.host, 0, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        for family, kind, protocol, _, address in found[:1]:
            with closing(socket.socket(family, kind, protocol)) as trial:
                trial.bind(address)
    except (OSError, UnicodeError):
        mend = "Pon en YACHASKI_HOST una de sus direcciones, 127.0.0.1 o 0.0.0.0"
        return Finding(False, "página", f"esta máquina no puede escuchar en {settings.host}", mend)
    return Finding(True, "página", f"escucha en {settings.host}, puerto {settings.port}")


def of_names(misspelt: Iterable[str]) -> Iterator[Finding]:
    """Names that look like settings and are none."""
    for sentence in misspelt:
        yield Finding(False, "ajustes", sentence.rstrip("."))


async def of_whatsapp(settings: Settings, look: Callable[[], Awaitable[tuple[str, list[str]]]]) -> list[Finding]:
    """Whether Meta knows the key and the number, and has approved every template; nothing where it is not used."""
    if not settings.whatsapp_token:
        return []
    try:
        number, problems = await look()
    except Exception as fault:  # noqa: BLE001 - whatever it is, the operator reads what to do
        mend = "Mira YACHASKI_WHATSAPP_TOKEN, _PHONE_ID, _BUSINESS_ID, YACHASKI_WHATSAPP_API y si hay internet"
        return [Finding(False, "WhatsApp", f"Meta no responde a esa clave ({type(fault).__name__})", mend)]
    mend = "Corre: python -m bot whatsapp templates"
    return [
        Finding(True, "WhatsApp", f"es {number}"),
        *(Finding(False, "WhatsApp", f"plantilla {problem}", mend) for problem in problems),
    ]


async def of_token(settings: Settings, username: Callable[[], Awaitable[str]]) -> Finding:
    """Whether Telegram knows the token."""
    if not settings.telegram_token:
        return Finding(True, "Telegram", "sin clave: solo corre la página", "Pide una a @BotFather para usar Telegram")
    try:
        name = await username()
    except Exception as fault:  # noqa: BLE001 - whatever it is, the operator reads what to do
        mend = "Mira YACHASKI_TELEGRAM_TOKEN, YACHASKI_TELEGRAM_API y si hay internet"
        return Finding(False, "Telegram", f"no responde a esa clave ({type(fault).__name__})", mend)
    return Finding(True, "Telegram", f"es @{name}")


async def of_sms(settings: Settings, look: Callable[[], Awaitable[str]]) -> list[Finding]:
    """Whether the phone answers, and to this user and password; nothing where SMS is not used. `look` gives `""`, or
    what is wrong."""
    if not settings.sms_api:
        return []
    if problem := await look():
        mend = "Mira si está prendido y en la misma red, YACHASKI_SMS_API, _USER y _PASSWORD: docs/es/sms.md"
        return [Finding(False, "SMS", problem, mend)]
    heard = "avisa a /sms con su firma" if settings.sms_secret else "se le pregunta cada 5 segundos"
    most = f"{settings.sms_daily} segmentos al día" if settings.sms_daily else "sin tope de segmentos"
    return [Finding(True, "SMS", f"el teléfono responde; {heard}; {most}")]
