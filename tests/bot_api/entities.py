"""Formatted text as Telegram reads it: parsed into plain text and entities, or refused.

Offsets and lengths are in UTF-16 units, as everywhere in the Bot API; errors count bytes of UTF-8.
Source: https://core.telegram.org/bots/api#formatting-options
"""

import html
import re
from collections.abc import Callable

from tests.bot_api.record import Json, Refusal, bad

_HTML_KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler", "a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}  # fmt: skip
_HTML_PIECE = re.compile(
    r"""(?P<tag><(?:[^<>"']|"[^"]*"|'[^']*')*>?)|(?P<ref>&(?:\#\d+|\#x[\da-fA-F]+|lt|gt|amp|quot);)|[^<&]+|."""
)
_TAG = re.compile(r"<(/?)([^\s>]*)([^>]*)")
_MARKS = [("```", "pre"), ("`", "code"), ("||", "spoiler"), ("__", "underline"), ("_", "italic"),
          ("*", "bold"), ("~", "strikethrough"), ("![", "custom_emoji"), ("[", "text_link")]  # fmt: skip
_FENCES = {"code": "`", "pre": "```"}
_RESERVED = set("_*[]()~`>#+-=|{}.!")


def units(text: str) -> int:
    """Length as Telegram counts it: an emoji outside the first plane counts two."""
    return len(text.encode("utf-16-le")) // 2


def parse(source: str, mode: str) -> tuple[str, list[Json]]:
    """Plain text, without the space around it, and its entities."""
    reader = _READERS.get(mode.lower())
    if reader is None:
        raise bad("unsupported parse_mode")
    text, entities = reader(source)
    lead = units(text) - units(text.lstrip())
    text = text.strip()
    placed = [_moved(entity, lead, units(text)) for entity in entities]
    return text, sorted((one for one in placed if one["length"] > 0), key=lambda one: int(one["offset"]))


def _moved(entity: Json, lead: int, size: int) -> Json:
    """An entity after the space before and behind the text has gone."""
    start = max(entity["offset"] - lead, 0)
    end = min(entity["offset"] + entity["length"] - lead, size)
    return {**entity, "offset": start, "length": end - start}


def _wrong(reason: str) -> Refusal:
    return bad(f"can't parse entities: {reason}")


def _plain(source: str) -> tuple[str, list[Json]]:
    return source, []


def _html(source: str) -> tuple[str, list[Json]]:
    text, found = "", list[Json]()
    is_open: list[tuple[str, Json]] = []
    for piece in _HTML_PIECE.finditer(source):
        if piece["ref"]:
            text += html.unescape(piece["ref"])
        elif not piece["tag"]:
            text += piece[0]
        else:
            _tag(piece["tag"], len(source[: piece.start()].encode()), units(text), is_open, found)
    if is_open:
        raise _wrong(f'Can\'t find end tag corresponding to start tag "{is_open[-1][0]}"')
    return text, found


def _tag(piece: str, at_byte: int, at: int, is_open: list[tuple[str, Json]], found: list[Json]) -> None:
    """One tag opens or closes an entity."""
    match = _TAG.match(piece)
    slash, name, rest = (match[1], match[2].lower(), match[3]) if match else ("", "", "")
    if not slash and name not in _HTML_KINDS:
        raise _wrong(f'Unsupported start tag "{name}" at byte offset {at_byte}')
    if not piece.endswith(">"):
        raise _wrong(f"Unclosed {'end' if slash else 'start'} tag at byte offset {at_byte}")
    if not slash:
        is_open.append((name, {"offset": at, **_entity(name, rest, at_byte)}))
        return
    if not is_open:
        raise _wrong(f"Unexpected end tag at byte offset {at_byte}")
    expected, entity = is_open.pop()
    if name not in {"", expected}:
        reason = f'expected "</{expected}>", found "</{name}>"'
        raise _wrong(f"Unmatched end tag at byte offset {at_byte}, {reason}")
    found.append({**entity, "length": at - entity["offset"]})


def _entity(name: str, rest: str, at_byte: int) -> Json:
    """What a start tag and its attributes say about the entity."""
    attributes = {key: a or b for key, a, b in re.findall(r"""([\w-]+)=(?:"([^"]*)"|'([^']*)')""", rest)}
    if name == "span" and attributes.get("class") != "tg-spoiler":
        raise _wrong(f'Tag "span" must have class "tg-spoiler" at byte offset {at_byte}')
    if name == "a":
        return {"type": "text_link", "url": html.unescape(attributes.get("href", ""))}
    if name == "tg-emoji":
        return {"type": "custom_emoji", "custom_emoji_id": attributes.get("emoji-id", "")}
    if name == "blockquote" and "expandable" in rest:
        return {"type": "expandable_blockquote"}
    return {"type": _HTML_KINDS[name]}


class _Markdown:
    """MarkdownV2, read letter by letter."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.text = ""
        self.found: list[Json] = []
        self.is_open: list[tuple[str, int, int]] = []  # kind, offset in units, offset in bytes

    def read(self) -> tuple[str, list[Json]]:
        while self.at < len(self.source):
            self._step()
        self._ends_quote()
        if self.is_open:
            raise self._endless(*self.is_open[-1])
        return self.text, self.found

    @property
    def _inside(self) -> str:
        return self.is_open[-1][0] if self.is_open else ""

    def _step(self) -> None:
        rest = self.source[self.at :]
        if rest[0] == "\\" and len(rest) > 1 and rest[1] < "\x7f":
            self._takes(rest[1], 2)
        elif self._inside in _FENCES and not rest.startswith(_FENCES[self._inside]):
            self._takes(rest[0], 1)
        elif rest[0] == "\n":
            self._takes("\n", 1)
            if not rest.startswith("\n>"):
                self._ends_quote()
        elif rest[0] == ">" and self.source[self.at - 1 : self.at] in {"", "\n"}:
            self.at += 1
            if self._inside != "blockquote":
                self.is_open.append(("blockquote", units(self.text), self._byte()))
        elif rest[0] == "]" and self._inside in {"text_link", "custom_emoji"}:
            self._closes_link()
        else:
            self._mark(rest)

    def _mark(self, rest: str) -> None:
        for mark, kind in _MARKS:
            if rest.startswith(mark):
                if kind == self._inside and mark[-1] != "[":
                    self._closes({"type": kind})
                elif any(kind == other for other, _, _ in self.is_open):
                    raise self._endless(*self.is_open[-1])
                else:
                    self.is_open.append((kind, units(self.text), self._byte()))
                self.at += len(mark)
                return
        if rest[0] in _RESERVED:
            raise _wrong(f"Character '{rest[0]}' is reserved and must be escaped with the preceding '\\'")
        self._takes(rest[0], 1)

    def _closes_link(self) -> None:
        link = re.compile(r"\]\(((?:\\.|[^\\)])*)\)", re.DOTALL).match(self.source, self.at)
        if link is None:
            raise _wrong(f"Can't find end of a URL at byte offset {self._byte()}")
        self._closes({"type": self._inside, "url": re.sub(r"\\(.)", r"\1", link[1])})
        self.at = link.end()

    def _closes(self, entity: Json) -> None:
        _, start, _ = self.is_open.pop()
        self.found.append({**entity, "offset": start, "length": units(self.text) - start})

    def _ends_quote(self) -> None:
        if self._inside == "blockquote":
            self._closes({"type": "blockquote"})

    def _takes(self, letter: str, width: int) -> None:
        self.text += letter
        self.at += width

    def _byte(self) -> int:
        return len(self.source[: self.at].encode())

    def _endless(self, kind: str, _: int, byte: int) -> Refusal:
        return _wrong(f"Can't find end of {kind.title().replace('_', '')} entity at byte offset {byte}")


def _markdown(source: str) -> tuple[str, list[Json]]:
    return _Markdown(source).read()


_READERS: dict[str, Callable[[str], tuple[str, list[Json]]]] = {
    "": _plain,
    "html": _html,
    "markdownv2": _markdown,
}
