"""The demo over HTTP: a newcomer's whole life, the clock that only goes forward, and what silence brings."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.demo.clock_walk import MovableClock
from tests.demo.conftest import Running, Seat, enrols

pytestmark = pytest.mark.slow


async def test_a_newcomer_lives_through_course_announcement_departure_and_support(alone: Running) -> None:
    """Five weeks, a teacher's word, the farewell and a month of support, answered for by the demo."""
    luz = await enrols(alone.learner)
    await alone.walks("semana", "semana")
    await luz.hears("«Lo que sabes hacer». 3 tarjetas, 2 preguntas")
    await luz.hears("Semana 1 · 1 de 5")
    await luz.hears("Casi.")
    await luz.hears("Repaso.")
    elena = alone.teacher
    await elena.enters()
    await elena.says("/anuncio")
    await elena.says("Mañana no abre el camión.")
    await elena.taps("Ahora")
    await luz.hears("📣 Tu profe Elena:\nMañana no abre el camión.")
    await alone.walks("semana", "semana", "partida")
    await elena.hears("Llegó a 1 de 1")
    await luz.hears("Luz, hoy el camión sale para Córdova. Yo me quedo contigo.")
    await alone.walks("mes")
    await luz.hears("Hola, Luz. Esta semana:")
    await luz.hears("Hace 1 mes se fue el camión. ¿Cómo va tu negocio?")


async def test_a_visitor_is_answered_for_from_where_they_stopped(alone: Running) -> None:
    """Whoever leaves in the middle of enrolling is enrolled when the clock has walked."""
    luz = alone.learner
    await luz.enters()
    await luz.says("/start HUAYTAR3")
    await alone.walks("manana")
    await luz.hears("Mucho gusto, Luz Q.")
    await luz.hears("Terminaste.")


async def test_silence_brings_a_nudge_and_nothing_is_answered(alone: Running) -> None:
    """«Responder por mí» off: the offers go unheard, one gentle word comes, no lesson is done."""
    luz = await enrols(alone.learner)
    assert (await alone.posts("/reloj", {"responder": "no"})).status == 303
    await alone.walks("semana")
    await luz.hears("Hola, Luz. Hoy: «Lo que sabes hacer».")
    await luz.hears("Hace unos días no te leo, y está bien")
    assert not any(text.startswith("1 de 3") for text in await luz.heard())


async def test_the_classmates_live_on_while_the_visitor_is_silent(demo: Running, luz: Seat) -> None:
    """The teacher sees who went quiet among those who did not."""
    await demo.posts("/reloj", {"responder": "no"})
    await demo.walks("semana", "semana")
    elena = demo.teacher
    await elena.enters()
    await elena.says("/cohorte")
    await elena.taps("3.º B")
    sheet = (await elena.heard())[-1]
    assert "Luz Q." in sheet
    assert "Mateo C." not in sheet


async def test_the_clock_goes_forward_only(alone: Running) -> None:
    """Yesterday, an unknown step, or a departure that has been: nothing moves."""
    before = alone.demo.journey.now()
    for step in ("ayer", "-1 semana", "mes"):
        assert (await alone.posts("/reloj", {"paso": step})).status == 409
    await alone.walks("partida")
    assert alone.demo.journey.now() >= before
    assert (await alone.posts("/reloj", {"paso": "partida"})).status == 409


def test_a_movable_clock_never_goes_back() -> None:
    """An instant that has passed changes nothing."""
    start, seconds = datetime(2026, 3, 2, tzinfo=UTC), [0.0]

    async def sleep(_: float) -> None:
        return

    clock = MovableClock(start, lambda: seconds[0], sleep)
    clock.move_to(start + timedelta(days=1))
    clock.move_to(start)
    seconds[0] = 5
    assert clock.now() == start + timedelta(days=1, seconds=5)


async def test_the_walk_can_be_stopped(alone: Running) -> None:
    """«Detener el reloj»: it stands before a week has gone, and can walk again."""
    begun = alone.demo.journey.now()
    assert await alone.demo.journey.go("semana")
    assert (await alone.posts("/reloj", {"paso": "manana"})).status == 409
    await alone.posts("/reloj", {"paso": "alto"})
    await alone.demo.journey.arrived()
    assert alone.demo.journey.now() < begun + timedelta(weeks=1)
    await alone.walks("manana")


async def test_the_clock_tells_where_it_is(alone: Running) -> None:
    """The date as people say it, the week, and the steps that there are."""
    async with alone.session.get("/reloj") as response:
        state = await response.json()
    assert state["date"] == "lunes 2 de marzo, 9:00 a. m."
    assert state["place"] == "Semana 1 de 5."
    assert [step for step, _ in state["steps"]] == ["manana", "semana", "partida"]
    await alone.walks("partida")
    async with alone.session.get("/reloj") as response:
        state = await response.json()
    assert state["date"].startswith("miércoles 1 de abril")
    assert [step for step, _ in state["steps"]] == ["manana", "semana", "mes", "ano"]


async def test_two_visitors_are_two_people(alone: Running) -> None:
    """Another browser enrols beside the first."""
    await enrols(alone.learner)
    alone.session.cookie_jar.clear()
    await enrols(alone.learner)
    known = await alone.demo.house.store.read(lambda book: book.backlog(alone.demo.house.clock.now()))
    assert known.learners == 2


async def test_the_teacher_hears_of_the_week_without_asking(demo: Running) -> None:
    """One week walked: Elena's summary of both groups, in one message; «avance» lists her classes by name."""
    elena = demo.teacher
    await demo.walks("semana")
    await elena.enters()
    told = [text for text in await elena.heard() if text.startswith("Tus grupos, semana del 2 al 8 de marzo")]
    assert len(told) == 1
    assert "3.º B: escribieron" in told[0]
    assert "4.º A: escribieron" in told[0]
    assert any("¿Cuándo te mando el resumen?" in text for text in await elena.heard())
