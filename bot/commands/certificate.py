"""Commands about the papers that learners take home."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bot.commands import database, lessons, terminal
from bot.core.certificate import unsealed
from bot.settings import load


@click.group(cls=terminal.Group, help="Las constancias que los estudiantes se llevan.")
def certificate() -> None:
    pass


@certificate.command("print", help="Las constancias de un grupo en un PDF, una por página, por orden de nombre.")
@click.argument("code", metavar="CÓDIGO")
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("constancias.pdf"), show_default=True)
def print_(code: str, output: Path) -> None:
    from bot.papers import certificates

    settings = load()
    database.refuse_own(settings, output)
    done = database.write(settings, "certificates", code)
    if done:
        sys.exit(done)
    found = database.read(settings, lambda book: book.certificates_of_cohort(code)) or []
    issued = [certificates.Issued(*one) for one in found]
    made = certificates.pdf(issued, programme=settings.title, page=settings.page)
    lessons.about_lessons(lambda: output.write_bytes(made))
    pages = "una página" if len(issued) == 1 else f"{len(issued)} páginas"
    click.echo(f"Listo: {output}, {pages} A4. Imprímelo en horizontal.")


@certificate.command(
    "verify",
    context_settings={"ignore_unknown_options": True},
    help="Si una constancia es auténtica: el texto de su código, o el enlace entero.",
)
@click.argument("text", metavar="TEXTO")
def verify(text: str) -> None:  # one in 64 codes begins with the sign of an option
    from bot.papers.certificates import KINDS
    from bot.store import signing

    settings, claim = load(), unsealed(text)
    if claim is None:
        click.echo("Eso no es el texto de una constancia. Escanea su código y pega todo lo que sale.", err=True)
        sys.exit(1)
    paper = claim.certificate
    for label, said in (
        ("Nombre", paper.name),
        ("Curso", paper.course),
        ("Sede", paper.site),
        ("Fecha", paper.issued_on),
        ("Tipo", KINDS.get(paper.kind, paper.kind)),
        ("N.º", paper.number),
    ):
        click.echo(f"{label}: {said}")
    keys = signing.public(signing.path(settings.database))
    if claim.key not in keys:
        click.echo(f"La firma es de otra llave ({claim.key}): aquí no se puede saber si vale.", err=True)
        sys.exit(1)
    if not signing.holds(claim, keys):
        click.echo("No coincide con su firma: alguien cambió algo, o el código se leyó mal.", err=True)
        sys.exit(1)
    withdrawn = database.read(settings, lambda book: book.withdrawn_certificates()) or []
    if paper.number in withdrawn:
        click.echo("Esta constancia fue retirada por el programa.", err=True)
        sys.exit(1)
    click.echo("Es auténtica. Compara cada línea con el papel.")


@certificate.command("withdraw", help="Retira una constancia, por su número.")
@click.argument("number", metavar="NÚMERO")
@click.option("--yes", is_flag=True, help="No pregunta.")
def withdraw(number: str, yes: bool) -> None:
    if not yes and not terminal.agrees(f"¿Retiro la constancia {number}?"):
        click.echo("No cambié nada.")
        sys.exit(1)
    sys.exit(database.write(load(), "certificate", "withdraw", number.strip().upper()))


@certificate.command("copy", help="Guarda en ARCHIVO una copia de la llave con que se firman.")
@click.argument("target", metavar="ARCHIVO", type=click.Path(path_type=Path))
def copy(target: Path) -> None:
    from bot.store import signing

    settings = load()
    database.refuse_own(settings, target)
    at = signing.path(settings.database)
    try:
        signing.copy(at, target)
    except FileNotFoundError:
        where = "Todavía no se firmó ninguna constancia" if not at.exists() else f"No encuentro la carpeta de {target}"
        click.echo(f"{where}. No copié nada.", err=True)
        sys.exit(1)
    except (OSError, ValueError):
        click.echo(f"No pude leer {at}, o escribir {target}. No copié nada.", err=True)
        sys.exit(1)
    click.echo(f"Listo: {target}. Llévala a otro lugar: quien la tenga puede firmar constancias.")


@certificate.command("keys", help="Las llaves públicas con que se comprueban, para publicarlas.")
def keys() -> None:
    from bot.store import signing

    known = signing.public(signing.path(load().database))
    for name, key in known.items():
        click.echo(f"{name} {key.hex()}")
    if not known:
        click.echo("Todavía no se firmó ninguna constancia.")
