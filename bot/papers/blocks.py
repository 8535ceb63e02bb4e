"""The words of a printed page as blocks, so that page and paper say the same: they stand once, in its template."""

from __future__ import annotations

from collections.abc import Mapping
from html.parser import HTMLParser

_BLOCKS = frozenset({"h1", "h2", "p", "li", "div"})
_SILENT = frozenset({"style", "svg", "title"})

Block = dict[str, str]


class _Pages(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pages: list[dict[str, object]] = []
        self._blocks: list[Block] = []
        self._boxes: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = dict(attrs).get("class") or ""
        if tag == "section":
            self._blocks = []
            self.pages.append({"kind": kind, "blocks": self._blocks})
        if tag in _SILENT:
            self._silent += 1
        if tag == "div":
            self._boxes.append(kind)
        if tag in _BLOCKS and self.pages:
            self._blocks.append({"tag": tag, "kind": kind or " ".join(self._boxes).strip(), "text": ""})

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent -= 1
        if tag == "div" and self._boxes:
            self._boxes.pop()

    def handle_data(self, data: str) -> None:
        if self._blocks and not self._silent:
            self._blocks[-1]["text"] += data


def pages(html: str) -> list[Mapping[str, object]]:
    """Each section: its class as `kind`, and its `blocks` (tag, class or that of the box it is in, text)."""
    parser = _Pages()
    parser.feed(html)
    parser.close()
    for page in parser.pages:
        blocks = page["blocks"]
        assert isinstance(blocks, list)  # noqa: S101 - made above
        for block in blocks:
            block["text"] = " ".join(block["text"].split())
        page["blocks"] = [block for block in blocks if block["text"]]
    return list(parser.pages)
