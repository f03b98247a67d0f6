"""Work on what somebody sent, by a process of its own, so that whatever is in it costs this one nothing.

The process bounds itself (`chassis.bounds`); whoever reads what it says waits no longer than a while.
"""

import os
import selectors
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import IO

from anyio import from_thread

SERVICES = Path(__file__).resolve().parents[1]
LONGEST_WAIT_SECONDS = 30.0
"""For what is said next; the limit of processor time comes before, if one is free."""
LOOK_SECONDS = 0.1
"""Between two looks whether it is still wanted."""
PIECE = 1 << 16


class TookTooLong(Exception):
    """The process had no more time, of a processor or by the clock."""


class Apart:
    """A module that runs as a process, and what it writes to standard output.

    Args:
        given: what it reads from standard input; None: nothing.
    """

    def __init__(self, module: str, *arguments: str | Path, given: bytes | None = None) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", module, *arguments],
            # None of this process's settings, which hold passwords and may hold a key.
            env={"PYTHONPATH": str(SERVICES), "PYTHONUTF8": "1"},
            stdin=subprocess.DEVNULL if given is None else subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self._process.stdout is not None
        self._out = self._process.stdout
        self._waiting = selectors.DefaultSelector()
        self._waiting.register(self._out, selectors.EVENT_READ)
        if self._process.stdin is not None and given is not None:
            # Beside the reading: neither waits for the other. It ends with the process at the latest.
            Thread(target=_give, args=(self._process.stdin, given), daemon=True).start()

    def piece(self) -> bytes:
        """What it says next, or b"" where it says nothing more; it blocks. Raises TookTooLong."""
        until = time.monotonic() + LONGEST_WAIT_SECONDS
        while not self._waiting.select(LOOK_SECONDS):
            if time.monotonic() > until:
                raise TookTooLong
            with suppress(RuntimeError):  # not in a thread of the server: nobody can go away
                from_thread.check_cancelled()
        piece = os.read(self._out.fileno(), PIECE)
        if not piece and self._process.wait() == -signal.SIGXCPU:
            raise TookTooLong
        return piece

    def end(self) -> None:
        """End it, wherever it is. It may have ended before."""
        if self._out.closed:
            return
        self._process.kill()
        self._process.wait()
        self._waiting.close()
        self._out.close()


def _give(to: IO[bytes], what: bytes) -> None:
    with suppress(BrokenPipeError), to:
        to.write(what)
