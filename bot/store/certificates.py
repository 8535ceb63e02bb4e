"""The papers that were issued, and those that were withdrawn."""

from __future__ import annotations

from datetime import datetime

from bot.core.certificate import Certificate
from bot.core.text.wording import plain, read_code
from bot.store.rows import Shelf, epoch


class Certificates(Shelf):
    """One of a kind stands for a learner in a cohort; a new name makes a new one, which withdraws the old."""

    def issue_certificate(self, learner: str, cohort: str, paper: Certificate, sealed: str, now: datetime) -> None:
        """Keeps the paper, unless the same one stands already."""
        named = {"learner": learner, "cohort": cohort, "kind": paper.kind, "name": paper.name}
        self._rows.run("certificate_replaced", **named, now=epoch(now))
        self._rows.run(
            "certificate_issued",
            **named,
            number=paper.number,
            course=paper.course,
            site=paper.site,
            issued_on=paper.issued_on,
            sealed=sealed,
        )

    def certificates(self, learner: str) -> list[tuple[Certificate, str]]:
        """The learner's papers that stand, with what their codes hold, the oldest first."""
        return [(Certificate(*row[:-1]), row[-1]) for row in self._rows.all("certificates_of", learner=learner)]

    def certificates_of_cohort(self, code: str) -> list[tuple[Certificate, str]]:
        """The best paper of each learner of the group, by name."""
        rows = self._rows.all("certificates_of_cohort", code_key=read_code(code))
        found = [(Certificate(*row[:-1]), str(row[-1])) for row in rows]
        return sorted(found, key=lambda one: plain(one[0].name))

    def certificate(self, number: str) -> tuple[Certificate, str] | None:
        """The paper of that number, withdrawn or not."""
        row = self._rows.one("certificate_numbered", number=number)
        return (Certificate(*row[:-1]), row[-1]) if row else None

    def withdraw_certificate(self, number: str, now: datetime) -> bool:
        """Whether there was such a paper, and it stood."""
        return self._rows.run("certificate_withdrawn", number=number, now=epoch(now)) > 0

    def withdrawn_certificates(self) -> list[str]:
        """The numbers of the papers that are good no more."""
        return [row[0] for row in self._rows.all("certificates_withdrawn")]
