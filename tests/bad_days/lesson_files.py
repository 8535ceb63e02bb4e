"""A course file cut short, or with one bit changed: it loads whole, or the course is refused with file and line.

A memory card writes half a file, an editor dies, a bit turns. What a learner reads is then either a lesson that is
one by every rule, or the course as it was when the house started.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bot.app import make_world
from bot.authoring import channel_preview
from lessons_es import catalog, help_lines, markdown
from lessons_es.mistake import CourseError, Mistake
from lessons_es.schema import Course, Drill, Lesson, QuizItem
from tests.bad_days.case import Counts

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "lessons_es"
LESSON = "1_emprendimiento/02_quien_te_compra.md"
DRILL = "simulacros/01_ya_te_yapee.md"
HELP = help_lines.FILE
FILES = (LESSON, DRILL, "docentes/01_tu_lista_de_la_semana.md")
"""What children read every day, what warns them, and what their teachers read: damaged at every byte."""
GRADUATE = "6_graduados/01_una_venta_pequena.md"
OF_HELP = 600
"""So many damages of the help lines, drawn from the seed: the file is long, and slow to read."""
UNIT = "1_emprendimiento/unidad.md"
BITS = 8
SOUND, REFUSED = 3, 60
"""How many files that load by themselves, or do not, go for one that is read in its course too."""


@dataclass(frozen=True, slots=True)
class Damage:
    """Cut before byte `at`, or (with a `bit`) that bit of the byte turned."""

    at: int
    bit: int | None = None

    def of(self, data: bytes) -> bytes:
        if self.bit is None:
            return data[: self.at]
        return data[: self.at] + bytes([data[self.at] ^ 1 << self.bit]) + data[self.at + 1 :]


def some(data: bytes, chance: Random, count: int) -> list[Damage]:
    """So many of everything that can happen."""
    return [Damage(chance.randrange(len(data)), chance.choice((None, *range(BITS)))) for _ in range(count)]


def every(data: bytes, bits: int) -> Iterator[Damage]:
    """Each byte cut, and turned in so many of its bits, drawn from its place."""
    for at in range(len(data)):
        yield Damage(at)
        for bit in Random(at).sample(range(BITS), bits):
            yield Damage(at, bit)


# --- a file by itself ----------------------------------------------------------------------------------------


Content = Lesson | Drill | help_lines.HelpLines


def read(name: str, data: bytes) -> tuple[Content | None, tuple[Mistake, ...]]:
    """The file as the loader of the course reads it."""
    if name == HELP:
        try:
            return help_lines.read(data), ()
        except CourseError as wrong:
            return None, wrong.mistakes
    if name.startswith("simulacros/"):
        drill = markdown.read_drill(data, name)
        return drill.drill, drill.mistakes
    reading = markdown.read(data, name, graduate=name.startswith("6_"), teacher=name.startswith("docentes/"))
    return reading.lesson, reading.mistakes


def judged(name: str, data: bytes, whole: object) -> bool:
    """Whether the file loads: then nothing of it is missing. If not, every mistake names the file and a line of it."""
    content, mistakes = read(name, data)
    assert (content is None) == bool(mistakes), f"{name}: {content} and {mistakes}"
    lines = re.split(rb"\r\n|\r|\n", data)
    for mistake in mistakes:
        assert mistake.path == name, mistake
        assert 1 <= mistake.line <= len(lines), mistake
    if content is None:
        return False
    assert shape(content) == whole, f"half of it: {shape(content)}, not {whole}"
    if isinstance(content, Lesson):
        assert list(channel_preview.lines(content))
    return True


def shape(content: Content) -> object:
    """How much there is of everything, without the words."""
    if isinstance(content, help_lines.HelpLines):
        # cut in its last list, the family's, the file has an end like any other
        return len(content.answer.split("\n")), len(content.insults)
    if isinstance(content, Drill):
        signs = len(content.signs) in (2, 3)  # two that ran together have all their words
        return content.message.startswith("SIMULACRO"), _item(content.item), signs
    return len(content.cards), [_item(item) for item in content.items], bool(content.task)


def _item(item: QuizItem) -> tuple[int, int, bool]:
    explained = sum(bool(option.explanation) for option in item.options)
    return len(item.options), explained, bool(item.question and item.hint and item.right)


# --- a file in its course ------------------------------------------------------------------------------------


def small_course(folder: Path) -> Path:
    """The first unit, a drill, a teacher's piece and the help lines of the course: read in a tenth of the time."""
    course = folder / "lessons_es"
    for name in ("1_emprendimiento", *FILES[1:], HELP):
        (course / name).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (SHIPPED / name).is_dir() else shutil.copy
        copy(SHIPPED / name, course / name)
    return course


def refused(course: Path, name: str, data: bytes) -> bool:
    """Whether the course with this file in it is refused, by an error with file and line. Otherwise it is whole."""
    (course / name).write_bytes(data)
    report = catalog.check(course)
    assert (report.course is None) == bool(report.mistakes)
    if report.course is None:
        told = "\n".join(map(str, report.mistakes))
        assert re.search(rf"{re.escape(name)}(:\d+)?", told), told
        assert all(re.match(r"lessons_es[^:]*:\d+: ", str(mistake)) for mistake in report.mistakes), told
        return True
    assert _size(report.course) == (5, 10, 1, 1), "half a course"
    return False


def _size(course: Course) -> tuple[int, int, int, int]:
    items = sum(len(lesson.items) for lesson in course.lessons)
    return len(course.lessons), items, len(course.drills), len(course.teacher_pieces)


def lived(name: str, folder: Path, damages: Sequence[Damage]) -> Counts:
    """Each damage of one file: by itself, and a part of them in its course."""
    course, original = small_course(folder), (SHIPPED / name).read_bytes()
    content, mistakes = read(name, original)
    assert content is not None, mistakes
    counts: Counter[str] = Counter()
    for number, damage in enumerate(damages):
        data = damage.of(original)
        loads = judged(name, data, shape(content))
        if name != HELP and number % (SOUND if loads else REFUSED) == 0:
            in_course = not refused(course, name, data)
            assert loads or not in_course, f"{name}: {damage} is no lesson, and its course loads"
            loads = in_course
        counts.update({"files": 1, "loaded whole": int(loads), "refused with file and line": int(not loads)})
    return dict(counts)


async def lesson_files(seed: str, folder: Path) -> Counts:
    """A share of everything that can happen to one of the three files; the last case is the help lines'."""
    number = int(seed.rpartition(":")[2])
    if number < SHARES * len(FILES):
        return share(number, folder)
    return lived(HELP, folder, some((SHIPPED / HELP).read_bytes(), Random(seed), OF_HELP))


SHARES = 4


def share(number: int, folder: Path) -> Counts:
    """The shares of each file in turn: every byte cut, and three bits of it turned."""
    name, part = FILES[number // SHARES], number % SHARES
    damages = list(every((SHIPPED / name).read_bytes(), 3))
    return lived(name, folder, damages[part::SHARES])


# --- a house whose course is damaged -------------------------------------------------------------------------


def starts(folder: Path, name: str, data: bytes) -> tuple[int, str]:
    """`python -m bot run` on a copy of the program in which one file is damaged: its exit code, and what it says."""
    program = folder / "program"
    if not program.exists():
        for part in ("bot", "scheduler", "lessons_es"):
            shutil.copytree(ROOT / part, program / part, ignore=shutil.ignore_patterns("__pycache__"))
    (program / "lessons_es" / name).write_bytes(data)
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("YACHASKI_", "PORT", "COV"))}
    done = subprocess.run(
        [sys.executable, "-m", "bot", "run"],
        cwd=program,
        env={**kept, "YACHASKI_PORT": "0", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def reread(course: Path) -> str:
    """What the house says that is told to read the course again; `""` when it is whole."""
    try:
        make_world("America/Lima", course)
    except CourseError as wrong:
        return str(wrong)
    return ""
