"""A command given while another process holds the database is run by that process."""

import asyncio

import pytest

from bot.commands.remote import NobodyAnswers, send, serve


@pytest.fixture
def path(tmp_path):
    """Where the holder listens."""
    return tmp_path / "yachaski.db.sock"


async def invite(args, say):
    """A command that says two lines."""
    for line in (f"hola {args[-1]}", "listo"):
        say(line)
        await asyncio.sleep(0)
    return 3


async def sent(path, *args):
    """The exit code and the lines, as the sender sees them."""
    lines: list[str] = []
    return await asyncio.to_thread(send, path, list(args), lines.append), lines


async def test_the_holder_runs_it_and_streams_the_answer(path):
    """Arguments go there, lines and the exit code come back."""
    async with serve(path, invite):
        assert await sent(path, "teacher", "invite", "--code", "Ñandú 🌽") == (3, ["hola Ñandú 🌽", "listo"])


async def test_commands_come_side_by_side(path):
    """One that takes its time holds up no other."""
    go = asyncio.Event()

    async def run(args, say):
        if args == ["slow"]:
            await go.wait()
        return 0

    async with serve(path, run):
        slow = asyncio.create_task(sent(path, "slow"))
        assert await sent(path, "quick") == (0, [])
        go.set()
        assert await slow == (0, [])


async def test_only_the_owner_can_ask(path):
    """The socket is its owner's, and goes with the holder."""
    async with serve(path, invite):
        assert path.stat().st_mode & 0o777 == 0o600
    assert not path.exists()


async def test_a_path_too_long_for_a_socket_works_all_the_same(tmp_path):
    """The system allows about 100 bytes; folders may be deeper, and nothing is left of the detour."""
    path = tmp_path / ("deep" * 30) / "yachaski.db.sock"
    path.parent.mkdir()
    async with serve(path, invite):
        place = path.readlink()
        assert place.stat().st_mode & 0o777 == 0o600
        assert (await sent(path, "x"))[0] == 3
    assert not place.parent.exists()


async def test_a_socket_left_by_a_killed_holder_is_replaced(path):
    """Whoever has the lock listens."""
    path.write_text("", encoding="ascii")
    async with serve(path, invite):
        assert (await sent(path, "x"))[0] == 3


async def test_a_command_that_fails_does_not_fail_the_holder(path):
    """The sender reads that it failed, the log says why, and the next command is served."""

    async def run(args, say):
        raise LookupError(args[0])

    async with serve(path, run):
        for _ in range(2):
            code, lines = await sent(path, "x")
            assert (code, len(lines)) == (1, 1)


async def test_nobody_there_is_said_at_once(path):
    """Neither silence nor a traceback."""
    with pytest.raises(NobodyAnswers, match="no responde"):
        await sent(path, "x")


async def test_an_answer_that_breaks_off_is_no_success(path):
    """The sender is told to look whether it was done."""

    async def hang_up(reader, writer):
        await reader.readline()
        writer.write(b'{"line": "begun"}\n')
        writer.close()

    server = await asyncio.start_unix_server(hang_up, path)
    with pytest.raises(NobodyAnswers, match="se detuvo"):
        await sent(path, "x")
    server.close()


async def test_nonsense_is_hung_up_on(path):
    """What is not a command is not run."""
    async with serve(path, invite):
        reader, writer = await asyncio.open_unix_connection(path)
        writer.write(b"GET / HTTP/1.1\n")
        assert await reader.read() == b""
        writer.close()
        assert (await sent(path, "x"))[0] == 3
