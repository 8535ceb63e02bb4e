"""The demo's pages as HTML, and the few files that they ask for, named by their content."""

from __future__ import annotations

import hashlib
from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler
from jinja2 import Environment, FileSystemLoader

HERE = Path(__file__).parent
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
FILES = ("demo.css", "demo.js", "icon.svg")
POLICY = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Look:
    """Renders the templates."""

    def __init__(self) -> None:
        self._files = {name: (HERE / name).read_bytes() for name in FILES}
        self._paths = {name: _path(name, content) for name, content in self._files.items()}
        self._environment = Environment(
            loader=FileSystemLoader(HERE / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
        )
        self._environment.globals.update(files=self._paths)

    def page(self, template: str, **values: object) -> web.Response:
        """The page, whole."""
        text = self._environment.get_template(template).render(**values)
        response = web.Response(text=text, content_type="text/html", headers=POLICY)
        response.enable_compression()
        return response

    def routes(self) -> list[web.RouteDef]:
        """The files' routes. They never change under their names."""
        return [web.get(self._paths[name], _server(name, content)) for name, content in self._files.items()]


def _path(name: str, content: bytes) -> str:
    file = Path(name)
    return f"/demo/{file.stem}.{hashlib.sha256(content).hexdigest()[:8]}{file.suffix}"


def _server(name: str, content: bytes) -> Handler:
    headers = {
        "Content-Type": f"{TYPES[Path(name).suffix]}; charset=utf-8",
        "Cache-Control": "public, max-age=31536000, immutable",
        "X-Content-Type-Options": "nosniff",
    }

    async def serve(_: web.Request) -> web.Response:
        response = web.Response(body=content, headers=headers)
        response.enable_compression()
        return response

    return serve
