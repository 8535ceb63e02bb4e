"""Addresses, people, roles and invites."""

from zoneinfo import ZoneInfo

from bot.core.people import Someone
from bot.ports.rows import Address
from tests.store.made import ANA, COHORT, DAY, LUZ, MINUTE, NOW, ROSA, claim, cohort, delivery, learner, person, texts


async def test_an_address_is_found_by_both_its_names(store):
    """The carrier's id and ours lead to one address; a new one has no conversation."""
    await store.run(lambda book: book.add_address("a", "telegram", "7", NOW))
    address = Address("a", "telegram", "7", "", False, NOW)
    assert await store.read(lambda book: book.address("telegram", "7")) == address
    assert await store.read(lambda book: book.address_by_id("a")) == address
    assert await store.read(lambda book: book.address("web", "7")) is None
    assert await store.read(lambda book: book.address_by_id("b")) is None


async def test_the_conversation_is_saved_with_its_hour(store):
    """What was last said there, and when."""
    await store.run(lambda book: book.add_address("a", "telegram", "7", NOW))
    await store.run(lambda book: book.save_conversation("a", '{"v":1}', NOW + MINUTE))
    address = await store.read(lambda book: book.address_by_id("a"))
    assert (address.conversation, address.heard_at) == ('{"v":1}', NOW + MINUTE)


async def test_siblings_share_a_phone(store):
    """Two people at one address, in the order of their coming; said twice changes nothing."""

    def siblings(book):
        person(book, ANA)
        person(book, LUZ, "Luz", at=f"at-{ANA}")
        book.reach(f"at-{ANA}", LUZ, NOW)
        return book.people_at(f"at-{ANA}")

    assert await store.run(siblings) == [Someone(ANA, "Ana"), Someone(LUZ, "Luz")]


async def test_people_are_written_to_where_they_were_heard_last(store):
    """A blocked address is passed over."""

    def two_phones(book):
        person(book, ANA)
        book.add_address("new", "telegram", "8", NOW + MINUTE)
        book.reach("new", ANA, NOW)

    await store.run(two_phones)
    assert (await store.read(lambda book: book.address_of(ANA))).id == "new"
    await store.run(lambda book: book.set_blocked("new", NOW))
    assert (await store.read(lambda book: book.address_of(ANA))).id == f"at-{ANA}"
    await store.run(lambda book: book.set_blocked("new", None))
    assert (await store.read(lambda book: book.address_of(ANA))).id == "new"
    assert await store.read(lambda book: book.address_of(LUZ)) is None


async def test_who_opted_out_is_not_written_to_there_nor_where_nobody_else_is(store):
    """The address, and those of the person alone; a phone that a sibling shares stays."""

    def leaves(book):
        person(book, ANA)
        person(book, LUZ)
        for name, people in (("own", [ANA]), ("shared", [ANA, LUZ])):
            book.add_address(name, "telegram", name, NOW)
            for one in people:
                book.reach(name, one, NOW)
        book.opt_out("own", ANA, NOW)
        left = [book.address_by_id(name).left for name in ("own", f"at-{ANA}", "shared", f"at-{LUZ}")]
        return left, book.has_left(ANA), book.has_left(LUZ), book.address_of(ANA).id

    assert await store.run(leaves) == ([True, True, False, False], True, False, "shared")

    def returns(book):
        book.opt_out("shared", "", NOW + MINUTE)
        gone = book.address_of(ANA)
        book.opt_in("own")
        return gone, book.address_of(ANA).id

    assert await store.run(returns) == (None, "own")


async def test_what_waits_for_who_opts_out_does_not_leave(store):
    """An announcement and an offer that are queued, and what is due later; the answer to her own word still leaves."""

    def leaves(book):
        person(book, ANA)
        person(book, LUZ)
        for text, kind, due in (
            ("answer", "reply", NOW),
            ("news", "announcement", NOW),
            ("offer", "drip", NOW),
            ("tomorrow", "reply", NOW + DAY),
        ):
            book.post(delivery(text, kind=kind, not_before=due), NOW)
        book.post(delivery("news of Luz", address=f"at-{LUZ}", person=LUZ, kind="announcement"), NOW)
        book.opt_out(f"at-{ANA}", ANA, NOW)
        return sorted(texts(claim(book, NOW))), texts(claim(book, NOW + DAY))

    assert await store.run(leaves) == (["answer", "news of Luz"], [])


async def test_nobody_is_written_to_at_a_shared_screen(store):
    """It is no address of theirs, though it was heard last; a new key ends whoever sits there."""

    def sits(book):
        person(book, ANA)
        book.add_address("sitting", "screen", "x", NOW + MINUTE)
        book.reach("sitting", ANA, NOW)
        found = book.address_of(ANA).id
        book.part(f"at-{ANA}", ANA, NOW)
        nowhere = book.address_of(ANA)
        book.leave_pages(ANA, NOW)
        return found, nowhere, book.people_at("sitting")

    assert await store.run(sits) == (f"at-{ANA}", None, [])


async def test_a_device_is_closed_for_one_person(store):
    """Her words there are gone; a page that nobody else uses is over, and its key opens nothing."""

    def closes(book):
        for who in (ANA, LUZ):
            person(book, who)
        book.add_address("page", "web", "k", NOW + MINUTE)
        book.add_address("other", "web", "l", NOW)
        for at, who in (("page", ANA), ("page", LUZ), ("other", ANA)):
            book.reach(at, who, NOW)
        book.post(delivery("hers", address="page"), NOW)
        book.show(claim(book)[0], NOW)
        devices = [(one.address, one.channel) for one in book.devices(ANA)]
        book.close_device("page", ANA, NOW)
        shown, shared = book.shown_after("page", 0, 9), book.people_at("page")
        book.leave_pages(ANA, NOW, but=f"at-{ANA}")
        return devices, shown, [one.id for one in shared], book.address("web", "k").id, book.address("web", "l")

    devices, shown, shared, still, over = await store.run(closes)
    assert devices[0] == ("page", "web")
    assert {at for at, _ in devices} == {"page", "other", f"at-{ANA}"}
    assert (shown, shared, still, over) == ([], [LUZ], "page", None)


async def test_an_address_is_closed_for_everybody(store):
    """Nobody is there, nothing can be read, and a page's key opens nothing."""

    def closes(book):
        person(book, ANA)
        book.add_address("page", "web", "k", NOW)
        book.reach("page", ANA, NOW)
        book.close_address("page", NOW)
        return book.people_at("page"), book.shown_after("page", 0, 9), book.address("web", "k")

    assert await store.run(closes) == ([], [], None)


async def test_what_was_said_at_an_address_can_be_forgotten(store):
    """What was shown has no words any more, what waited does not leave; another address keeps its own."""

    def forget(book):
        for who in (ANA, LUZ):
            person(book, who)
        book.post(delivery("shown"), NOW)
        book.show(claim(book)[0], NOW)
        book.post(delivery("waits"), NOW)
        book.post(delivery("hers", address=f"at-{LUZ}", person=LUZ), NOW)
        before = book.shown_after(f"at-{ANA}", 0, 9)
        book.forget_said(f"at-{ANA}", NOW)
        return before, book.shown_after(f"at-{ANA}", 0, 9), texts(claim(book))

    before, after, left = await store.run(forget)
    assert [message.text for _, message, _ in before] == ["shown"]
    assert (after, left) == ([], ["hers"])


async def test_nothing_queued_leaves_for_a_blocked_address(store):
    """Who blocks us hears nothing more, not even what waited."""

    def block(book):
        person(book, ANA)
        book.post(delivery(), NOW)
        book.set_blocked(f"at-{ANA}", NOW)
        return claim(book)

    assert await store.run(block) == []


async def test_an_address_moves(store):
    """A group that became a supergroup keeps its conversation."""
    await store.run(lambda book: person(book, ANA))
    await store.run(lambda book: book.move_address(f"at-{ANA}", "-100"))
    assert (await store.read(lambda book: book.address("telegram", "-100"))).id == f"at-{ANA}"


async def test_an_address_moves_to_one_that_is_known(store):
    """People and waiting messages go over to the address that has the id already."""

    def move(book):
        person(book, ANA)
        book.add_address("new", "telegram", "-100", NOW)
        book.post(delivery("Hola"), NOW)
        book.move_address(f"at-{ANA}", "-100")
        return claim(book), book.people_at("new")

    claimed, people = await store.run(move)
    assert [(row.address, row.carrier_id) for row in claimed] == [("new", "-100")]
    assert people == [Someone(ANA, "Ana")]


async def test_who_opted_out_has_opted_out_at_the_id_of_now(store):
    """A number that changed at its carrier is no way around it."""

    def move(book):
        person(book, ANA)
        book.add_address("new", "telegram", "-100", NOW)
        book.opt_out(f"at-{ANA}", ANA, NOW)
        book.move_address(f"at-{ANA}", "-100")
        return book.address_by_id("new").left

    assert await store.run(move)


async def test_a_nameless_address_is_forgotten_with_all_that_was_said_there(store):
    """Someone who did not accept leaves nothing; an address that reaches a person stays."""

    def expire(book):
        book.add_address("nameless", "web", "x", NOW)
        book.open_prompt("p", "nameless", None, None, None, "{}", NOW)
        book.post(delivery(address="nameless", channel="web", person=None), NOW)
        person(book, ANA)
        for address in ("nameless", f"at-{ANA}"):
            book.expire_address(address, NOW + DAY)

    await store.run(expire)
    assert await store.run(lambda book: book.housekeeping(NOW)) == 0
    assert await store.run(lambda book: book.housekeeping(NOW + DAY)) == 3
    assert await store.read(lambda book: book.address_by_id("nameless")) is None
    assert await store.read(lambda book: book.prompt("p")) is None
    assert await store.read(lambda book: book.address_by_id(f"at-{ANA}")) is not None


async def test_a_sitting_at_a_screen_is_forgotten_with_whoever_sat_there(store):
    """A phone that reaches a person stays; a screen is anybody's the next day."""

    def expire(book):
        person(book, ANA)
        book.add_address("sitting", "screen", "x", NOW)
        book.reach("sitting", ANA, NOW)
        book.expire_address("sitting", NOW)
        book.expire_address(f"at-{ANA}", NOW)
        rows = book.housekeeping(NOW)
        return rows, book.address_by_id("sitting"), book.address_by_id(f"at-{ANA}") is not None

    assert await store.run(expire) == (1, None, True)


async def test_an_expiry_can_be_taken_back(store):
    """Who enrols after all keeps the address."""

    def change_of_mind(book):
        book.add_address("a", "web", "x", NOW)
        book.expire_address("a", NOW)
        book.expire_address("a", None)
        return book.housekeeping(NOW + DAY)

    assert await store.run(change_of_mind) == 0


async def test_a_name_and_a_language_can_change(store):
    """Everybody reads the new name."""

    def change(book):
        person(book, ANA)
        book.add_learner(ANA, "adult", "key", "{}")
        book.rename(ANA, "Anita")
        book.set_language(ANA, "qu")
        return book.person(ANA), book.learner(ANA).language

    assert await store.run(change) == (Someone(ANA, "Anita"), "qu")
    assert await store.read(lambda book: book.person("nobody")) is None


async def test_one_person_may_hold_several_roles(store):
    """A role given twice is held once."""

    def grant(book):
        person(book, ROSA)
        for id, kind in [("1", "operator"), ("2", "protection"), ("3", "operator")]:
            book.grant(id, ROSA, kind, NOW)
        return book.roles(ROSA)

    assert await store.run(grant) == ["operator", "protection"]
    assert await store.read(lambda book: book.roles(ANA)) == []


async def test_an_invite_is_spent_once(store):
    """The link shows what it is for; the second who opens it gets nothing."""

    def invite(book):
        cohort(book)
        book.add_invite("token", "teacher", COHORT, NOW, NOW + DAY)
        return book.invite("token", NOW)

    found = await store.run(invite)
    assert (found.role, found.cohort.id, found.name, found.spent) == ("teacher", COHORT, "Prof. Elena", False)
    assert await store.run(lambda book: book.spend_invite("token", ROSA, NOW))
    assert not await store.run(lambda book: book.spend_invite("token", ANA, NOW))
    assert (await store.read(lambda book: book.invite("token", NOW))).spent


async def test_an_invite_says_whose_phone_it_adds(store):
    """It is of no cohort, and forgotten when its time is over."""

    def invite(book):
        person(book, ANA)
        book.add_invite("cel-token", "phone", None, NOW, NOW + MINUTE, learner=ANA)
        return book.invite("cel-token", NOW)

    found = await store.run(invite)
    assert (found.role, found.learner, found.cohort, found.spent) == ("phone", ANA, None, False)
    assert [await store.run(lambda book, at=at: book.housekeeping(at)) for at in (NOW, NOW + MINUTE)] == [0, 1]


async def test_holders_of_a_role_are_found(store):
    """Each once, the first who came first."""

    def grant(book):
        person(book, ROSA)
        person(book, ANA)
        for id, who in [("1", ROSA), ("2", ANA), ("3", ROSA)]:
            book.grant(id, who, "operator", NOW)
        return [one.id for one in book.holders("operator")], book.holders("protection")

    assert await store.run(grant) == ([ROSA, ANA], [])


async def test_a_teacher_who_is_replaced_loses_sight(store):
    """The invite says whom; the cohort is without a teacher until somebody comes."""

    def hand_over(book):
        cohort(book)
        person(book, ROSA)
        book.teach("1", ROSA, COHORT, NOW)
        book.add_invite("token", "teacher", COHORT, NOW, NOW + DAY, replaces=ROSA)
        replaced = book.invite("token", NOW).replaces
        taught = book.without_teacher()
        book.stop_teaching(ROSA, COHORT, NOW + DAY)
        return replaced, taught, [(one.cohort, one.since) for one in book.without_teacher()], book.teacher(ROSA)

    replaced, taught, untaught, teacher = await store.run(hand_over)
    assert replaced.id == ROSA
    assert taught == []
    assert untaught == [(COHORT, NOW + DAY)]
    assert teacher is None


async def test_a_cohort_that_nobody_ever_taught_is_without_since_the_truck_came(store):
    """Midnight of its own time zone."""

    def look(book):
        cohort(book)
        arrives = book.cohort(COHORT).visit.arrives
        return arrives, book.without_teacher()[0].since

    arrives, since = await store.run(look)
    assert since.astimezone(ZoneInfo("America/Lima")).date() == arrives


async def test_learners_of_a_cohort_come_page_by_page(store):
    """In id order, after the last one of the page before."""

    def page(book):
        cohort(book)
        for one in (ANA, ROSA):
            learner(book, one)
        first = book.learners_of(COHORT, "", 1)
        return first, book.learners_of(COHORT, first[0], 5)

    first, rest = await store.run(page)
    assert [*first, *rest] == sorted([ANA, ROSA])


async def test_a_learner_grows_older(store):
    """The age band is the learner's own row."""

    def grow(book):
        cohort(book)
        learner(book, ANA)
        book.set_age_band(ANA, "adult")
        return book.learner(ANA).age_band

    assert await store.run(grow) == "adult"


async def test_an_old_invite_is_nothing(store):
    """A link that lay about too long opens no door."""
    await store.run(lambda book: book.add_invite("token", "operator", None, NOW, NOW + DAY))
    assert (await store.read(lambda book: book.invite("token", NOW))).cohort is None
    assert await store.read(lambda book: book.invite("token", NOW + DAY)) is None
    assert not await store.run(lambda book: book.spend_invite("token", ROSA, NOW + DAY))
    assert await store.read(lambda book: book.invite("other", NOW)) is None


async def test_who_lost_the_phone_cannot_be_reached_there(store):
    """Somebody else has it now; the person stays, and may be reached elsewhere later."""

    def part(book):
        person(book, ANA)
        book.part(f"at-{ANA}", ANA, NOW)
        return book.people_at(f"at-{ANA}"), book.address_of(ANA)

    assert await store.run(part) == ([], None)


async def test_what_is_counted_has_no_name(store):
    """How often, under what it is called, and nothing else."""
    await store.run(lambda book: [book.count("came late"), book.count("came late", 2), book.count("told")])
    assert await store.read(lambda book: book.counted()) == {"came late": 3, "told": 1}
