"""What a lesson costs of the carrier's permits and of the memory card, and what stays of it; counted, not timed."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bench.measure import Bench, Figure
from tests import growth


async def costs(bench: Bench) -> list[Figure]:
    """Each is the same however often it is counted."""
    size = bench.size
    bench.tell("a lesson day on Telegram, a lesson on the page")
    day = await growth.tapped_day(bench.folder)
    words, written = await asyncio.to_thread(growth.words_on_the_page, _folder(bench, "page"))
    bench.tell(f"{size.idle_minutes} idle minutes")
    idle = await growth.idle(_folder(bench, "idle"), size.idle_minutes)
    bench.tell(f"a course of {size.course_days} days, and {size.quiet_days} quiet ones")
    left = await asyncio.to_thread(
        growth.course_and_a_month, _folder(bench, "course"), size.course_days, size.quiet_days
    )
    rounds = size.rounds
    return [
        Figure("calls-day", "calls", [day.calls - day.taps] * rounds),
        Figure("syncs-word", "syncs", [written.commits / words] * rounds),
        Figure("idle-syncs", "syncs", [idle.commits / size.idle_minutes] * rounds),
        Figure("idle-size", "KB", [idle.size / size.idle_minutes / 1_000] * rounds),
        Figure("bytes-delivery", "bytes", [left.a_delivery] * rounds),
    ]


def _folder(bench: Bench, name: str) -> Path:
    folder = bench.folder / name
    folder.mkdir()
    return folder
