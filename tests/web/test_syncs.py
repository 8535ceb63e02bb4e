"""What a word on the page costs the memory card."""

from pathlib import Path

from tests.chat import MONDAY, Town, at
from tests.wal import written


def test_a_word_on_the_page_is_three_syncs(tmp_path: Path) -> None:
    """Heard, answered, shown: a commit each, and nothing else is written, tap by tap through a lesson."""
    town = Town(tmp_path / "town.db", at(MONDAY, 18))
    town.visit()
    ana = town.learner("Ana R")
    before, words = written(tmp_path / "town.db"), 0
    for label in ("Empezar", "Siguiente", "Siguiente", "Ir a las preguntas", "A", "Siguiente", "A", "Siguiente"):
        ana.taps(label)
        words += 1
    assert written(tmp_path / "town.db").since(before).commits <= 3 * words
    town.close()
