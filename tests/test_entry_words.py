"""What a learner says that she sold, spent or saved, in forty ways; and forty sentences that are none."""

from __future__ import annotations

import pytest

from bot.core.text.entry_words import Noted, read

SALES = [
    ("vendí 3 chompas a 45", Noted("sold", 4500, 3, "chompas")),
    ("vendi tres chompas a cuarenta y cinco", Noted("sold", 4500, 3, "chompas")),
    ("bendi 3 chompas a 45 soles", Noted("sold", 4500, 3, "chompas")),
    ("Hoy vendí 3 chompas a 45 cada una", Noted("sold", 4500, 3, "chompas", each=True)),
    ("vendí 3 chompas por 45 en total", Noted("sold", 4500, 3, "chompas", whole=True)),
    ("vendí 3 chompas 45 soles", Noted("sold", 4500, 3, "chompas")),
    ("ayer vendí 10 panes a S/ 0.50", Noted("sold", 50, 10, "panes", "ayer")),
    ("vendí 10 panes a 50 céntimos c/u", Noted("sold", 50, 10, "panes", each=True)),
    ("el lunes vendí 2 quesos a 12", Noted("sold", 1200, 2, "quesos", "lunes")),
    ("vendí 2 quesos el sábado a doce soles", Noted("sold", 1200, 2, "quesos", "sabado")),
    ("me compraron dos quesos a doce soles", Noted("sold", 1200, 2, "quesos")),
    ("me los compraron a 20 soles", Noted("sold", 2000)),
    ("una señora me compró 4 huevos a 2 soles", Noted("sold", 200, 4, "huevos")),
    ("cobré 15 por el arreglo", Noted("sold", 1500, None, "arreglo")),
    ("cobre 15 soles", Noted("sold", 1500)),
    ("me pagaron 20 soles por tejer", Noted("sold", 2000, None, "tejer")),
    ("he vendido 5 truchas a 8 soles", Noted("sold", 800, 5, "truchas")),
    ("hemos vendido 5 truchas a 8 soles", Noted("sold", 800, 5, "truchas")),
    ("vendimos 5 truchas en 40 soles", Noted("sold", 4000, 5, "truchas")),
    ("acabo de vender 1 poncho a 80", Noted("sold", 8000, 1, "poncho")),
    ("vendí un poncho a 80", Noted("sold", 8000, 1, "poncho")),
    ("le vendí a mi tía 2 quesos por 10 soles", Noted("sold", 1000, 2, "quesos")),
    ("vendí piñas por S/.12,50", Noted("sold", 1250, None, "piñas")),
    ("vendí doce soles con cincuenta de pan", Noted("sold", 1250, None, "pan")),
    ("vendí 20 soles de queso", Noted("sold", 2000, None, "queso")),
    ("vendí una gaseosa a una luca", Noted("sold", 100, 1, "gaseosa")),
    ("vendí 2 kilos de papa a 3 soles", Noted("sold", 300, 2, "kilos de papa")),
    ("Vendí 3 chompas a 45!!!", Noted("sold", 4500, 3, "chompas")),
    ("profe vendí 3 chompas a 45", Noted("sold", 4500, 3, "chompas")),
    ("vendí mil doscientos soles de café", Noted("sold", 120000, None, "café")),
    ("gasté veinte en lana", Noted("spent", 2000, None, "lana")),
    ("gaste 20 soles en lana", Noted("spent", 2000, None, "lana")),
    ("gasté 8", Noted("spent", 800)),
    ("compré 2 kilos de harina a 4.50", Noted("spent", 450, 2, "kilos de harina")),
    ("pagué 5 soles de pasaje", Noted("spent", 500, None, "pasaje")),
    ("invertí 30 soles en alambre", Noted("spent", 3000, None, "alambre")),
    ("ahorré 10", Noted("saved", 1000)),
    ("aorre dies soles", Noted("saved", 1000)),
    ("guardé 5 soles hoy", Noted("saved", 500)),
    ("fié 3 panes a 1 sol", Noted("owed", 100, 3, "panes")),
    ("me deben 12 soles", Noted("owed", 1200)),
    ("ya me pagó 12 soles", Noted("paid", 1200)),
    ("cambié papa por lana", Noted("swapped", 0, None, "papa por lana")),
    ("vendi dos", Noted("sold", None, 2)),
    ("vendí 3 chompas", Noted("sold", None, 3, "chompas")),
    ("vendí 3 chompas a 45 mañana", Noted("sold", 4500, 3, "chompas", "tomorrow")),
    ("esta mañana vendí 3 chompas a 45", Noted("sold", 4500, 3, "chompas")),
]

NONE = [
    "vendí",
    "vendí mucho",
    "vendí un poncho",
    "no vendí 3 chompas a 45",
    "hoy no vendí nada",
    "nunca vendí a 45",
    "¿vendí 3 chompas a 45?",
    "si vendí 3 chompas a 45, cuánto gané",
    "cuánto gano si vendí 3 a 45?",
    "cuando vendí 3 chompas a 45 me puse feliz",
    "quiero vender 3 chompas a 45",
    "voy a vender 3 chompas a 45",
    "vendo chompas a 45",
    "venderé 3 chompas a 45",
    "mi mamá vendió 3 chompas a 45",
    "Rosa vendió 80 soles",
    "ellos vendieron 3 quesos a 12",
    "me compraron un celular",
    "me compro un celular a 300",
    "quiero que compre 2 panes por 1 sol",
    "el cobre cuesta 20 soles",
    "gasté mucho",
    "compré",
    "compré harina",
    "pagué la luz",
    "ahorré un poco",
    "me deben respeto",
    "guardé silencio",
    "guardé mi celular",
    "cambié de número",
    "cambié 50 soles por sencillo",
    "cambié mi respuesta por la B",
    "A",
    "12.50",
    "45 soles",
    "la B",
    "a las 7",
    "para pagar 5 soles",
    "ojalá vendí 3 a 45",
    "hola profe",
    "lección",
    "fui a la feria y había 3 puestos a 45 soles",
]


@pytest.mark.parametrize(("text", "noted"), SALES)
def test_a_sale_is_read(text: str, noted: Noted) -> None:
    """Verb, quantity, thing, sum and day, with typing mistakes."""
    assert read(text) == noted


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_report_of_ones_own_is_none(text: str) -> None:
    """Asked, denied, supposed, wished, of others, or without a sum."""
    assert read(text) is None
