"""The demo of another course: `make run COURSE=lessons_en`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.demo import cast
from tests import kenya
from tests.demo.conftest import running

OF_THE_CAST = {"º", *re.findall(r"[a-z]+", f"{cast.SITE} {cast.TEACHER}".lower())}


async def test_the_english_course_is_lived_in_the_demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page around the chat and what is said in it are in English; only the cast keep their names."""
    monkeypatch.setenv("YACHASKI_COURSES", "lessons_en")
    async with running(tmp_path, ()) as demo:
        page = await demo.learner.enters()
        assert '<html lang="en">' in page
        for words in (f"/start {cast.CODE}", "I am 16", "yes", "Achieng", "6 pm", "start"):
            await demo.learner.says(words)
        said = [message.text for message in await demo.learner.messages()]
        assert "Mutua's list" in said[-1]
        text = re.sub(r"<(style|script|svg).*?</\1>|<[^>]*>", " ", page, flags=re.DOTALL)
        assert [leak for one in (text, *said) for leak in kenya.leaks(one) if leak not in OF_THE_CAST] == []
