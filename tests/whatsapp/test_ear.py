"""How WhatsApp is heard: whose call counts, everything in it, and nobody's number kept."""

from __future__ import annotations

import io
import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession

from bot.app import House
from bot.ports.store import StoreFailed
from tests.test_channels import served
from tests.whatsapp.phone import WhatsAppPhone, called, settings_for
from tests.whatsapp_api.server import PHONE, VERIFY, CloudApi, signed

THEIRS = "51987654321"


class Place:
    """A house that is called, and somebody who calls it."""

    def __init__(self, house: House, base: str, session: ClientSession, server: CloudApi, folder: Path) -> None:
        self.house, self.base, self.session, self.server, self.folder = house, base, session, server, folder

    async def posts(self, body: Any, **headers: str) -> int:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        given = {"X-Hub-Signature-256": signed(raw)} | {name.replace("_", "-"): one for name, one in headers.items()}
        async with self.session.post(f"{self.base}/whatsapp", data=io.BytesIO(raw), headers=given) as answer:
            return answer.status

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.folder / "x.db")) as reading:
            return reading.execute(query).fetchall()


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    async with (
        CloudApi(pair=False) as server,
        served(settings_for(server, tmp_path)) as house,
        called(house, server) as base,
        ClientSession() as session,
    ):
        yield Place(house, base, session, server, tmp_path)


def a_call(*messages: dict[str, Any], **value: Any) -> dict[str, Any]:
    said = {"metadata": {"phone_number_id": PHONE}, "messages": list(messages), **value}
    return {"object": "whatsapp_business_account", "entry": [{"changes": [{"field": "messages", "value": said}]}]}


def a_message(id: str = "wamid.a", text: str = "hola", who: str = "PE.ana", **more: Any) -> dict[str, Any]:
    written = {"from": THEIRS, "type": "text", "text": {"body": text}, "timestamp": "1764550000"}
    return {"id": id, "from_user_id": who, **written, **more}


async def test_metas_question_is_answered_to_meta_alone(place: Place):
    """The challenge comes back to who knows the word."""
    for word, status in ((VERIFY, 200), ("guess", 403), ("", 403)):
        asked = {"hub.mode": "subscribe", "hub.verify_token": word, "hub.challenge": "4711"}
        async with place.session.get(f"{place.base}/whatsapp", params=asked) as answer:
            assert answer.status == status
            assert (await answer.text() == "4711") == (status == 200)


async def test_whose_signature_is_wrong_learns_nothing(place: Place):
    """Over the raw bytes; nothing is stored."""
    body = a_call(a_message())
    assert await place.posts(body, X_Hub_Signature_256="sha256=00") == 403
    assert await place.posts(body, X_Hub_Signature_256="") == 403
    assert await place.posts(b"x" * ((3 << 20) + 1)) == 413
    assert await place.posts(b"[]") == 400
    assert place.rows("SELECT COUNT(*) FROM inbox") == [(0,)]


async def test_what_is_not_stored_is_not_confirmed(place: Place, monkeypatch: pytest.MonkeyPatch):
    """503, so that Meta calls again; then it is heard once."""
    hear = place.house.inbox.hear

    async def failing(_: Any) -> None:
        raise StoreFailed("no room")

    monkeypatch.setattr(place.house.inbox, "hear", failing)
    assert await place.posts(a_call(a_message())) == 503
    monkeypatch.setattr(place.house.inbox, "hear", hear)
    assert [await place.posts(a_call(a_message())) for _ in range(3)] == [200] * 3
    assert place.rows("SELECT COUNT(*) FROM inbox") == [(1,)]


async def test_everything_in_a_call_counts(place: Place):
    """All entries, changes and messages; a lean contact, a missing profile, milliseconds."""
    first = a_call(a_message("1"), a_message("2", who="PE.luz", timestamp="1764550000123"))
    second = a_call({k: v for k, v in a_message("3").items() if k != "from_user_id"}, contacts=[{"user_id": "PE.eva"}])
    first["entry"] += second["entry"]
    assert await place.posts(first) == 200
    await place.house.inbox.drain()
    heard = place.rows("SELECT carrier_id, heard_at FROM address WHERE channel = 'whatsapp' ORDER BY carrier_id")
    assert [one for one in heard if one[0].startswith("PE")] == [
        (who, 1764550000) for who in ("PE.ana", "PE.eva", "PE.luz")
    ]


async def test_no_number_is_kept_anywhere(place: Place):
    """Neither the sender's, nor one in a shared contact, nor in a message that nobody can read."""
    place.server.person("PE.ana", number=THEIRS)
    strange = {"type": "poll", "poll": {"from": THEIRS}, "context": {"from": THEIRS}}
    shared = {"type": "contacts", "contacts": [{"phones": [{"phone": THEIRS, "wa_id": THEIRS}]}]}
    contacts = [{"profile": {"name": "Ana Quispe"}, "wa_id": THEIRS, "user_id": "PE.ana"}]
    messages = [a_message("1"), {**a_message("2"), **shared}, {**a_message("3"), **strange}]
    assert await place.posts(a_call(*messages, contacts=contacts)) == 200
    await place.house.inbox.drain()
    for (table,) in place.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%fts%'"):
        kept = str(place.rows(f'SELECT * FROM "{table}"'))
        assert THEIRS not in kept, table
        assert "Quispe" not in kept, table


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        ({"type": "reaction", "reaction": {"emoji": "👍"}}, None),
        ({"type": "poll"}, "WhatsApp: no se entiende «poll»"),
        ({"from_user_id": None}, "WhatsApp: falta de quién es"),
    ],
)
async def test_what_says_nothing_to_us_is_set_aside(place: Place, message: dict[str, Any], kept: str | None):
    """In silence, or with its problem for the operator."""
    assert await place.posts(a_call({**a_message(), **message})) == 200
    await place.house.inbox.drain()
    assert place.rows("SELECT problem FROM inbox") == [(kept,)]


async def test_groups_and_errors(place: Place):
    """What a group says is not kept; an error of Meta's is."""
    assert await place.posts(a_call(a_message(group_id="g"), errors=[{"code": 131051, "title": "x"}])) == 200
    await place.house.inbox.drain()
    assert place.rows("SELECT problem FROM inbox") == [("WhatsApp: aviso 131051",)]


async def test_a_template_that_meta_changes_is_stopped(place: Place):
    """A category that costs more, too."""
    value = {"message_template_name": "leccion_lista", "new_category": "MARKETING"}
    body = {"entry": [{"changes": [{"field": "template_category_update", "value": value}]}]}
    assert await place.posts(body) == 200
    assert place.rows("SELECT value FROM fact WHERE name = 'whatsapp.template.leccion_lista'") == [("marketing",)]


async def test_with_whatsapp_alone_nobody_enrols_unprotected(tmp_path: Path):
    """Nobody may write before a contact and a second adult are there."""
    async with CloudApi(pair=False) as server, served(settings_for(server, tmp_path)) as house:
        assert house.inbox.world.guarded
        await house.store.run(lambda book: book.end_roles("carmen", house.clock.now()))
        async with called(house, server):
            ana = WhatsAppPhone(server.person("PE.ana"), house, server)
            await ana.says("Yachaski HUAYTAR3")
            told = await ana.hears("")
            assert "¿Cuántos años tienes?" not in told
