"""Ears for a browser: the chat's page, what it sends, and the stream of what it is told.

Each seat is somebody, known by a cookie that goes to that seat's path alone. A GET spends or stores
nothing that anybody said. What is sent is durable before it is answered; what is shown comes from the store alone, so
a page that lost its connection, or has no JavaScript, misses nothing.
"""

from __future__ import annotations

import asyncio
import base64
import functools
import re
import secrets
import traceback
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import tzinfo
from typing import TypeVar
from urllib.parse import quote

import structlog
from aiohttp import web
from msgspec import DecodeError, Struct, field

from bot.channels.web import cookies, guard
from bot.channels.web.callers import Callers
from bot.channels.web.cookies import Cookies
from bot.channels.web.guard import Allowance, Refused
from bot.channels.web.pages import POLICY, Calendar, Look, insert, once, settled
from bot.channels.web.seal import hashed, new_key
from bot.channels.web.stream import ANSWER_SECONDS, Streams
from bot.channels.web.tries import Tries
from bot.core import meaning
from bot.core.event import Attached, Heard, Left, Said, Tapped, from_json, to_json
from bot.ports.book import Book
from bot.ports.clock import Clock
from bot.ports.hearing import Bell, Hearing, Raw, Waiting
from bot.ports.sending import Files
from bot.ports.store import Store

TEXT_CHARACTERS = 4096

_KEY = re.compile(r"[A-Za-z0-9_-]{1,64}")
_LETTER = re.compile(r"\w{1,3}")
_CODE = re.compile(r"[A-Za-z0-9_-]{1,64}")
_NUMBER = re.compile(r"\d{1,15}")
_SAID_COOKIE = "dicho"
_TO = "to:"
_PICTURES = {"image/png", "image/jpeg", "image/gif", "image/webp"}
_UNSTORABLE = {code: None for code in [*range(32), 127, *range(0xD800, 0xE000)] if chr(code) not in "\t\n"}

_log = structlog.get_logger(__name__)

E = TypeVar("E", bound="WebEar")
Handler = Callable[[E, web.Request], Awaitable[web.StreamResponse]]


class Site(Struct, frozen=True):
    """What the operator says about the page: whose days it dates by, its name, the words it speaks, and the address
    (`origin`) at which people open it. `lines` is what to say where grave words are not taken (`""`: they are not
    grave). `callers` knows who calls behind a proxy, `tries` counts for all the ears
    together, and `doubted` says whether the clock is not to be believed."""

    zone: tzinfo
    title: str = "Yachaski"
    locale: str = "es_PE"
    gettext: Callable[[str], str] = str
    origin: str = ""
    lines: Callable[[str], str] = lambda _text: ""
    callers: Callers = field(default_factory=Callers)
    tries: Tries | None = None
    doubted: Callable[[Book], bool] = lambda _book: False


def kindly(handler: Handler[E]) -> Handler[E]:
    """Answers what is refused, or fails, with a sentence that says what to do next."""

    @functools.wraps(handler)
    async def handle(self: E, request: web.Request) -> web.StreamResponse:
        try:
            return await handler(self, request)
        except Refused as refused:
            return self._say_no(refused)
        except web.HTTPException:
            raise
        except Exception as fault:  # noqa: BLE001 - whatever fails here, a person waits for a sentence
            place = traceback.extract_tb(fault.__traceback__)[-1]
            # Its message may hold what somebody wrote, so only its kind and place are logged.
            _log.error("page_failed", fault=type(fault).__name__, at=f"{place.name}:{place.lineno}")
            return self._say_no(
                Refused(500, self._("Algo falló de nuestro lado. Espera un momento y vuelve a intentarlo."), 10)
            )

    return handle


class WebEar:
    """Hears the page: every seat is somebody's own browser. `files` makes the bytes of documents and pictures."""

    channel = "web"
    seat = "[a-z0-9-]{1,20}"
    home = "yo"
    shared = False
    hears: tuple[type[Heard], ...] = (Said, Tapped, Attached, Left)

    def __init__(
        self,
        hearing: Hearing,
        store: Store,
        bell: Bell,
        clock: Clock,
        files: Files,
        site: Site,
        allowance: Allowance | None = None,
    ) -> None:
        self._hearing = hearing
        self._store = store
        self._clock = clock
        self._files = files
        self._ = site.gettext
        self._origin = site.origin
        self._lines = site.lines
        self._allowance = allowance or Allowance()
        self._callers, self.tries = site.callers, site.tries or Tries(clock)
        self._coming: dict[str, asyncio.Event] = {}
        self.cookies = Cookies(clock, self._is_known, lambda: store.read(site.doubted), store)
        self._look = Look(site.title, site.locale.partition("_")[0], site.gettext)
        self.streams = Streams(self.channel, store, bell, Calendar(site.zone, site.locale), gone=self._gone)

    # --- what app needs ------------------------------------------------------------------------------------

    def routes(self) -> list[web.RouteDef]:
        """The chat's routes."""
        return [*self._seat_routes(), *self._look.routes()]

    def _seat_routes(self) -> list[web.RouteDef]:
        seat = f"/s/{{seat:{self.seat}}}"
        return [
            web.get(seat, self._home),
            web.get(f"{seat}/", self._page),
            web.post(f"{seat}/say", self._say),
            web.post(f"{seat}/salir", self._leave),
            web.get(f"{seat}/stream", self._stream, allow_head=False),
            web.get(f"{seat}/file/{{number:[0-9]{{1,15}}}}", self._file),
        ]

    def setup(self, app: web.Application, *, home: bool = True) -> None:
        """Adds the routes to `app`, with `home` also `/`, and ends the open streams when `app` shuts down."""
        app.add_routes(self.routes())
        if home:
            app.router.add_get("/", self._home)

        async def close(_: web.Application) -> None:
            self.close()

        app.on_shutdown.append(close)

    def close(self) -> None:
        """Ends every open stream; the pages come back by themselves."""
        self.streams.end()

    async def feed(self, row: Waiting) -> None:
        """Hands a stored row on to its turn."""
        try:
            body, carrier = addressee(row.body, row.lane)
            heard = from_json(body)
        except DecodeError:
            await self._hearing.set_aside(row, "unreadable row")
            return
        if not isinstance(heard, self.hears):
            await self._hearing.set_aside(row, f"a page does not send {type(heard).__name__}")
            return
        if carrier != row.lane:
            await self._move(row.lane, carrier)
        wrong = await self._hearing.turn(row, carrier, heard)
        self.tries.ends(row.lane, wrong=wrong)
        self.streams.ring(row.lane)
        if carrier != row.lane:
            self._moved_away(row.lane)
            self.streams.ring(carrier)
            self._coming.pop(carrier, asyncio.Event()).set()

    async def _move(self, old: str, new: str) -> None:
        """Whoever holds the old key holds nothing from here on: what is here goes to the new one."""

        def move(book: Book) -> None:
            address = book.address(self.channel, old)
            if address is not None and book.address(self.channel, new) is None:
                book.move_address(address.id, new)

        await self._store.run(move, key=old)

    def _moved_away(self, old: str) -> None:
        """Pages that listen under the old key come back at once, with the new one."""
        self.streams.move(old)

    async def _has_come(self, carrier: str) -> None:
        """Returns when the turn has run that gives the new key what the one before it held, or takes too long."""
        coming = self._coming.get(carrier)
        if coming is None:
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(ANSWER_SECONDS):
                await coming.wait()
        self._coming.pop(carrier, None)

    # --- who sits there ------------------------------------------------------------------------------------

    async def _gone(self, carrier: str) -> bool:
        """Whether the key opens the seat no more."""
        return False

    async def _is_known(self, carrier: str) -> bool:
        """Whether something was said under the carrier's id."""
        return await self._store.read(lambda book: book.address(self.channel, carrier) is not None)

    async def _sitting(self, request: web.Request) -> str | None:
        """Who sits at this seat; None for a browser without a key of ours."""
        return await self.cookies.carrier_id(request)

    async def _key(self, request: web.Request) -> str:
        """The key of whoever opens the page, a new one for a newcomer."""
        return await self.cookies.key(request) or new_key()

    def _keep(self, request: web.Request, response: web.StreamResponse, key: str) -> None:
        """Leaves the key with the browser."""
        self.cookies.keep(request, response, key)

    # --- the page ------------------------------------------------------------------------------------------

    async def _home(self, request: web.Request) -> web.Response:
        return cookies.led(request, request.match_info.get("seat", self.home))

    @kindly
    async def _page(self, request: web.Request) -> web.StreamResponse:
        if "start" in request.query:
            return cookies.led(request, cookies.seat_of(request))
        key = await self._key(request)
        carrier = hashed(key)
        await self._has_come(carrier)
        since = _number(request.query.get("tras"))
        if since is not None:
            await self.streams.answered(carrier, since)
        response = await self._render(request, carrier)
        self._keep(request, response, key)
        return response

    async def _render(self, request: web.Request, carrier: str, status: int = 200, **values: object) -> web.Response:
        before = _number(request.query.get("antes"))
        lines, last = await self.streams.window(carrier, before)
        after, said = _unpack(cookies.get(request, _SAID_COOKIE))
        shown = once(settled(lines)) if self.shared else settled(lines)
        if said and before is None and lines and lines[0].n - 1 <= after <= last:
            shown = insert(shown, after, said)
        return self._look.chat(
            shown,
            status,
            before=before,
            older=lines[0].n if lines and lines[0].n > 1 else None,
            last=last,
            day=shown[-1].day if shown else "",
            start=_start(cookies.get(request, cookies.START), nothing_shown=not lines),
            who=who(carrier),
            shared=self.shared,
            key=secrets.token_hex(8),
            **values,
        )

    # --- what the page sends -------------------------------------------------------------------------------

    @kindly
    async def _say(self, request: web.Request) -> web.StreamResponse:
        """Takes what is sent; whatever keeps it from being taken, grave words are answered with the help lines."""
        self._refuse_foreign(request)
        given: Mapping[str, object] = {}
        unread: Refused | None = None
        try:
            given = await self._fields(request)
        except Refused as too_long:
            unread = too_long
        try:
            return await self._take(request, given, unread)
        except Exception as fault:
            lines = self._lines_for(given)
            if not lines:
                raise
            refused = (
                fault if isinstance(fault, Refused) else Refused(503, self._("Envíalo otra vez en un momento."), 10)
            )
            raise Refused(refused.status, f"{lines}\n{refused.text}", refused.wait_seconds, lines=True) from fault

    def _lines_for(self, given: Mapping[str, object]) -> str:
        text = given.get("text")
        return self._lines(text[:TEXT_CHARACTERS]) if isinstance(text, str) else ""

    async def _take(
        self, request: web.Request, given: Mapping[str, object], unread: Refused | None
    ) -> web.StreamResponse:
        carrier = await self._admitted(request)
        plain = request.content_type != "application/json"
        try:
            self._hurry(carrier)
            if unread:
                raise unread
            heard = self._decoded(given)
            nobody = await self._let_in(request, carrier, heard)
            last = await self.streams.last(carrier) if plain else 0
            renews = isinstance(heard, Said) and _opens(heard.text, nobody=nobody)
            key = await self._hear(carrier, given, heard, plain=plain, renews=renews)
        except Refused as refused:
            if not plain:
                raise
            notice = "\n".join(filter(None, (self._lines_for(given), refused.text)))
            draft = given.get("text", "")
            return await self._render(request, carrier, refused.status, notice=notice, draft=draft)
        grave = bool(self._lines_for(given))
        response = self._back(request, given, last, grave=grave) if plain else web.Response(status=204)
        if grave:
            response.headers["Forget"] = "1"
        if key:
            self._keep(request, response, key)
            response.headers["Who"] = who(hashed(key))  # what was said under the old key stays the page's
        if isinstance(heard, Said) and heard.text.startswith("/start"):
            cookies.put(request, response, cookies.START, "", 0)
        return response

    async def _let_in(self, request: web.Request, carrier: str, heard: Heard) -> bool:
        """Slows whoever is nobody here yet, by where they come from: newcomers, and who tries codes and keys.

        Whether it is nobody whom we know.
        """
        new, nobody = await self._store.read(lambda book: self._standing(book, carrier))
        if not nobody:
            return False
        address = self._callers.of(request)
        wait = self.tries.newcomer(address) if new else 0
        if wait:
            raise Refused(429, self._("Hay mucha gente entrando. Espera un momento y envía otra vez."), wait)
        if isinstance(heard, Said) and _tries(heard.text):
            wait = self.tries.begins(address, carrier)
            if wait:
                raise Refused(429, self._("Van muchas claves que no son. Espera un momento y prueba otra vez."), wait)
            await self._clock.sleep(self.tries.pause_seconds())
        return True

    def _standing(self, book: Book, carrier: str) -> tuple[bool, bool]:
        """Whether nothing was said here before, and whether nobody is known to be here."""
        address = book.address(self.channel, carrier)
        return address is None, address is None or not book.people_at(address.id)

    async def _hear(self, carrier: str, given: Mapping[str, object], heard: Heard, *, plain: bool, renews: bool) -> str:
        """Stores what was said; the browser's new key, where what was said `renews` it.

        Whoever gave this browser its old key holds nothing then. The new one follows from what was sent, so that
        what is sent twice earns the same, and from our secret, so that nobody else can know it.
        """
        key = given.get("key", "")
        if plain and isinstance(heard, Tapped):
            key = f"{heard.prompt}-{heard.letter}"
        if not isinstance(key, str) or not _KEY.fullmatch(key):
            raise Refused(400, self._unclear())
        another = self.cookies.seal.another(carrier, key, to_json(heard)) if renews else ""
        if another:
            self._allowance.move(carrier, hashed(another))
            self._coming[hashed(another)] = asyncio.Event()
        body = addressed(to_json(heard), hashed(another)) if another else to_json(heard)
        await self._hearing.hear([Raw(self.channel, f"{carrier}:{key}", carrier, body)])
        return another

    def _back(self, request: web.Request, given: Mapping[str, object], last: int, *, grave: bool) -> web.Response:
        """To the page, which waits a moment for the answer and shows what was said, but for what is grave."""
        response = web.Response(status=303, headers={"Location": f"./?tras={last}#fin"})
        text = given.get("text")
        if isinstance(text, str) and not text.startswith("/start") and not grave:
            cookies.put(request, response, _SAID_COOKIE, _pack(last, text), 600)
        return response

    @kindly
    async def _leave(self, request: web.Request) -> web.StreamResponse:
        carrier = await self._admitted(request)
        if await self._is_known(carrier):
            await self._hearing.hear([Raw(self.channel, f"{carrier}:/salir", carrier, to_json(Left()))])
        self.streams.leave(carrier, wiped=True)
        response = web.Response(status=303, headers={"Location": "./"})
        self.cookies.leave(request, response)
        cookies.put(request, response, _SAID_COOKIE, "", 0)
        return response

    async def _admitted(self, request: web.Request) -> str:
        """Who sends. Raises Refused for another site's page and for a browser without its cookie."""
        self._refuse_foreign(request)
        carrier = await self.cookies.carrier_id(request)
        if carrier is None:
            raise Refused(
                403,
                self._("Tu navegador no guardó la llave de este chat. Permite las cookies y abre el chat otra vez."),
            )
        return carrier

    def _refuse_foreign(self, request: web.Request) -> None:
        if guard.is_foreign(request, self._origin):
            raise Refused(403, self._("Esto llegó desde otra página. Abre el chat y escribe ahí."))

    def _hurry(self, carrier: str) -> None:
        wait = self._allowance.wait_seconds(carrier, self._clock.now())
        if wait:
            raise Refused(429, self._("Vas muy rápido. Espera unos segundos y envía otra vez."), wait)

    async def _fields(self, request: web.Request) -> Mapping[str, object]:
        try:
            return await guard.fields(request)
        except Refused as refused:
            raise Refused(refused.status, self._too_long()) from refused
        except TimeoutError as slow:
            raise Refused(408, self._("La señal está lenta y tu mensaje no llegó entero. Envía otra vez.")) from slow
        except ValueError as unclear:
            raise Refused(400, self._unclear()) from unclear

    def _decoded(self, given: Mapping[str, object]) -> Heard:
        """What was sent, as an event. Raises Refused when it is none."""
        match given:
            case {"prompt": str(prompt), "letter": str(letter)}:
                if _KEY.fullmatch(prompt) and _LETTER.fullmatch(letter):
                    return Tapped(prompt, letter)
            case {"kind": "voice" | "photo" | "sticker" | "video" | "document" | "location" as kind}:
                return Attached(kind)
            case {"text": str(text)}:
                text = text.replace("\r\n", "\n").translate(_UNSTORABLE).strip()
                if len(text) > TEXT_CHARACTERS:
                    raise Refused(413, self._too_long())
                if text:
                    return Said(text)
                raise Refused(400, self._("Escribe algo antes de enviar."))
        raise Refused(400, self._unclear())

    def _too_long(self) -> str:
        return self._("Tu mensaje es muy largo. Envíalo en partes más cortas.")

    def _unclear(self) -> str:
        return self._("No entendí lo que envió esta página. Actualízala y prueba otra vez.")

    def _say_no(self, refused: Refused) -> web.Response:
        headers = {**POLICY, "Cache-Control": "no-store"}
        if refused.wait_seconds:
            headers["Retry-After"] = str(refused.wait_seconds)
        if refused.lines:
            headers["Lines"] = "1"
        return web.Response(text=refused.text, status=refused.status, headers=headers)

    # --- the stream ----------------------------------------------------------------------------------------

    @kindly
    async def _stream(self, request: web.Request) -> web.StreamResponse:
        carrier = await self.cookies.carrier_id(request)
        if carrier is None or guard.is_foreign(request, self._origin):
            raise Refused(403, self._("Abre el chat otra vez."))
        return await self._tell(request, carrier)

    async def _tell(self, request: web.Request, carrier: str) -> web.StreamResponse:
        caller = self._callers.of(request)
        if self.streams.full(caller):
            raise Refused(503, self._("Hay mucha gente ahora. Espera un momento."), 30)
        await self._has_come(carrier)
        after = _number(request.headers.get("Last-Event-ID")) or _number(request.query.get("after")) or 0
        return await self.streams.serve(request, carrier, after, caller)

    # --- files ---------------------------------------------------------------------------------------------

    @kindly
    async def _file(self, request: web.Request) -> web.StreamResponse:
        """The file that a row of this seat's own stream names; nobody else's, and nothing by its name."""
        gone = Refused(404, self._("Ese archivo ya no está. Pídelo otra vez en el chat."))
        carrier = await self._sitting(request)
        if carrier is None:
            raise gone
        found = await self.streams.row(carrier, int(request.match_info["number"]))
        file = await self._files(*found) if found and (found[1].document or found[1].media) else None
        if found is None or file is None:
            raise gone
        picture = file.mime in _PICTURES
        # On a screen that many share it is read and not saved: what is saved would stay there.
        place = "inline" if picture or self.shared else "attachment"
        readable = "text/plain; charset=utf-8" if self.shared else "application/octet-stream"
        headers = {
            **POLICY,
            "Content-Type": file.mime if picture else readable,
            "Content-Disposition": f"{place}; filename*=UTF-8''{quote(file.name)}",
            # A picture costs megas once; what is about a person stays on no disk by itself, and nothing on a screen.
            "Cache-Control": "private, max-age=86400" if found[1].media and not self.shared else "no-store",
        }
        return web.Response(body=file.content, headers=headers)


def who(carrier: str) -> str:
    """What the page knows of who it is for: enough to tell two apart."""
    return carrier[:8]


def _tries(text: str) -> bool:
    """Whether the words may open something: a code, a key, a one-time link."""
    said = meaning.read(text)
    return bool(said.codes or said.token)


def _opens(text: str, *, nobody: bool) -> bool:
    """Whether the words may open what is somebody's: a key, a one-time link, a code with which somebody begins."""
    said = meaning.read(text)
    begins = nobody and bool(said.codes) and (said.command == "start" or any(map(str.isdigit, text)))
    return bool(said.token) or said.keylike or begins


def addressed(body: str, carrier: str) -> str:
    """The body of a row whose words are those of the carrier's new holder."""
    return f"{_TO}{carrier} {body}"


def addressee(body: str, lane: str) -> tuple[str, str]:
    """The row's event, and whose it is: the lane's, where it does not say."""
    if not body.startswith(_TO):
        return body, lane
    carrier, _, body = body.removeprefix(_TO).partition(" ")
    return body, carrier


def _number(text: str | None) -> int | None:
    return int(text) if text and _NUMBER.fullmatch(text) else None


def _start(code: str, *, nothing_shown: bool) -> str:
    """What the button [Empezar] says; nothing when there is nothing to begin."""
    if _CODE.fullmatch(code):
        return f"/start {code}"
    return "/start" if nothing_shown else ""


def _pack(after: int, text: str) -> str:
    """What was just said, and after which number, as a cookie of bounded size."""
    return f"{after}.{base64.urlsafe_b64encode(text[:500].encode(errors='ignore')).decode()}"


def _unpack(cookie: str) -> tuple[int, str]:
    after, _, text = cookie.partition(".")
    try:
        return int(after), base64.urlsafe_b64decode(text).decode()
    except ValueError:
        return 0, ""
