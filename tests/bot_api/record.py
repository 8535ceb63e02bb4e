"""What is written down of every call: as it came, as it was accepted, or as it was refused."""

import json
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


class Refusal(Exception):
    """Telegram's no, with the body that it would send."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> Json:
        """The answer in Telegram's shape; `parameters` only where Telegram has something to add."""
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        return {**body, "parameters": self.parameters} if self.parameters else body


def bad(reason: str) -> Refusal:
    """The commonest no: the request itself is wrong, and sending it again will not help."""
    return Refusal(400, f"Bad Request: {reason}")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came in a multipart body."""

    name: str
    data: bytes


@dataclass(slots=True)
class Sent:
    """One outgoing call that was accepted: something that a person now has on the screen.

    `text` is what is read, after entities parsing; `buttons` the labels, row after row.
    `answered` is False where a fault kept the answer back, so that the caller could not know.
    """

    method: str
    chat_id: int
    message_id: int
    time: float
    text: str
    buttons: list[str]
    params: Json
    file: bytes | None = None
    answered: bool = True


@dataclass(frozen=True, slots=True)
class Refused:
    """One call that was answered with an error, by a rule or by a fault."""

    method: str
    chat_id: int | None
    time: float
    code: int
    description: str
    params: Json


@dataclass(slots=True)
class Call:
    """One call with a valid token, as it came. Forms carry text only, so every reader converts."""

    method: str
    params: Json
    time: float
    files: dict[str, Upload] = field(default_factory=dict, repr=False)
    sent: Sent | None = None

    @property
    def chat_id(self) -> int | None:
        """The chat that is meant, or None where none can be read."""
        try:
            return int(self.params["chat_id"])
        except (KeyError, TypeError, ValueError):
            return None

    def text(self, name: str) -> str:
        """A text field; what is missing is empty."""
        value = self.params.get(name, "")
        text = value if isinstance(value, str) else json.dumps(value)
        if any("\ud800" <= letter <= "\udfff" for letter in text):
            raise bad("strings must be encoded in UTF-8")
        return text

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number; what cannot be read as one is refused."""
        value = self.params.get(name)
        if value is None or value == "":
            return default
        try:
            return int(value)
        except (TypeError, ValueError):
            raise bad(f"{name} must be an Integer") from None

    def flag(self, name: str) -> bool:
        """A yes or no, in the spellings that Telegram reads."""
        return str(self.params.get(name, "")).lower() in {"true", "yes", "1"}

    def document(self, name: str) -> Any:
        """A nested object or array, which a form carries as JSON text; None where it is missing."""
        value = self.params.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise bad(f"can't parse {name} JSON object") from None
