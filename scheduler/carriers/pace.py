"""How fast a carrier may be spoken to: evenly spaced permits, replies first, and silence when it asks for silence.

Who waits for a permit stands in line by rank: what answers a person leaves before what was announced to many, and an
edit that only takes buttons away gets what is left over. Nobody is kept waiting by a chat that is not ready yet.

What is urgent has permits of its own: no other call uses them up, and a silence that another call was asked for does
not hold it. What it shares is the second's room, which holds the others back instead, and its own chat's second.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from msgspec import Struct

from bot.core.reply import PRIORITY
from bot.ports.clock import Clock
from bot.ports.store import Store


class Rate(Struct, frozen=True):
    """What a carrier permits: calls evenly spaced, and the seconds between two calls to one chat, or one group.

    `urgent_a_second` are permits beside the others'. `most_a_second` are calls of both in any second, as they leave: a
    commit lies between a permit and its call. A `burst` of calls to one chat may leave at once; they borrow from what
    comes after.
    """

    a_second: float
    urgent_a_second: float
    most_a_second: int
    chat_seconds: float
    group_seconds: float
    burst: int = 1


RATES = {
    # About 30 a second, 1 to a chat, 20 a minute to a group; what remains to 30 is for a line that brings calls closer
    # together. https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
    "telegram": Rate(a_second=25, urgent_a_second=25, most_a_second=27, chat_seconds=1.0, group_seconds=60 / 20),
    # 80 a second, in and out together; one person at most one in six seconds, with a burst of 45 that is paid back.
    # https://developers.facebook.com/docs/whatsapp/cloud-api/overview#throughput
    "whatsapp": Rate(a_second=50, urgent_a_second=10, most_a_second=60, chat_seconds=6.0, group_seconds=6.0, burst=10),
    # A segment in five seconds, 720 an hour: what a phone sends without its operator or Android asking why. What is
    # urgent waits behind nobody's.
    "sms": Rate(a_second=0.2, urgent_a_second=1, most_a_second=2, chat_seconds=1.0, group_seconds=1.0),
}
"""One row a carrier and its token."""

CATCH_UP_SECONDS = 0.25
"""What a stall of the box may cost and is given back: whoever waited through it follows closer."""
UNUSED_SECONDS = 5.0
"""After so long a permit whose call has not left does not count any more: there was no call."""
LONGEST_SECONDS = 86_400.0
_CHATS_KEPT = 1_000  # a minute's permits for groups are 20 a group; a second's for private chats are 25

_log = structlog.get_logger(__name__)


class _Waiting(Struct, eq=False):
    """Who stands in line: the lower `rank` goes first, then who came first."""

    chat: str
    edit: bool
    rank: int
    asked: float
    permitted: asyncio.Future[None]

    @property
    def urgent(self) -> bool:
        return self.rank < PRIORITY["reply"]


class Pace:
    """Gives permits. `steady` measures waits (a clock that jumps neither stalls nor floods), `clock` sleeps
    and dates the deadline that is stored under `name`, so that a restart keeps the silence asked for."""

    def __init__(self, store: Store, clock: Clock, steady: Callable[[], float], *, name: str = "telegram") -> None:
        self._store = store
        self._clock = clock
        self._steady = steady
        self._rate = RATES[name]
        self._fact = f"pace.{name}"
        self._not_before = 0.0
        self._next = 0.0
        self._next_urgent = 0.0
        self._chats: dict[str, float] = {}
        self._permitted: dict[str, float] = {}
        self._left: deque[float] = deque(maxlen=self._rate.most_a_second)
        self._line: list[_Waiting] = []
        self._door: asyncio.Task[None] | None = None

    async def load(self) -> None:
        """Reads the stored deadline. Of one that lies further ahead than it was long, the length counts."""
        stored = await self._store.read(lambda book: book.fact(self._fact))
        if stored:
            until, length = (float(part) for part in stored.split())
            self._silent_for(min(until - self._clock.now().timestamp(), length))

    async def permit(self, chat: str, *, rank: int = 0, edit: bool = False) -> None:
        """Returns when one call may be made. An edit does not count in its chat's own limit."""
        waiting = _Waiting(chat, edit, rank, self._steady(), asyncio.get_running_loop().create_future())
        self._line.append(waiting)
        if waiting.urgent and self._door is not None:  # it may sleep through a silence that holds the others
            self._door.cancel()
            self._door = None
        if self._door is None:
            self._door = asyncio.create_task(self._open())
        try:
            await waiting.permitted
        finally:
            if waiting in self._line:
                self._line.remove(waiting)
            if not self._line and self._door is not None:
                self._door.cancel()
                self._door = None

    async def _open(self) -> None:
        """Lets in one after the other, as long as somebody stands in line."""
        while self._line:
            await self._until(self._opens_at)
            now = self._steady() + 0.001
            ready = [waiting for waiting in self._line if self._ready(waiting) <= now]
            if ready:
                self._let_in(min(ready, key=lambda waiting: waiting.rank))
        self._door = None

    def _let_in(self, waiting: _Waiting) -> None:
        now = self._steady()
        if waiting.urgent:
            self._next_urgent = max(self._next_urgent, waiting.asked, now - CATCH_UP_SECONDS)
            self._next_urgent += 1 / self._rate.urgent_a_second
        else:
            due = max(self._next, self._not_before, waiting.asked)
            self._next = max(due, now - CATCH_UP_SECONDS) + 1 / self._rate.a_second
        self._permitted[waiting.chat] = now
        if not waiting.edit:
            self._counts(waiting.chat)
        self._line.remove(waiting)
        if not waiting.permitted.done():
            waiting.permitted.set_result(None)

    def leaves(self, chat: str) -> None:
        """The permitted call leaves now: a commit lies between it and its permit, which may have taken long."""
        if self._permitted.pop(chat, None) is not None:
            self._left.append(self._steady())

    def called(self, chat: str) -> None:
        """A call to the chat ends now: its next second counts from here, however slow the line was."""
        if self._rate.burst == 1:
            self._counts(chat)

    def _counts(self, chat: str) -> None:
        now, each = self._steady(), self._rate.group_seconds if is_group(chat) else self._rate.chat_seconds
        known = self._chats.pop(chat, 0.0)
        self._chats[chat] = max(known, now + each) if self._rate.burst == 1 else max(known, now) + each
        if len(self._chats) > _CHATS_KEPT:
            self._chats = {chat: ready for chat, ready in self._chats.items() if ready > now}

    async def hold(self, seconds: float, chat: str = "") -> datetime:
        """The carrier asked for silence: nobody gets a permit before it ends. Returns its end.

        Where it is known that it is about one `chat`, the others go on.
        """
        seconds = min(max(seconds, 1.0), LONGEST_SECONDS)
        if chat:
            self._chats[chat] = max(self._chats.get(chat, 0.0), self._steady() + seconds + self._borrowed)
            return self._clock.now() + timedelta(seconds=seconds)
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

    def _opens_at(self) -> float:
        """When the next call of any may be made."""
        return max(self._room_at(), min((self._ready(waiting) for waiting in self._line), default=0.0))

    @property
    def _borrowed(self) -> float:
        """How far a chat's burst reaches into what comes after."""
        return (self._rate.burst - 1) * self._rate.chat_seconds

    def _ready(self, waiting: _Waiting) -> float:
        """When the one who waits may go, if the second has room."""
        chat = 0.0 if waiting.edit else self._chats.get(waiting.chat, 0.0) - self._borrowed
        return max(chat, self._next_urgent) if waiting.urgent else max(chat, self._next, self._not_before)

    def _room_at(self) -> float:
        """When the second has room for one more call; whoever has a permit may leave at any moment."""
        now = self._steady()
        if self._permitted:
            self._permitted = {chat: at for chat, at in self._permitted.items() if now - at < UNUSED_SECONDS}
        room = self._rate.most_a_second - len(self._permitted)
        if room <= 0:
            return now + 1 / self._rate.a_second
        return self._left[-room] + 1 if len(self._left) >= room else now

    async def _until(self, instant: Callable[[], float]) -> None:
        """Sleeps until the instant, which may move while we sleep."""
        while (seconds := instant() - self._steady()) > 0.001:
            await self._clock.sleep(seconds)


def is_group(chat: str) -> bool:
    """Whether several people read the chat: Telegram numbers groups below zero."""
    return chat.startswith("-")
