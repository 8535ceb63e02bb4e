"""Commands about the course."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from bot.authoring import channel_preview, course_report, data_cost, drafts, moodle
from bot.authoring import words as learning
from bot.commands import database, terminal
from bot.core.safety.grave_words import Listening
from bot.os_reason import reason
from bot.settings import load
from bot.tables.reader import TableError

# --- the listener ------------------------------------------------------------------------------------------


@click.group(cls=terminal.Group, help="Las frases de las que se aprende qué es grave.")
def words() -> None:
    pass


@words.command("learn", help="Aprende de las frases y escribe la tabla. Necesita el extra «learn».")
@click.argument(
    "folder", metavar="[CARPETA]", required=False, type=click.Path(path_type=Path, file_okay=False, exists=True)
)
def words_learn(folder: Path | None) -> None:
    from lessons_es import sentences

    try:
        learned = about_lessons(lambda: learning.learn(folder or sentences.FOLDER))
    except ImportError:
        click.echo("Falta scikit-learn. Instálalo así: pip install 'yachaski[learn]'", err=True)
        sys.exit(1)
    click.echo("\n".join(f"{topic}: {len(weights.signs)} señales" for topic, weights in learned.topics.items()))


@words.command("try", help="Qué se oye en una frase, y las tres más parecidas.")
@click.argument("text", metavar="TEXTO")
@click.option(
    "--folder", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Otra lengua u otro curso."
)
def words_try(text: str, folder: Path | None) -> None:
    from lessons_es import sentences

    where = folder or sentences.FOLDER
    listening = Listening(lambda: learning.load(where))
    click.echo("\n".join(about_lessons(lambda: learning.tried(text, listening, where))))


# --- the course --------------------------------------------------------------------------------------------


@click.group(cls=terminal.Group, help="Las lecciones: revisarlas, verlas, escribirlas, llevarlas y traerlas.")
def lessons() -> None:
    pass


@lessons.command("check", help="Todo lo que está mal, con su arreglo; cómo se lee, dónde está la correcta, qué pesa.")
@click.argument(
    "folder", metavar="[CARPETA]", required=False, type=click.Path(path_type=Path, file_okay=False, exists=True)
)
@click.option("--partial", is_flag=True, help="Una segunda lengua: lo que falta se lee en español.")
@click.option("--price-per-mb", type=float, help="Soles por MB.  [supuesto: 0.10]")
def lessons_check(folder: Path | None, partial: bool, price_per_mb: float | None) -> None:
    from lessons_es import catalog
    from scheduler.clock import WallClock

    if partial:
        outcome = about_lessons(lambda: course_report.of_translation(folder or Path(), catalog.load()))
    else:
        price = data_cost.SOLES_A_MB if price_per_mb is None else price_per_mb
        outcome = course_report.of_course(folder, WallClock().now().date(), price)
    click.echo("\n".join(outcome.lines))
    sys.exit(0 if outcome.well else 1)


@lessons.command("preview", help="Una lección como se ve en Telegram, en WhatsApp y por SMS.")
@click.argument("file", metavar="ARCHIVO", type=click.Path(path_type=Path))
def lessons_preview(file: Path) -> None:

    reading = about_lessons(lambda: channel_preview.read(file))
    for line in channel_preview.lines(reading.lesson) if reading.lesson else reading.mistakes:
        click.echo(str(line), err=not reading.lesson)
    sys.exit(0 if reading.lesson else 1)


@lessons.command("new", help="Una lección de ejemplo en la carpeta de una unidad, para escribir encima.")
@click.argument("unit_folder", metavar="CARPETA", type=click.Path(path_type=Path))
def lessons_new(unit_folder: Path) -> None:

    written = about_lessons(lambda: drafts.new(unit_folder))
    click.echo(f"Escribe encima de {written}. Mírala con: python -m bot lessons preview {written}")


@lessons.command("export", help="Todas las preguntas, para Moodle (gift) o una hoja de cálculo (csv).")
@click.argument("kind", type=click.Choice(["gift", "csv"]))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="El archivo; sin él, aquí mismo.")
def lessons_export(kind: str, output: Path | None) -> None:
    from lessons_es import catalog

    if output is not None:
        database.refuse_own(load(), output)
    course = about_lessons(catalog.load)
    data = moodle.as_gift(course) if kind == "gift" else moodle.as_csv(course)
    if output is None:
        click.echo(data, nl=False)
    else:
        about_lessons(lambda: output.write_bytes(data))
    if course.drills:
        click.echo(f"{len(course.drills)} simulacros no salen: sin su mensaje no se entienden.", err=True)


@lessons.command(
    "import",
    help="Preguntas de Moodle (GIFT) o de una tabla (CSV, XLSX, XLS, ODS) como borradores; dice cuáles no entran.",
)
@click.argument("file", metavar="ARCHIVO", type=click.Path(path_type=Path))
@click.option(
    "--into", type=click.Path(path_type=Path), default=Path("lessons_importadas"), show_default=True, metavar="CARPETA"
)
def lessons_import(file: Path, into: Path) -> None:

    outcome = about_lessons(lambda: drafts.bring(file, into))
    click.echo("\n".join(outcome.lines))
    sys.exit(0 if outcome.well else 1)


def about_lessons(work: Callable[[], Any]) -> Any:
    """What the work gives; what its author can mend is a sentence, and the end."""
    from lessons_es.mistake import CourseError

    try:
        return work()
    except (CourseError, TableError) as wrong:
        click.echo(str(wrong), err=True)
    except OSError as problem:
        click.echo(f"No se pudo con {problem.filename}: {reason(problem)}.", err=True)
    sys.exit(1)
