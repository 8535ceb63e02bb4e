"""`ayuda.md`: a list that lost a phrase, or found one that nobody meant, is refused with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessons_es import help_lines
from lessons_es.mistake import CourseError
from tests.lessons.sample import line_of

TEXT = (Path(help_lines.__file__).parent / help_lines.FILE).read_text(encoding="utf-8")

# What is spoilt, with what, what is then said, and a text on the line that is named.
MISTAKES = [
    ("\n- suicidio\n", "\n* suicidio\n", "no empieza con «- »", "* suicidio"),
    ("## Suicidio\n\n- ", "## Suicidio\n\n-", "no empieza con «- »", "-@quiero"),
    ("## Abuso", "# Abuso", "no empieza con «- »", "# Abuso"),
    ("## Abuso", "## Acuso", "No conozco la parte «Acuso»", "## Acuso"),
    ("## Abuso", "## Violencia", "está dos veces", "## Violencia\n\n- @me @viola"),
    ("- suicidio\n", "- suicidio/\n", "no es una frase de palabras", "- suicidio/"),
    ("- suicidio\n", "- (suicidio\n", "no es una frase de palabras", "- (suicidio"),
    ("- suicidio\n", "- ...\n", "no es una frase de palabras", "- ...\n"),
    ("- suicidio\n", "- *\n", "no es una frase de palabras", "- *\n"),
    ("- suicidio\n", "- @nadie\n", "No hay un grupo «nadie»", "- @nadie"),
    ("- me: me nos mi", "- me: me @me mi", "No hay un grupo «me»", "- me: me @me"),
    ("- me: me nos mi", "- me: me @casa mi", "No hay un grupo «casa»", "- me: me @casa"),
    ("- me: me nos mi", "- me me nos mi", "no da palabras a un grupo nuevo", "- me me nos"),
    ("- le: le les", "- me: le les", "no da palabras a un grupo nuevo", "- me: le les"),
]


@pytest.mark.parametrize(("old", "new", "said", "at"), MISTAKES, ids=[case[1].strip() for case in MISTAKES])
def test_each_mistake_is_named_with_its_line(old: str, new: str, said: str, at: str) -> None:
    """No phrase is dropped in silence, and none is let in that would find what nobody meant."""
    text = TEXT.replace(old, new, 1)
    assert text != TEXT
    with pytest.raises(CourseError) as wrong:
        help_lines.read(text.encode())
    found = [mistake for mistake in wrong.value.mistakes if said in str(mistake)]
    assert line_of(text, at) in {mistake.line for mistake in found}, str(wrong.value)


def test_an_at_sign_in_the_answer_is_a_sign() -> None:
    """Groups are filled in where phrases are; the answer is shown as it is written."""
    assert "@nadie" in help_lines.read(TEXT.replace("Soy un programa", "Soy @nadie", 1).encode()).answer
