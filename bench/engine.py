"""`respond` alone: a whole lesson is lived once, and then each of its events is answered again and again."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from time import perf_counter

from bench.measure import Bench, Figure
from bot.core import engine
from bot.core.event import Event
from bot.core.scene import Context, Scene, Turn
from tests.chat import MONDAY, Town, at, world

MICROSECONDS = 1_000_000
Asked = tuple[Scene, Event, Context]


async def respond(bench: Bench) -> list[Figure]:
    """The median over all the events of a lesson."""
    figure = Figure("respond", "µs")
    asked = await asyncio.to_thread(_lesson, str(bench.folder / "respond.db"))
    for _ in range(bench.size.rounds):
        figure.ours.append(median(_answered(one) for one in asked for _ in range(bench.size.answers)))
    return [figure]


def _answered(one: Asked) -> float:
    began = perf_counter()
    engine.respond(*one)
    return (perf_counter() - began) * MICROSECONDS


def _lesson(database: str) -> list[Asked]:
    """What `respond` is asked from the first card to the task done."""
    town = Town(database, at(MONDAY, 9), world())
    try:
        town.visit()
        ana = town.learner("Ana")
        with _heard() as asked:
            ana.taps("Empezar")
            ana.does_lesson()
            ana.taps("Ya lo hice")
        return asked
    finally:
        town.close()


@contextmanager
def _heard() -> Iterator[list[Asked]]:
    asked: list[Asked] = []
    honest = engine.respond

    def respond(scene: Scene, event: Event, context: Context) -> Turn:
        asked.append((scene, event, context))
        return honest(scene, event, context)

    engine.respond = respond
    try:
        yield asked
    finally:
        engine.respond = honest
