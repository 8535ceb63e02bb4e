"""What may be shown beyond a group's own teacher: no count of 1 to 4, and none that subtraction would tell.

- A figure is shown where it is 0, or 5 and more, and where what it leaves of each shown figure that it is a part of
  is too.
- Age bands are shown together or not at all: where each has 5 or more, of the figure and of what it leaves.
- Of a sum of sites a figure is hidden where the sites that do not show theirs are one, or have fewer than 5 together.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from bot.core.figures.definition import AGES, BY_NAME, FIGURES, SMALL, above
from bot.core.figures.hard_items import Chosen, HardItem

Key = tuple[str, str]
Numbers = Mapping[Key, int]


def is_small(numbers: Numbers) -> bool:
    """Whether there is somebody, and so few that nothing of them is shown."""
    return _tells(numbers.get(("enrolled", ""), 0))


def shown(numbers: Numbers, sites: Sequence[Numbers] = ()) -> set[Key]:
    """The keys of what may be published of `numbers`; `sites` are those that it is the sum of."""
    if is_small(numbers):
        return set()
    parts = [(site, shown(site)) for site in sites] if len(sites) > 1 else []
    keys: set[Key] = set()
    for figure in FIGURES:
        whole = (figure.name, "")
        if _may(whole, numbers, keys) and not _told_by_sites(whole, parts):
            keys.add(whole)
            keys |= _split(figure.name, numbers, keys, parts)
    return keys


def _split(name: str, numbers: Numbers, keys: Collection[Key], parts: Sequence[tuple[Numbers, set[Key]]]) -> set[Key]:
    bands = {(name, band) for band in AGES if (name, band) in numbers}
    if sum(numbers[band] for band in bands) != numbers[name, ""]:
        return set()
    may = all(
        numbers[band] >= SMALL and _may(band, numbers, keys) and not _told_by_sites(band, parts) for band in bands
    )
    return bands if may else set()


def _may(key: Key, numbers: Numbers, keys: Collection[Key]) -> bool:
    """Whether neither the number nor what is left of a whole that is shown tells of a few."""
    name, split = key
    if key not in numbers or _tells(numbers[key]):
        return False
    wholes = [(whole, split) for whole in above(name) if (whole, split) in keys]
    return not any(_tells(numbers[whole] - numbers[key]) for whole in wholes)


def _told_by_sites(key: Key, parts: Sequence[tuple[Numbers, set[Key]]]) -> bool:
    hidden = [site[key] for site, keys in parts if key not in keys and site.get(key, 0)]
    return len(hidden) == 1 or _tells(sum(hidden))


def _tells(n: int) -> bool:
    return 0 < n < SMALL


def item_shown(item: HardItem) -> HardItem | None:
    """The item without the options that would tell of a few; None where the item itself would."""
    if _tells(item.right) or _tells(item.answered - item.right):
        return None
    options: tuple[Chosen, ...] = item.options
    if any(_tells(option.n) for option in options):
        options = ()
    return HardItem(item.item, item.content_hash, item.answered, item.right, options, item.lesson, item.question)


assert all(figure.of == "" or figure.of in BY_NAME for figure in FIGURES)  # noqa: S101 - a slip in the definitions
