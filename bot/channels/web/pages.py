"""What the chat looks like: the stream as lines to show, the page around them, and its few files."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, tzinfo
from pathlib import Path

from aiohttp import web
from babel.dates import format_date, format_time
from jinja2 import Environment, FileSystemLoader
from msgspec import Struct
from msgspec.json import encode
from msgspec.structs import replace

from bot.core.text.layout import CHOSEN, SCANNED
from bot.ports.sending import Message

HIDDEN = "····"
"""What stands where a key was; `screen.js` writes it too."""
_KEY = re.compile(r"\b[0-9A-Z]{4,5}-[0-9A-Z]{4,5}\b")
_HERE = Path(__file__).parent
_FILES = ("chat.css", "chat.js", "screen.css", "screen.js", "icon.svg")
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
POLICY = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    # Not no-referrer: with it a browser sends `Origin: null` with our own plain form. To others it says as little.
    "Referrer-Policy": "same-origin",
}


class Line(Struct, frozen=True, omit_defaults=True):
    """One row of the stream as the page shows it; `mine` and `chosen` are the person's own words.

    `text` of one that `retires` is what was chosen, if anything was; one that `follows` says what was `taken` there,
    and its own words.
    """

    n: int
    text: str
    day: str
    time: str
    prompt: str = ""
    buttons: tuple[tuple[str, str], ...] = ()
    retires: str = ""
    follows: str = ""
    taken: str = ""
    file: str = ""
    photo: str = ""
    mine: bool = False
    chosen: str = ""


def _after(mark: str, text: str) -> str:
    """What stands behind the last mark; nothing where there is none."""
    return text.rpartition(mark)[2] if mark in text else ""


class Calendar:
    """Dates and hours as people here write them."""

    def __init__(self, zone: tzinfo, locale: str) -> None:
        self._zone = zone
        self._locale = locale

    def line(self, number: int, message: Message, shown_at: datetime) -> Line:
        """The stream's row `number`, ready to be shown."""
        file = f"file/{number}"
        scanned = message.document.startswith(SCANNED)
        local = shown_at.astimezone(self._zone)
        day = format_date(local, "full", locale=self._locale)
        text = message.text if not message.retires else _after(CHOSEN, message.text)
        return Line(
            number,
            text,
            day[:1].upper() + day[1:],
            format_time(local, "short", locale=self._locale),
            message.prompt,
            message.buttons,
            message.retires,
            message.follows,
            _after(CHOSEN, message.above),
            file if message.document and not scanned else "",
            file if message.media or scanned else "",
        )


def event(line: Line) -> bytes:
    """The line as a server-sent event."""
    return b"id: %d\ndata: %b\n\n" % (line.n, encode(line))


def settled(lines: Sequence[Line]) -> list[Line]:
    """The lines with each chosen option in the place of its buttons."""
    chosen = {line.follows: line.taken for line in lines if line.follows}
    chosen |= {line.retires: line.text for line in lines if line.retires}
    return [
        replace(line, chosen=chosen[line.prompt], buttons=()) if line.prompt in chosen else line
        for line in lines
        if not line.retires
    ]


def once(lines: Sequence[Line]) -> list[Line]:
    """The lines of a screen that many share: a key is read in the last one, and hidden in those before."""
    return [*(replace(line, text=_KEY.sub(HIDDEN, line.text)) for line in lines[:-1]), *lines[-1:]]


def insert(lines: list[Line], after: int, text: str) -> list[Line]:
    """The lines (one at least) with the person's own words behind number `after`."""
    at = sum(line.n <= after for line in lines)
    near = lines[max(0, at - 1)]
    return [*lines[:at], Line(after, text, near.day, near.time, mine=True), *lines[at:]]


class Look:
    """The page, in the words of one language, and the files that it asks for, named by their content."""

    def __init__(self, title: str, lang: str, gettext: Callable[[str], str]) -> None:
        self._files = {name: _pack(_HERE / name) for name in _FILES}
        environment = Environment(
            loader=FileSystemLoader(_HERE / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
        )
        environment.globals.update(
            _=gettext, title=title, lang=lang, files={name: packed.path for name, packed in self._files.items()}
        )
        self._chat = environment.get_template("chat.html")

    def chat(self, lines: Iterable[Line], status: int = 200, **values: object) -> web.Response:
        """The chat, whole."""
        text = self._chat.render(lines=lines, **values)
        response = web.Response(text=text, status=status, content_type="text/html", headers=POLICY)
        response.headers["Cache-Control"] = "no-store"
        response.enable_compression()
        return response

    def routes(self) -> list[web.RouteDef]:
        """The files' routes. They never change under their names, so browsers fetch them once."""
        return [web.get(packed.path, packed.serve) for packed in self._files.values()]


_NEEDLESS_END = re.compile(r"(?<=[{;,(])\n|\n(?=[})])")
"""The end of a line where neither a script nor a style can mean anything by it."""


class _Packed(Struct, frozen=True):
    path: str
    mime: str
    plain: bytes
    zipped: bytes

    async def serve(self, request: web.Request) -> web.Response:
        zipped = "gzip" in request.headers.get("Accept-Encoding", "")
        headers = {
            "Cache-Control": "public, max-age=31536000, immutable",
            "Content-Type": f"{self.mime}; charset=utf-8",
            "Vary": "Accept-Encoding",
            "X-Content-Type-Options": "nosniff",
        }
        if zipped:
            headers["Content-Encoding"] = "gzip"
        return web.Response(body=self.zipped if zipped else self.plain, headers=headers)


def _pack(file: Path) -> _Packed:
    """The file without what only its readers need: indentation, lines that are comments, ends of lines."""
    lines = (line.strip() for line in file.read_text(encoding="utf-8").splitlines())
    text = "\n".join(line for line in lines if line and not line.startswith(("//", "/*")))
    plain = _NEEDLESS_END.sub("", text).encode()
    path = f"/page/{file.stem}.{hashlib.sha256(plain).hexdigest()[:8]}{file.suffix}"
    return _Packed(path, _TYPES[file.suffix], plain, gzip.compress(plain, 9, mtime=0))
