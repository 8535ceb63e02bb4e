"""The bytes behind what people ask for: their own data, a link to scan, a teacher's picture. Made when wanted."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Awaitable, Callable

import structlog
import yaml

from bot.core import statement
from bot.core.figures import table
from bot.core.figures.definition import meanings
from bot.core.figures.table import Report
from bot.core.logbook import Entry
from bot.core.people import Class, Cohort, Learner
from bot.core.scene import Context
from bot.core.state import read_progress
from bot.core.talk import class_papers, class_progress, logbook_card, own_plan, report_files
from bot.core.text.layout import SCANNED
from bot.papers import certificates, class_list, logbook_table, plan_card, report_page, reports, spreadsheets
from bot.papers.certificates import Issued
from bot.ports.book import Book
from bot.ports.rows import LearnerRow, Media
from bot.ports.sending import Delivery, File, Message
from bot.ports.store import Store

STATEMENT_NAME = "mis-datos.txt"
ROWS_NAME = "mis-datos-todo.txt"
WHOLE = "misdatos-todo"
PAPER, IMAGE = "constancia", "constancia-imagen"
REPORTS = (report_files.PAGE, report_files.SHEET, class_progress.SHEET, class_papers.DOCUMENT)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"
TEXT = "utf-8-sig"
"""With its mark, so that every phone's viewer reads the accents."""

log = structlog.get_logger(__name__)


class Files:
    """The bytes behind a message; `link` says where a one-time token leads.

    `context` is the present in a language (`""`: the course's own) and in a course.
    Papers bear the `programme`'s name, and their codes lead to the `page`.
    """

    def __init__(
        self,
        store: Store,
        link: Callable[[str], str],
        context: Callable[[str, str], Context],
        programme: str,
        page: str,
    ) -> None:
        self._store = store
        self._link = link
        self._context = context
        self._programme = programme
        self._page = page
        self.fetchers: dict[str, Callable[[str], Awaitable[bytes]]] = {}

    def _of(self, learner: Learner) -> Context:
        """The present as the learner reads it."""
        return self._context(learner.language, learner.cohort.course if learner.cohort else "")

    async def of_delivery(self, delivery: Delivery) -> File:
        """The file of a delivery. Raises FileNotFoundError when it is not there any more."""
        found = await self.of_message(delivery.address, delivery.message)
        if found is None:
            raise FileNotFoundError("the file of this delivery is gone")
        return found

    async def of_message(self, address: str, message: Message) -> File | None:
        """The file that a message to this address names; None when it is not there (any more)."""
        if message.document.startswith(SCANNED):
            return await asyncio.to_thread(drawn, self._link(message.document.removeprefix(SCANNED)))
        if message.document:
            name, _, person = message.document.partition(":")
            if name.startswith(REPORTS):
                return await self._report(address, person, *name.split("."))
            if name in {PAPER, IMAGE}:
                return await self._paper(address, person, image=name == IMAGE)
            if name in {logbook_card.SHEET, logbook_card.TABLE}:
                return await self._logbook(address, person, sheet=name == logbook_card.SHEET)
            if name == own_plan.CARD:
                return await self._plan(address, person)
            return await self._statement(address, person, whole=name == WHOLE)
        if not message.media:
            return None
        media = await self._store.read(lambda book: book.media(message.media))
        if media and media.content is None:
            await self.fetch(media.id)
            media = await self._store.read(lambda book: book.media(message.media))
        return _picture(media)

    async def _statement(self, address: str, person: str, *, whole: bool) -> File | None:
        """The learner's page, or the rows behind it; None for whoever is not there (any more).

        The rows of an adult are without messages, in which others are spoken of.
        """

        def known(book: Book) -> tuple[dict[str, list[dict[str, object]]], Learner | None] | None:
            if person not in {someone.id for someone in book.people_at(address)}:
                return None
            row, rows = book.learner(person), book.everything(person)
            if row is None:
                return {table: rows[table] for table in rows if table not in {"delivery", "prompt"}}, None
            return rows, _learner(row, book.cohort(row.cohort) if row.cohort else None)

        found = await self._store.read(known)
        if found is None:
            return None
        tables, learner = found
        if whole or learner is None:
            text = yaml.safe_dump(statement.without_keys(tables), allow_unicode=True, sort_keys=False)
            return File(ROWS_NAME, "text/plain", text.encode(TEXT))
        return File(
            STATEMENT_NAME,
            "text/plain",
            statement.page(learner, tables, self._of(learner)).encode(TEXT),
        )

    async def _paper(self, address: str, person: str, *, image: bool) -> File | None:
        """The learner's newest paper; None for whoever is not there (any more)."""

        def known(book: Book) -> Issued | None:
            there = person in {someone.id for someone in book.people_at(address)}
            papers = book.certificates(person) if there else []
            return Issued(*papers[-1]) if papers else None

        issued = await self._store.read(known)
        if issued is None:
            return None
        if image:
            picture = await asyncio.to_thread(certificates.png, issued, programme=self._programme)
            return File("constancia.png", "image/png", picture)
        made = await asyncio.to_thread(certificates.pdf, [issued], programme=self._programme, page=self._page)
        return File("constancia.pdf", "application/pdf", made)

    async def _plan(self, address: str, person: str) -> File | None:
        """The learner's plan as a picture; None for whoever is not there (any more), or erased it."""

        def known(book: Book) -> Learner | None:
            row = book.learner(person) if person in {someone.id for someone in book.people_at(address)} else None
            return _learner(row, book.cohort(row.cohort) if row.cohort else None) if row else None

        learner = await self._store.read(known)
        if learner is None or not learner.progress.kept:
            return None
        made = await asyncio.to_thread(plan_card.png, learner, self._of(learner))
        return File("mi-plan.png", "image/png", made)

    async def _logbook(self, address: str, person: str, *, sheet: bool) -> File | None:
        """The learner's notebook; None for whoever is not there (any more)."""

        def known(book: Book) -> list[Entry] | None:
            return book.entries(person) if person in {someone.id for someone in book.people_at(address)} else None

        entries = await self._store.read(known)
        if entries is None:
            return None
        rows = logbook_table.rows(entries)
        if not sheet:
            return File("cuaderno.csv", CSV, spreadsheets.as_csv(rows))
        made = await asyncio.to_thread(spreadsheets.as_xlsx, rows, logbook_table.MEANINGS, "Mi cuaderno")
        return File("cuaderno.xlsx", XLSX, made)

    async def _report(self, address: str, person: str, form: str, of: str, days: str = "") -> File | None:
        """The page or the sheet of a class, for who teaches it now, or of the programme; None for anybody else."""
        if form == class_progress.SHEET:
            return await self._class_list(address, person, of)
        if form == class_papers.DOCUMENT:
            return await self._class_papers(address, person, of)
        today = self._context("", "").today(None)

        def known(book: Book) -> Report | None:
            if person not in {someone.id for someone in book.people_at(address)}:
                return None
            cohort = book.cohort(of)
            context = self._context("", cohort.course if cohort else "")
            return reports.for_person(book, person, of, days, context)

        found = await self._store.read(known)
        if found is None:
            return None
        if form == report_files.PAGE:
            made = await asyncio.to_thread(report_page.pdf, found, today)
            return File("informe.pdf", "application/pdf", made)
        rows = table.rows(found)
        made = await asyncio.to_thread(spreadsheets.as_xlsx, rows, meanings(), found.of)
        return File("informe.xlsx", XLSX, made)

    async def _class_list(self, address: str, person: str, cohort: str) -> File | None:
        """The class by name, for who teaches it now; None for anybody else."""

        one = await self._store.read(lambda book: _class(book, address, person, cohort))
        if one is None:
            return None
        made = await asyncio.to_thread(class_list.xlsx, one, self._context("", one.cohort.course))
        return File("avance.xlsx", XLSX, made)

    async def _class_papers(self, address: str, person: str, cohort: str) -> File | None:
        """The papers that were issued to a class, a page each, for who teaches it now; None for anybody else."""

        def known(book: Book) -> list[Issued]:
            one = _class(book, address, person, cohort)
            return [Issued(*paper) for paper in book.certificates_of_cohort(one.cohort.code)] if one else []

        issued = await self._store.read(known)
        if not issued:
            return None
        made = await asyncio.to_thread(certificates.pdf, issued, programme=self._programme, page=self._page)
        return File("constancias.pdf", "application/pdf", made)

    async def fetch(self, media: str) -> None:
        """Fetches a picture's bytes from its channel and keeps them; what cannot be had now is tried when wanted."""
        row = await self._store.read(lambda book: book.media(media))
        fetcher = self.fetchers.get(row.channel) if row else None
        if row is None or row.content is not None or fetcher is None:
            return
        try:
            content = await fetcher(row.carrier_ref)
        except Exception as fault:  # noqa: BLE001 - the carrier may be away; the picture is asked for again
            log.warning("media.not_fetched", media=media, fault=type(fault).__name__)
            return
        await self._store.run(lambda book: book.fill_media(media, content))


def _class(book: Book, address: str, person: str, cohort: str) -> Class | None:
    """The class, where the person is at the address and teaches it now."""
    there = person in {someone.id for someone in book.people_at(address)}
    teacher = book.teacher(person) if there else None
    return next((one for one in teacher.classes if one.cohort.id == cohort), None) if teacher else None


def _learner(row: LearnerRow, cohort: Cohort | None) -> Learner:
    return Learner(
        row.id,
        row.name,
        row.age_band,
        read_progress(row.progress),
        cohort,
        row.accepted,
        row.language,
        row.enrolled_at,
        row.heard_at,
        row.keyless,
    )


def drawn(link: str) -> File:
    """The link as a picture for a phone's camera; drawn when it is asked for, kept nowhere."""
    import segno  # noqa: PLC0415 - few are asked for, and every start would wait for it

    picture = io.BytesIO()
    segno.make(link, error="m", micro=False).save(picture, kind="png", scale=6)
    return File("qr.png", "image/png", picture.getvalue())


def _picture(media: Media | None) -> File | None:
    if media is None or media.content is None:
        return None
    return File(f"foto.{media.mime.rpartition('/')[2]}", media.mime, media.content)
