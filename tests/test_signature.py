"""What protects the learners is signed by somebody who knows; until then `check` says so and still ends well."""

from __future__ import annotations

import pytest

from bot.box import check


@pytest.mark.parametrize(
    ("head", "signed"),
    [
        ("aprobado_por:\nfecha:\n", ""),
        ("aprobado_por: Rosa Quispe, psicóloga\nfecha:\n", ""),
        ("aprobado_por: Rosa Quispe, psicóloga\nfecha: 2027-02-01\n", "Rosa Quispe, psicóloga, 2027-02-01"),
    ],
)
def test_it_is_signed_with_a_name_and_a_day(tmp_path, head, signed):
    """One without the other is no signature."""
    document = tmp_path / "proteccion.md"
    document.write_text(f"---\n{head}---\n# Lo que firma\n", encoding="utf-8")
    assert check.signature(document) == signed


def test_unsigned_is_a_mark_of_its_own(tmp_path):
    """«falta»: the check ends with 0 all the same."""
    found = check.of_signature(check.signature(tmp_path / "none.md"))
    assert found.well
    assert found.line().startswith("[falta] protección: ningún profesional firmó")
    assert check.of_signature("Rosa, 2027-02-01").line() == "[bien] protección: aprobado por Rosa, 2027-02-01."


def test_a_table_of_other_sentences_is_said():
    """Whoever adds a sentence learns again."""
    assert not list(check.of_listener("a", "a"))
    assert [found.well for found in check.of_listener("a", "b")] == [False]
