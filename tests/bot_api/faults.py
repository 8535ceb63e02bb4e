"""What goes wrong on the way: scripted (the next N calls) or seeded (a share of them)."""

from dataclasses import dataclass
from random import Random
from typing import Literal

Kind = Literal["500", "502", "429", "409", "reset", "hang", "garbage"]


@dataclass(slots=True)
class Fault:
    """`kind` is what the caller meets; `accepted` says whether the call was carried out before.

    - `500`, `502`, `429`: an error in Telegram's shape; `retry_after` silences the bot, None leaves it out
    - `409`: another program asks for updates with our token
    - `reset`: the connection breaks without an answer; `hang`: no answer ever comes
    - `garbage`: 200 and a page that is no JSON, as a captive portal says
    """

    kind: Kind
    method: str | None
    times: int | None
    share: float
    accepted: bool
    retry_after: int | None


class Faults:
    """The faults that wait. The first that fits a call is met; its draw comes from the seed."""

    def __init__(self, seed: int) -> None:
        self.waiting: list[Fault] = []
        self._chance = Random(seed)

    def meets(self, method: str) -> Fault | None:
        """The fault of this call, if it has one."""
        for fault in self.waiting:
            fits = fault.method in {None, method} and fault.times != 0
            if fits and (fault.share >= 1.0 or self._chance.random() < fault.share):
                if fault.times is not None:
                    fault.times -= 1
                return fault
        return None
