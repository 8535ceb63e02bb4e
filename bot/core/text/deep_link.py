"""Links that begin a chat with a text in it: what they carry, and what it means when it is sent as it stands."""

from __future__ import annotations

import re

GREETING = "Yachaski"
"""Stands before the code or token, so that whoever sends it sees what for."""
_TOKEN = r"[A-Za-z0-9_-]{22,}"  # noqa: S105 - a shape
_CODE = r"[A-Z0-9ÁÉÍÓÚÑ]{4,12}"
_OPENED = re.compile(rf"\s*(?:{GREETING}\s+({_TOKEN}|{_CODE})|({_TOKEN}))\s*", re.IGNORECASE)


def prefilled(base: str, code: str) -> str:
    """The link that puts the greeting and the code, or one-time token, into the chat."""
    return f"{base}?text={GREETING}%20{code}"


def prefilled_sms(number: str, code: str) -> str:
    """The link that puts the same into an SMS to the number."""
    return f"sms:+{number}?body={GREETING}%20{code}"


def opened(text: str) -> str:
    """The command that a link's text stands for; any other text as it is."""
    found = _OPENED.fullmatch(text)
    if found is None:
        return text
    code = found[1] or found[2]
    sent_as_it_stands = len(code) >= 22 or code.isupper() or any(letter.isdigit() for letter in code)
    return f"/start {code}" if sent_as_it_stands else text
