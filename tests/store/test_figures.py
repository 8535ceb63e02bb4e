"""Closed figures, the digest's choice and who looked at whom, on both engines."""

from datetime import date

from msgspec.structs import replace

from bot.core.schedule.digest_days import Digest
from bot.ports.figures import RosterSum
from tests.store.made import ANA, COHORT, DAY, NOW, ROSA, cohort, learner, teacher

MARCH = ("cohort", COHORT, "2026-03")


async def test_a_closed_figure_does_not_change(store):
    """Closing again, later and with other numbers, leaves the first ones."""

    def closes(book):
        cohort(book)
        assert book.closed(*MARCH) == {}
        book.close_figures(*MARCH, {("enrolled", ""): 22, ("enrolled", "adult"): 6}, NOW)
        book.close_figures(*MARCH, {("enrolled", ""): 21, ("wrote", ""): 3}, NOW + DAY)

    await store.run(closes)
    assert await store.read(lambda book: book.closed(*MARCH)) == {("enrolled", ""): 22, ("enrolled", "adult"): 6}


async def test_the_closed_sites_of_a_period_are_read_at_once(store):
    """Each with its numbers; those of another period and of a cohort are not among them."""

    def closes(book):
        book.close_figures("site", "Huanta", "2026-03", {("enrolled", ""): 22, ("enrolled", "adult"): 6}, NOW)
        book.close_figures("site", "Quinua", "2026-03", {("enrolled", ""): 7}, NOW)
        book.close_figures("site", "Quinua", "2026-04", {("enrolled", ""): 8}, NOW)
        book.close_figures(*MARCH, {("enrolled", ""): 9}, NOW)
        return book.closed_sites("2026-03")

    quinua = {("enrolled", ""): 7}
    assert await store.run(closes) == {"Huanta": {("enrolled", ""): 22, ("enrolled", "adult"): 6}, "Quinua": quinua}


async def test_the_last_roster_counts(store):
    """A roster without a column of sex says so."""

    def reads(book):
        cohort(book)
        assert book.roster_sum(COHORT) is None
        book.save_roster_sum(COHORT, RosterSum(5, 3, 8), NOW)
        book.save_roster_sum(COHORT, RosterSum(None, None, 9), NOW)

    await store.run(reads)
    assert await store.read(lambda book: book.roster_sum(COHORT)) == RosterSum(None, None, 9)


async def test_what_was_chosen_of_the_digest_is_kept(store):
    """The whole of it, as it was saved last."""
    chosen = Digest(ROSA, 6, 18 * 60, date(2026, 4, 6), date(2026, 3, 9))

    def chooses(book):
        cohort(book)
        teacher(book)
        assert book.digest(ROSA) is None
        book.save_digest(Digest(ROSA))
        book.save_digest(chosen)

    await store.run(chooses)
    assert await store.read(lambda book: book.digest(ROSA)) == chosen
    await store.run(lambda book: book.save_digest(replace(chosen, paused_until=None)))
    assert (await store.read(lambda book: book.digest(ROSA))).paused_until is None


async def test_a_look_goes_with_its_learner_or_its_viewer(store):
    """Both find it in their export, and either takes it along."""

    def looks(book):
        cohort(book)
        teacher(book)
        learner(book)
        book.add_look(ROSA, ANA, "sheet", NOW)
        book.add_look(ROSA, None, "list", NOW)

    await store.run(looks)
    assert [len((await store.read(lambda book, who=who: book.everything(who)))["look"]) for who in (ANA, ROSA)] == [
        1,
        2,
    ]
    await store.run(lambda book: book.erase(ANA, NOW))
    assert [row["what"] for row in (await store.read(lambda book: book.everything(ROSA)))["look"]] == ["list"]
    await store.run(lambda book: book.erase(ROSA, NOW))
    assert await store.read(lambda book: book.everything(ROSA)) == {}
