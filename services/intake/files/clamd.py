"""Asks a ClamAV daemon whether a content carries a virus, in the daemon's own protocol (clamd(8), INSTREAM)."""

import asyncio
import socket
from contextlib import suppress
from struct import pack
from typing import Any, NamedTuple

import anyio

from kernel.vocabulary import FileScan

PIECE = 1 << 17
LONGEST_SECONDS = 120.0
"""For one answer; ClamAV itself gives a file up after two minutes."""
LONGEST_ANSWER = 4_096


class Verdict(NamedTuple):
    """What the daemon says of a content; `virus`: what it calls what it found."""

    scan: FileScan
    virus: str | None = None


class NoVerdict(Exception):
    """The daemon was asked about a content and could not say."""


class Clamd:
    """A daemon at the path of its socket, or at `host:port`. Who asks where none is gets OSError."""

    def __init__(self, where: str) -> None:
        self._where = where

    async def version(self) -> str:
        """Of the daemon and its signatures: `ClamAV 1.4.3/27800/Mon Nov 23 08:15:00 2026`."""
        return await self._asked(b"zVERSION\0", b"")

    async def look_through(self, content: bytes) -> Verdict:
        """Raises NoVerdict."""
        return verdict(await self._asked(b"zINSTREAM\0", content, end=pack("!L", 0)))

    async def _asked(self, command: bytes, content: bytes, end: bytes = b"") -> str:
        # A bare socket: a stream of asyncio loses what was answered once it can send no more, and the daemon
        # hangs up on what is too large while that is still being sent.
        loop = asyncio.get_running_loop()
        with anyio.fail_after(LONGEST_SECONDS), await self._connected() as daemon:
            with suppress(ConnectionError):
                await loop.sock_sendall(daemon, command)
                for start in range(0, len(content), PIECE):
                    piece = content[start : start + PIECE]
                    await loop.sock_sendall(daemon, pack("!L", len(piece)) + piece)
                await loop.sock_sendall(daemon, end)
            said = b""
            while not said.endswith(b"\0") and len(said) < LONGEST_ANSWER:
                read = await loop.sock_recv(daemon, LONGEST_ANSWER)
                if not read:
                    raise ConnectionError("The daemon hung up.")
                said += read
        return said.rstrip(b"\0").decode(errors="replace")

    async def _connected(self) -> socket.socket:
        if self._where.startswith("/"):
            return await _connected(socket.AF_UNIX, self._where)
        host, _, port = self._where.rpartition(":")
        (family, *_, address), *_others = await asyncio.get_running_loop().getaddrinfo(
            host, int(port), type=socket.SOCK_STREAM
        )
        return await _connected(family, address)


async def _connected(family: int, address: Any) -> socket.socket:
    made = socket.socket(family)
    try:
        made.setblocking(False)
        await asyncio.get_running_loop().sock_connect(made, address)
    except BaseException:
        made.close()
        raise
    return made


def verdict(answer: str) -> Verdict:
    """What `stream: OK`, `stream: NAME FOUND` and `… ERROR` mean. Raises NoVerdict."""
    said = answer.removeprefix("stream: ")
    if said == "OK":
        return Verdict(FileScan.CLEAN)
    if said.endswith(" FOUND"):
        return Verdict(FileScan.INFECTED, said.removesuffix(" FOUND")[:200])
    if "size limit exceeded" in said:
        return Verdict(FileScan.TOO_LARGE)
    raise NoVerdict(said)
