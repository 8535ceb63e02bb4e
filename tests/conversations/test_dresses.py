"""The same question with other names and figures: what is remembered is the family, what is graded the form shown."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.core import dress
from bot.core.state import Memory, read_progress
from tests.chat import MONDAY, Person, Town, at, world
from tests.conversations.test_written_items import NUMBER, teach, to_the_question

DRESS = """
### Otra forma: q1b

Édgar vende 12 cocadas a 1.50 soles. Gastó 11 soles en todo. ¿Cuánto le queda?

Respuesta: 7 soles

> 7: ¡Eso! Entran 18.
> 18: Falta quitar lo que gastó.
> otro: Multiplica y quita.
"""


def rows(town: Town, person: Person) -> list[dict[str, Any]]:
    learner = person.id()
    return list(town.book(lambda book: book.everything(learner))["attempt"])


def answers_and_waits(person: Person, words: str) -> None:
    person.says(words)
    person.does_lesson()
    person.waits(days=1.5)


def test_a_review_asks_in_another_dress(town: Town, ana: Person) -> None:
    """Other names, another product, other figures, and the answer that was right then is not right now."""
    teach(town, NUMBER + DRESS)
    to_the_question(ana)
    answers_and_waits(ana, "20")
    ana.taps("Empezar")
    ana.hears("Repaso. Édgar vende 12 cocadas a 1.50 soles.")
    ana.says("no sé")
    ana.hears("Pista: Primero mira cuánto entra.")
    ana.says("7 soles")
    ana.hears("¡Bien! El lunes dudaste y hoy lo sabías.")


def test_the_memory_is_the_familys_and_the_hash_the_forms(town: Town, ana: Person) -> None:
    """Two attempts at one item with two content hashes; the document has one memory, with the form seen last."""
    teach(town, NUMBER + DRESS)
    to_the_question(ana)
    answers_and_waits(ana, "20")
    ana.taps("Empezar")
    ana.says("7")
    first, *_, last = [row for row in rows(town, ana) if row["item"] == "emp-01-q1"]
    assert first["content_hash"] != last["content_hash"]
    learner = ana.id()
    progress = read_progress(town.book(lambda book: book.learner(learner).progress))
    assert progress.memory["emp-01-q1"].form == last["content_hash"]


def test_who_answered_before_there_were_dresses_meets_a_new_one() -> None:
    """A memory of an earlier version names no form: that was the first."""
    found = world().course.item("emp-04-q1")
    assert found is not None
    item = found[1]
    memory = Memory(2.0, 5.0, 0, 0)
    chance = world().context(at(MONDAY, 9), "es").chance
    seen = {dress.another(item, memory, chance("luz", n)).content_hash for n in range(20)}
    assert seen == {form.content_hash for form in item.dresses}


def test_another_sitting_of_the_exam_asks_in_another_dress() -> None:
    """The second time is not the first again, whoever it is."""
    entry = world().course.exam_item("ex-emp-07")
    assert entry is not None
    chance = world().context(at(MONDAY + timedelta(days=1), 9), "es").chance
    for who in ("luz", "beto", "ana"):
        forms = [dress.of_sitting(entry.item, n, chance(who, "ex-emp-07")).content_hash for n in (1, 2)]
        assert len(set(forms)) == 2
