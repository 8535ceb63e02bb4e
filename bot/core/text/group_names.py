"""The name of a group as people write it: `3.º B`, `3 B`, `3ro b`, `tercero B`, `el 3b` are one."""

from __future__ import annotations

import re

from bot.core.text.wording import plain

_BEFORE = re.compile(r"^(?:(?:mi|el|la|los|de|del|al|con|grupo|grado|salon|seccion|aula|ver|a|para) )+")
_ORDINAL = re.compile(r"(?<=\d)(?:\s*[.º°ª]+|\s*(?:ro|er|do|to|mo|vo|no|ero)\b)")
_GRADES = {"primer": "1", "segund": "2", "tercer": "3", "cuart": "4", "quint": "5", "sext": "6"}
_IN_WORDS = re.compile(r"\b(primer|segund|tercer|cuart|quint|sext)[oa]?\b")


def group_key(name: str) -> str:
    """What two spellings of one group share: `3b`."""
    words = re.sub(r"[.º°ª]", ".", name.casefold())
    numbered = _IN_WORDS.sub(lambda found: _GRADES[found[1]], plain(_ORDINAL.sub(" ", words)))
    return re.sub(r"[\W_]", "", _BEFORE.sub("", numbered))
