"""A lesson written as its file, and the lesson that a new file begins with.

`markdown.read` reads what `write` wrote as the same lesson.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

import yaml
from msgspec.structs import replace

from lessons_es.front_matter import GRADUATES
from lessons_es.quiz import LETTERS_OF_DRESSES
from lessons_es.schema import OTHER_ANSWER, Card, Lesson, Option, QuizItem

_MARKS = re.compile(r"[\\\[\]<>&]|~(?=~)|(?<=~)~|(?<=\w)_|_(?=\w)")
_BEGINNING = re.compile(r"^(?:[-+>#=]|[0-9]+[.)])")


def write(lesson: Lesson, *, notes: Iterable[str] = (), draft: bool = False) -> str:
    """The lesson as a Markdown file. `notes` are for its author and nobody else: they stand above as comments."""
    head = ["---", *(f"# {note}" for note in notes), *_matter(lesson)]
    head += ["borrador: true"] if draft else []
    sections = [f"## Tarjeta: {_plain(card.title)}\n\n{_paragraphs(card.text)}" for card in lesson.cards]
    sections += [_question(item, lesson.id) for item in lesson.items]
    sections.append(f"## Para hoy\n\n{_plain(lesson.task)}")
    return "\n".join([*head, "---"]) + "\n" + "\n\n".join(sections) + "\n"


def write_unit(unit_id: str, title: str, week: int) -> str:
    """The `unidad.md` of a new folder."""
    return f"---\nid: {unit_id}\ntitulo: {_scalar(title)}\nsemana: {week}\n---\n"


def _matter(lesson: Lesson) -> list[str]:
    place = [f"semana: {lesson.week}", f"dia: {lesson.day}"] if lesson.week else [f"orden: {lesson.day}"]
    lines = [
        f"id: {lesson.id}",
        f"titulo: {_scalar(lesson.title)}",
        f"unidad: {lesson.unit}",
        *place,
        f"minutos: {lesson.minutes}",
        f"objetivo: {_scalar(lesson.goal)}",
        f"claves: [{', '.join(map(_scalar, lesson.keywords))}]",
    ]
    lines += [f"fuentes: [{', '.join(map(_scalar, lesson.sources))}]"] if lesson.sources else []
    lines += [f"revisar: {lesson.review_by.isoformat()}"] if lesson.review_by else []
    lines += [f"legibilidad: {_scalar(lesson.readability_note)}"] if lesson.readability_note else []
    lines += [f"guarda: {lesson.keeps}"] if lesson.keeps else []
    lines += [f"usa: [{', '.join(lesson.uses)}]"] if lesson.uses else []
    lines += ["abogado: pendiente"] if lesson.awaits_counsel else []
    return lines


def _scalar(text: str) -> str:
    """Bare where YAML reads it as the same text inside a list too, else between quotes."""
    try:
        bare = yaml.safe_load(f"[{text}]") == [text] and yaml.safe_load(f"a: {text}") == {"a": text}
    except (yaml.YAMLError, ValueError):
        bare = False
    return text if bare else json.dumps(text, ensure_ascii=False)


def _paragraphs(text: str) -> str:
    return "\n\n".join(map(_plain, text.split("\n")))


def _plain(text: str) -> str:
    """The text, with a backslash wherever Markdown would see a mark."""
    marked = _MARKS.sub(r"\\\g<0>", text)
    return _BEGINNING.sub(lambda sign: f"{sign[0][:-1]}\\{sign[0][-1]}", marked)


def _question(item: QuizItem, lesson_id: str) -> str:
    heading = "Encuentra" if item.shape == "find" else "Pregunta"
    name = item.id.removeprefix(f"{lesson_id}-")
    lines = [f"## {heading}: {name}", "", *_asked(item)]
    for letter, dress in zip(LETTERS_OF_DRESSES, item.dresses, strict=False):
        lines += ["", f"### Otra forma: {name}{letter}", "", *_asked(dress)]
    return "\n".join(lines)


def _asked(item: QuizItem) -> list[str]:
    hint = [f"> Pista: {_plain(item.hint)}"]
    if item.shape == "number":
        first, *roads = item.options
        whom = [(first.text.partition(" ")[0], first), *((road.text, road) for road in roads)]
        told = [f"> {'otro' if text == OTHER_ANSWER else text}: {_plain(one.explanation)}" for text, one in whom]
        return [_plain(item.question), "", f"Respuesta: {_plain(first.text)}", "", *told, *hint]
    if item.shape == "order":
        steps = [f"{place}. {_plain(step)}" for place, step in enumerate(item.steps, 1)]
        well, almost = (_plain(option.explanation) for option in item.options)
        return [_plain(item.question), "", *steps, "", f"> Bien: {well}", f"> Casi: {almost}", *hint]
    lines = [_plain(item.question), ""]
    for option in item.options:
        lines += [f"- [{'x' if option.correct else ' '}] {_plain(option.text)}", f"  > {_plain(option.explanation)}"]
    return [*lines, *hint]


# --- what a new file begins with ---------------------------------------------------------------------------

NOTES = (
    "Cambia todo lo de abajo, menos el id: ese ya no se cambia ni se usa en otra lección. Al final borra «borrador».",
    "Tarjetas: hasta 60 palabras. Preguntas: 2 o 3 opciones, con su explicación. Mírala con: lessons preview",
)

_CARDS = (
    Card(
        "Pon aquí un caso",
        "Cuenta qué le pasó a alguien con nombre y lugar. Usa frases cortas. Di qué hizo, cuánto gastó y qué salió "
        "mal. Quien lee se pregunta: ¿y yo qué haría?",
    ),
    Card(
        "Pon aquí la idea",
        "Cuenta qué hizo después y qué cambió. Deja una sola idea. Si hay dos, haz otra tarjeta en otra lección.",
    ),
    Card(
        "Ahora tú",
        "Pide que piense en su casa, su feria o su pueblo. Haz una pregunta que se responda con un nombre o un número.",
    ),
)
_FIRST = (
    "Pregunta por un caso nuevo, no por lo que dice la tarjeta. ¿Qué hace Rosa?",
    (
        ("Lo que harías si entendiste la idea", "Di por qué está bien. Usa el dato del caso."),
        ("Un error que la gente comete", "Di qué le pasaría a Rosa si hace eso. Así aprende: la {correcta}."),
        ("Otro error que has visto de verdad", "Di qué le falta. Al final lleva a la buena: la {correcta}."),
    ),
    "Da una pista sin decir la respuesta. ¿Qué mira Rosa primero?",
)
_SECOND = (
    "Pon otro caso, con otra persona. ¿Qué le dices a Beto?",
    (
        ("Un consejo que suena bien y sale mal", "Di qué pasa después. Con números se entiende mejor."),
        ("Un consejo a medias", "Di qué parte ayuda y qué parte no. Después mira la {correcta}."),
        ("El buen consejo", "Di por qué. No pongas siempre la buena en el mismo lugar."),
    ),
    "Recuerda el caso de la primera tarjeta.",
)
_Told = tuple[str, tuple[tuple[str, str], ...], str]


def new_lesson(lesson_id: str, unit: str, week: int, day: int) -> Lesson:
    """A lesson without mistakes whose every text says what belongs in its place."""
    items = (_item(f"{lesson_id}-q1", _FIRST, 0), _item(f"{lesson_id}-q2", _SECOND, 2))
    return _new(lesson_id, unit, (week, day), _CARDS, items)


def new_piece(lesson_id: str, order: int, audience: str = GRADUATES) -> Lesson:
    """The same for a piece for graduates or teachers: two cards and one quiz item."""
    return _new(lesson_id, audience, (0, order), _CARDS[1:], (_item(f"{lesson_id}-q1", _FIRST, 0),))


def draft(item: QuizItem, order: int, keyword: str, source: str) -> Lesson:
    """A graduate piece around a quiz item that came without its lesson."""
    lesson_id = item.id.rpartition("-")[0]
    lesson = _new(lesson_id, GRADUATES, (0, order), _CARDS[1:], (item,))
    return replace(lesson, title="Pregunta por ubicar", keywords=(keyword,), sources=(source,))


def _item(item_id: str, asked: _Told, right: int) -> QuizItem:
    question, told, hint = asked
    options = tuple(Option(text, place == right, words) for place, (text, words) in enumerate(told))
    return QuizItem(item_id, question, options, hint)


def _new(
    lesson_id: str, unit: str, place: tuple[int, int], cards: tuple[Card, ...], items: tuple[QuizItem, ...]
) -> Lesson:
    return Lesson(
        id=lesson_id,
        title="Escribe aquí un título corto",
        unit=unit,
        week=place[0],
        day=place[1],
        minutes=5 if place[0] else 2,
        goal="Escribe qué logra hoy quien la lee.",
        keywords=("palabra que buscaría", "otra palabra"),
        cards=cards,
        items=items,
        task="Pide una sola cosa que se haga hoy con lo que hay en casa.",
        sources=(),
        review_by=None,
        path="",
    )
