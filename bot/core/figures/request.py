"""The months that somebody asked for, or the sentence that says how to ask."""

from __future__ import annotations

from datetime import date

from bot.core.figures.period import MOST_MONTHS, Period, month_before, months, read_month


def asked(first: str, last: str, today: date) -> list[Period] | str:
    """Every month from the first to the last; without any, the month before this one."""
    if not first and not last:
        return [month_before(today)]
    begin, end = read_month(first or last), read_month(last or first)
    for text, found in ((first or last, begin), (last or first, end)):
        if found is None:
            return f"«{text}» no es un mes. Escribe año y mes así, por ejemplo: {month_before(today).id}"
    assert begin is not None and end is not None  # noqa: S101, PT018 - looked at above
    if end.first < begin.first:
        return (
            f"El informe empezaría en {begin.words} y terminaría antes, en {end.words}. Cambia los dos meses de lugar."
        )
    if begin.first > today:
        return f"{begin.words.capitalize()} todavía no empieza. El último mes que se puede pedir es este."
    found_months = months(begin, end)
    if len(found_months) > MOST_MONTHS:
        return f"Son {len(found_months)} meses, y en una tabla caben {MOST_MONTHS}. Pide menos, en dos veces."
    return [one for one in found_months if one.first <= today]
