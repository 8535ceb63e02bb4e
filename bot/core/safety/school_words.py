"""Words that may be about somebody of the school: a teacher is not to hear of them."""

from __future__ import annotations

import re

from bot.core.people import Cohort
from bot.core.text.wording import first_name, plain

_OF_THE_SCHOOL = re.compile(
    r"\b(?:su[bv])?(?:pro+f\w*|maestr[oa]s?|docentes?|tutor(?:a|es|as)?|miss|direc?tor\w*|au[xks]+il[iy]ar\w*"
    r"|[ck]ole(?:g[iy]\w*|s)?|es[ck]uel\w*)\b"
)


def of_the_school(words: str, cohort: Cohort | None) -> bool:
    """Whether the words may be about somebody of the school: a teacher is not to hear of them."""
    said = plain(words)
    names = {plain(first_name(name)) for name in cohort.teachers} if cohort else set()
    return _OF_THE_SCHOOL.search(said) is not None or not names.isdisjoint(said.split())
