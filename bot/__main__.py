"""The commands: `python -m bot --help`."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from datetime import datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click
import structlog

from bot import terminal
from bot.settings import Settings, SettingsError, load, misspelt
from bot.store.errors import DatabaseProblem

WITHOUT_TELEGRAM = (
    "Sin clave de Telegram corre la página y el horario. Para Telegram: escribe a @BotFather, manda /newbot, y pon "
    "la clave en .env: YACHASKI_TELEGRAM_TOKEN=..."
)


terminal.speak_spanish()


def main() -> None:
    """Runs the command."""
    yachaski(prog_name="python -m bot")


class Commands(click.Group):
    """The commands; what the operator can mend is a sentence with its mend, never a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except SettingsError as wrong:
            click.echo("\n".join(["Hay que cambiar los ajustes:", *wrong.problems]), err=True)
        except DatabaseProblem as problem:
            click.echo(str(problem), err=True)
        except OSError as problem:
            where = f" con {problem.filename}" if problem.filename else ""
            click.echo(f"No se pudo{where}: {problem.strerror or problem}.", err=True)
        except Exception as fault:
            if type(fault).__module__.partition(".")[0] not in {"sqlite3", "psycopg"}:
                raise
            what = f"La base de datos no deja hacerlo ({type(fault).__name__})"
            click.echo(f"{what}. Mira YACHASKI_DATABASE, sus permisos y si hay sitio en el disco.", err=True)
        sys.exit(1)


@click.group(
    cls=Commands, help="Yachaski lleva lecciones por mensajes.", context_settings={"help_option_names": ["--help"]}
)
@click.version_option(version("yachaski"))
def yachaski() -> None:
    pass


def _log_as(settings: Settings) -> None:
    from bot import logs
    from scheduler.clock import WallClock

    logs.begin(settings.log_format, WallClock().steady)


# --- running -----------------------------------------------------------------------------------------------


@yachaski.command(help="Abre la demostración en el navegador. No pide nada.")
def demo() -> None:
    from bot import demo as showing

    settings = load(database=":demo:", telegram_token="", telegram_webhook_url="")
    _log_as(settings)
    sys.exit(showing.main(settings.port, settings.host))


@yachaski.command(help="Una lección aquí, en la terminal.")
def chat() -> None:
    settings = load(telegram_token="", telegram_webhook_url="")
    sys.exit(_guarded(_chat(settings)))


async def _chat(settings: Settings) -> int:
    from bot.app import open_house
    from bot.channels.console import ConsoleEar
    from scheduler.clock import WallClock

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    clock = WallClock()
    async with open_house(settings, clock, clock.steady, console=True) as house:
        ear = ConsoleEar(house.inbox, house.store, house.bell, house.files)
        house.inbox.listen({"console": ear, "web": house.page})
        house.ticker.start()
        sending = asyncio.create_task(house.sender.run())
        try:
            await ear.run()
        finally:
            await house.ticker.stop()
            await house.inbox.stop()
            await house.sender.stop()
            await sending
    return 0


@yachaski.command(help="Lo de verdad: todos los canales y el horario.")
@click.option("--only", type=click.Choice(["bot", "scheduler"]), help="Solo una mitad (con PostgreSQL).")
def run(only: str | None) -> None:
    settings = load()
    _log_as(settings)
    click.echo("".join(f"{word}\n" for word in misspelt()), err=True, nl=False)
    if only and "://" not in settings.database:
        click.echo(
            "Con SQLite un solo proceso escribe: corre «python -m bot run» sin --only. Las dos mitades por separado "
            "necesitan PostgreSQL: YACHASKI_DATABASE=postgresql://...",
            err=True,
        )
        sys.exit(1)
    sys.exit(_guarded(_run(settings, only or "both")))


async def _run(settings: Settings, half: Any) -> int:
    from bot.app import open_house, serve
    from scheduler.clock import WallClock

    clock, stop = WallClock(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    if not settings.telegram_token:
        click.echo(WITHOUT_TELEGRAM, err=True)

    def ready(port: int) -> None:
        click.echo(f"Yachaski corre en http://{settings.host}:{port}", err=True)

    async with AsyncExitStack() as stack:
        house = await stack.enter_async_context(open_house(settings, clock, clock.steady, half=half))
        await _answer_commands(stack, settings, house, clock)
        await serve(house, stop, half=half, ready=ready)
    return 0


async def _answer_commands(stack: AsyncExitStack, settings: Settings, house: Any, clock: Any) -> None:
    """Writing commands of other processes are run here, where the database is held."""
    if "://" in settings.database:
        return
    from bot.store import handoff

    office = _office(settings, house.store, clock, house.inbox.pump_soon)

    async def answer(args: list[str], say: Callable[[str], None]) -> int:
        from bot.office import execute

        return await execute(args, office, say)

    await stack.enter_async_context(handoff.serve(_socket(settings), answer))


def _guarded(work: Coroutine[Any, Any, int]) -> int:
    """Runs it; what the operator can mend is a sentence."""
    from bot.store.errors import DatabaseProblem
    from lessons_es.mistake import CourseError

    try:
        return asyncio.run(work)
    except (DatabaseProblem, CourseError) as problem:
        click.echo(str(problem), err=True)
    except OSError as problem:
        click.echo(
            f"No se pudo: {problem.strerror or problem}. ¿Otro programa usa esa dirección o ese archivo?", err=True
        )
    except KeyboardInterrupt:
        pass
    return 1


# --- commands that write -----------------------------------------------------------------------------------


def _socket(settings: Settings) -> Path:
    return Path(f"{Path(settings.database).absolute()}.sock")


def _office(settings: Settings, store: Any, clock: Any, wake: Callable[[], None] = lambda: None) -> Any:
    from bot.office import Office
    from scheduler import clock as clocks

    def doubt(book: Any) -> str:
        return clocks.trust(book, clock.now()).doubt

    return Office(settings, store, clock, lambda book: clocks.told(book, clock.now()), wake, doubt)


def _write(settings: Settings, *args: str) -> int:
    """Runs the writing command here, or has the process that holds the database run it."""
    from bot.store import handoff
    from bot.store.errors import DatabaseBusy

    try:
        return _guarded_busy(_write_here(settings, list(args)))
    except DatabaseBusy as busy:
        try:
            return handoff.send(_socket(settings), list(args), click.echo)
        except handoff.NobodyAnswers:
            click.echo(str(busy), err=True)
            return 1


def _guarded_busy(work: Coroutine[Any, Any, int]) -> int:
    from bot.store.errors import DatabaseBusy, DatabaseProblem

    try:
        return asyncio.run(work)
    except DatabaseBusy:
        raise
    except DatabaseProblem as problem:
        click.echo(str(problem), err=True)
        return 1


async def _write_here(settings: Settings, args: list[str]) -> int:
    from bot.office import execute
    from bot.store.open import open_store
    from scheduler.clock import WallClock

    clock = WallClock()
    store = open_store(settings.database)
    try:
        return await execute(args, _office(settings, store, clock), click.echo)
    finally:
        await store.close()


@yachaski.group(help="Las paradas del camión.")
def itinerary() -> None:
    pass


@itinerary.command("load", help="Carga el itinerario de un archivo CSV, XLSX u ODS; dice qué cambia y pregunta.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Sin preguntar.")
def itinerary_load(file: Path, yes: bool) -> None:
    from bot.itinerary import compare, to_json
    from bot.itinerary_file import read
    from bot.tables import TableError
    from scheduler.clock import WallClock

    settings = load()
    try:
        read_file = read(file.read_bytes(), str(file), WallClock().now().date())
    except TableError as wrong:
        click.echo("\n".join(wrong.mistakes), err=True)
        sys.exit(1)
    except OSError:
        click.echo(f"No puedo leer {file}. Mira que el nombre sea ese.", err=True)
        sys.exit(1)
    plan = compare(read_file.rows, _read(settings, lambda book: book.itinerary()) or [])
    click.echo("\n".join([*read_file.notes, *plan.lines()]))
    if plan and not yes and not terminal.agrees("¿Lo hago?"):
        click.echo("No cambié nada.")
        sys.exit(0)
    if plan:
        sys.exit(_write(settings, "itinerary", "apply", to_json(plan.rows)))


@itinerary.command("show", help="Muestra el itinerario como está guardado.")
def itinerary_show() -> None:
    from bot.core.talk.enrol import came_late
    from bot.tables import tidy

    settings = load()
    counted = _read(settings, lambda book: book.counted()) or {}
    known = _read(settings, lambda book: book.itinerary()) or []
    if not known:
        click.echo("Todavía no hay itinerario. Cárgalo así: python -m bot itinerary load ARCHIVO", err=True)
    for one in known:
        late = counted.get(came_late(one.code), 0)
        came = f"  (con el código ya cerrado: {late})" if late else ""
        click.echo(
            f"{one.arrives} a {one.departs}  {tidy(one.site)}, {tidy(one.group)}  código {one.code}  "
            f"profe {tidy(one.teacher)}{came}"
        )


def _read(settings: Settings, work: Callable[[Any], Any]) -> Any:
    """Looks into the database beside whoever writes it; None where there is none yet."""
    from bot.store.errors import DatabaseEmpty
    from bot.store.open import open_reading

    if "://" not in settings.database and not Path(settings.database).exists():
        return None

    async def look() -> Any:
        reading = open_reading(settings.database)
        try:
            return await reading.read(work)
        finally:
            await reading.close()

    try:
        return asyncio.run(look())
    except DatabaseEmpty:
        return None


@yachaski.group(help="Profes.")
def teacher() -> None:
    pass


@teacher.command("invite", help="Un enlace de un solo uso para un profe del grupo.")
@click.option("--code", required=True, help="El código del grupo.")
@click.option("--replaces", default="", help="A quién reemplaza: deja de ver al grupo cuando el nuevo abre el enlace.")
def teacher_invite(code: str, replaces: str) -> None:
    sys.exit(_write(load(), "invite", "teacher", code, *filter(None, [replaces])))


@yachaski.command(help="El afiche de un grupo y la hoja para la familia: un archivo para imprimir.")
@click.argument("code")
@click.option("--visit", is_flag=True, help="Los de todos los grupos de su visita, en un solo archivo.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="El archivo.  [afiche-CODE.html]")
def poster(code: str, visit: bool, output: Path | None) -> None:
    from bot import poster as posters
    from bot.app import language
    from bot.office import USERNAME
    from lessons_es import help_lines

    settings = load()
    cohorts, username = _read(settings, lambda book: (posters.cohorts(book, code, visit), book.fact(USERNAME))) or (
        [],
        "",
    )
    if not cohorts:
        click.echo(f"No hay un grupo con el código {code}. Mira el itinerario: python -m bot itinerary show", err=True)
        sys.exit(1)
    if settings.telegram_token and not username:
        click.echo(posters.NO_NAME, err=True)
        sys.exit(1)
    made = [posters.of_cohort(cohort, username or "", settings) for cohort in cohorts]
    target = output or Path(f"{'afiches' if visit else 'afiche'}-{cohorts[0].code}.html")
    page = posters.html(made, _about_lessons(help_lines.load), language("es").gettext)
    _about_lessons(lambda: target.write_text(page, encoding="utf-8"))
    sheets = "son dos hojas A4" if len(made) == 1 else f"son {len(made)} grupos, dos hojas A4 cada uno"
    click.echo(f"Listo: {target}. Ábrelo en el navegador e imprímelo: {sheets}. Lleva a {made[0].link}")
    if made[0].only_here:
        click.echo("Ese enlace solo abre en esta caja. Pon YACHASKI_PAGE_URL con su dirección en la red.", err=True)


@yachaski.group(help="Quien lleva el programa.")
def operator() -> None:
    pass


@operator.command("invite", help="Un enlace de un solo uso.")
def operator_invite() -> None:
    sys.exit(_write(load(), "invite", "operator", ""))


@yachaski.group(help="Quien cuida a los estudiantes.")
def protection() -> None:
    pass


@protection.command("invite", help="Un enlace de un solo uso.")
def protection_invite() -> None:
    sys.exit(_write(load(), "invite", "protection", ""))


@yachaski.group(help="La hora de la caja.")
def clock() -> None:
    pass


@clock.command("trust", help="Dice que la hora de la caja es la buena.")
def clock_trust() -> None:
    sys.exit(_write(load(), "clock", "trust"))


# --- the listener ------------------------------------------------------------------------------------------


@yachaski.group(help="Las frases de las que se aprende qué es grave.")
def words() -> None:
    pass


@words.command("learn", help="Aprende de las frases y escribe la tabla. Necesita el extra «learn».")
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False, exists=True))
def words_learn(folder: Path | None) -> None:
    from bot import words as learning
    from lessons_es import sentences

    try:
        learned = _about_lessons(lambda: learning.learn(folder or sentences.FOLDER))
    except ImportError:
        click.echo("Falta scikit-learn. Instálalo así: pip install 'yachaski[learn]'", err=True)
        sys.exit(1)
    click.echo("\n".join(f"{topic}: {len(weights.signs)} señales" for topic, weights in learned.topics.items()))


@words.command("try", help="Qué se oye en una frase, y las tres más parecidas.")
@click.argument("text")
@click.option(
    "--folder", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Otra lengua u otro curso."
)
def words_try(text: str, folder: Path | None) -> None:
    from bot import words as learning
    from bot.core.grave import Listening
    from lessons_es import sentences

    where = folder or sentences.FOLDER
    listening = Listening(lambda: learning.load(where))
    click.echo("\n".join(_about_lessons(lambda: learning.tried(text, listening, where))))


# --- the course --------------------------------------------------------------------------------------------


@yachaski.group(help="Las lecciones: revisarlas, verlas, escribirlas, llevarlas y traerlas.")
def lessons() -> None:
    pass


@lessons.command("check", help="Todo lo que está mal, con su arreglo; cómo se lee, dónde está la correcta, qué pesa.")
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option("--partial", is_flag=True, help="Una segunda lengua: lo que falta se lee en español.")
@click.option("--price-per-mb", type=float, help="Soles por MB.  [supuesto: 0.10]")
def lessons_check(folder: Path | None, partial: bool, price_per_mb: float | None) -> None:
    from bot.lessons import report, wire
    from lessons_es import catalog
    from scheduler.clock import WallClock

    if partial:
        outcome = _about_lessons(lambda: report.of_translation(folder or Path(), catalog.load()))
    else:
        price = wire.SOLES_A_MB if price_per_mb is None else price_per_mb
        outcome = report.of_course(folder, WallClock().now().date(), price)
    click.echo("\n".join(outcome.lines))
    sys.exit(0 if outcome.well else 1)


@lessons.command("preview", help="Una lección como se ve en Telegram, en WhatsApp y por SMS.")
@click.argument("file", type=click.Path(path_type=Path))
def lessons_preview(file: Path) -> None:
    from bot.lessons import preview

    reading = _about_lessons(lambda: preview.read(file))
    for line in preview.lines(reading.lesson) if reading.lesson else reading.mistakes:
        click.echo(str(line), err=not reading.lesson)
    sys.exit(0 if reading.lesson else 1)


@lessons.command("new", help="Una lección de ejemplo en la carpeta de una unidad, para escribir encima.")
@click.argument("unit_folder", type=click.Path(path_type=Path))
def lessons_new(unit_folder: Path) -> None:
    from bot.lessons import drafts

    written = _about_lessons(lambda: drafts.new(unit_folder))
    click.echo(f"Escribe encima de {written}. Mírala con: python -m bot lessons preview {written}")


@lessons.command("export", help="Todas las preguntas, para Moodle (gift) o una hoja de cálculo (csv).")
@click.argument("kind", type=click.Choice(["gift", "csv"]))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="El archivo; sin él, aquí mismo.")
def lessons_export(kind: str, output: Path | None) -> None:
    from bot.lessons import exchange
    from lessons_es import catalog

    course = _about_lessons(catalog.load)
    data = exchange.as_gift(course) if kind == "gift" else exchange.as_csv(course)
    if output is None:
        click.echo(data, nl=False)
    else:
        _about_lessons(lambda: output.write_bytes(data))
    if course.drills:
        click.echo(f"{len(course.drills)} simulacros no salen: sin su mensaje no se entienden.", err=True)


@lessons.command("import", help="Preguntas de Moodle (GIFT) como borradores; dice cuáles no entran y por qué.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--into", type=click.Path(path_type=Path), default=Path("lessons_importadas"), show_default=True)
def lessons_import(file: Path, into: Path) -> None:
    from bot.lessons import drafts

    outcome = _about_lessons(lambda: drafts.bring(file, into))
    click.echo("\n".join(outcome.lines))
    sys.exit(0 if outcome.well else 1)


def _about_lessons(work: Callable[[], Any]) -> Any:
    """What the work gives; what its author can mend is a sentence, and the end."""
    from bot.tables import TableError
    from lessons_es.mistake import CourseError

    try:
        return work()
    except (CourseError, TableError) as wrong:
        click.echo(str(wrong), err=True)
    except OSError as problem:
        click.echo(f"No se pudo con {problem.filename}: {problem.strerror}.", err=True)
    sys.exit(1)


# --- copies and the doctor ---------------------------------------------------------------------------------


@yachaski.command(help="Copia la base de datos mientras corre, y revisa la copia.")
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    from bot.store import backup as copies

    settings = load()
    sys.exit(_copying(lambda: _copied(copies.backup(settings.database, file))))


def _copied(copy: Any) -> str:
    return f"Copia revisada: {copy.path}, {sum(copy.rows.values())} filas, {copy.size_bytes // 1024} KB."


@yachaski.command(help="Pone una copia en el lugar de la base de datos. El programa tiene que estar apagado.")
@click.argument("file", type=click.Path(path_type=Path))
def restore(file: Path) -> None:
    from bot.store import backup as copies
    from scheduler.clock import WallClock

    settings, now = load(), WallClock().now()
    sys.exit(_copying(lambda: _restored(copies.restore(file, settings.database, now))))


def _restored(done: Any) -> str:
    again = done.erased_again
    lines = ["Listo."]
    if again:
        whom = "una persona que pidió ser borrada" if again == 1 else f"{again} personas que pidieron ser borradas"
        lines = [f"Listo. Volví a borrar a {whom}."]
    if done.kept:
        lines.append(f"Lo que había antes quedó en {done.kept}.")
    if done.parked:
        what = "Un mensaje de la copia no sale, porque quizá ya salió."
        if done.parked > 1:
            what = f"{done.parked} mensajes de la copia no salen, porque quizá ya salieron."
        lines.append(what)
    return "\n".join(lines)


def _copying(work: Callable[[], str]) -> int:
    try:
        click.echo(work())
    except DatabaseProblem as problem:
        click.echo(f"No se pudo: {problem}", err=True)
        return 1
    return 0


@yachaski.command(help="Dice todo lo que está mal, y cómo se arregla.")
def check() -> None:
    from scheduler.clock import WallClock

    findings = _findings(load(), WallClock().now())
    for finding in findings:
        click.echo(finding.line())
    sys.exit(0 if all(finding.well for finding in findings) else 1)


def _findings(settings: Settings, now: datetime) -> list[Any]:
    from bot import check as doctor
    from bot import health
    from bot.keeper import newest
    from bot.store.errors import DatabaseProblem
    from lessons_es import catalog, help_lines
    from lessons_es.mistake import CourseError
    from scheduler import clock as clocks

    findings = [*doctor.of_names(misspelt()), *doctor.of_lessons(catalog.check(), now.date())]
    findings.append(doctor.of_disk(settings.database))
    findings.append(doctor.of_copies(settings, newest(Path(settings.backup_dir) if settings.backup_dir else None), now))
    findings += [doctor.of_host(settings), doctor.of_page(settings)]

    try:
        findings += doctor.of_help(help_lines.load().review_by, now.date())
    except CourseError as wrong:
        findings += [doctor.Finding(False, "lecciones", str(one).rstrip(".")) for one in wrong.mistakes]

    carriers = ["telegram"] if settings.telegram_token else []

    def look(book: Any) -> Any:
        return doctor.Seen(
            book.backlog(now),
            clocks.trust(book, now).doubt,
            book.unread(),
            tuple(book.without_teacher()),
            bool(book.protectors("")),
            tuple((problem.what, problem.mend) for problem in health.deaf(book, carriers)),
        )

    try:
        seen = _read(settings, look)
        if seen is None:
            findings.append(doctor.Finding(True, "base de datos", "todavía no hay; «run» la crea"))
        else:
            findings += doctor.of_server(settings.database)
            findings += doctor.of_database(seen, now)
            findings += doctor.of_protection(settings, seen)
    except (DatabaseProblem, OSError) as problem:
        findings.append(doctor.Finding(False, "base de datos", str(problem).rstrip(".")))
    findings.append(asyncio.run(doctor.of_token(settings, partial(_username, settings))))
    return findings


async def _username(settings: Settings) -> str:
    from aiogram import Bot
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer

    async with Bot(
        settings.telegram_token,
        session=AiohttpSession(api=TelegramAPIServer.from_base(settings.telegram_api), timeout=10),
    ) as bot:
        return (await bot.me()).username or ""


if __name__ == "__main__":
    main()
