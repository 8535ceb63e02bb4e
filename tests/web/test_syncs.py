"""What a word on the page costs the memory card."""

from pathlib import Path

from tests import growth


def test_a_word_on_the_page_is_three_syncs(tmp_path: Path) -> None:
    """Heard, answered, shown: a commit each, and nothing else is written, tap by tap through a lesson."""
    words, written = growth.words_on_the_page(tmp_path)
    assert written.commits <= 3 * words
