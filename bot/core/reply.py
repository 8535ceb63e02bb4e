"""What core answers: messages to say, questions to ask, buttons to retire, and what is to be written.

Core names and never makes: an `Ask` has no prompt id yet, a `Document` no bytes.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import Struct
from msgspec.json import Decoder, encode
from msgspec.structs import replace

from bot.core.event import Caused
from lessons_es.quiz_shape import Shape

Kind = Literal["reply", "announcement", "drip", "retire"]

PRIORITY: dict[Kind | Literal["urgent"], int] = {
    "urgent": -1,
    "reply": 0,
    "announcement": 1,
    "drip": 2,
    "retire": 3,
}
"""The order in which waiting deliveries leave; lower leaves first. What is urgent (help lines, alerts) is a lane of its
own: it passes whatever waits, also for the same chat, has permits of its own, and is said until the carrier answers."""


LETTERS = "ABCDEFGHIJ"


class Choice(Struct, frozen=True):
    """One button: its `label` (at most 20 characters), and the `action` that its prompt remembers.

    `action` is a route of `routes.ACTIONS`; `argument` is handed to it. Neither ever leaves the box. A choice
    with `words` is a lettered option: the words stand in the text, the letter on the button.
    """

    label: str
    action: str
    argument: str = ""
    words: str = ""


class Say(Struct, frozen=True):
    """A message without buttons."""

    text: str


class Quiz(Struct, frozen=True):
    """What a prompt must remember of a quiz item to grade the answer AS SHOWN.

    `right` is the letter of the right option, `explanations` those of the options in the order shown, `month` the
    check-in whose probe it belongs to (0: none).

    What is not chosen among options is graded as one of its answers all the same, the right one being `A` and the last
    one whatever was not foreseen: `answers` are then the hundredths of a number's, or the letters of an order, `marks`
    what is kept of each, and `taken` the letters of an order that were given so far.
    """

    item: str
    content_hash: str
    right: str
    explanations: tuple[str, ...]
    hint: str
    review: bool
    hinted: bool = False
    month: int = 0
    shape: Shape = "choice"
    answers: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    taken: str = ""


class Ask(Struct, frozen=True):
    """A message with buttons; asking writes a prompt. At most 3 choices, up to 10 where it is a list to pick from."""

    text: str
    choices: tuple[Choice, ...]
    quiz: Quiz | None = None


class Prompt(Struct, frozen=True):
    """What was asked, as it was shown: it decides owner, grading and explanation of the answer.

    `person` is the learner or teacher it was asked of (`""`: whoever holds the phone), `closed_at` when it was
    answered.
    """

    id: str
    address: str
    person: str
    ask: Ask
    opened_at: datetime
    closed: bool = False

    def choice(self, letter: str) -> Choice | None:
        """The choice behind a letter as heard, or None."""
        index = LETTERS.find(letter.upper()) if len(letter) == 1 else -1
        return self.ask.choices[index] if 0 <= index < len(self.ask.choices) else None


class Document(Struct, frozen=True):
    """A file for one person, made after the turn, under a message that may ask something: `name` says which.

    `instead` is said where the channel carries no files.
    """

    ask: Ask
    name: str
    instead: str


class Scan(Struct, frozen=True):
    """A message with buttons under the picture of a one-time link, which a phone scans; `token` is the link's."""

    ask: Ask
    token: str


class Photo(Struct, frozen=True):
    """A stored picture, sent because the person asked for it."""

    text: str
    media: str


class Retire(Struct, frozen=True):
    """The buttons of `prompt` give way to the option `chosen` (a letter), where the carrier can edit; `""` is none.

    Where it was `typed` the person's own words say it, and a page that shows those needs no other.
    """

    prompt: Prompt
    chosen: str
    typed: bool = False


class Follow(Struct, frozen=True):
    """What follows a tap on the newest message, in one call: `then`, and the option `chosen` (a letter) of `prompt`.

    The verdict of a quiz item is written into the question's own message where the carrier can edit; anything else
    is a message of its own, and the buttons of before are left as they are where taking them away would be a call.
    """

    prompt: Prompt
    chosen: str
    then: Say | Ask


class Remove(Struct, frozen=True):
    """What is grave goes from the chat, where the carrier can: what the person wrote (`heard`, as the carrier finds
    it), and what was said about it since the instant. Where it cannot, `instead` is said."""

    heard: tuple[str, ...]
    since: datetime
    instead: str


Answer = Say | Ask | Document | Scan | Photo | Retire | Follow | Remove


def led(answer: Answer, lead: str) -> Answer:
    """The same answer under a first line, where it asks something."""
    return replace(answer, text=f"{lead}\n\n{answer.text}") if isinstance(answer, Ask) else answer


class Post(Struct, frozen=True):
    """When a message may leave: what the sender compares, without knowing a rule.

    `not_before` and `expires_at` are UTC; `None` is now, and never. What is `urgent` waits neither for the morning nor
    for anybody else's message, and may come twice.
    """

    kind: Kind = "reply"
    not_before: datetime | None = None
    expires_at: datetime | None = None
    urgent: bool = False


AT_ONCE = Post(urgent=True)


class Cause(Struct, frozen=True):
    """An event for others, to be a turn of its own, not before `at` (`None`: at once).

    Two causes with one `key` are one; an empty key is never shared.
    """

    event: Caused
    at: datetime | None = None
    key: str = ""


_ask = Decoder(Ask)


def write_ask(ask: Ask) -> str:
    """What a prompt's row remembers."""
    return encode(ask).decode()


def read_ask(text: str) -> Ask:
    """The ask that `write_ask` wrote."""
    return _ask.decode(text)
