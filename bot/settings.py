"""Settings: from the environment or `.env`, prefix `YACHASKI_`, all problems at once."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterator
from ipaddress import ip_network
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AliasChoices, Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.os_reason import reason

PREFIX = "YACHASKI_"
ENV_FILE = ".env"
ANYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 - only compared
"""Where a server listens on every network: nothing that a phone could open."""


_TOKEN = re.compile(r"\d+:[\w-]+")
_DOLLARS = re.compile(r"\d{1,6}(?:\.\d{1,6})?")
_NUMBER = re.compile(r"[1-9]\d{7,14}")
WHATSAPP = (
    *("whatsapp_token", "whatsapp_phone_id", "whatsapp_business_id"),
    *("whatsapp_number", "whatsapp_app_secret", "whatsapp_verify_token"),
)
"""None of them, or all: half a carrier is none."""
SMS = ("sms_api", "sms_user", "sms_password", "sms_number")
NO_CARRIER: dict[str, Any] = dict.fromkeys(
    ("telegram_token", "telegram_webhook_url", *WHATSAPP, *SMS, "sms_secret"), ""
)
"""Given to `load`: nobody is spoken to over a network, whatever the settings say."""
_SETS = re.compile(r"\s*(?:export\s+)?(\w+)\s*=\s*(.*?)\s*")
_OF_TESTS = {"YACHASKI_TEST_POSTGRES", "YACHASKI_TEST_CHROMIUM"}


class SettingsError(Exception):
    """The settings cannot be used; `problems` are lines in Spanish, each with the mend."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Settings(BaseSettings):
    """Every setting. Each is documented in docs/settings.md, and a test fails when one is not."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=ENV_FILE, env_file_encoding="utf-8-sig", extra="ignore", frozen=True
    )

    database: str = Field("yachaski.db", description="Archivo de SQLite, o una dirección postgresql://")
    telegram_token: str = Field("", description="La clave del bot, que da @BotFather", repr=False)
    telegram_api: str = Field("https://api.telegram.org", description="Dirección base de la Bot API")
    telegram_webhook_url: str = Field("", description="Dirección pública del webhook; vacía: se pregunta a Telegram")
    telegram_webhook_secret: str = Field("", description="Secreto del webhook: letras, números, _ y -", repr=False)
    whatsapp_token: str = Field("", description="La clave de un usuario del sistema de Meta", repr=False)
    whatsapp_phone_id: str = Field("", description="El identificador del número en la API de WhatsApp")
    whatsapp_business_id: str = Field("", description="El identificador de la cuenta de WhatsApp Business")
    whatsapp_number: str = Field("", description="El número, con el código del país y sin signos: 51987654321")
    whatsapp_app_secret: str = Field("", description="La clave secreta de la aplicación de Meta", repr=False)
    whatsapp_verify_token: str = Field(
        "", description="Una palabra inventada, la misma en el panel de Meta", repr=False
    )
    whatsapp_api: str = Field("https://graph.facebook.com/v23.0", description="Dirección base de la API de WhatsApp")
    whatsapp_daily: int = Field(250, ge=0, description="Personas a las que Meta deja escribir primero en 24 horas")
    monthly_cap: str = Field("", description="Dólares, con punto, que cuestan a lo más los mensajes de un mes")
    sms_api: str = Field("", description="La dirección del teléfono que manda los SMS: http://192.168.1.20:8080")
    sms_user: str = Field("", description="El usuario que muestra la aplicación del teléfono", repr=False)
    sms_password: str = Field("", description="La contraseña que muestra la aplicación del teléfono", repr=False)
    sms_number: str = Field("", description="El número de su chip, con el código del país y sin signos: 51987654321")
    sms_daily: int = Field(500, ge=0, description="Segmentos de SMS que pueden salir en un día; 0: sin tope")
    sms_secret: str = Field("", description="La firma de los avisos del teléfono; vacía: se le pregunta", repr=False)
    backup_dir: str = Field("", description="Carpeta de las copias, en otro disco; vacía: no hay copias solas")
    courses: str = Field("", description="Carpetas de los cursos, separadas por comas; vacía: lessons_es")
    timezone: str = Field("America/Lima", description="Zona horaria del programa")
    host: str = Field("127.0.0.1", description="Dirección en la que escucha la página")
    port: int = Field(8080, ge=0, le=65535, validation_alias=AliasChoices("YACHASKI_PORT", "PORT"))
    health_port: int = Field(0, ge=0, le=65535, description="Puerto solo para la salud y las cifras; 0: ninguno")
    page_url: str = Field("", description="Dirección con la que los celulares abren la página; vacía: HOST y PORT")
    proxies: str = Field("", description="Direcciones de los proxys a los que se les cree de quién viene cada visita")
    shared_screens: Literal["yes", "no"] = Field("yes", description="Si la página de entrada es de muchos: yes o no")
    title: str = Field("Yachaski", description="Nombre que se ve en la página")
    family_call: str = Field("", description="A quién llama una familia: nombre y número, así: Rosa, 987 654 321")
    responsible: str = Field("", description="Quién responde por los datos: lo lee cada estudiante")
    listed_numbers: str = Field("", description="Números que pueden ir en mensajes, así: 987 654 321, 067 123456")
    log_format: Literal["text", "json"] = Field("text", description="text o json")

    @field_validator("timezone")
    @classmethod
    def _known_timezone(cls, name: str) -> str:
        if name not in available_timezones():
            raise ValueError("usa un nombre como America/Lima")
        return name

    @field_validator("database")
    @classmethod
    def _is_file_or_server(cls, database: str) -> str:
        if "://" in database and urlsplit(database).scheme not in {"postgresql", "postgres"}:
            raise ValueError("escribe el nombre de un archivo, o una dirección que empiece con postgresql://")
        return database

    @field_validator("telegram_token")
    @classmethod
    def _is_token(cls, token: str) -> str:
        if token and not _TOKEN.fullmatch(token):
            raise ValueError("escribe la clave como la da @BotFather, entera y sin nada más, así: 123456789:AAH...")
        return token

    @field_validator("telegram_api", "telegram_webhook_url", "page_url", "whatsapp_api", "sms_api")
    @classmethod
    def _is_url(cls, url: str) -> str:
        if url and (urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).netloc):
            raise ValueError("escribe la dirección completa, con http:// o https://")
        return url.rstrip("/")

    @field_validator("monthly_cap")
    @classmethod
    def _is_sum(cls, cap: str) -> str:
        if cap and not (_DOLLARS.fullmatch(cap) and float(cap)):
            raise ValueError("escribe dólares, con punto y sin nada más, así: 60 o 60.50")
        return cap

    @field_validator("proxies")
    @classmethod
    def _are_addresses(cls, listed: str) -> str:
        for one in filter(None, map(str.strip, listed.split(","))):
            try:
                ip_network(one, strict=False)
            except ValueError:
                raise ValueError("escribe direcciones IP separadas por comas, así: 127.0.0.1, 10.0.0.0/8") from None
        return listed

    @model_validator(mode="after")
    def _webhook_has_a_secret(self) -> Settings:
        if self.telegram_webhook_url and not self.telegram_webhook_secret:
            raise ValueError(
                "YACHASKI_TELEGRAM_WEBHOOK_URL necesita YACHASKI_TELEGRAM_WEBHOOK_SECRET: inventa uno largo"
            )
        return self

    @model_validator(mode="after")
    def _whatsapp_is_whole(self) -> Settings:
        lacking = [name for name in WHATSAPP if not getattr(self, name)]
        if 0 < len(lacking) < len(WHATSAPP):
            names = ", ".join(f"{PREFIX}{name.upper()}" for name in lacking)
            raise ValueError(f"WhatsApp necesita todos sus ajustes, y falta {names}: mira docs/es/whatsapp.md")
        if not (self.whatsapp_number == "" or _NUMBER.fullmatch(self.whatsapp_number)):
            raise ValueError("YACHASKI_WHATSAPP_NUMBER: escribe el código del país y el número, así: 51987654321")
        return self

    @model_validator(mode="after")
    def _sms_is_whole(self) -> Settings:
        lacking = [name for name in SMS if not getattr(self, name)]
        if 0 < len(lacking) < len(SMS) or (lacking and self.sms_secret):
            names = ", ".join(f"{PREFIX}{name.upper()}" for name in lacking)
            raise ValueError(f"SMS necesita todos sus ajustes, y falta {names}: mira docs/es/sms.md")
        if not (self.sms_number == "" or _NUMBER.fullmatch(self.sms_number)):
            raise ValueError("YACHASKI_SMS_NUMBER: escribe el código del país y el número, así: 51987654321")
        return self

    @property
    def real(self) -> bool:
        """Whether there is a carrier over which real children may write."""
        return bool(self.telegram_token or self.whatsapp_token or self.sms_api)

    @property
    def listed(self) -> tuple[str, ...]:
        """The numbers that anybody may write to anybody: the programme's own, and whom a family calls."""
        named = (re.sub(r"\D", "", part) for part in (*self.listed_numbers.split(","), *self.family_call.split(",")))
        return tuple(number for number in named if number)

    @property
    def zone(self) -> ZoneInfo:
        """The programme's time zone."""
        return ZoneInfo(self.timezone)

    @property
    def page(self) -> str:
        """The address at which phones reach the page, without a slash at its end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.page_url or f"http://{host}:{self.port}"

    @property
    def page_is_nowhere(self) -> bool:
        """Whether `page` is an address that no phone can open, because the host is every network."""
        return self.host in ANYWHERE and not self.page_url


def load(**given: Any) -> Settings:
    """The settings, with what is `given` before the environment. Raises SettingsError with every problem."""
    if "_env_file" not in given and (problems := list(_unreadable(Path(ENV_FILE)))):
        raise SettingsError(problems)
    try:
        return Settings(**given)
    except ValidationError as wrong:
        raise SettingsError([_line(error) for error in wrong.errors()]) from None


def _line(error: Any) -> str:
    field = "_".join(str(part) for part in error["loc"]).upper().removeprefix(PREFIX)
    message = str(error["msg"]).removeprefix("Value error, ")
    if error["type"] == "int_parsing":
        message = "escribe un número"
    elif error["type"] == "literal_error":
        message = f"escribe {error['ctx']['expected'].replace(' or ', ' o ').replace(chr(39), '')}"
    name = _written_as(PREFIX + field)
    return f"{name}: {message}." if field else f"{message}."


def _written_as(name: str) -> str:
    """The name under which the setting was given: `PORT` may stand alone."""
    bare = name.removeprefix(PREFIX)
    return bare if bare == "PORT" and name not in os.environ and bare in os.environ else name


# --- the file and the names --------------------------------------------------------------------------------


def _unreadable(file: Path) -> Iterator[str]:
    """What of `.env` cannot be read, each with its line."""
    try:
        data = file.read_bytes() if file.exists() else b""
    except OSError as fault:
        yield f"{file}: no lo puedo leer ({reason(fault)}). Mira sus permisos."
        return
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data:
        yield f"{file}:1: está guardado en UTF-16. Guárdalo de nuevo con codificación UTF-8."
        return
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").splitlines(), 1):
        try:
            text = line.decode()
        except UnicodeDecodeError:
            mend = "Guarda el archivo con codificación UTF-8 (no ANSI), y mira las tildes de esta línea."
            yield f"{file}:{number}: aquí hay letras que no se pueden leer. {mend}"
            continue
        if problem := _broken(text):
            yield f"{file}:{number}: {problem}"


def _broken(line: str) -> str:
    """Why a line of `.env` sets nothing; `""` when it does, or need not."""
    if not line.strip() or line.lstrip().startswith("#"):
        return ""
    sets = _SETS.fullmatch(line)
    if not sets:
        return f"no entiendo «{line.strip()[:20]}». Escribe cada ajuste en su línea, así: {PREFIX}PORT=9000"
    quote = sets[2][:1]
    if quote in {"'", '"'} and quote not in sets[2][1:]:
        return f"la comilla {quote} de {sets[1]} no se cierra."
    return ""


def misspelt() -> list[str]:
    """A sentence for each name in the environment or in `.env` that looks like a setting and is none."""
    known = {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
    bare = {name.removeprefix(PREFIX) for name in known}
    lines = Path(ENV_FILE).read_text("utf-8-sig").splitlines() if Path(ENV_FILE).is_file() else []
    written = [sets[1].upper() for line in lines if (sets := _SETS.fullmatch(line))]
    ours = [name for name in written if name.startswith("YACH") or name in bare - {"PORT"}]
    around = [name.upper() for name in os.environ if name.upper().startswith(PREFIX)]
    wrong = sorted({*ours, *around} - known - _OF_TESTS)
    return [f"No hay un ajuste {name}: no hace nada. {_nearest(name, known)}" for name in wrong]


def _nearest(name: str, known: set[str]) -> str:
    full = name if name.startswith(PREFIX) else PREFIX + name.removeprefix("YACHASKY_")
    near = difflib.get_close_matches(full, sorted(known), n=1)
    return f"¿Querías {near[0]}?" if near else "Están todos en docs/settings.md."
