"""What whoever looks after the course reads: its mistakes, how it reads, where the answers lie, what it costs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from bot.authoring import channel_preview, data_cost, lesson_walk
from bot.authoring.data_cost import KB, Weight
from bot.authoring.translation import is_draft, read
from bot.core.reply import LETTERS
from bot.core.text.layout import NAME_ROOM
from lessons_es import catalog, guesser, readability
from lessons_es.markdown import CARD_CHARACTERS
from lessons_es.mistake import Mistake
from lessons_es.quiz_shape import QUESTION_CHARACTERS
from lessons_es.schema import Course, Lesson, QuizItem

_HEAD = f"{'lección':8} {'INFLESZ':>7} {'frase':>6} {'tarjeta':>8} {'pregunta':>9} {'Telegram':>9} {'página':>8}"
_LEGEND = (
    f"frase: palabras de la más larga · tarjeta: letras de la más larga, de {CARD_CHARACTERS} · pregunta: letras, de "
    f"{QUESTION_CHARACTERS} · Telegram y página: lo que pesa su día"
)
_HALF = 0.5
EXAM_ITEMS_A_LESSON = 3
_MONTH = data_cost.SCHOOL_DAYS_A_MONTH


class Outcome(Struct, frozen=True):
    """What a command says, and whether all is well."""

    lines: tuple[str, ...]
    well: bool


def of_course(folder: Path | None, today: date, soles_a_mb: float) -> Outcome:
    """Everything about a whole course (default: ours); without one, what keeps it from being one."""
    report = catalog.check(folder)
    lines = [f"MAL   {mistake}" for mistake in report.mistakes]
    lines += [f"AVISO {warning}" for warning in report.warnings]
    if report.course is None:
        return Outcome(
            (*lines, f"{_n(len(report.mistakes), 'error', 'errores')}. Lo demás se ve cuando no haya."), False
        )
    course = report.course
    weights = {name: _weights(course, way) for name, way in data_cost.WIRES.items()}
    heavy = [f"MAL   {mistake}" for mistake in _too_heavy(course, weights)]
    lines += [*heavy, *_overdue(course, today), *_drafts(course, folder)]
    lines += ["", *_table(course, weights), "", *_answers(course), "", *_money(course, weights, soles_a_mb)]
    lines += [*_gathered(course), ""]
    found = "Está bien" if not heavy else _n(len(heavy), "error", "errores")
    return Outcome((*lines, f"{found}: {_contents(course)}; {_n(len(report.warnings), 'aviso', 'avisos')}."), not heavy)


def _gathered(course: Course) -> Iterator[str]:
    """Which lessons' cards and first question are one message where messages cost."""
    most = channel_preview.WHATSAPP_BODY - NAME_ROOM
    long = [lesson.id for lesson in course.lessons if lesson_walk.gathered(lesson) > most]
    fitting = len(course.lessons) - len(long)
    yield f"WhatsApp: en {fitting} de {len(course.lessons)} lecciones, tarjetas y primera pregunta son un solo mensaje."
    if long:
        yield f"Son dos, por pasar de {most} letras: {', '.join(long)}."


def of_translation(folder: Path, base: Course) -> Outcome:
    """A second language: what is wrong in it, and how far it has come. INFLESZ measures Spanish alone."""
    translation = read(folder, base)
    lines = [f"MAL   {mistake}" for mistake in translation.mistakes]
    lines += [f"BORRADOR {lesson.path}: falta que lo lea quien traduce" for lesson in translation.drafts]
    done = len(translation.lessons)
    total = len(list(_readable(base)))
    lines.append(f"{done} de {total} traducidas, {len(translation.drafts)} en borrador. Las demás se leen en español.")
    return Outcome(tuple(lines), not translation.mistakes)


def _readable(course: Course) -> Iterator[Lesson]:
    yield from (*course.lessons, *course.graduate_pieces, *course.teacher_pieces)


def _contents(course: Course) -> str:
    items = sum(len(lesson.items) for lesson in _readable(course))
    pieces = len(course.graduate_pieces) + len(course.teacher_pieces)
    return (
        f"{_n(len(course.lessons), 'lección', 'lecciones')}, {_n(pieces, 'pieza', 'piezas')}, "
        f"{_n(items, 'pregunta', 'preguntas')}, {len(course.exam)} de examen, "
        f"{_n(len(course.drills), 'simulacro', 'simulacros')}"
    )


def _n(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _overdue(course: Course, today: date) -> Iterator[str]:
    for piece in course.dated:
        if piece.review_by and piece.review_by < today:
            yield f"REVISAR {piece.path}: sus datos vencieron el {piece.review_by}. Compruébalos y cambia la fecha."


def _drafts(course: Course, folder: Path | None) -> Iterator[str]:
    beside = (folder or Path(catalog.__file__).parent).resolve().parent
    for lesson in _readable(course):
        if is_draft(channel_preview.read(beside / lesson.path)):
            yield f"BORRADOR {lesson.path}: falta que otra persona la lea. Después borra «borrador: true»."


# --- how each reads ----------------------------------------------------------------------------------------


def _table(course: Course, weights: Mapping[str, Mapping[str, Weight]]) -> Iterator[str]:
    yield _HEAD
    for lesson in _readable(course):
        texts = list(_texts(lesson))
        longest = max(len(readability.words(sentence)) for text in texts for sentence in readability.sentences(text))
        card = max(len(card.text) for card in lesson.cards)
        question = max((len(item.question) for item in lesson.items), default=0)
        days = [f"{weights[name][lesson.id].day / KB:.1f} KB" for name in weights]
        yield (
            f"{lesson.id:8} {readability.inflesz(texts):7.0f} {longest:6} {card:8} {question:9} "
            f"{days[0]:>9} {days[1]:>8}"
        )
    yield _LEGEND


def _texts(lesson: Lesson) -> Iterator[str]:
    yield from (card.text for card in lesson.cards)
    for item in lesson.items:
        yield from (item.question, item.hint)
        yield from (text for option in item.options for text in (option.text, option.explanation))
    yield lesson.task


# --- where the right answer lies ---------------------------------------------------------------------------


def _answers(course: Course) -> Iterator[str]:
    yield from _spread("Lecciones", [item for lesson in _readable(course) for item in lesson.items])
    yield from _spread("Examen", [entry.item for entry in course.exam])
    yield from _spread("Simulacros", [drill.item for drill in course.drills])
    yield from _guessed(course)
    yield from _thin(course)


def _guessed(course: Course) -> Iterator[str]:
    """What somebody finds who reads only the options."""
    kinds = guesser.guessed(course)
    shares = ", ".join(f"{told.share:.0%} de {told.items} ({kind})" for kind, told in kinds.items())
    if shares:
        yield f"Sin leer la pregunta, solo por cómo están escritas las opciones, se acierta: {shares}."
    for kind, told in kinds.items():
        if told.shows:
            yield (
                f"AVISO {kind}: la correcta se adivina por cómo está escrita (por suerte sería {told.chance:.0%}). "
                "Escribe las otras igual: amables, con su razón, y a las que solo les falta algo."
            )


def _thin(course: Course) -> Iterator[str]:
    """Where an exam is, each lesson is asked about often enough that two learners seldom draw the same."""
    asked = Counter(entry.lesson_id for entry in course.exam)
    few = [lesson.id for lesson in course.lessons if asked[lesson.id] < EXAM_ITEMS_A_LESSON]
    if course.exam and few:
        yield f"AVISO Examen: menos de {EXAM_ITEMS_A_LESSON} preguntas sobre {', '.join(few)}. Escribe las que faltan."


def _spread(name: str, items: Sequence[QuizItem]) -> Iterator[str]:
    items = [item for item in items if item.shape == "choice"]
    if not items:
        return
    places = [item.options.index(item.right) for item in items]
    counts = {letter: places.count(place) for place, letter in enumerate(LETTERS[:3])}
    shares = ", ".join(f"{letter} {count} ({count / len(items):.0%})" for letter, count in counts.items())
    longest = sum(_is_longest(item) for item in items)
    share = f"{longest} de {len(items)} ({longest / len(items):.0%})"
    yield f"{name}: la correcta está en {shares}; es la más larga en {share}."
    if max(counts.values()) > len(items) * _HALF:
        yield f"AVISO {name}: una letra tiene más de la mitad. Cambia de lugar algunas correctas."
    if longest > len(items) * _HALF:
        yield f"AVISO {name}: la correcta suele ser la más larga, y se adivina. Acorta algunas o alarga las otras."


def _is_longest(item: QuizItem) -> bool:
    return all(len(item.right.text) > len(option.text) for option in item.options if not option.correct)


# --- what it weighs ----------------------------------------------------------------------------------------


def _weights(course: Course, way: data_cost.Wire) -> dict[str, Weight]:
    return {lesson.id: data_cost.weigh(lesson, way) for lesson in _readable(course)}


def _too_heavy(course: Course, weights: Mapping[str, Mapping[str, Weight]]) -> Iterator[Mistake]:
    for name, of_lessons in weights.items():
        for lesson in _readable(course):
            size = of_lessons[lesson.id].day
            if size > data_cost.MOST_A_DAY_BYTES:
                what = f"Su día pesa {size / KB:.1f} KB por {name}, y caben {data_cost.MOST_A_DAY_BYTES // KB}"
                yield Mistake(lesson.path, 1, what, "Acorta sus textos")


def _money(course: Course, weights: Mapping[str, Mapping[str, Weight]], soles_a_mb: float) -> Iterator[str]:
    for name, of_lessons in weights.items():
        days = {lesson.id: of_lessons[lesson.id] for lesson in course.lessons or course.graduate_pieces}
        heaviest = max(days, key=lambda lesson_id: days[lesson_id].day)
        mean = sum(weight.day for weight in days.values()) / len(days)
        month = data_cost.month_bytes(days.values())
        yield (
            f"Por {name}: un día de lección pesa {mean / KB:.1f} KB ({heaviest}, el mayor: "
            f"{days[heaviest].day / KB:.1f}); con {data_cost.REVIEWS_A_DAY} repasos, {month / _MONTH / KB:.1f}. "
            f"Un mes: {month / KB / KB:.2f} MB, S/ {month / KB / KB * soles_a_mb:.2f}."
        )
    yield (
        f"Un mes son {_MONTH} días de clase, con {data_cost.REVIEWS_A_DAY} repasos cada uno. Es un "
        f"cálculo, por lo alto. S/ {soles_a_mb:.2f} por MB es un supuesto: pon el de tu operador con --price-per-mb."
    )
