"""The Cloud API of the tests keeps Meta's rules."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession

from tests.bot_api.clock import Clock
from tests.whatsapp_api.people import Person
from tests.whatsapp_api.rules import BAD, NEWLINES, NO_TEMPLATE, PAIR, PARAMETERS, PAUSED, TOKEN, UNDELIVERABLE, WINDOW
from tests.whatsapp_api.server import PHONE, CloudApi
from tests.whatsapp_api.server import TOKEN as KEY

Json = dict[str, Any]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def server(clock: Clock) -> AsyncIterator[CloudApi]:
    async with CloudApi(clock=clock) as server:
        server.approves("aviso", "Aviso: {{1}} Fin.", "Ver")
        yield server


@pytest.fixture
def ana(server: CloudApi) -> Person:
    ana = server.person("PE.ana")
    ana.spoke_at = server.now()
    return ana


async def sends(server: CloudApi, kind: str, content: Json, key: str = KEY, **more: Any) -> int:
    """The code with which it is refused; 0 where it is taken."""
    message = {"messaging_product": "whatsapp", "recipient": "PE.ana", "type": kind, kind: content} | more
    headers = {"Authorization": f"Bearer {key}"}
    async with (
        ClientSession(headers=headers) as session,
        session.post(f"{server.url}/{PHONE}/messages", json=message) as answer,
    ):
        said = await answer.json()
    return int(said["error"]["code"]) if "error" in said else 0


def buttons(count: int, title: str = "Botón {n}", body: str = "¿Cuál?") -> Json:
    replies = [{"type": "reply", "reply": {"id": f"v1:p:{n}", "title": title.format(n=n)}} for n in range(count)]
    return {"type": "button", "body": {"text": body}, "action": {"buttons": replies}}


def rows(count: int, title: str = "Fila {n}") -> Json:
    named = [{"id": f"v1:p:{n}", "title": title.format(n=n)} for n in range(count)]
    return {"type": "list", "body": {"text": "¿?"}, "action": {"button": "Elegir", "sections": [{"rows": named}]}}


def template(*words: str, name: str = "aviso") -> Json:
    parameters = [{"type": "text", "text": word} for word in words]
    return {"name": name, "language": {"code": "es"}, "components": [{"type": "body", "parameters": parameters}]}


@pytest.mark.parametrize(
    ("kind", "content", "code"),
    [
        ("text", {"body": "x" * 4096}, 0),
        ("text", {"body": "x" * 4097}, BAD),
        ("text", {"body": ""}, BAD),
        ("interactive", buttons(3, body="x" * 1024), 0),
        ("interactive", buttons(3, body="x" * 1025), BAD),
        ("interactive", buttons(4), BAD),
        ("interactive", buttons(1, title="x" * 21), BAD),
        ("interactive", buttons(2, title="igual"), BAD),
        ("interactive", rows(10), 0),
        ("interactive", rows(11), BAD),
        ("interactive", rows(1, title="x" * 25), BAD),
        ("template", template("mañana"), 0),
        ("template", template("ma\nñana"), NEWLINES),
        ("template", template("a    b"), NEWLINES),
        ("template", template(), PARAMETERS),
        ("template", template("hola", name="otra"), NO_TEMPLATE),
        ("sticker", {}, BAD),
    ],
)
async def test_limits(server: CloudApi, ana: Person, kind: str, content: Json, code: int):
    """What is at the limit is taken, and what is over it is refused with Meta's code."""
    assert await sends(server, kind, content) == code
    assert len(ana.said) == (0 if code else 1)


async def test_a_closed_window_is_told_afterwards(server: CloudApi, ana: Person, clock: Clock):
    """Taken with 200; a status says that it failed. A template passes."""
    ana.spoke_at = server.now() - 24 * 3600
    assert await sends(server, "text", {"body": "hola"}, biz_opaque_callback_data="d1") == 0
    assert await sends(server, "template", template("hola")) == 0
    first = server.statuses[0]
    assert (first["status"], first["errors"][0]["code"], first["biz_opaque_callback_data"]) == ("failed", WINDOW, "d1")
    assert ana.hears == ["Aviso: hola Fin."]


async def test_a_user_id_in_the_field_of_a_number_is_taken_and_lost(server: CloudApi, ana: Person):
    """No refusal, no status, no message."""
    assert await sends(server, "text", {"body": "hola"}, recipient=None, to="PE.ana") == 0
    assert (ana.said, len(server.lost), server.statuses) == ([], 1, [])


async def test_one_person_is_not_flooded(server: CloudApi, ana: Person):
    """A burst of 45, and no more until its time has passed."""
    taken = [await sends(server, "text", {"body": "hola"}) for _ in range(46)]
    assert taken == [0] * 45 + [PAIR]


async def test_who_has_left_and_what_is_paused(server: CloudApi, ana: Person):
    """Told by a status, and by a refusal."""
    ana.has_left = True
    assert await sends(server, "text", {"body": "hola"}) == 0
    assert server.statuses[0]["errors"][0]["code"] == UNDELIVERABLE
    server.templates["aviso"]["status"] = "PAUSED"
    assert await sends(server, "template", template("hola")) == PAUSED
    assert await sends(server, "text", {"body": "hola"}, key="other") == TOKEN
