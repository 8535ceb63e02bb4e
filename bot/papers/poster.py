"""The poster of a cohort: QR and code in big letters, and behind it the sheet that a family reads and signs.

One HTML file with everything in it: no script, no fetched font, two pages of A4.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import segno
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from msgspec import Struct

from bot.authoring import data_cost
from bot.core import phrase
from bot.core.people import Cohort
from bot.core.text.deep_link import prefilled, prefilled_sms
from bot.core.text.wording import LOCALE, Say, day_of_month, first_name, listed, read_code, shown_code
from bot.papers import blocks, typesetting
from bot.ports.book import Book
from bot.settings import Settings
from lessons_es.help_lines import HelpLines

_STRIP = ("group", "code", "shown_link")
_HERE = Path(__file__).parent
_ANYWHERE = {"0.0.0.0", "127.0.0.1", "::", "localhost"}  # noqa: S104 - only compared


class Poster(Struct, frozen=True):
    """What a printed poster says about one cohort. `username` is the bot's at Telegram, `number` the one at WhatsApp
    (both `""`: the page is used); `beside` is the WhatsApp link where another comes first, `sms` the number that takes
    the code as an SMS."""

    cohort: Cohort
    link: str
    username: str
    call: str
    number: str = ""
    beside: str = ""
    sms: str = ""

    @property
    def only_here(self) -> bool:
        """Whether the link opens on the box itself and on no phone."""
        return any(f"//{host}" in self.link or f"//[{host}]" in self.link for host in _ANYWHERE)


NO_NAME = (
    "Todavía no sé cómo se llama el bot en Telegram, y el afiche no llevaría a él. Corre «python -m bot run» con "
    "internet un momento, y haz el afiche otra vez."
)


def cohorts(book: Book, code: str, visit: bool) -> list[Cohort]:
    """The cohort of the code, or with `visit` every cohort of its visit, it first; none where nobody has the code."""
    first = book.cohort_by_code(code)
    if first is None or not visit:
        return [first] if first else []
    others = [one.cohort for one in book.itinerary() if one.visit == first.visit.id and one.cohort != first.id]
    return [first, *filter(None, map(book.cohort, others))]


def of_cohort(cohort: Cohort, username: str, settings: Settings) -> Poster:
    """The poster whose link opens the enrolment: at Telegram where the bot has a name, at WhatsApp, else the page."""
    code = read_code(cohort.code)
    link = f"{settings.page}/s/yo/?start={code}"
    number, at_whatsapp = settings.whatsapp_number, prefilled(f"https://wa.me/{settings.whatsapp_number}", code)
    if username:
        link = f"https://t.me/{username}?start={code}"
    elif number:
        link = at_whatsapp
    elif settings.sms_number:
        link = prefilled_sms(settings.sms_number, code)
    beside = at_whatsapp if username and number else ""
    return Poster(cohort, link, username, settings.family_call, number, beside, settings.sms_number)


def html(posters: Sequence[Poster], lines: HelpLines, gettext: Callable[[str], str] = str) -> str:
    """Two pages a cohort, ready to print."""
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals.update(_=gettext)
    return environment.get_template("poster.html").render(
        site=posters[0].cohort.visit.site,
        language=gettext(LOCALE).partition("_")[0],
        posters=[_said(poster, gettext) for poster in posters],
        kilobytes=data_cost.MOST_A_DAY_BYTES // data_cost.KB,
        call=posters[0].call or gettext(phrase.CALL_THE_SCHOOL),
        help_lines=_numbers(lines),
    )


def pdf(posters: Sequence[Poster], lines: HelpLines, gettext: Callable[[str], str] = str) -> bytes:
    """The same words as a paper in colour: the truck, and strips with code and link to tear off."""
    made = blocks.pages(html(posters, lines, gettext))
    said = [one for poster in posters for one in (_on_paper(poster, gettext), {})]
    pages = [{**page, **more} for page, more in zip(made, said, strict=True)]
    return typesetting.pdf("poster", {"title": f"{posters[0].cohort.name} · Yachaski", "pages": pages})


def _on_paper(poster: Poster, say: Say) -> dict[str, object]:
    said = _said(poster, say)
    beside = _svg(poster.beside) if poster.beside else ""
    return {"qr": _svg(poster.link), "qr_beside": beside, **{name: said[name] for name in _STRIP}}


def _said(poster: Poster, say: Say) -> dict[str, object]:
    """What one cohort's two pages say that no other's do."""
    cohort = poster.cohort
    return {
        "group": cohort.name,
        "teachers": listed([first_name(name) for name in cohort.teachers], say),
        "arrives": day_of_month(cohort.visit.arrives, say),
        "departs": day_of_month(cohort.visit.departs, say),
        "code": shown_code(read_code(cohort.code)),
        "link": poster.link,
        "shown_link": poster.link.removeprefix("https://").removeprefix("http://").partition("?")[0].removesuffix("/"),
        "username": poster.username,
        "qr": _qr(poster.link),
        "number": f"+{poster.number}" if poster.number else "",
        "sms": f"+{poster.sms}" if poster.sms else "",
        "qr_beside": _qr(poster.beside) if poster.beside else "",
    }


def _qr(link: str) -> Markup:
    """The link as a drawing that can be a fifth dirty or torn and is still read."""
    drawing = segno.make(link, error="q", micro=False).svg_inline(border=2, omitsize=True)
    return Markup(drawing)  # noqa: S704 - drawn by segno from our own link


def _svg(link: str) -> str:
    """The same drawing as a file of its own."""
    drawn = io.BytesIO()
    segno.make(link, error="q", micro=False).save(drawn, kind="svg", border=2, scale=4)
    return drawn.getvalue().decode()


def _numbers(lines: HelpLines) -> list[str]:
    """The sentences of the help answer that name a number to call."""
    sentences = re.split(r"(?<=[.!?])\s+", lines.answer)
    return [sentence for sentence in sentences if re.search(r"\b\d{3,}\b", sentence)]
