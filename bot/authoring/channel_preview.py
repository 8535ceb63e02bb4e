"""A lesson file as people will see it: Telegram's bubbles, what WhatsApp would not hold, SMS segments."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path

from bot.authoring import lesson_walk
from bot.authoring.lesson_walk import Step
from bot.core.reply import Ask
from bot.core.text import gsm7
from bot.core.text.layout import Limits, lay_out
from lessons_es import markdown
from lessons_es.front_matter import GRADUATES, LONGEST_FILE_BYTES
from lessons_es.markdown import Reading
from lessons_es.schema import TEACHERS, Lesson

WIDTH = 60
WHATSAPP_BODY = 1_024  # https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages
WHATSAPP_BUTTONS = 3
WHATSAPP_LABEL = 20
WHATSAPP_ROWS = 10
"""Where there are more options than buttons, they are a list."""


def read(file: Path) -> Reading:
    """The lesson of one file; whom it is for is told by its folder. Raises OSError."""
    folder = file.resolve().parent.name
    with file.open("rb") as opened:
        data = opened.read(LONGEST_FILE_BYTES + 1)
    return markdown.read(data, str(file), graduate=folder.endswith(f"_{GRADUATES}"), teacher=folder == TEACHERS)


def lines(lesson: Lesson) -> Iterator[str]:
    """The preview, line by line."""
    steps = lesson_walk.every_message(lesson)
    yield f"{lesson.id} · {lesson.title} · {lesson.minutes} minutos"
    yield "\n--- Telegram ---"
    for step in steps:
        yield from _bubble(step)
    yield "\n--- WhatsApp ---"
    yield from _whatsapp(steps)
    yield "\n--- SMS (los botones no viajan: se responde con la letra) ---"
    yield from _sms(steps)


def _bubble(step: Step) -> Iterator[str]:
    yield f"\n({step.when})" if step.when else ""
    for laid in lay_out(step.answer, Limits()):
        yield f"╭{'─' * WIDTH}"
        for line in laid.text.split("\n"):
            yield from (f"│ {part}" for part in textwrap.wrap(line, WIDTH) or [""])
        yield f"╰{'─' * WIDTH}"
        if laid.buttons:
            yield "  " + " ".join(f"[{label}]" for _, label in laid.buttons)


def _whatsapp(steps: tuple[Step, ...]) -> Iterator[str]:
    wrong = [f"{_named(step)}: {problem}" for step in steps for problem in unfit(step)]
    yield from wrong or [f"Cabe todo: {len(steps)} mensajes."]


def unfit(step: Step) -> Iterator[str]:
    """What of the message WhatsApp would not hold."""
    size = len(step.answer.text)
    if size > WHATSAPP_BODY:
        yield f"el texto tiene {size} caracteres y caben {WHATSAPP_BODY}"
    choices = step.answer.choices if isinstance(step.answer, Ask) else ()
    most = WHATSAPP_ROWS if all(choice.words for choice in choices) else WHATSAPP_BUTTONS
    if len(choices) > most:
        yield f"tiene {len(choices)} botones y caben {most}"
    for choice in choices:
        if len(choice.label) > WHATSAPP_LABEL:
            yield f"el botón «{choice.label}» tiene {len(choice.label)} caracteres y caben {WHATSAPP_LABEL}"


def _sms(steps: tuple[Step, ...]) -> Iterator[str]:
    plain, folded = 0, 0
    for step in steps:
        text = step.answer.text
        as_is, without = gsm7.segments(text), gsm7.segments(gsm7.fold(text))
        plain, folded = plain + as_is.count, folded + without.count
        why = f" por {without.foreign}" if without.foreign else ""
        yield (
            f"{_named(step)}: {without.count} {_segments(without.count)} sin tildes ({without.coding}{why}), "
            f"{as_is.count} tal cual ({as_is.coding})"
        )
    yield f"En total: {folded} sin tildes, {plain} tal cual."


def _segments(count: int) -> str:
    return "segmento" if count == 1 else "segmentos"


def _named(step: Step) -> str:
    text = step.answer.text.split("\n")[0]
    start = text if len(text) <= 34 else text[:33] + "…"
    return f"«{start}»" + (f" ({step.when})" if step.when else "")
