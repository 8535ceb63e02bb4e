"""The papers that a learner takes home, set for printing: one a page, with a code that anybody can check."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

from babel.dates import format_date
from msgspec import Struct

from bot.core.certificate import Certificate
from bot.core.text.wording import LOCALE
from bot.papers import typesetting

_MASK = 4
"""One of the eight patterns of a code: to look for the best one takes longer than the whole paper."""
KINDS = {"passed": "aprobó el examen", "took_part": "participó en el curso"}
VERIFY = "verificar"
"""Where the page that checks a paper lives, below the page's address."""


class Issued(Struct, frozen=True):
    """A paper and what its code holds."""

    paper: Certificate
    sealed: str


def pdf(issued: Sequence[Issued], *, programme: str, page: str) -> bytes:
    """The papers, one a page. `page` is the address of the page, at which the code is checked."""
    return typesetting.pdf("certificate", {"programme": programme, "papers": [_said(one, page) for one in issued]})


def png(issued: Issued, *, programme: str) -> bytes:
    """The paper as a picture for a status: without school, date, number and code."""
    bare = _said(issued, "") | {"site": "", "date": "", "number": "", "code": ""}
    return typesetting.png("certificate", {"programme": programme, "papers": [bare]}, dots_an_inch=96)


def link(sealed: str, page: str) -> str:
    """Where a paper is checked; what stands after `#` reaches no server."""
    return f"{page}/{VERIFY}#{sealed}"


def _said(issued: Issued, page: str) -> dict[str, object]:
    paper = issued.paper
    return {
        "passed": paper.kind == "passed",
        "name": paper.name,
        "course": paper.course,
        "site": paper.site,
        "date": format_date(date.fromisoformat(paper.issued_on), "d 'de' MMMM 'de' y", LOCALE),
        "number": paper.number,
        "code": _code(link(issued.sealed, page)) if page else "",
    }


def _code(text: str) -> str:
    import segno  # noqa: PLC0415 - few are asked for, and every start would wait for it

    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False, mask=_MASK).save(drawn, kind="svg", border=4, unit="mm", scale=1)
    return drawn.getvalue().decode()
