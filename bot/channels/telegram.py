"""The ears of Telegram (aiogram): every update is stored as it came before Telegram is told that we have it.

Polling and webhook share that one way in; `feed` reads a stored update back and says in core's words what
happened. Of the account only the chat's id is kept. What a person reads is said elsewhere: the calls made here
say nothing (getUpdates, setWebhook, getMe, getFile, an empty answer to a tap), but for one line to a group, which is
nobody's address (the first update of a group is kept as its number alone, and whatever follows has that row's key),
and for the help lines, once an hour a chat, where something grave cannot be stored: its update stays with Telegram
and comes again.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

import structlog
from aiogram import Bot, Dispatcher, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ChatMemberStatus, ChatType, ContentType
from aiogram.exceptions import (
    AiogramError,
    TelegramConflictError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import GetUpdates, TelegramMethod
from aiogram.types import BotCommand, CallbackQuery, ChatMemberUpdated, Document, Message, Update
from aiohttp import ClientError, ClientResponse, ClientTimeout, web
from msgspec import Struct
from pydantic import ValidationError

from bot.channels.help_lines import HelpLines
from bot.core.event import Attached, Attachment, Blocked, Edited, Heard, Said, Tapped, Unblocked
from bot.ports.clock import Clock
from bot.ports.hearing import Hearing, Raw, Waiting
from bot.ports.store import Pulse, Trouble

CHANNEL = "telegram"
POLL_SECONDS = 25
MOST_UPDATE_BYTES = 256 << 10
MOST_ANSWER_BYTES = 32 << 20
"""A hundred updates, the most that an answer holds, are far less; whoever stands in Telegram's place may send more."""
MOST_FILE_BYTES = 10 << 20
MOST_WAIT_SECONDS = 60.0
LOOK_SECONDS = 60.0
"""How often the webhook is looked at: others can take it away, and a revoked token says so to nobody."""

COMMANDS = (
    ("leccion", "Tu lección de hoy"),
    ("repaso", "Repasa lo que ya viste"),
    ("progreso", "Mira cuánto avanzaste"),
    ("hora", "Cambia la hora de tus lecciones"),
    ("pausa", "Descansa unos días"),
    ("idioma", "Cambia el idioma"),
    ("ayuda", "Qué puedo hacer por ti"),
    ("misdatos", "Mira lo que guardamos de ti"),
    ("borrar", "Borra todo lo tuyo"),
)

DESCRIPTION = (
    "Lecciones de cinco minutos para empezar tu negocio. Llegan a la hora que tú eliges, son gratis y casi no gastan "
    "megas. Te vuelvo a preguntar lo que ya viste, para que no se te olvide.\n\n"
    "Toca «Iniciar» y ten a la mano el código de tu salón: está en el afiche."
)
"""What an empty chat shows, 512 characters at most (https://core.telegram.org/bots/api#setmydescription)."""
SHORT_DESCRIPTION = "Lecciones de cinco minutos para empezar tu negocio. Gratis, a tu hora."
"""What stands on the bot's page and in a link to it, 120 characters at most."""
GROUP_LINE = "Hola. Soy Yachaski y enseño por mensajes, de a uno. Escríbeme en privado: {link}"
"""What a group hears, once: what is said there stays there."""

_HEARD = ("message", "edited_message", "callback_query", "my_chat_member")
_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
_MOST_ANSWERS = 100
_OF_A_GROUP = "{}"
_GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)
_AWAY = (ChatMemberStatus.LEFT, ChatMemberStatus.KICKED)
_TAP = re.compile(r"v1:([^:\s]{1,56}):([^:\s]{1,3})")
_TABLES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
_KINDS: dict[str, Attachment] = {
    ContentType.VOICE: "voice",
    ContentType.AUDIO: "voice",
    ContentType.PHOTO: "photo",
    ContentType.LIVE_PHOTO: "photo",
    ContentType.STICKER: "sticker",
    ContentType.VIDEO: "video",
    ContentType.VIDEO_NOTE: "video",
    ContentType.ANIMATION: "video",
    ContentType.DOCUMENT: "document",
    ContentType.CONTACT: "contact",
    ContentType.LOCATION: "location",
    ContentType.VENUE: "location",
    **dict.fromkeys(
        (
            ContentType.GAME,
            ContentType.POLL,
            ContentType.DICE,
            ContentType.STORY,
            ContentType.CHECKLIST,
            ContentType.PAID_MEDIA,
            ContentType.UNKNOWN,
        ),
        "other",
    ),
}
"""What a person can send; whatever is missing here is Telegram's own note about the chat."""

_log = structlog.get_logger(__name__)

T = TypeVar("T")


class Unfetched(Exception):
    """The file could not be had: too heavy, gone, or no connection."""


class Oversized(Exception):
    """The answer is larger than any that is Telegram's."""


class RawUpdates(GetUpdates):
    """getUpdates without decoding: one update that aiogram cannot read must not hold up the others."""

    __returning__ = list[Any]


class _Session(AiohttpSession):
    """aiogram's own waits a quarter of a second when it closes, reads answers of any size, and follows redirects."""

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[T],
        timeout: int | None = None,  # noqa: ASYNC109 - aiogram's own name
    ) -> T:
        session, seconds = await self.create_session(), self.timeout if timeout is None else timeout
        url, form = self.api.api_url(bot.token, method.__api_method__), self.build_form_data(bot, method)
        wait = ClientTimeout(total=seconds)
        try:
            async with session.post(url, data=form, timeout=wait, allow_redirects=False) as response:
                content = (await _bounded(response)).decode(errors="replace")
        except (TimeoutError, ClientError, Oversized) as fault:  # its text may hold the URL: the token
            raise TelegramNetworkError(method, type(fault).__name__) from None
        return cast(T, self.check_response(bot, method, response.status, content).result)

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


class _Happened(Struct, frozen=True):
    carrier_id: str
    event: Heard


class TelegramEar:
    """Hears one bot. Without `webhook_url` it polls; with one it wants a `webhook_secret` too.

    `run` as a task of its own, `register` before the web server starts, `close` after both have ended. `pulse` is
    told of every call by which we hear, whether it succeeded or why not. `help` answers by itself where
    words that are grave cannot be stored.
    """

    channel = CHANNEL

    def __init__(
        self,
        token: str,
        api_base: str,
        hearing: Hearing,
        clock: Clock,
        *,
        pulse: Pulse,
        webhook_url: str = "",
        webhook_secret: str = "",
    ) -> None:
        if webhook_url and not webhook_secret:
            raise ValueError("YACHASKI_TELEGRAM_WEBHOOK_URL necesita YACHASKI_TELEGRAM_WEBHOOK_SECRET")
        self._hearing = hearing
        self._clock = clock
        self._pulse = pulse
        faults = (AiogramError, ClientError, OSError, TimeoutError)
        self.help = HelpLines(CHANNEL, clock, self._say_lines, faults)
        self._webhook_url = webhook_url
        self._webhook_secret = webhook_secret
        self._session = _Session(api=TelegramAPIServer.from_base(api_base))
        self._bot = Bot(token, session=self._session)
        self._dispatcher = Dispatcher(disable_fsm=True)
        self._dispatcher.include_router(_router())
        self._answers: set[asyncio.Task[None]] = set()

    # --- hearing -------------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Tells Telegram how we hear, then hears until cancelled."""
        await self.prepare()
        if self._webhook_url:
            await self.keep_webhook()
        else:
            await self.poll()

    async def prepare(self) -> None:
        """Sets or removes the webhook, and says who we are, as often as it takes."""
        if self._webhook_url:
            await self._persist(self._set_webhook)
        else:
            await self._persist(self._bot.delete_webhook)
        await self._persist(self._present)

    async def poll(self) -> None:
        """Long polling: a batch is confirmed, by asking for the next, only when it is stored.

        Telegram's numbers are its own: after a quiet week it counts anew, perhaps lower, and is followed.
        """
        offset = 0

        async def hear_batch() -> None:
            nonlocal offset
            updates = await self._ask_for_updates(offset)
            await self._store(updates)
            numbers = [number for number in map(_number, updates) if number is not None]
            following = max(numbers, default=offset - 1) + 1
            if updates and following == offset:  # nothing that could be confirmed: it will come again
                await self._clock.sleep(1)
            offset = following

        while True:
            await self._persist(hear_batch)

    async def _ask_for_updates(self, offset: int) -> list[dict[str, Any]]:
        """One getUpdates. A webhook that somebody else has set is taken away again, and the fault told."""
        ask = RawUpdates(offset=offset or None, timeout=POLL_SECONDS, allowed_updates=list(_HEARD))
        try:
            updates = cast(list[Any], await self._bot(ask, request_timeout=POLL_SECONDS + 10))
        except TelegramConflictError as conflict:
            if "webhook" in conflict.message.lower():
                await self._bot.delete_webhook()
            raise
        self._pulse.beat()
        objects = [update for update in updates if isinstance(update, dict)]
        if len(objects) < len(updates):
            _log.warning("updates_not_objects", count=len(updates) - len(objects))
        return objects

    async def _store(self, updates: list[dict[str, Any]]) -> None:
        """Returns when they are stored. What is grave in those that cannot be has the help lines meanwhile."""
        try:
            await self._hearing.hear([raw(update) for update in updates])
        except Exception:
            for update in updates:
                await self.help.answer(*_written(update))
            raise

    async def _say_lines(self, chat: str, lines: str) -> None:
        await self._bot.send_message(chat, lines, parse_mode=None, request_timeout=10)

    async def keep_webhook(self) -> None:
        """Looks at the webhook every minute: whoever has our token can take it away, or set another."""
        while True:
            await self._persist(self._look_at_webhook)
            await self._clock.sleep(LOOK_SECONDS)

    async def _look_at_webhook(self) -> None:
        found = await self._bot.get_webhook_info()
        kinds = found.allowed_updates
        if found.url != self._webhook_url or (kinds is not None and set(kinds) != set(_HEARD)):
            _log.warning("telegram_webhook_set_again")
            await self._set_webhook()
        self._pulse.beat()

    def register(self, app: web.Application) -> None:
        """The webhook's route, at the path of its URL."""
        app.router.add_post(urlsplit(self._webhook_url).path or "/", self._hear_post)

    async def _hear_post(self, request: web.Request) -> web.Response:
        """200 when the update is stored, and not before; whoever has no secret learns nothing."""
        given = request.headers.get(_SECRET_HEADER, "")
        secret = self._webhook_secret.encode()
        if not secret or not hmac.compare_digest(given.encode(errors="surrogateescape"), secret):
            return web.Response(status=403)
        body = await _read(request, MOST_UPDATE_BYTES)
        if body is None:
            return web.Response(status=413)
        try:
            update = json.loads(body)
        except ValueError:
            update = None
        if not isinstance(update, dict):
            return web.Response(status=400)
        try:
            await self._store([update])
        except Exception as fault:  # noqa: BLE001 - whatever it is, Telegram keeps the update and sends it again
            _log.error("update_not_stored", update=_number(update), fault=type(fault).__name__)
            return web.Response(status=503)
        return web.Response()

    # --- reading back --------------------------------------------------------------------------------------

    async def feed(self, row: Waiting) -> None:
        """Reads a stored update back. Who taps sees her button let go at once, before the turn."""
        if row.body == _OF_A_GROUP:
            await self._hearing.set_aside(row, "")
            await self._greet(row.lane)
            return
        try:
            update = _known(json.loads(row.body))
            parsed = Update.model_validate(update, context={"bot": self._bot}) if update else None
        except (ValueError, TypeError) as fault:
            await self._hearing.set_aside(row, _problem(fault))
            return
        if parsed is not None and parsed.callback_query is not None:
            self._let_go(parsed.callback_query.id)
        happened = await self._dispatcher.feed_update(self._bot, parsed) if parsed is not None else None
        if isinstance(happened, _Happened):
            await self._turn(row, happened)
        else:
            await self._hearing.set_aside(row, "")

    async def _turn(self, row: Waiting, happened: _Happened) -> None:
        try:
            await self._hearing.turn(row, happened.carrier_id, happened.event)
        except Exception:
            await self.help.answer(*_written(json.loads(row.body)))
            raise

    def _let_go(self, query: str) -> None:
        """Ends the waiting sign on the button, beside the turn; too many at once end by themselves."""
        if len(self._answers) < _MOST_ANSWERS:
            task = asyncio.create_task(self._answer(query))
            self._answers.add(task)
            task.add_done_callback(self._answers.discard)

    async def _answer(self, query: str) -> None:
        with suppress(AiogramError, ClientError, OSError):  # too old: nobody waits for it any more
            await self._bot.answer_callback_query(query, request_timeout=10)

    async def _greet(self, group: str) -> None:
        """The one line of a group; a comfort, never said twice, whatever becomes of the call."""
        with suppress(AiogramError, ClientError, OSError):
            name = (await self._bot.me()).username
            line = GROUP_LINE.format(link=f"https://t.me/{name}")
            await self._bot.send_message(group, line, disable_notification=True, request_timeout=10)

    # --- asking --------------------------------------------------------------------------------------------

    async def introduce(self, known: Callable[[str], Awaitable[None]]) -> None:
        """Tells the bot's name, for links that begin a chat; asks until Telegram answers, and it is kept."""

        async def ask() -> None:
            await known((await self._bot.me()).username or "")

        await self._persist(ask)

    async def server_time(self) -> datetime | None:
        """Telegram's time, to the second; None where it is Telegram that does not answer."""
        url = self._session.api.api_url(self._bot.token, "getMe")
        try:
            session = await self._session.create_session()
            async with session.get(url, timeout=ClientTimeout(total=10), allow_redirects=False) as response:
                answer = json.loads(await _bounded(response))
                date = parsedate_to_datetime(response.headers["Date"])
        except (ClientError, OSError, ValueError, KeyError, Oversized):
            return None
        return date if isinstance(answer, dict) and answer.get("ok") is True else None

    async def fetch(self, ref: str, most_bytes: int = MOST_FILE_BYTES) -> bytes:
        """The content of a file that somebody sent; raises `Unfetched`."""
        try:
            file = await self._bot.get_file(ref)
            url = self._session.api.file_url(self._bot.token, file.file_path or "")
            session = await self._session.create_session()
            async with session.get(url, timeout=ClientTimeout(total=60), allow_redirects=False) as response:
                if response.status != HTTPStatus.OK:
                    raise Unfetched(str(response.status))
                return await _bounded(response, most_bytes)
        except Oversized:
            raise Unfetched("too heavy") from None
        except (AiogramError, ClientError, OSError) as fault:  # its text may hold the URL: the token
            raise Unfetched(type(fault).__name__) from None

    async def close(self) -> None:
        """Lets the last buttons go and closes the connections."""
        await asyncio.gather(*self._answers)
        await self._session.close()

    # --- setting up ----------------------------------------------------------------------------------------

    async def _set_webhook(self) -> None:
        await self._bot.set_webhook(self._webhook_url, secret_token=self._webhook_secret, allowed_updates=list(_HEARD))

    async def _present(self) -> None:
        """The menu and what an empty chat says: comforts, set where they differ; without them everything works."""
        bot = self._bot
        try:
            menu = tuple((one.command, one.description) for one in await bot.get_my_commands())
            if menu != COMMANDS:
                await bot.set_my_commands([BotCommand(command=name, description=words) for name, words in COMMANDS])
            if (await bot.get_my_description()).description != DESCRIPTION:
                await bot.set_my_description(DESCRIPTION)
            if (await bot.get_my_short_description()).short_description != SHORT_DESCRIPTION:
                await bot.set_my_short_description(SHORT_DESCRIPTION)
        except AiogramError as fault:
            _log.warning("telegram_not_presented", fault=type(fault).__name__)

    async def _persist(self, call: Callable[[], Awaitable[object]]) -> None:
        """Calls until it works, waiting twice as long each time, a minute at most."""
        seconds = 1.0
        while True:
            try:
                await call()
                return
            except Exception as fault:  # noqa: BLE001 - whatever it is, an ear does not stop hearing
                self._pulse.missed(_trouble(fault))
                _tell(fault)
                wait = float(fault.retry_after) if isinstance(fault, TelegramRetryAfter) else seconds
            await self._clock.sleep(wait)
            seconds = min(seconds * 2, MOST_WAIT_SECONDS)


# --- from Telegram's words to ours ---------------------------------------------------------------------------


def raw(update: dict[str, Any]) -> Raw:
    """The row that keeps an update. Without a number (Telegram gives one always) its content is the key.

    All that a group says is one row, without a word of it.
    """
    group = _group(update)
    if group:
        return Raw(CHANNEL, f"group:{group}", group, _OF_A_GROUP)
    body, number = json.dumps(update), _number(update)
    key = hashlib.sha256(body.encode()).hexdigest()[:32] if number is None else str(number)
    return Raw(CHANNEL, key, _lane(update), body)


def _number(update: dict[str, Any]) -> int | None:
    number = update.get("update_id")
    return number if isinstance(number, int) else None


def _lane(update: dict[str, Any]) -> str:
    """The chat's id, as far as it can be seen without decoding."""
    return str(_chat(update).get("id", ""))


def _chat(update: dict[str, Any]) -> dict[str, Any]:
    for said in update.values():
        if isinstance(said, dict):
            for holder in (said, said.get("message"), {"chat": said.get("from")}):
                chat = holder.get("chat") if isinstance(holder, dict) else None
                if isinstance(chat, dict) and "id" in chat:
                    return chat
    return {}


def _group(update: dict[str, Any]) -> str:
    """The id of the group that it comes from; `""` where it is none, or one that we were just sent away from."""
    chat = _chat(update)
    if chat.get("type") not in _GROUPS:
        return ""
    change = update.get("my_chat_member")
    member = change.get("new_chat_member") if isinstance(change, dict) else None
    away = isinstance(member, dict) and member.get("status") in _AWAY
    return "" if away else str(chat["id"])


def _written(update: dict[str, Any]) -> tuple[str, str]:
    """The private chat of an update and what is written in it; `("", "")` where nobody wrote to us."""
    message = update.get("message") or update.get("edited_message")
    chat = message.get("chat") if isinstance(message, dict) else None
    if not isinstance(message, dict) or not isinstance(chat, dict) or chat.get("type") != "private":
        return "", ""
    words = message.get("text") or message.get("caption")
    return (str(chat.get("id", "")), _clean(words)) if isinstance(words, str) else ("", "")


def _known(update: object) -> dict[str, Any] | None:
    """The update if it is of a kind that we hear; raises TypeError where it is not an object."""
    if not isinstance(update, dict):
        raise TypeError("not an object")
    return update if any(update.get(name) is not None for name in _HEARD) else None


def _problem(fault: Exception) -> str:
    """What could not be read, for the operator: places, never content."""
    if isinstance(fault, ValidationError):
        places = (".".join(map(str, error["loc"])) for error in fault.errors(include_input=False))
        return f"Telegram: no se entiende {', '.join(sorted(set(places))[:5])}"
    return "Telegram: no es un objeto JSON"


def _trouble(fault: Exception) -> Trouble:
    """Why we did not hear."""
    if isinstance(fault, TelegramUnauthorizedError | TelegramNotFound):
        return "token"
    return "elsewhere" if isinstance(fault, TelegramConflictError) else "away"


def _tell(fault: Exception) -> None:
    """What the operator should do, without the token."""
    if isinstance(fault, TelegramUnauthorizedError | TelegramNotFound):
        aviso = "Telegram no acepta el token. Revisa YACHASKI_TELEGRAM_TOKEN y YACHASKI_TELEGRAM_API."
        _log.error("telegram_token_refused", aviso=aviso)
    elif isinstance(fault, TelegramConflictError):
        aviso = "Otro programa escucha con el mismo token. Apaga el otro; aquí se sigue probando."
        _log.error("telegram_conflict", aviso=aviso)
    else:
        _log.warning("telegram_not_heard", fault=type(fault).__name__)


async def _bounded(response: ClientResponse, most_bytes: int = MOST_ANSWER_BYTES) -> bytes:
    """The answer as it is after unpacking; raises `Oversized`."""
    content = bytearray()
    async for chunk in response.content.iter_any():
        content += chunk
        if len(content) > most_bytes:
            raise Oversized
    return bytes(content)


async def _read(request: web.Request, most_bytes: int) -> bytes | None:
    """The body, or None where it is longer."""
    if (request.content_length or 0) > most_bytes:
        return None
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > most_bytes:
            return None
    return bytes(body)


def _router() -> Router:
    """Private chats only: what is said in groups and channels is nobody's lesson."""
    router = Router()
    router.message.register(_said, _is_text)
    router.message.register(_attached, _is_attached)
    router.edited_message.register(_edited, _is_private)
    router.callback_query.register(_tapped)
    router.my_chat_member.register(_allowed, _is_private)
    return router


# Coroutines, since aiogram sends every other filter, `F` too, to a thread and back.


async def _is_private(said: Message | ChatMemberUpdated) -> bool:
    return said.chat.type == ChatType.PRIVATE


async def _is_text(message: Message) -> bool:
    return bool(message.text) and await _is_private(message)


async def _is_attached(message: Message) -> bool:
    return message.content_type in _KINDS and await _is_private(message)


async def _said(message: Message) -> _Happened:
    return _Happened(str(message.chat.id), Said(_clean(message.text or ""), str(message.message_id)))


async def _edited(message: Message) -> _Happened:
    words = _clean(message.text or message.caption or "")
    return _Happened(str(message.chat.id), Edited(words, str(message.message_id)))


async def _attached(message: Message) -> _Happened:
    file = message.photo[-1] if message.photo else getattr(message, message.content_type, None)
    happened = Attached(
        "table" if message.document and _is_table(message.document) else _KINDS[message.content_type],
        ref=getattr(file, "file_id", ""),
        size=getattr(file, "file_size", None) or 0,
        caption=_clean(message.caption or ""),
        album=message.media_group_id or "",
        message=str(message.message_id),
    )
    return _Happened(str(message.chat.id), happened)


def _is_table(file: Document) -> bool:
    """A spreadsheet, by its name or by what the phone says that it is."""
    name, mime = (file.file_name or "").lower(), file.mime_type or ""
    return name.endswith(_TABLES) or "spreadsheet" in mime or "excel" in mime or mime == "text/csv"


async def _tapped(query: CallbackQuery) -> _Happened | None:
    """A button that is not ours, or of an earlier version, is heard as a tap on nothing: core has a next step."""
    chat = query.message.chat if query.message else None
    if chat is not None and chat.type != ChatType.PRIVATE:
        return None
    match = _TAP.fullmatch(query.data or "")
    tapped = Tapped(match[1], match[2]) if match else Tapped("", "")
    return _Happened(str(chat.id if chat else query.from_user.id), tapped)


async def _allowed(change: ChatMemberUpdated) -> _Happened | None:
    """The person blocked the bot, or lets it speak again."""
    events: dict[str, Heard] = {ChatMemberStatus.KICKED: Blocked(), ChatMemberStatus.MEMBER: Unblocked()}
    event = events.get(change.new_chat_member.status)
    return _Happened(str(change.chat.id), event) if event else None


def _clean(text: str) -> str:
    """Without what no database keeps: the zero byte, and half a pair of characters."""
    return text.replace("\0", "").encode(errors="ignore").decode()
