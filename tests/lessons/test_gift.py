"""Moodle's GIFT: our items go out and come back the same; of other people's, nothing is dropped in silence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.authoring.moodle import groups
from lessons_es import gift, markdown, template
from lessons_es.catalog import load
from lessons_es.schema import OTHER_ANSWER, Lesson, Option, QuizItem

COURSE = load()

FITS = r"""// Un comentario
$CATEGORY: $course$/top/Ventas

// otro comentario
::sencilla::¿Quién compra? {
    =Irma#¡Eso! Ayer compró.
    // un comentario en medio
    ~Todos # Todos no tiene nombre.
    ~[plain]Nadie#Mira otra vez.
    ####¿Quién tiene nombre?
}

::signos\: todos::¿Cuánto es 2 \+ 2 \= 4\? {
 =\{4\}#Bien\: 2 \+ 2 \= 4, o \~4 \#1.
 ~C\:\\nueva#No\\a.
}
$CATEGORY: $course$/top/Ventas/Hueco
Beto vende {~pocos#Eran más. =muchos#Sí.} panes.

::vf::Irma compra pan.{TRUE#Sí compra, cada día.#¡Bien! Compra seis.
####Piensa en la mañana.}

::falso::El queso crece en los árboles.{F#Sale de la leche.#¡Eso!}

::formatos::[html]<p>¿Cuál es <b>más</b>&nbsp;barato?</p>{=[markdown]El **primero**#[html]¡S&iacute;!
~El segundo#[moodle]Mira <i>bien</i>.}

::peso entero::¿Sí o no? {~%100%Sí#¡Eso! ~%0%No#Mira otra vez.}
"""

MOODLE = """\
// question: 1  name: ensayo
::ensayo::¿Cómo estás? {}

// question: 2  name: parejas
::parejas::[html]Une cada <b>cosa</b> con su nombre.{
\t=[html]De la vaca -> Leche
\t=[moodle]De la oveja -> Lana
\t= -> Pan
}

// question: 3
::elegir::¿Qué color está entre el naranja y el verde? {
\t=amarillo#¡Eso!
\t~[html]rojo#[html]No, <b>amarillo</b>
\t~azul#No, amarillo
}

::varias::¿Cuáles? {
\t~%50%amarillo#sí
\t~%-100%[plain]azul#no
\t~%50%crema#sí
}

::numero::¿Un número del 1 al 5? {#3:2~#Completamente mal}

// question: 666  name: corta
::corta::¿Qué animal?{
\t=Rana#¡Bien!
\t=%50%Gato#A medias
\t=%0%*#No
}

// verdadero, sin explicaciones
::vf::El sol sale por el este.{T}
"""

FITTED = {
    "sencilla": ("¿Quién compra?", ["Irma", "Todos", "Nadie"], "¿Quién tiene nombre?"),
    "signos: todos": (r"¿Cuánto es 2 \+ 2 = 4\?", ["{4}", r"C:\nueva"], ""),
    "": ("Beto vende _____ panes.", ["pocos", "muchos"], ""),
    "vf": ("Irma compra pan.", ["Verdadero", "Falso"], "Piensa en la mañana."),
    "falso": ("El queso crece en los árboles.", ["Verdadero", "Falso"], ""),
    "formatos": ("¿Cuál es más barato?", ["El primero", "El segundo"], ""),
    "peso entero": ("¿Sí o no?", ["Sí", "No"], ""),
}

UNFIT = {
    "Cuenta tu historia. {}": "Pide una respuesta larga",
    "Cuenta. {####Gracias}": "Pide una respuesta larga",
    "Lee esto con calma.": "Es un texto sin respuestas",
    "Une. {=pan -> horno =queso -> leche}": "Pide unir parejas que no son pasos",
    "Une. {=pan -> 1 =queso -> 2}": "Pide unir parejas que no son pasos",
    "¿Cuánto? {#3:0.5}": "«3:0.5» no es un número exacto",
    "¿Cuánto? {#1..5}": "«1..5» no es un número exacto",
    "¿Cuánto? {#3:0}": "Pide escribir un número, y le falta alguna explicación",
    "¿Cuánto? {#=3#Sí =4#Sí ~#No}": "Tiene 2 números correctos",
    "¿Cuánto? {#=1822:0#Sí =%50%1822:0#Casi}": "Da puntos a medias (%)",
    "¿Quién? {=Irma =%50%*ma#Casi}": "Pide escribir la respuesta",
    "¿Quién? {=Irma#Sí ~%50%Beto#A medias ~Luz#No}": "Da puntos a medias",
    "¿Quiénes? {~%50%Irma#Sí ~%50%Beto#Sí ~%-100%Luz#No}": "Da puntos a medias",
    "¿Quién? {=Irma#Sí =Beto#Sí ~Luz#No}": "Tiene 2 opciones correctas",
    "¿Quién? {~Irma#No ~Beto#No}": "Tiene 0 opciones correctas",
    "¿Quién? {=a#1 ~b#2 ~c#3 ~d#4}": "Tiene 4 opciones",
    "¿Quién? {=Irma#Sí ~Beto}": "La opción «Beto» no tiene explicación",
    "¿Sí? {T}": "La opción «Verdadero» no tiene explicación",
    "{=Irma#Sí ~Beto#No}": "No tiene pregunta",
    "¿Quién? {Luz =Irma#Sí ~Beto#No}": "Hay texto antes de la primera opción",
    "Faltan {=uno#Sí ~dos#No": "Las llaves",
    "Sobran =uno ~dos}": "Las llaves",
    "El {=a#1 ~b#2} y el {=c#3 ~d#4}": "Las llaves",
    "[html]<img src='x.png'>¿Qué es? {=a#1 ~b#2}": "Lleva «<img>»",
    "[markdown]![foto](x.png) ¿Qué es? {=a#1 ~b#2}": "Lleva una lista, un enlace, una imagen",
}


def test_what_fits_becomes_items() -> None:
    """Choice, true or false, missing word; escapes, formats, feedback; comments are told by line."""
    reading = gift.read(FITS, "f.gift")
    assert [str(mistake) for mistake in reading.refused] == []
    assert {
        found.item.id: (found.item.question, [option.text for option in found.item.options], found.item.hint)
        for found in reading.found
    } == FITTED
    assert reading.comments == (1, 4, 7)


def test_feedback_is_each_options_own() -> None:
    """Moodle tells a true-or-false question's wrong answer first; escapes end where they begin."""
    told = {found.item.id: [o.explanation for o in found.item.options] for found in gift.read(FITS, "f").found}
    assert told["vf"] == ["¡Bien! Compra seis.", "Sí compra, cada día."]
    assert told["falso"] == ["Sale de la leche.", "¡Eso!"]
    assert told["signos: todos"] == [r"Bien: 2 \+ 2 = 4, o ~4 #1.", r"No\a."]
    assert told["formatos"] == ["¡Sí!", "Mira bien."]


def test_line_category_and_left_out_format_are_known() -> None:
    """Each item says where it came from, and whether bold letters were left out."""
    found = gift.read(FITS, "f").found
    assert [(one.line, one.category.rpartition("/")[2]) for one in found[:3]] == [
        (5, "Ventas"),
        (13, "Ventas"),
        (18, "Hueco"),
    ]
    assert [one.item.id for one in found if one.bare] == ["formatos"]


@pytest.mark.parametrize("question", UNFIT)
def test_what_does_not_fit_says_why_and_where(question: str) -> None:
    """Nothing is dropped in silence: the line of the question, the reason, the mend."""
    reading = gift.read(f"// nota\n\n{question}\n\n::otra::¿Sí? {{=Sí#1 ~No#2}}\n", "f.gift")
    assert [found.item.id for found in reading.found] == ["otra"]
    assert reading.refused[0].line == 3
    assert reading.refused[0].what.startswith(UNFIT[question])
    assert reading.refused[0].mend


def test_every_reason_is_told_at_once() -> None:
    """Four options, two of them right and one without explanation are three things to mend, each at its line."""
    refused = gift.read("¿Quién? {\n=a#1\n=b#2\n~c\n~d#4\n}", "f").refused
    assert [mistake.line for mistake in refused] == [1, 1, 4]


def test_an_empty_line_ends_a_question_as_in_moodle() -> None:
    """Both halves are refused, each at its own line."""
    refused = gift.read("¿Quién? {\n=a#1\n\n~b#2\n}\n", "f").refused
    assert [mistake.line for mistake in refused] == [1, 4]


def test_every_kind_that_moodle_exports() -> None:
    """In Moodle's own layout: what is to be chosen fits, everything else is refused at its line."""
    reading = gift.read(MOODLE, "moodle.txt")
    assert [found.item.id for found in reading.found] == ["elegir"]
    told = [(mistake.line, mistake.what) for mistake in reading.refused]
    assert told == [
        (2, "Pide una respuesta larga, escrita"),
        (5, "Pide unir parejas que no son pasos con su lugar"),
        (19, "Da puntos a medias (%)"),
        (24, "«3:2» no es un número exacto"),
        (27, "Pide escribir la respuesta"),
        (34, "La opción «Verdadero» no tiene explicación"),
        (34, "La opción «Falso» no tiene explicación"),
    ]


def test_export_then_import_gives_the_same_items() -> None:
    """The whole course, exam and all: ids, questions, options in order, explanations, hints."""
    items = [item for group in groups(COURSE).values() for item in group]
    reading = gift.read(gift.write(groups(COURSE)), "curso.gift")
    assert reading.refused == ()
    assert [found.item for found in reading.found] == items
    assert len(items) > 50


def test_moodle_never_sees_our_letters() -> None:
    """Where we name the right letter, Moodle's readers meet the right option's own words."""
    item = QuizItem(
        "abc-01-q1", "¿Quién?", (Option("Irma", True, "Sí."), Option("Beto", False, "Es la {correcta}.")), ""
    )
    written = gift.write({"a": [item]})
    assert "Es la «Irma»." in written
    assert gift.read(written, "f").found[0].item == item


NUMBER = QuizItem(
    "abc-01-q1",
    "¿Cuánto le queda?",
    (
        Option("1.30 soles", True, "¡Eso! Son 1.30."),
        Option("20", False, "Falta {lo} que=salió."),
        Option(OTHER_ANSWER, False, "Resta ~ lo que salió."),
    ),
    "Mira: qué #entra.",
    "number",
)
ORDER = QuizItem(
    "abc-01-q1",
    "¿Qué primero?",
    (Option("Pregunta → Hornea → Vende", True, "¡Eso!"), Option(OTHER_ANSWER, False, "Casi: pregunta.")),
    "¿Qué es gratis?",
    "order",
    ("Pregunta", "Hornea", "Vende"),
)
FIND = QuizItem(
    "abc-01-q1",
    "¿Qué frase?",
    tuple(Option(text, text == "c", f"{text}.") for text in "abcd"),
    "¿Qué te piden?",
    "find",
)


@pytest.mark.parametrize("item", [NUMBER, ORDER, FIND], ids=lambda item: item.shape)
def test_a_written_answer_goes_to_moodle_and_comes_back(item: QuizItem) -> None:
    """A number as a numerical question, an order as pairs of step and place, a message with more sentences."""
    reading = gift.read(gift.write({"a": [item]}), "f")
    assert ([found.item for found in reading.found], reading.refused) == ([item], ())


@pytest.mark.parametrize("item", [NUMBER, ORDER, FIND], ids=lambda item: item.shape)
def test_a_written_answer_is_written_as_its_author_would(item: QuizItem) -> None:
    """A draft of it is a file that reads as the same item."""
    plain = gift.read(gift.write({"a": [item]}).replace("\\{lo\\}", "lo").replace("\\=", " "), "f").found[0].item
    lesson = template.draft(plain, 1, "x", "y")
    read = markdown.read(template.write(lesson).encode(), "6_graduados/01_a.md", graduate=True)
    assert read.mistakes == ()
    assert read.lesson is not None
    assert read.lesson.items == (plain,)


def test_what_moodle_itself_writes_of_steps_and_numbers() -> None:
    """Its numerical question with feedback, and its pairs of a step and its place, come in as ours."""
    text = "::n::¿Cuánto? {#\n=%100%6:0#Sí\n~#Resta\n}\n\n::o::¿Qué primero? {\n=Vende -> tercero\n=Pregunta -> primero"
    reading = gift.read(f"{text}\n=Hornea -> segundo\n####Piensa.\n}}\n", "f")
    assert [(found.item.shape, found.item.steps) for found in reading.found] == [
        ("number", ()),
        ("order", ("Pregunta", "Hornea", "Vende")),
    ]
    assert reading.refused == ()


_SIGNS = st.text(alphabet="\\:#=~{}[]%/<>&;->$ ab1éñ.", min_size=1, max_size=12)
_WORDS = _SIGNS.map(lambda text: " ".join(f"x {text}".split()[1:]) or "x")


@given(question=_WORDS, right=_WORDS, wrong=_WORDS, told=_WORDS, hint=_WORDS)
def test_any_sign_survives(question: str, right: str, wrong: str, told: str, hint: str) -> None:
    """Every reserved sign, wherever it stands, comes back as it went."""
    item = QuizItem("abc-01-q1", question, (Option(right, True, told), Option(wrong, False, hint)), hint)
    reading = gift.read(gift.write({"a": [item]}), "f")
    assert [found.item for found in reading.found] == [item]


@given(st.text(alphabet="\\:#=~{}[]%$CATEGORY/\n T<b>*_-", max_size=60))
def test_any_file_is_read_without_a_fault(text: str) -> None:
    """Whatever a file holds, each block is an item or a reason."""
    reading = gift.read(text, "f")
    assert all(mistake.what and mistake.mend for mistake in reading.refused)


@pytest.mark.parametrize("lesson", [*COURSE.lessons, *COURSE.graduate_pieces], ids=lambda lesson: lesson.id)
def test_a_lesson_written_reads_as_the_same_lesson(lesson: Lesson) -> None:
    """What the tools write into a file is what `read` takes out of it."""
    written = template.write(lesson).encode()
    assert markdown.read(written, lesson.path, graduate=lesson.is_graduate_piece).lesson == lesson
