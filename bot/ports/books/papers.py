"""Papers that learners take home."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.core.certificate import Certificate


class PaperBook(Protocol):
    """Lists come in `seq` order unless said otherwise."""

    def issue_certificate(self, learner: str, cohort: str, paper: Certificate, sealed: str, now: datetime) -> None:
        """Keeps the paper, unless the same one stands already; one with another name is withdrawn."""
        ...

    def certificates(self, learner: str) -> list[tuple[Certificate, str]]:
        """The learner's papers that stand, with what their codes hold, the oldest first."""
        ...

    def certificates_of_cohort(self, code: str) -> list[tuple[Certificate, str]]:
        """The best paper of each learner of the group, by name."""
        ...

    def certificate(self, number: str) -> tuple[Certificate, str] | None:
        """The paper of that number, withdrawn or not."""
        ...

    def withdraw_certificate(self, number: str, now: datetime) -> bool:
        """Whether there was such a paper, and it stood."""
        ...

    def withdrawn_certificates(self) -> list[str]:
        """The numbers of the papers that are good no more."""
        ...
