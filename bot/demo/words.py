"""What the demo's pages say about time: the date, where the truck is, what to try next."""

from __future__ import annotations

from datetime import datetime

from babel.dates import format_date, format_time

from bot.core.people import Cohort, Visit
from bot.core.schedule import school_calendar
from bot.core.text.wording import LOCALE, day_words
from bot.demo.journey import Step

STEPS: dict[Step, str] = {
    "manana": "Mañana",
    "semana": "+1 semana",
    "partida": "El camión se va",
    "mes": "+1 mes",
    "ano": "+1 año",
}


DOTS = "Toca un punto y lee ese mensaje."


def moment(now: datetime) -> str:
    """`lunes 2 de marzo, 9:00 a. m.`"""
    hour = format_time(now.time(), "h:mm a", locale=LOCALE).replace("\u00a0", " ").replace("\u202f", " ")
    return f"{day_words(now.date())}, {hour}"


def place(cohort: Cohort, now: datetime, *, gone: bool) -> tuple[str, str]:
    """How far the programme is, and where the truck."""
    visit, today = cohort.visit, now.date()
    if gone:
        return f"El camión se fue {_ago((today - visit.departs).days)}.", "Yachaski sigue escribiendo."
    last = school_calendar.week_of(cohort, visit.departs)
    departs = format_date(visit.departs, "d 'de' MMMM", locale=LOCALE)
    return f"Semana {school_calendar.week_of(cohort, today)} de {last}.", f"El camión sale el {departs}."


def _ago(days: int) -> str:
    if days == 0:
        return "hoy"
    if days == 1:
        return "ayer"
    if days < 14:
        return f"hace {days} días"
    return f"hace {days // 7} semanas" if days < 60 else f"hace {days // 30} meses"


def hint(now: datetime, visit: Visit, *, learner: bool, announced: bool, gone: bool) -> str:
    """What a newcomer tries next."""
    if not learner:
        return "Entra como estudiante: toca «Empezar» en su chat y responde."
    if gone:
        return "El apoyo no se corta."
    if now.date() == visit.arrives:
        return "Haz una lección. Luego toca «+1 semana» y mira qué llega."
    if not announced:
        return "Ahora eres profe: toca «Anuncio» en su chat y avisa algo a tu grupo."
    return "¿Y cuando el camión se va? Toca «El camión se va»."
