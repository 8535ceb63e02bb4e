"""Newcomers, and their tries at codes and keys, counted by where they come from and in all; in memory alone.

A browser is no limit: whoever guesses has a fresh one for each guess. A try is counted when it is made, and given
back when it was right, so that a class that comes in at once is not slowed. Where many go wrong, whoever they are,
everybody who tries waits a second more: nobody is shut out by what others do.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from datetime import datetime, timedelta

from bot.channels.web.guard import Allowance
from bot.ports.clock import Clock

NEWCOMERS_AT_ONCE = 60
SECONDS_A_NEWCOMER = 5
ALL_AT_ONCE = 600
ALL_A_SECOND = 2
TRIES_AT_ONCE = 30
SECONDS_A_TRY = 10
WRONG_A_MINUTE = 20
"""So many wrong tries in all, from wherever, before everybody waits."""
WAIT_SECONDS = 1.0
_MINUTE = timedelta(minutes=1)
_MOST_TRYING = 10_000
_ALL = "all"


class Tries:
    """The counts of page and screens together; an address `""` counts only in all."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._newcomers = Allowance(NEWCOMERS_AT_ONCE, 1 / SECONDS_A_NEWCOMER)
        self._everybody = Allowance(ALL_AT_ONCE, ALL_A_SECOND)
        self._tries = Allowance(TRIES_AT_ONCE, 1 / SECONDS_A_TRY)
        self._trying: OrderedDict[str, str] = OrderedDict()
        self._wrong: deque[datetime] = deque(maxlen=WRONG_A_MINUTE)

    def newcomer(self, address: str) -> int:
        """Somebody new: 0 when they may come in, else when to try again."""
        now = self._clock.now()
        wait = self._newcomers.wait_seconds(address, now) if address else 0
        return wait or self._everybody.wait_seconds(_ALL, now)

    def begins(self, address: str, carrier: str) -> int:
        """The carrier's holder tries a code or a key: 0 when it may be looked up, else when to try again."""
        wait = self._tries.wait_seconds(address, self._clock.now()) if address else 0
        if not wait:
            self._trying[carrier] = address
            if len(self._trying) > _MOST_TRYING:
                self._trying.popitem(last=False)
        return wait

    def ends(self, carrier: str, *, wrong: bool) -> None:
        """The words of the carrier's holder were answered; a try that was right counts for nothing."""
        address = self._trying.pop(carrier, None)
        if wrong:
            self._wrong.append(self._clock.now())
        elif address:
            self._tries.give_back(address)

    def pause_seconds(self) -> float:
        """How long everybody waits who tries now."""
        since = self._clock.now() - _MINUTE
        many = len(self._wrong) == WRONG_A_MINUTE and self._wrong[0] > since
        return WAIT_SECONDS if many else 0
