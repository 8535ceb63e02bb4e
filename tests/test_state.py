"""The two documents survive JSON, and every released version can still be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import fields

from bot.core import state
from bot.core.state import Conversation, Progress

SAMPLES = Path(__file__).parent / "samples"


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("progress_v*.json")), ids=lambda path: path.name)
def test_every_released_progress_is_read_whole(sample: Path) -> None:
    """No field of a released document is lost on the way to the present version."""
    progress = state.read_progress(sample.read_text())
    written = json.loads(state.write_progress(progress))
    assert written["v"] == state.VERSION
    assert written | json.loads(sample.read_text()) | {"v": state.VERSION} == written
    assert all(getattr(progress, one.name) != one.default for one in fields(Progress) if one.name != "v")


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("conversation_v*.json")), ids=lambda path: path.name)
def test_every_released_conversation_is_read_whole(sample: Path) -> None:
    """The same for the address's document."""
    written = json.loads(state.write_conversation(state.read_conversation(sample.read_text())))
    assert written | json.loads(sample.read_text()) | {"v": state.VERSION} == written


def test_older_documents_are_lifted_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each step knows one version; together they bring the oldest to the present."""
    steps = {
        -1: lambda document: {**document, "v": 0, "hora": document["h"]},
        0: lambda document: {"v": 1, "hour": document["hora"]},
    }
    monkeypatch.setattr(state, "PROGRESS_STEPS", steps)
    assert state.read_progress('{"v": -1, "h": 420}') == Progress(hour=420)


@given(st.builds(Conversation))
def test_a_conversation_survives_json(conversation: Conversation) -> None:
    """Whatever was being said goes on after a restart."""
    assert state.read_conversation(state.write_conversation(conversation)) == conversation


def test_a_new_address_has_an_empty_document() -> None:
    """Nothing stored is a conversation that has not begun, and a learner who has not begun."""
    assert state.read_conversation("") == Conversation()
    assert state.read_progress("") == Progress()
