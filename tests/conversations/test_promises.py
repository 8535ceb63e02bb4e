"""What is promised is so: a day that is named is the day, and nobody is said to see what they do not."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import groupby

import pytest

from bot.core import phrase
from bot.core.text.wording import day_words
from tests.chat import MONDAY, Person, Town, at

DEPARTS = MONDAY + timedelta(days=32)


def test_what_was_missed_on_friday_comes_back_on_monday(town: Town, ana: Person) -> None:
    """No lesson leaves on a Saturday, so Saturday is not promised."""
    ana.taps("Empezar")
    ana.does_lesson(right=False)
    town.walks_to(at(MONDAY + timedelta(days=4), 10))
    ana.says("/repaso")
    ana.answers(right=False)
    ana.hears("El lunes la vemos de nuevo.")
    ana.taps("Siguiente")
    ana.answers(right=True)
    town.walks_to(at(MONDAY + timedelta(days=7), 19, 1))
    ana.hears_later("Hoy: 2 repasos y «")


def test_a_graduate_hears_the_day_on_which_it_comes_back(town: Town, ana: Person) -> None:
    """Who is written to once a week is not told «mañana»; the day that is named brings the item."""
    ana.taps("Empezar")
    ana.does_lesson(right=False)
    town.walks_to(at(DEPARTS, 19) + timedelta(days=7, hours=1))
    ana.taps("Empezar")
    ana.answers(right=False)
    told = ana.heard()[-1]
    day = DEPARTS + timedelta(days=14)
    assert f"El {day_words(day)} la vemos de nuevo." in told
    town.walks_to(at(day, 19, 1))
    ana.hears_later("repaso")


def test_who_rests_is_promised_no_day(town: Town, ana: Person) -> None:
    """In a rest without an end nobody knows when."""
    ana.taps("Empezar")
    ana.does_lesson(right=False)
    ana.says("pausa")
    ana.taps("Hasta que avise")
    ana.hears("No te mando lecciones hasta que me digas «seguir».")
    town.waits(days=2)
    ana.says("/repaso")
    ana.answers(right=False)
    ana.hears("Otro día la vemos de nuevo.")


def test_the_first_lesson_is_not_put_off_to_a_saturday(town: Town) -> None:
    """Who enrols on a Friday night is offered Monday, and hears of the lesson on Monday."""
    town.walks_to(at(MONDAY + timedelta(days=4), 20))
    luz = town.learner("Luz Q.")
    luz.sees("Empezar", "Lunes, 7 p. m.")
    luz.taps("Lunes, 7 p. m.")
    town.walks_to(at(MONDAY + timedelta(days=7), 19, 1))
    luz.hears_later("Hola, Luz. Hoy: ")


def test_the_next_review_is_today_tomorrow_or_a_day(town: Town, ana: Person) -> None:
    """«Tu próximo repaso: sábado 21» is not said on that very day."""
    ana.taps("Empezar")
    ana.does_lesson(right=False)
    ana.says("/progreso")
    ana.hears("Tu próximo repaso: mañana.")
    town.waits(days=1)
    ana.says("/progreso")
    ana.hears("Tu próximo repaso: hoy.")


def test_what_is_tried_is_not_asked_another_day(luz: Person) -> None:
    """Nothing of a trial is kept, so nothing of it comes back."""
    luz.says("hola")
    luz.taps("Probar una lección")
    while luz.buttons()[:2] != ["A", "B"]:
        luz.taps(luz.buttons()[0])
    luz.answers(right=False)
    assert "otro día" not in luz.heard()[-1]


CONSENTS = (phrase.CONSENT, phrase.CONSENT_MORE, phrase.OWN_CONSENT)


@pytest.mark.parametrize("text", CONSENTS)
def test_no_consent_says_more_than_is_so(text: str) -> None:
    """Other words than answers and questions are kept of nobody."""
    assert "lo que me escrib" not in text


@pytest.mark.parametrize("text", [phrase.CONSENT, phrase.OWN_CONSENT])
def test_a_consent_says_what_a_teacher_sees(text: str) -> None:
    """How far she is, and whether she writes: the class's list and her sheet."""
    assert "Tu profe ve tu avance y si no escribes." in text


def test_a_rest_does_not_stop_a_teachers_word(town: Town, ana: Person) -> None:
    """The lessons rest; what the teacher announces arrives, as was said."""
    elena = town.teacher("Elena")
    ana.says("pausa")
    ana.hears("Los avisos de tu profe sí te llegan.")
    ana.taps("Un mes")
    elena.says("/anuncio")
    elena.says("Mañana no hay clase.")
    while "Ahora" not in elena.buttons():
        elena.taps(elena.buttons()[0])
    elena.taps("Ahora")
    ana.hears_later("Mañana no hay clase.")


# --- nobody hears one sentence over and over ----------------------------------------------------------------


def longest_run(texts: list[str]) -> int:
    return max((len(list(same)) for _, same in groupby(texts)), default=0)


def test_silence_in_the_course_hears_another_sentence(town: Town, ana: Person) -> None:
    """Who never answers is offered the same lesson, never in the same words three times running."""
    town.walks_to(at(DEPARTS, 9))
    assert len(ana.heard()) >= 6
    assert longest_run(ana.heard()) < 3


def test_silence_after_the_truck_meets_another_piece(town: Town, ana: Person) -> None:
    """Each message has another piece; the one that was shown is the one that opens."""
    town.walks_to(at(DEPARTS, 12))
    ana.says("hola")
    town.walks_to(at(DEPARTS, 19))
    ana.listens()
    town.waits(days=22)
    texts = ana.heard()
    titles = [re.findall(r"«(.+?)».", text)[0] for text in texts]
    assert len(set(titles)) == len(titles) == 3
    assert longest_run([re.sub(r"«.+?».*", "", text) for text in texts]) < 3
    ana.taps("Empezar")
    piece = next(one for one in town.house.inbox.world.course.graduate_pieces if one.title == titles[-1])
    assert piece.cards[0].title in ana.heard()[0]


@pytest.mark.slow
def test_three_years_of_silence_never_say_the_same_thrice(town: Town, ana: Person) -> None:
    """Even when nothing personal may be said."""
    town.walks_to(at(DEPARTS, 19))
    texts: list[str] = []
    for _ in range(18):
        ana.waits(days=60)
        texts += ana.heard()
    assert longest_run(texts) < 3
