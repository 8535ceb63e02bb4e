"""Items that are answered by writing, as authors write them: what is read, and what is named with its line."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from bot.authoring import channel_preview
from lessons_es import catalog, markdown, template
from lessons_es.schema import OTHER_ANSWER, Lesson
from tests.lessons.sample import LESSON

NUMBER = """\
Beto vende 10 panes a 2 soles y gastó 14. ¿Cuánto le queda?

Respuesta: 6 soles

> 6: ¡Eso! Son 6.
> 20: Falta quitar
> lo que gastó.
> otro: Quita lo que gastó.
> Pista: mira qué entra.
"""
ORDER = """\
¿Qué hace primero?

1. Pregunta
2. Hornea
3. Vende

> Bien: ¡Eso!
> Casi: Primero pregunta.
> Pista: ¿qué es gratis?
"""
FIND = """\
¿Qué frase lo delata?

- [ ] Hola, vecina.
  > Es un saludo.
- [ ] Soy del banco.
  > Cualquiera lo dice.
- [x] Dame tu clave.
  > ¡Eso! Nadie la pide.
> Pista: ¿qué te piden?
"""
TOLD = {"fin-04-q1"}
"""Which of the figures it is, is what is asked."""
BEGIN, END = LESSON.index("¿Quién compra?"), LESSON.index("\n## Pregunta: q2")


def lesson_with(body: str, heading: str = "Pregunta") -> str:
    return f"{LESSON[:BEGIN]}{body}{LESSON[END:]}".replace("## Pregunta: q1", f"## {heading}: q1")


def read(text: str) -> Lesson:
    reading = markdown.read(text.encode(), "x/01_a.md")
    assert reading.lesson is not None, reading.mistakes
    return reading.lesson


def test_a_number_has_its_roads() -> None:
    """The right one first, then what was foreseen, then all others; a line may go on below."""
    found = read(lesson_with(NUMBER)).items[0]
    assert (found.shape, found.amounts) == ("number", (600, 2000))
    assert [option.text for option in found.options] == ["6 soles", "20", OTHER_ANSWER]
    assert found.options[1].explanation == "Falta quitar lo que gastó."
    assert found.explanations("", "{explanation} Respuesta: {right}.")[2] == "Quita lo que gastó. Respuesta: 6 soles."


def test_an_order_is_its_steps() -> None:
    """As the author wrote them, which is the right order."""
    found = read(lesson_with(ORDER)).items[0]
    assert (found.shape, found.steps) == ("order", ("Pregunta", "Hornea", "Vende"))


def test_a_message_has_more_sentences_than_a_question_has_options() -> None:
    """Three to five, one of which gives it away."""
    assert read(lesson_with(FIND, "Encuentra")).items[0].shape == "find"


def test_the_form_of_an_answer_is_part_of_the_meaning() -> None:
    """The same sentences as options and as a message are two contents; other steps are another content."""
    found, chosen = read(lesson_with(FIND, "Encuentra")), read(lesson_with(FIND))
    assert found.items[0].content_hash != chosen.items[0].content_hash
    swapped = ORDER.replace("1. Pregunta", "1. Hornea").replace("2. Hornea", "2. Pregunta")
    assert read(lesson_with(ORDER)).items[0].content_hash != read(lesson_with(swapped)).items[0].content_hash


SIX = "".join(f"> {n}: No.\n" for n in range(30, 36))
MISTAKES = [
    (NUMBER, "Respuesta: 6 soles", "Respuesta: pocos", "no es un número que se pueda escribir", "Respuesta:"),
    (NUMBER, "> 6: ¡Eso! Son 6.\n", "", "Falta qué se le dice a quien acierta", "## Pregunta: q1"),
    (NUMBER, "> otro: Quita lo que gastó.\n", "", "a quien escribe otro número", "## Pregunta: q1"),
    (
        NUMBER,
        "> otro:",
        "".join(f"> {n}: No.\n" for n in range(30, 36)) + "> otro:",
        "Hay 7 caminos",
        "## Pregunta: q1",
    ),
    (NUMBER, "> otro:", "> 20.00: Otra vez.\n> otro:", "«20.00» está dos veces", "> 20.00"),
    (NUMBER, "> Pista: mira qué entra.\n", "", "Falta la pista", "## Pregunta: q1"),
    (NUMBER, "> 6: ¡Eso!", "> Ojo.\n> 6: ¡Eso!", "no dice para qué respuesta es", "> Ojo"),
    (NUMBER, "> otro: Quita lo que gastó.", "> otro:", "Falta la explicación", "> otro"),
    (ORDER, "3. Vende\n", "", "Hay 2 pasos y tienen que ser 3 o 4", "## Pregunta: q1"),
    (ORDER, "3. Vende", "3. Hornea", "sin repetir", "## Pregunta: q1"),
    (ORDER, "> Casi: Primero pregunta.\n", "", "Falta la línea «> Casi: »", "## Pregunta: q1"),
    (ORDER, "> Casi:", "> 20: No.\n> Casi:", "no va en un orden", "> 20"),
]


@pytest.mark.parametrize(("body", "old", "new", "said", "at"), MISTAKES, ids=[case[3][:30] for case in MISTAKES])
def test_each_mistake_is_named_with_its_line(body: str, old: str, new: str, said: str, at: str) -> None:
    """What is spoilt in a good item is named where it stands, with what to write instead."""
    text = lesson_with(body.replace(old, new, 1))
    found = [one for one in markdown.read(text.encode(), "x/01_a.md").mistakes if said in f"{one.what} {one.mend}"]
    assert [one.line for one in found] == [text[: text.index(at)].count("\n") + 1]


@pytest.mark.parametrize(
    ("body", "heading", "shown"),
    [
        (NUMBER, "Pregunta", ["(si escribe 20)", "(si escribe otro número)", "[No lo sé]"]),
        (ORDER, "Pregunta", ["(si responde otro orden)", "[A] [B] [C]"]),
        (FIND, "Encuentra", ["(si toca C)", "A. Hola, vecina."]),
    ],
)
def test_the_preview_shows_every_answer(body: str, heading: str, shown: list[str]) -> None:
    """An author sees the question as a learner does, and what each answer is told."""
    preview = "\n".join(channel_preview.lines(read(lesson_with(body, heading))))
    assert all(words in preview for words in shown), preview


def test_the_course_asks_in_every_way() -> None:
    """Numbers, orders and messages stand in the course, among the pieces and in the exam."""
    course = catalog.load()
    pieces = [item for lesson in course.graduate_pieces for item in lesson.items]
    lessons = [item for lesson in course.lessons for item in lesson.items]
    exam = [entry.item for entry in course.exam]
    for shape, least in (("number", 18), ("order", 8), ("find", 8)):
        found = [[item for item in items if item.shape == shape] for items in (lessons, pieces, exam)]
        assert all(found)
        assert sum(map(len, found)) >= least


def test_each_lesson_has_three_items_in_the_exam() -> None:
    """So that two sittings seldom ask the same."""
    course = catalog.load()
    asked = Counter(entry.lesson_id for entry in course.exam)
    assert all(asked[lesson.id] >= 3 for lesson in course.lessons)
    assert len(course.exam) >= 75


def test_no_number_gives_its_answer_away() -> None:
    """What it comes to does not stand in its question."""
    course = catalog.load()
    every = [item for lesson in (*course.lessons, *course.graduate_pieces) for item in lesson.items]
    asked = (*every, *(entry.item for entry in course.exam))
    for item in (form for one in asked for form in one.forms):
        if item.shape == "number" and item.id not in TOLD:
            assert item.right.text.split()[0] not in re.findall(r"[0-9]+(?:[.,][0-9]+)?", item.question), item.id


DRESS = NUMBER.replace("Beto", "Rosa").replace("14", "15").replace("6", "5").replace("> Pista: mira qué entra.\n", "")
DRESSED = f"{NUMBER}\n### Otra forma: q1b\n\n{DRESS}"


def test_a_dress_is_another_form_of_one_item() -> None:
    """It has the id and the hint of its item, and a content hash of its own."""
    item = read(lesson_with(DRESSED)).items[0]
    (dress,) = item.dresses
    assert (dress.id, dress.hint, dress.right.text) == (item.id, item.hint, "5 soles")
    assert item.form(dress.content_hash) == dress != item.form(item.content_hash)
    assert template.write(read(lesson_with(DRESSED))).count("### Otra forma: q1b") == 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("### Otra forma: q1b", "### Otra forma: q2", "se llama «q2»"),
        ("### Otra forma: q1b", "## Otra forma: q1b", "va debajo de su pregunta"),
        (DRESS, NUMBER, "pregunta lo mismo"),
    ],
)
def test_a_spoilt_dress_is_named_with_its_line(old: str, new: str, said: str) -> None:
    """A wrong name or level, or a dress that is none."""
    text = lesson_with(DRESSED.replace(old, new))
    found = [one for one in markdown.read(text.encode(), "x/01_a.md").mistakes if said in f"{one.what} {one.mend}"]
    assert [one.line for one in found] == [text[: text.index("Otra forma")].count("\n") + 1]


def test_at_least_twenty_items_have_a_dress() -> None:
    """And no dress gives its answer away either."""
    course = catalog.load()
    every = [item for lesson in (*course.lessons, *course.graduate_pieces) for item in lesson.items]
    every += [entry.item for entry in course.exam]
    assert sum(bool(item.dresses) for item in every) >= 20
    hashes = [form.content_hash for item in every for form in item.forms]
    assert len(set(hashes)) == len(hashes)
