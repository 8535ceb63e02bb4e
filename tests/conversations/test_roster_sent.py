"""A school's list that somebody sends into a chat: nobody opens it, and it does not stay."""

from __future__ import annotations

from tests.chat import Town

TAKEN = "Ese archivo trae datos de familias: no lo abrí y lo quité de aquí."


def test_a_list_in_a_teachers_chat_is_taken_away(town: Town):
    """Nothing of it is kept, whatever she was in the middle of."""
    elena = town.teacher("Elena")
    elena.sends("table", ref="lista", caption="Luz Quispe Mamani, DNI 71234567")
    elena.hears(TAKEN)
    elena.says("anuncio")
    elena.sends("table", ref="lista")
    elena.hears(TAKEN)
    assert town.book(lambda book: book.media("lista")) is None


def test_each_of_several_lists_is_taken_away(town: Town):
    """Sent together they come one by one."""
    olga = town.operator("Olga")
    olga.sends("table", ref="a", album="1")
    olga.hears(TAKEN)
    olga.sends("table", ref="b", album="1")
    olga.hears(TAKEN)


def test_a_learners_file_is_no_roster(town: Town):
    """It is answered as any other that cannot be read."""
    ana = town.learner("Ana")
    ana.sends("table")
    assert TAKEN not in ana.heard()
