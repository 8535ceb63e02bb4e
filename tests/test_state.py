"""The two documents survive JSON, and every released version can still be read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import consent, state
from bot.core.state import Conversation, Progress

SAMPLES = Path(__file__).parent / "samples"


def _holds(later: Any, earlier: Any) -> bool:
    """Whether nothing of `earlier` is lost or changed in `later`, which may have more."""
    if isinstance(earlier, dict):
        return all(name in later and _holds(later[name], value) for name, value in earlier.items())
    return bool(later == earlier)


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("progress_v*.json")), ids=lambda path: path.name)
def test_every_released_progress_is_read_whole(sample: Path) -> None:
    """No field of a released document is lost on the way to the present version, and the sample fills each of them."""
    released = json.loads(sample.read_text())
    written = json.loads(state.write_progress(state.read_progress(sample.read_text())))
    assert _holds(written, released | {"v": state.VERSION})
    empty = json.loads(state.write_progress(Progress()))
    assert [name for name, value in released.items() if name != "v" and value == empty[name]] == []


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("conversation_v*.json")), ids=lambda path: path.name)
def test_every_released_conversation_is_read_whole(sample: Path) -> None:
    """The same for the address's document."""
    written = json.loads(state.write_conversation(state.read_conversation(sample.read_text())))
    assert _holds(written, json.loads(sample.read_text()) | {"v": state.VERSION})


def test_older_documents_are_lifted_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each step knows one version; together they bring the oldest to the present."""
    steps = {
        -1: lambda document: {**document, "v": 0, "hora": document["h"]},
        0: lambda document: {"v": 1, "hour": document["hora"]},
    }
    monkeypatch.setattr(state, "PROGRESS_STEPS", steps)
    assert state.read_progress('{"v": -1, "h": 420}') == Progress(hour=420, consent=consent.BEFORE)


@given(st.builds(Conversation))
def test_a_conversation_survives_json(conversation: Conversation) -> None:
    """Whatever was being said goes on after a restart."""
    assert state.read_conversation(state.write_conversation(conversation)) == conversation


@given(st.builds(Progress))
def test_a_progress_survives_json(progress: Progress) -> None:
    """So does where a learner stands, every field of it."""
    assert state.read_progress(state.write_progress(progress)) == progress


def test_a_new_address_has_an_empty_document() -> None:
    """Nothing stored is a conversation that has not begun, and a learner who has not begun."""
    assert state.read_conversation("") == Conversation()
    assert state.read_progress("") == Progress()
