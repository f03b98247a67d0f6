"""What a sender may make the server hold: no endless head, request or answer that waits; others are answered."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from unittest.mock import Mock

import pytest
import uvicorn

from standalone import bounded_http
from standalone.bounded_http import LEAST_BODY, BoundedHttp

pytestmark = pytest.mark.anyio

GET = b"GET / HTTP/1.1\r\nHost: x\r\n"
MUCH = 8_000_000
"""Bytes: more than the system takes for somebody who does not read."""
POST = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n"


async def echo(scope, receive, send) -> None:
    """Answers with its request's body."""
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        body, more = body + message["body"], message["more_body"]
    if scope["path"] == "/slow":
        await asyncio.sleep(0.3)
    if scope["path"] == "/much":
        body = b"x" * MUCH
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(body))]})
    await send({"type": "http.response.body", "body": body})


@asynccontextmanager
async def serving(most: int | None = None) -> AsyncIterator[int]:
    config = uvicorn.Config(
        echo, port=0, http=BoundedHttp, ws="none", lifespan="off", log_config=None, limit_concurrency=most
    )
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    await running


async def answered(port: int, *pieces: bytes) -> bytes:
    """What is answered to some bytes until the connection is closed, here or there."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
        return await asyncio.wait_for(reader.read(), 20)
    except ConnectionError:
        return b"closed"
    finally:
        writer.close()


@pytest.mark.parametrize(
    "pieces",
    [
        pytest.param([GET + b"X: ", *[b"a" * 60_000] * 100], id="a header without an end"),
        pytest.param([GET + b"X: " + b"a" * 65_536 + b"\r\n\r\n"], id="a long header that ends"),
        pytest.param([GET, *[b"A: b\r\n" * 10_000] * 100], id="a million headers"),
        pytest.param([b"GET /", *[b"a" * 60_000] * 100], id="an address without an end"),
    ],
)
async def test_a_head_without_an_end_is_refused(pieces: list[bytes]) -> None:
    async with serving() as port:
        answer = await answered(port, *pieces)
        assert answer == b"closed" or answer.startswith(b"HTTP/1.1 431 ")
        assert (await answered(port, GET + b"Connection: close\r\n\r\n")).startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize(
    ("pieces", "status"),
    [
        pytest.param([GET + b"X: "], b"HTTP/1.1 408 ", id="half a head"),
        pytest.param([POST + b"half"], b"HTTP/1.1 408 ", id="half a body"),
        pytest.param([b""], b"", id="nothing at all"),
        pytest.param([b"no HTTP\r\n\r\n"], b"HTTP/1.1 400 ", id="no HTTP"),
        pytest.param([GET + b"\r\n" + GET + b"X:"], b"HTTP/1.1 200 ", id="half of a second request"),
    ],
)
async def test_who_does_not_go_on_is_not_waited_for(
    pieces: list[bytes], status: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded_http, "HEAD_SECONDS", 0.1)
    monkeypatch.setattr(bounded_http, "BODY_SECONDS", 0.1)
    async with serving() as port:
        answer = await answered(port, *pieces)
        assert answer.startswith(status)
        assert bool(answer) == bool(status)


async def test_one_connection_too_many_is_told_to_come_back() -> None:
    async with serving(most=2) as port:
        _, waiting = await asyncio.open_connection("127.0.0.1", port)
        head, _, body = (await answered(port, POST + b"0123456789")).partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 503 ")
        assert b"\r\nRetry-After: 5\r\n" in head
        assert b"\r\nContent-Type: application/problem+json\r\n" in head
        assert json.loads(body)["status"] == 503
        waiting.close()
        await waiting.wait_closed()
        assert (await answered(port, GET + b"Connection: close\r\n\r\n")).startswith(b"HTTP/1.1 200 ")


async def test_an_answer_may_take_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded_http, "HEAD_SECONDS", 0.1)
    async with serving() as port:
        for pieces in [
            [POST.replace(b"/", b"/slow", 1) + b"0123456789"],
            [GET.replace(b"/", b"/slow", 1), b"\r\n"],
        ]:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.writelines(pieces)
            assert (await reader.readline()).startswith(b"HTTP/1.1 200 ")
            writer.close()


@pytest.mark.parametrize(
    ("came", "is_paused", "is_waited_for"),
    [(LEAST_BODY, False, True), (LEAST_BODY - 1, False, False), (0, True, True)],
)
def test_a_body_is_waited_for_as_long_as_enough_of_it_comes(
    came: int, is_paused: bool, is_waited_for: bool
) -> None:
    connection = BoundedHttp.__new__(BoundedHttp)
    connection.loop, connection.transport, connection.cycle = Mock(), Mock(), None
    connection.flow = Mock(read_paused=is_paused)
    connection.transport.is_closing.return_value = False
    connection._received = came
    connection._look_at_body(0)
    assert (connection.loop.call_later.called, connection.transport.close.called) == (
        is_waited_for,
        not is_waited_for,
    )


async def test_who_does_not_read_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded_http, "READING_SECONDS", 0.1)
    cut, ends = asyncio.Event(), BoundedHttp.connection_lost

    def connection_lost(connection: BoundedHttp, error: Exception | None) -> None:
        ends(connection, error)
        cut.set()

    monkeypatch.setattr(BoundedHttp, "connection_lost", connection_lost)
    async with serving() as port:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(GET.replace(b"/", b"/much", 1) + b"\r\n")
        await asyncio.wait_for(cut.wait(), 20)
        writer.close()


@pytest.mark.parametrize(("left", "is_cut"), [(99, False), (100, True)])
def test_an_answer_is_waited_for_as_long_as_more_of_it_is_read(left: int, is_cut: bool) -> None:
    connection = BoundedHttp.__new__(BoundedHttp)
    connection.loop, connection.transport = Mock(), Mock()
    connection.transport.get_write_buffer_size.return_value = left
    connection._look_at_reader(100)
    assert (connection.transport.abort.called, connection.loop.call_later.called) == (is_cut, not is_cut)
