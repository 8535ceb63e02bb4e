"""What typed words mean: read once, before anything is loaded, and carried in the scene."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from bot.core.text import opt_out_words, reading, wishes
from bot.core.text.wording import plain


class Meaning(Struct, frozen=True):
    """Typed `text` and all that it can mean; what it means now depends on what was asked, which the engine knows.

    `plain` is the form in which words are compared. `command` and its `argument` are of `/leccion` and of «lección»
    alike, `slash` says which. `codes` may be join codes or keys, `keylike` says that one of the words has a key's
    length, `token` opens a one-time link. `letter` is the button of the newest prompt that the words name; where there
    are no buttons (`worded`), a letter names one of whatever was asked.
    """

    text: str = ""
    plain: str = ""
    slash: bool = False
    command: str = ""
    argument: str = ""
    codes: tuple[str, ...] = ()
    token: str = ""
    keylike: bool = False
    letter: str = ""
    asks: bool = False
    greets: bool = False
    thanks: bool = False
    worded: bool = False

    @property
    def something_else(self) -> bool:
        """Whether the words are clearly no answer: the name of a command, a courtesy, a question."""
        return bool(self.command) or self.greets or self.thanks or self.asks


def read(text: str, own: Mapping[str, str] = {}) -> Meaning:
    """The meaning of the words, whatever was asked; which button they name is for the table of routes to say.

    `own` are words of another language, with ours in their place.
    """
    typed = plain(text)
    words = own.get(typed.removeprefix("/"), typed)
    command, argument = reading.command(text if words == typed else words, words) or (wishes.command(words), "")
    opts = opt_out_words.opts(words)
    if opts:
        return Meaning(text=text, plain=words, slash=text.strip().startswith("/"), command=opts)
    codes = reading.codes_in(text, words)
    code, token = reading.start_payload(argument) if command == "start" else ("", "")
    return Meaning(
        text=text,
        plain=words,
        slash=text.strip().startswith("/"),
        command=command,
        argument=argument,
        codes=((code,) if code else ()) if command == "start" else codes,
        token=token,
        keylike=reading.keylike(codes),
        asks=reading.asks(text, words),
        greets=reading.greets(words),
        thanks=reading.thanks(words),
    )
