"""What the log is told of keys and roles: enough to notice a breach, and nobody's name."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
import structlog
from structlog.testing import capture_logs

from tests.chat import Town, key_of


@pytest.fixture(autouse=True)
def _told() -> Iterator[None]:
    """Lines of this grade are told, as `run` tells them."""
    before = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.INFO))
    yield
    structlog.configure(**before)


def test_keys_and_roles_are_told_without_names(town: Town):
    """Who claimed a role, and that a place was opened elsewhere; a person is the end of an id."""
    with capture_logs() as lines:
        town.teacher("Elena")
        ana = town.learner("Ana R.")
        other, key, who = town.person(), key_of(ana), ana.id()
        other.says(key)
        other.says("mi clave")
        other.taps("Dame una nueva")
    told = [(line["event"], line["channel"]) for line in lines if line["event"].startswith("audit.")]
    assert told == [("audit.role_claimed", "web"), ("audit.place_opened", "web"), ("audit.key_issued", "web")]
    assert next(line["role"] for line in lines if line["event"] == "audit.role_claimed") == "teacher"
    assert who[-12:] in {line.get("person") for line in lines}
    words = str(lines)
    assert not any(secret in words for secret in ("Ana", "Elena", key, who))


@pytest.mark.parametrize("code", ["ZZZZ9999", "HUAYTAR9"])
def test_a_code_that_opens_nothing_is_told_without_the_code(town: Town, code: str):
    """So many that they are rationed; which one it was is nobody's business."""
    with capture_logs() as lines:
        town.person().says(code)
    assert [line["event"] for line in lines] == ["code_tried_in_vain"]
    assert code not in str(lines)
