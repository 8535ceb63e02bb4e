"""The door of the desk: who may come in, for how long, and what every answer carries.

Theory of operation: a link of the chat shows [Entrar]; only its POST spends the link and opens a session, whose key the
browser keeps in a cookie of this host alone. The session ends half an hour after its last page, eight hours after its
first, with [Salir], or from the chat. Who someone is, is read at every request: a role that ended shows nothing more.
"""

from __future__ import annotations

import hmac
import secrets
from collections import OrderedDict, deque
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import urlsplit

import structlog
from aiohttp import web

from bot.core.people import Teacher
from bot.ports.book import Book
from bot.ports.clock import Clock
from bot.ports.store import Store

COOKIE = "__Host-panel"
CSRF = "csrf"
POLICY = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
WRONG_AN_HOUR = 30
_HOUR = timedelta(hours=1)
_MOST_ADDRESSES = 10_000
ID_SHOWN = 12
"""The end of an id, by which the operator finds the row: no name, key or token is in the log."""
_SEEN_EVERY = timedelta(minutes=1)
"""A page that follows another so soon costs the database no write."""


log = structlog.get_logger(__name__)


class Looker:
    """Whoever has the session: what they teach now, and whether they run the programme."""

    def __init__(self, key: str, person: str, teacher: Teacher | None, *, operator: bool) -> None:
        self.key, self.person, self.teacher, self.operator = key, person, teacher, operator

    @property
    def csrf(self) -> str:
        """What a form of this session sends along."""
        return sha256(f"csrf:{self.key}".encode()).hexdigest()


class Door:
    """`of_address` says under which network address a request counts (`""`: this machine), `page_url` is ours."""

    def __init__(self, store: Store, clock: Clock, of_address: Callable[[web.Request], str], page_url: str) -> None:
        self._store, self._clock, self._of_address, self._page_url = store, clock, of_address, page_url
        self._wrong: OrderedDict[str, deque[datetime]] = OrderedDict()

    def is_safe(self, request: web.Request) -> bool:
        """Whether nobody reads along: https, as the settings say too, or this machine itself."""
        https = request.secure or request.headers.get("X-Forwarded-Proto") == "https"
        passed_on = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
        return (self._page_url.startswith("https://") and https) or not (passed_on or self._of_address(request))

    def is_foreign(self, request: web.Request) -> bool:
        """Whether another site's page sent this."""
        site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
        if site not in {None, "same-origin", "none"}:
            return True
        if origin == "null":  # what a browser says of our own form, since our pages give no referrer
            return site != "same-origin"
        ours = {request.host, urlsplit(self._page_url).netloc}
        return origin is not None and (not origin or urlsplit(origin).netloc not in ours)

    # --- in and out

    def is_shut(self, request: web.Request) -> bool:
        """Whether too many wrong links came from there in this hour."""
        address, now = self._of_address(request), self._clock.now()
        tries = self._wrong.get(address, deque())
        while tries and tries[0] <= now - _HOUR:
            tries.popleft()
        return len(tries) >= WRONG_AN_HOUR

    async def enter(self, request: web.Request, token: str) -> str:
        """The key of a new session, in the place of the browser's old one; `""` where the link opens nothing."""
        now, key, old = self._clock.now(), secrets.token_urlsafe(32), request.cookies.get(COOKIE, "")

        def spend(book: Book) -> bool:
            person = book.spend_desk_link(token, now)
            if person:
                book.close_desk_session(old)
                book.open_desk_session(key, person, now)
            return bool(person)

        if await self._store.run(spend):
            log.info("audit.desk_entered")
            return key
        log.info("audit.desk_refused")
        self._went_wrong(self._of_address(request), now)
        return ""

    def _went_wrong(self, address: str, now: datetime) -> None:
        self._wrong.setdefault(address, deque(maxlen=WRONG_AN_HOUR)).append(now)
        self._wrong.move_to_end(address)
        if len(self._wrong) > _MOST_ADDRESSES:
            self._wrong.popitem(last=False)

    async def leave(self, looker: Looker) -> None:
        """[Salir]."""
        await self._store.run(lambda book: book.close_desk_session(looker.key))
        log.info("audit.desk_left", person=looker.person[-ID_SHOWN:])

    # --- who is there

    async def looker(self, request: web.Request) -> Looker | None:
        """Who holds the session, with what is theirs at this moment; None where there is none, or no role any more."""
        key, now = request.cookies.get(COOKIE, ""), self._clock.now()
        if not key or not self.is_safe(request):
            return None

        def look(book: Book) -> tuple[datetime, Looker] | None:
            session = book.desk_session(key)
            if session is None or not session.holds(now):
                return None
            teacher, roles = book.teacher(session.person), book.roles(session.person)
            known = teacher is not None or "operator" in roles
            looker = Looker(key, session.person, teacher, operator="operator" in roles)
            return (session.seen_at, looker) if known else None

        found = await self._store.read(look)
        if found and now - found[0] >= _SEEN_EVERY:
            await self._store.run(lambda book: book.see_desk_session(key, now))
        return found[1] if found else None

    def may_post(self, request: web.Request, looker: Looker, csrf: object) -> bool:
        """Whether a form of this very session was sent, from a page of ours."""
        return not self.is_foreign(request) and hmac.compare_digest(str(csrf).encode(), looker.csrf.encode())
