"""The outbox: queued, claimed, started, sent; and what is done when nobody knows.

    queued -> claimed -> started -> sent | failed | blocked
    started, the carrier lets nobody write there now -> queued, held until the person has spoken
    queued -> expired | cancelled | blocked
    started, in doubt -> queued once more (reply, drip) -> uncertain; an announcement is uncertain at once; what is
        urgent is queued again until the carrier says yes or no

`tries` counts claims and fences them; `doubts` counts how often a row went back because nobody knew.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from msgspec.json import Decoder, encode

from bot.core.reply import PRIORITY
from bot.ports.sending import REPORT_WITHIN, Delivery, Message, NewDelivery, Outcome
from bot.store.people import People
from bot.store.rows import Row, Value, epoch, epoch_or_none, instant, instant_or_none

CALL = timedelta(minutes=1)
"""A started call keeps its claim at least so long."""

HELD_AT_MOST = timedelta(days=3650)
"""What waits for the person's word waits as long as it is worth anything (`expires_at`)."""

_message = Decoder(Message)
_FIRST, _LAST = PRIORITY["urgent"], max(PRIORITY.values())


class Outbox(People):
    """Everything that a person reads, one row a carrier call."""

    def post(self, delivery: NewDelivery, now: datetime) -> None:
        """Queues the delivery; it leaves when its time and its turn have come."""
        self._rows.write(
            "post",
            id=delivery.id,
            address=delivery.address,
            channel=delivery.channel,
            person=delivery.person,
            kind=delivery.kind,
            priority=delivery.priority,
            body=encode(delivery.message).decode(),
            prompt=delivery.message.prompt or None,
            about=delivery.about or None,
            announcement=delivery.announcement,
            not_before=epoch(delivery.not_before),
            expires_at=epoch_or_none(delivery.expires_at),
            now=epoch(now),
        )

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
        """Takes what may leave, in the order in which it leaves; a full channel leaves room for the others.

        With `replies_only` announcements and drips are neither taken, nor expired, nor in the way. `urgent` are places
        beside the `limit`, for what is urgent alone; what else its chat has claimed and not started makes way for it.
        """
        self._expire(now, replies_only=replies_only)
        whose: dict[str, Value] = {"replies_only": int(replies_only), "now": epoch(now)}
        whose |= {"holder": holder, "until": epoch(until)}
        claimed: list[Row] = []
        for channel in channels if urgent else ():
            self._rows.write("make_way", channel=channel, now=epoch(now))
            claimed += self._claim(channel, _FIRST, urgent, whose)
        for place, channel in enumerate(channels if limit > 0 else ()):
            share = -(-limit // (len(channels) - place))
            rows = self._claim(channel, _LAST, share, whose)
            limit -= len(rows)
            claimed += rows
        return [_delivery(row) for row in sorted(claimed)]

    def expire(self, now: datetime) -> None:
        """What was worth something until now leaves no more."""
        self._expire(now, replies_only=False)

    def _expire(self, now: datetime, *, replies_only: bool) -> None:
        self._rows.write("expire", now=epoch(now), replies_only=int(replies_only))

    def _claim(self, channel: str, highest: int, limit: int, whose: dict[str, Value]) -> list[Row]:
        return self._rows.all(f"claim_on_{self._rows.engine}", channel=channel, highest=highest, limit=limit, **whose)

    def start(self, delivery: Delivery, now: datetime) -> bool:
        """The call is about to be made; False when the claim was lost, or the delivery expired meanwhile."""
        fence = {"seq": delivery.seq, "tries": delivery.tries}
        if self._rows.run("start", **fence, now=epoch(now), until=epoch(now + CALL)):
            return True
        self._rows.write("expire_claimed", **fence, now=epoch(now))
        return False

    def finish(self, delivery: Delivery, outcome: Outcome, now: datetime) -> None:
        """Writes the outcome, unless another claim holds the row by now."""
        fence = {"seq": delivery.seq, "tries": delivery.tries}
        match outcome.status:
            case "uncertain":
                wait = max(epoch(outcome.not_before) - epoch(now), 0) if outcome.not_before else 0
                self._rows.write("doubt", **fence, problem=outcome.problem or None, now=epoch(now), wait=wait)
            case "later":
                not_before = epoch(outcome.not_before or now)
                self._rows.write("put_off", **fence, not_before=not_before, problem=outcome.problem or None)
            case "held":
                until = epoch(now + HELD_AT_MOST)
                self._rows.write("hold", **fence, not_before=until, problem=outcome.problem or None)
            case "moved":
                if self._rows.run("put_back", **fence):
                    self.move_address(delivery.address, outcome.carrier_id)
            case "sent" | "failed" | "blocked":
                self._settle(delivery, outcome, now)

    def _settle(self, delivery: Delivery, outcome: Outcome, now: datetime) -> None:
        settled = self._rows.run(
            "settle",
            seq=delivery.seq,
            tries=delivery.tries,
            status=outcome.status,
            carrier_message=outcome.message or None,
            problem=outcome.problem or None,
            now=epoch(now),
        )
        if settled and outcome.status == "blocked":
            self.set_blocked(delivery.address, now)

    def show(self, delivery: Delivery, now: datetime) -> int:
        """The delivery's number in the address's stream, now that it may be seen; 0 when the claim was lost."""
        row = self._rows.one("show", seq=delivery.seq, tries=delivery.tries, now=epoch(now))
        if row is None:
            return 0
        self._rows.write("set_shown", address=delivery.address, shown=row[0])
        return int(row[0])

    def shown_after(self, address: str, number: int, limit: int) -> list[tuple[int, Message, datetime]]:
        """The stream after `number`, in its order; what was emptied since is passed over."""
        rows = self._rows.all("shown_after", address=address, number=number, limit=limit)
        return [(shown, _message.decode(body), instant(at)) for shown, body, at in rows]

    def last_shown(self, address: str) -> int:
        """The newest number of the address's stream; 0 when nothing was shown."""
        row = self._rows.one("last_shown", address=address)
        return 0 if row is None else int(row[0])

    def recover(self, now: datetime, reporting: Collection[str] = (), repeatable: Collection[str] = ()) -> int:
        """Claims and starts whose lease ran out: claimed go back to `queued`, started are in doubt.

        On the `reporting` channels those wait for the carrier's word first; on the `repeatable` ones they go back too,
        since the carrier knows what it was asked before.
        A claim is also over when another process holds the channel's lease: its process died, or will find it gone.
        """
        recovered = self._rows.run("recover_claimed", now=epoch(now))
        for seq, tries, channel in sorted(self._rows.all("overdue", now=epoch(now))):
            if channel in repeatable:
                recovered += self._rows.run("put_back", seq=seq, tries=tries)
                continue
            wait = round(REPORT_WITHIN.total_seconds()) if channel in reporting else 0
            recovered += self._rows.run("doubt", seq=seq, tries=tries, problem="no answer", now=epoch(now), wait=wait)
        return recovered

    def give_back(self, channel: str, holder: str) -> None:
        """All that the holder claimed and has not started; what it has in hand it can start no more (`tries`)."""
        self._rows.write("give_back", channel=channel, holder=holder)

    def let_go(self) -> None:
        """Ends every lease and every claim's time: for who knows that no other process lives."""
        self._rows.write("end_leases")
        self._rows.write("end_claims")

    def release(self, address: str, now: datetime) -> None:
        """Replies that were held for the morning leave now: the person is awake."""
        self._rows.write("release", address=address, now=epoch(now))

    def park_queue(self, now: datetime) -> int:
        """After restoring a copy nobody knows what has left since: what waits becomes `uncertain`."""
        return self._rows.run("park_queue", now=epoch(now))

    def carrier_message(self, prompt: str) -> str | None:
        """The carrier's id of the message that asked `prompt`, once it was sent."""
        row = self._rows.one("carrier_message", prompt=prompt)
        return None if row is None else str(row[0])


def _delivery(row: Row) -> Delivery:
    priority, seq, id, address, channel, carrier_id, person, kind, body, tries, expires_at, *rest = row
    doubts, heard_at, closed = rest
    message = _message.decode(body)
    return Delivery(
        seq,
        id,
        address,
        channel,
        carrier_id,
        person,
        kind,
        message,
        tries,
        instant_or_none(expires_at),
        priority,
        doubts,
        instant(heard_at),
        closed=bool(closed),
    )
