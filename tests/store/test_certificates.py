"""The papers that were issued: one of a kind stands, on both engines."""

from __future__ import annotations

from bot.core.certificate import Certificate
from tests.store.made import ANA, COHORT, DAY, NOW, cohort


def paper(number: str, name: str = "Ana", kind: str = "passed") -> Certificate:
    """One of Huanta."""
    return Certificate(number, kind, name, "Emprende con lo tuyo", "Huanta", "2026-04-03")


async def test_asking_again_gives_the_same_paper(store) -> None:
    """The second number is never used; another kind is another paper."""

    def issue(book):
        cohort(book)
        book.issue_certificate(ANA, COHORT, paper("AAAA-1111"), "first", NOW)
        book.issue_certificate(ANA, COHORT, paper("BBBB-2222"), "second", NOW + DAY)
        book.issue_certificate(ANA, COHORT, paper("CCCC-3333", kind="took_part"), "third", NOW + DAY)
        return [(one.number, sealed) for one, sealed in book.certificates(ANA)]

    assert await store.run(issue) == [("AAAA-1111", "first"), ("CCCC-3333", "third")]


async def test_a_new_name_withdraws_the_old_paper(store) -> None:
    """Both are kept; only the new one stands."""

    def issue(book):
        cohort(book)
        book.issue_certificate(ANA, COHORT, paper("AAAA-1111"), "first", NOW)
        book.issue_certificate(ANA, COHORT, paper("BBBB-2222", "Ana Q."), "second", NOW + DAY)
        return [one.number for one, _ in book.certificates(ANA)], book.withdrawn_certificates()

    assert await store.run(issue) == (["BBBB-2222"], ["AAAA-1111"])


async def test_a_paper_is_withdrawn_once(store) -> None:
    """It is still found by its number, and a new one may be issued."""

    def withdraw(book):
        cohort(book)
        book.issue_certificate(ANA, COHORT, paper("AAAA-1111"), "first", NOW)
        done = [book.withdraw_certificate(number, NOW) for number in ("AAAA-1111", "AAAA-1111", "ZZZZ-9999")]
        found = book.certificate("AAAA-1111")
        book.issue_certificate(ANA, COHORT, paper("BBBB-2222"), "second", NOW + DAY)
        return done, found is not None, [one.number for one, _ in book.certificates(ANA)]

    assert await store.run(withdraw) == ([True, False, False], True, ["BBBB-2222"])


async def test_a_group_has_the_best_paper_of_each(store) -> None:
    """By name as one reads it; who passed has no paper for taking part beside it."""

    def issue(book):
        cohort(book)
        book.issue_certificate("zoila", COHORT, paper("AAAA-1111", "Zoila", "took_part"), "z", NOW)
        book.issue_certificate("alvaro", COHORT, paper("BBBB-2222", "Álvaro", "took_part"), "a", NOW)
        book.issue_certificate("zoila", COHORT, paper("CCCC-3333", "Zoila"), "z", NOW)
        return [one.number for one, _ in book.certificates_of_cohort("abcd 2345")], book.certificates_of_cohort("NADA")

    assert await store.run(issue) == (["BBBB-2222", "CCCC-3333"], [])
