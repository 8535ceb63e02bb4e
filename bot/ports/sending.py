"""What is said: the port between the outbox and the mouths."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Literal, Protocol

from msgspec import Struct

from bot.core.reply import PRIORITY, Kind

Status = Literal["queued", "claimed", "started", "sent", "failed", "blocked", "uncertain", "expired", "cancelled"]


# --- what is said ------------------------------------------------------------------------------------------


class Message(Struct, frozen=True, omit_defaults=True):
    """One carrier call, laid out: what an outbox row's body holds.

    `buttons` are rows of (letter, label). `retires` names the prompt whose buttons give way to `text`.
    `document` and `media` name a file that the mouth asks for when it sends. With a `fresh` one a page begins anew:
    what stood before it was another person's, or is taken away. `follows` names the prompt that was tapped and `above`
    what stands there by now: a carrier that edits writes `text` under it, in the question's own message, or where that
    is refused, sends `text` alone. `removes` are messages that go from the chat, as the carrier finds them: where that
    is refused, `text` is sent.
    """

    text: str
    prompt: str = ""
    buttons: tuple[tuple[str, str], ...] = ()
    retires: str = ""
    document: str = ""
    media: str = ""
    fresh: bool = False
    follows: str = ""
    above: str = ""
    removes: tuple[str, ...] = ()


class File(Struct, frozen=True):
    """The bytes behind a message's `document` or `media`, and the name that a person saves them under."""

    name: str
    mime: str
    content: bytes


Files = Callable[[str, Message], Awaitable[File | None]]
"""(address id, message) -> the file that the message names; None when it is not there (any more)."""


class NewDelivery(Struct, frozen=True):
    """An outbox row to be: UTC instants, `not_before` already decided by core.

    `about` are the ids of whom it speaks to somebody else, a space between them.
    """

    id: str
    address: str
    channel: str
    person: str | None
    kind: Kind | Literal["retire"]
    priority: int
    message: Message
    not_before: datetime
    expires_at: datetime | None
    announcement: str | None = None
    about: str = ""


class Delivery(Struct, frozen=True):
    """A claimed outbox row. `tries` fences: only the claim that holds this number may finish it.

    `doubts` counts the calls before it that got no answer. `heard_at` is when the person spoke last, by the carrier's
    own time where it has one; `closed` says that the carrier took it, and said later that it may not.
    """

    seq: int
    id: str
    address: str
    channel: str
    carrier_id: str
    person: str | None
    kind: str
    message: Message
    tries: int
    expires_at: datetime | None
    priority: int = 0
    doubts: int = 0
    heard_at: datetime = datetime.min.replace(tzinfo=UTC)
    closed: bool = False

    @property
    def urgent(self) -> bool:
        """Help lines and alerts: rather twice than late or not at all."""
        return self.priority < PRIORITY["reply"]


class Outcome(Struct, frozen=True):
    """What became of one carrier call.

    `sent` with the carrier's message id; `blocked` and `failed` are the carrier's explicit no; `uncertain`
    when the request was written and no answer came: it is not repeated before `not_before`, where the carrier may
    still report; `later` when the carrier asked to wait until `not_before` or never had the request; `held` when it
    may leave as soon as the person has spoken; `moved` when the address has a new `carrier_id`.
    """

    status: Literal["sent", "failed", "blocked", "uncertain", "later", "held", "moved"]
    message: str = ""
    problem: str = ""
    not_before: datetime | None = None
    carrier_id: str = ""


REPORT_WITHIN = timedelta(minutes=2)
"""How long a call in doubt waits for what the carrier reports of it."""

Told = Literal["sent", "failed", "delivered", "read"]


class Report(Struct, frozen=True):
    """What a carrier says later of our `delivery`; `closed` is a `failed` because nobody may write there now,
    `left` one because the person wants no more, `gone` one because nothing arrives there, for whatever reason.

    `message` is the carrier's own id, `problem` its reason. With a `category` it is billed, as so many `units`.
    """

    delivery: str
    told: Told
    message: str = ""
    problem: str = ""
    closed: bool = False
    left: bool = False
    gone: bool = False
    category: str = ""
    units: int = 1


class Knocked(Struct, frozen=True):
    """When a template last went to an address (None: never); to how many others of the channel one went since an
    instant, and which was the `first` of those."""

    last: datetime | None
    others: int
    first: datetime | None


class Mouth(Protocol):
    """Speaks on one channel. Never retries, never waits, raises only for a fault of its own code."""

    channel: str

    async def permit(self, delivery: Delivery) -> None:
        """Returns when the carrier's limits allow this call; waits on the clock handed in."""
        ...

    async def speak(self, delivery: Delivery) -> Outcome: ...

    async def answers(self) -> bool:
        """Whether the carrier answers a call that says nothing to anybody."""
        ...


class Page(Protocol):
    """A channel whose ears read the stream: a row that may be seen is sent."""

    channel: str

    def shown(self, address: str) -> None:
        """The address's stream has something new."""
        ...
