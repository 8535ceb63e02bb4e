"""Flood control: how much a bot may say, and how long it must be silent after saying more.

Figures: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this. Telegram tells
only these, allows short bursts beyond them and may change them; here they hold to the letter unless a test
asks otherwise. How long a ban lasts, and that a chat's breach silences only the chat, is our reading.
"""

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from tests.bot_api.record import Refusal

ALL = 0  # no chat has this id: the ban or the window of the whole bot


@dataclass(frozen=True, slots=True)
class Window:
    """At most `count` messages in any `seconds`: `Window(5, 5.0)` is one a second with a burst of five."""

    count: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Limits:
    """`ban_seconds` is the shortest ban; `jitter_seconds` forgives what the way to the server adds or takes.

    An edit counts in the overall window always, and in its chat's only with `edits_count`.
    """

    private: Window = Window(1, 1.0)
    group: Window = Window(20, 60.0)
    overall: Window = Window(30, 1.0)
    ban_seconds: int = 3
    jitter_seconds: float = 0.02
    edits_count: bool = False


class Flood:
    """Counts what was accepted; a breach silences the chat or the bot, and sends meanwhile are counted."""

    def __init__(self, limits: Limits | None, clock: Callable[[], float]) -> None:
        self.limits = limits
        self.clock = clock
        self.sends_during_ban = 0
        self._accepted: dict[int, deque[float]] = {}
        self._banned_until: dict[int, float] = {}

    def ban(self, seconds: int, chat_id: int = ALL) -> None:
        """Silence from now, for one chat or for the whole bot."""
        self._banned_until[chat_id] = max(self.clock() + seconds, self._banned_until.get(chat_id, 0.0))

    def admit(self, chat_id: int, *, edit: bool = False) -> None:
        """Counts one send, or refuses it with 429."""
        self._refuse_banned(chat_id)
        if self.limits is None:
            return
        windows = {ALL: self.limits.overall}
        if not edit or self.limits.edits_count:
            windows[chat_id] = self.limits.private if chat_id > 0 else self.limits.group
        now = self.clock()
        for whose, window in windows.items():
            times = self._accepted.setdefault(whose, deque())
            while times and times[0] <= now - window.seconds + self.limits.jitter_seconds:
                times.popleft()
            if len(times) >= window.count:
                self.ban(max(math.ceil(times[0] + window.seconds - now), self.limits.ban_seconds), whose)
                raise self._silence(self._banned_until[whose])
        for whose in windows:
            self._accepted[whose].append(now)

    def _refuse_banned(self, chat_id: int) -> None:
        until = max(self._banned_until.get(ALL, 0.0), self._banned_until.get(chat_id, 0.0))
        jitter = self.limits.jitter_seconds if self.limits else 0.0
        if self.clock() < until - jitter:
            self.sends_during_ban += 1
            raise self._silence(until)

    def _silence(self, until: float) -> Refusal:
        seconds = max(math.ceil(until - self.clock()), 1)
        return Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
