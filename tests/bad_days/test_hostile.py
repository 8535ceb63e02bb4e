"""Hostile text: whatever people write reaches a screen as typed, in pieces that a carrier takes."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.carriers import LIMITS
from bot.core.reply import Ask, Choice, Prompt, Retire
from bot.core.text.layout import lay_out, split, units
from bot.core.text.names import read_name
from bot.core.text.wording import filled, visible
from tests.bad_days.hostile import assembled, hostile
from tests.bad_days.odd import PIECES, drawn, seen, squeezed
from tests.bad_days.phones import place

MOST = 4096
HOSTILE = st.tuples(
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=9)), min_size=1, max_size=40), st.integers(1, 400)
).map(lambda drawn: "".join(drawn[0]) * drawn[1])
some = settings(max_examples=60, deadline=None, database=None, derandomize=True)


@pytest.mark.slow
async def test_a_day_of_odd_texts(tmp_path: Path) -> None:
    """As names, questions, answers and announcements, on Telegram and on the page: as typed, and nothing refused."""
    counts = await hostile("short", tmp_path, classes=4, learners=3, rounds=4)
    assert counts["strings"] >= 100
    assert counts["carried"] * 5 > counts["strings"] * 2, counts
    assert counts["edits"] > 0


async def test_half_a_pair_holds_up_nobody(tmp_path: Path) -> None:
    """What is no text, and what Telegram never sends, is heard without it, and the next word is answered."""
    async with place(tmp_path) as here:
        [room] = await assembled(here, classes=1, learners=2)
        ana = room.learners[0]
        await here.together([ana.says("/pregunta")])
        await ana.listens()
        chat = {"id": here.server.sent[-1].chat_id, "type": "private"}
        here.server.push_raw(
            {"message": {"message_id": 1, "date": 0, "chat": chat, "text": "¿Qué es\udcb0 un peso\ud83d?"}}
        )
        await here.together([])
        assert any("«¿Qué es un peso?»" in text for text in await ana.heard())


@pytest.mark.slow
@some
@given(HOSTILE.map(lambda text: text[:20_000]))
def test_split_in_units_and_nothing_lost(text: str) -> None:
    """Each piece holds at most 4,096 UTF-16 units, and together they say everything that can be seen."""
    parts = split(text, MOST)
    assert all(units(part) <= MOST for part in parts)
    assert seen("".join(parts)) == seen(text)


@some
@given(HOSTILE.map(lambda text: f"Dijiste: {text[:20_000]}"))
def test_no_piece_is_empty(text: str) -> None:
    """A carrier refuses a message in which there is nothing to see: none is made."""
    assert all(visible(part) for part in split(text, MOST))


@pytest.mark.parametrize("tail", [" ", "\n" * 9, "\u200b" * 9, "\u202e", "\ufeff \u2800"])
def test_a_tail_that_nobody_sees_is_no_message(tail: str) -> None:
    """What just fits, and blanks after it, is one message with its buttons."""
    [only] = lay_out(Ask("x" * (MOST - 200) + tail, (Choice("Sí", "x"),)), LIMITS["telegram"])
    assert only.buttons


@pytest.mark.parametrize("joined", ["e\u0301", "👩\u200d🌾", "❤\ufe0f"])
def test_no_letter_is_cut_from_its_marks(joined: str) -> None:
    """Where there is no blank to cut at, a letter and what belongs to it stay together."""
    for lead in range(4):
        parts = split("x" * lead + joined * 3_000, MOST)
        assert {part.replace("x", "").count(joined) * len(joined) for part in parts} == {
            len(part.replace("x", "")) for part in parts
        }


@some
@given(HOSTILE.map(lambda text: text[:20_000]), st.sampled_from(["", "Para Luz:", f"Para {'🌽' * 40}:"]))
def test_a_retired_question_fits_and_is_what_was_asked(text: str, to: str) -> None:
    """However long the question: the message that had the buttons is told again whole, with the choice."""
    ask = Ask(f"¿Seguimos?\n{text}", (Choice("Sí, a esa hora exacta", "x"),))
    *_, last = lay_out(ask, LIMITS["telegram"], to)
    [again] = lay_out(Retire(Prompt("p", "a", "", ask, datetime(2026, 3, 2, tzinfo=UTC)), "A"), LIMITS["telegram"])
    assert units(last.text) <= LIMITS["telegram"].text
    assert units(again.text) <= LIMITS["telegram"].text
    assert again.text.endswith("\n\n✓ Sí, a esa hora exacta")
    assert squeezed(again.text.rpartition("\n\n✓ ")[0]) == squeezed(last.text.removeprefix(f"{to}\n" if to else ""))


@pytest.mark.parametrize("text", ["si.. no", "queso...", "a..b.", "¿y..?", "{name}.", "{0}", "Luz Q."])
def test_what_was_typed_keeps_its_full_stops(text: str) -> None:
    """Only the sentence around it gives way to a full stop that is there already."""
    assert filled("«{text}» de {name}.", {"text": text, "name": "Luz Q."}) == f"«{text}» de Luz Q."


@pytest.mark.parametrize(
    "name",
    [
        "Ana\u202e",
        "\u2067Ana",
        "A\u200bna",
        "\u3164",
        "\u115f\u1160",
        "\u2800\u2800",
        "A\u034f",
        "Ana שלום",
        "\u0627na",
        "Z\u0351\u036b\u0343\u036a\u0302",
        "Ana\x07",
        "Ana\ud83d",
        "<b>Ana",
        "x" * 41,
    ],
)
def test_a_name_stays_in_its_line(name: str) -> None:
    """What turns a teacher's list round, hides in it, or reaches over other lines is not taken as a name."""
    assert read_name(name) is None


@pytest.mark.parametrize(
    ("typed", "name"),
    [("jose\u0301 m", "José M."), ("luz q", "Luz Q."), ("ñusta 🌽", "Ñusta 🌽"), ("d'angelo", "D'angelo")],
)
def test_the_names_of_people_are_taken(typed: str, name: str) -> None:
    """However the phone composes their letters."""
    assert read_name(typed) == name


@pytest.mark.slow
def test_no_drawn_text_becomes_a_name_that_leaves_its_line() -> None:
    """Whatever is drawn: in a list, what is left to right stays so, and every letter can be seen."""
    chance = Random("names")
    names = [name for name in (read_name(drawn(chance)) for _ in range(1_000)) if name]
    assert names
    assert all(name.isprintable() and visible(name) and units(name) <= 82 for name in names)
