"""Under which names the page may be asked for.

A foreign name that leads to this address makes another site's page one of the same origin (DNS rebinding), and a name
that somebody else chose must stand in no answer. So the name is the one at which people open the page, this machine's
own, or the very address at which the connection came in; a proxy that is believed looks at it by itself.
"""

from __future__ import annotations

from collections.abc import Collection
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.channels.web.callers import Callers

UNASKED = ("/healthz", "/readyz", "/metrics")


def named(callers: Callers, page_url: str, host: str, but: Collection[str] = ()) -> Any:
    """A middleware: refuses (421) whoever asks for the page by a name that is not ours. `but` are the webhooks' paths.

    Where nobody said at which address the page is opened, and it listens on a network, every name is taken.
    """
    ours = urlsplit(page_url).hostname or ""
    anything = not ours and not _is_here(host)

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        if anything or request.path in UNASKED or request.path in but or _ours(request):
            return await handler(request)
        return web.Response(status=421, text=f"Esta página se abre así: {page_url or 'http://127.0.0.1'}")

    def _ours(request: web.Request) -> bool:
        peer = request.transport.get_extra_info("peername") if request.transport else None
        came_in = request.transport.get_extra_info("sockname") if request.transport else None
        asked = (urlsplit(f"//{request.host}").hostname or "").lower()
        at = came_in[0].removeprefix("::ffff:") if came_in else ""
        return asked in {ours, at} or _is_here(asked) or callers.is_proxy(peer)

    return check


def _is_here(name: str) -> bool:
    """Whether it is this machine itself."""
    if name in {"localhost", ""} or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False
