"""Somebody at a larger screen: a browser with its cookies, at the real pages of a town's house."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from aiohttp import ClientSession, DummyCookieJar
from aiohttp.test_utils import TestServer
from msgspec import Struct

from tests.chat import Person, Town


class Answer(Struct, frozen=True):
    """What a request got."""

    status: int
    text: str
    headers: dict[str, str]


class Looking:
    """A browser. `https` says what a proxy would say of the connection, `from_` whence it comes through one."""

    def __init__(self, town: Town, server: TestServer) -> None:
        self.town, self.server = town, server
        self.cookie = ""

    def gets(self, path: str, *, method: str = "GET", **headers: str) -> Answer:
        return self.town.run(self._asks(method, path, None, headers))

    def posts(self, path: str, data: dict[str, str] | None = None, **headers: str) -> Answer:
        return self.town.run(self._asks("POST", path, data or {}, {"Sec-Fetch-Site": "same-origin", **headers}))

    async def _asks(self, method: str, path: str, data: dict[str, str] | None, headers: dict[str, str]) -> Answer:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookie:
            sent["Cookie"] = f"__Host-panel={self.cookie}"
        async with (
            ClientSession(cookie_jar=DummyCookieJar()) as session,
            session.request(
                method, self.server.make_url(path), data=data, headers=sent, allow_redirects=False
            ) as response,
        ):
            kept = response.cookies.get("__Host-panel")
            if kept is not None:
                self.cookie = kept.value
            text = (await response.read()).decode(errors="replace")
            return Answer(response.status, text, dict(response.headers))

    def enters(self, person: Person) -> Answer:
        """Opens the link that the chat gives, and taps [Entrar]."""
        return self.posts(link_of(person))


def link_of(person: Person) -> str:
    """The path of the link that /panel gives."""
    person.says("/panel")
    found = re.search(r"http://[^/]+(/panel/\S+)", person.heard()[-1])
    assert found, person.heard()
    return found[1]


@contextmanager
def served(town: Town) -> Iterator[TestServer]:
    """The house's pages on a loopback port."""
    server = TestServer(town.house.web)
    town.run(server.start_server())
    try:
        yield server
    finally:
        town.run(server.close())
