"""«Mi negocio»: noted only after «Sí», seen by her alone, mended within a week, ended by a word."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.logbook import Entry
from tests.chat import MONDAY, Person, Town, at, key_of
from tests.conversations.test_graduates import DEPARTS
from tests.conversations.test_siblings import joins


def _entries(town: Town, person: Person) -> list[Entry]:
    learner = person.id()
    return list(town.book(lambda book: book.entries(learner)))


def _file(town: Town, person: Person) -> bytes:
    """What comes with the newest message."""
    address = town.book(lambda book: book.address("web", person.carrier_id))
    assert address
    found = town.run(town.house.files(address.id, person.messages()[-1]))
    assert found
    return bytes(found.content)


@pytest.fixture
def luz(ana: Person) -> Person:
    """Ana with a notebook: she said yes to the first entry."""
    ana.says("vendí 3 chompas a 45")
    ana.taps("Sí, llévalo")
    ana.taps("Sí")
    return ana


def test_the_first_entry_asks_for_consent_and_then_whether_it_is_right(town: Town, ana: Person) -> None:
    """Nothing counts before «Sí», and each or all is asked."""
    ana.says("vendí 3 chompas a 45")
    ana.hears("¿Te llevo un cuaderno de lo que vendes y gastas? No se lo muestro a tu profe ni al programa.")
    ana.taps("Sí, llévalo")
    ana.hears("Anoto: vendiste 3 chompas, 45 soles en total. ¿Está bien?")
    ana.sees("Sí", "45 cada una", "Cambiar")
    assert _entries(town, ana) == []
    ana.taps("45 cada una")
    assert "Anotado: vendiste 3 chompas, 135 soles en total." in ana.heard()[0]
    (entry,) = _entries(town, ana)
    assert (entry.kind, entry.cents, entry.quantity, entry.thing) == ("sold", 13500, 3, "chompas")


def test_each_or_all_outlives_the_consent(town: Town, ana: Person) -> None:
    """What was told as a price for each is asked as such, and the other reading is the sum in all."""
    ana.says("vendí 3 chompas a 45 cada una")
    ana.taps("Sí, llévalo")
    ana.hears("Anoto: vendiste 3 chompas, 135 soles en total. ¿Está bien?")
    ana.sees("Sí", "45 en total", "Cambiar")
    ana.taps("45 en total")
    assert [entry.cents for entry in _entries(town, ana)] == [4500]


def test_two_taps_on_yes_are_one_entry(town: Town, luz: Person) -> None:
    """The second finds it answered."""
    luz.says("gasté veinte en lana")
    luz.taps("Sí")
    luz.taps("Sí", which=-2)
    assert [entry.kind for entry in _entries(town, luz)] == ["sold", "spent"]


def test_who_wants_no_notebook_is_asked_no_more(ana: Person) -> None:
    """«mi negocio» still leads there."""
    ana.says("vendí 3 chompas a 45")
    ana.taps("No")
    ana.hears("Está bien, no anoto nada.")
    ana.says("vendí 2 quesos a 12")
    assert "Anoto" not in ana.heard()[0]
    ana.says("menú")
    ana.says("mi negocio")
    ana.hears("Aquí va el cuaderno de tu negocio.")


def test_what_lacks_a_sum_is_asked(luz: Person) -> None:
    """With an example, and three buttons."""
    luz.says("vendi dos")
    luz.hears("¿2 qué, y a cuánto? Por ejemplo: «vendí dos panes a 1 sol».")
    luz.says("dos panes a 1 sol")
    luz.hears("Anoto: vendiste 2 panes, 1 sol en total. ¿Está bien?")


def test_three_taps_note_a_sale(town: Town, luz: Person) -> None:
    """[Anotar], [Ahorré], a sum, «Sí»."""
    luz.says("mi negocio")
    luz.taps("Anotar")
    luz.taps("Ahorré")
    luz.says("diez")
    luz.hears("Anoto: ahorraste 10 soles. ¿Está bien?")
    luz.taps("Sí")
    assert _entries(town, luz)[-1].cents == 1000


def test_the_day_is_read_and_no_day_to_come(town: Town, luz: Person) -> None:
    """«ayer» and a weekday are past."""
    luz.says("ayer vendí 10 panes a S/ 0.50")
    assert "10 panes" in luz.heard()[0]
    luz.taps("Sí")
    assert _entries(town, luz)[-1].local_date == MONDAY - timedelta(days=1)
    luz.says("vendí 3 chompas a 45 mañana")
    luz.hears("Eso todavía no pasa.")


@pytest.mark.parametrize("text", ["vendí 1 carro a 12000 soles", "gasté 0.05 en chicle"])
def test_sums_have_bounds(text: str, luz: Person) -> None:
    """What is less or more is asked again."""
    luz.says(text)
    luz.hears("Anoto sumas de 0.10 a 9,999.99 soles.")


def test_a_telephone_number_is_no_thing(town: Town, luz: Person) -> None:
    """The sum is noted, the number is not."""
    luz.says("cobré 15 soles por llamar al 987654321")
    luz.taps("Sí")
    assert "987" not in _entries(town, luz)[-1].thing


def test_the_week_stands_beside_the_one_before(town: Town, luz: Person) -> None:
    """Five lines and three buttons."""
    luz.says("ayer vendí 2 chompas a 90 en total")
    luz.taps("Sí")
    luz.says("gasté 12.50 en lana")
    luz.taps("Sí")
    luz.says("ahorré 10")
    luz.taps("Sí")
    luz.says("mi negocio")
    assert luz.heard()[0].splitlines() == [
        "Mi negocio, del 2 al 8 de marzo",
        "Vendiste: S/ 45 (la semana pasada, S/ 90)",
        "Gastaste: S/ 12.50",
        "Te quedan: S/ 32.50",
        "Ahorraste: S/ 10",
        "Lo que más salió: chompas, 3.",
    ]
    luz.sees("Anotar", "Cambiar algo", "Mi cuaderno")


def test_an_entry_is_mended_and_never_overwritten(town: Town, luz: Person) -> None:
    """[Cambiar algo], and what was told anew replaces it."""
    luz.says("mi negocio")
    luz.taps("Cambiar algo")
    luz.taps("A")
    luz.taps("Escribirlo otra vez")
    luz.says("vendí 2 chompas a 45 cada una")
    luz.taps("Sí")
    (entry,) = _entries(town, luz)
    assert (entry.cents, entry.quantity) == (9000, 2)
    learner = luz.id()
    rows = town.book(lambda book: book.everything(learner))["entry"]
    assert [row["voided_at"] is None for row in rows] == [False, True]
    assert rows[1]["replaces"] == rows[0]["id"]


def test_the_last_one_is_taken_back_within_seven_days(town: Town, luz: Person) -> None:
    """«borra lo último»; later it stands."""
    luz.says("borra lo último")
    assert "Lo quité: vendiste 3 chompas" in luz.heard()[0]
    assert _entries(town, luz) == []
    luz.says("gasté 5 soles en pasaje")
    luz.taps("Sí")
    luz.waits(days=8)
    luz.says("borra lo último")
    assert "No hay nada de los últimos 7 días" in luz.heard()[0]
    assert len(_entries(town, luz)) == 1


def test_the_support_announces_it_without_a_sum(town: Town, luz: Person) -> None:
    """While something was noted in four weeks; [Ver] shows the week that is over, and not what was saved."""
    town.walks_to(at(DEPARTS, 19))
    luz.says("vendí 3 chompas por 45 en total")
    luz.taps("Sí")
    luz.says("ahorré 10")
    luz.taps("Sí")
    luz.waits(days=7)
    message = luz.heard()[-1]
    assert message.endswith("Tu cuaderno de la semana está listo.")
    assert "45" not in message
    luz.taps("Ver")
    assert "Vendiste: S/ 45" in luz.heard()[0]
    assert "Ahorraste" not in luz.heard()[0]
    for _ in range(5):
        luz.waits(days=7)
        luz.says("hola")
    luz.waits(days=7)
    assert "cuaderno" not in luz.heard()[-1]


def test_it_ends_with_a_word(town: Town, luz: Person) -> None:
    """What was noted stays in «mis datos»."""
    luz.says("apaga mi cuaderno")
    assert "Apagué tu cuaderno" in luz.heard()[0]
    luz.says("vendí 2 quesos a 12")
    assert "Anoto" not in luz.heard()[0]
    luz.says("mis datos")
    page = _file(town, luz).decode("utf-8-sig")
    assert "TU CUADERNO" in page
    assert "vendiste 3 chompas, 45 soles en total" in page


def test_all_of_it_comes_as_two_files(town: Town, luz: Person) -> None:
    """[Mi cuaderno]: a sheet and a table."""
    luz.says("mi negocio")
    luz.taps("Mi cuaderno")
    luz.hears("Tu cuaderno, para una hoja de cálculo.", "Y lo mismo como tabla sencilla.")
    assert "vendí;3;chompas;45.0" in _file(town, luz).decode("utf-8-sig")


def test_in_a_quiz_it_is_noted_and_the_question_stays(town: Town, luz: Person) -> None:
    """The letter still answers what was asked."""
    luz.says("lección")
    while luz.buttons()[:2] != ["A", "B"]:
        luz.taps(luz.buttons()[0])
    luz.says("vendí 2 quesos a 12")
    luz.hears("Anoto: vendiste 2 quesos, 12 soles en total. ¿Está bien?")
    luz.taps("Sí")
    assert "A. " in luz.heard()[0]
    assert len(_entries(town, luz)) == 2


def test_in_a_question_to_the_teacher_it_is_part_of_it(town: Town, luz: Person) -> None:
    """«vendí» there is told to the teacher, and nothing is noted."""
    luz.says("preguntar")
    luz.says("vendí 3 chompas a 45, ¿está bien ese precio?")
    luz.hears("¿Se lo mando así a tu profe")
    assert len(_entries(town, luz)) == 1


def test_with_grave_words_the_lines_come_and_nothing_is_noted(town: Town, luz: Person) -> None:
    """What is grave is heard first."""
    luz.says("vendí 3 chompas a 45 y me quiero morir")
    assert "113" in luz.heard()[0]
    assert len(_entries(town, luz)) == 1


@pytest.fixture
def key(luz: Person) -> str:
    """Her key, at a phone that her brother uses too."""
    hers = key_of(luz)
    joins(luz, "Beto", "6 p. m.")
    luz.says("soy otra persona")
    luz.taps("Soy Ana")
    return hers


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        ("mi negocio", "Vendiste: S/ 45"),
        ("borra lo último", "Lo quité: vendiste 3 chompas"),
        ("Cambiar algo", "A. vendiste 3 chompas"),
        ("Mi cuaderno", "como tabla"),
    ],
)
def test_on_a_shared_phone_the_key_comes_first(luz: Person, key: str, wanted: str, shown: str) -> None:
    """As for «mis datos»: a brother reads no sums; with her key she gets what she wanted."""
    if wanted in {"Cambiar algo", "Mi cuaderno"}:
        luz.says("mi negocio")
        luz.says(key)
        luz.taps(wanted)
    else:
        luz.says(wanted)
    assert not any("chompas" in text or "S/" in text for text in luz.heard()[:1])
    assert "clave" in luz.heard()[0]
    luz.says(key)
    assert any(shown in text for text in luz.heard())


@pytest.mark.parametrize("words", ["mi negocio", "borra lo último"])
def test_at_a_new_phone_it_waits_a_day(town: Town, luz: Person, words: str) -> None:
    """As «mis datos» does: who took the key for an hour reads no sums and takes nothing out."""
    town.waits(hours=1)
    phone = town.person()
    phone.says(key_of(luz))
    phone.says(words)
    phone.hears("tus datos se ven aquí mañana a esta hora")
    assert len(_entries(town, luz)) == 1


def test_the_teacher_sees_nothing_of_it(town: Town, luz: Person) -> None:
    """Neither the sheet nor the group says that there is a notebook."""
    elena = town.teacher("Elena")
    elena.says("Ana")
    assert not any("chompas" in text or "cuaderno" in text for text in elena.heard())
