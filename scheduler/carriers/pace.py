"""How fast Telegram may be spoken to: evenly spaced permits, and silence when it asks for silence.

Limits: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from bot.ports.clock import Clock
from bot.ports.store import Store

OVERALL_SECONDS = 1 / 25  # Telegram allows about 30 a second
PRIVATE_SECONDS = 1.0
GROUP_SECONDS = 60 / 20
CATCH_UP_SECONDS = 0.25
"""What a stall of the box may cost and is given back: whoever waited through it follows closer."""
MOST_A_SECOND = 27
"""Calls in any second, as they leave: what remains to 30 is for a line that brings them closer together."""
UNUSED_SECONDS = 5.0
"""After so long a permit whose call has not left does not count any more: there was no call."""
LONGEST_SECONDS = 86_400.0
_CHATS_KEPT = 1_000  # a minute's permits for groups are 20 a group; a second's for private chats are 25

_log = structlog.get_logger(__name__)


class Pace:
    """Gives permits. `steady` measures waits (a clock that jumps neither stalls nor floods), `clock` sleeps
    and dates the deadline that is stored under `name`, so that a restart keeps the silence asked for."""

    def __init__(self, store: Store, clock: Clock, steady: Callable[[], float], *, name: str = "telegram") -> None:
        self._store = store
        self._clock = clock
        self._steady = steady
        self._fact = f"pace.{name}"
        self._not_before = 0.0
        self._next = 0.0
        self._chats: dict[str, float] = {}
        self._permitted: dict[str, float] = {}
        self._left: deque[float] = deque(maxlen=MOST_A_SECOND)
        self._turnstile = asyncio.Lock()

    async def load(self) -> None:
        """Reads the stored deadline. Of one that lies further ahead than it was long, the length counts."""
        stored = await self._store.read(lambda book: book.fact(self._fact))
        if stored:
            until, length = (float(part) for part in stored.split())
            self._silent_for(min(until - self._clock.now().timestamp(), length))

    async def permit(self, chat: str, *, edit: bool = False) -> None:
        """Returns when one call may be made. An edit does not count in its chat's own limit."""
        if not edit:
            await self._until(lambda: self._chats.get(chat, 0.0))
        asked = self._steady()
        async with self._turnstile:
            await self._until(lambda: self._ready(chat, edit=edit))
            now = self._steady()
            due = max(self._next, self._not_before, asked)
            self._next = max(due, now - CATCH_UP_SECONDS) + OVERALL_SECONDS
            self._permitted[chat] = now
            if not edit:
                self.called(chat)

    def leaves(self, chat: str) -> None:
        """The permitted call leaves now: a commit lies between it and its permit, which may have taken long."""
        if self._permitted.pop(chat, None) is not None:
            self._left.append(self._steady())

    def called(self, chat: str) -> None:
        """A call to the chat ends now: its next second counts from here, however slow the line was."""
        now = self._steady()
        self._chats.pop(chat, None)
        self._chats[chat] = now + (GROUP_SECONDS if chat.startswith("-") else PRIVATE_SECONDS)
        if len(self._chats) > _CHATS_KEPT:
            self._chats = {chat: ready for chat, ready in self._chats.items() if ready > now}

    async def hold(self, seconds: float) -> datetime:
        """The carrier asked for silence: nobody gets a permit before it ends. Returns its end."""
        seconds = min(max(seconds, 1.0), LONGEST_SECONDS)
        self._silent_for(seconds)
        remaining = self._not_before - self._steady()
        until = self._clock.now() + timedelta(seconds=remaining)
        _log.warning("carrier_asked_for_silence", carrier=self._fact, seconds=round(seconds))
        await self._store.run(lambda book: book.set_fact(self._fact, f"{until.timestamp():.3f} {remaining:.3f}"))
        return until

    def silent_until(self) -> datetime | None:
        """When the silence that the carrier asked for ends; None when there is none."""
        remaining = self._not_before - self._steady()
        return self._clock.now() + timedelta(seconds=remaining) if remaining > 0 else None

    def _silent_for(self, seconds: float) -> None:
        """The deadline only moves forward."""
        self._not_before = max(self._not_before, self._steady() + seconds)

    def _ready(self, chat: str, *, edit: bool) -> float:
        ready = max(self._not_before, self._next, self._room_at())
        return ready if edit else max(ready, self._chats.get(chat, 0.0))

    def _room_at(self) -> float:
        """When the second has room for one more call; whoever has a permit may leave at any moment."""
        now = self._steady()
        if self._permitted:
            self._permitted = {chat: at for chat, at in self._permitted.items() if now - at < UNUSED_SECONDS}
        room = MOST_A_SECOND - len(self._permitted)
        if room <= 0:
            return now + OVERALL_SECONDS
        return self._left[-room] + 1 if len(self._left) >= room else now

    async def _until(self, instant: Callable[[], float]) -> None:
        """Sleeps until the instant, which may move while we sleep."""
        while (seconds := instant() - self._steady()) > 0.001:
            await self._clock.sleep(seconds)
