"""`/verificar`: whether a paper is good. What its code holds stands after `#`: the browser checks it, no server.

The page has the public keys and the withdrawn numbers in it, so that it also works saved, without a network. Browsers
that cannot check send the text, or the paper's number, with a plain form.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.channels.web.guard import Refused, fields, is_foreign
from bot.core.certificate import Certificate, Claim, unsealed
from bot.core.text.wording import plain
from bot.ports.store import Store

_HERE = Path(__file__).parent
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
TEXT_LONGEST = 4096
KINDS = {"passed": "aprobó el examen", "took_part": "participó en el curso"}
GOOD = "Esta constancia es auténtica."
ALTERED = (
    "Esta constancia no coincide con su firma: alguien cambió algo, o la foto salió movida. Prueba otra vez con más "
    "luz, o pregunta al programa con el número del papel."
)
FOREIGN = "La firmó otra llave: aquí no se puede saber si vale. Pregunta al programa que la dio."
WITHDRAWN = "Esta constancia fue retirada por el programa: ya no vale."
NO_PAPER = "Eso no es el texto ni el número de una constancia. Escanea su código, o escribe el número: 7KQ2-M4TD."
ELSEWHERE = "Eso no vino de esta página. Ábrela y prueba otra vez."
_NUMBER = re.compile(r"[0-9a-z]{4}[ -]?[0-9a-z]{4}")

Keys = Callable[[], Mapping[str, bytes]]
Holds = Callable[[Claim, Mapping[str, bytes]], bool]


class VerifyPage:
    """`keys` are the programme's public ones by their ids, `holds` says whether one of them signed a claim.

    `own` is the address at which people open the page.
    """

    def __init__(self, store: Store, keys: Keys, holds: Holds, title: str, own: str) -> None:
        self._store, self._keys, self._holds, self._own = store, keys, holds, own
        self._files = {name: (_HERE / name).read_bytes() for name in ("verify.js", "verify.css")}
        self._paths = {
            name: f"/verificar/{hashlib.sha256(data).hexdigest()[:8]}.{name}" for name, data in self._files.items()
        }
        environment = Environment(
            loader=FileSystemLoader(_HERE / "templates"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        )
        environment.globals.update(title=title, files=self._paths, good=GOOD, altered=ALTERED, foreign=FOREIGN)
        environment.globals.update(withdrawn_words=WITHDRAWN, no_paper=NO_PAPER, kinds=KINDS)
        self._page = environment.get_template("verify.html")

    def setup(self, app: web.Application) -> None:
        """The page's addresses."""
        app.add_routes([web.get("/verificar", self._show), web.post("/verificar", self._check)])
        for name, path in self._paths.items():
            app.router.add_get(path, self._file(name))

    def _file(self, name: str) -> Callable[[web.Request], Awaitable[web.Response]]:
        kind = "text/javascript" if name.endswith(".js") else "text/css"
        headers = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}

        async def give(_: web.Request) -> web.Response:
            return web.Response(body=self._files[name], content_type=kind, charset="utf-8", headers=headers)

        return give

    async def _show(self, _: web.Request) -> web.Response:
        return await self._said("", None)

    async def _check(self, request: web.Request) -> web.Response:
        if is_foreign(request, self._own):
            return await self._said(ELSEWHERE, None, 403)
        try:
            text = str((await fields(request)).get("texto", ""))[:TEXT_LONGEST]
        except Refused as refused:
            return await self._said(NO_PAPER, None, refused.status)
        except (ValueError, TimeoutError):
            return await self._said(NO_PAPER, None, 400)
        words, paper = await self._judged(text)
        return await self._said(words, paper, 200 if paper else 400)

    async def _judged(self, text: str) -> tuple[str, Certificate | None]:
        claim = unsealed(text)
        if claim is None:
            return await self._numbered(text)
        keys = await asyncio.to_thread(self._keys)
        if claim.key not in keys:
            return FOREIGN, claim.certificate
        if not self._holds(claim, keys):
            return ALTERED, claim.certificate
        gone = await self._store.read(lambda book: book.withdrawn_certificates())
        return (WITHDRAWN if claim.certificate.number in gone else GOOD), claim.certificate

    async def _numbered(self, text: str) -> tuple[str, Certificate | None]:
        letters = plain(text)
        if not _NUMBER.fullmatch(letters):
            return NO_PAPER, None
        bare = re.sub(r"[ -]", "", letters).upper()
        number = f"{bare[:4]}-{bare[4:]}"
        found, gone = await self._store.read(lambda book: (book.certificate(number), book.withdrawn_certificates()))
        if found is None:
            return NO_PAPER, None
        return (WITHDRAWN if number in gone else GOOD), found[0]

    async def _said(self, words: str, paper: Certificate | None, status: int = 200) -> web.Response:
        keys = await asyncio.to_thread(self._keys)
        gone = await self._store.read(lambda book: book.withdrawn_certificates())
        text = self._page.render(
            words=words,
            is_good=words == GOOD,
            paper=paper,
            keys=" ".join(f"{name}:{key.hex()}" for name, key in keys.items()),
            gone=" ".join(gone),
        )
        headers = {
            "Content-Security-Policy": POLICY,
            "Cache-Control": "no-store",
            "Referrer-Policy": "same-origin",  # with none at all the form would come from nowhere
            "X-Content-Type-Options": "nosniff",
        }
        return web.Response(text=text, content_type="text/html", headers=headers, status=status)
