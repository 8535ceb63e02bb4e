"""Prompts: every question with buttons, as it was shown."""

from __future__ import annotations

from datetime import datetime

from bot.ports.rows import PromptRow
from bot.store.rows import Row, Shelf, epoch, instant


class Prompts(Shelf):
    """The prompt decides owner, grading and explanation as shown."""

    def open_prompt(
        self,
        id: str,
        address: str,
        person: str | None,
        item: str | None,
        content_hash: str | None,
        body: str,
        now: datetime,
    ) -> None:
        """A question that waits for a tap."""
        self._rows.write(
            "open_prompt",
            id=id,
            address=address,
            person=person,
            item=item,
            content_hash=content_hash,
            body=body,
            now=epoch(now),
        )

    def prompt_speaks_of(self, id: str, about: str) -> None:
        """Keeps of whom a question to somebody else speaks: ids, a space between them."""
        self._rows.write("prompt_speaks_of", id=id, about=about)

    def prompt(self, id: str) -> PromptRow | None:
        """The prompt, open or closed; None for an id that we never gave."""
        return _prompt(self._rows.one("prompt", id=id))

    def latest_prompt(self, address: str) -> PromptRow | None:
        """The newest prompt at the address, open or closed."""
        return _prompt(self._rows.one("latest_prompt", address=address))

    def open_prompts_about(self, address: str, subject: str) -> list[PromptRow]:
        """Those not answered at the address that carry the id `subject`, the oldest first."""
        rows = self._rows.all("open_prompts_about", address=address, subject=subject)
        return [found for row in rows if (found := _prompt(row))]

    def close_prompt(self, id: str, chosen: str, now: datetime) -> None:
        """Answered; one that was closed before stays as it is."""
        self._rows.write("close_prompt", id=id, chosen=chosen, now=epoch(now))


def _prompt(row: Row | None) -> PromptRow | None:
    if row is None:
        return None
    id, address, person, body, opened_at, closed_at = row
    return PromptRow(id, address, person, body, instant(opened_at), closed_at is not None)
