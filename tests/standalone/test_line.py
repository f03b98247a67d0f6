"""What two processes tell each other."""

import socket
from collections.abc import Iterator

import anyio
import pytest

from standalone.line import Line


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    yield ours, theirs
    ours.close()
    theirs.close()


def test_what_is_said_is_heard_in_order_and_once_while_it_waits(
    ends: tuple[socket.socket, socket.socket],
) -> None:
    ours, theirs = ends
    line = Line(ours)
    for message in (("state", "cases", 1), ("rang", "intake"), ("state", "cases", 2), ("state", "cases", 1)):
        line.say(*message)
    said = [["rang", "intake"], ["state", "cases", 2], ["state", "cases", 1]]
    assert heard_at(theirs, len(said), line) == said


def test_more_than_fits_at_a_time(ends: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = ends
    line = Line(ours)
    for number in range(5000):
        line.say("rang", f"{number:0100}")
    assert [about for _, about in heard_at(theirs, 5000, line)] == [f"{number:0100}" for number in range(5000)]


def test_half_a_message_is_passed_over(ends: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = ends
    theirs.sendall(b'["state", "cas\n["ended"]\n "feed"]]\n["state"]\n["st')
    theirs.close()
    assert heard_until_cut(Line(ours)) == [["ended"], ["state"]]


@pytest.mark.parametrize("unread", [b"", b'["rang"]\n'])
def test_it_is_cut_when_the_other_end_is_gone(ends: tuple[socket.socket, socket.socket], unread: bytes) -> None:
    ours, theirs = ends
    ours.sendall(unread)  # what it never read
    line = Line(ours)
    line.say("rang", "intake")
    theirs.close()
    assert heard_until_cut(line) == []


def heard_until_cut(line: Line) -> list[list[str]]:
    heard: list[list[str]] = []

    async def listen() -> None:
        with anyio.fail_after(5):
            await line.carry(lambda *message: heard.append(list(message)))

    anyio.run(listen)
    return heard


def heard_at(end: socket.socket, count: int, line: Line) -> list[list[str]]:
    heard: list[list[str]] = []

    async def both() -> None:
        with anyio.fail_after(10):
            async with anyio.create_task_group() as carrying:

                def hear(*message: str) -> None:
                    heard.append(list(message))
                    if len(heard) == count:
                        carrying.cancel_scope.cancel()

                carrying.start_soon(line.carry, lambda *_: None)
                carrying.start_soon(Line(end).carry, hear)

    anyio.run(both)
    return heard
