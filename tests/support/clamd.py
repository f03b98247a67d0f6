"""A stand-in for ClamAV's daemon: INSTREAM and VERSION as clamd(8) has them, with one signature and a limit."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from struct import unpack
from typing import IO

VERSION = "ClamAV 1.4.3/27800/Mon Nov 23 08:15:00 2026"
LIMIT = 1_000_000
TORN = b"what the engine cannot read"
VIRUS = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""The test file that every scanner knows, in two parts: whole, it would be found in this repository."""


class _Answering(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        command = b""
        while not command.endswith(b"\0"):
            command += self.rfile.read(1)
        self.wfile.write((VERSION if command == b"zVERSION\0" else _said_of(self.rfile)).encode() + b"\0")


class _Daemon(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True


def _said_of(sent: IO[bytes]) -> str:
    content = b""
    while size := unpack("!L", sent.read(4))[0]:
        if len(content) + size > LIMIT:
            return "INSTREAM size limit exceeded. ERROR"  # and it hangs up, with the rest unread
        content += sent.read(size)
    if TORN in content:
        return "stream: Can't read file ERROR"
    return "stream: Win.Test.EICAR_HDB-1 FOUND" if VIRUS in content else "stream: OK"


@contextmanager
def answering_at(path: Path) -> Iterator[None]:
    """A daemon at this path, until the end of the block."""
    with _Daemon(str(path), _Answering) as daemon:
        serving = threading.Thread(target=daemon.serve_forever, kwargs={"poll_interval": 0.01})
        serving.start()
        try:
            yield
        finally:
            daemon.shutdown()
            serving.join()
    path.unlink()
