"""What waits to be said, for whoever sends it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.ports.sending import Delivery, Knocked, NewDelivery, Outcome, Report


class OutboxBook(Protocol):
    """Lists come in `seq` order unless said otherwise."""

    def post(self, delivery: NewDelivery, now: datetime) -> None: ...

    def claim(
        self,
        channels: Sequence[str],
        limit: int,
        now: datetime,
        holder: str,
        until: datetime,
        *,
        replies_only: bool = False,
        urgent: int = 0,
    ) -> list[Delivery]:
        """Takes what may leave: queued, its time come, nothing of its address claimed or started, the first of
        its address by (priority, seq), and not behind a waiting row of its own kind and priority. Expired rows
        become `expired`. With `replies_only` (a doubtful clock) announcements and drips are neither taken, nor
        expired, nor in the way. `urgent` are places beside the limit that nothing else may take."""
        ...

    def expire(self, now: datetime) -> None:
        """What was worth something until now leaves no more, on any channel."""
        ...

    def start(self, delivery: Delivery, now: datetime) -> bool:
        """Commits that the call is about to be made; False when the claim was lost."""
        ...

    def finish(self, delivery: Delivery, outcome: Outcome, now: datetime) -> None:
        """Writes the outcome (fenced by `tries`); `uncertain` replies and drips go back to `queued` once, what is
        urgent always."""
        ...

    def recover(self, now: datetime, reporting: Collection[str] = (), repeatable: Collection[str] = ()) -> int:
        """Claims and starts whose lease ran out: claimed go back to `queued`, started are in doubt.

        On the `reporting` channels those wait for the carrier's word first; on the `repeatable` ones they go back too,
        since the carrier knows what it was asked before.
        """
        ...

    def give_back(self, channel: str, holder: str) -> None:
        """All that the holder claimed and has not started goes back to `queued`."""
        ...

    def release(self, address: str, now: datetime) -> None:
        """Replies that were held for the morning leave now: the person is awake."""
        ...

    def told(self, channel: str, reports: Sequence[Report], now: datetime) -> int:
        """Keeps what the carrier reports of our deliveries; how many of them said something new."""
        ...

    def untold(self, channel: str, since: datetime, before: datetime, limit: int) -> list[tuple[str, datetime]]:
        """What the carrier took between the two instants and has not reported since, oldest first: id and when."""
        ...

    def doubted(self, channel: str, deliveries: Sequence[str]) -> int:
        """The carrier took them and does not get on with them: nobody knows whether they went out; how many are new."""
        ...

    def let_leave(self, address: str, now: datetime) -> int:
        """The person has spoken: what was held leaves; how many messages."""
        ...

    def heard_there(self, address: str, heard_at: datetime) -> None:
        """When the person spoke last, by the carrier's own time."""
        ...

    def knocked(self, channel: str, address: str, since: datetime) -> Knocked:
        """The templates that went out: to the address, and to others since then."""
        ...

    def knock(self, address: str, now: datetime) -> None:
        """A template goes to the address."""
        ...

    def carrier_message(self, prompt: str) -> str | None:
        """The carrier's id of the message that asked `prompt`, once it was sent."""
        ...
