"""Commands about people: invitations and posters."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bot import courses
from bot.commands import database, lessons, terminal
from bot.papers import poster as posters
from bot.ports.book import PAGE, USERNAME
from bot.settings import load


@click.group(cls=terminal.Group, help="Profes.")
def teacher() -> None:
    pass


@teacher.command("invite", help="Un enlace de un solo uso para un profe del grupo.")
@click.option("--code", required=True, help="El código del grupo.")
@click.option("--replaces", default="", help="A quién reemplaza: deja de ver al grupo cuando el nuevo abre el enlace.")
def teacher_invite(code: str, replaces: str) -> None:
    sys.exit(database.write(load(), "invite", "teacher", code, *filter(None, [replaces])))


@click.command(help="El afiche de un grupo y la hoja para la familia: un archivo para imprimir.")
@click.argument("code", metavar="CÓDIGO")
@click.option("--visit", is_flag=True, help="Los de todos los grupos de su visita, en un solo archivo.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="El archivo.  [afiche-CÓDIGO.pdf]")
def poster(code: str, visit: bool, output: Path | None) -> None:
    from bot.app import language

    settings = load()
    if output is not None:
        database.refuse_own(settings, output)
    cohorts, username, running = database.read(
        settings, lambda book: (posters.cohorts(book, code, visit), book.fact(USERNAME), book.fact(PAGE))
    ) or ([], "", "")
    if not cohorts:
        click.echo(f"No hay un grupo con el código {code}. Mira el itinerario: python -m bot itinerary show", err=True)
        sys.exit(1)
    if settings.telegram_token and not username:
        click.echo(posters.NO_NAME, err=True)
        sys.exit(1)
    if running and not settings.page_url and database.socket(settings).exists():
        settings = settings.model_copy(update={"page_url": running})
    made = [posters.of_cohort(cohort, username or "", settings) for cohort in cohorts]
    target = output or Path(f"{'afiches' if visit else 'afiche'}-{cohorts[0].code}.pdf")
    served = lessons.about_lessons(lambda: courses.of_cohort(settings.courses, cohorts[0].course, language))
    lines, say = served.help, served.language(served.course.manner.language).gettext
    as_page = target.suffix.lower() in {".html", ".htm"}
    paper = posters.html(made, lines, say).encode() if as_page else posters.pdf(made, lines, say)
    lessons.about_lessons(lambda: target.write_bytes(paper))
    sheets = "son dos hojas A4" if len(made) == 1 else f"son {len(made)} grupos, dos hojas A4 cada uno"
    click.echo(f"Listo: {target}. Ábrelo e imprímelo, mejor a color: {sheets}. Lleva a {made[0].link}")
    if made[0].only_here:
        click.echo("Ese enlace solo abre en esta caja. Pon YACHASKI_PAGE_URL con su dirección en la red.", err=True)


@click.group(cls=terminal.Group, help="Quien lleva el programa.")
def operator() -> None:
    pass


@operator.command("invite", help="Un enlace de un solo uso.")
def operator_invite() -> None:
    sys.exit(database.write(load(), "invite", "operator", ""))


@click.group(cls=terminal.Group, help="Quien responde por el programa.")
def responsible() -> None:
    pass


@responsible.command("invite", help="Un enlace de un solo uso.")
def responsible_invite() -> None:
    sys.exit(database.write(load(), "invite", "responsible", ""))


@click.group(cls=terminal.Group, help="Quien cuida a los estudiantes.")
def protection() -> None:
    pass


@protection.command("invite", help="Un enlace de un solo uso.")
def protection_invite() -> None:
    sys.exit(database.write(load(), "invite", "protection", ""))
