"""What two processes of one machine tell each other: short messages over a pair of sockets."""

import json
from collections.abc import Callable
from contextlib import suppress
from socket import socket
from typing import Any

import anyio

PIECE = 1 << 16
Hear = Callable[..., None]
"""Given a message: what it is, and what goes with it."""


class Line:
    """One process's end. The line is cut when the other process has ended, however it did.

    A message that waits is said once, however often it is said meanwhile: the other end learns what happened, not
    how often.
    """

    def __init__(self, end: socket) -> None:
        end.setblocking(False)
        self._end = end
        self._waiting: dict[bytes, None] = {}
        self._more = anyio.Event()

    def say(self, what: str, *about: Any) -> None:
        """Send a message as soon as may be; nobody waits for it. What it is about is JSON."""
        message = told(what, *about)
        self._waiting.pop(message, None)  # said again, it comes after what was said in between
        self._waiting[message] = None
        self._more.set()

    async def carry(self, hear: Hear) -> None:
        """Send what is said, and pass on what is heard, until the line is cut."""
        async with anyio.create_task_group() as both:
            both.start_soon(self._send)
            await self._receive(hear)
            both.cancel_scope.cancel()

    def cut(self) -> None:
        """Let the other process end."""
        self._end.close()

    async def _send(self) -> None:
        with suppress(ConnectionError):
            while True:
                await self._more.wait()
                self._more = anyio.Event()
                unsent = b"".join(self._waiting)
                self._waiting.clear()
                while unsent:
                    await anyio.wait_writable(self._end)
                    with suppress(BlockingIOError):
                        unsent = unsent[self._end.send(unsent) :]

    async def _receive(self, hear: Hear) -> None:
        heard = b""
        with suppress(ConnectionError):
            while True:
                await anyio.wait_readable(self._end)
                piece = self._end.recv(PIECE)
                if not piece:
                    return
                *messages, heard = (heard + piece).split(b"\n")
                for message in messages:
                    with suppress(ValueError):  # half of one, whose reader or writer was killed
                        hear(*json.loads(message))


def told(what: str, *about: Any) -> bytes:
    """A message as it is sent."""
    return json.dumps([what, *about]).encode() + b"\n"
