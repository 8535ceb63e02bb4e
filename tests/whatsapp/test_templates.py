"""The course's templates beside Meta's, by the command and by the doctor."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.box import check
from bot.commands import whatsapp
from bot.commands.check import of_meta
from bot.settings import Settings, SettingsError, load
from lessons_es import message_templates
from lessons_es.mistake import CourseError
from scheduler.carriers.whatsapp_templates import compared
from tests.whatsapp.phone import settings_for
from tests.whatsapp_api.server import CloudApi

OURS = message_templates.load()


def as_metas(status: str = "APPROVED", category: str = "UTILITY", **changed: Any) -> list[dict[str, Any]]:
    """Every template as Meta has it."""
    return [
        {
            "name": one.name,
            "language": one.language,
            "status": status,
            "category": category,
            "components": [
                {"type": "BODY", "text": changed.get("text", one.carried)},
                {"type": "BUTTONS", "buttons": [{"text": label} for label in one.buttons]},
            ],
        }
        for one in OURS
    ]


@pytest.mark.parametrize(
    ("theirs", "state"),
    [
        (as_metas(), "approved"),
        (as_metas("PENDING"), "waits"),
        (as_metas("PAUSED"), "stopped"),
        (as_metas(category="MARKETING"), "marketing"),
        (as_metas(text="Otra cosa"), "other"),
        ([], "missing"),
    ],
)
def test_each_template_is_compared(theirs: list[dict[str, Any]], state: str):
    """And each state has its sentence, with what to do."""
    found = compared(OURS, theirs)
    assert {one.state for one in found} == {state}
    assert all(whatsapp.line(one).startswith(f"{one.template.name}: ") for one in found)


async def test_the_missing_ones_are_submitted(tmp_path: Path):
    """Once, with examples; they wait for Meta's answer."""
    async with CloudApi() as server:
        settings = settings_for(server, tmp_path)
        assert {one.state for one in await whatsapp.asked(settings, submit=False)} == {"missing"}
        assert {one.state for one in await whatsapp.asked(settings, submit=True)} == {"waits"}
        assert set(server.templates) == {one.name for one in OURS}


async def test_the_doctor_looks_at_key_number_and_templates(tmp_path: Path):
    """What is wrong comes with its mend."""
    async with CloudApi() as server:
        settings = settings_for(server, tmp_path)
        found = await check.of_whatsapp(settings, lambda: of_meta(settings))
        assert found[0].line() == "[bien] WhatsApp: es Yachaski (+51900000001)."
        assert [one.well for one in found[1:]] == [False] * 4
        wrong = settings_for(server, tmp_path, whatsapp_token="other")
        (one,) = await check.of_whatsapp(wrong, lambda: of_meta(wrong))
        assert "YACHASKI_WHATSAPP_TOKEN" in one.line()
    assert await check.of_whatsapp(Settings(_env_file=None), lambda: asyncio.sleep(0, ("", []))) == []


def test_half_of_whatsapp_is_told(monkeypatch: pytest.MonkeyPatch):
    """All six settings, or none; a number without signs."""
    monkeypatch.setenv("YACHASKI_WHATSAPP_TOKEN", "EAAG")
    with pytest.raises(SettingsError) as wrong:
        load(_env_file=None)
    assert "falta YACHASKI_WHATSAPP_PHONE_ID" in wrong.value.problems[0]
    assert "docs/es/whatsapp.md" in wrong.value.problems[0]


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("ejemplo: []", "Hola {1}, ya está."),
        ('ejemplo: ["a", "b"]', "Hola {2} y {1}, ya está."),
        ('ejemplo: ["a"]', "{1} está aquí."),
        ("ejemplo: []", "x" * 1025),
    ],
)
def test_a_template_that_meta_would_refuse_is_a_mistake(tmp_path: Path, head: str, body: str):
    """With its file, before anybody sends it."""
    folder = tmp_path / "plantillas"
    folder.mkdir()
    about = f"nombre: a\npara: reply\ncategoria: utility\nidioma: es\n{head}"
    (folder / "a.md").write_text(f"---\n{about}\n---\n{body}\n", encoding="utf-8")
    with pytest.raises(CourseError) as wrong:
        message_templates.load(tmp_path)
    assert "plantillas/a.md" in str(wrong.value)
