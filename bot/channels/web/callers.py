"""From which network address a request comes, and how many of one address may be under way.

Behind a proxy every request comes from the proxy; whose `X-Forwarded-For` is believed, the operator says. Anybody
else could write there what they like, so nobody else is asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler

Peer = tuple[Any, ...] | None
"""As a transport tells it: the address first."""
Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address

MOST_AN_ADDRESS = 128
"""Requests of one address that may be under way; of connections there may be no more either."""


def networks(listed: str) -> tuple[Network, ...]:
    """The addresses and networks of a list with commas. Raises ValueError."""
    return tuple(ip_network(one.strip(), strict=False) for one in listed.split(",") if one.strip())


def counted_as(peer: Peer) -> str:
    """Under which address somebody counts; `""` for this machine itself, where a proxy speaks for many.

    Of IPv6 the first 64 bits: whoever has one address there has them all.
    """
    address = _address(str(peer[0])) if peer else None
    return _counted(address) if address else ""


def _address(said: str) -> Address | None:
    """The address, also with a port or a zone behind it; None for what is none."""
    text = said.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _counted(address: Address) -> str:
    if address.is_loopback:
        return ""
    return str(address) if address.version == 4 else address.exploded[:19]


class Callers:
    """Who calls, by the word of the `proxies` that are believed."""

    def __init__(self, proxies: Iterable[Network] = ()) -> None:
        self._proxies = tuple(proxies)

    def is_proxy(self, peer: Peer) -> bool:
        """Whether it speaks for others, and is believed."""
        address = _address(str(peer[0])) if peer else None
        return address is not None and self._believed(address)

    def of(self, request: web.Request) -> str:
        """Under which address the request counts: the nearest one that no believed proxy has."""
        peer: Peer = request.transport.get_extra_info("peername") if request.transport else None
        nearest = _address(str(peer[0])) if peer else None
        if nearest is None or not self._believed(nearest):
            return counted_as(peer)
        passed = ",".join(request.headers.getall("X-Forwarded-For", [])).split(",")
        for said in reversed(passed):
            address = _address(said)
            if address is None:
                break
            nearest = address
            if not self._believed(address):
                break
        return _counted(nearest)

    def _believed(self, address: Address) -> bool:
        return any(address in network for network in self._proxies)


def crowd(callers: Callers, most: int = MOST_AN_ADDRESS) -> Any:
    """A middleware: no more requests of one address under way at once than it may have connections."""
    under_way: Counter[str] = Counter()

    @web.middleware
    async def count(request: web.Request, handler: Handler) -> web.StreamResponse:
        address = callers.of(request)
        if not address:
            return await handler(request)
        if under_way[address] >= most:
            return web.Response(status=503, headers={"Retry-After": "30", "Connection": "close"})
        under_way[address] += 1
        try:
            return await handler(request)
        finally:
            under_way[address] -= 1
            if not under_way[address]:
                del under_way[address]

    return count
