"""Between what a share of few people may lie."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

CONFIDENCE = 0.95


def wilson(share: float, people: int) -> tuple[float, float]:
    """Wilson's score interval at 95 % of a share that was found of so many people, both as parts of 1.

    `people` are people and not answers: two answers of one person are not two people, and wider is honest.
    """
    z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    middle = share + z * z / (2 * people)
    reach = z * sqrt(share * (1 - share) / people + z * z / (4 * people * people))
    whole = 1 + z * z / people
    return max(0.0, (middle - reach) / whole), min(1.0, (middle + reach) / whole)
