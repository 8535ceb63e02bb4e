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
    ("- quien es usted", "* quien es usted", "no empieza con «- »", "* quien es usted"),
    ("- quien es usted", "-quien es usted", "no empieza con «- »", "-quien es usted"),
    ("## Familia", "# Familia", "no empieza con «- »", "# Familia"),
    ("## Familia", "## Familiar", "No conozco la parte «Familiar»", "## Familiar"),
    ("## Familia", "## Insultos", "está dos veces", "## Insultos\n\n- soy"),
    ("- quien es usted", "- quien/ es usted", "no es una frase de palabras", "- quien/ es usted"),
    ("- quien es usted", "- (quien es usted", "no es una frase de palabras", "- (quien es usted"),
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


def test_the_answer_is_shown_as_it_is_written() -> None:
    """No sign in it means anything."""
    assert "@nadie" in help_lines.read(TEXT.replace("Soy un programa", "Soy @nadie", 1).encode()).answer
