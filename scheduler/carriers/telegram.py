"""The mouth of Telegram (python-telegram-bot): one delivery, one call, one outcome.

There is no idempotency key: a call whose answer was lost is in doubt, neither sent nor failed. So the
transport tells apart what never left the box from what was written; nothing here retries, and only `permit`
waits.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Coroutine
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import aiohttp
import structlog
from msgspec import Struct
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputFile, LinkPreviewOptions
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.ext import BaseRateLimiter, ExtBot
from telegram.request import BaseRequest, RequestData

from bot.ports.clock import Clock
from bot.ports.sending import Delivery, File, Message, Outcome
from scheduler.carriers.pace import Pace, is_group

CALL_SECONDS = 30.0
FILE_SECONDS = 55.0  # a started call keeps its claim for a minute at least
MOST_ANSWER_BYTES = 1 << 20
UNSAID_SECONDS = 30.0
"""How long to be silent after a 429 that does not say how long."""

_FIRST_RETRY, _LAST_RETRY = timedelta(seconds=5), timedelta(minutes=1)
_TOKEN_RETRY = timedelta(minutes=1)
_UNCHANGED = "not modified"
_ALREADY_SO = (_UNCHANGED, "to edit not found", "can't be edited", "no text in the message to edit")
_READ = ("message_id", "date", "chat")
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

Json = dict[str, Any]

_log = structlog.get_logger(__name__)


class NeverSent(NetworkError):
    """Not a byte of the request was written: the carrier cannot have it."""


class Garbled(TelegramError):
    """An answer that the carrier does not give: a captive portal's, or a proxy's."""


class Flooded(RetryAfter):
    """A 429. Its parent's constructor warns of its own property, so that it is not called."""

    def __init__(self, seconds: float) -> None:
        TelegramError.__init__(self, f"Flood control exceeded, {seconds:.0f} seconds")
        self._retry_after = timedelta(seconds=seconds)
        self.seconds = seconds
        self.until: datetime | None = None

    @classmethod
    def waiting(cls, until: datetime) -> Flooded:
        """For a call that is not made, because another one's 429 asked for silence until then."""
        flooded = cls(1)
        flooded.until = until
        return flooded


class Unedited(TelegramError):
    """The message that was to be edited cannot be: what was to stand in it goes as a message of its own."""


class _Written(Struct):
    """Whether a request's first byte may have left."""

    yes: bool = False


class Transport(BaseRequest):
    """python-telegram-bot over aiohttp: seven times the calls a second of its own transport."""

    def __init__(self, seconds: float = CALL_SECONDS, file_seconds: float = FILE_SECONDS) -> None:
        self._seconds = seconds
        self._file_seconds = file_seconds
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return self._seconds

    async def initialize(self) -> None:
        if self._session is None:
            tracing = aiohttp.TraceConfig()
            tracing.on_request_headers_sent.append(_mark_written)
            # as many at once as have a permit, so that no call waits behind those that a dead network keeps
            self._session = aiohttp.ClientSession(trace_configs=[tracing], connector=aiohttp.TCPConnector(limit=0))

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: object, **__: object
    ) -> tuple[int, bytes]:
        """The answer's code and body; raises `NeverSent`, or what leaves the call in doubt, or `Flooded`."""
        if self._session is None:
            raise NeverSent("not open")
        seconds = self._file_seconds if request_data and request_data.contains_files else self._seconds
        written = _Written()
        try:
            async with self._session.request(
                method,
                url,
                data=_body(request_data),
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(total=seconds),
                trace_request_ctx=written,
            ) as response:
                code, payload = response.status, await _bounded(response)
        except (aiohttp.ClientError, TimeoutError, OSError) as fault:  # its text may hold the URL: the token
            raise _in_doubt(fault) if written.yes else NeverSent(type(fault).__name__) from None
        if code == 429:
            raise Flooded(_retry_after(payload))
        if code == 413:
            raise BadRequest("Request Entity Too Large")
        return code, payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> Json:
        """The answer, if it is one of Telegram's; unlike the library's own, logs nothing of what it holds."""
        try:
            answer = json.loads(payload)
        except ValueError:
            answer = None
        if isinstance(answer, dict) and answer.get("ok") is False:
            return answer
        if isinstance(answer, dict) and _is_message(answer.get("result")):
            return {**answer, "result": _slim(answer["result"])}
        raise Garbled("not an answer of Telegram")


async def _bounded(response: aiohttp.ClientResponse) -> bytes:
    """The answer as far as one of Telegram's can go; the rest is none that we could read."""
    content = bytearray()
    async for chunk in response.content.iter_any():
        content += chunk
        if len(content) > MOST_ANSWER_BYTES:
            raise aiohttp.ClientPayloadError("oversized")
    return bytes(content)


async def _mark_written(_: aiohttp.ClientSession, context: SimpleNamespace, __: object) -> None:
    context.trace_request_ctx.yes = True


def _in_doubt(fault: Exception) -> NetworkError:
    if isinstance(fault, TimeoutError):
        return TimedOut(type(fault).__name__)
    return NetworkError(type(fault).__name__)


def _is_message(result: object) -> bool:
    return result is True or (isinstance(result, dict) and "message_id" in result)


def _slim(result: Any) -> Any:
    """A message without what the library would read back and nobody looks at: we know what we said."""
    return {name: result[name] for name in _READ if name in result} if isinstance(result, dict) else result


def _body(data: RequestData | None) -> aiohttp.FormData | aiohttp.BytesPayload | None:
    if data is None:
        return None
    if not data.contains_files:
        return aiohttp.BytesPayload(data.json_payload, content_type="application/json")
    form = aiohttp.FormData(data.json_parameters)
    for field, (name, content, mime) in data.multipart_data.items():
        form.add_field(field, content, filename=name, content_type=mime)
    return form


def _retry_after(payload: bytes) -> float:
    """Seconds of silence that a 429 asks for, wherever it says so; else our own."""
    try:
        seconds = float(json.loads(payload)["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError):
        return UNSAID_SECONDS
    return seconds if seconds > 0 else UNSAID_SECONDS


class Silence(BaseRateLimiter[bool]):
    """The library's slot for a limiter: never waits, never retries, makes a 429 everybody's deadline.

    A group's own limit is lower than the bot's, so that there it is the group's. What is urgent (the argument of the
    slot) asks nobody's leave, and what it is told is about its own chat.
    """

    def __init__(self, pace: Pace) -> None:
        self._pace = pace

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, bool | Json | list[Json]]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: bool | None,
    ) -> bool | Json | list[Json]:
        chat = str(data.get("chat_id"))
        until = self._pace.silent_until()
        if until is not None and not rate_limit_args:  # it was asked for after this call's permit: the call is not made
            raise Flooded.waiting(until)
        self._pace.leaves(chat)
        try:
            return await callback(*args, **kwargs)
        except Flooded as flooded:
            flooded.until = await self._pace.hold(flooded.seconds, chat if rate_limit_args or is_group(chat) else "")
            raise


class TelegramMouth:
    """Speaks Telegram. `carrier_message(prompt)` finds the message that asked; `file(delivery)` makes what a
    document or photo needs. `open` before the first call, `close` after the last."""

    channel = "telegram"

    def __init__(
        self,
        token: str,
        api_base: str,
        pace: Pace,
        clock: Clock,
        *,
        carrier_message: Callable[[str], Awaitable[str | None]],
        file: Callable[[Delivery], Awaitable[File]],
        transport: Transport | None = None,
    ) -> None:
        self._pace = pace
        self._clock = clock
        self._carrier_message = carrier_message
        self._file = file
        self._transport = transport or Transport()
        self._me = f"{api_base.rstrip('/')}/bot{token}/getMe"
        self._bot = ExtBot(
            token,
            base_url=f"{api_base.rstrip('/')}/bot",
            base_file_url=f"{api_base.rstrip('/')}/file/bot",
            request=self._transport,
            get_updates_request=self._transport,
            rate_limiter=Silence(pace),
        )
        self._token_refused = False
        self._unedited: set[str] = set()

    async def open(self) -> None:
        """Opens the transport and reads how long the carrier still wants silence; calls nobody."""
        await self._transport.initialize()
        await self._pace.load()

    async def close(self) -> None:
        await self._transport.shutdown()

    async def permit(self, delivery: Delivery) -> None:
        await self._pace.permit(delivery.carrier_id, rank=delivery.priority, edit=self._edits(delivery))

    async def speak(self, delivery: Delivery) -> Outcome:
        """Makes the one call that the delivery is."""
        try:
            message = await self._call(delivery)
        except TelegramError as no:
            return self._outcome(delivery, no)
        finally:
            self._pace.leaves(delivery.carrier_id)  # where nothing was to be edited, no call did
            if not self._edits(delivery):
                self._pace.called(delivery.carrier_id)
        self._token_refused = False
        self._unedited.discard(delivery.id)
        return Outcome("sent", message=message)

    async def answers(self) -> bool:
        """Whether Telegram itself answers; a captive portal or an outage behind the first door does not count."""
        try:
            code, payload = await self._transport.do_request(self._me, "POST")
            return code < 500 and isinstance(json.loads(payload), dict)
        except Flooded:
            return True
        except (TelegramError, ValueError):
            return False

    def _edits(self, delivery: Delivery) -> bool:
        """Whether the call changes a message that is there; one that was refused is not tried again."""
        changes = bool(delivery.message.above or delivery.message.removes) and delivery.id not in self._unedited
        return bool(delivery.message.retires) or changes

    async def _call(self, delivery: Delivery) -> str:
        """The id of the message that the person now has; `""` where there was nothing to edit."""
        message, chat = delivery.message, int(delivery.carrier_id)
        if message.retires:
            return await self._retire(chat, message)
        if message.removes and self._edits(delivery):
            return await self._remove(chat, message)
        keyboard, urgent = _keyboard(message), delivery.urgent
        asked = await self._carrier_message(message.follows) if self._edits(delivery) else None
        if asked is not None:
            return await self._write_under(chat, int(asked), delivery, keyboard)
        upload = await self._upload(delivery) if message.document or message.media else None
        if upload is None:
            sent = await self._bot.send_message(
                chat, message.text, reply_markup=keyboard, link_preview_options=_NO_PREVIEW, rate_limit_args=urgent
            )
        elif message.media:
            sent = await self._bot.send_photo(chat, upload, caption=message.text or None, reply_markup=keyboard)
        else:
            sent = await self._bot.send_document(chat, upload, caption=message.text or None, reply_markup=keyboard)
        return str(sent.message_id)

    async def _retire(self, chat: int, message: Message) -> str:
        """The text takes the place of the question and its buttons."""
        asked = await self._carrier_message(message.retires)
        if asked is None:
            return ""
        await self._bot.edit_message_text(message.text, chat, int(asked), link_preview_options=_NO_PREVIEW)
        return asked

    async def _remove(self, chat: int, message: Message) -> str:
        """They go from the chat, also what the person wrote; what is not there any more is passed over."""
        try:
            await self._bot.delete_messages(chat, [int(one) for one in message.removes if one.isdigit()])
        except BadRequest as no:
            if no.__cause__ is not None:
                raise
            raise Unedited(no.message) from None
        return ""

    async def _write_under(
        self, chat: int, asked: int, delivery: Delivery, keyboard: InlineKeyboardMarkup | None
    ) -> str:
        """The words under the question that was tapped, in its own message."""
        text = f"{delivery.message.above}\n\n{delivery.message.text}"
        try:
            await self._bot.edit_message_text(
                text,
                chat,
                asked,
                reply_markup=keyboard,
                link_preview_options=_NO_PREVIEW,
                rate_limit_args=delivery.urgent,
            )
        except BadRequest as no:
            if no.__cause__ is not None:
                raise
            if _UNCHANGED not in no.message.lower():
                raise Unedited(no.message) from None
        return str(asked)

    async def _upload(self, delivery: Delivery) -> InputFile:
        file = await self._file(delivery)
        upload = InputFile(file.content, filename=file.name)
        upload.mimetype = file.mime
        return upload

    def _outcome(self, delivery: Delivery, no: TelegramError) -> Outcome:
        """What a refusal or a silence means."""
        match no:
            case Flooded(until=until):
                return Outcome("later", problem="429", not_before=until)
            case NeverSent():
                return Outcome("later", problem=f"never sent: {no}", not_before=self._retry_at(delivery))
            case Unedited():
                self._unedited.add(delivery.id)
                return Outcome("later", problem=f"not edited: {no.message}"[:200], not_before=self._clock.now())
            case InvalidToken() if no.__cause__ is None:
                return self._refused_token()
            case _ if no.__cause__ is None:
                return _said(delivery, no)
            case _:  # the refusal is not in Telegram's words: somebody between us answered
                return Outcome("uncertain", problem="not an answer of Telegram")

    def _retry_at(self, delivery: Delivery) -> datetime:
        if delivery.urgent:  # the sender asks first whether the network is back
            return self._clock.now()
        doublings = min(max(delivery.tries - 1, 0), 10)
        return self._clock.now() + min(_FIRST_RETRY * (1 << doublings), _LAST_RETRY)

    def _refused_token(self) -> Outcome:
        """Nothing can leave until the operator mends it; told once, not with every delivery."""
        if not self._token_refused:
            self._token_refused = True
            _log.error(
                "telegram_token_refused",
                aviso="Telegram no acepta el token. Revisa YACHASKI_TELEGRAM_TOKEN y vuelve a arrancar.",
            )
        return Outcome("later", problem="token refused", not_before=self._clock.now() + _TOKEN_RETRY)


def _said(delivery: Delivery, no: TelegramError) -> Outcome:
    """What Telegram's own refusal means, and its silence. (To the library a BadRequest is a NetworkError.)"""
    if isinstance(no, Forbidden):
        return Outcome("blocked", problem=no.message)
    if isinstance(no, ChatMigrated):
        return Outcome("moved", carrier_id=str(no.new_chat_id))
    if not isinstance(no, BadRequest):  # 5xx, a lost answer: it may have been accepted
        return Outcome("uncertain", problem=f"{type(no).__name__}: {no.message}"[:200])
    if delivery.message.retires and any(said in no.message.lower() for said in _ALREADY_SO):
        return Outcome("sent")
    return Outcome("failed", problem=no.message[:200])


def _keyboard(message: Message) -> InlineKeyboardMarkup | None:
    """Letters stand side by side; a label that is more than a letter gets a row of its own."""
    if not message.buttons:
        return None
    buttons = [
        InlineKeyboardButton(label, callback_data=f"v1:{message.prompt}:{letter}") for letter, label in message.buttons
    ]
    if all(len(label) == 1 for _, label in message.buttons):
        return InlineKeyboardMarkup([buttons])
    return InlineKeyboardMarkup([[button] for button in buttons])
