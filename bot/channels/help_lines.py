"""The one thing that ears say by themselves: the help lines, where something grave cannot be stored."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog

from bot.ports.clock import Clock

EVERY = timedelta(hours=1)
"""How often to one person: what cannot be stored comes again, and with it another try."""

_log = structlog.get_logger(__name__)


class HelpLines:
    """`lines` are those for some words (`""`: nothing grave), `say` is one call to a person, which may fail so."""

    def __init__(
        self,
        channel: str,
        clock: Clock,
        say: Callable[[str, str], Awaitable[None]],
        faults: tuple[type[Exception], ...],
    ) -> None:
        self.lines: Callable[[str], str] = lambda _text: ""
        self._channel, self._clock, self._say, self._faults = channel, clock, say, faults
        self._said: dict[str, datetime] = {}

    async def answer(self, who: str, words: str) -> None:
        """Says them where the words are grave and they were not said for an hour; a call that fails counts for none."""
        now = self._clock.now()
        self._said = {one: at for one, at in self._said.items() if now - at < EVERY}
        lines = self.lines(words) if who and words and who not in self._said else ""
        if not lines:
            return
        self._said[who] = now
        try:
            await self._say(who, lines)
        except self._faults as fault:
            del self._said[who]
            _log.warning("help_lines_not_said", channel=self._channel, fault=type(fault).__name__)
