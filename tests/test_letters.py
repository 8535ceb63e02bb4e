"""Words are compared as people see them: one reading for what is grave, withheld, a code, a name, a command."""

from __future__ import annotations

import pytest

from bot.core.safety.contact_filter import withheld
from bot.core.text import reading
from bot.core.text.wording import plain, read_code
from tests.chat import Person, world

KEYCAPS = "".join(f"{n}\ufe0f\u20e3" for n in "987654321")


@pytest.mark.parametrize(
    "words",
    [
        "quiero mo\u200brir",
        "quiero mo\u00adrir",
        "quiero mo\u2060rir",
        "qui\u0435r\u043e m\u043erir",
        "ＱＵＩＥＲＯ ＭＯＲＩＲ",
        "ⓠⓤⓘⓔⓡⓞ ⓜⓞⓡⓘⓡ",
        "🅠🅤🅘🅔🅡🅞 🅼🅾🆁🅸🆁",
        "𝕢𝕦𝕚𝕖𝕣𝕠 𝓶𝓸𝓻𝓲𝓻",
        "qᴜɪᴇʀᴏ ᴍᴏʀɪʀ",
        "quiero m\u0336o\u0336r\u0336i\u0336r\u0336",
    ],
)
def test_grave_words_are_heard_however_their_letters_are_made(words: str) -> None:
    """Unseen signs, other alphabets, enclosed, stylised and struck letters."""
    assert world().ear.grave(words)


@pytest.mark.parametrize(
    "words",
    [
        KEYCAPS,
        "⑨⑧⑦⑥⑤④③②①",
        "９８７６５４３２１",
        "9🌽8🌽7🌽6🌽5🌽4🌽3🌽2🌽1",
        "nueve 8 siete 6 cinco 4",
        "98\u200b76\u200b5432",
    ],
)
def test_a_number_is_withheld_however_its_digits_are_made(words: str) -> None:
    """Keycaps, circles, full width, something between each."""
    assert withheld(f"mi número es {words}") == "number"


@pytest.mark.parametrize("words", ["t．me/x", "wа.me/1", "ｗｗｗ.x.pe", "inst\u00adagram"])
def test_a_link_is_withheld_however_its_letters_are_made(words: str) -> None:
    """Full width, Cyrillic, a soft hyphen inside."""
    assert withheld(words) in {"link", "network"}


@pytest.mark.parametrize("words", ["vendí 12, 13, 14, 15 y 16 panes", "🇵🇪 viva el Perú. 🇵🇪", "el 12/03/2027 a las 5"])
def test_what_is_no_contact_goes(words: str) -> None:
    """Amounts, flags, dates."""
    assert withheld(words) == ""


def test_codes_and_commands_are_read_as_seen() -> None:
    """The same letters for all of them."""
    assert read_code("ＨＵＡＹ\u200bＴＡＲ３") == "HUAYTAR3"
    assert reading.command("me\u00adnú") == ("menu", "")
    assert plain("🅱️") == plain("Ｂ") == plain("В") == "b"


def test_a_number_in_keycaps_is_not_carried(ana: Person) -> None:
    """The sentence about telephone numbers, and nothing leaves."""
    ana.says("preguntar a mi profe")
    ana.says(f"mi número es {KEYCAPS}")
    ana.hears("número")
    assert "Sí, enviar" not in ana.buttons()
