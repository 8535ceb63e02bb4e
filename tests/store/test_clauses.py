"""Every column about a learner is covered by words that she agreed to.

A column that no clause covers is not kept; where a new one needs new words, `bot.core.consent.VERSION` rises with it.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.core import consent, phrase
from bot.store.erasure import ABOUT
from bot.store.open import open_store

NAME = "el nombre que elijas"
AGE = "tu grupo de edad"
HOUR = "tu hora"
ANSWERS = "tus respuestas"
QUESTIONS = "lo que preguntas a tu profe"
KEY = "la clave de este chat"
PROGRESS = "Tu profe ve tu avance y si no escribes"
AGREED = "¿Aceptas?"
CHAT = "el número de este chat"
AFTERWARDS = "si vendes y qué recuerdas"
LOGBOOK = "un cuaderno de tus ventas"
MESSAGES = "Los mensajes, 30 días"
MISSED = "Lo que no supe contestar, 90 días"

CLAUSES: dict[str, dict[str, tuple[str, ...]]] = {
    "inbox": {MESSAGES: ("channel", "event_key", "lane", "body", "received_at", "not_before", "done_at", "problem")},
    "delivery": {
        MESSAGES: (
            *("channel", "kind", "priority", "body", "prompt", "announcement", "not_before", "expires_at", "status"),
            *("tries", "doubts", "claimed_by", "claimed_until", "started_at", "settled_at", "shown", "carrier_message"),
            *("problem", "created_at", "about", "told"),
        )
    },
    "prompt": {
        MESSAGES: ("item", "content_hash", "body", "opened_at", "closed_at", "about"),
        ANSWERS: ("chosen",),
    },
    "attempt": {
        ANSWERS: (
            *("item", "content_hash", "prompt", "chosen", "is_right", "hinted", "review", "stability_days", "due_at"),
            *("answered_at", "option", "kind"),
        ),
        AFTERWARDS: ("month",),
    },
    "slot": {PROGRESS: ("local_date", "kind", "taken_at", "delivery", "sent_at", "became")},
    "active_day": {PROGRESS: ("local_date", "channel")},
    "finish": {PROGRESS: ("lesson", "kind", "local_date", "finished_at")},
    "check_in": {AFTERWARDS: ("month", "answer", "answered_at")},
    "certificate": {
        NAME: ("name",),
        PROGRESS: ("number", "kind", "course", "site", "issued_on", "sealed", "withdrawn_at"),
    },
    "entry": {
        LOGBOOK: ("kind", "cents", "quantity", "thing", "local_date", "made_at", "voided_at", "replaces"),
    },
    "question": {
        QUESTIONS: ("text", "asked_at", "answer", "answered_by", "answered_at", "passed_at", "seen_at"),
    },
    "recipient": {MESSAGES: ("announcement", "delivery", "read_at", "place", "status")},
    "look": {PROGRESS: ("viewer", "what", "looked_at")},
    "consent": {AGREED: ("version", "given_by", "channel", "given_at", "paper")},
    "miss": {MISSED: ("text", "missed_at")},
    "trial": {CHAT: ("ticket", "opened_at", "expires_at")},
    "address": {
        CHAT: ("channel", "carrier_id", "heard_at", "blocked_at", "shown", "expires_at", "knocked_at", "left_at"),
        MESSAGES: ("conversation",),
    },
    "reach": {CHAT: ("from_at", "until_at")},
    "enrolment": {PROGRESS: ("from_at", "until_at", "accepted_at")},
    "learner": {
        AGE: ("age_band",),
        KEY: ("recovery_key",),
        ANSWERS: ("progress",),
        HOUR: ("next_due_at",),
        PROGRESS: ("heard_at", "lessons_done", "paused", "graduated"),
    },
    "person": {NAME: ("name", "former_name"), HOUR: ("language",), CHAT: ("created_at",)},
    "invite": {
        KEY: (
            *("token_hash", "role", "created_at", "expires_at", "spent_at", "spent_by", "replaces", "asked_by"),
            "confirmed_at",
        )
    },
}
"""Table -> words of the consent -> the columns that they cover."""

FOUND_BY = ("seq", "id", "learner", "person", "address", "cohort")
"""What joins rows, and says nothing by itself."""

OF_ADULTS = ("desk_link", "desk_session", "digest", "digest_slot", "media", "announcement", "teaching", "role")
"""What is kept of teachers and operators alone."""

AGREED_TO = Path(__file__).parent / "released/consent.txt"
"""What the newest version of the consent covers: its number, then a line a column. It changes with the number."""


@pytest.fixture
async def columns(sqlite_database):
    """Table -> the columns that say something, of all tables that hold rows about a learner."""
    store = open_store(sqlite_database)
    await store.run(lambda book: None)
    await store.close()
    with closing(sqlite3.connect(sqlite_database)) as file:
        return {
            table: {row[1] for row in file.execute(f"PRAGMA table_info({table})")} - {*FOUND_BY}
            for table in ABOUT
            if table not in OF_ADULTS
        }


async def test_every_column_about_a_learner_has_its_clause(columns):
    """A new one names the words that cover it, or is not kept."""
    covered = {table: [column for some in by.values() for column in some] for table, by in CLAUSES.items()}
    assert {table: sorted(names) for table, names in covered.items()} == {
        table: sorted(names) for table, names in columns.items()
    }


def test_every_clause_is_read_by_who_agrees():
    """It stands in the card, or under [Leer más]."""
    read = f"{phrase.CONSENT}\n{phrase.CONSENT_MORE}"
    assert [words for by in CLAUSES.values() for words in by if words not in read] == []


def test_a_new_column_raises_the_version():
    """Whoever agreed to less is told once: write the list anew only together with a new number."""
    lines = [f"{table}.{column}" for table, by in CLAUSES.items() for some in by.values() for column in some]
    assert AGREED_TO.read_text().split() == [consent.VERSION, *sorted(lines)]
