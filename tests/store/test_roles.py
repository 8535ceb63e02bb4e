"""Roles, and what is theirs, on both engines: who has which, which links wait, how one ends."""

from tests.store.made import ANA, DAY, MINUTE, NOW, ROSA, cohort, learner, teacher


def school(book):
    cohort(book)
    learner(book)
    teacher(book)


async def test_who_has_a_role_is_listed_until_it_ends(store):
    """Teaching among them; the phone is parted then."""
    await store.run(school)
    await store.run(lambda book: book.grant("r", ROSA, "operator", NOW))
    duties = await store.read(lambda book: book.duties())
    assert [(duty.name, duty.kind, duty.group) for duty in duties] == [
        ("Rosa", "operator", ""),
        ("Rosa", "teacher", "3A, Huanta"),
    ]
    await store.run(lambda book: book.end_roles(ROSA, NOW))
    assert await store.read(lambda book: (book.duties(), book.address_of(ROSA))) == ([], None)


async def test_a_link_that_nobody_used_is_withdrawn(store):
    """By the mark that the list shows, once."""
    await store.run(lambda book: book.add_invite("token", "operator", None, NOW, NOW + DAY))
    (link,) = await store.read(lambda book: book.open_links(NOW))
    gone = [await store.run(lambda book: book.withdraw_link(link.mark, NOW)) for _ in range(2)]
    assert gone == [1, 0]
    assert await store.read(lambda book: book.invite("token", NOW)) is None


async def test_phones_that_a_place_was_opened_at(store):
    """Where a learner enrolled is none of them; shared screens are nobody's."""

    def opened(book):
        school(book)
        for id, channel in (("new", "web"), ("tablet", "screen")):
            book.add_address(id, channel, id, NOW)
            book.reach(id, ANA, NOW + MINUTE)
        newly = [book.newly_at(address, ANA, NOW - DAY) for address in (f"at-{ANA}", "new")]
        book.leave_screens(ANA, NOW + MINUTE)
        return newly, book.addresses_of(ANA), book.people_at("tablet")

    assert await store.run(opened) == ([False, True], [f"at-{ANA}", "new"], [])


async def test_nothing_urgent_was_said(store):
    """Then nothing is to be taken away."""
    await store.run(school)
    assert await store.run(lambda book: book.forget_urgent(f"at-{ANA}", NOW, NOW)) == []
