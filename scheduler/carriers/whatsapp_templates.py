"""The course's templates beside Meta's: which are there, what they cost, and what stops one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal, Self

import httpx
from msgspec import Struct
from pywa_async.client import WhatsApp

from lessons_es.message_templates import MessageTemplate

Json = dict[str, Any]

ANSWER_SECONDS = 15.0
_MOST = 200

State = Literal["approved", "waits", "missing", "other", "marketing", "stopped"]


class Standing(Struct, frozen=True):
    """One template of the course, as Meta has it: `status` in Meta's word, `category` what it is charged as."""

    template: MessageTemplate
    state: State
    status: str = ""
    category: str = ""


class Meta:
    """Asks Meta about one account; `async with`."""

    def __init__(self, token: str, api: str, business: str, phone: str) -> None:
        self._client = httpx.AsyncClient(timeout=ANSWER_SECONDS)
        self._api = WhatsApp(phone_id=phone, token=token, session=self._client, server=None).api
        self._client.base_url = httpx.URL(api)
        self._business, self._phone = business, phone

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()

    async def number(self) -> str:
        """The number's name as people see it, and the number. Raises what pywa and httpx raise."""
        fields = {"fields": "display_phone_number,verified_name"}
        found = await self._api.send_raw_request("GET", f"/{self._phone}", params=fields)
        return f"{found.get('verified_name', '')} ({found.get('display_phone_number', '')})"

    async def templates(self) -> list[Json]:
        """Every template of the account."""
        path = f"/{self._business}/message_templates"
        found = await self._api.send_raw_request("GET", path, params={"limit": _MOST})
        return list(found["data"])

    async def submit(self, template: MessageTemplate) -> str:
        """Asks Meta to approve the template; the status that it has now."""
        answer = await self._api.create_template(self._business, asked(template))
        return str(answer.get("status", ""))


def asked(template: MessageTemplate) -> Json:
    """The template as Meta wants to be asked for it."""
    body: Json = {"type": "BODY", "text": template.carried}
    if template.examples:
        body["example"] = {"body_text": [list(template.examples)]}
    buttons = [{"type": "QUICK_REPLY", "text": label} for label in template.buttons]
    parts = [body, {"type": "BUTTONS", "buttons": buttons}] if buttons else [body]
    about = {"name": template.name, "language": template.language, "category": template.category.upper()}
    return {**about, "components": parts}


def compared(ours: Sequence[MessageTemplate], theirs: Iterable[Json]) -> list[Standing]:
    """How each of ours stands."""
    known = {(str(one.get("name")), str(one.get("language"))): one for one in theirs}
    return [_standing(template, known.get((template.name, template.language))) for template in ours]


def _standing(template: MessageTemplate, found: Json | None) -> Standing:
    if found is None:
        return Standing(template, "missing")
    status, category = str(found.get("status", "")).upper(), str(found.get("category", "")).lower()
    parts = {str(part.get("type")): part for part in found.get("components", [])}
    labels = tuple(str(one.get("text")) for one in parts.get("BUTTONS", {}).get("buttons", []))
    state: State = "approved" if status == "APPROVED" else "waits" if status == "PENDING" else "stopped"
    if (parts.get("BODY", {}).get("text"), labels) != (template.carried, template.buttons):
        state = "other"
    elif category == "marketing" != template.category:
        state = "marketing"
    return Standing(template, state, status, category)
