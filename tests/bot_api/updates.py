"""What people did and the bot has not confirmed yet; and the long poll that waits for more."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass

from tests.bot_api.record import Json, Refusal

KEPT_SECONDS = 24 * 3600  # https://core.telegram.org/bots/api#getting-updates
NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}  # same source, allowed_updates
SECOND_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"


class Bell:
    """Wakes everyone who waits, at once and without a lock, so that ringing needs no await."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def ring(self) -> None:
        self._event.set()
        self._event = asyncio.Event()

    async def until(self, predicate: Callable[[], object]) -> None:
        """Returns when the predicate holds; looks again whenever the bell rings."""
        while not predicate():
            await self._event.wait()


@dataclass(slots=True)
class Waiting:
    """One update in the queue. A `raw` one is not confirmed before it was handed out, whatever its number."""

    number: int
    update: Json
    born: float
    raw: bool = False
    handed_out: bool = False


class Updates:
    """The queue of one bot. An update leaves it when it is confirmed, or unheard after 24 hours."""

    def __init__(self, clock: Callable[[], float], bell: Bell) -> None:
        self.clock = clock
        self.bell = bell
        self.allowed: list[str] = []
        self._queue: list[Waiting] = []
        self._next_id = 100_000_001
        self._poll: asyncio.Future[str] | None = None

    @property
    def pending(self) -> list[Json]:
        """What is neither confirmed nor expired, oldest first."""
        return [one.update for one in self._alive()]

    def push(self, kind: str, content: Json) -> Json:
        """Queues a new update; a kind that the bot did not ask for is dropped, as Telegram does."""
        number = self._next_id
        self._next_id += 1
        update = {"update_id": number, kind: deepcopy(content)}
        wanted = kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT
        if wanted:
            self._queue.append(Waiting(number, update, self.clock()))
            self.bell.ring()
        return update

    def push_raw(self, update: Json) -> Json:
        """Queues an update as it stands: undecodable, or a copy of an earlier one."""
        update = {"update_id": self._next_id, **update}
        self._next_id += 1
        number = update["update_id"] if isinstance(update["update_id"], int) else self._next_id - 1
        self._queue.append(Waiting(number, update, self.clock(), raw=True))
        self.bell.ring()
        return update

    def renumber(self, number: int) -> None:
        """After a quiet week Telegram numbers anew, from anywhere, also lower."""
        self.clear()
        self._next_id = number

    def allow(self, kinds: object) -> None:
        """Sets what is queued from now on; None changes nothing, an empty list restores the default."""
        if isinstance(kinds, list):
            self.allowed = [str(kind) for kind in kinds]

    def confirm(self, offset: int) -> None:
        """Forgets what is older than the offset; a negative one keeps only so many from the end.

        One that lies beyond every number given confirms nothing: the queue is told from its head.
        """
        if offset > self._next_id:
            return
        if offset < 0:
            self._queue = self._queue[offset:]
        self._queue = [
            one for one in self._queue if one.number >= offset or (one.raw and not one.handed_out) or offset <= 0
        ]
        self.bell.ring()

    def hand_out(self, limit: int) -> list[Json]:
        """The oldest updates, which stay in the queue."""
        batch = self._alive()[:limit]
        for one in batch:
            one.handed_out = True
        return [one.update for one in batch]

    def drop(self, update: Json) -> None:
        """Forgets one update, or nothing where it has gone already."""
        self._queue = [one for one in self._queue if one.update is not update]
        self.bell.ring()

    def clear(self) -> None:
        """Forgets everything that waits."""
        self._queue = []

    async def poll(self, limit: int, seconds: int, sleep: Callable[[float], Awaitable[None]]) -> list[Json]:
        """Updates at once, or the first to come within `seconds` of the server's sleep, or none."""
        if seconds and not self._alive():
            self.displace(SECOND_POLLER)
            self._poll = displaced = asyncio.get_running_loop().create_future()
            waits = [asyncio.ensure_future(wait) for wait in (sleep(seconds), self.bell.until(self._alive))]
            try:
                await asyncio.wait([*waits, displaced], return_when=asyncio.FIRST_COMPLETED)
            finally:
                for wait in waits:
                    wait.cancel()
                await asyncio.gather(*waits, return_exceptions=True)
            if displaced.done():
                raise Refusal(409, f"Conflict: {displaced.result()}")
            displaced.cancel()
        return self.hand_out(limit)

    def displace(self, reason: str) -> None:
        """Ends the long poll that waits, if one does: Telegram tells the elder, not the newcomer."""
        with suppress(asyncio.InvalidStateError):
            if self._poll is not None:
                self._poll.set_result(reason)

    def _alive(self) -> list[Waiting]:
        oldest = self.clock() - KEPT_SECONDS
        self._queue = [one for one in self._queue if one.born >= oldest]
        return self._queue
