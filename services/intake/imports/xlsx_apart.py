"""A workbook read by a process of its own, so that whatever is in it costs this one nothing.

The process is bounded (`xlsx_child`), is waited for no longer than a while, and ends with whoever reads it.
"""

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from anyio import from_thread

from intake.imports.sheets import Row, Sheet, SheetError, Unreadable
from intake.imports.xlsx_sheet import TOO_LARGE

SERVICES = Path(__file__).resolve().parents[2]
LONGEST_WAIT_SECONDS = 30.0
"""For the first rows, and for each further batch; its limit of processor time comes before, if one is free."""
LOOK_SECONDS = 0.1
"""Between two looks whether the reader is still wanted."""
PIECE = 1 << 16
TOO_LONG = (
    "The workbook takes too long to read. Copy the sheet's filled cells to a new workbook, or save it as CSV."
)


def sheet_apart(path: Path, name: str | None) -> Sheet:
    """As `xlsx_sheet`. Raises SheetError. The process ends with the last row, or when the sheet is closed."""
    child = _Child(path, name)
    try:
        head = child.told()
    except BaseException:
        child.end()
        raise
    return Sheet(
        rows=_rows(child),
        title=head["title"],
        names=head["names"],
        hidden=head["hidden"],
        notes=head["notes"],
        at=lambda: child.at,
        close=child.end,
    )


class _Child:
    """The process.

    Attributes:
        at: bytes of the file that it has read.
    """

    def __init__(self, path: Path, name: str | None) -> None:
        self.at = 0
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "intake.imports.xlsx_child", path, *([name] if name is not None else [])],
            # None of this process's settings, which hold passwords and may hold a key.
            env={"PYTHONPATH": str(SERVICES), "PYTHONUTF8": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self._process.stdout is not None
        self._out = self._process.stdout
        self._waiting = selectors.DefaultSelector()
        self._waiting.register(self._out, selectors.EVENT_READ)
        self._read = bytearray()

    def told(self) -> dict[str, Any]:
        """What it says next; it blocks. Raises SheetError for what it refuses, and when it says nothing more."""
        said: dict[str, Any] = json.loads(self._line())
        if "refused" in said:
            raise SheetError(said["refused"])
        self.at = said.get("at", self.at)
        return said

    def end(self) -> None:
        """End it, wherever it is. It may have ended before."""
        if self._out.closed:
            return
        self._process.kill()
        self._process.wait()
        self._waiting.close()
        self._out.close()

    def _line(self) -> bytes:
        until, searched = time.monotonic() + LONGEST_WAIT_SECONDS, 0
        while (end := self._read.find(b"\n", searched)) < 0:
            searched = len(self._read)
            if self._waiting.select(LOOK_SECONDS):
                piece = os.read(self._out.fileno(), PIECE)
                if not piece:
                    raise SheetError(TOO_LONG if self._process.wait() == -signal.SIGXCPU else TOO_LARGE)
                self._read += piece
            elif time.monotonic() > until:
                raise SheetError(TOO_LONG)
            with suppress(RuntimeError):  # not in a thread of the server: nobody can go away
                from_thread.check_cancelled()
        line = bytes(self._read[:end])
        del self._read[: end + 1]
        return line


def _rows(child: _Child) -> Iterator[Row]:
    try:
        while "end" not in (said := child.told()):
            for number, cells in said["rows"]:
                yield number, [cell if isinstance(cell, str) else Unreadable(cell[0]) for cell in cells]
    finally:
        child.end()
