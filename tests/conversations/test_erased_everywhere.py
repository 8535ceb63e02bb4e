"""«borrar» takes what others were told as well: nothing of her is left in the file, whoever was told about her.

A case of who protects learners is the exception: it has her name for as long as the programme must keep it.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.chat import Person, Town
from tests.conversations.test_questions import asks

NAME, QUESTION, MISSED = "Zunilda K.", "¿cuánto rinde el tarwi de mi tía Eusebia?", "zzyxomma"


@pytest.fixture
def told(town: Town) -> Person:
    """Every adult was told of her; she has asked, been answered and not been understood."""
    adults = [town.teacher("Elena"), town.with_role("operator", "Olga"), town.with_role("protection", "Carmen")]
    zunilda = town.learner(NAME)
    asks(zunilda, QUESTION)
    town.waits(hours=9)
    adults[0].taps("Responder")
    adults[0].says("Unos dos kilos.")
    zunilda.says(MISSED)
    for adult in adults:
        for word in ("mi grupo", "más", "clave nueva", NAME, "preguntas", "avisos", "quién no responde"):
            adult.says(word)
    return zunilda


def found(town: Town, *secrets: str) -> list[str]:
    """Which of them stand in the database's files, byte by byte."""
    path = Path(town.house.settings.database)
    bytes_ = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    return [secret for secret in secrets if secret.encode() in bytes_]


def test_nothing_of_her_is_left(town: Town, told: Person) -> None:
    """Not her name, her id, her question, nor a word that found no answer."""
    id = told.id()
    secrets = (NAME, id, QUESTION, MISSED)
    assert found(town, *secrets) == list(secrets)
    told.says("borrar")
    told.taps("Sí, borrar")
    town.waits(hours=25)
    assert found(town, *secrets) == []
    copy = Path(town.house.settings.database).parent / "copy.db"
    with closing(sqlite3.connect(town.house.settings.database)) as here, closing(sqlite3.connect(copy)) as there:
        here.backup(there)
    assert found(town, *secrets) == []
